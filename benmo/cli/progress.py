"""How far the recognition of a scan is, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from benmo.cases.intake import Progress

#: Off a terminal, one line for so many pages.
_EVERY = 20


@contextmanager
def scan_progress() -> Iterator[Progress]:
    """Hand this to ``gather``. Nothing is shown where nothing is recognised."""
    if not sys.stderr.isatty():
        yield _line
        return
    bars: list[Any] = []

    def show(name: str, done: int, total: int) -> None:
        if not bars:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("识别 {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            bars.append(Progress(*columns, console=Console(stderr=True), transient=True))
            bars[0].start()
        bar = bars[0]
        task = next((t.id for t in bar.tasks if t.description == name), None)
        task = bar.add_task(name, total=total) if task is None else task
        bar.update(task, completed=done, visible=done < total)

    try:
        yield show
    finally:
        for bar in bars:
            bar.stop()


def _line(name: str, done: int, total: int) -> None:
    if done == 0:
        click.echo(f"正在识别扫描件 {name}，共 {total} 页；中断后重新运行会接着识别。", err=True)
    elif done % _EVERY == 0 and done < total:
        click.echo(f"  {name}：已识别 {done}/{total} 页", err=True)
