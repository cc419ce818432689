"""The clock of a court's reply: three months, one more if extended (《民事执行活动法律监督规定》第十三条).

Periods by months end on the day with the same number (the day of receipt does not count), or on the last day of a
month without one; an end on a statutory holiday moves to the first day after it (民事诉讼法 on periods).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benmo.review.workdays import add_months

REPLY_MONTHS, EXTENSION_MONTHS = 3, 1


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, and in Chinese what the reckoning rests on."""

    on: date
    note: str


def due(received: date, *, extended: bool) -> Due:
    """The last day of the reply period for a paper that the court received on *received*."""
    months = REPLY_MONTHS + (EXTENSION_MONTHS if extended else 0)
    last = add_months(received, months)
    words = f"自{received.isoformat()}签收之日起{months}个月" + ("（已延长一个月）" if extended else "")
    moved, known = after_holidays(last)
    if not known:
        return Due(last, f"{words}；{last.year}年的节假日安排未收录，期满日遇节假日的须自行顺延")
    if moved != last:
        return Due(moved, f"{words}，期满日{last.isoformat()}为节假日，顺延至{moved.isoformat()}")
    return Due(last, words)


def after_holidays(day: date) -> tuple[date, bool]:
    """The first working day from *day* on, and whether the calendar of the years in question is known."""
    from chinese_calendar import is_workday

    moved = day
    try:
        while not is_workday(moved):
            moved += timedelta(days=1)
    except NotImplementedError:
        return day, False
    return moved, True
