"""What the components read from a text, each part once: the same plain functions that a review calls."""

from __future__ import annotations

from functools import cached_property, lru_cache

from nlp.classify import DocumentType, classify
from nlp.context import Context
from nlp.document import CleanText, Document
from nlp.entities import Head, read_head
from nlp.events.model import Assertion
from nlp.pipeline import narrative_region, read_clean, read_context
from nlp.sections import Sections, find_sections
from nlp.statutes import CitationMention, read_citations

#: Texts whose parts are kept; enough for the batches in which spaCy hands documents from component to component.
_KEPT = 256


class Parts:
    """The parts of one clean text, read when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def sections(self) -> Sections:
        """Header, parties, narrative, operative part …"""
        return find_sections(self.text)

    @cached_property
    def type(self) -> DocumentType:
        """Which kind of document it is, by its words alone (a ``Doc`` has no file name)."""
        return classify(self.text, self.sections)

    @cached_property
    def head(self) -> Head:
        """Court, parties, numbers, dates, sums."""
        return read_head(self.text, self.sections)

    @cached_property
    def citations(self) -> tuple[CitationMention, ...]:
        """Every citation of law."""
        return read_citations(self.text)

    @cached_property
    def context(self) -> Context:
        """The clauses of the narrative, each with who vouches for it."""
        return read_context(self.text, self.head, narrative_region(self.text, self.sections))

    @cached_property
    def assertions(self) -> tuple[Assertion, ...]:
        """What the narrative asserts, then the notice of rights and the slips: what :mod:`benmo.review` judges."""
        reading = read_clean(Document("", "", "", "txt", self.text), CleanText(self.text))
        return (*reading.narrative.assertions, *reading.rights)


@lru_cache(maxsize=_KEPT)
def parts_of(text: str) -> Parts:
    """The parts of *text*; a pure function of it, hence kept."""
    return Parts(text)
