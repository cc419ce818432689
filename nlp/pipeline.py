"""From a document to everything that can be read in it: the plain-function spine that the spaCy components wrap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from nlp.classify import DocumentType, classify
from nlp.context import Context, lay_out, mark_sources, segment
from nlp.document import CleanText, Document, Span
from nlp.entities import Head, read_heads
from nlp.events.acts import find_acts
from nlp.events.assets import find_assets
from nlp.events.categories import find_categories
from nlp.events.inquiries import find_inquiries, find_left_out, find_looked_into, system_mentions
from nlp.events.model import Assertion, Asset, Narrative
from nlp.events.slips import find_slips
from nlp.events.statements import FINDERS, Finder, find_rights
from nlp.events.triggers import TRIGGERS
from nlp.normalise import normalise_each
from nlp.sections import Sections, find_sections
from nlp.statutes import CitationMention, read_citations


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read: all offsets are clean; ``clean.raw`` leads back to the source."""

    document: Document
    clean: CleanText
    sections: Sections
    type: DocumentType
    head: Head
    citations: tuple[CitationMention, ...]
    narrative: Narrative
    rights: tuple[Assertion, ...]
    region: Span

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text


def read_document(document: Document) -> Reading:
    """Normalise, cut into sections, classify and extract. Pure; never raises for odd text."""
    return read_documents([document])[0]


def read_documents(documents: Sequence[Document]) -> list[Reading]:
    """As :func:`read_document` for each, but stage by stage: all are normalised, then all cut into sections, and so on.

    A stage's code, patterns and tables so stay in the processor's caches while it works, which for a dozen rulings
    takes a fifth off the time that they need one by one.
    """
    return _read(documents, normalise_each([(d.text, d.hidden) for d in documents]))


def read_clean(document: Document, clean: CleanText) -> Reading:
    """As :func:`read_document`, for text that has been normalised already."""
    return _read([document], [clean])[0]


def _read(documents: Sequence[Document], cleans: Sequence[CleanText]) -> list[Reading]:
    texts = [clean.text for clean in cleans]
    sections = [find_sections(text) for text in texts]
    kinds = [classify(text, s, d.path) for text, s, d in zip(texts, sections, documents, strict=True)]
    heads = read_heads(texts, sections)
    regions = [narrative_region(text, s) for text, s in zip(texts, sections, strict=True)]
    told = [
        (*find_rights(text, _rights_region(text, s, region), region.end), *find_slips(text, head, s, region))
        for text, s, head, region in zip(texts, sections, heads, regions, strict=True)
    ]
    citations = [read_citations(text) for text in texts]
    narratives = read_narratives(list(zip(texts, heads, regions, strict=True)))
    parts = zip(documents, cleans, sections, kinds, heads, citations, narratives, told, regions, strict=True)
    return [Reading(*part) for part in parts]


def narrative_region(text: str, sections: Sections) -> Span:
    """What the court tells before its operative part: from behind the parties to 裁定如下 or the signature."""
    parties, operative = sections.span("parties"), sections.span("operative")
    signature, appendix = sections.span("signature"), sections.span("appendix")
    header = sections.span("header")
    start = parties.end if parties else header.end if header else 0
    stops = [s.start for s in (operative, signature, appendix) if s and s.start > start]
    return Span(start, min(stops, default=len(text)))


def _rights_region(text: str, sections: Sections, narrative: Span) -> Span:
    signature, appendix = sections.span("signature"), sections.span("appendix")
    stops = [s.start for s in (signature, appendix) if s and s.start > narrative.end]
    # Some rulings put the rights before the operative line, right behind the reasons.
    return Span(max(narrative.start, narrative.end - 300), min(stops, default=len(text)))


def read_narrative(text: str, head: Head, region: Span) -> Narrative:
    """All assertions and assets of the narrative."""
    return read_narratives([(text, head, region)])[0]


def read_narratives(parts: Sequence[tuple[str, Head, Span]]) -> list[Narrative]:
    """As :func:`read_narrative` for each, one kind of assertion after the other."""
    stories = [_Story(*part) for part in parts]
    for step in _STEPS:
        for story in stories:
            step(story)
    return [Narrative(tuple(story.assertions), tuple(story.assets)) for story in stories]


class _Story:
    """A narrative while it is read, and what the steps find out for each other."""

    def __init__(self, text: str, head: Head, region: Span) -> None:
        self.text, self.head, self.region = text, head, region
        self.names, self.creditors, self.debtors = _names(head)
        self.respondents = tuple(dict.fromkeys(p.name for p in head.respondents))
        self.amounts = [(a.span.start, a.span.end, a.value) for a in head.money if a.value is not None]
        self.date_at, self.first_date = _date_finders(head, text)
        self.assertions: list[Assertion] = []
        self.assets: list[Asset] = []

    def lay_out(self) -> None:
        self.context = lay_out(self.text, self.region, self.names, self.creditors)

    def mark_sources(self) -> None:
        mark_sources(self.context, set(self.creditors), _own_numbers(self.head))

    def scan(self) -> None:
        self.hits = TRIGGERS.scan(self.context.masked, [(s.start, s.end) for s in self.context.sentences])
        self.statements = Finder(self.context, self.hits, self.creditors, self.debtors, self.respondents, self.date_at)

    def categorise(self) -> None:
        self.mentions = find_categories(self.context, self.hits)

    def acts(self) -> None:
        self.assertions += find_acts(self.context, self.hits, self.respondents, self.date_at)

    def inquiries(self) -> None:
        self.assertions += find_inquiries(self.context, self.hits, self.mentions, self.respondents, self.first_date)
        self.assertions += find_left_out(self.context, self.respondents)
        self.assertions += find_looked_into(self.context, self.respondents)
        self.assertions += system_mentions(self.context, self.hits, self.respondents, self.first_date)

    def sort(self) -> None:
        self.assertions.sort(key=_SPAN)  # spans compare as (start, end)

    def find_assets(self) -> None:
        self.assets = find_assets(self.context, self.hits, self.mentions, self.amounts, self.respondents)


def _stated(find: Callable[[Finder], list[Assertion]]) -> Callable[[_Story], None]:
    """The step of one finder of statements."""

    def step(story: _Story) -> None:
        story.assertions += find(story.statements)

    return step


_STEPS: tuple[Callable[[_Story], None], ...] = (
    _Story.lay_out,
    _Story.mark_sources,
    _Story.scan,
    _Story.categorise,
    _Story.acts,
    _Story.inquiries,
    *map(_stated, FINDERS),
    _Story.sort,
    _Story.find_assets,
)


def read_context(text: str, head: Head, region: Span) -> Context:
    """The clauses of *region*, each with who vouches for it: what the event finders and ``benmo_context`` work on."""
    names, creditors, _ = _names(head)
    return segment(text, region, names, creditors, _own_numbers(head))


def _own_numbers(head: Head) -> list[str]:
    """The numbers of this case and of what it rests on."""
    return [c for c in (head.case_no.value if head.case_no else None, *(b.number for b in head.basis)) if c]


def _names(head: Head) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    names = {p.name: p.name for p in head.parties if p.name}
    names |= _without_place(names)
    names |= {short: full for short, full in head.aliases.items() if short}
    # Who speaks for a creditor (法定代理人, 法定代表人, 委托代理人) is told, heard and paid in the creditor's name.
    for p in head.applicants:
        for person in (p.representative, p.guardian, *p.agents):
            if person and 1 < len(person.value) <= _LONGEST_PERSON:
                names.setdefault(person.value, p.name)
    applicants = {p.name for p in head.applicants}
    respondents = {p.name for p in head.respondents}
    return (
        names,
        tuple(n for n, full in names.items() if full in applicants),
        tuple(n for n, full in names.items() if full in respondents),
    )


_PLACE = re.compile(r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|市|县|区|旗)){1,3}")


def _without_place(names: dict[str, str]) -> dict[str, str]:
    """A company is also called by its name without the place (某县某某公司); what several names share is nobody's."""
    short: dict[str, str] = {}
    for name in names:
        place = _PLACE.match(name) if name.endswith("公司") else None
        rest = name[place.end() :] if place else ""
        if len(rest) >= _SHORTEST_COMPANY and not any(other != name and rest in other for other in names):
            short[rest] = name
    return short


_LONGEST_PERSON = 12
#: Below this many characters a remainder (有限公司, 建材公司) could be anybody's.
_SHORTEST_COMPANY = 7
_SPAN = attrgetter("span")
DateFinder = Callable[[int, int], date | None]


def _date_finders(head: Head, text: str) -> tuple[DateFinder, DateFinder]:
    usable = [d for d in head.dates if d.date is not None and d.precision == "day"]
    starts = [d.span.start for d in usable]
    filed = head.filing_date

    def date_at(start: int, end: int) -> date | None:
        """The last full date between two offsets."""
        i = bisect_left(starts, end) - 1
        return usable[i].date if i >= 0 and usable[i].span.start >= start else None

    def first_date(start: int, end: int) -> date | None:
        """The first full date between two offsets that is not the date of filing (2020年3月9日立案后，…)."""
        if filed and ("立案当" in text[start:end] or "立案同日" in text[start:end]):
            return filed.value
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            behind = text[usable[i].span.end : usable[i].span.end + 8]
            if "立案" not in behind and "受理" not in behind:
                return usable[i].date
        return None

    return date_at, first_date
