"""Citations of law (法律条文引用) in a text: which law, which article, where, in what role."""

from nlp.statutes.context import may_speak_of, speaks_of, worded_subjects
from nlp.statutes.mention import CitationMention
from nlp.statutes.reader import read_citations

__all__ = ["CitationMention", "may_speak_of", "read_citations", "speaks_of", "worded_subjects"]
