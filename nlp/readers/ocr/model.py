"""What was recognised on one page, and its compact form for the page store.

A box is (left, top, right, bottom) in ten-thousandths of the page's width and height, so that it fits the page image at
any resolution.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

Box = tuple[int, int, int, int]
#: Raised when the stored form changes; older entries are then recognised anew.
FORM = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of letters. ``doubts`` holds (index, score) of each character of ``text`` that was not certain."""

    text: str
    box: Box
    score: float
    doubts: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in the order of the engine, with boxes on the page as it was read and set straight.

    ``turn`` is by how many degrees clockwise the page was turned for reading, ``ratio`` its width over its height then,
    ``skew`` by how many degrees clockwise its lines ran down then; the boxes are as if they ran level.
    ``blank`` tells an empty sheet from one on which nothing was recognised.
    """

    lines: tuple[Line, ...]
    turn: int = 0
    ratio: float = 0.707
    blank: bool = False
    skew: float = 0.0


def on_paper(box: Box, page: Page) -> Box:
    """The *box* of a line of *page* on the page as it lies: askew again, about the middle, and turned back."""
    return lying(_askew(box, page) if page.skew else box, page.turn)


def _askew(box: Box, page: Page) -> Box:
    left, top, right, bottom = box
    sine, cosine = math.sin(math.radians(page.skew)), math.cos(math.radians(page.skew))
    xs, ys = [], []
    for x, y in ((left, top), (right, top), (right, bottom), (left, bottom)):
        across, down = (x - 5_000) * page.ratio, y - 5_000
        xs.append((across * cosine - down * sine) / page.ratio + 5_000)
        ys.append(across * sine + down * cosine + 5_000)
    return _within(min(xs)), _within(min(ys)), _within(max(xs)), _within(max(ys))


def _within(value: float) -> int:
    return min(10_000, max(0, round(value)))


def lying(box: Box, turn: int) -> Box:
    """The *box* of a page that was turned for reading, on the page as it lies."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return (y0, 10_000 - x1, y1, 10_000 - x0)
    if turn == 180:
        return (10_000 - x1, 10_000 - y1, 10_000 - x0, 10_000 - y0)
    if turn == 270:
        return (10_000 - y1, x0, 10_000 - y0, x1)
    return box


def dump(page: Page) -> bytes:
    """*page* as JSON."""
    lines = [[line.text, line.box, round(line.score, 3), line.doubts] for line in page.lines]
    return json.dumps(
        [FORM, page.turn, round(page.ratio, 4), page.blank, page.skew, lines], ensure_ascii=False, separators=(",", ":")
    ).encode()


def load(data: bytes) -> Page | None:
    """The page in *data*, or None where it is damaged or of an older form."""
    try:
        form, turn, ratio, blank, skew, lines = json.loads(data)
        if form != FORM:
            return None
        return Page(tuple(_line(*line) for line in lines), turn, ratio, blank, skew)
    except (ValueError, TypeError):
        return None


def _line(text: str, box: list[int], score: float, doubts: list[list[float]]) -> Line:
    left, top, right, bottom = box
    return Line(text, (left, top, right, bottom), score, tuple((int(at), sure) for at, sure in doubts))
