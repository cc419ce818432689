"""Where in a case something is said."""

from __future__ import annotations

from typing import NamedTuple

from nlp.document import Span, from_fields
from nlp.events.model import Assertion


class Place(NamedTuple):
    """A clean-text span of one of the case's documents (index into the case's readings)."""

    reading: int
    span: Span


#: A :class:`Place` from ``(reading, span)``.
place_from = from_fields(Place)


class Told(NamedTuple):
    """An assertion and the document that makes it."""

    reading: int
    said: Assertion

    @property
    def place(self) -> Place:
        """The clause that carries it."""
        return place_from((self.reading, self.said.clause))


#: A :class:`Told` from ``(reading, said)``.
told_from = from_fields(Told)
