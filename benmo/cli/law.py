"""``benmo law``: what an article number meant on a day; the citations of a paper, judged."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from benmo.cli.frame import LazyGroup, command
from benmo.errors import Exit, Unreadable, UsageError

SUBCOMMANDS = {
    "show": ("benmo.cli.law:show", "某法某条在某日是什么内容，后来变成第几条"),
    "check": ("benmo.cli.law:check", "逐条核对一份文书引用的条文"),
}
DAY = click.DateTime(["%Y-%m-%d"])
STATUS = {
    "valid": "有效", "outdated": "旧条号", "not_yet": "尚未施行", "nonexistent": "不存在", "mismatched": "内容不对应",
    "unknown": "未能核对",
}  # fmt: skip


@click.group("law", cls=LazyGroup, lazy=SUBCOMMANDS)
def law() -> None:
    """条文：本地法律库，带施行时间。"""


@command("show")
@click.argument("name", metavar="法律")
@click.argument("article", metavar="条号", type=click.IntRange(1, 2000))
@click.option("--on", type=DAY, help="哪一天，如 2021-05-01，默认今天")
def show(name: str, article: int, on: datetime | None) -> int:
    """某法某条在某日的含义与沿革，例如 benmo law show 民诉法解释 517 --on 2021-05-01。"""
    from benmo.law.lookup import show as look_up

    answer = look_up(name, article, on.date() if on else date.today())
    if answer.law is None:
        raise UsageError(answer.lines[0], "写法律全称或常用简称，例如 民事诉讼法、民诉法解释、终本规定")
    click.echo("\n".join(answer.lines))
    return Exit.DONE


@command("check")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option("--on", type=DAY, help="按哪一天核对，默认文书落款日期")
def check(path: Path, on: datetime | None) -> int:
    """列出文书引用的每个条文及其在当日是否有效；读不准的也列出。"""
    from benmo.cases.intake import gather
    from benmo.law.lookup import check as check_text
    from nlp.pipeline import read_document

    documents = [d for material in gather(path) for d in material.documents]
    if not documents:
        raise Unreadable(f"{path} 没有读到文书。", "用 benmo read 查看原因")
    for document in documents:
        reading = read_document(document)
        day = on.date() if on else _ruling_date(reading)
        click.echo(f"{document.path}（按 {day or date.today()} 核对{'' if day else '，文书日期未读出，按今天'}）")
        checked = check_text(reading.clean.text, day or date.today())
        for row in checked:
            words = STATUS.get(str(row.verdict.status), str(row.verdict.status))
            text = " ".join(reading.clean.text[row.mention.span.start : row.mention.span.end].split())
            more = "；".join(
                w for w in (row.verdict.reason, f"应为{row.verdict.should_be}" if row.verdict.should_be else "") if w
            )
            click.echo(f"  {words}  {text}  {more}")
        unread = sum(row.mention.unread for row in checked)
        click.echo(f"  共 {len(checked)} 处，其中未能读准 {unread} 处")
    return Exit.DONE


def _ruling_date(reading: object) -> date | None:
    value = getattr(getattr(reading, "head", None), "ruling_date", None)
    return value.value if value is not None else None
