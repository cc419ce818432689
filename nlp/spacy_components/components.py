"""The components: each reads ``doc.text`` and lays what it finds over the tokens as one group of spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from nlp.document import Span
from nlp.spacy_components.extensions import mark
from nlp.spacy_components.parts import Parts, parts_of


class Labelled(NamedTuple):
    """A clean span with the label, and the id where there is one, of its spaCy span."""

    span: Span
    label: str
    id: str = ""


def section_spans(parts: Parts) -> Iterator[Labelled]:
    """Sections in reading order; label = kind, id = the rule that found it."""
    return (Labelled(s.span, s.kind, s.rule) for s in parts.sections.parts)


_SIDES = {"applicant": "APPLICANT", "respondent": "RESPONDENT"}


def entity_spans(parts: Parts) -> Iterator[Labelled]:
    """Court, parties, case numbers, dates and sums, by place; the id is the normalised value."""
    head = parts.head
    found = [Labelled(p.span, _SIDES.get(p.side, "PARTY"), p.name) for p in head.parties]
    found += [Labelled(head.court.span, "COURT", head.court.value)] if head.court else []
    found += [Labelled(n.span, "CASE_NO", n.text) for n in head.case_numbers]
    found += [Labelled(d.span, "DATE", d.date.isoformat() if d.date else "") for d in head.dates]
    found += [Labelled(m.span, "MONEY", f"{m.value:f}" if m.value is not None else "") for m in head.money]
    return iter(sorted(found))


def citation_spans(parts: Parts) -> Iterator[Labelled]:
    """One span for each citation of ``doc._.benmo_citations``; the id is ``LAW#ARTICLE`` where both were read."""
    return (Labelled(c.span, "CITATION", c.key or "") for c in parts.citations)


def clause_spans(parts: Parts) -> Iterator[Labelled]:
    """One span for each clause of the narrative; label = who vouches for it."""
    return (Labelled(Span(c.start, c.end), c.source) for c in parts.context.clauses if c.start < c.end)


def assertion_spans(parts: Parts) -> Iterator[Labelled]:
    """One span for each assertion of ``doc._.benmo_assertions``; label = act, id = ``status/source``."""
    return (Labelled(a.span, a.act, f"{a.status}/{a.source}") for a in parts.assertions)


@dataclass(slots=True)
class Component:
    """One component. A class at module level, for spaCy may pickle it to send it to another process.

    ``kind`` is the factory's name; ``name`` is the one in the pipeline, and spaCy sets it (hence not frozen).
    """

    name: str
    kind: str
    spans_key: str
    read: Callable[[Parts], Iterator[Labelled]]

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans[spans_key]`` and let the extensions of this component answer."""
        mark(doc, self.kind)
        doc.spans[self.spans_key] = list(_over_tokens(doc, self.read(parts_of(doc.text))))
        return doc


def _over_tokens(doc: Doc, found: Iterable[Labelled]) -> Iterator[TokenSpan]:
    """The tokens that touch each span: a word may reach beyond it, the exact span stays in the extension's objects."""
    for one in found:
        end = max(one.span.end, one.span.start + 1)
        span = doc.char_span(one.span.start, end, label=one.label, span_id=one.id, alignment_mode="expand")
        if span is not None:
            yield span


@Language.factory(
    "benmo_sections",
    assigns=["doc._.benmo_sections", "doc._.benmo_type", "doc.spans"],
    default_config={"spans_key": "benmo_sections"},
)
def make_sections(nlp: Language, name: str, spans_key: str) -> Component:
    """Sections and document type."""
    return Component(name, "benmo_sections", spans_key, section_spans)


@Language.factory(
    "benmo_entities", assigns=["doc._.benmo_head", "doc.spans"], default_config={"spans_key": "benmo_entities"}
)
def make_entities(nlp: Language, name: str, spans_key: str) -> Component:
    """Court, parties, case numbers, dates, sums."""
    return Component(name, "benmo_entities", spans_key, entity_spans)


@Language.factory(
    "benmo_statutes", assigns=["doc._.benmo_citations", "doc.spans"], default_config={"spans_key": "benmo_statutes"}
)
def make_statutes(nlp: Language, name: str, spans_key: str) -> Component:
    """Citations of law."""
    return Component(name, "benmo_statutes", spans_key, citation_spans)


@Language.factory(
    "benmo_context",
    assigns=["doc._.benmo_clauses", "span._.benmo_status", "span._.benmo_source", "doc.spans"],
    default_config={"spans_key": "benmo_context"},
)
def make_context(nlp: Language, name: str, spans_key: str) -> Component:
    """Who says it, and is it done: clauses with their source; any span then answers for its status and source."""
    return Component(name, "benmo_context", spans_key, clause_spans)


@Language.factory(
    "benmo_assertions",
    assigns=["doc._.benmo_assertions", "doc.spans"],
    default_config={"spans_key": "benmo_assertions"},
)
def make_assertions(nlp: Language, name: str, spans_key: str) -> Component:
    """What the document asserts: acts with status, source, targets and date."""
    return Component(name, "benmo_assertions", spans_key, assertion_spans)
