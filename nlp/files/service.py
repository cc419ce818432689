"""Service records (送达回证): the ruling, to whom, when; and what a paper says of publication and closing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.document import Span
from nlp.entities.text import squeeze
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.model import Delivery
from nlp.files.tables import Table
from nlp.lexicons import load

_DATA = load("filed")["service"]
_RULING = re.compile(_DATA["ruling"])
_OTHER = re.compile(_DATA["other"])
_OTHER_RULING, _ENDING = re.compile(_DATA["other_ruling"]), re.compile("终本|终结")
_SUB = re.compile("号(之[一二三四五六七八九十]+|-[0-9]+)")
_FAILED = re.compile(_DATA["failed"])
_TO = re.compile(_DATA["to"])
_TOP = 120
_SERVED = re.compile("送达|签收|邮寄|妥投")
_LINE = re.compile(r"[^\n；;。]+")


def served_in_table(table: Table, cast: Cast, days: Days, title: str) -> Iterator[Delivery]:
    """The rows of a table of service that are about the ruling."""
    for row in table.rows:
        words = "，".join(c.text for c in row.cells)
        paper = row.get("served") or title
        if other_ruling(paper, cast):
            continue
        own = bool(cast.number) and squeeze(cast.number) in squeeze(paper)
        if not own and not _RULING.search(paper) and (_OTHER.search(paper) or row.get("served")):
            continue
        who = row.get("addressee") or row.get("respondent") or words
        yield from _delivery(who, words, row.span, cast, days)


def served_in_prose(text: str, cast: Cast, days: Days, ruled: date | None = None) -> Iterator[Delivery]:
    """送达文书：…裁定书 受送达人：… 签收日期：…, one line or a few for each addressee.

    A record of service that names no paper at all, of days from that of the ruling (*ruled*) on, is of the ruling.
    """
    if other_ruling(text[:_TOP], cast):
        return
    if not _RULING.search(text):
        if ruled and not _OTHER.search(text):
            yield from _unnamed(text, cast, days, ruled)
        return
    blocks = [(m.start(), m) for m in _TO.finditer(text) if not m.group().startswith("签收")]
    for i, (start, m) in enumerate(blocks):
        end = blocks[i + 1][0] if i + 1 < len(blocks) else len(text)
        if other_ruling(text[start:end], cast):
            continue
        line_start = text.rfind("\n", 0, start) + 1
        yield from _delivery(m[1], text[start:end], Span(max(line_start, 0), _trim(text, start, end)), cast, days)
    if not blocks:
        for m in _LINE.finditer(text):
            if not _RULING.search(m.group()) and _OTHER.search(m.group()):
                continue
            if _SERVED.search(m.group()) and days.within(m.start(), m.end()):
                yield from _delivery(m.group(), m.group(), Span(m.start(), m.end()), cast, days)


_SERVED_RULING = re.compile("裁定(?:书)?[^，。；\n]{0,8}(?:送达|签收)")


def served_in_passing(text: str, cast: Cast, days: Days) -> Iterator[Delivery]:
    """裁定送达：甲2019年1月22日签收；乙…签收, in a paper about something else: what its own line tells."""
    for told in _SERVED_RULING.finditer(text):
        start = text.rfind("\n", 0, told.start()) + 1
        stop = text.find("\n", told.end())
        for m in _LINE.finditer(text, start, stop if stop >= 0 else len(text)):
            if m.end() > told.start() and _SERVED.search(m.group()) and not other_ruling(m.group(), cast):
                yield from _delivery(m.group(), m.group(), Span(m.start(), m.end()), cast, days)


def _unnamed(text: str, cast: Cast, days: Days, ruled: date) -> Iterator[Delivery]:
    for line in _LINE.finditer(text):
        when = days.first(line.start(), line.end())
        if _SERVED.search(line.group()) and when and when >= ruled:
            yield from _delivery(line.group(), line.group(), Span(line.start(), line.end()), cast, days)


def other_ruling(words: str, cast: Cast) -> bool:
    """Whether *words* name a ruling that is not the one under review: of another kind, or another number (之一)."""
    if _OTHER_RULING.search(words) and not _ENDING.search(words):
        return True
    own = _SUB.search(cast.number)
    named = [m[1] for m in _SUB.finditer(words)]
    return bool(named) and own is not None and own[1] not in named


def _trim(text: str, start: int, end: int) -> int:
    stop = text.find("\n\n", start, end)
    return min(stop if stop > 0 else end, start + 160)


def _delivery(who: str, words: str, span: Span, cast: Cast, days: Days) -> Iterator[Delivery]:
    debtors = cast.respondents if cast.both_in(who) else cast.debtors_in(who)
    creditor = cast.creditor_in(who)
    if debtors or creditor:
        yield Delivery(debtors, creditor, days.first(*span), _FAILED.search(words) is None, span)
