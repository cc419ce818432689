"""What a section is: its title, its body, what it belongs to, and the rule that made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.document import Span


class Section(NamedTuple):
    """One part of a document. ``span`` = title and body; ``rule`` names the entry of the grammar that made it."""

    kind: str
    title: Span | None
    body: Span
    parent: str | None
    rule: str

    @property
    def span(self) -> Span:
        """Title and body together."""
        return Span(min(self.title.start, self.body.start), self.body.end) if self.title else self.body


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts of one document in reading order; a part that is missing is None.

    Kinds: header, parties, narrative, reasons, basis (依照…), operative (主文), rights, signature, appendix; and the
    children ``item`` (a numbered, titled part of the narrative) and ``effect`` (a sentence of rights). ``length`` is
    that of the clean text.
    """

    parts: tuple[Section, ...]
    length: int
    _first: dict[str, Section] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Every room asks for the first part of some kind, over and over.
        object.__setattr__(self, "_first", {part.kind: part for part in reversed(self.parts)})

    def first(self, kind: str) -> Section | None:
        """The first part of this kind."""
        return self._first.get(kind)

    def all(self, kind: str) -> tuple[Section, ...]:
        """Every part of this kind, in order."""
        return tuple(part for part in self.parts if part.kind == kind)

    def span(self, kind: str) -> Span | None:
        """Title and body of the first part of this kind."""
        part = self.first(kind)
        return part.span if part else None

    @property
    def ruling(self) -> Span:
        """The document's own words: everything before the appendix (附：相关法律条文, 执行节点 …)."""
        appendix = self.first("appendix")
        return Span(0, appendix.span.start if appendix else self.length)

    def at(self, offset: int) -> Section | None:
        """The innermost part that holds *offset*."""
        found = None
        for part in self.parts:
            if part.span.start <= offset < part.span.end:
                found = part
        return found
