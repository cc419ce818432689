"""``benmo batch``: a folder of cases into JSON lines and a list for Excel."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from benmo.cli.frame import command
from benmo.errors import Exit, UsageError
from benmo.render.width import width
from benmo.render.words import word
from benmo.workroom import workroom

#: More cases than this are not listed on the terminal; the result file has them.
SHOWN = 40


@command("batch")
@click.argument("folder", metavar="目录", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="结果文件（每案一行 JSON），已有的会续跑")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="另存 Excel 清单，每案一行")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="并行进程数，默认 1")
@click.option("--with-text", is_flag=True, help="结果中附上读到的原文")
@click.option("--fresh", is_flag=True, help="不续跑，从头开始")
def batch(folder: Path, out: Path | None, xlsx: Path | None, workers: int, with_text: bool, fresh: bool) -> int:
    """批量审查：目录下每个文件或子目录是一案，案件编号是不带扩展名的名称。

    遇到读不了的案件不停，记为“无法读取”。中断后再次运行同一命令即可续跑，材料有变动的重新审查。
    """
    from benmo.batch import run

    if out is None and xlsx is None:
        raise UsageError("没有说结果写到哪里。", "加上 --out 结果.jsonl 或 --xlsx 清单.xlsx")
    if xlsx is not None and xlsx.suffix.lower() != ".xlsx":
        raise UsageError(f"--xlsx 的文件名应以 .xlsx 结尾：{xlsx}。", f"改为 {xlsx.stem}.xlsx")
    with _results(out) as lines, _bar() as progress:
        leave_out = [xlsx] if xlsx else []
        summary = run(
            folder, lines, with_text=with_text, workers=workers, fresh=fresh, leave_out=leave_out, progress=progress
        )
        if xlsx is not None:
            from benmo.render.sheet import write_sheet

            write_sheet(lines, xlsx)
        _show_cases(lines)
    counts = "，".join(f"{word('status', s)} {n}" for s, n in sorted(summary.by_status.items()))
    click.echo(f"共 {summary.cases} 案{'：' + counts if counts else ''}。", err=True)
    if summary.kept:
        click.echo(f"其中 {summary.kept} 案此前已完成且材料未变，没有重做。", err=True)
    if summary.foreign:
        click.echo(f"结果文件中另有 {summary.foreign} 行不属于本目录现有材料，原样保留。", err=True)
    if summary.skipped:
        click.echo(f"跳过系统文件：{'、'.join(summary.skipped)}", err=True)
    click.echo(f"结果：{'、'.join(str(p) for p in (out, xlsx) if p is not None)}", err=True)
    return Exit.UNREADABLE if summary.unreadable else Exit.DONE


def _show_cases(lines: Path) -> None:
    """One line a case on standard output, for as many as a person would look at."""
    import json
    from itertools import islice

    from benmo.render.width import pad

    with lines.open(encoding="utf-8") as reviews:
        rows = [json.loads(line) for line in islice(reviews, SHOWN + 1)]
    if not rows or len(rows) > SHOWN:
        return
    column = max(width(r["id"]) for r in rows)
    click.echo(f"{pad('案件', column)}  评级  得分  违法  待核实  状态")
    for r in rows:
        flagged = [sum(f["conclusion"] == c for f in r["findings"]) for c in ("violation", "not_shown")]
        level, score = r["grade"]["level"] or "—", r["grade"]["score"]
        points = "—" if score is None else f"{score:g}"
        figures = f"{pad(level, 4)}  {pad(points, 4)}  {flagged[0]:>4}  {flagged[1]:>6}"
        click.echo(f"{pad(r['id'], column)}  {figures}  {word('status', r['status'])}")


@contextmanager
def _results(out: Path | None) -> Iterator[Path]:
    if out is not None:
        yield out
        return
    with workroom() as folder:
        yield folder / "reviews.jsonl"


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = (TextColumn("审查"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
