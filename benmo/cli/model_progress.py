"""What a person sees while a language model rewrites, and the Ctrl-C that stops it without losing the paper."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from benmo.drafting.model import Ask, Step

#: How much of the text in the making is shown.
_TAIL = 24


@contextmanager
def asking() -> Iterator[Ask]:
    """How a model is asked at a terminal: progress on standard error, the first Ctrl-C stops the model only."""
    from benmo.drafting.model import Ask

    with _stoppable() as cancel, _shown() as watch:
        yield Ask(on_step=watch, cancel=cancel)


def words_of(step: Step) -> str:
    """One line about *step*."""
    place = f"语言模型改写第 {step.number} 项（共 {step.total} 项）"
    match step.state:
        case "begun":
            return f"{place}：正在读材料…"
        case "writing":
            tail = " ".join(step.text.split())[-_TAIL:]
            return f"{place}：已写 {len(step.text)} 字　…{tail}"
        case "done":
            return f"{place}：写完，{len(step.text)} 字"
    return f"{place}：未完成，用模板语句（{step.text.rstrip('。')}）"


@contextmanager
def _shown() -> Iterator[Callable[[Step], None]]:
    """Steps as a line that changes in place, on a terminal; elsewhere one line for each that ended."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(words_of(step), err=True) if step.state in ("done", "failed") else None
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    with console.status("正在准备…") as line:

        def tell(step: Step) -> None:
            if step.state in ("done", "failed"):
                console.print(words_of(step), markup=False)
            line.update(_plain(words_of(step)))

        yield tell


def _plain(words: str) -> Any:
    from rich.text import Text

    return Text(words, no_wrap=True, overflow="ellipsis")


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one ends the program as usual."""
    cancel = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield cancel
        return
    before = signal.getsignal(signal.SIGINT)

    def stop(*_: object) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()
        click.echo("\n正在停止语言模型，其余用模板语句写成；再按一次 Ctrl-C 放弃，不写文件。", err=True)

    signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
