"""``benmo law``: what an article meant on a day, the citations of a paper, and the laws that the office imports."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benmo.cli.frame import LazyGroup, command
from benmo.errors import Exit, Unreadable, UsageError

if TYPE_CHECKING:
    from benmo.law import LawIndex
    from benmo.law.importing import Outcome
    from benmo.law.report import DocumentReport

SUBCOMMANDS = {
    "show": ("benmo.cli.law:show", "某法某条在某日是什么内容，后来变成第几条"),
    "check": ("benmo.cli.law:check", "逐条核对文书引用的条文"),
    "import": ("benmo.cli.law:import_", "导入法律、司法解释、规范性文件的全文"),
    "list": ("benmo.cli.law:list_", "已导入的法律文件"),
    "remove": ("benmo.cli.law:remove", "移除一份已导入的法律文件"),
}
DAY = click.DateTime(["%Y-%m-%d"])
FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text")
_STATE = {"new": "已导入", "same": "此前已导入，内容相同，未作改动", "replaced": "已替换此前导入的同一版本"}


@click.group("law", cls=LazyGroup, lazy=SUBCOMMANDS)
def law() -> None:
    """条文：本地法律库，带施行时间。"""


@command("show")
@click.argument("name", metavar="法律")
@click.argument("article", metavar="条号")
@click.option("--on", type=DAY, help="哪一天，如 2021-05-01，默认今天")
@click.option("--text", is_flag=True, help="同时显示原文：已导入的，或可选组件 laws 中的国家法律")
@FORM
def show(name: str, article: str, on: datetime | None, text: bool, form: str) -> int:
    """某法某条在某日的含义与沿革，例如 benmo law show 民诉法解释 517 --on 2021-05-01。

    条号可写 517、第517条、五百一十七、第十七条之一。
    """
    from benmo.law.lookup import show as look_up

    number, suffix = _article(article)
    answer = look_up(name, number, on.date() if on else date.today(), suffix, text=text)
    if answer.law is None:
        hint = "；".join(answer.lines[1:]).rstrip("。") or "写法律全称或常用简称，例如 民事诉讼法、民诉法解释、终本规定"
        raise UsageError(answer.lines[0], hint)
    if form == "json":
        click.echo(_json(asdict(answer)))
    else:
        click.echo("\n".join(answer.lines))
    return Exit.DONE


def _article(written: str) -> tuple[int, int | None]:
    from nlp.statutes.numerals import NUMERAL, read_number

    found = re.fullmatch(rf"第?\s*([{NUMERAL}]+)\s*条?(?:之([{NUMERAL}]+))?", written.strip())
    number = read_number(found.group(1)) if found else None
    suffix = read_number(found.group(2)) if found and found.group(2) else None
    if found is None or number is None or not 0 < number < 10_000 or (found.group(2) and suffix is None):
        raise UsageError(f"条号“{written}”无法识读。", "例如 517、第五百一十七条、第十七条之一")
    return number, suffix


@command("check")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.option("--on", type=DAY, help="按哪一天核对，默认各文书自己的日期")
@FORM
def check(path: Path, on: datetime | None, form: str) -> int:
    """列出文书引用的每个条文：位置、在当日是否有效、应为第几条；读不准的也列出。目录则逐份核对。"""
    from benmo.cases.intake import gather
    from benmo.law.report import lines, report
    from nlp.pipeline import read_document

    materials = gather(path)
    documents = [d for material in materials for d in material.documents]
    unread = [u for material in materials for u in material.unread]
    if not documents:
        raise Unreadable(f"{path} 没有读到文书。", unread[0].reason if unread else "用 benmo read 查看原因")
    day = on.date() if on else None
    done = [report(read_document(d), day, date.today()) for d in documents]
    if form == "json":
        rows = [_document(r) for r in done]
        files = [{"path": u.path, "reason": u.reason} for u in unread]
        click.echo(_json({"schema_version": 1, "documents": rows, "unread_files": files}))
    else:
        for one in done:
            click.echo("\n".join(lines(one)))
        for u in unread:
            click.echo(f"未能读取 {u.path}：{u.reason}")
    return Exit.UNREADABLE if unread else Exit.DONE


def _document(done: DocumentReport) -> dict[str, Any]:
    row = asdict(done)
    citations = row.pop("rows")
    return row | {"counts": done.counts, "citations": citations}


@command("import")
@click.argument("paths", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", help="法律全称；文中读不出时给出")
@click.option("--number", help="文号，例如 法释〔2022〕11号")
@click.option("--effective", type=DAY, help="施行日期，例如 2022-04-10；文中读不出时给出")
@FORM
def import_(
    paths: tuple[Path, ...], title: str | None, number: str | None, effective: datetime | None, form: str
) -> int:
    """导入 docx、txt、pdf、html 中的法律全文：按版本保存，与原文相符的要点不再标“条号待核”。"""
    from benmo.law.importing import import_file

    if len(paths) > 1 and (title or number or effective):
        raise UsageError("--title、--number、--effective 只能用于一个文件。", "分别导入")
    failed = 0
    done: list[dict[str, Any]] = []
    for path in paths:
        try:
            outcome = import_file(path, title=title, doc_no=number, effective=effective.date() if effective else None)
        except (Unreadable, UsageError) as error:
            if len(paths) == 1:
                raise
            failed += 1
            click.echo(f"{path.name}：{error}", err=True)
            continue
        done.append({"state": outcome.state, **asdict(outcome.entry), "notes": list(outcome.notes)})
        if form == "text":
            click.echo("\n".join(_outcome(outcome)))
    if form == "json":
        click.echo(_json(done))
    return Exit.UNREADABLE if failed else Exit.DONE


def _outcome(outcome: Outcome) -> list[str]:
    from benmo.law import load

    entry, index = outcome.entry, load()
    out = [
        f"《{entry.title}》{entry.doc_no}，{entry.effective}起施行，共{entry.articles}条：{_STATE[outcome.state]}。",
        f"  编号 {entry.id}（移除时用）",
    ]
    if outcome.borne:
        freed = f"，其中 {len(outcome.freed)} 项不再标“条号待核”" if outcome.freed else ""
        out.append(f"  {len(outcome.borne)} 项要点与原文相符{freed}。")
    out += _doubtful(outcome, index)
    return out + [f"  注意：{note}。" for note in outcome.notes]


def _doubtful(outcome: Outcome, index: LawIndex) -> list[str]:
    """The points that the text does not bear out: those checked before must make the user doubt the file."""
    groups: dict[bool, list[str]] = {}
    for doubt in outcome.doubts:
        provision = index.provisions[doubt.provision]
        nearest = f"（更接近第{doubt.nearest}条）" if doubt.nearest and doubt.nearest != doubt.article else ""
        groups.setdefault(provision.verified, []).append(index.brief(provision) + nearest)
    out = []
    if groups.get(False):
        out.append(f"  与导入原文对不上、仍标“条号待核”的要点：{'、'.join(dict.fromkeys(groups[False]))}。")
    if groups.get(True):
        names = "、".join(dict.fromkeys(groups[True]))
        out.append(f"  原已核对的要点与导入原文对不上：{names}。请确认文件完整，且确是这个版本。")
    return out


@command("list")
@FORM
def list_(form: str) -> int:
    """已导入的法律文件，按名称和施行日期。"""
    from benmo.law.office import folder, imported

    rows = imported()
    if form == "json":
        click.echo(_json([asdict(r) for r in rows]))
        return Exit.DONE
    if not rows:
        click.echo("还没有导入法律文件；用 benmo law import 导入。")
    for row in rows:
        counts = f"{row.articles}条  核对要点{len(row.borne)}项"
        click.echo(f"{row.id}  《{row.title}》{row.doc_no}  {row.effective}起施行  {counts}")
    if rows:
        click.echo(f"共 {len(rows)} 份，保存在 {folder()}")
    return Exit.DONE


@command("remove")
@click.argument("entry", metavar="编号")
def remove(entry: str) -> int:
    """移除一份已导入的法律文件；它所核对的要点恢复“条号待核”。"""
    from benmo.law.index import reload
    from benmo.law.office import remove as take_away

    gone = take_away(entry)
    reload()
    click.echo(f"已移除《{gone.title}》（{gone.effective}起施行）。")
    return Exit.DONE


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)
