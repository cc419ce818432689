"""Rulings whose signs or line ends were lost: less may be read, but nobody is accused because a comma is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.damage import DAMAGES, measure, rulings

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SETS = [CORPORA / name for name in ("gold", "blind", "breadth")] + sorted(CORPORA.glob("unseen*"))


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_false_accusation(damage: str) -> None:
    [(_, found)] = measure(SETS, [damage])
    assert found["reviewed"] == found["cases"] == sum(len(rulings(folder)) for folder in SETS) > 100
    assert found["false_accusations"] == 0
    assert found["broken_evidence"] == found["malformed_reviews"] == 0
