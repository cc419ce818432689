"""Drafting a paper from a review and a person's decisions: plan, template sentences, checks, an optional rewrite."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from benmo.drafting.checks import broken, require_complete
from benmo.drafting.decisions import Decision, decisions_of, require_known
from benmo.drafting.form import Paragraph, Sentence, finish
from benmo.drafting.papers import Paper, leian
from benmo.drafting.papers import paper as find_paper
from benmo.drafting.particulars import Particulars
from benmo.drafting.plan import Left, Plan, make_plan, require_firm
from benmo.errors import NothingFirm

_NONE = Particulars()

if TYPE_CHECKING:
    from benmo.drafting.model import Ask, Model


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
    particulars: Particulars = _NONE,
    ask: Ask | None = None,
) -> DraftResult:
    """Draft *paper* on *review*.

    Args:
        review: the review JSON (review.schema.json) of one case.
        decisions: what a person decided about its findings.
        paper: the name of the paper; see :func:`benmo.drafting.papers.papers`.
        model: a language model that may rewrite the defects; None = template sentences only.
        today: the day whose supervision articles are named; default is the day of the call.
        ask: how the model is asked: a callback for the pieces of its replies, an event that stops it.
        office: full name of the procuratorate; empty = by the court's name, to be checked.
        particulars: what only the office knows.

    Raises:
        NothingFirm: the paper needs a proven or confirmed point and there is none.
        Unfit: the case does not meet the paper's precondition; names the papers that fit.
        UnknownPaper: there is no such paper.
        MissingParts: a fault of ours: an obligatory part is lacking.
    """
    kind = find_paper(paper)
    plan = make_plan(review, decisions, today or date.today(), office, particulars)
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
        from benmo.drafting.model import Ask
        from benmo.drafting.rewrite import rewrite

        done = rewrite(plan, paragraphs, model, ask or Ask())
        paragraphs, record = done.paragraphs, done.record
        left += done.dropped
    return _finished(kind, [plan], paragraphs, left, record, review_sha256(review))


def draft_several(
    reviews: Sequence[Mapping[str, Any]],
    decisions: Sequence[Decision] = (),
    paper: str = leian.NAME,
    today: date | None = None,
    office: str = "",
    particulars: Particulars = _NONE,
) -> DraftResult:
    """Draft a paper on several cases. Each decision must name its case.

    Raises:
        Unfit: the cases have no fault in common, or different courts.
        WrongDecisions: a decision names no case, or none of these.
    """
    kind = find_paper(paper)
    require_known(decisions, reviews)
    taken = [decisions_of(decisions, str(r["id"]), r["case"]["case_no"]) for r in reviews]
    on = today or date.today()
    plans = [make_plan(r, own, on, office, particulars) for r, own in zip(reviews, taken, strict=True)]
    paragraphs, left = leian.compose(plans)
    joined = hashlib.sha256("".join(review_sha256(r) for r in reviews).encode()).hexdigest()
    return _finished(kind, plans, paragraphs, left, None, joined)


def _finished(
    kind: Paper,
    plans: Sequence[Plan],
    paragraphs: list[Paragraph],
    left: list[Left],
    record: dict[str, Any] | None,
    sha256: str,
) -> DraftResult:
    """Checks of what may not stand in the paper and of what must, then JSON."""
    for plan in plans:
        paragraphs, dropped = _checked(paragraphs, plan, kind.audience)
        left = left + dropped
    made = _as_json(kind, plans, paragraphs, left, record, sha256)
    result = DraftResult(made, plans[0])
    require_complete(kind.name, result.text, plans[0].case)
    return result


def review_sha256(review: Mapping[str, Any]) -> str:
    """The hash that ties a draft to its review: sha256 of the canonical JSON (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(review, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _checked(paragraphs: list[Paragraph], plan: Plan, audience: str) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs without the sentences that may not stand in a paper to that audience, and those sentences."""
    kept, left = [], []
    for paragraph in paragraphs:
        sentences: list[Sentence] = []
        for sentence in paragraph.sentences:
            faults = broken(sentence.text, plan.case, audience)
            left += [Left(sentence.text, fault) for fault in faults]
            sentences += [] if faults else [sentence]
        kept.append(replace(paragraph, sentences=tuple(sentences)))
    return kept, left


def _as_json(
    kind: Paper,
    plans: Sequence[Plan],
    paragraphs: list[Paragraph],
    left: Sequence[Left],
    model: dict[str, Any] | None,
    sha256: str,
) -> dict[str, Any]:
    gone = [*(x for p in plans for x in p.left), *left] if not kind.several else left
    told = any(s.author == "person" and s.text.startswith(_person(plans[0])) for p in paragraphs for s in p.sentences)
    blanks = [b for b in kind.blanks if not (b == "案件来源" and told)]
    left_open = (m[1] for p in paragraphs for s in p.sentences for m in _TO_FILL.finditer(s.text))
    blanks += [b for b in left_open if b not in blanks and not any(known in b for known in blanks)]
    made = {
        "schema_version": 1,
        "paper": kind.name,
        "case_no": plans[0].case["case_no"],
        "blanks": list(dict.fromkeys([*blanks, *(b for p in plans for b in _case_blanks(p))])),
        "sentences": finish(paragraphs),
        "dropped": [{"text": t, "reason": r} for t, r in dict.fromkeys((x.text, x.reason) for x in gone)],
        "confirmed": [c for p in plans for c in p.confirmed],
        "model": model,
        "review_sha256": sha256,
        "unverified_norms": sorted({n for p in paragraphs for s in p.sentences for n in s.unverified}),
    }
    if kind.several:
        made["case_nos"] = [p.case["case_no"] for p in plans]
    return made


#: （此处写明审查意见）: whatever a sentence leaves for people is among the blanks.
_TO_FILL = re.compile("（此处写明([^（）：，。]{2,16})")


def _person(plan: Plan) -> str:
    return plan.particulars.source.strip().rstrip("。，,") or "\0"


def _case_blanks(plan: Plan) -> list[str]:
    """What the material did not tell and a person has to fill in, and what was only inferred."""
    case = plan.case
    words = {"court": "法院名称", "case_no": "执行案号", "filing_date": "立案日期", "ruling_date": "裁定日期"}
    found = [name for field, name in words.items() if not case[field]]
    found += ["申请执行人"] if not case["applicants"] else []
    found += ["被执行人"] if not case["respondents"] else []
    found += ["执行依据"] if not any(b.get("doc_no") or b.get("issuer") for b in case["basis"]) else []
    return found + ([] if plan.office else ["院名（按执行法院推定，请核对）"])
