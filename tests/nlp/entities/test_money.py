"""Sums of money: units, separators, Chinese numerals, vagueness, masks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.entities import find_amounts


@pytest.mark.parametrize(
    ("text", "quote"),
    [("共61 850元，", "61 850元"), ("违约金共61\u00a0850元", "61\u00a0850元")],
)
def test_a_number_with_a_gap_inside_has_no_value(text: str, quote: str) -> None:
    (found,) = find_amounts(text)
    assert (text[found.span.start : found.span.end], found.value) == (quote, None)


@pytest.mark.parametrize("text", ["\n1 200元", "2019年 200元", "共 200元"])
def test_a_gap_between_two_things_is_no_gap_in_a_number(text: str) -> None:
    (found,) = find_amounts(text)
    assert found.value == 200


@pytest.mark.parametrize(
    ("text", "quote", "yuan"),
    [
        ("欠10000元", "10000元", "10000"),
        ("赔偿68,350. 20元", "68,350. 20元", "68350.20"),
        ("1. 20元", "20元", "20"),
        ("共70万元", "70万元", "700000"),
        ("标的1863.27万元", "1863.27万元", "18632700"),
        ("到位1.73亿元", "1.73亿元", "173000000"),
        ("货款157,330元", "157,330元", "157330"),
        ("赔偿93，218.60元", "93，218.60元", "93218.60"),
        ("400，000元", "400，000元", "400000"),
        ("100.00元", "100.00元", "100.00"),
        ("74470.0元", "74470.0元", "74470.0"),
        ("8栋602房868000元", "868000元", "868000"),
        ("计5元3角2分", "5元3角2分", "5.32"),
        ("人民币壹佰贰拾叁万肆仟元整", "壹佰贰拾叁万肆仟元", "1234000"),
        ("罚款五万元", "五万元", "50000"),
        ("二十万元", "二十万元", "200000"),
        ("支付3千元", "3千元", "3000"),
        ("￥50,000.00", "￥50,000.00", "50000.00"),
        ("到位0元", "0元", "0"),
        ("壹佰圆", "壹佰圆", "100"),
        ("借款12万3千元", "12万3千元", "123000"),
        ("共2万8千元", "2万8千元", "28000"),
        ("计1万2千3百元", "1万2千3百元", "12300"),
        ("欠1亿2千万元", "1亿2千万元", "120000000"),
        ("欠1亿2300万元", "1亿2300万元", "123000000"),
        ("3万500元", "3万500元", "30500"),
        ("人民币壹仟零贰拾元零伍角", "壹仟零贰拾元零伍角", "1020.5"),
        ("伍仟叁佰元零捌分", "伍仟叁佰元零捌分", "5300.08"),
        ("捌佰陆拾叁元肆角伍分", "捌佰陆拾叁元肆角伍分", "863.45"),
        ("壹拾万零伍佰元", "壹拾万零伍佰元", "100500"),
        ("叁佰零伍万元整", "叁佰零伍万元", "3050000"),
        ("本金10万、利息5千元", "5千元", "5000"),
    ],
)
def test_value(text: str, quote: str, yuan: str) -> None:
    (amount,) = find_amounts(text)
    assert (text[amount.span.start : amount.span.end], amount.value) == (quote, Decimal(yuan))
    assert not amount.approximate


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("约90万元", "900000"),
        ("61万余元", "610000"),
        ("二十余万元", "200000"),
        ("不足二百元", "200"),
        ("5000元左右", "5000"),
        ("3万多元", "30000"),
        ("几十元", None),
        ("二三百元", None),
        ("约12万3千元", "123000"),
        ("1,2345元", None),
    ],
)
def test_vague(text: str, yuan: str | None) -> None:
    (amount,) = find_amounts(text)
    assert amount.approximate
    assert amount.value == (Decimal(yuan) if yuan else None)


def test_masked() -> None:
    (amount,) = find_amounts("存款×××元")
    assert amount.masked and amount.value is None


@pytest.mark.parametrize(
    "text", ["工程质量保证金元", "月利率为12‰", "二〇二二年元月五日", "公元前", "被执行人张元", "一元"]
)
def test_no_money(text: str) -> None:
    assert [a for a in find_amounts(text) if a.value] == []


@given(st.integers(0, 10**9))
def test_thousands(n: int) -> None:
    for text in (f"{n}元", f"{n:,}元", f"{n:,}元".replace(",", "，")):
        assert [a.value for a in find_amounts(text)] == [Decimal(n)]
