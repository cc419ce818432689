"""Sentences and paragraphs: what a paper is made of before it becomes JSON or a Word file.

Joining the texts of a paper's sentences gives its body to the letter, so a line break belongs to the sentence that ends
a paragraph; :func:`finish` puts them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

#: A line break with the spaces around it; ideographic blanks at a line's start are for people to fill in and stay.
_OURS = re.compile(r"“[^”]*”|你院")
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")

#: White space that would break a cell; ideographic blanks are for people to fill in.
_SPACE = re.compile(r"[ \t\r\n]+")

Kind = Literal["heading", "form", "fact", "defect", "norm", "request", "closing"]
#: ``row`` and ``row_head`` are rows of a table, cells divided by tabs; rows that follow each other make one table.
Style = Literal[
    "title", "subtitle", "number", "addressee", "heading", "body", "court", "signature", "annex", "row_head", "row"
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with everything it rests on.

    ``evidence`` holds evidence objects of the review, ``facts`` paths into its case object, ``norms`` provision ids,
    ``unverified`` those of them whose text was not compared, ``remark`` a Chinese word to the reader of the draft (it
    becomes a comment, never text), ``guard`` what became of a model's rewrite of it, ``case`` the id of the case it
    speaks of in a paper on several.
    """

    text: str
    kind: Kind
    evidence: tuple[dict[str, Any], ...] = ()
    facts: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    author: Literal["template", "model", "person"] = "template"
    unverified: tuple[str, ...] = ()
    remark: str = ""
    guard: dict[str, Any] | None = None
    case: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand in one paragraph. ``point`` numbers the paragraph of a defect, None elsewhere."""

    sentences: tuple[Sentence, ...]
    style: Style = "body"
    point: int | None = None
    blanks: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        return "".join(s.text for s in self.sentences)


def line(text: str, kind: Kind = "form", style: Style = "body", **rest: Any) -> Paragraph:
    """A paragraph of one sentence."""
    return Paragraph((Sentence(text, kind, **rest),), style)


def row(cells: Iterable[str], kind: Kind = "fact", style: Style = "row", **rest: Any) -> Paragraph:
    """A row of a table as a paragraph of one sentence: *cells* divided by tabs, without white space of their own."""
    return line("\t".join(_SPACE.sub("", cell) for cell in cells), kind, style, **rest)


def third_person(sentence: Sentence) -> Sentence:
    """The sentence as a paper says it that does not speak to the court (你院 → 该院); quotations stay to the letter."""
    text = _OURS.sub(lambda m: m.group() if m.group().startswith("“") else "该院", sentence.text)
    return replace(sentence, text=text)


def finish(paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
    """The sentences of a paper as draft.schema.json wants them, line breaks included."""
    kept = [p for p in paragraphs if p.sentences]
    out: list[dict[str, Any]] = []
    for at, paragraph in enumerate(kept):
        # Wrapped lines of a source must not break a paragraph of ours.
        sentences = [replace(s, text=_BREAK.sub("", s.text)) for s in paragraph.sentences]
        if at < len(kept) - 1:
            sentences[-1] = replace(sentences[-1], text=sentences[-1].text + "\n")
        out += [_as_json(s, paragraph.style) for s in sentences]
    return out


def _as_json(sentence: Sentence, style: Style) -> dict[str, Any]:
    data: dict[str, Any] = {
        "text": sentence.text,
        "kind": sentence.kind,
        "author": sentence.author,
        "evidence": [dict(e) for e in sentence.evidence],
        "facts": list(sentence.facts),
        "norms": list(sentence.norms),
        "finding_ids": list(sentence.findings),
        "style": style,
    }
    if sentence.unverified:
        data["unverified_norms"] = list(sentence.unverified)
    if sentence.remark:
        data["remark"] = sentence.remark
    if sentence.case:
        data["case"] = sentence.case
    if sentence.guard is not None:
        data["guard"] = sentence.guard
    return data
