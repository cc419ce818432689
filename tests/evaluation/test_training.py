"""The shipped weights are those of the shipped passages, and training is deterministic."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benmo.review.catalog import catalogue
from evaluation.training import (
    PASSAGES,
    Passage,
    fingerprint,
    labelled_papers,
    neutral_sentences,
    point_passages,
    replies,
    train,
    windows_of_paper,
)
from nlp.learned import load

IDS = {c.id for c in catalogue()}


@pytest.mark.parametrize("kind", ["points", "stands", "outcomes"])
def test_shipped_weights_were_made_from_the_shipped_passages(kind: str) -> None:
    assert load(kind).meta["fingerprint"] == fingerprint(kind), "run: python -m evaluation.training"


def test_every_checkpoint_can_be_read() -> None:
    assert set(load("points").labels) == IDS


@pytest.mark.parametrize("path", sorted(PASSAGES.glob("p*/*.jsonl")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_labels_are_checkpoints_and_quotations_stand_in_the_text(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert set(row["raised"]) | set(row.get("optional", ())) <= IDS
        for quotes in row.get("where", {}).values():
            parts = [p for q in ([quotes] if isinstance(quotes, str) else quotes) for p in q.split("\n")]
            assert all(part in row["text"] for part in parts)


def test_a_window_makes_a_point_where_its_quotation_stands() -> None:
    text = "查明事实若干。\n你院没有约谈申请执行人，违反规定。其余各项均已办理。"
    row = {"text": text, "raised": ["interview"], "where": {"interview": "你院没有约谈申请执行人，违反规定。"}}
    made = {p.text: (set(p.yes), set(p.open)) for p in windows_of_paper(row)}
    assert made["你院没有约谈申请执行人，违反规定。"] == ({"interview"}, set())
    assert made["其余各项均已办理。"] == (set(), set())
    assert made["你院没有约谈申请执行人，违反规定。其余各项均已办理。"][0] == {"interview"}


def test_training_is_deterministic() -> None:
    passages = [p for p in point_passages() if p.yes][:60] + [Passage(t, frozenset()) for t in neutral_sentences(60)]
    assert train(passages, "points").to_bytes() == train(passages, "points").to_bytes()


def test_there_is_what_to_learn_from() -> None:
    assert len(labelled_papers()) >= 90 and len(replies()) >= 180 and len(neutral_sentences()) > 3000
