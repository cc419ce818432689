"""When a balance may be called too small to bother with (余额较小): measured against what is owed."""

from __future__ import annotations

from decimal import Decimal

from benmo.cases.facts import CaseFacts
from benmo.law import LawIndex


def considerable(facts: CaseFacts, amount: Decimal | None, law: LawIndex) -> bool:
    """Whether words like 余额较小 do not fit *amount*: not trifling by itself, and a real part of what is owed.

    An unknown amount, or a claim that is not told, contradicts nobody's words.
    """
    owed = facts.amount("outstanding") or facts.amount("claimed")
    if amount is None or not owed or amount < law.limit("substantial_yuan"):
        return False
    return amount * 100 >= owed * law.limit("small_percent")
