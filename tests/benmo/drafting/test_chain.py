"""A prompt, a model and a reading as one Runnable: order, side by side, failures, the fuse."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from langchain_core.runnables import Runnable

import prompts
from benmo.drafting.chain import Fuse, chain, run
from benmo.drafting.errors import ModelCancelled
from benmo.drafting.model import PLAIN, Ask, Completion, QueueModel
from benmo.errors import ModelError
from prompts import Message

POINT = prompts.load("drafting/jianyi.point", 1)


def read(completion: Completion, slots: prompts.Slots) -> str:
    return f"{slots['paragraph']}:{completion.text}"


class Meeting:
    """Answers only when as many calls as expected have come together."""

    name, endpoint, limit = "meeting", "memory", 0.0

    def __init__(self, size: int) -> None:
        self.concurrency = size
        self.barrier = threading.Barrier(size, timeout=20)
        self.prompts: set[str] = set()

    def complete(self, messages: Sequence[Message], ask: Ask = PLAIN) -> Completion:
        self.barrier.wait()
        self.prompts.add(ask.prompt)
        return Completion(messages[-1].content.split("\n")[1])


def test_it_is_a_runnable_that_keeps_order_side_by_side() -> None:
    model = Meeting(3)
    steps = chain(model, POINT, read)
    assert isinstance(steps, Runnable)
    assert run(steps, [{"paragraph": p} for p in "甲乙丙"], model.concurrency) == ["甲:甲", "乙:乙", "丙:丙"]
    assert model.prompts == {f"drafting/jianyi.point v1 {POINT.sha256}"}


def test_a_failure_stands_in_its_place_and_two_blow_the_fuse() -> None:
    model = QueueModel(["一", ModelError("坏了。"), ModelError("又坏了。"), "四"])
    found = run(chain(model, POINT, read), [{"paragraph": str(n)} for n in range(4)], 1)
    assert found[0] == "0:一"
    assert [isinstance(f, ModelError) for f in found] == [False, True, True, True]
    assert len(model.asked) == 3
    assert "此前各项未成" in str(found[3])


def test_what_was_stopped_is_not_asked_again() -> None:
    model = QueueModel([ModelCancelled("已取消。"), "二"])
    found = run(chain(model, POINT, read, fuse=Fuse(5)), [{"paragraph": "1"}, {"paragraph": "2"}], 1)
    assert all(isinstance(f, ModelCancelled) for f in found)
    assert len(model.asked) == 1


def test_a_fault_of_ours_is_not_taken_for_the_models() -> None:
    def broken(completion: Completion, slots: prompts.Slots) -> str:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        run(chain(QueueModel(["一"]), POINT, broken), [{"paragraph": "1"}], 1)
