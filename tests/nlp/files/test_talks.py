"""What the creditor answers in an interview record: consent, objection, or neither."""

from __future__ import annotations

import pytest

from nlp.entities import find_dates
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.talks import read_talk

CAST = Cast(
    ("陈某",),
    ("熊某",),
    (("陈某", "陈某"), ("熊某", "熊某")),
    ("陈某",),
    ("熊某",),
    ("安某", "敖某"),
    "某法院",
    None,
    (),
)
RECORD = """谈话笔录
时间：2019年9月3日
谈话人：安某   记录：敖某
被谈话人：陈某（申请执行人）
问：案件准备终结本次执行程序，你有什么意见？
答：{answer}
陈某  安某  敖某
"""


@pytest.mark.parametrize(
    ("answer", "clue"),
    [
        ("公司不是没钱，镇上还欠它二十八万工程款没结，合同我复印了带来。", True),
        ("甲公司欠他货款八万，你们去冻结。", True),
        ("他欠我货款八万，一直不给。", False),  # the debt itself
        ("没有线索。", False),
    ],
)
def test_a_debt_owed_to_the_respondent_is_a_clue(answer: str, clue: bool) -> None:
    text = RECORD.format(answer=answer)
    talk = read_talk(text, CAST, Days(text, find_dates(text)))
    assert (talk is not None and talk.clue is not None) is clue


@pytest.mark.parametrize(
    ("answer", "objects"),
    [
        ("终结就终结嘛，我不反对，只要钱还认。", False),
        ("没有反对的意思。", False),
        ("我反对，车还在他那里。", True),
        ("我不同意。", True),
        ("没有意见。", False),
    ],
)
def test_objection(answer: str, objects: bool) -> None:
    text = RECORD.format(answer=answer)
    talk = read_talk(text, CAST, Days(text, find_dates(text)))
    assert talk is not None
    assert (talk.objection is not None) is objects
    if talk.objection is not None:
        assert text[talk.objection.start : talk.objection.end] in answer
