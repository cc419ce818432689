"""Periods in days: the first day does not count, and a last day on a holiday moves."""

from __future__ import annotations

from datetime import date

import pytest

from benmo.review.workdays import overdue


@pytest.mark.parametrize(
    ("start", "end", "days", "late"),
    [
        (date(2021, 8, 3), date(2021, 8, 10), 7, False),
        (date(2021, 8, 3), date(2021, 8, 11), 7, True),
        (date(2021, 9, 27), date(2021, 10, 8), 7, False),  # the seventh day is in the National Day holiday
        (date(2021, 9, 27), date(2021, 10, 9), 7, True),
        (date(2021, 9, 1), date(2021, 9, 6), 3, False),  # a Saturday
        (date(2021, 9, 1), date(2021, 9, 7), 3, True),
        (date(2050, 1, 5), date(2050, 1, 10), 3, False),  # no calendar for the year: weekends alone
    ],
)
def test_overdue(start: date, end: date, days: int, late: bool) -> None:
    assert overdue(start, end, days) is late
