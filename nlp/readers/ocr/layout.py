"""From boxes to text: lines in reading order, the pieces of one line joined, doubtful characters marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.document import Mark
from nlp.readers.ocr.columns import in_columns
from nlp.readers.ocr.engine import UNREADABLE
from nlp.readers.ocr.model import Line, Page, on_paper

#: Engines write full-width marks as half-width ones. Within numbers and Latin words they stay.
_MARK = re.compile(r"(?<![0-9A-Za-z])[:,;?!]|[:,;?!](?![0-9A-Za-z\s])|[()]")
_FULL = str.maketrans(":,;?!()", "：，；？！（）")
#: Worth a doubt: letters and digits. A doubtful comma changes nothing.
_LETTER = re.compile(r"[0-9A-Za-z\u3007\u4e00-\u9fff]")
#: A line that is doubtful as a whole.
_POOR_LINE = 0.7


@dataclass(slots=True)
class Laid:
    """The text of one page with marks counted from its beginning; ``dropped`` lines were no words."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    letters: int = 0
    doubtful: int = 0
    dropped: int = 0


def lay_out(page: Page, doubt: float) -> Laid:
    """The text of *page*: one line a row, cells of a row parted by a tab.

    Marks are of kind ``line`` (label: the box, ``left top right bottom`` in ten-thousandths of the page as it lies) and
    ``doubt`` (label: the lowest score in the stretch).
    """
    laid = Laid()
    readable = [line for line in page.lines if line.score >= UNREADABLE]
    laid.dropped = len(page.lines) - len(readable)
    parts: list[str] = []
    at = 0
    for row in (row for column in in_columns(readable) for row in _rows(column)):
        for index, line in enumerate(row):
            if index:
                gap = _separator(row, index, page.ratio)
                parts.append(gap)
                at += len(gap)
            _place(laid, line, at, doubt, page)
            parts.append(full_width(line.text))
            at += len(line.text)
        parts.append("\n")
        at += 1
    laid.text = "".join(parts)
    return laid


def full_width(text: str) -> str:
    """*text* with the punctuation of Chinese; one character stays one character, digits stay as they are."""
    return _MARK.sub(lambda found: found[0].translate(_FULL), text)


def _rows(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that stand side by side, from top to bottom, each row from left to right."""
    row: list[Line] = []
    top = bottom = 0
    for line in sorted(lines, key=lambda item: (item.box[1] + item.box[3], item.box[0])):
        _, upper, _, lower = line.box
        shared = min(bottom, lower) - max(top, upper)
        if row and shared * 2 > min(bottom - top, lower - upper) and not _overlap(row, line):
            row.append(line)
            top, bottom = min(top, upper), max(bottom, lower)
            continue
        if row:
            yield sorted(row, key=lambda item: item.box[0])
        row, top, bottom = [line], upper, lower
    if row:
        yield sorted(row, key=lambda item: item.box[0])


def _overlap(row: list[Line], line: Line) -> bool:
    """Whether *line* stands above or below one of the row rather than beside it."""
    left, _, right, _ = line.box
    for other in row:
        shared = min(other.box[2], right) - max(other.box[0], left)
        if shared * 2 > min(other.box[2] - other.box[0], right - left):
            return True
    return False


def _separator(row: list[Line], index: int, ratio: float) -> str:
    """What parts two pieces of a row: nothing where they touch, a tab in what looks like a table, else a space."""
    before, line = row[index - 1], row[index]
    height = max(1, line.box[3] - line.box[1])
    gap = (line.box[0] - before.box[2]) * ratio / height
    if gap < 0.6:
        return ""
    return "\t" if len(row) > 2 and gap > 1 else "　"


def _place(laid: Laid, line: Line, at: int, doubt: float, page: Page) -> None:
    """The marks of *line*, which begins at offset *at*."""
    left, top, right, bottom = on_paper(line.box, page)
    laid.marks.append(Mark("line", at, at + len(line.text), f"{left} {top} {right} {bottom}"))
    laid.letters += len(line.text)
    if line.score < _POOR_LINE:
        laid.marks.append(Mark("doubt", at, at + len(line.text), f"{line.score:.2f}"))
        laid.doubtful += len(line.text)
        return
    stretch: tuple[int, int, float] | None = None
    for index, score in line.doubts:
        if score >= doubt or not _LETTER.match(line.text, index):
            continue
        laid.doubtful += 1
        if stretch and stretch[1] == index:
            stretch = (stretch[0], index + 1, min(stretch[2], score))
            continue
        _close(laid, stretch, at)
        stretch = (index, index + 1, score)
    _close(laid, stretch, at)


def _close(laid: Laid, stretch: tuple[int, int, float] | None, at: int) -> None:
    if stretch:
        laid.marks.append(Mark("doubt", at + stretch[0], at + stretch[1], f"{stretch[2]:.2f}"))
