"""What the context component (nlp.context) adds: assertions and findings with its parts switched off, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from evaluation import examples
from evaluation.assertions import load_clauses
from evaluation.assertions import score as score_clauses
from evaluation.scorers import figures
from evaluation.scorers import score as score_findings
from evaluation.tasks import load_gold, review_inputs

_NEVER = re.compile(r"(?!)")
#: Part → the attributes of nlp.context's modules that are silenced for it.
PARTS: dict[str, tuple[tuple[str, str, Any], ...]] = {
    "否定": (("nlp.context.cues", "NEGATION", _NEVER), ("nlp.context.cues", "NEGATION_BEHIND", _NEVER)),
    "打算": (
        ("nlp.context.cues", "INTENDED", _NEVER),
        ("nlp.context.cues", "INTENDED_OPEN", _NEVER),
        ("nlp.context.cues", "INTENDED_WAIT", _NEVER),
        ("nlp.context.cues", "INTENDED_BEHIND", _NEVER),
        ("nlp.context.cues", "REQUESTED", _NEVER),
    ),
    "应当": (("nlp.context.cues", "REQUIRED", _NEVER),),
    "假设": (
        ("nlp.context.cues", "HYPOTHETICAL", _NEVER),
        ("nlp.context.cues", "WARNED", _NEVER),
        ("nlp.context.cues", "DISCLAIMED", _NEVER),
        ("nlp.context.cues", "DISCLAIMED_BEHIND", _NEVER),
        ("nlp.context.cues", "LIFTED", _NEVER),
    ),
    "当事人之言": (("nlp.context.cues", "SAYING", _NEVER),),
    "另案": (
        ("nlp.context.cues", "OTHER_CASE", _NEVER),
        ("nlp.context.cues", "OTHER_AGENT", _NEVER),
        ("nlp.context.sources", "mark_foreign_numbers", lambda *_: None),
    ),
    "引用条文": (("nlp.context.cues", "STATUTE", _NEVER),),
}
WHOLE = "全部"


class Row(NamedTuple):
    """One line of the table: which part was off, and the figures without it."""

    name: str
    precision: float
    recall: float
    flagged_f1: float
    violation_precision: float
    accusations: int
    examples_right: float


@contextmanager
def without(*parts: str) -> Iterator[None]:
    """Read with *parts* of the context component silenced."""
    with ExitStack() as stack:
        for part in parts:
            for module, name, silent in PARTS[part]:
                stack.enter_context(patch(f"{module}.{name}", silent, create=False))
        yield


def measure(gold: Path | None = None) -> list[Row]:
    """The table: everything on, each part off, all off. Findings on *gold* (the development set unless given)."""
    folder = gold or Path(str(files("corpora") / "gold"))
    rows = [_row("（全开）", folder)]
    for part in PARTS:
        with without(part):
            rows.append(_row(part, folder))
    with without(*PARTS):
        rows.append(_row(WHOLE, folder))
    return rows


def _row(name: str, folder: Path) -> Row:
    clauses = score_clauses(load_clauses()).total
    golds = load_gold(folder)
    found = figures(score_findings(golds, review_inputs(folder, golds)))
    right, accused = _examples()
    return Row(
        name,
        clauses.precision,
        clauses.recall,
        found["flagged_f1"],
        found["violation_precision"],
        int(found["false_accusations"]) + accused,
        right,
    )


def _examples() -> tuple[float, int]:
    """The share of the examples' conclusions that are right, and the violations that their labels do not know."""
    from benmo.cases.intake import CaseMaterial
    from benmo.review import review
    from nlp.document import Document

    asked = right = accused = 0
    for example in examples.load():
        document = Document("例.txt", "例.txt", "0" * 64, "txt", example.text)
        found = {f["checkpoint"]: f["conclusion"] for f in review(CaseMaterial("例", (document,)))["findings"]}
        for checkpoint, accepted in example.expect.items():
            asked += 1
            right += found[checkpoint] in accepted
            accused += found[checkpoint] == "violation" and "violation" not in accepted
    return right / asked, accused
