"""余额较小 measured against what is owed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benmo.cases.facts import CaseFacts
from benmo.law.index import load
from benmo.review.trifles import considerable


class _Owing(CaseFacts):
    def __init__(self, owed: int | None) -> None:
        object.__setattr__(self, "owed", owed)

    def amount(self, name: str) -> Decimal | None:
        owed: int | None = self.__dict__["owed"]
        return None if owed is None else Decimal(owed)


@pytest.mark.parametrize(
    ("owed", "balance", "wanted"),
    [
        (50_000, 1_300, False),
        (50_000, 2_500, True),
        (613_000, 2_000, False),
        (3_000, 1_300, True),
        (3_000, 900, False),
        (None, 90_000, False),
        (50_000, None, False),
    ],
)
def test_words_and_sums(owed: int | None, balance: int | None, wanted: bool) -> None:
    amount = None if balance is None else Decimal(balance)
    assert considerable(_Owing(owed), amount, load()) is wanted
