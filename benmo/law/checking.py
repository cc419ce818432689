"""What stands behind ``benmo law check``: every citation of a text with its verdict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from benmo.law.index import load
from benmo.law.verdict import Verdict
from nlp.statutes import CitationMention, read_citations

TERMINATION = "终结本次执行程序"


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation and its verdict."""

    mention: CitationMention
    verdict: Verdict


def check(text: str, on: date, subject: str | None = None) -> tuple[Checked, ...]:
    """Every citation of *text* judged on *on*, unread ones included, in the order of the text.

    Without *subject*, a text that orders 终结本次执行程序 is taken as a ruling of that kind.
    """
    mentions = read_citations(text)
    if subject is None and _orders_termination(text):
        subject = TERMINATION
    verdicts = load().judge_all(mentions, on, subject)
    return tuple(Checked(m, v) for m, v in zip(mentions, verdicts, strict=True))


_ORDER = re.compile(r"裁\s{0,3}定\s{0,3}如\s{0,3}下|作出?如下裁定")
_ENDING = re.compile(r"终\s?结[^。；]{0,60}?本\s?次\s?执\s?行")
_IN_PASSING = re.compile(r"(?<![以应可得院])(?:(?<=本院)裁定|裁定)终结本次执行")


def _orders_termination(text: str) -> bool:
    """Whether *text* is, or is the end of, a ruling that orders the ending; a paper that tells of one is not."""
    order = _ORDER.search(text)
    if order is not None:
        return _ENDING.search(text, order.end(), order.end() + 200) is not None
    return "检察" not in text and _IN_PASSING.search(text) is not None
