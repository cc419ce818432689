"""检察建议书 (supervision suggestion on one case): facts, opinion, requests, periods, blanks for people."""

from __future__ import annotations

from dataclasses import replace

from benmo.drafting import norms
from benmo.drafting.chronology import chronology
from benmo.drafting.data import read_yaml
from benmo.drafting.form import Paragraph, Sentence, line
from benmo.drafting.norms import Namer
from benmo.drafting.papers.common import (
    PAGE_BLANK,
    case_name,
    court,
    filing,
    head,
    reply_period,
    ruling,
    signature,
    source,
)
from benmo.drafting.papers.points import asked_of_court, in_force, point_sentences, sayable
from benmo.drafting.plan import Left, Plan, Point
from benmo.drafting.words import BLANK, listed, numeral

BLANKS = ("文号", "案件来源", "检察卷页码", "落款日期", "院印", "审批", "附件册数")

_SUPERVISION = ("msf-2023-art246", "jdgz-2021-art106")


def compose(plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs of the paper and what was left out of it on the way."""
    left: list[Left] = []
    points = [p for p in plan.points if sayable(plan, p, left)]
    parts = head(plan, "检察建议书", "检民执监")
    parts += [_source(plan), *_found(plan), *_opinion(plan, points), *_requests(plan, points), *_closing(plan)]
    return parts, left


def _source(plan: Plan) -> Paragraph:
    return Paragraph(
        (
            source(plan),
            Sentence(f"本院依法对{court(plan)}执行的{case_name(plan)}进行了审查。", "form", (), ("court",)),
            Sentence("现已审查终结。", "form"),
        )
    )


def _found(plan: Plan) -> list[Paragraph]:
    told, out = chronology(plan), [Paragraph((Sentence("现查明：", "form"), *filing(plan, named=True)))]
    if told:
        out.append(Paragraph(tuple(told)))
    last = ruling(plan)
    last[-1] = replace(last[-1], text=last[-1].text.removesuffix("。") + PAGE_BLANK + "。")
    return [*out, Paragraph(tuple(last))]


def _opinion(plan: Plan, points: list[Point]) -> list[Paragraph]:
    said: set[str] = set()
    namer = Namer([n.law for p in points for n, _ in in_force(p)])
    what = _tone(points, "违法情形", "违法情形和需要查明的问题", "问题")
    out = [line(f"本院认为，你院在该案执行中存在以下{what}：", "form")]
    for n, point in enumerate(points, 1):
        sentences = point_sentences(plan, point, namer, said)
        first = sentences[0]
        if len(points) > 1:
            sentences[0] = replace(first, text=f"{numeral(n)}是{first.text}")
        out.append(Paragraph(tuple(sentences), point=n))
    return out


def _classes(points: list[Point], key: str) -> str:
    """What is wrong (v) of the proven points, or what the file cannot prove (c) of the others, by class."""
    classes = read_yaml("words.yaml")["classes"]
    return listed(classes[p.template["class"]][key] for p in points if (p.proof == "confirmed") == (key == "c"))


def _tone(points: list[Point], firm: str, mixed: str, silent: str) -> str:
    """Words by what the points rest on: all proven, some only missing in the file, all missing."""
    proven = [p.proof != "confirmed" for p in points]
    return firm if all(proven) else mixed if any(proven) else silent


def _requests(plan: Plan, points: list[Point]) -> list[Paragraph]:
    found = [norms.at(i, plan.today) for i in _SUPERVISION]
    basis = [n for n in found if n]
    firm, silent = _classes(points, "v"), _classes(points, "c")
    told = [f"你院在该案执行中存在{firm}的情形"] if firm else []
    told += [f"现有卷宗材料{'亦' if firm else ''}不能证明{silent}"] if silent else []
    ids = tuple(i for p in points for i in p.finding_ids)
    duty = _tone(points, "应予纠正", "应当依法纠正、查明", "应当查明并依法纠正")
    opening = Paragraph(
        (
            Sentence(f"综上所述，{'；'.join(told)}，{duty}。", "defect", findings=ids),
            Sentence(
                f"根据{'、'.join(n.full for n in basis)}的规定，特提出检察建议，建议你院：", "form",
                norms=tuple(n.id for n in basis),
            ),
        )
    )  # fmt: skip
    asked = asked_of_court(plan, points)
    rows = [
        line(
            f"{n}.{words}{'；' if n < len(asked) else '。'}" if len(asked) > 1 else f"{words}。", "request", findings=of
        )
        for n, (words, of) in enumerate(asked, 1)
    ]
    return [opening, *rows]


def _closing(plan: Plan) -> list[Paragraph]:
    annex = [
        line(f"附：1.检察卷宗{BLANK}册", "form", "annex"),
        line(f"{BLANK}2.证据材料目录及复印件{BLANK}份", "form", "annex"),
    ]
    return [reply_period("检察建议书"), *signature(plan, to=True), *annex]
