"""Letting a model reword the defects of a paper, one at a time, under the guard.

Each defect goes to the model alone, with one example. What comes back is read (:mod:`.parse`), compared with the
template's sentences (:mod:`.compare`) and takes their place only as far as the guard lets it. A model that fails
stops nothing: its failure is "not assessed", the template's sentences stand and say so.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import prompts
from benmo.drafting.chain import Fuse, chain, run
from benmo.drafting.compare import SAME, Comparison, Piece, compare
from benmo.drafting.form import Paragraph, Sentence
from benmo.drafting.model import PLAIN, Ask, Completion, Model
from benmo.drafting.parse import Reply, parse_paragraph
from benmo.drafting.plan import Left, Plan
from benmo.drafting.watched import Watched
from benmo.drafting.words import numeral
from benmo.errors import ModelError

PROMPT = ("drafting/jianyi.point", 1)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The paragraphs, the record for the draft's ``model``, and the model's sentences that nothing supports."""

    paragraphs: list[Paragraph]
    record: dict[str, Any]
    dropped: list[Left]


@dataclass(frozen=True, slots=True)
class _Answer:
    completion: Completion
    reply: Reply


def rewrite(plan: Plan, paragraphs: Sequence[Paragraph], model: Model, ask: Ask = PLAIN) -> Rewritten:
    """The paragraphs with those defects reworded whose rewrite the guard kept."""
    prompt = prompts.load(*PROMPT)
    parties = tuple(p["name"] for p in (*plan.case["applicants"], *plan.case["respondents"]))
    if model.limit and ask.deadline is None:
        ask = replace(ask, deadline=time.monotonic() + model.limit)
    at = [n for n, p in enumerate(paragraphs) if p.point is not None]
    bodies = [_split(paragraphs[n]) for n in at]
    begun = time.monotonic()

    slots = [{"paragraph": prompts.as_data("".join(body))} for _, body in bodies]
    watched = Watched(ask, [s["paragraph"] for s in slots])

    def read(completion: Completion, slots: Mapping[str, str]) -> _Answer:
        given = "\n".join(m.content for m in prompt.render(paragraph=""))
        return _Answer(completion, parse_paragraph(completion.text, completion.finish, slots["paragraph"], given))

    def after(slots: Mapping[str, str], reply: Completion | ModelError) -> None:
        watched.over(slots["paragraph"], reply)

    steps = chain(model, prompt, read, lambda given: watched.ask(given["paragraph"]), Fuse(), after)
    answers = run(steps, slots, model.concurrency)
    out, dropped = list(paragraphs), []
    for n, (ordinal, body), answer in zip(at, bodies, answers, strict=True):
        old = paragraphs[n]
        if isinstance(answer, ModelError):
            out[n] = _told(old, f"模型未完成，未评估：{answer.message}", "")
        elif answer.reply.fault:
            out[n] = _told(old, answer.reply.fault, answer.completion.text)
        else:
            found = compare(body, answer.reply.text, parties)
            out[n] = _laid(old, ordinal, found)
            dropped += [Left(text, f"语言模型所写，材料不支持：{why}") for text, why in found.dropped]
    return Rewritten(out, _record(model, prompt, answers, time.monotonic() - begun), dropped)


def _split(paragraph: Paragraph) -> tuple[str, list[str]]:
    """The ordinal of the first sentence (一是), and the sentences without it."""
    ordinal = f"{numeral(paragraph.point)}是" if paragraph.point else ""
    texts = [s.text for s in paragraph.sentences]
    if not ordinal or not texts[0].startswith(ordinal):
        return "", texts
    return ordinal, [texts[0].removeprefix(ordinal), *texts[1:]]


def _laid(paragraph: Paragraph, ordinal: str, found: Comparison) -> Paragraph:
    sentences = [_sentence(paragraph.sentences, piece) for piece in found.pieces]
    if ordinal and not sentences[0].text.startswith(ordinal):
        sentences[0] = replace(sentences[0], text=ordinal + sentences[0].text)
    return replace(paragraph, sentences=tuple(sentences))


def _sentence(old: Sequence[Sentence], piece: Piece) -> Sentence:
    """The template's sentence with what became of its rewrite, or the model's, resting on what those rested on."""
    same = not piece.model and piece.reason == SAME
    told = {"kept": piece.model or same, "reason": piece.reason, "rewrite": piece.rewrite}
    if not piece.model:
        first = next((old[i] for i in piece.stands_for if _body(old[i].text) == piece.text), old[piece.stands_for[0]])
        return replace(first, text=piece.text, guard=told)
    rests = [old[i] for i in piece.stands_for]
    kinds = [s.kind for s in rests]
    return Sentence(
        text=piece.text,
        kind="defect" if len(set(kinds)) > 1 else kinds[0],
        evidence=tuple({(e["document"], e["start"], e["end"]): e for s in rests for e in s.evidence}.values()),
        facts=tuple(dict.fromkeys(f for s in rests for f in s.facts)),
        norms=tuple(dict.fromkeys(n for s in rests for n in s.norms)),
        findings=tuple(dict.fromkeys(i for s in rests for i in s.findings)),
        author="model",
        unverified=tuple(dict.fromkeys(n for s in rests for n in s.unverified)),
        remark="".join(dict.fromkeys(s.remark for s in rests)),
        guard={"kept": True, "reason": "", "rewrite": piece.text},
    )


def _body(text: str) -> str:
    return text[2:] if text[1:2] == "是" and text[:1] in "一二三四五六七八九" else text


def _told(paragraph: Paragraph, reason: str, text: str) -> Paragraph:
    told = {"kept": False, "reason": reason, "rewrite": text}
    return replace(paragraph, sentences=tuple(replace(s, guard=dict(told)) for s in paragraph.sentences))


def _record(
    model: Model, prompt: prompts.Prompt, answers: Sequence[_Answer | ModelError], waited: float
) -> dict[str, Any]:
    spent = [a.completion for a in answers if isinstance(a, _Answer)]
    failed = [a.message for a in answers if isinstance(a, ModelError)]
    total, reused = sum(c.prompt_tokens for c in spent), sum(c.cached_tokens for c in spent)
    return {
        "name": model.name,
        "endpoint": model.endpoint,
        "prompts": [{"id": prompt.id, "version": str(prompt.version), "sha256": prompt.sha256}],
        "prompt_tokens": total,
        "completion_tokens": sum(c.completion_tokens for c in spent),
        "cached_tokens": reused,
        "computed_tokens": total - reused,
        "seconds": round(waited, 2),
        "server_seconds": round(sum(c.server_seconds for c in spent), 2),
        "calls": len(answers),
        "replayed": sum(c.replayed for c in spent),
        "not_assessed": failed,
    }
