"""Disposal of one thing (评估、拍卖、变卖、抵债征询), told in lines or in a table of steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from nlp.document import Span
from nlp.entities.model import Amount
from nlp.files.days import Days
from nlp.files.feedback import categories_in
from nlp.files.model import Round, Sale
from nlp.lexicons import load

_LINE = re.compile(r"[^\n]+")
_DATA = load("filed")["sales"]
_PRICE = re.compile(_DATA["price"])
_VALUE = re.compile(_DATA["value"])
_FAILED = re.compile(_DATA["failed"])
_SOLD = re.compile(_DATA["sold"])
_SALE = re.compile(_DATA["sale"])
_ASKED = re.compile(_DATA["asked"])
_NOT_ASKED = re.compile(_DATA["not_asked"])
_DECLINED = re.compile(_DATA["declined"])
_KEPT = re.compile(_DATA["kept"])
_UNDISCLOSED = re.compile(_DATA["undisclosed"])
_UNQUALIFIED = re.compile(_DATA["unqualified"])
_OFFSET = re.compile(_DATA["offset"])
_OFFSET_PRICE = re.compile(_DATA["offset_price"])
_OPENS = re.compile(_DATA["opens"])
_PUBLIC = re.compile(_DATA["public"])


def read_sales(text: str, days: Days, money: tuple[Amount, ...], ours: bool = True) -> Iterator[Sale]:
    """The disposal that a paper tells; one paper is about one thing."""
    rounds = list(_rounds(text, days, money))
    value, valued = _valuation(text, money)
    private = _first(_SALE, text)
    asked, not_asked = _first(_ASKED, text), _first(_NOT_ASKED, text)
    if not_asked and asked and asked.start >= not_asked.start and asked.end <= not_asked.end + 40:
        asked = None
    offset = _first(_OFFSET, text)
    if not rounds and value is None and offset is None:
        return
    price = next(
        (
            a.value
            for a in money
            if offset
            and a.value
            and _OFFSET_PRICE.search(text[max(0, a.span.start - 16) : a.span.start])
            and a.span.start >= offset.start - 30
            and a.span.end <= offset.end + 40
        ),
        None,
    )
    end = text.find("\n")
    yield Sale(
        _sold(text, end if end > 0 else len(text)),
        value,
        valued,
        tuple(rounds),
        private if private and not (not_asked and not_asked.start <= private.start < not_asked.end) else None,
        asked,
        not_asked,
        _first(_DECLINED, text),
        _first(_KEPT, text),
        _first(_UNDISCLOSED, text),
        _first(_UNQUALIFIED, text),
        price,
        offset if offset and not _DECLINED.search(text, max(0, offset.start - 4), offset.end + 10) else None,
        Span(0, end if end > 0 else len(text)),
    )


#: 查封地点：某公司厂房 says where a machine stands, not what is sold.
_WHERE = re.compile(
    "(?:查封|存放|停放|保管|勘验|所在|现场)?地(?:点|址)[：:][^。；\n]*|(?:存放|停放|置|位)于[^，。；\n]{2,30}(?:厂房|厂区|车间|仓库|院内)内?"
)
_SOLD_KINDS = ("real_estate", "vehicle", "movable", "equity")


def _sold(text: str, head: int) -> str:
    """The kind of what is sold, by the first line, or else by the opening; "other" where these name several.

    The record of a machine's sale may name the shop it stood in: whose term of notice counts must not be guessed.
    """
    for stretch in (text[:head], text[:300]):
        stretch = _WHERE.sub("", stretch)
        kinds = {c for c in categories_in(stretch) if c in _SOLD_KINDS}
        if kinds:
            return kinds.pop() if len(kinds) == 1 else "other"
    return "other"


def _first(pattern: re.Pattern[str], text: str) -> Span | None:
    m = pattern.search(text)
    return Span(m.start(), m.end()) if m else None


def _amount_after(at: int, stop: int, money: tuple[Amount, ...]) -> Amount | None:
    return next((a for a in money if at <= a.span.start < stop and a.value is not None), None)


def _valuation(text: str, money: tuple[Amount, ...]) -> tuple[Decimal | None, Span | None]:
    for m in _VALUE.finditer(text):
        stop = text.find("\n", m.end())
        found = _amount_after(m.end(), min(m.end() + 20, stop if stop >= 0 else len(text)), money)
        if found and "起拍" not in text[m.start() : found.span.start]:
            return found.value, Span(m.start(), found.span.end)
    return None, None


def _rounds(text: str, days: Days, money: tuple[Amount, ...]) -> Iterator[Round]:
    number = 0
    for line in _LINE.finditer(text):
        priced = _PRICE.search(text, line.start(), line.end())
        if not priced or re.match(r"[^\n：:\t]{0,8}变卖", line.group()):
            continue
        for piece in _pieces(text, line.start(), line.end()):
            priced = _PRICE.search(text, piece.start, piece.end)
            if not priced:
                continue
            number += 1
            amount = _amount_after(priced.end(), piece.end, money)
            noticed = _notice(text, piece, days)
            later = [d for d in days.within(piece.start, piece.end) if noticed is None or d.date > noticed]
            opens = later[0].date if later else None
            words = text[piece.start : piece.end]
            yield Round(
                number,
                amount.value if amount else None,
                noticed,
                opens,
                _FAILED.search(words) is not None,
                _SOLD.search(words) is not None,
                piece,
            )


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A line may tell of both rounds (第一次拍卖…；第二次拍卖…)."""
    cuts = [m.start() for m in re.finditer(r"第[一二三]次(?:网络)?(?:司法)?拍卖|[一二三]拍(?![卖])", text[start:end])]
    bounds = [start, *(start + c for c in cuts if c > 2), end]
    for a, b in pairwise(bounds):
        yield Span(a, b)


def _notice(text: str, piece: Span, days: Days) -> date | None:
    for m in _PUBLIC.finditer(text, piece.start, piece.end):
        near = days.within(m.end(), min(m.end() + 8, piece.end))
        if near:
            return near[0].date
        before = days.within(piece.start, m.start())
        if before:
            return before[-1].date
    return None
