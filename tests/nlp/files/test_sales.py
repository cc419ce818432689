"""What a record of a disposal is about: the term of notice hangs on it, so it is not guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.entities import find_amounts, find_dates
from nlp.files.days import Days
from nlp.files.sales import read_sales

ROUND = "公告：2022-05-06 在网络司法拍卖平台发布，起拍价60200元，竞价期2022-05-23 10:00至05-24 10:00。"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (f"机器设备处置情况\n权属：厂房出租人证明不属其所有。\n{ROUND}", "movable"),
        (f"房产拍卖情况\n屋内有旧机器设备一批，另行处理。\n{ROUND}", "real_estate"),
        (f"处置情况\n门面一间。\n{ROUND}", "real_estate"),
        (f"处置情况\n厂房一处、机器设备一批。\n{ROUND}", "other"),
        (f"处置情况\n{ROUND}", "other"),
    ],
)
def test_what_is_sold(text: str, category: str) -> None:
    days = Days(text, find_dates(text))
    (sale,) = read_sales(text, days, find_amounts(text))
    assert sale.category == category
    (first,) = sale.rounds
    assert first.price == Decimal(60200)
    assert first.noticed is not None and first.opens is not None
    assert (first.opens - first.noticed).days == 17
