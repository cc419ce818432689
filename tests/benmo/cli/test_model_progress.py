"""The lines about a model at work, and the first Ctrl-C, which stops the model and not the paper."""

from __future__ import annotations

import os
import signal

import pytest

from benmo.cli.model_progress import asking, words_of
from benmo.drafting.errors import ModelCancelled
from benmo.drafting.model import Step


def test_each_state_has_its_words() -> None:
    assert "第 2 项（共 4 项）" in words_of(Step(2, 4, "begun"))
    assert "已写 3 字" in words_of(Step(2, 4, "writing", "你院未"))
    assert "写完，3 字" in words_of(Step(2, 4, "done", "你院未"))
    assert words_of(Step(2, 4, "failed", "已取消。")).endswith("未完成，用模板语句（已取消）")


def test_without_a_terminal_only_ends_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with asking() as ask:
        assert ask.on_step is not None
        ask.on_step(Step(1, 1, "writing", "你"))
        ask.on_step(Step(1, 1, "done", "你院"))
    assert capsys.readouterr().err.splitlines() == ["语言模型改写第 1 项（共 1 项）：写完，2 字"]


def test_the_first_interrupt_stops_the_model_the_second_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with asking() as ask:
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(ModelCancelled):
            ask.check()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert "模板语句" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before
