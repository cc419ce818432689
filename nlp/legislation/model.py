"""A law's text as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp.statutes.numerals import write_number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One 款 with its 项: ``items`` pairs the number as printed, （一）, with its words."""

    text: str
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A 编, 章 or 节 with the words behind its number."""

    kind: str
    number: int
    words: str

    @property
    def label(self) -> str:
        """第二章 财产调查."""
        if not self.number:
            return self.words
        return f"第{write_number(self.number)}{self.kind} {self.words}".strip()


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``suffix`` is 1 for 第×条之一; ``path`` the headings it stands under, the widest first."""

    number: int
    suffix: int | None
    path: tuple[Heading, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """All words, one line for each 款 and 项."""
        lines = []
        for paragraph in self.paragraphs:
            lines.append(paragraph.text)
            lines += [f"{number}{words}" for number, words in paragraph.items]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Statute:
    """A law as read. What the text does not say is empty or None; ``problems`` are Chinese sentences for the user.

    ``amended`` is the day of the last amendment that the head names (根据……修正), from which alone the day it came into
    force cannot be told. ``numbered`` says how its parts are numbered: 条, or 序号 where the text has no 第…条.
    """

    title: str
    doc_no: str
    adopted: date | None
    amended: date | None
    effective: date | None
    articles: tuple[Article, ...]
    preamble: str = ""
    numbered: str = "条"
    problems: tuple[str, ...] = ()
