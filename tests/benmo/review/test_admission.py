"""The checklist of admission: what the material answers by itself, what answers come to, a table that is whole."""

from __future__ import annotations

from typing import Any

import pytest

from benmo.drafting.papers import papers
from benmo.law import load
from benmo.review import admission

TEXT = "监督申请书\n申请人认为法院漏查车辆。"


def review(**changes: Any) -> dict[str, Any]:
    case = {
        "court": "河北省博野县人民法院", "tags": [], "evidence": {},
        "basis": [{"doc_no": "（2021）冀0637民初1509号", "issuer": None, "kind": "民事判决书"}],
    }  # fmt: skip
    documents = changes.pop("documents", [])
    return {"case": case | changes.pop("case", {}), "documents": documents, "findings": [], **changes}


def paper(text: str, kind: str = "other") -> dict[str, Any]:
    return {"id": "a", "type": kind, "text": text}


FIT = {"source": "application", "civil": "civil", "level": "same", "objection": "decided", "state": "ended"}


def test_nothing_is_answered_by_itself() -> None:
    found = admission.outcome(review(), {})
    assert found.state == "open" and "案件目前状态" in found.missing
    assert "没有答复" in found.hinders("调卷函")


def test_an_answer_to_everything_opens_the_gate() -> None:
    found = admission.outcome(review(), FIT)
    assert found.state == "passed" and found.hinders("检察建议书") == ""


@pytest.mark.parametrize(
    ("answers", "stays_open"),
    [
        ({"civil": "administrative"}, ""),
        ({"level": "elsewhere"}, "致申请人通知书"),
        ({"objection": "none"}, "致申请人通知书"),
        ({"objection": "pending"}, "致申请人通知书"),
        ({"state": "resumed"}, "终结审查决定书"),
        ({"state": "revoked"}, "回访函"),
        ({"state": "performed"}, "审查终结报告"),
    ],
)
def test_some_answers_stop_it(answers: dict[str, str], stays_open: str) -> None:
    found = admission.outcome(review(), FIT | answers)
    assert found.state == "stopped" and found.hinders("检察建议书")
    assert not stays_open or found.hinders(stays_open) == ""


def test_two_stops_leave_open_what_both_leave() -> None:
    found = admission.outcome(review(), FIT | {"objection": "none", "state": "resumed"})
    assert found.hinders("致申请人通知书") == "" and found.hinders("终结审查决定书")


def test_without_an_applicant_no_objection_is_asked_for() -> None:
    asked = [i.id for i in admission.asked(review(), {"source": "ex_officio"})]
    assert "ex_officio" in asked and "objection" not in asked
    assert "objection" not in [i.id for i in admission.asked(review(), {"source": "accusation"})]


def test_each_ground_is_a_question_and_keeps_its_name() -> None:
    grounds = [{"ground": "法院漏查车辆", "answers": [], "hints": [], "evidence": []}]
    with_grounds = review(grounds=grounds)
    name = admission.ground_id("法院漏查　车辆")
    assert admission.outcome(with_grounds, FIT).missing == ("申请理由1",)
    assert admission.outcome(with_grounds, FIT | {name: "unsupported"}).state == "passed"
    assert admission.proposals(with_grounds, "")[name].answer is None


def test_what_the_material_says() -> None:
    told = admission.proposals(review(documents=[paper(TEXT, "supervision_request")]), "博野县人民检察院")
    assert (told["source"].answer, told["civil"].answer, told["level"].answer) == ("application", "civil", "same")
    assert told["source"].evidence[0]["quote"] == "监督申请书"
    assert told["state"].answer is None and "不能说明现在的状态" in told["state"].reason


@pytest.mark.parametrize(
    ("court", "office", "answer"),
    [
        ("保定市中级人民法院", "河北省保定市人民检察院", "same"),
        ("河北省博野县人民法院", "蠡县人民检察院", None),
        ("河北省博野县人民法院", "本院", None),
        ("上海海事法院", "上海市人民检察院", None),
    ],
)
def test_the_same_level_is_read_off_the_names(court: str, office: str, answer: str | None) -> None:
    assert admission.proposals(review(case={"court": court}), office)["level"].answer == answer


@pytest.mark.parametrize(("tag", "answer"), [("administrative", "administrative"), ("criminal_property", "criminal")])
def test_what_is_no_civil_case(tag: str, answer: str) -> None:
    assert admission.proposals(review(case={"tags": [tag]}), "")["civil"].answer == answer


def test_what_came_after_is_pointed_to() -> None:
    text = "复函。已恢复对该案的执行，案号为（2026）冀0637执恢12号。此前申请人曾提出书面异议。"
    told = admission.proposals(review(documents=[paper(text, "court_reply")]), "")
    assert told["state"].answer == "resumed" and told["objection"].answer is None
    for e in (*told["state"].evidence, *told["objection"].evidence):
        assert text[e["start"] : e["end"]] == e["quote"]


def test_two_different_states_propose_none() -> None:
    text = "法院已裁定恢复执行。被执行人已履行完毕。"
    assert admission.proposals(review(documents=[paper(text)]), "")["state"].answer is None


def test_the_ruling_itself_tells_nothing_of_later_days() -> None:
    text = "法院已裁定恢复执行。"
    assert admission.proposals(review(documents=[paper(text, "termination_ruling")]), "")["state"].answer is None


def test_the_table_is_whole() -> None:
    law, names, table = load(), {p.name for p in papers()}, admission.table()
    for item in (*table["items"], table["grounds"]):
        assert all(b in law.provisions for b in item["basis"])
        for choice in item["answers"].values():
            assert set(choice.get("open", ())) <= names
    answers = {i["id"]: set(i["answers"]) for i in table["items"]}
    for item, rows in table["mentions"].items():
        assert {a for a in rows.values() if a} <= answers[item]
        assert set(rows) <= set(table["told"])
    assert set(answers) | {"grounds"} == set(table["silent"])
