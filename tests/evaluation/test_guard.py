"""The guard's bar: at least 99 % of bad rewrites blocked, at most 2 % of good ones lost."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.guard import BY_HAND, GOOD_HAND, Outcome, items, judge, paragraphs, share, table
from evaluation.guard_attacks import ATTACKS
from evaluation.guard_paraphrase import paraphrase

#: Every so many of the generated items are judged here; `benmo eval guard` judges all.
STEP = 4


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Everything written by hand, and a part of what is generated."""
    chosen = [i for n, i in enumerate(items()) if i.kind in (BY_HAND, GOOD_HAND) or n % STEP == 0]
    return [judge(i) for i in chosen]


def test_the_set_is_large_and_of_all_kinds() -> None:
    kinds = Counter(i.kind for i in items() if i.bad)
    assert sum(kinds.values()) >= 500
    assert set(kinds) == {*ATTACKS, BY_HAND}
    assert kinds[BY_HAND] >= 80
    assert len([i for i in items() if not i.bad]) >= 150
    assert Counter(p["half"] for p in paragraphs())["heldout"] >= 30


def test_it_is_the_same_each_time() -> None:
    assert [i.text for i in items()] == [i.text for i in items()]
    first = paragraphs()[0]
    assert paraphrase(first["sentences"], "x") == paraphrase(first["sentences"], "x")


def test_bad_rewrites_are_blocked(outcomes: list[Outcome]) -> None:
    wrong = [(o.item.kind, o.item.paragraph["id"], o.item.why) for o in outcomes if o.item.bad and not o.right]
    assert share(outcomes, bad=True) >= 0.99, wrong


def test_good_rewrites_are_kept(outcomes: list[Outcome]) -> None:
    wrong = [(o.told, o.item.text) for o in outcomes if not o.item.bad and not o.right]
    assert share(outcomes, bad=False) >= 0.98, wrong


def test_the_table_counts_every_item(outcomes: list[Outcome]) -> None:
    last = [line for line in table(outcomes).splitlines() if line.startswith("合计")]
    told = sum(int(cell.split("/")[1]) for line in last for cell in line.split()[1:])
    assert told == len(outcomes)
