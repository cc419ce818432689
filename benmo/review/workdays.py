"""Working days and calendar months by the Chinese calendar (期间计算)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=4096)
def working_days_between(start: date, end: date) -> int | None:
    """Working days after *start* up to and including *end*; None where the holiday calendar does not cover a year.

    The first day does not count (民事诉讼法 on periods).
    """
    # Imported here: the table of holidays is needed by one checkpoint only.
    from chinese_calendar import is_workday

    if end <= start:
        return 0
    if (end - start).days > 60:
        return _FAR
    days = 0
    try:
        for step in range(1, (end - start).days + 1):
            days += is_workday(start + timedelta(days=step))
    except NotImplementedError:
        return None
    return days


_FAR = 40  # two months hold about forty working days; nobody asks for more precision than "far too late"


def add_months(start: date, months: int) -> date:
    """The day with the same number *months* later, or the last day of that month where it has no such number."""
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def overdue(start: date, end: date, days: int) -> bool:
    """Whether *end* is beyond a period of *days* from *start*; a last day on a holiday moves to the next working day.

    The first day does not count (民事诉讼法 on periods). Where the calendar does not cover the year, weekends alone do.
    """
    if (end - start).days <= days:
        return False
    # Imported here: only a period that seems broken asks for it.
    from chinese_calendar import is_workday

    last = start + timedelta(days=days)
    for _ in range(12):
        try:
            free = not is_workday(last)
        except NotImplementedError:
            free = last.weekday() > 4
        if not free:
            break
        last += timedelta(days=1)
    return end > last
