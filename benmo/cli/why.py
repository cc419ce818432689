"""``benmo why``: the chain behind one conclusion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from benmo.cli.frame import command
from benmo.cli.names import checkpoint_id
from benmo.cli.output import columns, put
from benmo.errors import Exit, UsageError


@command("why")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.argument("checkpoint", metavar="要点")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="格式，默认 text")
def why(path: Path, checkpoint: str, form: str) -> int:
    """说明一项结论的来由：读到了什么、没有采信什么、按哪条规则、什么能改变它。

    要点可写编号（interview）或名称（终本约谈），见 benmo review 的输出。
    """
    from benmo.cases.intake import gather
    from benmo.review.service import explain_all

    chosen = checkpoint_id(checkpoint)
    pairs = [pair for material in gather(path) for pair in explain_all(material, chosen)]
    if not pairs:
        raise UsageError(f"{path} 中没有读到终本裁定书，没有可说明的结论。", "先用 benmo read 看读到了什么")
    if form == "json":
        views: list[Any] = [view | {"id": review["id"]} for review, view in pairs]
        put(json.dumps(views[0] if len(views) == 1 else views, ensure_ascii=False, indent=1) + "\n", None)
    else:
        from benmo.render.why import render

        put("\n".join(render(view, review, columns()) for review, view in pairs), None)
    return Exit.DONE
