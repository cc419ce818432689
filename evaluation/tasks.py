"""A task is data and what the program makes of it: labelled cases, and the reviews of their inputs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benmo.batch import Job, review_entry
from benmo.cases.intake import list_entries
from benmo.errors import PathMissing, UsageError

Review = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of one case; only what is stated here is scored (see corpora/gold/README.md)."""

    id: str
    fields: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)
    grade: str | None = None


def load_gold(folder: Path, only: tuple[str, ...] = ()) -> dict[str, Gold]:
    """The labels below *folder*/gold by case id; *only* keeps the ids that begin so.

    Raises:
        UsageError: there are none, or one cannot be read.
    """
    paths = sorted((folder / "gold").glob("*.json"))
    chosen = [p for p in paths if not only or p.stem.startswith(only)]
    if not chosen:
        raise PathMissing(f"{folder}/gold 下没有标注文件。", "标注集须含 input/ 与 gold/，gold/ 下每案一个 .json")
    return {p.stem: _gold(p) for p in chosen}


def _gold(path: Path) -> Gold:
    try:
        raw = json.loads(path.read_text("utf-8"))
        findings = {k: [v] if isinstance(v, str) else list(v) for k, v in (raw.get("findings") or {}).items()}
        return Gold(path.stem, raw.get("fields") or {}, findings, raw.get("grade"))
    except (ValueError, AttributeError, OSError) as error:
        raise UsageError(f"标注文件 {path} 无法读取：{error}。", "检查该文件的 JSON 格式") from error


def review_inputs(folder: Path, golds: dict[str, Gold]) -> dict[str, Review]:
    """Review what lies in *folder*/input for every case of *golds*; texts are kept, so that evidence can be checked."""
    entries, _ = list_entries(folder / "input")
    job = Job(folder / "input", with_text=True)
    wanted = [e for e in entries if e.id in golds]
    return {review["id"]: review for entry in wanted for review in review_entry((job, entry))}


def read_reviews(path: Path) -> dict[str, Review]:
    """Reviews from a file of ``benmo batch``, by id."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(f"结果文件 {path} 无法读取：{error}。", "应为 benmo batch --out 写出的文件") from error
    return {row["id"]: row for row in rows}
