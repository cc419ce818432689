"""From clean-text places to the evidence objects of the contract (raw offsets, verbatim quote, page)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benmo.cases.facts import Place
from nlp.document import Span
from nlp.pipeline import Reading


def evidence(reading: Reading, span: Span) -> dict[str, Any] | None:
    """One evidence object, or None where the span is empty in the source (a break that the normaliser put in)."""
    raw = reading.clean.raw(span)
    text = reading.document.text
    start, end = raw.start, min(raw.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    found: dict[str, Any] = {"document": reading.document.id, "start": start, "end": end, "quote": text[start:end]}
    page = reading.document.page_of(start)
    if page is not None:
        found["page"] = page
    return found


def evidence_list(readings: tuple[Reading, ...], places: Iterable[Place]) -> list[dict[str, Any]]:
    """Evidence for several places, without repetitions, in the order given."""
    out: list[dict[str, Any]] = []
    seen = set()
    for place in places:
        found = evidence(readings[place.reading], place.span)
        if found and (key := (found["document"], found["start"], found["end"])) not in seen:
            seen.add(key)
            out.append(found)
    return out
