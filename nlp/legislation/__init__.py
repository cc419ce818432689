"""The text of a law (法律、司法解释、规范性文件) into its parts: title, number, dates, 编章节, articles, 款, 项."""

from nlp.legislation.model import Article, Heading, Paragraph, Statute
from nlp.legislation.parse import parse_statute

__all__ = ["Article", "Heading", "Paragraph", "Statute", "parse_statute"]
