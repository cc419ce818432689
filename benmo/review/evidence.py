"""From clean-text places to the evidence objects of the contract (raw offsets, verbatim quote, page)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benmo.cases.facts import Place
from nlp.document import Span
from nlp.pipeline import Reading


class Evidencer:
    """Makes evidence objects for the readings of one case; the same place is looked up once."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self._known: dict[Place, dict[str, Any] | None] = {}

    def list(self, places: Iterable[Place]) -> list[dict[str, Any]]:
        """Evidence for several places, without repetitions, in the order given."""
        out: list[dict[str, Any]] = []
        for place in places:
            if place in self._known:
                found = self._known[place]
            else:
                found = self._known[place] = evidence(self.readings[place.reading], place.span)
            if found and found not in out:
                out.append(found)
        return out


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
