"""``benmo eval``: how good, how fast."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benmo.cli.frame import LazyGroup, command
from benmo.errors import Exit, UsageError

if TYPE_CHECKING:
    from evaluation.compare import Change
    from evaluation.scorers import Miss, Tally

SUBCOMMANDS = {
    "findings": ("benmo.cli.evaluate:findings", "对照标注集打分，并与基线比较得失"),
    "carriers": ("benmo.cli.evaluate:carriers", "同一文书经各种载体读入，字段与结论是否一致"),
    "damage": ("benmo.cli.evaluate:damage", "标点、换行丢失的裁定书，审查结果差多少，有无错误指控"),
    "citations": ("benmo.cli.evaluate:citations", "法条引用：错误引用找出多少，误报多少"),
    "guard": ("benmo.cli.measure_drafting:guard", "守卫：不当改写拦住多少，正当改写误拦多少"),
    "drafting": ("benmo.cli.measure_drafting:drafting", "用真实模型起草：采用多少措辞、词元复用、耗时"),
    "opinions": ("benmo.cli.measure_drafting:opinions", "第二意见：引文是否对得上原文，与标注是否相符"),
    "assertions": ("benmo.cli.measure:assertions", "在人工标注的子句上衡量断言：行为、状态、来源、对象"),
    "ablation": ("benmo.cli.measure:ablation", "逐项关掉语境判断，看断言与疑点差多少"),
    "reading": ("benmo.cli.evaluate:reading", "读取网页、docx、pdf 的耗时，与直接调用底层库相比"),
    "speed": ("benmo.cli.evaluate:speed", "每秒审查多少份，与 jieba 仅分词相比"),
}


_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group("eval", cls=LazyGroup, lazy=SUBCOMMANDS)
def evaluate() -> None:
    """评测：对照标注集打分，测速。"""


@command("findings")
@click.option("--gold", type=_FOLDER, required=True, help="标注集目录")
@click.option("--reviews", type=click.Path(path_type=Path, dir_okay=False), help="已有的 batch 结果；不给则现审")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="与哪个基线比较，默认随附的基线")
@click.option("--only", default="", help="只评编号以此开头的案件，多个用逗号分隔")
@click.option("--errors", is_flag=True, help="逐项列出不一致")
@click.option("--save", is_flag=True, help="把本次结果存为基线")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text")
def findings(
    gold: Path, reviews: Path | None, baseline: Path | None, only: str, errors: bool, save: bool, form: str
) -> int:
    """对照标注集打分：各监督要点、总指标，以及相对基线多对了什么、多错了什么。"""
    from evaluation.compare import baseline_file, compare, read, write
    from evaluation.scorers import figures, score
    from evaluation.tasks import load_gold, read_reviews, review_inputs

    chosen = tuple(filter(None, only.split(",")))
    golds = load_gold(gold, chosen)
    tally = score(golds, read_reviews(reviews) if reviews else review_inputs(gold, golds))
    target = baseline or baseline_file()
    if save and chosen:
        raise UsageError("--save 不能与 --only 同用。", "基线须含全部案件")
    change = compare(read(target), tally) if target.exists() and not chosen and not save else None
    if save:
        write(target, tally)
    if form == "json":
        misses = [{"case": m.case, "item": m.item, "want": m.want, "have": m.have} for m in tally.misses]
        click.echo(json.dumps({"figures": figures(tally), "misses": misses}, ensure_ascii=False, indent=1))
        return Exit.DONE
    _print_table(tally)
    for name, value in figures(tally).items():
        click.echo(f"{name:28s} {value:.4f}" if isinstance(value, float) else f"{name:28s} {value}")
    if errors:
        _print_misses("不一致", tally.misses)
    if change is not None:
        _print_change(change)
    if save:
        click.echo(f"已存为基线 {target}")
    return Exit.DONE


def _print_table(tally: Tally) -> None:
    click.echo(f"{'checkpoint':28s} {'f1':>5s} {'acc':>5s} {'n':>4s} {'fp':>3s} {'fn':>3s}")
    for name, counts in sorted(tally.flagged.items(), key=lambda row: (row[1].f1, row[0])):
        exact = tally.exact[name]
        share = exact[True] / exact.total()
        click.echo(f"{name:28s} {counts.f1:5.2f} {share:5.2f} {exact.total():4d} {counts.fp:3d} {counts.fn:3d}")
    click.echo("")


def _print_change(change: Change) -> None:
    click.echo(f"\n与基线相比：多对 {len(change.gained)} 项，多错 {len(change.lost)} 项")
    click.echo(f"（已有说明的多错 {len(change.explained)} 项）")
    _print_misses("多对", change.gained)
    _print_misses("多错", change.lost)
    _print_misses("新增的错误指控", change.new_accusations)


def _print_misses(title: str, misses: list[Miss]) -> None:
    for miss in misses:
        click.echo(f"  {title}  {miss.case}  {miss.item}  应为 {miss.want}  实为 {miss.have}")


@command("carriers")
@click.option("--count", type=click.IntRange(1, 10_000), default=100, help="生成多少份虚构裁定，默认 100，另加随附样本")
@click.option("--seed", type=int, default=1, help="起始种子，默认 1")
@click.option("--carrier", "names", multiple=True, help="只测该载体，可多次给出；默认除扫描件外全部")
@click.option("--scans", type=click.IntRange(0, 1000), default=0, help="另用多少份测扫描件（较慢），默认 0")
@click.option("--errors", is_flag=True, help="逐项列出不一致")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入 Markdown 报告")
def carriers(count: int, seed: int, names: tuple[str, ...], scans: int, errors: bool, out: Path | None) -> int:
    """同一份文书经 txt、html、docx、pdf、记录、损坏的抄件等载体读入，与纯文本的审查结果逐项比较。"""
    from corpora.generator.carriers import CARRIERS
    from evaluation.carriers import measure, mixed, papers, table

    unknown = [n for n in names if n not in CARRIERS]
    if unknown:
        raise UsageError(f"没有名为 {unknown[0]} 的载体。", "可选：" + "、".join(CARRIERS))
    found = measure(papers(count, seed), names)
    if scans:
        found += measure(mixed(scans, seed), [c.name for c in CARRIERS.values() if c.kind == "scan"])
    text = table(found, f"载体一致性：种子 {seed} 起 {count} 份虚构裁定与随附样本")
    click.echo(text, nl=False)
    if errors:
        for agreement in found:
            for case, item, want, have in agreement.misses:
                click.echo(f"  {agreement.carrier}  {case}  {item}  纯文本为 {want}  此载体为 {have}")
    if out:
        out.write_text(text, "utf-8")
    return Exit.DONE


@command("damage")
@click.option(
    "--gold",
    "folders",
    type=_FOLDER,
    required=True,
    multiple=True,
    help="标注集目录",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入 Markdown 报告")
def damage(folders: tuple[Path, ...], out: Path | None) -> int:
    """把标注集中裁定书的标点、换行去掉再审：少读出多少，有没有因此错误指控。"""
    from evaluation.damage import measure, table

    text = table(measure(folders))
    click.echo(text, nl=False)
    if out:
        out.write_text(text, "utf-8")
    return Exit.DONE


@command("citations")
@click.option("--errors", is_flag=True, help="逐条列出不一致")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text")
def citations(errors: bool, form: str) -> int:
    """法条引用的识别与核对：随附测试集上错误引用的检出率、误报率，以及报出的未能读准处数。"""
    from evaluation.citations import SETS, rows, score

    done = {name: score(rows(name)) for name in SETS}
    done["total"] = score(row for name in SETS for row in rows(name))
    if form == "json":
        kept = ("rows", "exact", "bad", "found", "good", "alarms", "unread", "unread_told")
        out = {n: {k: getattr(f, k) for k in kept} | {"recall": f.recall, "alarm_rate": f.alarm_rate}
               for n, f in done.items()}  # fmt: skip
        click.echo(json.dumps(out, ensure_ascii=False, indent=1))
        return Exit.DONE
    click.echo("测试集        条数  全对  错误引用  检出  检出率  正确引用  误报  误报率  应报未读  已报")
    for name, f in done.items():
        click.echo(
            f"{name:12s} {f.rows:5d} {f.exact:5d} {f.bad:8d} {f.found:6d} {f.recall:7.3f} {f.good:8d} {f.alarms:6d}"
            f" {f.alarm_rate:7.3f} {f.unread:8d} {f.unread_told:6d}"
        )
    if errors:
        for row, have in done["total"].misses:
            click.echo(f"  {row.day} {row.text!r}\n    应为 {list(row.want)}，未读 {row.unread}\n    实为 {have}")
    return Exit.DONE


@command("speed")
@click.option("--texts", type=click.Path(path_type=Path, file_okay=False, exists=True), help="取其中的终本裁定 txt")
@click.option("--count", type=click.IntRange(10, 100_000), default=200, help="多少份不同的文书，默认 200")
@click.option("--rounds", type=click.IntRange(1, 50), default=5, help="几轮，默认 5")
@click.option("--scaling", is_flag=True, help="再测两个工作进程是一个的几倍")
@click.option("--memory", type=click.IntRange(0, 10_000_000), default=0, help="再连续审查这么多份，看内存是否增长")
def speed(texts: Path | None, count: int, rounds: int, scaling: bool, memory: int) -> int:
    """测速：读文件、提取、46 项核对、评级、写 JSON 全程，与 jieba 对同一批文本仅分词相比，同一进程轮流测处理器用时。"""
    from importlib.resources import files

    from evaluation.bench import speed as bench

    batch = bench.texts_from(texts or Path(str(files("corpora"))), count)
    result = bench.measure(batch, rounds)
    ratios = result.ratios
    click.echo(f"终本裁定 {result.documents} 份，平均 {result.mean_chars:.0f} 字，{rounds} 轮")
    click.echo(f"benmo 全程审查  每秒 {max(result.ours):.0f} 份（最快一轮）")
    click.echo(f"jieba 仅分词    每秒 {max(result.jieba):.0f} 份（最快一轮）")
    click.echo(f"倍数  最低 {ratios[0]:.2f}  中位 {result.ratio:.2f}  最高 {ratios[-1]:.2f}（成批）")
    single = bench.measure(batch, rounds, together=1)
    click.echo(f"逐份审查的倍数  最低 {single.ratios[0]:.2f}  中位 {single.ratio:.2f}  最高 {single.ratios[-1]:.2f}")
    costs = bench.per_character(max(batch, key=len))
    click.echo("每字耗时（微秒）：" + "  ".join(f"{n:,}字 {c:.2f}" for n, c in costs.items()))
    debtors = bench.per_debtor()
    click.echo("每字耗时（微秒）：" + "  ".join(f"{n} 名被执行人 {c:.2f}" for n, c in debtors.items()))
    if scaling:
        two = bench.scaling(batch)
        click.echo(f"两个进程  每秒 {two.two:.0f} 份，一个 {two.one:.0f} 份，{two.ratio:.2f} 倍")
        click.echo(f"（按处理器用时计 {two.cpu_ratio:.2f} 倍，不受其他程序占用影响）")
    if memory:
        peaks = bench.memory(batch, memory)
        click.echo("内存峰值（MB）：" + "  ".join(f"{p:.0f}" for p in peaks))
    return Exit.DONE


@command("reading")
@click.option("--count", type=click.IntRange(4, 1_000), default=40, help="每种格式多少份，默认 40")
@click.option("--rounds", type=click.IntRange(3, 50), default=7, help="几轮，默认 7")
def reading(count: int, rounds: int) -> int:
    """测读取：网页、docx、带文字层的 pdf，从磁盘到文本，与直接调用 lxml、python-docx、pypdfium2 相比，轮流测。"""
    from evaluation.bench.reading import measure

    for row in measure(count, rounds):
        low, high = row.ratios[0], row.ratios[-1]
        click.echo(
            f"{row.name:12s} 本程序 {row.ours * 1e3:7.2f} 毫秒/份  底层库 {row.theirs * 1e3:7.2f} 毫秒/份  "
            f"倍数 中位 {row.ratio:.2f}（{low:.2f}–{high:.2f}）  平均 {row.mean_bytes / 1024:.0f} KB"
        )
    return Exit.DONE
