"""``Doc._.benmo_…``: the exact results behind the spans.

A ``Doc`` must go through ``to_bytes`` and between processes, where only plain data may travel. So a component leaves
nothing but its name in ``Doc.user_data``, and an extension reads the value from the text again when it is asked for:
extraction is a pure function of the text and takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from nlp.context import status_at
from nlp.spacy_components.parts import Parts, parts_of

#: Extension → the component that fills it, and the part it shows.
EXTENSIONS: dict[str, tuple[str, Callable[[Parts], Any]]] = {
    "benmo_sections": ("benmo_sections", lambda parts: parts.sections),
    "benmo_type": ("benmo_sections", lambda parts: parts.type),
    "benmo_head": ("benmo_entities", lambda parts: parts.head),
    "benmo_citations": ("benmo_statutes", lambda parts: parts.citations),
    "benmo_clauses": ("benmo_context", lambda parts: tuple(parts.context.clauses)),
    "benmo_assertions": ("benmo_assertions", lambda parts: parts.assertions),
}
_RAN = "benmo_components"


def mark(doc: Doc, component: str) -> None:
    """Note that *component* has seen *doc*."""
    ran = doc.user_data.setdefault(_RAN, [])
    if component not in ran:
        doc.user_data[_RAN] = [*ran, component]


def has_run(doc: Doc, component: str) -> bool:
    """Whether *component* has seen *doc* (also before it was stored and loaded again)."""
    return component in doc.user_data.get(_RAN, ())


def _getter(component: str, show: Callable[[Parts], Any]) -> Callable[[Doc], Any]:
    def get(doc: Doc) -> Any:
        return show(parts_of(doc.text)) if has_run(doc, component) else None

    return get


def _status(span: TokenSpan) -> str | None:
    """In which mood the words of *span* stand in their clause: done, not_done, intended, required, hypothetical."""
    if not has_run(span.doc, "benmo_context"):
        return None
    context = parts_of(span.doc.text).context
    return status_at(context, context.clause_at(span.start_char), span.start_char, span.end_char)


def _source(span: TokenSpan) -> str | None:
    """Who vouches for the words of *span*: court, creditor, debtor, third_party, statute, other_case."""
    if not has_run(span.doc, "benmo_context"):
        return None
    context = parts_of(span.doc.text).context
    return context.clause_at(span.start_char).source_at(span.start_char)


def register() -> None:
    """Declare the extensions; may be called again. Their value is None until their component has run."""
    TokenSpan.set_extension("benmo_status", getter=_status, force=True)
    TokenSpan.set_extension("benmo_source", getter=_source, force=True)
    for name, (component, show) in EXTENSIONS.items():
        Doc.set_extension(name, getter=_getter(component, show), force=True)
