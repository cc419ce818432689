"""A person's decisions laid beside the findings; conclusions stay as the program read them.

A decision names a checkpoint, so it survives a new run over the same or fuller material; where the conclusion has
become one on which it has no effect (合规, 不适用), the row says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision

#: What a decision makes of a conclusion, in words for the prosecutor.
_EFFECT = {
    ("confirmed", "violation"): "已确认，可以写入检察建议书",
    ("confirmed", "not_shown"): "经查阅卷内未见，可以写入检察建议书",
    ("confirmed_absent", "violation"): "查明未做，可以写入检察建议书",
    ("confirmed_absent", "not_shown"): "查明未做，可以写入检察建议书",
    ("rejected", "violation"): "不采纳，不进入任何文书",
    ("rejected", "not_shown"): "不采纳，不再列入核实方案",
}
_IDLE = "现有结论为合规或者不适用，该决定不起作用，请复核"


def with_decisions(review: Mapping[str, Any], decisions: Iterable[Decision]) -> dict[str, Any]:
    """*review* with a ``decision`` at each decided finding and all of them listed in ``decisions``."""
    by_checkpoint = {d.checkpoint: d for d in decisions}
    findings = [
        f | {"decision": record(by_checkpoint[f["checkpoint"]], f["conclusion"])}
        if f["checkpoint"] in by_checkpoint
        else f
        for f in review["findings"]
    ]
    decided = [f["decision"] | {"finding": f["id"]} for f in findings if "decision" in f]
    return {**review, "findings": findings, "decisions": decided}


def record(decision: Decision, conclusion: str) -> dict[str, Any]:
    """The record of one decision with its effect on a finding of *conclusion*."""
    return {
        "checkpoint": decision.checkpoint,
        "decision": decision.decision,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "seen": list(decision.seen),
        "pages": decision.pages,
        "note": decision.note,
        "effect": _EFFECT.get((decision.decision, conclusion), _IDLE),
    }
