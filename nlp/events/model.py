"""The frozen things that extraction yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from nlp.document import Span, from_fields

#: Inside the class below the field ``date`` hides the type of that name.
Day = date
ALL = "all"  # 二被执行人、各被执行人: said of every respondent
SOME = "some"  # named respondents only, or everyone but a named one
UNSAID = "unsaid"


class Assertion(NamedTuple):
    """One act that the document speaks of (a named tuple: hundreds are made for each ruling).

    ``status``: done, not_done, intended, required, hypothetical, lifted (解除). ``source``: who vouches for it (court,
    creditor, debtor, third_party, statute, other_case). ``scope`` and ``targets``: which respondents it concerns.
    ``detail`` is a word of the act's own small vocabulary (an attitude, an asset category, a state).
    """

    act: str
    status: str
    source: str
    span: Span
    clause: Span
    scope: str = UNSAID
    targets: tuple[str, ...] = ()
    date: Day | None = None
    detail: str = ""
    amount: Decimal | None = None


#: An :class:`Assertion` from all its fields.
assertion_from = from_fields(Assertion)


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset, or all assets of a category that the text does not tell apart.

    ``states`` and ``reasons`` are vocabularies of ``assets.yaml``; ``first`` is True where this court sealed it first,
    False where another court did, None where the text does not say. ``amount`` is a balance, ``value`` an appraised
    value, in yuan.
    """

    category: str
    span: Span
    states: tuple[str, ...]
    reasons: tuple[str, ...]
    first: bool | None = None
    holder: str | None = None
    amount: Decimal | None = None
    value: Decimal | None = None
    count: int = 1
    spans: tuple[Span, ...] = ()
    #: What tells it from others of its category and holder: its number plate, or a running number; mostly nothing.
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Narrative:
    """All that was found in the narrative of one document."""

    assertions: tuple[Assertion, ...]
    assets: tuple[Asset, ...]

    def of(self, act: str) -> tuple[Assertion, ...]:
        """The assertions of one act, in reading order."""
        return tuple(a for a in self.assertions if a.act == act)
