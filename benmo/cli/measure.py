"""``benmo eval assertions`` and ``benmo eval ablation``: what is read in single clauses, and what context adds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benmo.cli.frame import command
from benmo.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluation.scorers import Counts


@command("assertions")
@click.option("--errors", is_flag=True, help="逐项列出漏读与误读")
@click.option("--set", "which", default="", help="只评某一组（clauses.txt 或 fresh.txt），默认全部")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text")
def assertions(errors: bool, which: str, form: str) -> int:
    """在人工标注的子句上衡量断言的查准率与查全率，按行为、按状态列出。"""
    from evaluation.assertions import load_clauses, score

    scores = score(load_clauses(which))
    if form == "json":
        click.echo(
            json.dumps({"total": _row(scores.total), "status": _rows(scores.statuses), "act": _rows(scores.acts)})
        )
        return Exit.DONE
    _table("行为", scores.acts)
    _table("状态", scores.statuses)
    _table("合计", {"": scores.total})
    for slip in scores.slips if errors else ():
        click.echo(f"  {'漏' if slip.missed else '误'}  {slip.what}  {slip.text}")
    return Exit.DONE


def _row(counts: Counts) -> dict[str, float]:
    return {"precision": counts.precision, "recall": counts.recall, "tp": counts.tp, "fp": counts.fp, "fn": counts.fn}


def _rows(rows: Mapping[str, Counts]) -> dict[str, dict[str, float]]:
    return {name: _row(counts) for name, counts in sorted(rows.items())}


def _table(title: str, rows: Mapping[str, Counts]) -> None:
    click.echo(f"{title:26s} 查准  查全    对   误   漏")
    for name, c in sorted(rows.items()):
        click.echo(f"{name:28s} {c.precision:5.2f} {c.recall:5.2f} {c.tp:4d} {c.fp:4d} {c.fn:4d}")


@command("ablation")
@click.option("--gold", type=click.Path(path_type=Path, file_okay=False), help="标注集目录，默认随附的开发集")
def ablation(gold: Path | None) -> int:
    """把语境判断的各部分逐一关掉，看子句上的断言与标注集上的疑点各差多少。"""
    from evaluation.ablation import measure

    click.echo("关掉的部分 · 断言查准、查全 · 标注集疑点 F1、违法查准 · 例句正确率 · 误指控")
    for row in measure(gold):
        shares = (row.precision, row.recall, row.flagged_f1, row.violation_precision, row.examples_right)
        click.echo(f"{row.name}\t" + "\t".join(f"{x:.3f}" for x in shares) + f"\t{row.accusations}")
    return Exit.DONE
