"""``Doc._.benmo_…``: the exact results behind the spans.

A ``Doc`` must go through ``to_bytes`` and between processes, where only plain data may travel. So a component leaves
nothing but its name in ``Doc.user_data``, and an extension reads the value from the text again when it is asked for:
extraction is a pure function of the text and takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc

from nlp.spacy_components.parts import Parts, parts_of

#: Extension → the component that fills it, and the part it shows.
EXTENSIONS: dict[str, tuple[str, Callable[[Parts], Any]]] = {
    "benmo_sections": ("benmo_sections", lambda parts: parts.sections),
    "benmo_type": ("benmo_sections", lambda parts: parts.type),
    "benmo_head": ("benmo_entities", lambda parts: parts.head),
    "benmo_citations": ("benmo_statutes", lambda parts: parts.citations),
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


def register() -> None:
    """Declare the extensions; may be called again. Their value is None until their component has run."""
    for name, (component, show) in EXTENSIONS.items():
        Doc.set_extension(name, getter=_getter(component, show), force=True)
