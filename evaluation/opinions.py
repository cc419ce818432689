"""Second opinions of a real model on the labelled examples: does its quote verify, does it agree with the label?

A label is a conclusion of the rules' rubric; the model is asked a plain question. ``ok`` goes with 是, ``violation``
with 否, ``not_shown`` with 否 or 材料不足: silence is no reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benmo.cases.intake import CaseMaterial
from benmo.drafting.model import Model
from benmo.drafting.opinion import opinions, questions
from benmo.review import review_all
from evaluation import examples
from nlp.document import Document

#: Question → the checkpoints whose examples it is asked on.
ASKED = {
    "interview_substance": ("interview_substance",),
    "disposal_reason": ("assets_left_undisposed", "vehicle_not_seized", "waiting_seizure"),
}
_ANSWERS = {"ok": {"是"}, "violation": {"否"}, "not_shown": {"否", "材料不足"}}


@dataclass(frozen=True, slots=True)
class Row:
    """One question on one example. ``cause`` says why there is no opinion."""

    example: str
    question: str
    label: tuple[str, ...]
    answer: str | None
    cause: str
    quote: str

    @property
    def agrees(self) -> bool:
        """Whether the answer goes with one of the acceptable labels."""
        return self.answer is not None and any(self.answer in _ANSWERS.get(one, ()) for one in self.label)


def measure(model: Model, most: int, tell: Callable[[str], None]) -> list[Row]:
    """Ask *model* on the examples, at most *most* for each question (0 = all)."""
    rows = []
    for question, example, review in _asked(most):
        found = next(o for o in opinions(review, model) if o["id"] == question)
        quote = found["evidence"][0]["quote"] if found["evidence"] else ""
        label = example.expect[example.checkpoint]
        rows.append(Row(example.id, question, label, found["answer"], str(found["cause"]), quote))
        tell(f"{example.id}：标注 {'/'.join(label)}，回答 {found['answer'] or '未评估'} {found['cause']}{quote[:40]}")
    return rows


def table(rows: Sequence[Row]) -> str:
    """How many gave an opinion (and so a quote that stands in the source), how many agree, why the rest gave none."""
    lines = []
    for question in dict.fromkeys(r.question for r in rows):
        mine = [r for r in rows if r.question == question]
        given = [r for r in mine if r.answer is not None]
        verified, agree = sum(bool(r.quote) for r in given), sum(r.agrees for r in given)
        counts = f"给出意见 {len(given)}（其中有核对无误的引文 {verified}），与标注相符 {agree}"
        lines.append(f"{question}：{len(mine)} 例，{counts}")
        for cause, times in Counter(r.cause for r in mine if r.answer is None).most_common():
            lines.append(f"    未评估：{cause}（{times} 例）")
    return "\n".join(lines)


def _asked(most: int) -> Iterator[tuple[str, examples.Example, Mapping[str, Any]]]:
    for question, checkpoints in ASKED.items():
        taken = 0
        for example in examples.load(checkpoints):
            if "na" in example.expect.get(example.checkpoint, ("na",)) or (most and taken >= most):
                continue
            review = _review(example.text)
            found = {q.id: q for q in questions(review)}
            if question not in found or example.checkpoint not in found[question].checkpoints:
                continue
            taken += 1
            # Only the question that the label answers is put to the model.
            kept = [f for f in review["findings"] if f["checkpoint"] in found[question].checkpoints]
            yield question, example, dict(review) | {"findings": kept}


def _review(text: str) -> dict[str, Any]:
    document = Document("例", "例.txt", "0" * 64, "txt", text)
    return review_all(CaseMaterial("例", (document,)), with_text=True)[0]
