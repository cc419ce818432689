"""A second opinion of a language model where language is subtle, beside the rules' conclusions, never in their place.

Each question is asked with the passages that bear on it and nothing else. The reply must hold a verbatim quote, which
is looked for in the source; what cannot be found there, or says more than the passages do, is no opinion: 未评估.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import prompts
from benmo.drafting.chain import Fuse, chain, run
from benmo.drafting.data import read_yaml
from benmo.drafting.guard_tokens import hard_tokens
from benmo.drafting.model import PLAIN, Ask, Completion, Model
from benmo.drafting.parse import strip_thought
from benmo.errors import ModelError

PROMPT = ("review/opinion", 1)
NOTE = "语言模型的意见，仅供参考，不改变审查结论"
#: Measured on the labelled examples (evaluation/reports/drafting.md): its quotes stand, its answers are always yes.
SMALL = "；内置小模型在标注例句上引文均对得上，但一律回答“是”，其判断不宜参考"

#: Characters around a finding's evidence, and of all passages together.
AROUND, MOST = 160, 3000
#: A shorter quote proves nothing.
_LEAST_QUOTE = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document of the case."""

    document: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question on one case with what it is to be answered from."""

    id: str
    checkpoints: tuple[str, ...]
    text: str
    passages: tuple[Passage, ...]


def opinions(
    review: Mapping[str, Any], model: Model | None, ask: Ask = PLAIN, missing: str = ""
) -> list[dict[str, Any]]:
    """The opinions on *review* (which must hold its texts), one for each question that the case raises.

    Args:
        model: None when there is none to be had; *missing* then says why, and every question is 未评估.
    """
    asked = list(questions(review))
    if model is None:
        return [_unassessed(q, missing or "没有可用的语言模型") for q in asked]
    prompt = prompts.load(*PROMPT)
    if model.limit and ask.deadline is None:
        ask = replace(ask, deadline=time.monotonic() + model.limit)
    by_text = {q.text: q for q in asked}

    def read(completion: Completion, slots: prompts.Slots) -> dict[str, Any]:
        return _judged(by_text[slots["question"]], completion)

    steps = chain(model, prompt, read, replace(ask, schema=prompt.output), Fuse())
    slots = [
        {"passages": prompts.as_data("\n……\n".join(p.text for p in q.passages)), "question": q.text} for q in asked
    ]
    answers = run(steps, slots, model.concurrency)
    note = NOTE + (SMALL if model.endpoint == "embedded" else "")
    made_by = {
        "note": note,
        "model": model.name,
        "prompt": {"id": prompt.id, "version": prompt.version, "sha256": prompt.sha256},
    }
    return [
        (_unassessed(q, f"模型未完成：{a.message}") if isinstance(a, ModelError) else a) | made_by
        for q, a in zip(asked, answers, strict=True)
    ]


def questions(review: Mapping[str, Any]) -> Iterator[Question]:
    """The questions that the case raises: those for which it has passages and conclusions that are not 不适用."""
    findings = {f["checkpoint"]: f for f in review["findings"]}
    for row in read_yaml("opinions.yaml"):
        concerned = [findings[c] for c in row["checkpoints"] if c in findings and findings[c]["conclusion"] != "na"]
        passages = _passages(review, row["documents"], concerned) if concerned else ()
        if passages:
            yield Question(row["id"], tuple(f["checkpoint"] for f in concerned), row["question"], passages)


def _passages(
    review: Mapping[str, Any], types: Sequence[str], findings: Sequence[Mapping[str, Any]]
) -> tuple[Passage, ...]:
    texts = {d["id"]: _visible(d) for d in review["documents"]}
    spans = [(d["id"], 0, len(texts[d["id"]])) for d in review["documents"] if d["type"] in types]
    for e in (e for f in findings for e in f["evidence"]):
        if e["document"] in texts:
            spans.append(
                (e["document"], max(0, e["start"] - AROUND), min(len(texts[e["document"]]), e["end"] + AROUND))
            )
    found, left = [], MOST
    for document, start, end in _joined(spans):
        text = texts[document][start : min(end, start + left)]
        left -= len(text)
        if text.strip():
            found.append(Passage(document, start, text))
    return tuple(found)


def _visible(document: Mapping[str, Any]) -> str:
    """The text with hidden spans blanked, every offset kept: nobody reads them, so no model does."""
    text = str(document.get("text") or "")
    for span in document.get("hidden") or ():
        text = text[: span["start"]] + "　" * (span["end"] - span["start"]) + text[span["end"] :]
    return text


def _joined(spans: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Spans in order, those that touch made one."""
    out: list[tuple[str, int, int]] = []
    for document, start, end in sorted(spans):
        if out and out[-1][0] == document and start <= out[-1][2]:
            out[-1] = (document, out[-1][1], max(end, out[-1][2]))
        else:
            out.append((document, start, end))
    return out


def _judged(question: Question, completion: Completion) -> dict[str, Any]:
    if completion.finish == "length":
        return _unassessed(question, "模型没有写完就被截断")
    reply = _object(completion.text)
    if reply is None:
        return _unassessed(question, "模型没有按要求的格式回答")
    answer, quote, reason = (str(reply.get(k, "")).strip() for k in ("answer", "quote", "reason"))
    if answer not in ("是", "否", "材料不足"):
        return _unassessed(question, "模型没有给出可用的回答")
    where = find(question.passages, quote)
    if answer != "材料不足" and where is None:
        return _unassessed(question, "模型的引文在原文中找不到")
    fault = _excess(question, reason)
    if fault:
        return _unassessed(question, fault)
    return _base(question) | {
        "status": "given", "answer": answer, "reason": reason, "evidence": [where] if where else [], "cause": "",
    }  # fmt: skip


def find(passages: Sequence[Passage], quote: str) -> dict[str, Any] | None:
    """Where *quote* stands in the source, white space apart, as evidence; None when it is too short or not there."""
    bare = re.sub(r"\s", "", quote).strip('“”"…')
    if len(bare) < _LEAST_QUOTE:
        return None
    pattern = re.compile(r"\s*".join(re.escape(c) for c in bare))
    for passage in passages:
        m = pattern.search(passage.text)
        if m:
            start = passage.start + m.start()
            end = passage.start + m.end()
            return {"document": passage.document, "start": start, "end": end, "quote": m.group()}
    return None


def _excess(question: Question, reason: str) -> str:
    """Why the model's reason may not be shown: it accuses, or names figures that the passages do not have."""
    source = "".join(p.text for p in question.passages)
    if not reason or len(reason) > 200:
        return "模型的理由为空或者过长"
    loaded = next((w for w in (*read_yaml("guard.yaml")["loaded"], "违法") if w in reason and w not in source), "")
    if loaded:
        return f"模型的理由含评价词“{loaded}”"
    new = set(hard_tokens(reason)) - set(hard_tokens(source))
    new = {t for t in new if not t.startswith("引文:") or t.removeprefix("引文:") not in re.sub(r"\s", "", source)}
    return f"模型的理由含材料没有的内容：{'、'.join(sorted(new)[:2])}" if new else ""


def _object(raw: str) -> dict[str, Any] | None:
    """The JSON object in a reply, fences and thoughts around it taken off; None when there is no whole one."""
    text = strip_thought(raw)
    start, end = text.find("{"), text.rfind("}")
    try:
        value = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _base(question: Question) -> dict[str, Any]:
    return {"id": question.id, "checkpoints": list(question.checkpoints), "question": question.text, "note": NOTE}


def _unassessed(question: Question, cause: str) -> dict[str, Any]:
    return _base(question) | {"status": "not_assessed", "answer": None, "reason": "", "evidence": [], "cause": cause}
