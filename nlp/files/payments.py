"""Money in and out (案款): arrival, the finance office's notice, release, payee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from nlp.document import Span
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.logs import prose_entries
from nlp.files.model import Payment
from nlp.files.tables import Table, find_pairs
from nlp.lexicons import load

_DATA = load("filed")["payments"]
_KEPT = re.compile(_DATA["kept"])
_EXCUSED = re.compile(_DATA["excused"])
_NUMBER = re.compile(r"(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万)?")
_LINES = {k: re.compile(_DATA[f"line_{k}"]) for k in ("arrived", "noticed", "released")}
_DAY = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")
_LABELS = {k: re.compile(v) for k, v in _DATA["labels"].items()}


def money_of(words: str) -> Decimal | None:
    """The first number of a cell as yuan."""
    m = _NUMBER.search(words)
    if not m:
        return None
    value = Decimal(m[1].replace(",", "").replace("，", ""))
    return value * 10000 if m[2] else value


def payments_in_table(table: Table, days: Days) -> Iterator[Payment]:
    """The rows of a register of payments."""
    for row in table.rows:
        when = {
            k: days.first(*row.roles[k].span) if k in row.roles else None for k in ("arrived", "noticed", "released")
        }
        if when["arrived"] is None and table.has("released") and "date" in row.roles:
            when["arrived"] = days.first(*row.roles["date"].span)
        words = "，".join(c.text for c in row.cells)
        amount = money_of(row.get("amount")) if row.get("amount") else None
        if not any(when.values()):
            continue
        kept = when["released"] is None and _KEPT.search(words) is not None
        yield Payment(
            when["arrived"],
            when["noticed"],
            when["released"],
            row.get("payee"),
            amount,
            kept,
            _EXCUSED.search(words) is not None,
            row.span,
        )


def payments_in_lines(text: str, days: Days, cast: Cast) -> Iterator[Payment]:
    """A register told in dated lines (3月4日 扣划到账…；3月5日 到账通知；10月22日 发放…): one payment for each release.

    The notice and the arrival of a release are the last ones before it; money that came and did not go is not told.
    """
    came: tuple[date | None, Span] | None = None
    told: tuple[date | None, Span] | None = None
    excused = _EXCUSED.search(text) is not None
    for entry in prose_entries(text, days):
        words, where = entry.words, entry.span
        if _LINES["noticed"].search(words):
            told = (entry.date, where)
        elif _LINES["released"].search(words) and not _KEPT.search(words) and entry.date:
            first = min(s.start for s in (where, *((came[1],) if came else ()), *((told[1],) if told else ())))
            names = cast.named(words)
            payee = names[0] if len(names) == 1 else ""
            amount = money_of(_DAY.sub("", words))
            yield Payment(
                came[0] if came else None,
                told[0] if told else None,
                entry.date,
                payee,
                amount,
                False,
                excused,
                Span(first, where.end),
            )
        elif _LINES["arrived"].search(words):
            came = (entry.date, where)


def payment_in_form(text: str, days: Days) -> Payment | None:
    """A form of release (发放审批表): label and value."""
    found: dict[str, tuple[str, Span]] = {}
    for label, cell in find_pairs(text):
        for name, pattern in _LABELS.items():
            if name not in found and cell.text and pattern.search(label):
                found[name] = (cell.text, cell.span)
                break
    day = {k: days.first(*found[k][1]) if k in found else None for k in ("arrived", "noticed", "released")}
    if not (day["released"] or (day["arrived"] and _KEPT.search(text))):
        return None
    spans = [s for _, s in found.values()]
    start = text.rfind("\n", 0, min(s.start for s in spans)) + 1
    payee = found["payee"][0] if "payee" in found else ""
    amount = money_of(found["amount"][0]) if "amount" in found else None
    kept = day["released"] is None
    return Payment(
        day["arrived"],
        day["noticed"],
        day["released"],
        payee,
        amount,
        kept,
        _EXCUSED.search(text) is not None,
        Span(start, max(s.end for s in spans)),
    )
