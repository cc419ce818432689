"""``benmo draft`` on several cases, one paper each, into a folder: one model for all, one line about each."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benmo.errors import BenmoError, Exit, UsageError

if TYPE_CHECKING:
    from benmo.papers import Order, Written

_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(slots=True)
class _Sum:
    """What a batch came to."""

    written: int = 0
    refused: int = 0
    failed: int = 0
    records: list[dict[str, Any]] = field(default_factory=list)


def draft_many(paths: Sequence[Path], order: Order) -> int:
    """Draft ``order.paper`` for each case at *paths* into the folder ``order.out``.

    Each path is one case (a file or a folder); a path with several rulings gives several papers. A case that cannot
    be read, or allows no such paper, stops nothing. ``order.json_out`` gets the drafts as JSON lines.
    """
    from benmo.drafting.decisions import require_known

    begun = time.monotonic()
    result, names = _Sum(), set[str]()
    reviews = _reviews(paths, order.paper, result)
    require_known(order.decisions, reviews)
    lines: list[str] = []
    for n, review in enumerate(reviews, 1):
        if order.model is not None:
            click.echo(f"（{n}/{len(reviews)}）{review['id']}", err=True)
        written = _one(review, order, names, result)
        lines += [json.dumps(d, ensure_ascii=False) for d in (written.drafts if written else ())]
    if order.json_out is not None:
        from benmo.papers import save

        save(order.json_out, "".join(line + "\n" for line in lines))
        click.echo(f"json  {order.json_out}")
    _total(result, order.paper, time.monotonic() - begun)
    return Exit.UNREADABLE if result.failed else Exit.NOTHING_FIRM if result.refused else Exit.DONE


def _reviews(paths: Sequence[Path], paper: str, result: _Sum) -> list[dict[str, Any]]:
    from benmo.papers import SUGGESTION, several_reviews

    found = []
    for path in paths:
        try:
            found += several_reviews([path], papers_only=paper != SUGGESTION)
        except BenmoError as error:
            result.failed += 1
            click.echo(f"{path.name}：{error}", err=True)
    return found


def _one(review: dict[str, Any], order: Order, names: set[str], result: _Sum) -> Written | None:
    from benmo.drafting.decisions import decisions_of
    from benmo.papers import write_papers

    case = str(review["id"])
    name = _free(case, names)
    own = decisions_of(order.decisions, case, review["case"]["case_no"])
    try:
        written = write_papers(
            [review], replace(order, out=order.out / f"{name}_{order.paper}.docx", decisions=own, json_out=None)
        )
    except BenmoError as error:
        result.failed += 1
        click.echo(f"{case}：{error}", err=True)
        return None
    if written.refused is not None:
        result.refused += 1
        instead = "，已改为起草" + "、".join(n for n, _ in written.files) if written.files else ""
        click.echo(f"{case}：不出具{order.paper}：{written.refused.message.rstrip('。')}{instead}。", err=True)
    else:
        result.written += 1
    result.records += [d["model"] for d in written.drafts if d.get("model")]
    for paper, file in written.files:
        click.echo(f"{case}  {paper}  {file}")
    return written


def _free(case: str, names: set[str]) -> str:
    """A file name for *case* that no other case of the batch has."""
    base = _UNFIT.sub("_", case).strip("._") or "案件"
    name, n = base, 2
    while name in names:
        name, n = f"{base}_{n}", n + 1
    names.add(name)
    return name


def _total(result: _Sum, paper: str, seconds: float) -> None:
    told = [f"{paper} {result.written} 份"]
    told += [f"不出具 {result.refused} 案"] if result.refused else []
    told += [f"未能起草 {result.failed} 案"] if result.failed else []
    click.echo(f"共：{'，'.join(told)}。", err=True)
    short = sum(bool(r["not_assessed"]) for r in result.records)
    if short:
        click.echo(f"其中 {short} 份有模型没有改写完的问题，用的是模板语句。", err=True)
    spent = {k: sum(r[k] for r in result.records) for k in ("prompt_tokens", "cached_tokens", "completion_tokens")}
    if not spent["prompt_tokens"]:
        return
    server = sum(float(r["server_seconds"]) for r in result.records)
    words = f"提示词元 {spent['prompt_tokens']}，其中复用 {spent['cached_tokens']}，生成 {spent['completion_tokens']}"
    clock = f"，用时 {seconds:.1f} 秒（模型自报 {server:.1f} 秒）" if server else f"，用时 {seconds:.1f} 秒"
    click.echo(f"语言模型：{words}{clock}", err=True)


def folder_of(out: Path) -> Path:
    """*out* as the folder of a batch. Raises UsageError where it is the name of one file."""
    if out.suffix.lower() == ".docx" or out.is_file():
        raise UsageError(
            f"多案各写一份时，--out 应是目录：{out}。", "例如 --out 文书；合写一份用 --paper 类案检察建议书"
        )
    return out
