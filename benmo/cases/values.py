"""Typed values beside their raw form: what a date, a sum, a number or a plate in a document was understood as."""

from __future__ import annotations

import re
from typing import Any

from nlp.document import Span
from nlp.entities import find_amounts, find_case_numbers, find_dates
from nlp.entities.identifiers import find_identifiers
from nlp.pipeline import Reading

_NUMBERED = re.compile("[0-9０-９〇一二三四五六七八九十]+[号日]")
_Row = tuple[Any, str, object, str]


def values(reading: Reading) -> list[dict[str, Any]]:
    """Each value in order: its raw place and words, its kind, what it means (null: not known), and a Chinese note."""
    clean, raw_text = reading.clean, reading.document.text
    found = []
    for span, kind, value, note in sorted(_rows(clean.text), key=lambda row: row[0]):
        raw = clean.raw(span)
        quote = raw_text[raw.start : raw.end]
        found.append({"start": raw.start, "end": raw.end, "quote": quote, "kind": kind, "value": value, "note": note})
    return found


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    for day in find_dates(text):
        note = "日历上没有这一天" if day.invalid else _derived(text, day.span) if day.resolved_from else ""
        rows.append((day.span, "date", day.date.isoformat() if day.date else None, note))
    for amount in find_amounts(text):
        note = "已遮盖" if amount.masked else "约数" if amount.approximate else ""
        rows.append((amount.span, "amount", None if amount.value is None else float(amount.value), note))
    rows += [(number.span, "case_number", number.text, "") for number in find_case_numbers(text)]
    for one in find_identifiers(text):
        note = "已遮盖" if one.masked else "校验码不符" if one.valid is False else ""
        rows.append((one.span, one.kind, one.text, note))
    return rows


def _derived(text: str, span: Span) -> str:
    """次日 counts on from a day before it, 1月11日 lacks a year alone."""
    return "年份、月份取自前文" if _NUMBERED.search(text, *span) else "由前文的日期推算"
