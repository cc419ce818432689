"""The reply clock: months by corresponding day, holidays at the end, unknown years said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from benmo.desk import clock, supervision
from benmo.desk.service import Desk
from benmo.errors import Conflict, UsageError


@pytest.mark.parametrize(
    ("received", "extended", "on"),
    [
        (date(2024, 1, 10), False, date(2024, 4, 10)),
        (date(2023, 11, 30), False, date(2024, 2, 29)),  # the month has no such day
        (date(2022, 11, 30), False, date(2023, 2, 28)),
        (date(2024, 7, 1), False, date(2024, 10, 8)),  # 1 October to 7 October are holidays
        (date(2024, 1, 13), False, date(2024, 4, 15)),  # a Saturday
        (date(2023, 10, 7), False, date(2024, 1, 8)),  # a Sunday, then Monday
        (date(2023, 11, 18), False, date(2024, 2, 18)),  # a Sunday on which people work
        (date(2024, 1, 10), True, date(2024, 5, 10)),
        (date(2023, 11, 30), True, date(2024, 4, 1)),  # 30 March is a Saturday
    ],
)
def test_last_day(received: date, extended: bool, on: date) -> None:
    assert clock.due(received, extended=extended).on == on


def test_an_unknown_year_is_said() -> None:
    due = clock.due(date(2099, 1, 10), extended=False)
    assert due.on == date(2099, 4, 10) and "未收录" in due.note


def test_states_by_day(desk: Desk, kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "03")
    paper = desk.register_sent(who, key, paper="检察建议书", court="某法院", sent_on=date(2024, 1, 8))
    assert (paper.state, paper.due_on) == ("sent", None)
    with pytest.raises(Conflict, match="签收"):
        desk.change_paper(who, paper.id, extended=True)
    with pytest.raises(UsageError, match="早于"):
        desk.change_paper(who, paper.id, received_on=date(2024, 1, 7))
    desk.change_paper(who, paper.id, received_on=date(2024, 1, 10))

    def on(day: date, *states: str) -> list[tuple[str, int | None]]:
        return [(p.state, p.days_left) for p in supervision.papers(desk.store, who, day, 15, states)]

    last = date(2024, 4, 10)
    assert on(last - timedelta(16)) == [("waiting", 16)]
    assert on(last - timedelta(15)) == on(last - timedelta(15), "near", "overdue") == [("near", 15)]
    assert on(last) == [("near", 0)]
    assert on(last + timedelta(1)) == [("overdue", -1)]
    assert on(last - timedelta(16), "near", "overdue") == []
    desk.change_paper(who, paper.id, extended=True)
    assert on(last + timedelta(1)) == [("waiting", 29)]
    desk.change_paper(who, paper.id, replied_on=date(2024, 5, 6), outcome="partly_adopted")
    assert on(date(2024, 7, 1)) == [("answered", None)]
