"""Remembered replies: bounded, whole, harmless when damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benmo.drafting.memory import Memory, Remembering
from benmo.drafting.model import Ask, Completion, QueueModel
from prompts import Message

ASKED = (Message("user", "甲"),)


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    memory = Memory(tmp_path, most=2)
    for n, key in enumerate("ab"):
        memory.keep(key, Completion(key))
        os.utime(memory.folder / f"{key}.json", (n, n))
    assert memory.find("a") is not None  # used again, so it is the younger one now
    memory.keep("c", Completion("c"))
    assert memory.find("b") is None
    assert memory.find("a") == Completion("a", replayed=True)
    assert memory.clear() == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"text": 1}'])
def test_a_damaged_file_is_no_reply(tmp_path: Path, content: str) -> None:
    memory = Memory(tmp_path)
    memory.folder.mkdir(parents=True)
    (memory.folder / "k.json").write_text(content)
    assert memory.find("k") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    memory = Memory(tmp_path)
    memory.keep("k", Completion("x"))
    assert memory.find("k") is None


@pytest.mark.parametrize(("reply", "finish"), [("", "stop"), ("说到一半", "length")])
def test_only_whole_replies_are_kept(tmp_path: Path, reply: str, finish: str) -> None:
    model = Remembering(QueueModel([reply, "第二次"], finish=finish), Memory(tmp_path), "m")
    model.complete(ASKED)
    assert model.complete(ASKED).text == "第二次"


def test_the_key_tells_everything_apart(tmp_path: Path) -> None:
    one = Remembering(QueueModel([]), Memory(tmp_path), "m")
    other = Remembering(QueueModel([]), Memory(tmp_path), "n")
    keys = {
        one.key(ASKED, Ask()),
        one.key((Message("user", "乙"),), Ask()),
        one.key(ASKED, Ask(prompt="p v1 x")),
        one.key(ASKED, Ask(schema={"type": "object"})),
        other.key(ASKED, Ask()),
    }
    assert len(keys) == 5
