"""The words that every other module speaks: spans, documents, repaired text and the way back to the source.

Offsets are Unicode code points. *Raw* offsets count in :attr:`Document.text`, the text as the reader got it; every
piece of evidence that leaves the program is raw. *Clean* offsets count in :attr:`CleanText.text`, the repaired text on
which extraction works. :meth:`CleanText.raw` is the only way from one to the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
N = TypeVar("N", bound=tuple[Any, ...])


def from_fields(kind: type[N]) -> Callable[[tuple[Any, ...]], N]:
    """What makes a named tuple of *kind* from a tuple of all its fields, in order.

    For the few places where hundreds are made for each ruling: half the cost of calling the class.
    """
    return partial(tuple.__new__, kind)


class Span(NamedTuple):
    """A half-open range of code points, ``text[start:end]``.

    A named tuple, for a review makes and compares thousands of them: they hash and compare in C.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


#: A :class:`Span` from ``(start, end)``.
span_from = from_fields(Span)


class Value(NamedTuple, Generic[T]):
    """A typed value and the clean-text span it was read from."""

    value: T
    span: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a stretch of raw text stood in the source: a page, a paragraph, a table cell, a text box."""

    kind: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """Raw text that a person opening the file would not see (white, hidden); never evidence."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that could not be read. ``reason`` is Chinese and addressed to the user."""

    part: str
    reason: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a reader got it, before any repair.

    ``id`` names it inside its case; ``path`` is relative to what the user gave; ``sha256`` is of the original bytes;
    ``notes`` are Chinese remarks for the user (accepted tracked changes, guessed encoding …).
    """

    id: str
    path: str
    sha256: str
    format: str
    text: str
    marks: tuple[Mark, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The page on which the raw *offset* stands, or None where the format has no pages."""
        for mark in self.marks:
            if mark.kind == "page" and mark.start <= offset < max(mark.end, mark.start + 1):
                return int(mark.label)
        return None


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that could not be read at all. ``reason`` and ``hint`` are Chinese sentences for the user."""

    path: str
    reason: str
    hint: str = ""
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One change between raw and clean text that a reader might want to see: ``raw[start:end]`` became ``after``."""

    start: int
    end: int
    before: str
    after: str
    reason: str

    @property
    def doubt(self) -> bool:
        """Whether nothing was changed: the place is only reported as doubtful."""
        return self.before == self.after


class Edit(NamedTuple):
    """Replace ``source[start:end]`` by ``text`` (one step of a normaliser)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way back through one round of edits, by bisection over the edit points: O(log n) a look-up.

    A character that was not edited maps to itself; a span inside a replacement maps to the whole replaced range.
    """

    clean_starts: tuple[int, ...] = ()
    clean_ends: tuple[int, ...] = ()
    raw_starts: tuple[int, ...] = ()
    raw_ends: tuple[int, ...] = ()

    def start(self, offset: int) -> int:
        """The source offset at which the clean character *offset* begins."""
        i = bisect_right(self.clean_starts, offset) - 1
        # Deleted text leaves empty clean ranges; the last edit at this point wins, so a start skips what was deleted.
        if i < 0:
            return offset
        if offset < self.clean_ends[i]:
            return self.raw_starts[i]
        return self.raw_ends[i] + offset - self.clean_ends[i]

    def end(self, offset: int) -> int:
        """The source offset just behind the clean character ``offset - 1``."""
        if offset <= 0:
            return 0
        last = offset - 1
        i = bisect_right(self.clean_starts, last) - 1
        if i < 0:
            return offset
        if last < self.clean_ends[i]:
            return self.raw_ends[i]
        return self.raw_ends[i] + last - self.clean_ends[i] + 1

    def clean_start(self, offset: int) -> int:
        """The clean offset at which the source character *offset* begins; behind what was inserted before it."""
        i = bisect_right(self.raw_starts, offset) - 1
        if i < 0:
            return offset
        if offset < self.raw_ends[i]:
            return self.clean_starts[i]
        return self.clean_ends[i] + offset - self.raw_ends[i]

    def clean_end(self, offset: int) -> int:
        """The clean offset just behind the source character ``offset - 1``."""
        if offset <= 0:
            return 0
        last = offset - 1
        i = bisect_right(self.raw_starts, last) - 1
        if i < 0:
            return offset
        if last < self.raw_ends[i]:
            return self.clean_ends[i]
        return self.clean_ends[i] + last - self.raw_ends[i] + 1


def apply_edits(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Apply sorted, non-overlapping *edits* to *text*; return the new text and the map back.

    Raises:
        ValueError: the edits overlap or are out of order.
    """
    if not edits:
        return text, OffsetMap()
    parts: list[str] = []
    clean_starts, clean_ends, raw_starts, raw_ends = [], [], [], []
    at = length = 0
    for edit in edits:
        if edit.start < at:
            raise ValueError(f"edits overlap at {edit.start}")
        parts.append(text[at : edit.start])
        length += edit.start - at
        clean_starts.append(length)
        parts.append(edit.text)
        length += len(edit.text)
        clean_ends.append(length)
        raw_starts.append(edit.start)
        raw_ends.append(edit.end)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts), OffsetMap(tuple(clean_starts), tuple(clean_ends), tuple(raw_starts), tuple(raw_ends))


@dataclass(frozen=True, slots=True)
class CleanText:
    """Repaired text with the maps back to the raw text, one for each round of repairs (first round first)."""

    text: str
    maps: tuple[OffsetMap, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())

    def raw(self, span: Span) -> Span:
        """The raw span of a clean *span*; empty only where all of it was inserted (a line end that was lost)."""
        start, end = span
        for step in reversed(self.maps):
            # OffsetMap.start and .end, written out: every piece of evidence comes through here.
            clean_starts = step.clean_starts
            i = bisect_right(clean_starts, start) - 1
            if i >= 0:
                behind = start - step.clean_ends[i]
                start = step.raw_starts[i] if behind < 0 else step.raw_ends[i] + behind
            if end > 0:
                i = bisect_right(clean_starts, end - 1) - 1
                if i >= 0:
                    behind = end - step.clean_ends[i]
                    end = step.raw_ends[i] + (behind if behind > 0 else 0)
            else:
                end = 0
        return span_from((start, end if end > start else start))

    def clean(self, span: Span) -> Span:
        """The clean span of a raw *span*: all that came of it; empty where it was taken out."""
        start, end = span.start, span.end
        for step in self.maps:
            start, end = step.clean_start(start), step.clean_end(end)
        return Span(start, max(start, end))

    def repaired(self, span: Span) -> tuple[Repair, ...]:
        """The recorded repairs inside the raw range of a clean *span*."""
        where = self.raw(span)
        return tuple(r for r in self.repairs if r.start < where.end and where.start < max(r.end, r.start + 1))


def quote(text: str, spans: Iterable[Span]) -> list[str]:
    """The texts of *spans* in *text*, in order."""
    return [text[s.start : s.end] for s in spans]
