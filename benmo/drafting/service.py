"""Drafting a paper from a review and a person's decisions: plan, template sentences, checks, an optional rewrite."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from benmo.drafting.checks import broken, require_complete
from benmo.drafting.decisions import Decision
from benmo.drafting.form import Paragraph, Sentence, finish
from benmo.drafting.papers import paper as find_paper
from benmo.drafting.plan import Left, Plan, make_plan, require_firm
from benmo.errors import NothingFirm

if TYPE_CHECKING:
    from benmo.drafting.model import Model


@dataclass(frozen=True, slots=True)
class DraftResult:
    """A drafted paper: ``draft`` obeys draft.schema.json, ``plan`` is what it was written from."""

    draft: dict[str, Any]
    plan: Plan

    @property
    def text(self) -> str:
        """The body, to the letter."""
        return "".join(s["text"] for s in self.draft["sentences"])


def draft(
    review: Mapping[str, Any],
    decisions: Sequence[Decision] = (),
    paper: str = "检察建议书",
    model: Model | None = None,
    today: date | None = None,
    office: str = "",
) -> DraftResult:
    """Draft *paper* on *review*.

    Args:
        review: the review JSON (review.schema.json) of one case.
        decisions: what a person decided about its findings.
        paper: the name of the paper; see :func:`benmo.drafting.papers.papers`.
        model: a language model that may rewrite the defects; None = template sentences only.
        today: the day whose supervision articles are named; default is the day of the call.
        office: full name of the procuratorate; empty = by the court's name, to be checked.

    Raises:
        NothingFirm: the paper needs a proven or confirmed point and there is none.
        UnknownPaper: there is no such paper.
        MissingParts: a fault of ours: an obligatory part is lacking.
    """
    kind = find_paper(paper)
    plan = make_plan(review, decisions, today or date.today(), office)
    if kind.firm:
        require_firm(plan)
    paragraphs, left = kind.compose(plan)
    if kind.firm and not any(p.point for p in paragraphs):
        raise NothingFirm(
            "查实或者确认的问题均不能写入检察建议书：" + "；".join(dict.fromkeys(x.reason for x in left)) + "。",
            "按各项理由另行处理，或者先起草调卷函、调查核实方案。",
        )
    record = None
    if model is not None and kind.firm:
        from benmo.drafting.rewrite import rewrite

        paragraphs, record = rewrite(plan, paragraphs, model)
    if kind.to_court:
        paragraphs, dropped = _checked(paragraphs, plan)
        left += dropped
    result = DraftResult(_as_json(kind.name, kind.blanks, plan, paragraphs, left, record), plan)
    require_complete(kind.name, result.text, plan.case)
    return result


def review_sha256(review: Mapping[str, Any]) -> str:
    """The hash that ties a draft to its review: sha256 of the canonical JSON (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(review, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _checked(paragraphs: list[Paragraph], plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs without the sentences that may not stand in a paper to a court, and those sentences."""
    kept, left = [], []
    for paragraph in paragraphs:
        sentences: list[Sentence] = []
        for sentence in paragraph.sentences:
            faults = broken(sentence.text, plan.case)
            left += [Left(sentence.text, fault) for fault in faults]
            sentences += [] if faults else [sentence]
        kept.append(replace(paragraph, sentences=tuple(sentences)))
    return kept, left


def _as_json(
    name: str,
    blanks: Sequence[str],
    plan: Plan,
    paragraphs: list[Paragraph],
    left: Sequence[Left],
    model: dict[str, Any] | None,
) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "paper": name,
        "case_no": plan.case["case_no"],
        "blanks": [*blanks, *_case_blanks(plan)],
        "sentences": finish(paragraphs),
        "dropped": [{"text": x.text, "reason": x.reason} for x in (*plan.left, *left)],
        "confirmed": plan.confirmed,
        "model": model,
        "review_sha256": review_sha256(plan.review),
        "unverified_norms": sorted({n for p in paragraphs for s in p.sentences for n in s.unverified}),
    }


def _case_blanks(plan: Plan) -> list[str]:
    """What the material did not tell and a person has to fill in, and what was only inferred."""
    case = plan.case
    words = {"court": "法院名称", "case_no": "执行案号", "filing_date": "立案日期", "ruling_date": "裁定日期"}
    found = [name for field, name in words.items() if not case[field]]
    found += ["申请执行人"] if not case["applicants"] else []
    found += ["被执行人"] if not case["respondents"] else []
    found += ["执行依据"] if not any(b.get("doc_no") or b.get("issuer") for b in case["basis"]) else []
    return found + ([] if plan.office else ["院名（按执行法院推定，请核对）"])
