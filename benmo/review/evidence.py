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
        known = self._known
        for place in places:
            if place in known:
                found = known[place]
            else:
                found = known[place] = evidence(self.readings[place[0]], place[1])
            if found and (not out or found not in out):
                out.append(found)
        return out


def evidence(reading: Reading, span: Span) -> dict[str, Any] | None:
    """One evidence object, or None where the span is empty in the source (a break that the normaliser put in)."""
    start, end = reading.clean.raw(span)
    document = reading.document
    quote = document.text[start:end]
    words = quote.strip()
    if not words:
        return None
    if len(words) < len(quote):
        start += len(quote) - len(quote.lstrip())
    found: dict[str, Any] = {"document": document.id, "start": start, "end": start + len(words), "quote": words}
    if document.marks and (page := document.page_of(start)) is not None:
        found["page"] = page
    return found
