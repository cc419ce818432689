"""What kind of case it is (tags of the contract): 涉民生, 涉企, 刑事涉财产, 行政, 金融债权, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.document import Span, Value
from nlp.entities.model import Basis, Party
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.entities", "parties.yaml")
_TAGS = load_yaml("nlp.entities", "tags.yaml")
_BUSINESS = tuple(_WORDS["business"])
_BUSINESS_LAST = frozenset(_WORDS["business_characters"])
_LENDER = re.compile(alternation(_WORDS["lenders"]))
_AGENCY = re.compile(f"(?:{alternation(_WORDS['agencies'])})")
_LIVELIHOOD = re.compile(alternation(_TAGS["livelihood_causes"]))
_LIVELIHOOD_TEXT = re.compile(alternation(_TAGS["livelihood_words"]))
_WAGES = re.compile(alternation(_TAGS["wage_causes"]))
_CRIMINAL = re.compile(alternation(_TAGS["criminal"]))
_ADMINISTRATIVE = re.compile(alternation(_TAGS["administrative"]))


def find_tags(
    clean: str, parties: Sequence[Party], cause: Value[str] | None, basis: Sequence[Basis], story: Span
) -> tuple[Value[str], ...]:
    """The tags that the heading and the opening of the story bear out, each with the words that show it."""
    opening = Span(story.start, min(story.end, story.start + 700))
    found = (
        ("livelihood", _livelihood(clean, parties, cause, opening)),
        ("enterprise", _enterprise(clean, parties)),
        ("criminal_property", _criminal(clean, cause, basis, opening)),
        ("financial_creditor", next((p.span for p in parties if p.side == "applicant" and _is_lender(p)), None)),
        ("administrative", _administrative(clean, parties, cause, basis, opening)),
    )
    return tuple(Value(tag, span) for tag, span in found if span)


def _does_business(name: str) -> bool:
    return name[-1] in _BUSINESS_LAST or any(word in name for word in _BUSINESS)


def _is_lender(party: Party) -> bool:
    return party.kind == "organisation" and _LENDER.search(party.name) is not None


def _enterprise(clean: str, parties: Sequence[Party]) -> Span | None:
    """A debtor that does business, or a creditor that does and is no lender (a bank alone makes no 涉企).

    Whoever has an operator (经营者) is an individual's business (个体工商户) and no enterprise.
    """
    for side in ("respondent", "applicant"):
        for party in parties:
            if (
                party.side == side
                and party.kind == "organisation"
                and _does_business(party.name)
                and not (side == "applicant" and _is_lender(party))
                and "经营者" not in clean[party.segment.start : party.segment.end]
            ):
                return party.span
    return None


def _livelihood(clean: str, parties: Sequence[Party], cause: Value[str] | None, opening: Span) -> Span | None:
    if cause and _LIVELIHOOD.search(cause.value):
        return cause.span
    person = any(party.side == "applicant" and party.kind == "person" for party in parties)
    # Wages are often sued for as 劳务合同 or 调解: there the words of the order decide.
    if (
        person
        and cause
        and _WAGES.search(cause.value)
        and (word := _LIVELIHOOD_TEXT.search(clean, opening.start, opening.end))
    ):
        return Span(*word.span())
    return None


def _criminal(clean: str, cause: Value[str] | None, basis: Sequence[Basis], opening: Span) -> Span | None:
    for item in basis:
        if "刑" in item.number.partition("）")[2]:
            return item.span
    if cause and _CRIMINAL.search(cause.value):
        return cause.span
    return None


def _administrative(
    clean: str, parties: Sequence[Party], cause: Value[str] | None, basis: Sequence[Basis], opening: Span
) -> Span | None:
    agency = next(
        (p for p in parties if p.side == "applicant" and p.kind == "organisation" and _AGENCY.search(p.name)), None
    )
    for item in basis:
        if "行" in item.number.partition("）")[2] and ("行政" in (item.kind or "") or agency):
            return item.span
    if agency is None:
        return None
    if cause and _ADMINISTRATIVE.search(cause.value):
        return cause.span
    word = _ADMINISTRATIVE.search(clean, opening.start, opening.end)
    return Span(*word.span()) if word and not (cause and cause.value.endswith("合同纠纷")) else None
