"""How far the rewriting of a paper is, as a terminal or a page hears it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from benmo.drafting import draft
from benmo.drafting.model import Ask, QueueModel, Step
from benmo.errors import ModelError

Load = Callable[[str], dict[str, Any]]


def points(review: dict[str, Any], today: date) -> list[str]:
    text = draft(review, (), today=today).text
    return [line[2:] for line in text.splitlines() if line[:2] in ("一是", "二是", "三是")]


def test_every_defect_begins_is_written_and_done(review: Load, today: date) -> None:
    told: list[Step] = []
    replies = points(review("violations"), today)
    draft(review("violations"), (), model=QueueModel(list(replies)), today=today, ask=Ask(on_step=told.append))
    assert [(s.number, s.state) for s in told] == [
        (n, state) for n in range(1, len(replies) + 1) for state in ("begun", "writing", "done")
    ]
    assert {s.total for s in told} == {len(replies)}
    assert [s.text for s in told if s.state == "writing"] == replies


def test_what_failed_is_told_with_the_reason(review: Load, today: date) -> None:
    told: list[Step] = []
    first, *_ = points(review("violations"), today)
    model = QueueModel([first, ModelError("接口没有应答。"), ModelError("接口没有应答。")])
    draft(review("violations"), (), model=model, today=today, ask=Ask(on_step=told.append))
    failed = [s for s in told if s.state == "failed"]
    assert [s.number for s in failed] == [2, 3]
    assert all("接口没有应答" in s.text for s in failed)


def test_a_stop_midway_leaves_the_rest_to_the_template(review: Load, today: date) -> None:
    cancel = threading.Event()
    plain = draft(review("violations"), (), today=today).text
    first, *rest = points(review("violations"), today)
    model = QueueModel([first.replace("违反上述规定", "违反该规定"), *rest])

    def stop(step: Step) -> None:
        if (step.number, step.state) == (1, "done"):
            cancel.set()

    made = draft(review("violations"), (), model=model, today=today, ask=Ask(on_step=stop, cancel=cancel))
    assert len(model.asked) == 1
    assert made.text.splitlines()[-3:] == plain.splitlines()[-3:]
    reasons = [s["guard"]["reason"] for s in made.draft["sentences"] if not s.get("guard", {"kept": True})["kept"]]
    assert any("已取消" in r for r in reasons)
