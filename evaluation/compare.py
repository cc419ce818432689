"""Today's result against a committed one: which items were gained, which were lost.

A baseline lists the items that are wrong, with what was wanted and what was said; everything else was right. An item
that is lost on purpose is entered under ``explained`` in the baseline with the reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from benmo.errors import UsageError
from evaluation.scorers import Miss, Tally, figures

BASELINE = "findings.json"


@dataclass(frozen=True, slots=True)
class Baseline:
    """A committed result."""

    figures: dict[str, float]
    misses: dict[tuple[str, str], Miss]
    explained: dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between a baseline and now."""

    gained: list[Miss]
    lost: list[Miss]
    explained: list[Miss]
    new_accusations: list[Miss]


def baseline_file() -> Path:
    """Where the committed baseline lies."""
    return Path(str(files("evaluation") / "baselines" / BASELINE))


def read(path: Path) -> Baseline:
    """The baseline in *path*.

    Raises:
        UsageError: it is not there or is no baseline.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
        misses = [Miss(case, item, *pair) for case, items in raw["wrong"].items() for item, pair in items.items()]
        return Baseline(raw["figures"], {(m.case, m.item): m for m in misses}, raw.get("explained", {}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        words = f"基线文件 {path} 无法读取：{error}。"
        raise UsageError(words, "先用 benmo eval findings --gold 目录 --save 写一份") from error


def write(path: Path, tally: Tally) -> None:
    """Make the result in *tally* the baseline in *path*; explanations start anew."""
    wrong: dict[str, dict[str, list[str]]] = {}
    for miss in sorted(tally.misses):
        wrong.setdefault(miss.case, {})[miss.item] = [miss.want, miss.have]
    shown = {k: round(v, 4) for k, v in figures(tally).items()}
    content: dict[str, Any] = {"figures": shown, "wrong": wrong, "explained": {}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def compare(before: Baseline, tally: Tally) -> Change:
    """Items right now and wrong before (gained), wrong now and right before (lost), and accusations that are new."""
    now = {(m.case, m.item): m for m in tally.misses}
    gone = [m for key, m in now.items() if key not in before.misses]
    new_accusations = [
        m
        for key, m in now.items()
        if m.false_accusation and not (key in before.misses and before.misses[key].false_accusation)
    ]
    return Change(
        gained=sorted(m for key, m in before.misses.items() if key not in now),
        lost=sorted(m for m in gone if f"{m.case}/{m.item}" not in before.explained),
        explained=sorted(m for m in gone if f"{m.case}/{m.item}" in before.explained),
        new_accusations=sorted(new_accusations),
    )
