"""The grade: a pure function of findings and the rubric (``rubric.yaml``); its reasons add up to the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class Graded(NamedTuple):
    """What grading needs of a finding."""

    checkpoint: str
    name: str
    stage: str
    conclusion: str
    weight: str


@cache
def rubric() -> dict[str, Any]:
    """The rubric as data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((files("benmo.review") / "rubric.yaml").read_text("utf-8"), loader)
    return data


def grade(findings: Sequence[Graded], cannot_stand: Sequence[str] = ()) -> dict[str, Any]:
    """Level, score and deductions; *cannot_stand* names why the paper cannot stand (keys of the rubric)."""
    rules = rubric()
    # Nothing below asks for what is in order or does not apply.
    findings = [f for f in findings if f.conclusion in rules["points"]]
    level = _level(findings, cannot_stand, rules)
    deductions = [d for f in findings if (d := _deduction(f, rules))]
    deductions += [
        {"points": 0, "reason": f"{rules['cannot_stand'][w]}，等级直接定为C", "checkpoint": None, "dimension": "文书"}
        for w in cannot_stand
    ]
    score = max(0, 100 - sum(d["points"] for d in deductions))
    low, high = rules["bands"][level]
    if score > high:
        deductions.append(
            {
                "points": score - high,
                "reason": f"等级为{level}，分数以{high}分为限",
                "checkpoint": None,
                "dimension": "等级封顶",
            }
        )
        score = high
    elif score < low:
        deductions.append(
            {
                "points": score - low,
                "reason": f"等级为{level}，分数不低于{low}分",
                "checkpoint": None,
                "dimension": "等级保底",
            }
        )
        score = low
    return {
        "level": level,
        "score": score,
        "deductions": deductions,
        "paper_level": _paper(findings, cannot_stand, rules),
        "follow_up": _follow_up(findings, rules),
        "note": rules["words"]["note"],
    }


def _count(findings: Sequence[Graded], conclusion: str, *weights: str, exempt: Sequence[str] = ()) -> int:
    return sum(f.conclusion == conclusion and f.weight in weights and f.checkpoint not in exempt for f in findings)


def _level(findings: Sequence[Graded], cannot_stand: Sequence[str], rules: Mapping[str, Any]) -> str:
    worst, best = rules["levels"]["C"], rules["levels"]["A"]
    severe_broken, severe_silent = _count(findings, "violation", "severe"), _count(findings, "not_shown", "severe")
    if cannot_stand or severe_broken >= worst["severe_violations"] or severe_silent >= worst["severe_not_shown"]:
        return "C"
    silent = _count(findings, "not_shown", "ordinary", exempt=rules["exempt"])
    heavy = _count(findings, "violation", "severe", "ordinary")
    if (
        severe_broken + severe_silent <= best["severe_flagged"]
        and silent <= best["ordinary_not_shown"]
        and heavy <= best["heavy_violations"]
    ):
        return "A"
    return "B"


def _deduction(finding: Graded, rules: Mapping[str, Any]) -> dict[str, Any] | None:
    if finding.conclusion not in rules["points"]:
        return None
    points = rules["points"][finding.conclusion][finding.weight]
    exempt = finding.conclusion == "not_shown" and finding.checkpoint in rules["exempt"]
    what = "违法线索" if finding.conclusion == "violation" else "未载明，待核实"
    return {
        "points": 0 if exempt else points,
        "reason": f"{finding.name}：{what}" + ("（不计分）" if exempt else ""),
        "checkpoint": finding.checkpoint,
        "dimension": rules["dimensions"][finding.stage],
    }


def _paper(findings: Sequence[Graded], cannot_stand: Sequence[str], rules: Mapping[str, Any]) -> str:
    own = [f for f in findings if f.checkpoint in rules["paper"]["checkpoints"]]
    broken = sum(f.conclusion == "violation" for f in own)
    # What is broken is not in order either: it counts among the silent too, or a worse finding could raise the level.
    silent = broken + sum(f.conclusion == "not_shown" for f in own)
    if cannot_stand:
        return "C"
    for level in ("A", "B"):
        if broken <= rules["paper"][level]["violations"] and silent <= rules["paper"][level]["not_shown"]:
            return level
    return "C"


def _follow_up(findings: Sequence[Graded], rules: Mapping[str, Any]) -> str:
    broken = sum(f.conclusion == "violation" for f in findings)
    silent = sum(f.conclusion == "not_shown" for f in findings)
    high = rules["follow_up"]["high"]
    if broken >= high["violations"] or _count(findings, "not_shown", "severe") >= high["severe_not_shown"]:
        return "high"
    return "medium" if silent >= rules["follow_up"]["medium"]["not_shown"] else "low"
