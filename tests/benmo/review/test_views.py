"""The prosecutor's views are another order of the findings, nothing more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benmo.drafting.decisions import parse_decisions
from benmo.review.catalog import catalogue
from benmo.review.decided import with_decisions
from benmo.review.views import conditions, table, urgent, views

Review = dict[str, Any]
ON = date(2024, 6, 1)


def _review(conclusions: dict[str, str], **extra: Any) -> Review:
    findings = [
        {
            "id": f"{c.id}-x",
            "checkpoint": c.id,
            "conclusion": conclusions.get(c.id, "ok"),
            "weight": c.weight,
            "reason": f"{c.name}的理由。",
            "evidence": [],
            "basis": [],
        }
        for c in catalogue()
    ]
    return {"findings": findings, "case": {"tags": []}, "documents": []} | extra


def test_the_table_names_only_checkpoints() -> None:
    known = {c.id for c in catalogue()}
    named = [c for row in table()["conditions"] for c in (*row["needs"], *row["related"])]
    assert set(named) <= known
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("conclusions", "state"),
    [
        ({}, "met"),
        ({"execution_notice": "not_shown"}, "not_shown"),
        ({"execution_notice": "not_shown", "asset_report_order": "violation"}, "broken"),
        ({"asset_report_followup": "violation"}, "met"),
        ({"execution_notice": "na", "asset_report_order": "na"}, "na"),
    ],
)
def test_the_state_of_a_condition(conclusions: dict[str, str], state: str) -> None:
    assert conditions(_review(conclusions))[0]["state"] == state


def test_a_condition_met_beside_a_flag_is_marked_open() -> None:
    rows = conditions(_review({"asset_report_followup": "not_shown"}))
    assert [rows[0]["state"], rows[0]["open"], rows[1]["open"]] == ["met", True, False]
    assert not conditions(_review({"execution_notice": "not_shown"}))[0]["open"]


def test_silence_breaks_no_condition() -> None:
    silent = _review({c.id: "not_shown" for c in catalogue()})
    assert {row["state"] for row in conditions(silent)} == {"not_shown"}


@pytest.mark.parametrize(
    ("until", "kind"),
    [("2024-06-01", "lapsing"), ("2024-07-31", "lapsing"), ("2024-08-01", None), ("2024-05-31", "lapsed")],
)
def test_control_about_to_lapse(until: str, kind: str | None) -> None:
    cell = {"respondent": "甲", "category": "real_estate", "control": "查封", "control_until": until, "evidence": []}
    found = urgent(_review({}, matrix=[cell]), ON)
    assert [e["kind"] for e in found] == ([kind] if kind else [])
    assert all(until in e["text"] and "核实" in e["text"] for e in found)


def test_unpaid_money_and_auctions() -> None:
    event = {"date": "2024-06-20", "act": "拍卖", "evidence": []}
    found = urgent(_review({"proceeds_release": "not_shown"}, timeline=[event]), ON)
    assert [e["kind"] for e in found] == ["auction", "unpaid"]


@pytest.mark.parametrize("tag", ["administrative", "criminal_property"])
def test_routing(tag: str) -> None:
    reviewed = _review({})
    reviewed["case"]["tags"] = [tag]
    assert len(views(reviewed, ON)["routing"]) == 1


def test_statements_are_the_parts_of_the_contradiction() -> None:
    reviewed = _review({})
    item = {"id": "1", "conclusion": "violation", "reason": "称未提供线索，笔录载有线索"}
    next(f for f in reviewed["findings"] if f["checkpoint"] == "ruling_contradicts_file")["items"] = [item]
    assert views(reviewed, ON)["statements"] == [item]


def test_views_of_everything_shipped(reviews: list[Review]) -> None:
    for reviewed in reviews:
        shown = views(reviewed, ON)
        assert len(shown["conditions"]) == (6 if reviewed["findings"] else 0)
        broken = {c for row in shown["conditions"] if row["state"] == "broken" for c in row["checkpoints"]}
        violated = {f["checkpoint"] for f in reviewed["findings"] if f["conclusion"] == "violation"}
        assert not broken or broken & violated


@pytest.mark.parametrize(
    ("decision", "conclusion", "words"),
    [
        ("confirmed", "violation", "可以写入"),
        ("confirmed_absent", "not_shown", "查明未做"),
        ("rejected", "violation", "不进入任何文书"),
        ("confirmed", "ok", "不起作用"),
    ],
)
def test_a_decision_stands_beside_its_finding(decision: str, conclusion: str, words: str) -> None:
    made = parse_decisions(
        [{"checkpoint": "interview", "decision": decision, "by": "张三", "on": "2024-05-01", "seen": ["正卷"]}]
    )
    before = _review({"interview": conclusion})
    after = with_decisions(before, made)
    finding = next(f for f in after["findings"] if f["checkpoint"] == "interview")
    assert finding["conclusion"] == conclusion
    assert words in finding["decision"]["effect"]
    assert [d["finding"] for d in after["decisions"]] == ["interview-x"]
    assert not any("decision" in f for f in before["findings"])
