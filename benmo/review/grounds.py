"""An answer to each ground of a supervision request (监督申请书): the findings that speak to it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from benmo.cases.dossier import Dossier
from benmo.review.evidence import Evidencer


@cache
def _table() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load((files("benmo.review") / "grounds.yaml").read_text("utf-8"), loader)
    return tuple((re.compile(row["words"]), tuple(row.get("checkpoints", ())), row.get("hint", "")) for row in rows)


def grounds(file: Dossier, findings: list[dict[str, Any]], show: Evidencer) -> list[dict[str, Any]]:
    """Each ground in the applicant's words, with the checkpoints that answer it and what they concluded."""
    by_id = {f["checkpoint"]: f for f in findings}
    ruling = show.readings[0].document.id
    out = []
    for ground in file.of("grounds"):
        asked = dict.fromkeys(c for words, ids, _ in _table() if words.search(ground.record.text) for c in ids)
        hints = [hint for words, _, hint in _table() if hint and words.search(ground.record.text)]
        out.append(
            {
                "ground": ground.record.text,
                "answers": [_answer(c, by_id[c], ruling) for c in asked if c in by_id],
                "hints": hints,
                "evidence": show.list([ground.place]),
            }
        )
    return out


def _answer(checkpoint: str, finding: dict[str, Any], ruling: str) -> dict[str, Any]:
    """What a finding answers; where only the ruling's own word stands against the applicant, it is to be checked."""
    places = finding["evidence"]
    own_word = finding["conclusion"] == "ok" and bool(places) and all(e["document"] == ruling for e in places)
    conclusion = "not_shown" if own_word else finding["conclusion"]
    reason = finding["reason"]
    if own_word:
        reason = f"{reason.rstrip('。')}；此系裁定书自述，与申请人所称不一致，案卷未见相应文书，须核对。"
    return {"checkpoint": checkpoint, "conclusion": conclusion, "reason": reason}
