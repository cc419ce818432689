from __future__ import annotations

from typing import Any

import pytest

from evaluation.compare import Baseline, compare
from evaluation.scorers import Counts, Miss, evidence_of, figures, interval, kappa, score
from evaluation.tasks import Gold


def review(findings: dict[str, str], level: str = "A", **case: Any) -> dict[str, Any]:
    rows = [{"checkpoint": k, "conclusion": v, "evidence": []} for k, v in findings.items()]
    return {"findings": rows, "case": case, "grade": {"level": level}, "documents": []}


def test_counts_add_and_empty_is_perfect() -> None:
    total = Counts(1, 0, 1) + Counts(1, 2, 0)
    assert (total.precision, total.recall) == (0.5, 2 / 3)
    assert Counts().f1 == 1.0


def test_false_accusation_is_counted() -> None:
    tally = score({"a": Gold("a", {}, {"interview": ["not_shown"]})}, {"a": review({"interview": "violation"})})
    shown = figures(tally)
    assert shown["false_accusations"] == 1
    assert shown["flagged_f1"] == 1.0  # flagged it was; only the accusation is wrong
    assert tally.misses == [Miss("a", "interview", "not_shown", "violation")]


def test_any_accepted_reading_is_right() -> None:
    tally = score({"a": Gold("a", {}, {"interview": ["not_shown", "na"]})}, {"a": review({"interview": "na"})})
    assert not tally.misses


def test_finding_where_there_is_no_ruling_is_unwanted() -> None:
    tally = score({"a": Gold("a")}, {"a": review({"interview": "violation"})})
    assert figures(tally)["unwanted_findings"] == 1
    assert figures(tally)["false_accusations"] == 1


def test_fields_and_sets() -> None:
    gold = Gold("a", {"court": "甲院", "claimed": 100, "inquiries": ["deposit", "vehicle"]})
    case = {
        "court": "甲院",
        "amounts": {"claimed": 100.001},
        "inquiries": [{"category": "deposit"}, {"category": "ip"}],
    }
    tally = score({"a": gold}, {"a": review({}, **case)})
    assert figures(tally)["fields_exact"] == 1.0
    assert tally.sets["inquiries"] == Counts(1, 1, 1)


def test_missing_review_is_a_miss_and_the_worst_grade() -> None:
    tally = score({"a": Gold("a", {}, {}, "C")}, {})
    assert tally.grades == [("C", "A")]
    assert {m.item for m in tally.misses} == {"review", "grade"}


def test_broken_and_missing_evidence() -> None:
    made = review({"interview": "violation"})
    made["documents"] = [{"id": "d", "text": "约谈记录"}]
    made["findings"][0]["evidence"] = [{"document": "d", "start": 0, "end": 2, "quote": "记录"}]
    shown = figures(score({"a": Gold("a", {}, {"interview": ["violation"]})}, {"a": made}))
    assert shown["broken_evidence"] == 1
    assert shown["violations_without_evidence"] == 0
    assert len(list(evidence_of(made))) == 1


def test_kappa() -> None:
    assert kappa([("A", "A"), ("C", "C")]) == 1.0
    assert kappa([("A", "C"), ("C", "A")]) == -1.0
    assert kappa([("A", "A"), ("B", "C"), ("C", "C")]) == pytest.approx(0.8)


def test_interval_is_repeatable() -> None:
    cases = [Counts(3, 1, 0), Counts(2, 0, 2), Counts(5, 0, 0)]
    assert interval(cases) == interval(cases)


def test_gained_lost_explained() -> None:
    old = {("a", "x"): Miss("a", "x", "ok", "na"), ("a", "y"): Miss("a", "y", "ok", "violation")}
    tally = score({}, {})
    tally.misses = [Miss("a", "y", "ok", "violation"), Miss("b", "z", "na", "violation"), Miss("b", "w", "na", "ok")]
    change = compare(Baseline({}, old, {"b/w": "the label is doubtful"}), tally)
    assert [m.item for m in change.gained] == ["x"]
    assert [m.item for m in change.lost] == ["z"]
    assert [m.item for m in change.explained] == ["w"]
    assert [m.item for m in change.new_accusations] == ["z"]
