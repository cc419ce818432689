"""Preconditions of papers: each is a yes or no on the plan; the Chinese reasons are data (data/conditions.yaml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from benmo.drafting.data import read_yaml
from benmo.drafting.errors import Unfit
from benmo.drafting.form import Sentence
from benmo.drafting.papers import followup
from benmo.drafting.papers.queries import queries_of
from benmo.drafting.plan import Plan

#: The needs of the papers that are no letters.
_NEEDS = {"审查终结报告": ("ruling",), "检察建议书": ("firm",), "调查核实方案": ("ruling",), "调卷函": ("case_no",)}
#: Class of findings about the paper alone: they say nothing of idleness.
_PAPER = "paper"
_CORRECTED = re.compile(r"(?:撤销|恢复)[^。；\n]{0,60}(?:终结本次执行程序|执行)[^。；\n]{0,30}")
_ORDER = re.compile(r"裁\s*定\s*如\s*下|决\s*定\s*如\s*下")


def require(plan: Plan, paper: str, needs: Iterable[str]) -> None:
    """Raise Unfit with the Chinese reason and the papers that fit instead when *plan* lacks one of *needs*."""
    for need in needs:
        if not CONDITIONS[need](plan):
            entry = read_yaml("conditions.yaml")[need]
            raise unfit(plan, paper, f"{entry['reason']}。", [str(n) for n in entry["instead"]])


def unfit(plan: Plan, paper: str, reason: str, instead: Iterable[str]) -> Unfit:
    """The refusal of *paper*: *reason*, and those of *instead* that fit the case, or whatever else fits it."""
    fitting = [n for n in instead if fits(plan, n)] or [
        n for n in (*_NEEDS, *read_yaml("letters.yaml")) if fits(plan, n)
    ]
    fitting = [n for n in fitting if n != paper][:4]
    hint = f"适合起草的文书：{'、'.join(fitting)}。" if fitting else "先补充材料，再起草文书。"
    return Unfit(reason, hint, tuple(fitting))


def fits(plan: Plan, paper: str) -> bool:
    """Whether the case meets all needs of *paper*."""
    needs = _NEEDS.get(paper) or read_yaml("letters.yaml")[paper]["needs"]
    return all(CONDITIONS[need](plan) for need in needs)


def holds(name: str, plan: Plan) -> bool:
    """Whether the condition *name* holds."""
    return CONDITIONS[name](plan)


def _doubt(plan: Plan) -> bool:
    points = read_yaml("points.yaml")
    found = [f["checkpoint"] for f in plan.open] + [p.checkpoint for p in (*plan.points, *plan.more)]
    return any(points[c]["class"] != _PAPER and points[c]["verify"]["ask"].get("court") for c in found)


def _clean(plan: Plan) -> bool:
    barred = any(
        f["conclusion"] == "violation" for f in plan.review["findings"] if f["checkpoint"] not in plan.rejected
    )
    return not plan.points and not barred and not any(f["weight"] != "minor" for f in plan.open)


def _clue(plan: Plan) -> bool:
    return bool(plan.clues)


def _unmet(plan: Plan) -> bool:
    if plan.reply:
        return plan.reply.get("outcome") in ("rejected", "partly_adopted") or bool(plan.particulars.ground)
    return followup.overdue(plan)


def ended(plan: Plan) -> list[Sentence]:
    """Why the review ends: as a person says, or as a ruling or reply of the court shows; empty when nothing tells."""
    if plan.particulars.ground:
        return [Sentence(f"{plan.particulars.ground.rstrip('。')}。", "fact", author="person")]
    told = []
    if plan.reply.get("outcome") == "adopted":
        told = [m for m in plan.reply.get("measures", ()) if re.search(r"撤销|恢复执行|补正|纠正", m)]
    if told:
        where = tuple(e for m in told for e in followup.passage(plan, "court_reply", m))
        return [
            Sentence(f"{plan.case['court'] or '执行法院'}已自行纠正：{'；'.join(told)}。", "fact", where, ("reply",))
        ]
    for document in plan.documents.values():
        text = str(document.get("text") or "")
        order = _ORDER.search(text)
        if document["type"] == "other_ruling" and order and (found := _CORRECTED.search(text, order.end())):
            quote = {"document": document["id"], "start": found.start(), "end": found.end(), "quote": found.group()}
            words = "".join(found.group().split())
            return [Sentence(f"执行法院已另行裁定：“{words}”。", "fact", (quote,))]
    return []


CONDITIONS: dict[str, Callable[[Plan], bool]] = {
    "ruling": lambda plan: bool(plan.review["findings"]),
    "firm": lambda plan: bool(plan.points),
    "doubt": _doubt,
    "clue": _clue,
    "own_faults": lambda plan: bool(followup.own_faults(plan)),
    "suggested": lambda plan: bool(plan.suggestion or plan.reply),
    "unmet": _unmet,
    "clean": _clean,
    "applicant": lambda plan: bool(plan.case["applicants"] or plan.suggestion or plan.reply),
    "ended": lambda plan: bool(ended(plan)),
    "to_query": lambda plan: bool(queries_of(plan)),
    "replied": lambda plan: bool(plan.reply),
    "adopted": lambda plan: plan.reply.get("outcome") in ("adopted", "partly_adopted"),
    "case_no": lambda plan: bool(plan.case["case_no"]),
    "unreplied_suggested": lambda plan: bool(plan.suggestion) and not plan.reply,
    "unreplied_firm": lambda plan: not plan.reply and not plan.suggestion and bool(plan.points),
    "unreplied_open": lambda plan: not plan.reply and not plan.suggestion and not plan.points,
}
