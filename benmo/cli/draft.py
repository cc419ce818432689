"""``benmo draft``: papers on one case, or on several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benmo.cli.frame import command
from benmo.cli.names import checkpoint_ids
from benmo.errors import Exit, ModelError, UsageError

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision
    from benmo.papers import Order, Written

SUGGESTION, SEVERAL = "检察建议书", "类案检察建议书"

_File = click.Path(path_type=Path, dir_okay=False)
_Day = click.DateTime(["%Y-%m-%d"])


@command("draft")
@click.argument("paths", metavar="文件或目录…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--paper", metavar="文书", default=SUGGESTION, help="文书名称，默认检察建议书；全部名称见 --list")
@click.option("--out", type=click.Path(path_type=Path), help="写成的 docx；多案各写一份时是目录")
@click.option("--json", "json_out", type=_File, help="另存逐句的来源与依据；多案时每份一行")
@click.option("--pdf", is_flag=True, help="另存 PDF（需要本机装有 LibreOffice）")
@click.option("--no-comments", is_flag=True, help="不写说明来源的批注")
@click.option("--confirm", default="", help="经人查实的要点，逗号分隔，如 interview,panel_review")
@click.option("--decisions", type=_File, help="决定文件（YAML 或 JSON）；多案时每项写 case")
@click.option("--by", default="", help="确认人姓名，与 --confirm 同用")
@click.option("--on", type=_Day, help="确认日期，如 2025-03-01，默认今天")
@click.option("--source", default="", help="案件来源，照写入文书；不写则留空")
@click.option("--ground", default="", help="终结审查、跟进监督的事由，照写入文书")
@click.option("--served", type=_Day, help="法院签收原检察建议书的日期，用于计算三个月回复期限")
@click.option("--revise", type=_File, help="在经人修改的旧稿上修订：保留人改的句子，改动用修订标出")
@click.option("--template", type=_File, help="用本院的 Word 模板；数据目录“模板”中同名文件自动使用")
@click.option("--check-template", type=_File, help="核对模板缺哪些字段，不写文书")
@click.option("--make-template", type=_File, help="写出一份含全部字段的模板，供本院修改")
@click.option("--list", "list_", is_flag=True, help="列出可起草的文书；带上案件则说明哪些适合该案")
@click.option("--no-llm", is_flag=True, help="不用语言模型，全部用模板语句")
def draft(
    paths: tuple[Path, ...],
    paper: str,
    out: Path | None,
    json_out: Path | None,
    pdf: bool,
    no_comments: bool,
    confirm: str,
    decisions: Path | None,
    by: str,
    on: datetime | None,
    source: str,
    ground: str,
    served: datetime | None,
    revise: Path | None,
    template: Path | None,
    check_template: Path | None,
    make_template: Path | None,
    list_: bool,
    no_llm: bool,
) -> int:
    """起草文书。检察建议书只写材料本身可见的违法，以及经人查实确认的事项，并先写出审查终结报告。

    不具备条件的文书不起草（退出码 3），说明理由和适合的文书；没有查实、确认问题的，改为起草调卷函和调查核实方案。
    语言模型只改写措辞：数字、日期、案号、条文、当事人有一处不符，即保留模板语句。
    """
    if make_template is not None:
        from benmo.drafting.template import blank_template

        blank_template(_docx(make_template, "--make-template"))
        click.echo(f"模板  {make_template}")
        return Exit.DONE
    decided = _decisions(confirm, decisions, by, on)
    from benmo.drafting.particulars import Particulars

    particulars = Particulars(source, ground, served.date() if served else None)
    if list_:
        return _list(paths, decided, particulars)
    from benmo.drafting.papers import paper as find_paper
    from benmo.papers import Order, one_review, several_reviews, write_papers
    from benmo.settings import load

    kind = find_paper(paper)
    many = not kind.several and (len(paths) > 1 or (out is not None and _is_folder(out)))
    if not paths:
        raise UsageError("没有写明案件。", "例如 benmo draft 裁定书.docx --out 建议.docx")
    if confirm and (kind.several or many):
        raise UsageError("多案起草不能用 --confirm。", "用 --decisions 文件，每项写 case（裁定书案号或文件名）")
    if many and revise is not None:
        raise UsageError("--revise 一次只修订一份旧稿。", "只写这份旧稿的案件，--out 写 docx 文件名")
    if check_template is not None:
        reviews = several_reviews(paths) if kind.several else [one_review(paths[0], papers_only=True)]
        return _check(check_template, reviews, decided, particulars, kind.name)
    if out is None:
        raise UsageError("缺少选项 --out。", "例如 --out 文书（目录）" if many else f"例如 --out {kind.name}.docx")
    order = Order(
        kind.name,
        out if many else _docx(out, "--out"),
        json_out,
        decided,
        office=load().office.name,
        particulars=particulars,
        comments=not no_comments,
        template=template,
        revise=revise,
        pdf=pdf,
    )
    if many:
        from benmo.cli.draft_many import draft_many, folder_of

        folder_of(out)
        with _asked(order, no_llm) as asked:
            return draft_many(paths, asked)
    reviews = several_reviews(paths) if kind.several else [one_review(paths[0], papers_only=kind.name != SUGGESTION)]
    with _asked(order, no_llm) as asked:
        written = write_papers(reviews, asked)
    return _tell(written, kind.name)


def _is_folder(out: Path) -> bool:
    return out.is_dir() or not out.suffix


def _docx(path: Path, option: str) -> Path:
    if path.suffix.lower() != ".docx":
        raise UsageError(f"{option} 的文件名应以 .docx 结尾：{path}。", f"改为 {path.stem}.docx")
    return path


def _list(paths: tuple[Path, ...], decided: tuple[Decision, ...], particulars: Any) -> int:
    from benmo.drafting import papers

    if len(paths) > 1:
        raise UsageError("--list 一次只看一案。", "只写一个文件或目录")
    if not paths:
        for paper in papers():
            click.echo(f"{paper.name}\n    {paper.about}\n    需要：{paper.needs}")
        return Exit.DONE
    from benmo.drafting import NothingFirm, draft
    from benmo.papers import one_review

    review = one_review(paths[0], papers_only=True)
    for paper in papers():
        try:
            draft(review, decided, paper.name, particulars=particulars)
            click.echo(f"可起草  {paper.name}")
        except NothingFirm as refused:
            click.echo(f"不适合  {paper.name}：{refused.message}")
    return Exit.DONE


def _check(
    template: Path, reviews: list[dict[str, Any]], decided: tuple[Decision, ...], particulars: Any, paper: str
) -> int:
    from benmo.drafting import draft, draft_several
    from benmo.drafting.template import check

    if len(reviews) > 1:
        made = draft_several(reviews, decided, paper, particulars=particulars).draft
    else:
        made = draft(reviews[0], decided, paper, particulars=particulars).draft
    found = check(template, made)
    click.echo(f"模板字段：{'、'.join(found.fields) or '（没有）'}")
    if found.lacking:
        click.echo(f"缺少字段：{'、'.join(found.lacking)}")
    if found.unknown:
        click.echo(f"不认识的字段：{'、'.join(found.unknown)}")
    click.echo(f"{'可用于' if found.usable else '不能用于'}{paper}")
    return Exit.DONE if found.usable else Exit.USAGE


def _decisions(confirm: str, file: Path | None, by: str, on: datetime | None) -> tuple[Decision, ...]:
    if not confirm and file is None:
        if by or on:
            raise UsageError("--by 和 --on 要与 --confirm 同用。", "例如 --confirm interview --by 张三")
        return ()
    from benmo.drafting.decisions import confirmations, read_decisions

    read = read_decisions(file) if file is not None else ()
    day = (on or datetime.now()).date()
    given = confirmations(checkpoint_ids(confirm), by, day) if confirm else ()
    twice = {d.checkpoint for d in read} & {d.checkpoint for d in given}
    if twice:
        raise UsageError(f"{'、'.join(sorted(twice))} 在决定文件和 --confirm 中都有。", "只留一处")
    return (*read, *given)


@contextmanager
def _asked(order: Order, no_llm: bool) -> Iterator[Order]:
    """*order* with a language model where the paper can use one; a word on the way where there is none to be had."""
    if no_llm or order.paper != SUGGESTION:
        yield order
        return
    from benmo.cli.model_progress import asking
    from benmo.drafting.door import open_model
    from benmo.papers import model_settings

    with ExitStack() as stack:
        try:
            model = stack.enter_context(open_model(model_settings()))
        except ModelError as error:
            click.echo(f"{error.message}本次由模板起草。", err=True)
            if error.hint:
                click.echo(f"  办法：{error.hint}", err=True)
            yield order
            return
        yield replace(order, model=model, ask=stack.enter_context(asking()))


def _tell(written: Written, paper: str) -> int:
    if written.refused is not None:
        click.echo(f"不出具{paper}：{written.refused.message}", err=True)
        if written.refused.hint:
            click.echo(f"  办法：{written.refused.hint}", err=True)
        if written.files:
            click.echo("已改为起草：", err=True)
    for name, file in written.files:
        click.echo(f"{name}  {file}")
    if written.kept is not None:
        click.echo(f"  保留人改的句子 {written.kept} 句，用修订标出改动 {written.changed} 处", err=True)
    for made in written.drafts:
        if made["blanks"]:
            click.echo(f"  {made['paper']}留待人工填写：{'、'.join(made['blanks'])}", err=True)
        doubts = [s.get("remark", "") for s in made["sentences"] if s.get("unverified_norms")]
        for words in dict.fromkeys(d.splitlines()[0] for d in doubts if d):
            click.echo(f"  {words}", err=True)
        if made["paper"] == paper:
            for gone in made["dropped"]:
                click.echo(f"  未写入{paper}：{gone['text'].rstrip('。')}：{gone['reason'].rstrip('。')}", err=True)
        _tell_model(made)
    return Exit.NOTHING_FIRM if written.refused is not None else Exit.DONE


def _tell_model(made: dict[str, Any]) -> None:
    guards = [s["guard"] for s in made["sentences"] if s.get("guard")]
    if made.get("model") is None or not guards:
        return
    written = [s for s in made["sentences"] if s["author"] == "model"]
    refused = Counter(g["reason"] for g in guards if not g.get("kept"))
    same = len(guards) - len(written) - refused.total()
    name = made["model"].get("name", "")
    words = f"采用 {len(written)} 句，与模板相同 {same} 句，保留模板 {refused.total()} 句"
    click.echo(f"  语言模型 {name}：{words}", err=True)
    for reason, times in refused.items():
        click.echo(f"    保留模板：{reason}{f'（{times} 句）' if times > 1 else ''}", err=True)
