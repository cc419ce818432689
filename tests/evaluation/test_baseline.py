"""The committed result holds: nothing lost that is not explained, nobody newly accused."""

from __future__ import annotations

from pathlib import Path

from evaluation.compare import baseline_file, compare, read
from evaluation.scorers import figures, score
from evaluation.tasks import load_gold, review_inputs

GOLD = Path(__file__).resolve().parents[2] / "corpora" / "gold"


def test_baseline_holds() -> None:
    golds = load_gold(GOLD)
    tally = score(golds, review_inputs(GOLD, golds))
    change = compare(read(baseline_file()), tally)
    assert not change.new_accusations
    assert not change.lost
    shown = figures(tally)
    assert shown["broken_evidence"] == 0
    assert shown["violations_without_evidence"] == 0
    assert shown["malformed_reviews"] == 0
