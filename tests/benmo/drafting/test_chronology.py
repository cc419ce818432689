"""The acts of the court in a paper: its own verbs, the persons and things that the material names, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benmo.drafting.chronology import chronology
from benmo.drafting.inquired import inquired, plain_none
from benmo.drafting.plan import Plan, make_plan

TODAY = date(2026, 11, 24)
A, B = "胡大年", "丁水生"


def _review(text: str, **case: Any) -> dict[str, Any]:
    base = {
        "court": None, "case_no": None, "ruling_date": "2023-12-01", "filing_date": None, "cause": None, "basis": [],
        "applicants": [], "respondents": [{"name": A}, {"name": B}], "amounts": {}, "assets": [], "inquiries": [],
        "measures": [], "interview": {"held": None, "date": None, "consent": None}, "citations": [], "tags": [],
        "evidence": {},
    }  # fmt: skip
    return {
        "findings": [], "documents": [{"id": "d", "path": "d", "type": "termination_ruling", "text": text}],
        "case": base | case,
    }  # fmt: skip


def _at(text: str, quote: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"document": "d", "start": start, "end": start + len(quote), "quote": quote}


def _told(review: dict[str, Any]) -> str:
    plan: Plan = make_plan(review, (), TODAY)
    return "".join(s.text for s in chronology(plan))


@pytest.mark.parametrize(
    ("quote", "says", "never"),
    [
        ("本院对该渔船登记查封", "查封措施", "扣押"),
        ("本院对该渔船予以扣押", "扣押措施", "查封"),
        ("本院轮候查封该渔船", "轮候查封措施", "扣押"),
        ("本院查封、扣押该渔船", "查封、扣押措施", "冻结"),
    ],
)
def test_only_the_verbs_of_the_material(quote: str, says: str, never: str) -> None:
    measure = {"type": "seizure", "targets": [], "date": "2023-05-04", "evidence": [_at(quote, quote)]}
    told = _told(_review(quote + "。", measures=[measure]))
    assert says in told
    assert never not in told
    assert "二被执行人" not in told


def test_a_thing_that_is_named_stands_with_its_holder_and_sum() -> None:
    text = "本院冻结丁水生在渤海信用社的存款9,060元。"
    evidence = [_at(text, text[:-1])]
    asset = {
        "category": "deposit", "state": "frozen", "holder": B, "description": "", "value": 9060, "evidence": evidence,
    }  # fmt: skip
    measure = {"type": "freeze", "targets": [], "date": "2023-05-04", "evidence": evidence}
    told = _told(_review(text, measures=[measure], assets=[asset]))
    assert "你院冻结丁水生名下的银行存款9060元" in told
    assert A not in told


@pytest.mark.parametrize(
    ("targets", "says", "never"),
    [([A, B], "向二被执行人发出", A), ([A], f"向{A}发出", "二被执行人"), ([], "向被执行人发出", "二被执行人")],
)
def test_only_the_named_persons(targets: list[str], says: str, never: str) -> None:
    text = "本院发出执行通知书"
    measure = {"type": "execution_notice", "targets": targets, "date": "2023-05-04", "evidence": [_at(text, text)]}
    told = _told(_review(text, measures=[measure]))
    assert says in told
    assert never not in told


def test_a_detention_that_was_not_carried_out_is_told_so() -> None:
    text = "本院决定对丁水生拘留十日，因其下落不明未实际收拘。"
    measure = {
        "type": "detention",
        "targets": [B],
        "date": "2023-05-04",
        "evidence": [_at(text, "本院决定对丁水生拘留十日")],
    }
    assert "决定对丁水生拘留（未实际收拘）" in _told(_review(text, measures=[measure]))


def test_the_creditor_who_refuses_is_heard() -> None:
    text = "本院约谈申请执行人，其表示不同意终结，请求先行拍卖该仓库。该仓库的评估尚未启动。"
    talk = {"held": True, "date": "2023-10-09", "consent": None, "evidence": [_at(text, "其表示不同意终结")]}
    told = _told(_review(text, interview=talk, assets=[{
        "category": "real_estate", "state": "seized", "holder": A, "description": "仓库三间", "value": None,
        "evidence": [_at(text, "该仓库")],
    }]))  # fmt: skip
    assert "其表示不同意终结，请求先行拍卖该仓库" in told
    assert "该仓库的评估尚未启动" in told


def test_a_refusal_of_another_thing_is_none_of_the_ending() -> None:
    text = "其表示同意终结本次执行程序，不同意移送破产审查。"
    talk = {"held": True, "date": "2023-10-09", "consent": True, "evidence": [_at(text, "不同意移送破产审查")]}
    told = _told(_review(text, interview=talk))
    assert "申请执行人表示同意" in told
    assert "不同意" not in told


def test_a_ruling_alone_is_no_file() -> None:
    text = "本院发出执行通知书"
    measure = {"type": "execution_notice", "targets": [], "date": "2023-05-04", "evidence": [_at(text, text)]}
    review = _review(text, measures=[measure])
    assert "卷宗" not in _told(review)
    review["documents"].append({"id": "e", "path": "申请书.txt", "type": "supervision_request", "text": ""})
    assert "卷宗" not in _told(review)
    review["documents"].append({"id": "f", "path": "笔录.txt", "type": "interview_record", "text": ""})
    assert "卷宗材料" in _told(review)


ROWS = [
    (f"{A}\t车辆\t车管所\t2023-05-04\t无", True),
    (f"{A}\t车辆\t车管所\t2023-05-04\t鲁B9C217 小型客车\t未控制", False),
    (f"{A}\t证券\t登记公司\t\t未反馈", False),
    (f"{A}\t银行存款\t某行\t2023-05-04\t余额61.20元", False),
    ("无机动车、无证券", True),
    ("二人账户余额合计不足二百元", False),
]


@pytest.mark.parametrize(("quote", "plain"), ROWS)
def test_not_found_only_where_every_row_says_none(quote: str, plain: bool) -> None:
    inquiry = {
        "category": "vehicle", "result": "none", "respondents": [A, B], "date": "2023-05-04",
        "evidence": [{"document": "d", "start": 0, "end": len(quote), "quote": quote}],
    }  # fmt: skip
    assert plain_none(inquiry) is plain
    told = _told(_review(quote, inquiries=[inquiry]))
    assert ("未查得" in told) is plain
    if "\t" in quote:
        assert inquired(inquiry) == (A,)
        assert "二被执行人" not in told
        if not plain:
            assert f"“{quote.replace(chr(9) * 2, ' ').replace(chr(9), ' ')}”" in told
