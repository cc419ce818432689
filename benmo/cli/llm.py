"""``benmo llm``: the language model, embedded or behind an endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from benmo.cli.frame import LazyGroup, command
from benmo.errors import Exit

SUBCOMMANDS = {
    "status": ("benmo.cli.llm:status", "用的是哪个模型，能否应答"),
    "opinion": ("benmo.cli.llm:opinion", "就一案措辞微妙处给第二意见，附引文"),
    "forget": ("benmo.cli.llm:forget", "清除记住的模型回答"),
    "fetch": ("benmo.cli.llm:fetch", "下载内置模型（可续传）"),
}


@click.group("llm", cls=LazyGroup, lazy=SUBCOMMANDS)
def llm() -> None:
    """语言模型：只用于改写措辞；没有模型也能起草文书。"""


@command("status")
def status() -> int:
    """显示用的是哪个模型、在哪里、能否应答；缺什么，怎样补。"""
    from benmo.drafting.status import status as look
    from benmo.papers import model_settings

    state = look(model_settings())
    click.echo("\n".join(state.lines))
    for mend in state.mend:
        click.echo(f"  办法：{mend}")
    if not state.usable:
        click.echo("没有可用的模型时，文书由模板起草。")
    return Exit.DONE if state.usable else Exit.MODEL


@command("opinion")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="格式，默认 text")
def opinion(path: Path, form: str) -> int:
    """就一案措辞微妙之处（约谈是否实质、不处置的理由是否成立等）请语言模型给第二意见。

    引文逐字核对原文；核对不上、没有答好的，显示“未评估”。意见不改变审查结论。
    """
    import json

    from benmo.cli.output import columns
    from benmo.cli.review import review_path, with_opinions
    from benmo.render.opinions import opinion_lines

    reviews = with_opinions(path, review_path(path, with_text=True))
    for one in reviews:
        if form == "json":
            click.echo(json.dumps({"id": one["id"], "opinions": one["opinions"]}, ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join([one["id"], *opinion_lines(one, columns())]))
            if not one["opinions"]:
                click.echo("没有需要第二意见的问题。")
    failed = any(o["status"] != "given" for r in reviews for o in r["opinions"])
    return Exit.MODEL if failed else Exit.DONE


@command("forget")
def forget() -> int:
    """清除记住的模型回答（存于数据目录 cache/llm，含案件文字）。"""
    from benmo.drafting.memory import Memory
    from benmo.settings import home

    click.echo(f"已清除 {Memory(home()).clear()} 条。")
    return Exit.DONE


@command("fetch")
@click.option("--model", "which", default="1.5b", help="哪个模型：1.5b（默认）或 0.5b（仅供测试）")
def fetch(which: str) -> int:
    """下载内置模型：先显示大小、来源、许可，中断后再运行即续传，完成后核对 sha256。

    已有 GGUF 文件的，设置环境变量 BENMO_MODEL=文件.gguf，不必下载。
    """
    import os

    from benmo.drafting.fetch import fetch_model
    from benmo.settings import home

    given = os.environ.get("BENMO_MODEL")
    if given:
        click.echo(f"已设 BENMO_MODEL={given}，不必下载。")
        return Exit.DONE
    file = fetch_model(which, home(), click.echo)
    click.echo(f"模型已备好：{file}")
    return Exit.DONE
