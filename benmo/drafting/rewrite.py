"""Letting a model reword the defects of a paper, one at a time, under the guard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import prompts
from benmo.drafting.form import Paragraph, Sentence
from benmo.drafting.guard import Ruling, guard
from benmo.drafting.model import Completion, Model
from benmo.drafting.parse import parse_paragraph
from benmo.drafting.plan import Plan
from benmo.drafting.words import numeral
from benmo.errors import ModelError

PROMPT = ("drafting/jianyi.point", 1)
#: After this many failures of the endpoint in one paper the rest is not asked for.
_GIVE_UP = 2


def rewrite(plan: Plan, paragraphs: list[Paragraph], model: Model) -> tuple[list[Paragraph], dict[str, Any]]:
    """The paragraphs with those defects reworded whose rewrite the guard kept, and the record for the draft.

    A model that fails does not stop the paper: the template's sentences stand and say why.
    """
    prompt = prompts.load(*PROMPT)
    parties = [p["name"] for p in (*plan.case["applicants"], *plan.case["respondents"])]
    out, spent, failures = [], [], 0
    for paragraph in paragraphs:
        if paragraph.point is None or failures >= _GIVE_UP:
            out.append(paragraph)
            continue
        ordinal, body = _split(paragraph)
        try:
            completion = model.complete(prompt.render(paragraph=prompts.as_data(body)))
        except ModelError as error:
            failures += 1
            out.append(_told(paragraph, Ruling(False, error.message), ""))
            continue
        spent.append(completion)
        reply = parse_paragraph(completion.text)
        ruling = guard(body, reply.text, parties) if not reply.fault else Ruling(False, reply.fault)
        if ruling.kept and reply.text == body:
            out.append(_told(paragraph, Ruling(True, "改写与模板相同"), reply.text))
        elif ruling.kept:
            out.append(_reworded(paragraph, ordinal, reply.text))
        else:
            out.append(_told(paragraph, ruling, reply.text or completion.text))
    return out, _record(model, prompt, spent)


def _split(paragraph: Paragraph) -> tuple[str, str]:
    ordinal = f"{numeral(paragraph.point)}是" if paragraph.point else ""
    text = paragraph.text
    return (ordinal, text.removeprefix(ordinal)) if text.startswith(ordinal) else ("", text)


def _reworded(paragraph: Paragraph, ordinal: str, text: str) -> Paragraph:
    """One sentence object in place of the template's: it rests on everything that they rested on."""
    old = paragraph.sentences
    sentence = Sentence(
        text=ordinal + text,
        kind="defect",
        evidence=tuple({(e["document"], e["start"], e["end"]): e for s in old for e in s.evidence}.values()),
        facts=tuple(dict.fromkeys(f for s in old for f in s.facts)),
        norms=tuple(dict.fromkeys(n for s in old for n in s.norms)),
        findings=tuple(dict.fromkeys(i for s in old for i in s.findings)),
        author="model",
        unverified=tuple(dict.fromkeys(n for s in old for n in s.unverified)),
        remark="".join(s.remark for s in old),
        guard={"kept": True, "reason": "", "rewrite": text},
    )
    return replace(paragraph, sentences=(sentence,))


def _told(paragraph: Paragraph, ruling: Ruling, text: str) -> Paragraph:
    told: Mapping[str, Any] = {"kept": False, "reason": ruling.reason, "rewrite": text}
    return replace(paragraph, sentences=tuple(replace(s, guard=dict(told)) for s in paragraph.sentences))


def _record(model: Model, prompt: prompts.Prompt, spent: list[Completion]) -> dict[str, Any]:
    return {
        "name": model.name,
        "endpoint": model.endpoint,
        "prompts": [{"id": prompt.id, "version": str(prompt.version), "sha256": prompt.sha256}],
        "prompt_tokens": sum(c.prompt_tokens for c in spent),
        "completion_tokens": sum(c.completion_tokens for c in spent),
        "cached_tokens": sum(c.cached_tokens for c in spent),
        "seconds": round(sum(c.seconds for c in spent), 2),
    }
