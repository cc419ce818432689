"""The citation strings of corpora/citations: each is read as it should be and judged as it should be."""

from __future__ import annotations

import pytest

from benmo.law.lookup import check
from evaluation.citations import SETS, Row, label, rows, score

ALL = [(name, i, row) for name in SETS for i, row in enumerate(rows(name))]
BAD = ("outdated", "not_yet", "nonexistent", "mismatched")


@pytest.mark.parametrize("row", [r for _, _, r in ALL], ids=[f"{n}-{r.group}-{i}" for n, i, r in ALL])
def test_read_and_judged(row: Row) -> None:
    checked = check(row.text, row.day)
    assert sorted(label(c) for c in checked) == sorted(row.want)
    assert sum(c.mention.unread for c in checked) == row.unread
    assert all(c.verdict.reason for c in checked if c.verdict.status != "valid")


@pytest.mark.parametrize("name", SETS)
def test_bad_ones_are_found_and_good_ones_left_alone(name: str) -> None:
    figures = score(rows(name))
    assert figures.recall >= 0.99
    assert figures.alarm_rate <= 0.005
    assert figures.unread_told == figures.unread


def test_the_sets_are_large_enough_and_cover_every_status() -> None:
    wants = [want for _, _, row in ALL for want in row.want]
    assert len(wants) >= 300
    assert len([w for w in wants if w.partition("=")[2].partition("!")[0] in BAD]) >= 200
    assert {w.partition("=")[2].partition("!")[0] for w in wants} == {"valid", "unknown", *BAD}
    assert sum(row.unread for _, _, row in ALL) >= 10
