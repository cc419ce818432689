"""Where a stretch of a document stands, in the words of whoever opens the file: 第2页第3行, 第5段, 表1第2行第3列.

An index over the marks is made once a document, when it is first asked for; each answer is then a few bisections.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.document import Document, Mark

_TABLE_CELL = re.compile(r"表(\d+) 行(\d+)列(\d+)")
_KINDS = frozenset({"page", "cell", "textbox", "image", "line", "doubt"})
#: Formats whose lines are lines on paper, not paragraphs.
_PAPER = frozenset({"pdf", "image"})
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of recognised text that is not certain, and the recogniser's score for it (0 to 1)."""

    start: int
    end: int
    score: float


class _Index:
    """Marks of one kind that do not overlap, in order."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = sorted(marks, key=lambda mark: mark.start)
        self.starts = [mark.start for mark in self.marks]

    def at(self, offset: int) -> Mark | None:
        index = bisect_right(self.starts, offset) - 1
        while index >= 0:
            mark = self.marks[index]
            if offset < max(mark.end, mark.start + 1):
                return mark
            # Cells of a table within a cell overlap with it: one step further out is enough for them.
            if mark.kind != "cell" or self.starts[index] < offset - 50_000:
                return None
            index -= 1
        return None

    def over(self, start: int, end: int) -> Iterator[Mark]:
        for mark in self.marks[max(0, bisect_right(self.starts, start) - 1) :]:
            if mark.start >= end:
                return
            if mark.end > start:
                yield mark


class Places:
    """The places of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._unit = "行" if document.format in _PAPER else "段"
        kinds: dict[str, list[Mark]] = {}
        for mark in document.marks:
            if mark.kind in _KINDS:
                kinds.setdefault(mark.kind, []).append(mark)
        self._indexes = {kind: _Index(marks) for kind, marks in kinds.items()}
        self._lines: list[int] | None = None
        #: Whether there is more to say than the number of a paragraph.
        self.marked = bool(kinds)

    def _at(self, kind: str, offset: int) -> Mark | None:
        index = self._indexes.get(kind)
        return index.at(offset) if index else None

    def page(self, offset: int) -> int | None:
        """The page on which the raw *offset* stands, or None where the format has no pages."""
        mark = self._at("page", offset)
        return int(mark.label) if mark else None

    def words(self, offset: int) -> str:
        """The place of the raw *offset* in Chinese; never empty."""
        if not self.marked:
            if self._lines is None:
                self._line(offset)
            return f"第{bisect_right(self._lines or (), offset) or 1}{self._unit}"
        page = self._at("page", offset)
        head = f"第{page.label}页" if page else ""
        cell = self._at("cell", offset)
        if cell:
            found = _TABLE_CELL.fullmatch(cell.label)
            return head + (f"表{found[1]}第{found[2]}行第{found[3]}列" if found else f"单元格{cell.label}")
        box = self._at("textbox", offset) or self._at("image", offset)
        if box:
            return head + box.label
        number = self._line(offset) - (self._line(page.start) - 1 if page else 0)
        return f"{head}第{max(1, number)}{self._unit}"

    def _line(self, offset: int) -> int:
        """The number of the written line in which *offset* stands, or that comes next."""
        if self._lines is None:
            self._lines = _written_lines(self._text)
        return max(1, bisect_right(self._lines, offset))

    def boxes(self, start: int, end: int) -> list[Box]:
        """Where a stretch of recognised text stands on its page's image: one box a line, in ten-thousandths of it."""
        index = self._indexes.get("line")
        if index is None:
            return []
        return [_part(mark, start, end) for mark in index.over(start, end)]

    def doubts(self, start: int, end: int) -> list[Doubt]:
        """What is doubtful of a stretch of recognised text."""
        index = self._indexes.get("doubt")
        return [Doubt(m.start, m.end, float(m.label)) for m in index.over(start, end)] if index else []


def _written_lines(text: str) -> list[int]:
    """Where each line begins that is not blank."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line and not line.isspace():
            starts.append(at)
        at += len(line) + 1
    return starts


def _part(mark: Mark, start: int, end: int) -> Box:
    """The part of a line's box that the characters of the stretch take, as if all were equally wide."""
    left, top, right, bottom = (int(side) for side in mark.label.split())
    length = max(1, mark.end - mark.start)
    first, last = max(start, mark.start) - mark.start, min(end, mark.end) - mark.start
    if bottom - top > 3 * (right - left):  # a page that lies on its side
        return (left, top + (bottom - top) * first // length, right, top - (top - bottom) * last // length)
    return (left + (right - left) * first // length, top, left + (right - left) * last // length, bottom)
