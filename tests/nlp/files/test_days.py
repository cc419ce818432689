"""Short dates in papers: what is a measure, an amount or an address is no day."""

from __future__ import annotations

import pytest

from nlp.entities import find_dates
from nlp.files.days import Days

DAY = "2021年5月6日走访，"


@pytest.mark.parametrize(
    "words",
    [
        "承包地1.2公顷",
        "水田3.5亩",
        "欠款5.8万元",
        "树高1.8米",
        "每月工资2.5千元",
        "厂房2.4 平方米",
        "砂石6.5吨",
        "利率3.6%",
        "门面2-3层",
        "住4-1号楼",
        "余额6.12元",
    ],
)
def test_measures_are_no_days(words: str) -> None:
    text = DAY + words
    assert [w.date.isoformat() for w in Days(text, find_dates(text)).all] == ["2021-05-06"]


@pytest.mark.parametrize(
    ("words", "day"), [("6.20 送达", "2021-06-20"), ("7-3查封", "2021-07-03"), ("8/1冻结", "2021-08-01")]
)
def test_short_days(words: str, day: str) -> None:
    text = DAY + words
    assert [w.date.isoformat() for w in Days(text, find_dates(text)).all][1:] == [day]
