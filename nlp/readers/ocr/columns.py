"""Columns of running text, such as a gazette's or two pages on one sheet: read one after the other, not row by row.

A table has columns too, but is read in rows. What tells them apart: lines of running text fill their column.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from nlp.readers.ocr.model import Line

#: Ten-thousandths of the page's width within which the gap between two columns is looked for, and its least width.
_FROM, _TO, _STEP, _GAP = 3_000, 7_000, 50, 100
#: So many lines a column of running text has at least, so wide it is, and such a part of them fills it so far with so
#: many letters: cells of a table may all be of one width, but they are short.
_FEWEST, _WIDE, _MOST, _FULL, _LETTERS = 6, 2_500, 0.5, 0.85, 12
#: The end of a text fills a column from its top, line under line; cells beside running text stand apart. So many of the
#: steps down are at most so many heights of a line.
_CLOSE, _STEP_DOWN = 0.7, 2.5
#: Text broken twice (printed lines set again in a narrower column) fills every other line. It is told by its letters:
#: so many lines on both sides, such a part of them this long.
_MANY, _LONG_PART, _LONG = 10, 0.4, 13


def in_columns(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each column in reading order, all together where there is but one.

    Lines that run across the gap, such as a title, part the page into bands, one read after the other.
    """
    gap = _gap(lines)
    if gap is None:
        yield lines
        return
    across = sorted((line for line in lines if line.box[0] < gap < line.box[2]), key=_middle)
    rest = sorted((line for line in lines if not line.box[0] < gap < line.box[2]), key=_middle)
    for line in (*across, None):
        band = [other for other in rest if line is None or _middle(other) < _middle(line)]
        rest = rest[len(band) :]
        yield from _band(band, gap)
        if line:
            yield [line]


def _band(band: list[Line], gap: int) -> Iterator[list[Line]]:
    left = [line for line in band if line.box[2] <= gap]
    right = [line for line in band if line.box[0] >= gap]
    if _runs(left) or (_ragged(left) and _ragged(right)):
        yield from (column for column in (left, right) if column)
    elif band:
        yield band


def _middle(line: Line) -> int:
    return line.box[1] + line.box[3]


def _gap(lines: list[Line]) -> int | None:
    """Where the page is parted in two columns of running text, or None: in the middle of the widest such stretch."""
    best: list[int] = []
    run: list[int] = []
    for at in range(_FROM, _TO, _STEP):
        run = [*run, at] if _parts(lines, at) else []
        best = max(best, run, key=len)
    return best[len(best) // 2] if best and best[-1] - best[0] >= _GAP else None


def _parts(lines: list[Line], at: int) -> bool:
    left = [line for line in lines if line.box[2] <= at]
    right = [line for line in lines if line.box[0] >= at]
    if min(len(left), len(right)) < 2:
        return False
    ends, begins = max(line.box[2] for line in left), min(line.box[0] for line in right)
    across = [line for line in lines if line.box[0] < at < line.box[2]]
    # A few lines may run across, from one column into the other: a title above, a note below.
    if len(across) * 10 > len(lines) or any(line.box[0] > ends or line.box[2] < begins for line in across):
        return False
    return (_runs(left) and (_runs(right) or _goes_on(right, left))) or (_ragged(left) and _ragged(right))


def _runs(lines: list[Line]) -> bool:
    """Whether *lines* are running text: enough of them, most from the same left edge to the same right edge."""
    if len(lines) < _FEWEST:
        return False
    # A number set to the right or a comma may stand out: the edges are those of most lines.
    outer = len(lines) // 6
    width = sorted(line.box[2] for line in lines)[-1 - outer] - sorted(line.box[0] for line in lines)[outer]
    if width < _WIDE:
        return False
    full = [line for line in lines if line.box[2] - line.box[0] >= width * _FULL]
    return len(full) >= len(lines) * _MOST and sum(len(line.text) for line in full) >= _LETTERS * len(full)


def _ragged(lines: list[Line]) -> bool:
    """Whether *lines* are a column of text though they do not fill it."""
    long = sum(len(line.text) >= _LONG for line in lines)
    width = max((line.box[2] for line in lines), default=0) - min((line.box[0] for line in lines), default=0)
    return len(lines) >= _MANY and width >= _WIDE and long >= _LONG_PART * len(lines)


def _goes_on(right: list[Line], left: list[Line]) -> bool:
    """Whether *right* is where a text that fills *left* ends: from the top of the column down without holes."""
    tops = sorted(line.box[1] for line in right)
    height = sorted(line.box[3] - line.box[1] for line in right)[len(right) // 2]
    if len(right) > len(left) or abs(tops[0] - min(line.box[1] for line in left)) > _STEP_DOWN * height:
        return False
    close = sum(after - before <= _STEP_DOWN * height for before, after in pairwise(tops))
    return close >= _CLOSE * (len(tops) - 1)
