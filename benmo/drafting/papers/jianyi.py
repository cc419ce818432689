"""检察建议书 (supervision suggestion on one case): facts, opinion, requests, periods, blanks for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from benmo.drafting import norms
from benmo.drafting.checks import broken
from benmo.drafting.chronology import chronology
from benmo.drafting.data import read_yaml
from benmo.drafting.facts import violation_facts, wrong_citations
from benmo.drafting.form import Paragraph, Sentence, line
from benmo.drafting.norms import Namer, Norm
from benmo.drafting.papers.common import case_name, court, evidence, filing, head, ruling, signature
from benmo.drafting.plan import Left, Plan, Point
from benmo.drafting.words import BLANK, category, cn_date, listed, names, numeral, parse_iso

BLANKS = ("文号", "案件来源", "检察卷页码", "落款日期", "院印", "审批", "附件册数")

_PAGE_BLANK = f"（检察卷第{BLANK}页）"
_SUPERVISION = ("msf-2023-art246", "jdgz-2021-art106")
_REVOKING = frozenset({"precondition", "control", "procedure"})


def compose(plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs of the paper and what was left out of it on the way."""
    left: list[Left] = []
    points = [p for p in plan.points if _sayable(plan, p, left)]
    parts = head(plan, "检察建议书", "检民执监")
    parts += [_source(plan), *_found(plan), *_opinion(plan, points), *_requests(plan, points), *_closing(plan)]
    return parts, left


def point_sentences(plan: Plan, point: Point, namer: Namer) -> list[Sentence]:
    """One defect: what was not done, the norm, the conclusion."""
    slots = fillers(plan, point)
    facts = _fact(plan, point, slots)
    label = str(point.template["label"]["v"]) + "。" if point.proof == "violation" else ""
    if label:
        facts.insert(0, Sentence(label, "defect", point.evidence, findings=point.finding_ids))
    facts[-1] = _with_page(facts[-1], point)
    return [*facts, _norm(point, namer), _verdict(point, slots)]


def fillers(plan: Plan, point: Point) -> dict[str, str]:
    """What the placeholders of a template stand for in this case."""
    case = plan.case
    filed, ruled = parse_iso(case["filing_date"]), parse_iso(case["ruling_date"])
    respondents = [p["name"] for p in case["respondents"]]
    return {
        "seen": listed(point.decision.seen) if point.decision and point.decision.seen else "执行卷宗",
        "who": listed(_concerned(point.finding, respondents) or respondents) or "被执行人",
        "A": names(case["applicants"]) or "申请执行人",
        "R": listed(respondents) or "被执行人",
        "R1": respondents[0] if len(respondents) == 1 else "被执行人",
        "M": _missing(point, respondents),
        "ruling": f"{case['case_no']}执行裁定" if case["case_no"] else "终结本次执行程序裁定",
        "filing": cn_date(case["filing_date"]),
        "ruled": cn_date(case["ruling_date"]),
        "days": str((ruled - filed).days) if filed and ruled else BLANK,
    }


def _concerned(finding: Mapping[str, Any], respondents: list[str]) -> list[str]:
    """The respondents that the finding is about, when it is not about all of them."""
    told = [str(m) for m in finding.get("missing", ())]
    told += [str(i["respondent"]) for i in finding.get("items", ()) if i.get("respondent") and i["conclusion"] != "ok"]
    return [r for r in respondents if any(r in words for words in told)]


def _missing(point: Point, respondents: list[str]) -> str:
    told = [category(str(m)) for m in point.finding.get("missing", ()) if str(m) not in respondents]
    return listed(told) or str(point.template.get("missing", ""))


def _fact(plan: Plan, point: Point, slots: Mapping[str, str]) -> list[Sentence]:
    ids, base = point.finding_ids, point.evidence
    if point.proof == "violation" and "v" in point.template and plan.case["filing_date"] and plan.case["ruling_date"]:
        where = base or evidence(plan, "filing_date", "ruling_date")
        return [
            Sentence(
                point.template["v"].format_map(slots) + "。", "fact", where, ("filing_date", "ruling_date"), (), ids
            )
        ]
    if point.proof == "violation":
        if point.checkpoint == "legal_citation" and (told := wrong_citations(plan.case, ids)):
            return told
        return violation_facts(point.finding, plan.documents, str(point.template["label"]["v"]))
    words = point.template["a" if point.proof == "confirmed_absent" else "c"].format_map(slots)
    by = point.decision
    remark = f"{by.by}于{cn_date(by.on.isoformat())}确认{f'：{by.note}' if by.note else ''}。" if by else ""
    return [Sentence(f"{words}。", "fact", base, findings=ids, author="template", remark=remark)]


def _with_page(sentence: Sentence, point: Point) -> Sentence:
    pages = f"（检察卷第{point.decision.pages}页）" if point.decision and point.decision.pages else _PAGE_BLANK
    return replace(sentence, text=sentence.text.removesuffix("。") + pages + "。")


def in_force(point: Point) -> list[tuple[Norm, str]]:
    """The provisions of a point in the editions of its day, each with what it demands."""
    found = [(norms.at(n["id"], point.on), str(n["says"])) for n in point.template["norms"]]
    return [(norm, says) for norm, says in found if norm]


def _norm(point: Point, namer: Namer) -> Sentence:
    found = in_force(point)
    words = "；".join(f"{namer.name(norm)}规定，{says}" for norm, says in found)
    unverified = tuple(n.id for n, _ in found if not n.verified)
    remark = (
        f"以下条文的原文或条号未核对，发出前请查对：{listed(n.full for n, _ in found if not n.verified)}。"
        if unverified
        else ""
    )
    return Sentence(
        f"{words}。", "norm", (), (), tuple(n.id for n, _ in found), point.finding_ids, "template", unverified, remark
    )


def _verdict(point: Point, slots: Mapping[str, str]) -> Sentence:
    words = point.template["verdict"]["c" if point.proof == "confirmed" else "v"].format_map(slots)
    ids = tuple(n.id for n, _ in in_force(point))
    return Sentence(f"{words}。", "defect", point.evidence, (), ids, point.finding_ids)


def _sayable(plan: Plan, point: Point, left: list[Left]) -> bool:
    """Whether every sentence of the point may stand in the paper; if not, the point is listed in *left*."""
    label = str(point.template["label"]["v" if point.proof == "violation" else "c"])
    if not in_force(point):
        left.append(Left(label, "行为之日尚无相应规定，不作为违法情形提出"))
        return False
    sentences = point_sentences(plan, point, Namer([]))
    if not any(s.kind == "fact" for s in sentences):
        left.append(Left(label, "没有可以引用的材料或者可以写明的事实"))
        return False
    faults = [(s, why) for s in sentences for why in broken(s.text, plan.case)]
    left += [Left(s.text, why) for s, why in faults]
    return not faults


def _source(plan: Plan) -> Paragraph:
    words = f"{BLANK}（案件来源：当事人申请监督或者本院依职权监督，由承办人填写），"
    return Paragraph(
        (
            Sentence(words, "form"),
            Sentence(f"本院依法对{court(plan)}执行的{case_name(plan)}进行了审查。", "form", (), ("court",)),
            Sentence("现已审查终结。", "form"),
        )
    )


def _found(plan: Plan) -> list[Paragraph]:
    told, out = chronology(plan), [Paragraph((Sentence("现查明：", "form"), *filing(plan, named=True)))]
    if told:
        out.append(Paragraph(tuple(told)))
    last = ruling(plan)
    last[-1] = replace(last[-1], text=last[-1].text.removesuffix("。") + _PAGE_BLANK + "。")
    return [*out, Paragraph(tuple(last))]


def _opinion(plan: Plan, points: list[Point]) -> list[Paragraph]:
    firm = any(p.proof != "confirmed" for p in points)
    namer = Namer([n.law for p in points for n, _ in in_force(p)])
    what = "违法情形" if firm else "问题"
    out = [line(f"本院认为，你院在该案执行中存在以下{what}：", "form")]
    for n, point in enumerate(points, 1):
        sentences = point_sentences(plan, point, namer)
        first = sentences[0]
        if len(points) > 1:
            sentences[0] = replace(first, text=f"{numeral(n)}是{first.text}")
        out.append(Paragraph(tuple(sentences), point=n))
    return out


def _requests(plan: Plan, points: list[Point]) -> list[Paragraph]:
    found = [norms.at(i, plan.today) for i in _SUPERVISION]
    basis = [n for n in found if n]
    classes = read_yaml("words.yaml")["classes"]
    wrongs = listed(classes[p.template["class"]]["c" if p.proof == "confirmed" else "v"] for p in points)
    ids = tuple(i for p in points for i in p.finding_ids)
    duty = "应予纠正" if any(p.proof != "confirmed" for p in points) else "应当查明并依法纠正"
    opening = Paragraph(
        (
            Sentence(f"综上所述，你院在该案执行中存在{wrongs}的情形，{duty}。", "defect", findings=ids),
            Sentence(
                f"根据{'、'.join(n.full for n in basis)}的规定，特提出检察建议，建议你院：", "form",
                norms=tuple(n.id for n in basis),
            ),
        )
    )  # fmt: skip
    asked = _asked(plan, points)
    rows = [
        line(
            f"{n}.{words}{'；' if n < len(asked) else '。'}" if len(asked) > 1 else f"{words}。", "request", findings=of
        )
        for n, (words, of) in enumerate(asked, 1)
    ]
    return [opening, *rows]


def _asked(plan: Plan, points: list[Point]) -> list[tuple[str, tuple[str, ...]]]:
    """What is asked, this case first; each request once, with the findings that it answers."""
    asked: dict[str, tuple[str, ...]] = {}
    revoking = [p for p in points if p.template["class"] in _REVOKING]
    if revoking:
        number = f"{plan.case['case_no']}执行裁定" if plan.case["case_no"] else "终结本次执行程序的裁定"
        firm = [p for p in revoking if p.proof != "confirmed"]
        words = (
            f"依法纠正{number}，对本案恢复执行"
            if firm
            else f"对{number}依法进行审查，确不符合终结本次执行程序条件的，予以纠正并恢复执行"
        )
        asked[words] = tuple(i for p in (firm or revoking) for i in p.finding_ids)
    for point in points:
        words = point.template["request"].format_map(fillers(plan, point))
        if revoking and words == "对本案依法恢复执行":
            continue
        asked[words] = asked.get(words, ()) + point.finding_ids
    return list(asked.items())


def _closing(plan: Plan) -> list[Paragraph]:
    reply = Sentence(
        "请你院在收到本检察建议书后三个月内将处理结果书面回复本院，并附送作出的裁定、决定等法律文书或者有关凭证。",
        "closing",
        norms=("zxjd-2016-art13",),
    )
    objection = Sentence(
        "如有异议，请在收到本检察建议书之日起十五日内书面向本院提出，本院将依法复核。",
        "closing",
        norms=("jcjy-2019-art16", "jcjy-2019-art23"),
        remark="异议期限没有统一规定，此处按十五日拟写，可按本院做法调整。",
    )
    annex = [
        line(f"附：1.检察卷宗{BLANK}册", "form", "annex"),
        line(f"{BLANK}2.证据材料目录及复印件{BLANK}份", "form", "annex"),
    ]
    return [Paragraph((reply, objection)), *signature(plan, to=True), *annex]
