"""类案检察建议书 (suggestion on a class of cases): one fault that several cases of one court share, case by case.

Only what is proven or confirmed in each case counts; a fault found in one case alone is left to that case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benmo.drafting import norms
from benmo.drafting.errors import Unfit
from benmo.drafting.form import Paragraph, Sentence, line
from benmo.drafting.norms import Namer, Norm
from benmo.drafting.papers.common import (
    PAGE_BLANK,
    case_name,
    court,
    evidence,
    head,
    reply_period,
    signature,
    source,
)
from benmo.drafting.papers.points import fillers, in_force, point_facts, sayable
from benmo.drafting.plan import MOST_POINTS, Left, Plan, Point
from benmo.drafting.words import BLANK, case_stem, cn_date, listed, numeral

NAME = "类案检察建议书"
BLANKS = ("文号", "案件来源", "检察卷页码", "落款日期", "院印", "审批", "附件册数")
#: From so many cases on a fault is one of a class (民事监督规则第一百一十七条：多起).
LEAST = 2
_INSTEAD = ("检察建议书", "审查终结报告")
_BASIS = ("msf-2023-art246", "jdgz-2021-art117")


@dataclass(frozen=True, slots=True)
class Shared:
    """A fault and the cases that have it, in the order given."""

    checkpoint: str
    cases: tuple[tuple[Plan, Point], ...]

    @property
    def first(self) -> Point:
        """The point of the first case."""
        return self.cases[0][1]

    @property
    def firm(self) -> bool:
        """Whether every case proves it; where one file is only silent, no more is said of any."""
        return all(p.proof != "confirmed" for _, p in self.cases)

    @property
    def label(self) -> str:
        """The fault in a few words."""
        return str(self.first.template["label"]["v" if self.firm else "c"])


def no_single(_plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """One case is no class."""
    raise Unfit(
        "类案检察建议书须有两件以上案件。", "在命令中写出各案的文件或者目录；单个案件起草检察建议书。", _INSTEAD
    )


def compose(plans: Sequence[Plan]) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs of the paper on *plans* and what was left out.

    Raises:
        Unfit: fewer than two cases, several courts, or no fault that two cases share.
    """
    if len(plans) < LEAST:
        no_single(plans[0])
    courts = listed(dict.fromkeys(p.case["court"] or "未载明法院" for p in plans))
    if "、" in courts:
        raise Unfit(f"各案的执行法院不同（{courts}），类案检察建议书只能致一个法院。", "按法院分别起草。", _INSTEAD)
    left: list[Left] = [x for p in plans for x in p.left]
    shared = _shared(plans, left)
    if not shared:
        raise Unfit(
            "没有一项问题在两件以上案件中查实或者经人确认，不具备制发类案检察建议书的条件。",
            "逐案阅卷确认（决定文件中每项写明 case 案号或文件名），或者分别起草检察建议书。",
            _INSTEAD,
        )
    lead = plans[0]
    involved = [p for p in plans if any(p is q for s in shared for q, _ in s.cases)]
    parts = [
        *head(lead, "检察建议书", "检民执监"),
        _source(lead, plans),
        *_found(involved),
        line("本院认为，上列案件存在下列同类问题：", "form"),
        *_opinion(shared, len(plans)),
        *_requests(lead, shared, len(involved)),
        reply_period("检察建议书"),
        *signature(lead, to=True),
        line(f"附：1.检察卷宗{BLANK}册", "form", "annex"),
        line(f"{BLANK}2.案件明细及证据材料目录{BLANK}份", "form", "annex"),
    ]
    return parts, left


def _shared(plans: Sequence[Plan], left: list[Left]) -> list[Shared]:
    found: dict[str, list[tuple[Plan, Point]]] = {}
    for plan in plans:
        for point in (*plan.points, *plan.more):
            if sayable(plan, point, left):
                found.setdefault(point.checkpoint, []).append((plan, point))
    shared = []
    for checkpoint, of in found.items():
        firm = [c for c in of if c[1].proof != "confirmed"]
        silent = [c for c in of if c[1].proof == "confirmed"]
        groups = [firm, silent] if len(firm) >= LEAST else [of]
        shared += [Shared(checkpoint, tuple(g)) for g in groups if len(g) >= LEAST]
        alone = [g for g in groups if 0 < len(g) < LEAST]
        left += [Left(str(g[0][1].template["name"]), "仅见于一案，按个案处理") for g in alone]
    weight = {"severe": 0, "ordinary": 1, "minor": 2}
    shared.sort(key=lambda s: (weight[s.first.finding["weight"]], not s.firm, -len(s.cases)))
    left += [Left(s.label, f"一份检察建议书至多列{MOST_POINTS}项") for s in shared[MOST_POINTS:]]
    return shared[:MOST_POINTS]


def _source(lead: Plan, plans: Sequence[Plan]) -> Paragraph:
    words = f"本院依法对{court(lead)}裁定终结本次执行程序的{len(plans)}件案件进行了审查。"
    return Paragraph((source(lead), Sentence(words, "form", (), ("court",)), Sentence("现已审查终结。", "form")))


def _found(plans: Sequence[Plan]) -> list[Paragraph]:
    out = [line("现查明：", "form")]
    for n, plan in enumerate(plans, 1):
        case = plan.case
        paths = ("applicants", "respondents", "cause", "case_no", "filing_date", "ruling_date")
        words = (
            f"{n}.{case_name(plan)}，你院于{cn_date(case['filing_date'])}立案执行，案号为{case_stem(case['case_no'])}，"
            f"于{cn_date(case['ruling_date'])}裁定终结本次执行程序{PAGE_BLANK}。"
        )
        where = tuple(e for p in (*case["applicants"], *case["respondents"]) for e in p.get("evidence", ()))
        out.append(Paragraph((_of(plan, Sentence(words, "fact", where + evidence(plan, *paths), paths)),)))
    return out


def _of(plan: Plan, sentence: Sentence) -> Sentence:
    """The sentence with the case that its evidence belongs to."""
    return replace(sentence, case=str(plan.review["id"]))


def _opinion(shared: Sequence[Shared], total: int) -> list[Paragraph]:
    everything = [n for s in shared for n in _norms(s)]
    namer = Namer([norm.law for norm, _ in everything])
    return [Paragraph(tuple(_one(n, s, namer, total)), point=None) for n, s in enumerate(shared, 1)]


def _one(n: int, one: Shared, namer: Namer, total: int) -> list[Sentence]:
    ids = tuple(i for _, p in one.cases for i in p.finding_ids)
    where = tuple(e for _, p in one.cases for e in p.evidence)
    told = [Sentence(f"{numeral(n)}是{one.label}（{total}件中有{len(one.cases)}件）。", "defect", where, findings=ids)]
    for plan, point in one.cases:
        facts = point_facts(plan, point, fillers(plan, point))
        number = case_stem(plan.case["case_no"])
        facts[0] = replace(
            facts[0],
            text=f"{number}案中，{_with_subject(facts[0].text.removeprefix('本案'))}",
            facts=(*facts[0].facts, "case_no"),
        )
        facts[-1] = replace(facts[-1], text=facts[-1].text.removesuffix("。") + _page(point) + "。")
        told += [_of(plan, s) for s in facts]
    found = _norms(one)
    doubt = [norm for norm, _ in found if not norm.verified]
    told.append(
        Sentence(
            f"{'；'.join(f'{namer.name(norm)}规定，{says}' for norm, says in found)}。",
            "norm",
            (),
            (),
            tuple(norm.id for norm, _ in found),
            ids,
            unverified=tuple(norm.id for norm in doubt),
            remark=f"以下条文的原文或条号未核对，发出前请查对：{listed(norm.full for norm in doubt)}。"
            if doubt
            else "",
        )
    )
    verdict = one.first.template["verdict"]["v" if one.firm else "c"]
    told.append(
        Sentence(f"{verdict}。".replace("本案", "上列各案"), "defect", where, (), tuple(x.id for x, _ in found), ids)
    )
    return told


def _with_subject(words: str) -> str:
    """于某日立案执行 has lost its subject when it stands alone behind the number of the case."""
    return f"你院{words}" if words.startswith("于") else words


def _page(point: Point) -> str:
    return f"（检察卷第{point.decision.pages}页）" if point.decision and point.decision.pages else PAGE_BLANK


def _norms(one: Shared) -> list[tuple[Norm, str]]:
    """Every edition that one of the cases is measured by, the oldest day first; each article once."""
    found: dict[str, tuple[Norm, str]] = {}
    for _, point in sorted(one.cases, key=lambda c: c[1].on):
        for norm, says in in_force(point):
            found.setdefault(norm.full, (norm, says))
    return list(found.values())


def _requests(lead: Plan, shared: Sequence[Shared], total: int) -> list[Paragraph]:
    basis = [n for n in (norms.at(i, lead.today) for i in _BASIS) if n]
    ids = tuple(i for s in shared for _, p in s.cases for i in p.finding_ids)
    opening = Sentence(
        f"根据{'、'.join(n.full for n in basis)}的规定，特提出检察建议，建议你院：",
        "form",
        norms=tuple(n.id for n in basis),
        findings=ids,
    )
    asked = [("对上列各案逐案审查，不符合终结本次执行程序条件的，依法纠正并恢复执行", ids)]
    for one in shared:
        words = _general(one, total)
        asked.append((words, tuple(i for _, p in one.cases for i in p.finding_ids)))
    asked.append(("针对上述同类问题规范办理终结本次执行程序案件，防止再次发生", ids))
    last = len(asked)
    rows = [line(f"{n}.{w}{'；' if n < last else '。'}", "request", findings=of) for n, (w, of) in enumerate(asked, 1)]
    return [Paragraph((opening,)), *rows]


def _general(one: Shared, total: int) -> str:
    """The request of the point, for all cases that have it: no names, no single ruling."""
    general: Mapping[str, str] = {
        "seen": "执行卷宗",
        "who": "被执行人",
        "A": "申请执行人",
        "R": "被执行人",
        "R1": "被执行人",
        "M": str(one.first.template.get("missing", "财产")),
        "ruling": "各案裁定",
        "filing": "",
        "ruled": "",
        "days": "",
    }
    words = str(one.first.template["request"]).format_map(general).replace("被执行人被执行人", "被执行人")
    words = words.removeprefix("对本案依法恢复执行").removeprefix("，并").replace("本案", "上列各案")
    cases = listed(case_stem(p.case["case_no"]) for p, _ in one.cases)
    where = "上列各案" if len(one.cases) == total else f"{cases}案"
    return f"在{where}中，{words or '依法恢复执行'}"
