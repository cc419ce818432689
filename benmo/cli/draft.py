"""``benmo draft``: a paper on one case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benmo.cli.frame import command
from benmo.errors import Exit, ModelError, UsageError

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision
    from benmo.drafting.model import Model
    from benmo.papers import Written

PAPERS = ["检察建议书", "调卷函", "调查核实方案"]


@command("draft")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.option("--paper", type=click.Choice(PAPERS), default=PAPERS[0], help="文书种类，默认检察建议书")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="写成的 docx")
@click.option("--json", "json_out", type=click.Path(path_type=Path, dir_okay=False), help="另存逐句的来源与依据")
@click.option("--confirm", default="", help="经人查实的要点，逗号分隔，如 interview,panel_review")
@click.option("--decisions", type=click.Path(path_type=Path, dir_okay=False), help="决定文件（YAML 或 JSON）")
@click.option("--by", default="", help="确认人姓名，与 --confirm 同用")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="确认日期，如 2025-03-01，默认今天")
@click.option("--no-llm", is_flag=True, help="不用语言模型，全部用模板语句")
def draft(
    path: Path,
    paper: str,
    out: Path,
    json_out: Path | None,
    confirm: str,
    decisions: Path | None,
    by: str,
    on: datetime | None,
    no_llm: bool,
) -> int:
    """起草文书。检察建议书只写材料本身可见的违法，以及经人查实确认的事项。

    两者都没有的，不出具检察建议书（退出码 3），改为起草调卷函和调查核实方案。
    语言模型只改写措辞：数字、日期、案号、条文、当事人有一处不符，即保留模板语句。
    """
    from benmo.papers import Order, one_review, write_papers
    from benmo.settings import load

    if out.suffix.lower() != ".docx":
        raise UsageError(f"--out 的文件名应以 .docx 结尾：{out}。", f"改为 {out.stem}.docx")
    decided = _decisions(confirm, decisions, by, on)
    review = one_review(path)
    with _model(wanted=not no_llm and paper == PAPERS[0]) as model:
        order = Order(paper, out, json_out, decided, model, office=load().office.name)
        written = write_papers(review, order)
    return _tell(written)


def _decisions(confirm: str, file: Path | None, by: str, on: datetime | None) -> tuple[Decision, ...]:
    if not confirm and file is None:
        if by or on:
            raise UsageError("--by 和 --on 要与 --confirm 同用。", "例如 --confirm interview --by 张三")
        return ()
    from benmo.drafting.decisions import confirmations, read_decisions

    read = read_decisions(file) if file is not None else ()
    day = (on or datetime.now()).date()
    given = confirmations(confirm, by, day) if confirm else ()
    twice = {d.checkpoint for d in read} & {d.checkpoint for d in given}
    if twice:
        raise UsageError(f"{'、'.join(sorted(twice))} 在决定文件和 --confirm 中都有。", "只留一处")
    return (*read, *given)


@contextmanager
def _model(wanted: bool) -> Iterator[Model | None]:
    """The language model, or None with a word on the way to one: drafting goes on without it."""
    with ExitStack() as stack:
        model = None
        if wanted:
            from benmo.drafting.door import open_model
            from benmo.papers import model_settings

            try:
                model = stack.enter_context(open_model(model_settings()))
            except ModelError as error:
                click.echo(f"{error.message}本次由模板起草。", err=True)
                if error.hint:
                    click.echo(f"  办法：{error.hint}", err=True)
        yield model


def _tell(written: Written) -> int:
    if written.refused is not None:
        click.echo(f"不出具检察建议书：{written.refused.message}", err=True)
        if written.refused.hint:
            click.echo(f"  办法：{written.refused.hint}", err=True)
        click.echo("已改为起草：", err=True)
    for paper, file in written.files:
        click.echo(f"{paper}  {file}")
    for made in written.drafts:
        if made["blanks"]:
            click.echo(f"  {made['paper']}留待人工填写：{'、'.join(made['blanks'])}", err=True)
        _tell_model(made)
    return Exit.NOTHING_FIRM if written.refused is not None else Exit.DONE


def _tell_model(made: dict[str, Any]) -> None:
    guards = [s["guard"] for s in made["sentences"] if s.get("guard")]
    if made.get("model") is None or not guards:
        return
    kept = sum(g.get("kept", False) for g in guards)
    click.echo(f"  语言模型 {made['model'].get('name', '')}：改写 {len(guards)} 处，采用 {kept} 处", err=True)
    for guard in guards:
        if not guard.get("kept"):
            click.echo(f"    未采用：{guard.get('reason', '')}", err=True)
