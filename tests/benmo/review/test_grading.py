"""The grade is a pure function of findings: it adds up, follows the level rule, and no defect ever improves it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benmo.review.catalog import catalogue
from benmo.review.grading import Graded, grade, rubric

CATALOGUE = catalogue()
WORSE = {
    "ok": ("not_shown", "violation"),
    "na": ("not_shown", "violation"),
    "not_shown": ("violation",),
    "violation": (),
}
EXEMPT = ("extended_assets", "onsite_investigation", "bankruptcy_referral")
REASONS = ("no_case_number", "no_operative_part", "no_basis")


def findings(**conclusions: str) -> list[Graded]:
    """Every checkpoint ok but those named."""
    return [Graded(c.id, c.name, c.stage, conclusions.get(c.id, "ok"), c.weight) for c in CATALOGUE]


def first(count: int, conclusion: str, weight: str) -> dict[str, str]:
    """*count* checkpoints of *weight* that count for the level."""
    ids = [c.id for c in CATALOGUE if c.weight == weight and c.id not in EXEMPT]
    return dict.fromkeys(ids[:count], conclusion)


@pytest.mark.parametrize(
    ("flagged", "level"),
    [
        ({}, "A"),
        (first(1, "not_shown", "ordinary"), "A"),
        (first(2, "not_shown", "ordinary"), "A"),
        (first(3, "not_shown", "ordinary"), "B"),
        (first(1, "not_shown", "severe"), "B"),
        (first(2, "not_shown", "severe"), "B"),
        (first(3, "not_shown", "severe"), "C"),
        (first(1, "violation", "severe"), "C"),
        (first(1, "violation", "ordinary"), "B"),
        (first(5, "violation", "ordinary"), "B"),
        (first(1, "violation", "minor"), "A"),
        (first(3, "not_shown", "minor"), "A"),
        (dict.fromkeys(EXEMPT, "not_shown"), "A"),
        (first(2, "not_shown", "ordinary") | dict.fromkeys(EXEMPT, "not_shown"), "A"),
        (first(2, "not_shown", "severe") | first(3, "not_shown", "ordinary"), "B"),
        ({"onsite_investigation": "violation"}, "B"),
    ],
)
def test_levels(flagged: dict[str, str], level: str) -> None:
    assert grade(findings(**flagged))["level"] == level


@pytest.mark.parametrize("why", REASONS)
def test_a_paper_that_cannot_stand_is_c(why: str) -> None:
    found = grade(findings(), [why])
    assert (found["level"], found["paper_level"]) == ("C", "C")
    assert any("C" in d["reason"] and d["points"] == 0 for d in found["deductions"])
    assert found["score"] <= 59


@pytest.mark.parametrize(
    ("flagged", "points"),
    [
        (first(1, "violation", "severe"), 25),
        (first(1, "not_shown", "severe"), 10),
        (first(1, "violation", "ordinary"), 8),
        (first(1, "not_shown", "ordinary"), 3),
        (first(1, "violation", "minor"), 4),
        (first(1, "not_shown", "minor"), 1.5),
        ({"extended_assets": "not_shown"}, 0),
        ({"bankruptcy_referral": "violation"}, 8),
        (first(1, "na", "severe"), None),
        ({}, None),
    ],
)
def test_points(flagged: dict[str, str], points: float | None) -> None:
    found = grade(findings(**flagged))
    own = [d["points"] for d in found["deductions"] if d["checkpoint"]]
    assert own == ([] if points is None else [points])


@pytest.mark.parametrize(
    ("flagged", "score"),
    [
        ({}, 100),
        (first(2, "not_shown", "ordinary"), 94),
        (first(1, "not_shown", "severe"), 84),
        (first(2, "not_shown", "severe"), 80),
        (first(1, "violation", "severe"), 59),
        (first(4, "violation", "severe"), 0),
        (first(5, "violation", "ordinary"), 60),
        (first(6, "violation", "ordinary"), 60),
    ],
)
def test_scores(flagged: dict[str, str], score: float) -> None:
    assert grade(findings(**flagged))["score"] == score


GRADED = st.fixed_dictionaries({c.id: st.sampled_from(["ok", "na", "not_shown", "violation"]) for c in CATALOGUE})
MILD = st.fixed_dictionaries({}, optional={c.id: st.sampled_from(["not_shown", "violation"]) for c in CATALOGUE})
CANNOT = st.lists(st.sampled_from(REASONS), unique=True)


def _adds_up(found: dict[str, Any]) -> None:
    total = sum(d["points"] for d in found["deductions"])
    assert found["score"] == max(0, 100 - total)
    low, high = rubric()["bands"][found["level"]]
    assert low <= found["score"] <= high


@given(st.one_of(GRADED, MILD), CANNOT)
def test_reasons_add_up_to_the_score(flagged: dict[str, str], cannot: list[str]) -> None:
    _adds_up(grade(findings(**flagged), cannot))


@given(st.one_of(GRADED, MILD), CANNOT, st.data())
def test_another_defect_never_helps(flagged: dict[str, str], cannot: list[str], data: st.DataObject) -> None:
    before = findings(**flagged)
    able = [i for i, f in enumerate(before) if WORSE[f.conclusion]]
    if not able:
        return
    i = data.draw(st.sampled_from(able))
    worse = data.draw(st.sampled_from(WORSE[before[i].conclusion]))
    after = [*before[:i], before[i]._replace(conclusion=worse), *before[i + 1 :]]
    old, new = grade(before, cannot), grade(after, cannot)
    assert new["score"] <= old["score"]
    assert new["level"] >= old["level"]
    assert new["paper_level"] >= old["paper_level"]
    assert ["low", "medium", "high"].index(new["follow_up"]) >= ["low", "medium", "high"].index(old["follow_up"])


@given(GRADED, CANNOT, st.sampled_from(REASONS))
def test_another_reason_why_it_cannot_stand_never_helps(flagged: dict[str, str], cannot: list[str], why: str) -> None:
    old, new = grade(findings(**flagged), cannot), grade(findings(**flagged), list(dict.fromkeys([*cannot, why])))
    assert new["score"] <= old["score"] and new["level"] >= old["level"]


@given(GRADED, st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(flagged: dict[str, str], random: Any) -> None:
    shuffled = findings(**flagged)
    random.shuffle(shuffled)
    one, other = grade(findings(**flagged)), grade(shuffled)
    assert {k: v for k, v in one.items() if k != "deductions"} == {k: v for k, v in other.items() if k != "deductions"}


def test_the_cap_is_a_deduction_of_its_own() -> None:
    found = grade(findings(**first(1, "violation", "severe")))
    assert [d["points"] for d in found["deductions"]] == [25, 16]
    assert found["deductions"][-1]["checkpoint"] is None


def test_what_is_not_counted_is_still_named() -> None:
    found = grade(findings(onsite_investigation="not_shown"))
    assert [(d["checkpoint"], d["points"]) for d in found["deductions"]] == [("onsite_investigation", 0)]


@pytest.mark.parametrize(
    ("flagged", "level"),
    [
        ({}, "A"),
        ({"rights_notice": "not_shown"}, "B"),
        ({"rights_notice": "violation"}, "B"),
        ({"rights_notice": "violation", "legal_citation": "violation"}, "C"),
        (first(3, "violation", "severe"), "A"),
    ],
)
def test_the_paper_alone(flagged: dict[str, str], level: str) -> None:
    assert grade(findings(**flagged))["paper_level"] == level


@pytest.mark.parametrize(
    ("flagged", "amount"),
    [
        ({}, "low"),
        (first(2, "not_shown", "ordinary"), "low"),
        (first(3, "not_shown", "ordinary"), "medium"),
        (first(3, "not_shown", "severe"), "high"),
        (first(1, "violation", "minor"), "high"),
    ],
)
def test_follow_up(flagged: dict[str, str], amount: str) -> None:
    assert grade(findings(**flagged))["follow_up"] == amount


def test_nothing_found_is_a_full_score() -> None:
    found = grade([])
    assert (found["level"], found["score"], found["deductions"]) == ("A", 100, [])
    assert "内部参考" in found["note"]
