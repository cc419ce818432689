"""The values that the head of a document is made of. Every offset is a clean-text offset.

What a text has many of (dates, sums, numbers) are named tuples, which are made three times as fast as data classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from nlp.document import Span, Value


class DateMention(NamedTuple):
    """A date as it stands in the text.

    ``precision`` is day, month (``date`` is its first day), year (likewise), lunar or masked (``date`` is None).
    ``resolved_from`` is the mention that lent the year (3月11日, 同年4月1日) or the day (同日). ``invalid`` marks a
    day that no calendar has (2月30日); its ``date`` is None.
    """

    span: Span
    date: date | None
    precision: str
    resolved_from: Span | None = None
    invalid: bool = False


class Amount(NamedTuple):
    """A sum of money; ``span`` covers number and unit, ``value`` is in yuan (元).

    ``approximate`` for 余元, 约, 近 …; ``masked`` for ×××元, whose value is None.
    """

    span: Span
    value: Decimal | None
    approximate: bool = False
    masked: bool = False


class CaseNumber(NamedTuple):
    """A case or document number (案号). ``text`` is normalised: （2020）鲁0704执1129号之一.

    ``kind`` is execution (执 and its kin), trial (民, 刑, 行 …), notary, arbitration or other.
    """

    span: Span
    text: str
    year: int
    kind: str

    @property
    def main(self) -> str:
        """The number without 之一, -2: the case to which a sub-numbered ruling belongs."""
        head, sign, _ = self.text.rpartition("号")
        return f"{head.partition('-')[0]}{sign}" if sign else self.text


@dataclass(frozen=True, slots=True)
class Party:
    """A party (当事人). ``span`` is the name's; ``segment`` all lines about it.

    ``side`` is applicant, respondent or other; ``kind`` person or organisation, as the schema says.
    ``representative`` is the 法定代表人, 负责人 or 经营者; a 法定代理人 of a minor is the ``guardian``.
    """

    name: str
    span: Span
    side: str
    role: str
    kind: str
    segment: Span
    representative: Value[str] | None = None
    guardian: Value[str] | None = None
    agents: tuple[Value[str], ...] = ()
    aliases: tuple[Value[str], ...] = ()
    birth: Value[date] | None = None
    minor: bool = False


class Basis(NamedTuple):
    """A document on which the execution rests (执行依据)."""

    number: str
    span: Span
    kind: str | None = None
    issuer: Value[str] | None = None


@dataclass(frozen=True, slots=True)
class CaseAmounts:
    """Yuan as stated; None where the text does not say. 0 only where it says that nothing was recovered."""

    claimed: Value[Decimal] | None = None
    recovered: Value[Decimal] | None = None
    outstanding: Value[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Who signed, names without layout spaces; ``judges`` holds the presiding judge too, in signing order."""

    presiding: Value[str] | None = None
    judges: tuple[Value[str], ...] = ()
    clerk: Value[str] | None = None
    assistants: tuple[Value[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Everything that names a case: who, which number, when, for what, on what basis, how much, signed by whom.

    ``aliases`` maps a short form (宏砼公司) to the party's full name; ``dates``, ``money`` and ``case_numbers`` are all
    mentions of the whole text, so that nobody has to look for them twice. ``tags`` are ids of the contract.
    """

    court: Value[str] | None
    title: Value[str] | None
    case_no: Value[str] | None
    ruling_date: Value[date] | None
    filing_date: Value[date] | None
    application_date: Value[date] | None
    cause: Value[str] | None
    parties: tuple[Party, ...]
    basis: tuple[Basis, ...]
    amounts: CaseAmounts
    panel: Panel
    tags: tuple[Value[str], ...]
    aliases: Mapping[str, str]
    dates: tuple[DateMention, ...]
    money: tuple[Amount, ...]
    case_numbers: tuple[CaseNumber, ...]

    @property
    def applicants(self) -> tuple[Party, ...]:
        """Who applied for execution."""
        return tuple(party for party in self.parties if party.side == "applicant")

    @property
    def respondents(self) -> tuple[Party, ...]:
        """Against whom."""
        return tuple(party for party in self.parties if party.side == "respondent")


@dataclass(frozen=True, slots=True)
class SuggestionHead:
    """The head of a 检察建议书. ``number`` is None where the paper leaves it blank."""

    issuer: Value[str] | None
    addressee: Value[str] | None
    number: Value[str] | None
    case_no: Value[str] | None
    date: Value[date] | None
    reply_months: Value[int] | None


@dataclass(frozen=True, slots=True)
class ReplyHead:
    """The head of a court's answer to a 检察建议书."""

    court: Value[str] | None
    addressee: Value[str] | None
    suggestion_number: Value[str] | None
    date: Value[date] | None
