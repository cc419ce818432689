"""Drafting with a real model: what of its wording survives the guard, and what it costs.

``survived`` counts characters: those of the sentences that the model wrote and the guard kept, over all characters of
the defects that it was asked to reword. Time is told against what the model's server says of itself, so that a busy
machine does not count.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import corpora
from benmo.drafting import draft
from benmo.drafting.compare import SAME
from benmo.drafting.decisions import Decision
from benmo.drafting.model import PLAIN, Ask, Completion, Model
from benmo.errors import BenmoError
from benmo.papers import one_review
from prompts import Message

#: Where a sample proves nothing, a person is taken to have confirmed these.
CONFIRM = ("interview", "panel_review", "consumption_restriction", "waiting_seizure", "all_respondents")


@dataclass(frozen=True, slots=True)
class Row:
    """One drafted paper."""

    case: str
    points: int
    asked: int
    kept: int
    same: int
    refused: int
    dropped: int
    chars: int
    model_chars: int
    seconds: float
    record: dict[str, Any]


@dataclass(slots=True)
class Recording:
    """A model that writes down what is asked and answered."""

    model: Model
    file: Path | None
    name: str = field(init=False)
    endpoint: str = field(init=False)
    concurrency: int = field(init=False)
    limit: float = field(init=False)

    def __post_init__(self) -> None:
        self.name, self.endpoint = self.model.name, self.model.endpoint
        self.concurrency, self.limit = self.model.concurrency, self.model.limit

    def complete(self, messages: Sequence[Message], ask: Ask = PLAIN) -> Completion:
        """The model's reply, written to the file as one JSON line."""
        reply = self.model.complete(messages, ask)
        if self.file is not None:
            row = {"data": messages[-1].content, "reply": reply.text, "finish": reply.finish}
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        return reply


def measure(
    model: Model, folder: Path | None, most: int, tell: Callable[[str], None], replies: Path | None = None
) -> list[Row]:
    """Draft the papers of the cases in *folder* (default: the shipped samples), one after the other."""
    recording = Recording(model, replies)
    rows = []
    for case, review, decisions in _cases(folder):
        begun = time.monotonic()
        made = draft(review, decisions, model=recording, today=date(2026, 11, 24)).draft
        rows.append(_row(case, made, time.monotonic() - begun))
        tell(_line(rows[-1]))
        if most and len(rows) >= most:
            break
    return rows


def table(rows: Sequence[Row]) -> str:
    """The totals."""
    total = {k: sum(int(r.record[k]) for r in rows) for k in ("prompt_tokens", "cached_tokens", "completion_tokens")}
    chars, ours = sum(r.chars for r in rows), sum(r.model_chars for r in rows)
    asked, kept, same = (sum(getattr(r, k) for r in rows) for k in ("asked", "kept", "same"))
    server, waited = sum(float(r.record["server_seconds"]) for r in rows), sum(r.seconds for r in rows)
    lines = [
        f"文书 {len(rows)} 份，违法情形 {sum(r.points for r in rows)} 项，句子 {asked} 句",
        f"采用模型措辞 {kept} 句，与模板相同 {same} 句，退回模板 {asked - kept - same} 句",
        f"模型措辞占 {ours / chars:.1%}（按字数）" if chars else "没有改写",
        f"词元：提示 {total['prompt_tokens']}，其中复用 {total['cached_tokens']}，"
        f"实算 {total['prompt_tokens'] - total['cached_tokens']}；生成 {total['completion_tokens']}",
    ]
    if server:
        lines.append(f"起草总耗时 {waited:.1f} 秒，模型自报 {server:.1f} 秒，比值 {waited / server:.3f}")
    return "\n".join(lines)


def _cases(folder: Path | None) -> Iterator[tuple[str, dict[str, Any], tuple[Decision, ...]]]:
    root = folder or Path(str(corpora.__file__)).parent / "samples"
    for path in sorted(root.iterdir()):
        if folder is None and not path.name[:2].isdigit():
            continue
        try:
            review = one_review(path)
        except BenmoError:
            continue
        firm = any(f["conclusion"] == "violation" for f in review["findings"])
        open_ = [f["checkpoint"] for f in review["findings"] if f["conclusion"] == "not_shown"]
        confirmed = [] if firm else [c for c in CONFIRM if c in open_][:2]
        decisions = tuple(Decision(c, "confirmed", "测试", date(2026, 11, 20), ("执行卷宗",)) for c in confirmed)
        try:
            draft(review, decisions, today=date(2026, 11, 24))
        except BenmoError:
            continue
        yield path.stem, review, decisions


def _row(case: str, made: dict[str, Any], seconds: float) -> Row:
    mine = [s for s in made["sentences"] if "guard" in s]
    kept = [s for s in mine if s["author"] == "model"]
    same = [s for s in mine if s["author"] != "model" and s["guard"]["reason"] == SAME]
    dropped = [d for d in made["dropped"] if "语言模型" in d["reason"]]
    return Row(
        case, int(made["model"]["calls"]), len(mine), len(kept), len(same), len(mine) - len(kept) - len(same),
        len(dropped), sum(len(s["text"]) for s in mine), sum(len(s["text"]) for s in kept), seconds, made["model"],
    )  # fmt: skip


def _line(row: Row) -> str:
    r = row.record
    return (
        f"{row.case}：{row.points} 项 {row.asked} 句，采用 {row.kept}、相同 {row.same}、退回 {row.refused}、"
        f"删去 {row.dropped}；提示 {r['prompt_tokens']}（复用 {r['cached_tokens']}）生成 {r['completion_tokens']}；"
        f"{row.seconds:.1f} 秒，模型自报 {r['server_seconds']} 秒"
    )
