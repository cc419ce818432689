"""Service of the ruling: told with its name, with the case's number, or by nobody's name at all."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.document import Span
from nlp.entities import find_dates
from nlp.files.cast import Cast, within_order
from nlp.files.days import Days
from nlp.files.logs import Entry, read_entry
from nlp.files.service import served_in_prose, served_in_table
from nlp.files.tables import find_tables

RULED = date(2022, 8, 26)
CAST = Cast(
    ("某县江南农村信用合作联社",), ("轩途公司", "施某"),
    (("某县江南农村信用合作联社",) * 2, ("轩途公司",) * 2, ("施某",) * 2),
    ("应某",), ("轩途公司", "施某"), ("安某",), "某县人民法院", "（2022）浙0784执915号", (),
    "（2022）浙0784执915号之四",
)  # fmt: skip


def entry(words: str, day: date) -> list[tuple[bool, tuple[str, ...]]]:
    _, served = read_entry(Entry(day, words, "", Span(0, len(words))), CAST, (), RULED)
    return [(d.creditor, d.to) for d in served]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("裁定送达，信用联社 冼某签收", [(True, ())]),
        ("送达申请执行人，直接", [(True, ())]),
        ("送达轩途公司、施某（直接）", [(False, ("轩途公司", "施某"))]),
        ("送达施某，执行通知书、报告财产令", []),
        ("送达地址确认，施某", []),
    ],
)
def test_an_entry_of_a_log(words: str, wanted: list[tuple[bool, tuple[str, ...]]]) -> None:
    assert entry(words, date(2022, 8, 30)) == wanted


def test_before_the_ruling_a_service_of_nothing_named_is_not_that_of_the_ruling() -> None:
    assert entry("送达申请执行人，直接", date(2022, 8, 1)) == []


def test_a_table_of_service_that_names_the_ruling_by_its_number() -> None:
    text = (
        "文书\t受送达人\t方式\t日期\n"
        "（2022）浙0784执915号之四\t应某（代理人）\t电子送达\t2022-08-29\n"
        "（2022）浙0784执915号之四\t轩途公司\t直接\t2022-08-30\n"
        "（2022）浙0784执915号之二\t施某\t直接\t2022-06-06\n"
    )
    (table,) = find_tables(text)
    found = list(served_in_table(table, CAST, Days(text, find_dates(text)), ""))
    assert [(d.creditor, d.to, d.date) for d in found] == [
        (True, (), date(2022, 8, 29)),
        (False, ("轩途公司",), date(2022, 8, 30)),
    ]


def test_a_record_that_names_no_paper_is_of_the_ruling_only_from_its_day_on() -> None:
    text = "送达 应某 直接送达 2022-08-30\n送达 施某 直接送达 2022-08-31\n送达 施某 直接送达 2022-03-01\n"
    found = list(served_in_prose(text, CAST, Days(text, find_dates(text)), RULED))
    assert [(d.creditor, d.to) for d in found] == [(True, ()), (False, ("施某",))]
    other = text + "查封清单 施某 2022-08-31\n"
    assert list(served_in_prose(other, CAST, Days(other, find_dates(other)), RULED)) == []


def test_closing_days_are_no_closing() -> None:
    said, _ = read_entry(Entry(RULED, "裁定，终本（周六，集中结案日）", "", Span(0, 15)), CAST, (), RULED)
    assert "closed" not in [a.act for a in said]
    said, _ = read_entry(Entry(RULED, "报结", "", Span(0, 2)), CAST, (), RULED)
    assert "closed" in [a.act for a in said]


@pytest.mark.parametrize(
    ("short", "full", "inside"),
    [("信用联社", "某县江南农村信用合作联社", True), ("联信社用", "某县江南农村信用合作联社", False), ("", "甲", True)],
)
def test_short_names_keep_the_order_of_the_full_one(short: str, full: str, inside: bool) -> None:
    assert within_order(short, full) is inside
