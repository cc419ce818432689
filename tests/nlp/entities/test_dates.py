"""Dates: every form, resolution in reading order, impossible days, and what is no date."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.entities import find_dates


def _read(text: str) -> list[tuple[str, str | None, str]]:
    return [
        (text[m.span.start : m.span.end], m.date.isoformat() if m.date else None, m.precision) for m in find_dates(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年03月31日", [("2020年03月31日", "2020-03-31", "day")]),
        ("2021年1月14号", [("2021年1月14号", "2021-01-14", "day")]),
        ("于2025.7.8签收", [("2025.7.8", "2025-07-08", "day")]),
        ("2019-01-11,无", [("2019-01-11", "2019-01-11", "day")]),
        ("2024/3/1", [("2024/3/1", "2024-03-01", "day")]),
        ("二〇二一年七月八日", [("二〇二一年七月八日", "2021-07-08", "day")]),
        ("二Ｏ一五年十一月十九日", [("二Ｏ一五年十一月十九日", "2015-11-19", "day")]),
        ("二0二0年十二月三十一日", [("二0二0年十二月三十一日", "2020-12-31", "day")]),
        ("二○一八年二月二十日", [("二○一八年二月二十日", "2018-02-20", "day")]),
        ("二零二二年元月五日", [("二零二二年元月五日", "2022-01-05", "day")]),
        ("2022 年 3 月 5 日", [("2022 年 3 月 5 日", "2022-03-05", "day")]),
        ("２０２３年４月５日", [("２０２３年４月５日", "2023-04-05", "day")]),
        ("2020年6月", [("2020年6月", "2020-06-01", "month")]),
        ("自2016-05起", [("2016-05", "2016-05-01", "month")]),
        ("2019年起登记", [("2019年", "2019-01-01", "year")]),
        ("2023年2月30日", [("2023年2月30日", None, "day")]),
        ("2020年×月×日", [("2020年", "2020-01-01", "year")]),
        ("20××年××月××日", [("20××年××月××日", None, "masked")]),
        ("农历12月20日前付清", [("农历12月20日", None, "lunar")]),
    ],
)
def test_forms(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年3月10日立案，同日发出，4月6日纳入", ["2021-03-10", "2021-03-10", "2021-04-06"]),
        ("2025年3月6日限制；同年4月1日列入", ["2025-03-06", "2025-04-01"]),
        ("2020年12月30日，次年1月5日", ["2020-12-30", "2021-01-05"]),
        ("2021年5月3日查询，次日冻结，当日送达", ["2021-05-03", "2021-05-04", "2021-05-04"]),
        ("2021年8月10日、11月20日两次查询", ["2021-08-10", "2021-11-20"]),
        ("2019年3月13日至29日", ["2019-03-13", "2019-03-29"]),
        ("2019年4月16日、19日扣划", ["2019-04-16", "2019-04-19"]),
        ("2020年7月3日，同月15日", ["2020-07-03", "2020-07-15"]),
        ("2021年3月5、6日走访", ["2021-03-05", "2021-03-06"]),
        ("2021年3月1日立案，3月5、6日走访", ["2021-03-01", "2021-03-05", "2021-03-06"]),
        ("2020年12月3日，次月5日", ["2020-12-03", "2021-01-05"]),
        # A birth date lends no year.
        ("2021年3月1日立案。张三，1980年5月5日出生。4月6日列入", ["2021-03-01", "1980-05-05", "2021-04-06"]),
        # The end of a period lends none either.
        ("2024年7月22日查询，冻结至2025年7月23日止，9月5日走访", ["2024-07-22", "2025-07-23", "2024-09-05"]),
        ("于2016年8月立案，当年12月15日裁定", ["2016-08-01", "2016-12-15"]),
        ("1月11日，无年份", [None]),
    ],
)
def test_resolution(text: str, expected: list[str | None]) -> None:
    assert [m.date.isoformat() if m.date else None for m in find_dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "三个月内",
        "十日内",
        "（2021）皖1522执1377号",
        "每六个月查询一次",
        "第二百五十七条",
        "0512-5766",
        "期限为1年",
        "五年内",
        "一年期",
    ],
)
def test_no_dates(text: str) -> None:
    assert _read(text) == []


def test_invalid_is_flagged_and_unknown_year_is_not() -> None:
    impossible, unknown = find_dates("2023年2月30日")[0], find_dates("3月11日")[0]
    assert (impossible.date, impossible.invalid) == (None, True)
    assert (unknown.date, unknown.invalid) == (None, False)


def test_lender_is_named() -> None:
    text = "2021年3月10日立案，4月6日纳入"
    first, second = find_dates(text)
    assert second.resolved_from == first.span


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_round_trip(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        assert [m.date for m in find_dates(f"于{text}，")] == [day]


@given(st.text(alphabet="年月日号同当次0123456789一二三〇-.×农历至、 \n"))
def test_any_text_is_read(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
