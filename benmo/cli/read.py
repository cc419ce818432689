"""``benmo read``: what was read of the material, before any judgement."""

from __future__ import annotations

import json
from pathlib import Path

import click

from benmo.cli.frame import command
from benmo.cli.output import columns, put
from benmo.errors import Exit


@command("read")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件，不打印")
def read(path: Path, form: str, out: Path | None) -> int:
    """显示读到了什么：每份文书的类型与理由、结构、修复、隐藏文字、识别存疑处，哪些没有读出，时间线与财产一览。

    文件、目录、zip 压缩包都可以；目录和压缩包各是一案。扫描件与图片需要可选组件 ocr，识别过的页存在数据目录里，
    中断后接着识别。
    """
    from benmo.cases.intake import gather
    from benmo.cases.outline import outline
    from benmo.cli.progress import scan_progress

    with scan_progress() as progress:
        cases = [outline(material) for material in gather(path, progress=progress)]
    if form == "json":
        put(json.dumps(cases[0] if len(cases) == 1 else cases, ensure_ascii=False, indent=1) + "\n", out)
    else:
        from benmo.render.reading import render

        put("\n".join(render(case, columns()) for case in cases), out)
    nothing = any(not case["documents"] or case["unread"] for case in cases)
    if nothing and (form == "json" or out is not None):
        for case in cases:
            for file in case["unread"]:
                click.echo(f"{file['reason']}。{file['hint']}", err=True)
    return Exit.UNREADABLE if nothing else Exit.DONE
