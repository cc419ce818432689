"""``benmo eval guard`` and ``benmo eval drafting``: what of a model's wording gets into papers, and its cost."""

from __future__ import annotations

from pathlib import Path

import click

from benmo.cli.frame import command
from benmo.errors import Exit


@command("guard")
@click.option("--errors", is_flag=True, help="逐项列出判断有误的（只列调试部分）")
def guard(errors: bool) -> int:
    """在成批的不当改写与正当改写上衡量守卫：不当改写拦住多少，正当改写保留多少。

    段落分两部分：守卫按调试部分改进，留出部分只计数。
    """
    from evaluation.guard import items, judge, share, table

    outcomes = [judge(i) for i in items()]
    click.echo(table(outcomes))
    click.echo(f"拦住 {share(outcomes, True):.2%}，误拦 {1 - share(outcomes, False):.2%}")
    if errors:
        for o in outcomes:
            if not o.right and o.item.half == "dev":
                click.echo(f"{o.item.kind} {o.item.paragraph['id']} {o.item.why} {o.told}\n    {o.item.text}")
    return Exit.DONE


@command("drafting")
@click.option("--cases", "folder", type=click.Path(path_type=Path, file_okay=False), help="案件目录，默认随附样本")
@click.option("--most", default=0, help="至多起草几案，0 为全部")
@click.option("--replies", type=click.Path(path_type=Path, dir_okay=False), help="把模型的原始回答存入该文件（jsonl）")
def drafting(folder: Path | None, most: int, replies: Path | None) -> int:
    """用设置中的模型依次起草检察建议书，报告采用的措辞、计算与复用的词元、总耗时与模型自报耗时之比。"""
    from benmo.drafting.door import open_model
    from benmo.papers import model_settings
    from evaluation.drafting import measure, table

    with open_model(model_settings()) as model:
        rows = measure(model, folder, most, click.echo, replies)
    click.echo(table(rows))
    return Exit.DONE


@command("opinions")
@click.option("--most", default=0, help="每个问题至多问几例，0 为全部")
def opinions(most: int) -> int:
    """用设置中的模型就随附例句给第二意见：引文对得上原文的有多少，与标注相符的有多少。"""
    from benmo.drafting.door import open_model
    from benmo.papers import model_settings
    from evaluation.opinions import measure, table

    with open_model(model_settings()) as model:
        rows = measure(model, most, click.echo)
    click.echo(table(rows))
    return Exit.DONE
