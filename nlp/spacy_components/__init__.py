"""The extractors as spaCy components: thin adapters over the same plain functions that a review calls.

The text of a ``Doc`` is taken as clean text (:func:`nlp.normalise.normalise` makes it). Character offsets are the
truth: spans on ``doc.spans`` are widened to whole tokens, the objects on ``doc._.benmo_…`` keep the exact
:class:`nlp.document.Span`. Each component stands alone and in any order; with the package installed
``spacy.blank("zh").add_pipe("benmo_assertions")`` finds them by their entry points. Only this package imports spaCy.

============================  ==============================================  ===================
component                     ``doc._``                                       label of its spans
============================  ==============================================  ===================
``benmo_sections``            ``benmo_sections``, ``benmo_type``              kind of section
``benmo_entities``            ``benmo_head``                                  COURT, APPLICANT, …
``benmo_statutes``            ``benmo_citations``                             CITATION
``benmo_context``             ``benmo_clauses``                               who vouches for it
``benmo_assertions``          ``benmo_assertions``                            act
============================  ==============================================  ===================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy

from nlp.spacy_components.components import (
    Component,
    make_assertions,
    make_context,
    make_entities,
    make_sections,
    make_statutes,
)
from nlp.spacy_components.extensions import EXTENSIONS, register
from nlp.spacy_components.tokenizer import TOKENIZER, JiebaTokenizer, make_tokenizer

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = ("benmo_sections", "benmo_entities", "benmo_statutes", "benmo_context", "benmo_assertions")

register()

__all__ = [
    "COMPONENTS",
    "EXTENSIONS",
    "TOKENIZER",
    "Component",
    "JiebaTokenizer",
    "blank",
    "make_assertions",
    "make_context",
    "make_entities",
    "make_sections",
    "make_statutes",
    "make_tokenizer",
]


def blank(*components: str) -> Language:
    """A Chinese pipeline on our own tokenizer with the *components* named (all by default).

    Raises:
        ValueError: there is no component of that name.
    """
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for name in components or COMPONENTS:
        pipeline.add_pipe(name)
    return pipeline
