"""Lists by common words on SQLite: read in the list's order, they say the same as when all cases are gathered."""

from __future__ import annotations

from typing import Any

import pytest

from benmo.desk import cases
from benmo.desk.model import CaseFilter, Role
from benmo.desk.service import Desk
from benmo.storage import search


@pytest.fixture
def filled(lite: Desk, kit: Any) -> tuple[Desk, Any]:
    who = kit.administrator(lite)
    kit.take_in(lite, who, "01", "02", "03", "15")
    return lite, who


@pytest.mark.parametrize("text", ["执行", "终结本次执行程序", "执行 裁定", "公积金", "没有的词"])
@pytest.mark.parametrize("order", ["-updated", "updated"])
def test_both_ways_list_the_same(
    filled: tuple[Desk, Any], text: str, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, who = filled
    wanted = CaseFilter(text=text, order=order)
    gathered = [desk.cases(who, wanted, offset=n, limit=2) for n in (0, 2, 4)]
    monkeypatch.setattr(search, "COMMON", 1)
    walked = [desk.cases(who, wanted, offset=n, limit=2) for n in (0, 2, 4)]
    assert [[r.key for r in p.rows] for p in walked] == [[r.key for r in p.rows] for p in gathered]
    assert [(p.total, p.above) for p in walked] == [(p.total, p.above) for p in gathered]


def test_of_more_than_are_counted_it_is_said_that_there_are_more(
    filled: tuple[Desk, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, who = filled
    monkeypatch.setattr(search, "COMMON", 1)
    monkeypatch.setattr(cases, "COUNTED", 2)
    page = desk.cases(who, CaseFilter(text="执行"), offset=0, limit=1)
    assert (len(page.rows), page.total, page.above) == (1, 2, True)
    last = desk.cases(who, CaseFilter(text="执行"), offset=2, limit=2)
    assert (len(last.rows), last.total, last.above) == (2, 4, False)


def test_nobody_lists_what_is_not_theirs(filled: tuple[Desk, Any], kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, who = filled
    stranger = kit.person(desk, who, "外人", Role.HEAD, "外院")
    monkeypatch.setattr(search, "COMMON", 1)
    assert desk.cases(stranger, CaseFilter(text="执行"), offset=0, limit=9).rows == ()
