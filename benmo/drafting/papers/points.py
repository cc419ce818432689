"""One point of a paper in sentences: label, fact, norm, conclusion; and what is asked of the court for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from benmo.drafting import norms
from benmo.drafting.checks import broken
from benmo.drafting.facts import INNER, NAMES_EACH, quotations, violation_facts, wrong_citations
from benmo.drafting.form import Sentence
from benmo.drafting.norms import Namer, Norm
from benmo.drafting.papers.common import PAGE_BLANK, evidence
from benmo.drafting.plan import Left, Plan, Point
from benmo.drafting.words import BLANK, category, cn_date, listed, names, parse_iso

_REVOKING = frozenset({"precondition", "control", "procedure"})
#: A person confirmed a point without saying what was looked at: the paper must not say it for them.
SEEN_BLANK = "（此处写明查阅的材料）"
#: Pages that name their volume: 正卷12-18页, 执行卷第3页.
_VOLUME = re.compile("[卷册]")
_RESUME = "对本案依法恢复执行"


def point_sentences(plan: Plan, point: Point, namer: Namer, said: set[str] | None = None) -> list[Sentence]:
    """One defect: what was not done, the norm, the conclusion. *said*: what the paper has quoted already."""
    slots = fillers(plan, point)
    facts = point_facts(plan, point, slots, said)
    label = str(point.template["label"]["v"]) + "。" if point.proof == "violation" else ""
    if label:
        facts.insert(0, Sentence(label, "defect", point.evidence, findings=point.finding_ids))
    facts[-1] = _with_page(facts[-1], point)
    return [*facts, point_norm(point, namer), point_verdict(point, slots)]


def fillers(plan: Plan, point: Point) -> dict[str, str]:
    """What the placeholders of a template stand for in this case."""
    case = plan.case
    filed, ruled = parse_iso(case["filing_date"]), parse_iso(case["ruling_date"])
    respondents = [p["name"] for p in case["respondents"]]
    return {
        "seen": _seen(point),
        "who": listed(concerned(plan, point.finding)) or "被执行人",
        "A": names(case["applicants"]) or "申请执行人",
        "R": listed(respondents) or "被执行人",
        "R1": respondents[0] if len(respondents) == 1 else "被执行人",
        "M": _missing(point, respondents),
        "ruling": f"{case['case_no']}执行裁定" if case["case_no"] else "终结本次执行程序裁定",
        "filing": cn_date(case["filing_date"]),
        "ruled": cn_date(case["ruling_date"]),
        "days": str((ruled - filed).days) if filed and ruled else BLANK,
    }


def _seen(point: Point) -> str:
    """What a person looked through, without the inner file (副卷): a paper to the court does not name it."""
    seen = point.decision.seen if point.decision else ()
    return listed([s for s in seen if not any(word in s for word in INNER)]) or SEEN_BLANK


def concerned(plan: Plan, finding: Mapping[str, Any]) -> list[str]:
    """The living respondents that the finding is about; empty when it is about dead ones only.

    A finding names them in what is missing, in its items, or in its reason and passages; else it is about all.
    """
    respondents = [str(p["name"]) for p in plan.case["respondents"]]
    told = [str(m) for m in finding.get("missing", ())]
    told += [str(i["respondent"]) for i in finding.get("items", ()) if i.get("respondent") and i["conclusion"] != "ok"]
    named = [r for r in respondents if any(r in words for words in told)]
    if not named:
        words = str(finding["reason"]) + "".join(str(e["quote"]) for e in finding["evidence"])
        named = [r for r in respondents if r in words]
    return [r for r in named or respondents if r not in plan.dead]


def _missing(point: Point, respondents: list[str]) -> str:
    told = [category(str(m)) for m in point.finding.get("missing", ()) if str(m) not in respondents]
    return listed(told) or str(point.template.get("missing", ""))


def point_facts(plan: Plan, point: Point, slots: Mapping[str, str], said: set[str] | None = None) -> list[Sentence]:
    """What the material shows for a point, or what a person found in the file."""
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
        told = violation_facts(point.finding, plan.documents, str(point.template["label"]["v"]), said, plan.officials)
        if not told and said:  # Everything to be quoted stands in an earlier point.
            label = str(point.template["label"]["v"])
            told = violation_facts(point.finding, plan.documents, label, None, plan.officials)
        return told
    words = point.template["a" if point.proof == "confirmed_absent" else "c"].format_map(slots)
    by = point.decision
    remark = f"{by.by}于{cn_date(by.on.isoformat())}确认{f'：{by.note}' if by.note else ''}。" if by else ""
    told = [Sentence(f"{words}。", "fact", base, findings=ids, author="template", remark=remark)]
    if point.checkpoint in NAMES_EACH:
        things = quotations(base, plan.documents, said, plan.officials, each=True)
        told += [Sentence(f"{things}。", "fact", tuple(base), findings=ids)] if things else []
    return told


def _with_page(sentence: Sentence, point: Point) -> Sentence:
    pages = _pages(point.decision.pages.strip() if point.decision else "")
    return replace(sentence, text=sentence.text.removesuffix("。") + pages + "。")


def _pages(given: str) -> str:
    """The pages that a person gave; a place to fill in where none are given, or those of the inner file."""
    if not given or any(word in given for word in INNER):
        return PAGE_BLANK
    # 正卷12-18页 names its volume itself; bare numbers are of the prosecutors' own file.
    return f"（{given}）" if _VOLUME.search(given) else f"（检察卷第{given.removesuffix('页')}页）"


def in_force(point: Point) -> list[tuple[Norm, str]]:
    """The provisions of a point in the editions of its day, each with what it demands."""
    found = [(norms.at(n["id"], point.on), str(n["says"])) for n in point.template["norms"]]
    return [(norm, says) for norm, says in found if norm]


def point_norm(point: Point, namer: Namer) -> Sentence:
    """The provisions in force on the day of the act, and what each demands."""
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


def point_verdict(point: Point, slots: Mapping[str, str]) -> Sentence:
    """The conclusion: norm applied to fact, as strong as the proof."""
    words = point.template["verdict"]["c" if point.proof == "confirmed" else "v"].format_map(slots)
    ids = tuple(n.id for n, _ in in_force(point))
    return Sentence(f"{words}。", "defect", point.evidence, (), ids, point.finding_ids)


def sayable(plan: Plan, point: Point, left: list[Left]) -> bool:
    """Whether every sentence of the point may stand in the paper; if not, the point is listed in *left*."""
    label = str(point.template["label"]["v" if point.proof == "violation" else "c"])
    if not in_force(point):
        left.append(Left(label, "行为之日尚无相应规定，不作为违法情形提出"))
        return False
    sentences = point_sentences(plan, point, Namer([]))
    if not any(s.kind == "fact" for s in sentences):
        left.append(Left(label, "没有可以引用的材料或者可以写明的事实"))
        return False
    if plan.dead and not concerned(plan, point.finding) and "{who}" in str(point.template["request"]):
        left.append(Left(label, "所涉被执行人已死亡，不对其提出要求，核实后依法办理变更执行人"))
        return False
    faults = [(s, why) for s in sentences for why in broken(s.text, plan.case)]
    left += [Left(s.text, why) for s, why in faults]
    return not faults


def asked_of_court(plan: Plan, points: Sequence[Point]) -> list[tuple[str, tuple[str, ...]]]:
    """What is asked, this case first; each request once, with the findings that it answers."""
    asked: dict[str, tuple[str, ...]] = {}
    revoking = [p for p in points if p.template.get("revokes", p.template["class"] in _REVOKING)]
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
        if revoking:
            words = words.removeprefix(_RESUME).removeprefix("，并")
        if not words:
            continue
        asked[words] = asked.get(words, ()) + point.finding_ids
    return list(asked.items())
