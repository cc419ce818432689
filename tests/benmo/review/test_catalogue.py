"""The catalogue is whole: every checkpoint says what it asks and has exactly one decision."""

from __future__ import annotations

from collections import Counter

import pytest

from benmo import law
from benmo.review.catalog import STAGES, Checkpoint, catalogue, checkpoint, decisions
from benmo.review.conclusion import NOT_SHOWN, na, not_shown, ok, violation
from benmo.review.grading import rubric

CATALOGUE = catalogue()


def test_every_checkpoint_once() -> None:
    assert Counter(c.id for c in CATALOGUE).most_common(1)[0][1] == 1
    assert len(CATALOGUE) == 46


def test_stages_stand_in_order() -> None:
    assert list(dict.fromkeys(c.stage for c in CATALOGUE)) == list(STAGES)


def test_each_has_one_decision() -> None:
    assert set(decisions()) == {c.id for c in CATALOGUE}


def test_a_second_decision_is_refused() -> None:
    decisions()
    with pytest.raises(ValueError, match="twice"):
        checkpoint("interview")(lambda facts, index: ok("…"))


@pytest.mark.parametrize("c", CATALOGUE, ids=lambda c: c.id)
def test_each_says_what_it_needs(c: Checkpoint) -> None:
    assert c.needs in ("ruling", "dossier")
    assert c.weight in ("severe", "ordinary", "minor")
    assert c.name and c.asks and c.next_step and c.basis
    assert c.meanings


@pytest.mark.parametrize("c", CATALOGUE, ids=lambda c: c.id)
def test_the_basis_is_in_the_index_of_law(c: Checkpoint) -> None:
    assert set(c.basis) <= law.load().provisions.keys()


def test_the_rubric_names_only_what_exists() -> None:
    known = {c.id for c in CATALOGUE}
    assert set(rubric()["exempt"]) <= known
    assert set(rubric()["paper"]["checkpoints"]) <= known
    assert set(rubric()["dimensions"]) == set(STAGES)


def test_nobody_is_accused_without_a_place_in_the_text() -> None:
    with pytest.raises(ValueError, match="evidence"):
        violation("本院未约谈申请执行人", [])


def test_caveats_add_up() -> None:
    said = not_shown("未载明", missing=["证券"]).but("须核对").but("另见笔录")
    assert (said.conclusion, said.missing, said.caveats) == (NOT_SHOWN, ("证券",), ("须核对", "另见笔录"))
    assert na("不适用").places == () == ok("已载明").places
