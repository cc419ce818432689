"""From clean-text places to the evidence objects of the contract (raw offsets, verbatim quote, page)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benmo.cases.places import Place
from nlp.document import Span
from nlp.pipeline import Reading
from nlp.places import Places

#: Stands for a place that was not looked up; no evidence is like it.
_UNASKED: dict[str, Any] = {}


class Evidencer:
    """Makes evidence objects for the readings of one case; the same place is looked up once."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self._known: dict[Place, dict[str, Any] | None] = {}
        self._places: dict[int, Places] = {}
        #: Whether any of the material is recognised text that is not certain.
        self.doubtful = any(m.kind == "doubt" for r in readings for m in r.document.marks)

    def one(self, place: Place) -> list[dict[str, Any]]:
        """Evidence for a single place."""
        found = self._known.get(place, _UNASKED)
        if found is _UNASKED:
            found = self._made(place)
        return [found] if found else []

    def list(self, places: Iterable[Place]) -> list[dict[str, Any]]:
        """Evidence for several places, without repetitions, in the order given."""
        out: list[dict[str, Any]] = []
        known = self._known
        for place in places:
            found = known.get(place, _UNASKED)
            if found is _UNASKED:
                found = self._made(place)
            if found and (not out or found not in out):
                out.append(found)
        return out

    def _made(self, place: Place) -> dict[str, Any] | None:
        reading, span = place
        found = self._known[place] = evidence(self.readings[reading], span, self.places(reading))
        return found

    def places(self, reading: int) -> Places:
        """The places of the reading with this number."""
        found = self._places.get(reading)
        if found is None:
            found = self._places[reading] = Places(self.readings[reading].document)
        return found


def evidence(reading: Reading, span: Span, places: Places | None = None) -> dict[str, Any] | None:
    """One evidence object, or None where the span is empty in the source (a break that the normaliser put in).

    Beyond the contract it says in words where the quote stands (``place``) and, for recognised text, the boxes on the
    page's image in ten-thousandths of its width and height (``boxes``) and the lowest score (``confidence``).
    """
    start, end = reading.clean.raw(span)
    document = reading.document
    quote = document.text[start:end]
    words = quote.strip()
    if words != quote:
        if not words:
            return None
        start += len(quote) - len(quote.lstrip())
        end = start + len(words)
    elif not quote:
        return None
    places = places or Places(document)
    found: dict[str, Any] = {"document": document.id, "start": start, "end": end, "quote": words}
    if places.marked:
        page = places.page(start)
        if page is not None:
            found["page"] = page
        boxes = places.boxes(start, end)
        if boxes:
            found["boxes"] = [list(box) for box in boxes]
            doubts = places.doubts(start, end)
            if doubts:
                found["confidence"] = min(doubt.score for doubt in doubts)
    found["place"] = places.words(start)
    return found
