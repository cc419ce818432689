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
def _table() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load((files("benmo.review") / "grounds.yaml").read_text("utf-8"), loader)
    return tuple((re.compile(row["words"]), tuple(row["checkpoints"])) for row in rows)


def grounds(file: Dossier, findings: list[dict[str, Any]], show: Evidencer) -> list[dict[str, Any]]:
    """Each ground in the applicant's words, with the checkpoints that answer it and what they concluded."""
    by_id = {f["checkpoint"]: f for f in findings}
    out = []
    for ground in file.of("grounds"):
        asked = dict.fromkeys(c for words, ids in _table() if words.search(ground.record.text) for c in ids)
        out.append(
            {
                "ground": ground.record.text,
                "answers": [
                    {"checkpoint": c, "conclusion": by_id[c]["conclusion"], "reason": by_id[c]["reason"]}
                    for c in asked
                    if c in by_id
                ],
                "evidence": show.list([ground.place]),
            }
        )
    return out
