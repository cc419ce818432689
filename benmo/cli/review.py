"""``benmo review``: one ruling or one folder, reviewed and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from benmo.cli.frame import command
from benmo.cli.output import columns, put
from benmo.errors import Exit


@command("review")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="格式，默认 text")
@click.option("--with-text", is_flag=True, help="json 中附上读到的原文")
@click.option("--decisions", type=click.Path(path_type=Path, dir_okay=False), help="决定文件，与结论并列显示")
@click.option("--opinion", is_flag=True, help="另请语言模型就措辞微妙处给第二意见，附引文，与结论并列")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件，不打印")
def review(path: Path, form: str, with_text: bool, decisions: Path | None, opinion: bool, out: Path | None) -> int:
    """审查一份裁定书，或一个卷宗目录（一个目录是一案）。

    先列材料本身可见的违法或不当，再列待核实的事项，最后简列合规与不适用的。
    一个文件含多份文书的，逐份审查；json 此时是数组。
    """
    reviews = review_path(path, with_text=with_text or form != "json")
    if decisions is not None:
        reviews = _decided(reviews, decisions)
    if opinion:
        reviews = with_opinions(path, reviews)
    put(_shown(reviews, form), out)
    unreadable = [r for r in reviews if r["status"] == "unreadable"]
    partly = any(r.get("unread") for r in reviews)
    if form == "json" or out is not None:
        for bad in unreadable:
            click.echo(f"{bad['id']} 无法读取：{'；'.join(bad['warnings']) or '原因不明'}", err=True)
    return Exit.UNREADABLE if unreadable or partly else Exit.DONE


def _decided(reviews: list[dict[str, Any]], file: Path) -> list[dict[str, Any]]:
    from benmo.drafting.decisions import read_decisions
    from benmo.review.decided import with_decisions

    made = read_decisions(file)
    return [with_decisions(r, made) for r in reviews]


def with_opinions(path: Path, reviews: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reviews with ``opinions``; where no model is to be had, each question is 未评估 and says why."""
    from contextlib import ExitStack

    from benmo.drafting.door import open_model
    from benmo.drafting.opinion import opinions
    from benmo.errors import ModelError
    from benmo.papers import model_settings

    # The passages are cut from the texts, whether or not these are to be shown.
    texts = reviews if all("text" in d for r in reviews for d in r["documents"]) else review_path(path, with_text=True)
    with ExitStack() as stack:
        model, missing = None, ""
        try:
            model = stack.enter_context(open_model(model_settings()))
        except ModelError as error:
            missing = error.message
        return [r | {"opinions": opinions(t, model, missing=missing)} for r, t in zip(reviews, texts, strict=True)]


def review_path(path: Path, *, with_text: bool) -> list[dict[str, Any]]:
    """The reviews of what lies at *path*."""
    from benmo.cases.intake import gather
    from benmo.cli.progress import scan_progress
    from benmo.review import review_all

    with scan_progress() as progress:
        materials = gather(path, progress=progress)
    return [r for material in materials for r in review_all(material, with_text=with_text)]


def _shown(reviews: list[dict[str, Any]], form: str) -> str:
    if form == "json":
        from datetime import date

        from benmo.review.views import views

        shown = [r | {"views": views(r, date.today())} for r in reviews]
        whole: Any = shown[0] if len(shown) == 1 else shown
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        from benmo.render.html import render as render_html

        return render_html(reviews)
    from benmo.render.text import render

    return "\n".join(render(r, columns()) for r in reviews)
