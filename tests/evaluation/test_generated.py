"""Generated papers pass through reading and judgement: near-misses stay what they are, rulings are read as told."""

from __future__ import annotations

from pathlib import Path

import pytest

from benmo.cases.intake import gather
from benmo.review import review_all
from corpora.generator import Case, make
from corpora.generator.__main__ import write
from evaluation.scorers import figures, score
from evaluation.tasks import load_gold, review_inputs

NEAR = [case for case in map(make, range(1, 300)) if case.notes.startswith("near-miss")]


@pytest.mark.parametrize("case", NEAR, ids=lambda case: f"{case.id}-{case.notes.split()[-1]}")
def test_near_misses(case: Case, tmp_path: Path) -> None:
    write(case, "txt_utf8", tmp_path)
    [review] = review_all(gather(tmp_path / "input" / f"{case.id}.txt")[0])
    assert review["documents"][0]["type"] == case.fields["document_type"]
    assert review["findings"] == [] and review["grade"]["level"] is None


def test_rulings_are_read_as_told(tmp_path: Path) -> None:
    cases = [case for case in map(make, range(1, 120)) if len(case.papers) == 1 and case.findings]
    for case in cases:
        write(case, "txt_utf8", tmp_path)
    golds = load_gold(tmp_path)
    got = figures(score(golds, review_inputs(tmp_path, golds)))
    assert got["fields_exact"] >= 0.99 and got["sets_f1"] >= 0.99
    assert got["flagged_f1"] >= 0.98 and got["violation_recall"] >= 0.98
    assert got["false_accusations"] == got["broken_evidence"] == got["malformed_reviews"] == 0
