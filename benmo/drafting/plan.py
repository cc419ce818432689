"""From a review and a person's decisions to a plan: which points a paper makes, in which order, and what they rest on.

Pure: no text is written here and no model is asked. The plan is all that the papers see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from benmo.drafting.data import read_yaml
from benmo.drafting.deceased import deceased
from benmo.drafting.decisions import Decision
from benmo.drafting.particulars import Particulars
from benmo.drafting.words import parse_iso
from benmo.errors import NothingFirm

Proof = Literal["violation", "confirmed_absent", "confirmed"]

#: More defects than this weaken a paper; the rest is left to the review report.
MOST_POINTS = 4

_NONE = Particulars()
#: The finding that goes to the police, never to the court.
_CLUE = "refusal_crime_referral"
_NO_EFFECT = "该项已有人确认，但审查结论为合规或者不适用，两者不一致，未写入文书；请核对材料，先更正审查结论再起草"
#: What is no part of the court's file: the ruling itself, and papers of parties and procurators.
_NO_FILE = frozenset({"termination_ruling", "supervision_request", "procuratorial_suggestion", "court_reply"})
_SUBSTITUTION = (
    "不对其提出查询、限制消费等要求；核实死亡时间、遗产和继承人、遗产管理人，依法办理变更执行人；"
    "裁定书载明的送达、查询等是否发生在其死亡之后，一并核实"
)
_PROOF_RANK: dict[str, int] = {"violation": 0, "confirmed_absent": 1, "confirmed": 2}
_WEIGHT_RANK = {"severe": 0, "ordinary": 1, "minor": 2}
_CLASS_RANK = {"control": 0, "precondition": 1, "after": 2, "procedure": 3, "sanction": 4, "linkage": 5, "paper": 6}
_DAY = re.compile(r"(\d{4})\s*[年\-.]\s*(\d{1,2})\s*[月\-.]\s*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Point:
    """One defect to be raised. ``also`` are findings on the same fact that it takes in."""

    checkpoint: str
    proof: Proof
    finding: Mapping[str, Any]
    template: Mapping[str, Any]
    on: date
    decision: Decision | None = None
    also: tuple[Mapping[str, Any], ...] = ()

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """The findings that this point answers, its own first."""
        return (str(self.finding["id"]), *(str(f["id"]) for f in self.also))

    @property
    def evidence(self) -> tuple[dict[str, Any], ...]:
        """The evidence of all its findings, each passage once."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for item in (e for f in (self.finding, *self.also) for e in f["evidence"]):
            found.setdefault((item["document"], item["start"], item["end"]), item)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not in the paper, and why; ``text`` is what would have been said."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a paper is written from.

    ``points`` go into a suggestion, strongest first; ``more`` are firm too, but beyond the four that one paper takes;
    ``open`` are the findings that nobody has decided; ``left`` says what was left out and why.
    """

    review: Mapping[str, Any]
    today: date
    office: str = ""
    points: tuple[Point, ...] = ()
    open: tuple[Mapping[str, Any], ...] = ()
    left: tuple[Left, ...] = ()
    decisions: tuple[Decision, ...] = ()
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    particulars: Particulars = _NONE
    more: tuple[Point, ...] = ()
    dead: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def suggestion(self) -> Mapping[str, Any]:
        """The 检察建议书 found in the material; empty when there is none."""
        return self.review.get("suggestion") or {}

    @property
    def reply(self) -> Mapping[str, Any]:
        """The court's reply found in the material; empty when there is none."""
        return self.review.get("reply") or {}

    @property
    def case(self) -> Mapping[str, Any]:
        """The case object of the review."""
        case: Mapping[str, Any] = self.review["case"]
        return case

    @property
    def only_ruling(self) -> bool:
        """Whether of the court's file nothing but the ruling was read."""
        return all(d["type"] in _NO_FILE for d in self.documents.values())

    @property
    def officials(self) -> frozenset[str]:
        """The names of the judges and the clerk, which no paper to others prints; parties of the same name excepted."""
        panel = self.case.get("panel") or {}
        people = [panel.get("presiding"), panel.get("clerk"), *panel.get("judges", ())]
        parties = {p["name"] for p in (*self.case["applicants"], *self.case["respondents"])}
        return frozenset(n for n in people if n and len(n) > 1 and n not in parties)

    @property
    def idle(self) -> frozenset[str]:
        """The checkpoints that a person confirmed and the review finds in order: neither outranks the other."""
        by = {d.checkpoint: d for d in self.decisions}
        return frozenset(f["checkpoint"] for f in self.review["findings"] if _idle(f, by.get(f["checkpoint"])))

    @property
    def rejected(self) -> frozenset[str]:
        """The checkpoints whose findings a person rejected."""
        return frozenset(d.checkpoint for d in self.decisions if d.decision == "rejected")

    @property
    def clues(self) -> tuple[Mapping[str, Any], ...]:
        """The findings that point to the crime of refusing to obey a judgment, shown or confirmed by a person."""
        firm = {d.checkpoint for d in self.decisions if d.decision != "rejected"}
        return tuple(
            f for f in self.review["findings"]
            if f["checkpoint"] == _CLUE and f["checkpoint"] not in self.rejected
            and (f["conclusion"] == "violation" or (f["conclusion"] == "not_shown" and _CLUE in firm))
        )  # fmt: skip

    @property
    def confirmed(self) -> list[dict[str, Any]]:
        """The record of what persons confirmed, as draft.schema.json wants it."""
        firm = [p for p in (*self.points, *self.more) if p.proof != "violation"]
        taken = {str(f["checkpoint"]) for p in firm for f in (p.finding, *p.also)}
        return [_record(d) for d in self.decisions if d.checkpoint in taken]


def make_plan(
    review: Mapping[str, Any],
    decisions: Sequence[Decision],
    today: date,
    office: str = "",
    particulars: Particulars = _NONE,
) -> Plan:
    """The plan of all papers on *review*.

    A `violation` becomes a point unless a person rejected it; a `not_shown` only if a person confirmed it from the
    file. Everything that is not shown and undecided stays in ``open``, for the verification plan.
    """
    by_checkpoint = {d.checkpoint: d for d in decisions}
    found = [_point(f, by_checkpoint.get(f["checkpoint"]), review, today) for f in review["findings"]]
    points = [p for p in found if isinstance(p, Point)]
    left = [p for p in found if isinstance(p, Left)]
    left += [Left(_name(f), _NO_EFFECT) for f in review["findings"] if _idle(f, by_checkpoint.get(f["checkpoint"]))]
    dead = deceased(review)
    left += [Left(f"被执行人{name}已死亡（“{e['quote']}”）", _SUBSTITUTION) for name, e in dead.items()]
    points = _merged(sorted(points, key=_strength))
    left += [
        Left(_label(p), f"一份检察建议书至多列{MOST_POINTS}项，本项列入审查终结报告") for p in points[MOST_POINTS:]
    ]
    return Plan(
        review=review,
        today=today,
        office=office,
        points=tuple(points[:MOST_POINTS]),
        open=tuple(f for f in review["findings"] if _is_open(f, by_checkpoint.get(f["checkpoint"]))),
        left=tuple(left),
        decisions=tuple(decisions),
        documents={str(d["id"]): d for d in review["documents"]},
        particulars=particulars,
        more=tuple(points[MOST_POINTS:]),
        dead=dead,
    )


def require_firm(plan: Plan) -> None:
    """Raise NothingFirm when there is nothing that may be put to a court."""
    if "administrative" in plan.case.get("tags", ()):
        raise NothingFirm("本案系行政非诉或者行政裁判执行，不按民事执行监督出具检察建议书。", "移送行政检察部门办理。")
    if not plan.review["findings"]:
        raise NothingFirm("材料中没有终结本次执行程序裁定书，不能起草检察建议书。", "补充裁定书和卷宗材料后再起草。")
    if not plan.points and not plan.open:
        raise NothingFirm(
            "没有查实的违法情形，也没有待核实的问题。",
            "当事人申请监督的，可起草不支持监督申请决定书；依职权监督的，终结审查。",
        )
    if not plan.points:
        raise NothingFirm(
            "没有查实的违法情形，也没有经人确认的问题（裁定书未载明不等于未做）。",
            "先据所附调卷函、调查核实方案调卷核实；确认后用 --confirm 要点 或 --decisions 文件 记入，再起草。",
        )


def _point(
    finding: Mapping[str, Any], decision: Decision | None, review: Mapping[str, Any], today: date
) -> Point | Left | None:
    proof = _proof(finding, decision)
    if proof is None:
        return None
    template = read_yaml("points.yaml")[finding["checkpoint"]]
    if "barred" in template:
        return Left(str(finding["reason"]), str(template["barred"]))
    chosen = _variant(template, finding) if proof == "violation" else template
    return Point(finding["checkpoint"], proof, finding, chosen, _act_day(finding, review, today), decision)


def _proof(finding: Mapping[str, Any], decision: Decision | None) -> Proof | None:
    if decision and decision.decision == "rejected":
        return None
    if finding["conclusion"] == "violation":
        return "violation"
    if finding["conclusion"] == "not_shown" and decision:
        return "confirmed_absent" if decision.decision == "confirmed_absent" else "confirmed"
    return None


def _is_open(finding: Mapping[str, Any], decision: Decision | None) -> bool:
    return finding["conclusion"] == "not_shown" and decision is None


def _idle(finding: Mapping[str, Any], decision: Decision | None) -> bool:
    """Whether a confirmation has nothing to confirm: the finding says ok or na."""
    return bool(decision) and decision.decision != "rejected" and finding["conclusion"] in ("ok", "na")  # type: ignore[union-attr]


def _name(finding: Mapping[str, Any]) -> str:
    return str(read_yaml("points.yaml")[finding["checkpoint"]]["name"])


def _variant(template: Mapping[str, Any], finding: Mapping[str, Any]) -> Mapping[str, Any]:
    words = finding["reason"] + "".join(str(e["quote"]) for e in finding["evidence"])
    for variant in template.get("variants", ()):
        if re.search(variant["when"], words):
            merged = {**template, **variant}
            for key in ("label", "verdict"):
                merged[key] = {**template[key], **variant.get(key, {})}
            return merged
    return template


def _act_day(finding: Mapping[str, Any], review: Mapping[str, Any], today: date) -> date:
    """The day whose law measures the act: of the ruling, or, for what came after it, the last day in the evidence."""
    ruled = parse_iso(review["case"]["ruling_date"])
    if read_yaml("points.yaml")[finding["checkpoint"]]["class"] != "after":
        return ruled or today
    days = [
        d for e in finding["evidence"] for d in days_in(str(e["quote"])) if (not ruled or d >= ruled) and d <= today
    ]
    return max(days, default=ruled or today)


def days_in(text: str) -> list[date]:
    """The dates written in digits in *text* that exist."""
    found = (parse_iso(f"{int(y):04d}-{int(m):02d}-{int(d):02d}") for y, m, d in _DAY.findall(text))
    return [d for d in found if d]


def _strength(point: Point) -> tuple[int, int, int]:
    return (
        _WEIGHT_RANK[point.finding["weight"]],
        _PROOF_RANK[point.proof],
        _CLASS_RANK[point.template["class"]],
    )


def _merged(points: list[Point]) -> list[Point]:
    """Points on the same fact made one, by the table of merges; the place of the stronger one is kept."""
    by_id = {p.checkpoint: p for p in points}
    order = [p.checkpoint for p in points]
    for rule in read_yaml("merges.yaml"):
        for taken in rule["takes"]:
            keep, other = by_id.get(rule["keep"]), by_id.get(taken)
            if keep and other and keep.proof == other.proof and (rule["when"] == "always" or _same_fact(keep, other)):
                by_id[keep.checkpoint] = _take(keep, other)
                del by_id[taken]
                first, second = sorted((order.index(keep.checkpoint), order.index(taken)))
                order[first] = keep.checkpoint
                del order[second]
    return [by_id[c] for c in order]


def _take(keep: Point, other: Point) -> Point:
    return Point(
        keep.checkpoint, keep.proof, keep.finding, keep.template, keep.on, keep.decision or other.decision,
        (*keep.also, other.finding, *other.also),
    )  # fmt: skip


def _same_fact(one: Point, other: Point) -> bool:
    return any(
        a["document"] == b["document"] and a["start"] < b["end"] and b["start"] < a["end"]
        for a in one.finding["evidence"]
        for b in other.finding["evidence"]
    )


def _label(point: Point) -> str:
    return str(point.template["label"]["v" if point.proof == "violation" else "c"])


def _record(decision: Decision) -> dict[str, Any]:
    return {
        "checkpoint": decision.checkpoint,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "decision": decision.decision,
        "seen": list(decision.seen),
        "pages": decision.pages,
        "note": decision.note,
        **({"case": decision.case} if decision.case else {}),
    }
