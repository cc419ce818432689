"""Who, which number, when, for what, how much, signed by whom: the head of a document, from clean text."""

from __future__ import annotations

from nlp.entities.case_numbers import find_case_numbers, normalise_case_number
from nlp.entities.dates import find_dates
from nlp.entities.head import read_head, read_heads
from nlp.entities.model import (
    Amount,
    Basis,
    CaseAmounts,
    CaseNumber,
    DateMention,
    Head,
    Panel,
    Party,
    ReplyHead,
    SuggestionHead,
)
from nlp.entities.money import find_amounts
from nlp.entities.papers import read_reply_head, read_suggestion_head

__all__ = [
    "Amount",
    "Basis",
    "CaseAmounts",
    "CaseNumber",
    "DateMention",
    "Head",
    "Panel",
    "Party",
    "ReplyHead",
    "SuggestionHead",
    "find_amounts",
    "find_case_numbers",
    "find_dates",
    "normalise_case_number",
    "read_head",
    "read_heads",
    "read_reply_head",
    "read_suggestion_head",
]
