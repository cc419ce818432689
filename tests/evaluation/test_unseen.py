"""The labelled sets of rulings and case files: whatever else changes, nobody is accused of what is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.scorers import figures, score
from evaluation.tasks import load_gold, review_inputs

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SETS = ("blind", "breadth", *(path.name for path in sorted(CORPORA.glob("unseen*"))))


@pytest.mark.parametrize("name", SETS)
def test_no_false_accusation(name: str) -> None:
    golds = load_gold(CORPORA / name)
    tally = score(golds, review_inputs(CORPORA / name, golds))
    found = figures(tally)
    assert found["reviewed"] == found["cases"] == len(golds)
    assert found["false_accusations"] == 0
    assert found["broken_evidence"] == found["malformed_reviews"] == found["violations_without_evidence"] == 0
