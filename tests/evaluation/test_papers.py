"""The labelled supervision papers: what is read in them does not fall below what was reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.scorers import Tally, figures, score
from evaluation.tasks import load_gold, review_inputs

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.fixture(scope="module", params=["papers", "papers2", "papers3", "papers4"])
def tally(request: pytest.FixtureRequest) -> Tally:
    papers = CORPORA / request.param
    golds = load_gold(papers)
    return score(golds, review_inputs(papers, golds))


def test_every_paper_is_reviewed(tally: Tally) -> None:
    assert figures(tally)["reviewed"] == 50
    assert figures(tally)["broken_evidence"] == 0
    assert figures(tally)["malformed_reviews"] == 0


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("document_type", 0.97),
        ("issuer", 0.97),
        ("addressee", 0.97),
        ("number", 0.97),
        ("about_case", 0.97),
        ("reply_months", 0.97),
        ("paper_date", 0.97),
        ("suggestion_number", 0.97),
        ("requests", 0.95),
        ("outcome", 0.9),
    ],
)
def test_fields(tally: Tally, field: str, floor: float) -> None:
    counted = tally.scalars.get(field)
    if counted is None:
        pytest.skip("not labelled in this set")
    assert counted[True] / counted.total() >= floor


def test_defects_raised(tally: Tally) -> None:
    assert tally.sets["raised"].f1 >= 0.9


def test_grades(tally: Tally) -> None:
    assert figures(tally)["grade_kappa"] >= 0.8
