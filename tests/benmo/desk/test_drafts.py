"""A person's hand in a draft: a sentence behind another, a paragraph behind a paragraph, no line break within."""

from __future__ import annotations

from typing import Any

import pytest

from benmo.desk.model import DraftView
from benmo.desk.service import Desk
from benmo.errors import UsageError


def body(view: DraftView) -> list[str]:
    return "".join(s["text"] for s in view.draft["sentences"]).split("\n")


@pytest.fixture
def draft(lite: Desk, kit: Any) -> tuple[Any, DraftView]:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "03")
    kit.admit(lite, who, key)
    return who, lite.draft(who, key, "审查终结报告")


def middle(view: DraftView) -> int:
    """A sentence with another one behind it in its paragraph."""
    texts = [s["text"] for s in view.draft["sentences"]]
    return next(n for n, t in enumerate(texts[:-1]) if not t.endswith("\n") and texts[n + 1].endswith("\n"))


def test_a_sentence_stands_behind_the_chosen_one(lite: Desk, draft: tuple[Any, DraftView]) -> None:
    who, view = draft
    at = middle(view)
    made = lite.insert_sentence(who, view.row.id, 1, at, "另补充一句。")
    assert made.draft["sentences"][at + 1]["text"] == "另补充一句。"
    assert made.draft["sentences"][at + 1]["author"] == "person"
    assert len(body(made)) == len(body(view))


def test_a_paragraph_stands_behind_the_chosen_ones_paragraph(lite: Desk, draft: tuple[Any, DraftView]) -> None:
    who, view = draft
    at = middle(view)
    made = lite.insert_sentence(who, view.row.id, 1, at, "三是另有一项。", paragraph=True)
    assert body(made).count("三是另有一项。") == 1
    assert [p for p in body(made) if p != "三是另有一项。"] == body(view)
    last = len(made.draft["sentences"]) - 1
    end = lite.insert_sentence(who, view.row.id, 2, last, "末段。", paragraph=True)
    assert [p for p in body(end) if p][-1] == "末段。"


def test_a_sentence_holds_no_line_break(lite: Desk, draft: tuple[Any, DraftView]) -> None:
    who, view = draft
    for act in (lite.insert_sentence, lite.edit_sentence):
        with pytest.raises(UsageError, match="不能换行"):
            act(who, view.row.id, 1, 3, "一句。\n二句。")
    assert lite.edit_sentence(who, view.row.id, 1, 3, "  一句。\n").draft["sentences"][3]["text"].strip() == "一句。"
