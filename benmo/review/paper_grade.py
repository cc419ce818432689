"""The grade of a 检察建议书 by the rubric in ``paper_rubric.yaml``: reasons with points, level first, then the band."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from benmo.law import BAD, Verdict
from benmo.review.paper_basis import before_requests, resting
from nlp.document import Span
from nlp.entities.dates import find_dates
from nlp.papers import Parts, Raised
from nlp.statutes import CitationMention


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What grading needs of a suggestion paper; spans are clean offsets into ``text``."""

    text: str
    parts: Parts
    raised: Sequence[Raised]
    requests: Sequence[Span]
    reply_months: int | None
    citations: Sequence[tuple[CitationMention, Verdict]]
    #: issuer, addressee, date: whether each was found. A blank number is a person's to fill.
    form: Sequence[bool]
    #: The day of the paper, by which its articles are numbered.
    on: date | None = None


@cache
def rubric() -> dict[str, Any]:
    """The rubric as data, its patterns compiled."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((files("benmo.review") / "paper_rubric.yaml").read_text("utf-8"), loader)
    return data | {k: re.compile(data[k]) for k in ("source", "vague", "beyond", "slogans", "objection")}


def grade_paper(paper: PaperFacts) -> dict[str, Any]:
    """Level, score and deductions, in the shape of a ruling's grade."""
    rules = rubric()
    faults = list(dict.fromkeys(_faults(paper, rules)))
    level = "C" if set(faults) & set(rules["worst"]) else "B" if faults else "A"
    deductions = [
        {"points": rules["points"][f][0], "reason": rules["points"][f][1], "checkpoint": None, "dimension": "文书质量"}
        for f in faults
    ]
    score = max(0, 100 - sum(d["points"] for d in deductions))
    low, high = rules["bands"][level]
    bounded = min(max(score, low), high)
    if bounded != score:
        deductions.append(
            {
                "points": score - bounded,
                "reason": f"等级为{level}，分数以{low}至{high}分为限",
                "checkpoint": None,
                "dimension": "等级封顶" if score > high else "等级保底",
            }
        )
    return {"level": level, "score": bounded, "deductions": deductions, "note": "内部参考，不入卷、不送法院"}


def _faults(paper: PaperFacts, rules: dict[str, Any]) -> Iterator[str]:
    yield from _facts(paper, rules)
    yield from _basis(paper, rules)
    yield from _requests(paper, rules)
    if paper.reply_months != rules["reply_months"]:
        yield "reply"
    if not all(paper.form):
        yield "form"
    if paper.on and paper.on >= rules["objection_since"] and not rules["objection"].search(paper.text, _ending(paper)):
        yield "objection"
    if any(not _of_another(paper.text, m.start()) for m in rules["slogans"].finditer(paper.text)):
        yield "slogans"


def _ending(paper: PaperFacts) -> int:
    """Where the part begins that may give the term for objections: behind the opinion, or the last third."""
    requests = paper.parts.requests
    return requests.start if len(requests) else len(paper.text) * 2 // 3


#: 申请人称承办人故意拖延: what somebody said, which the paper repeats and answers.
_SAID = re.compile("(?<!院)(?:所?称|反映|指责|质疑|主张)|(?<!本院)(?<!我院)(?<!们)认为")


def _of_another(text: str, at: int) -> bool:
    """Whether the words at *at* are told as somebody else's."""
    return _SAID.search(text, max(text.rfind(end, 0, at) for end in "。；\n") + 1, at) is not None


def _facts(paper: PaperFacts, rules: dict[str, Any]) -> Iterator[str]:
    # Facts are told from the first line on (当事人申请、立案经过), whatever opens the part that finds fault.
    words = paper.text[: paper.parts.requests.start]
    days = [d for d in find_dates(words) if d.precision in ("day", "month")]
    if (not days and not re.search(r"\d", words)) or (not paper.raised and len(days) < 2):
        yield "no_facts"
    elif len(days) < 2:
        yield "undated"
    if not rules["source"].search(words):
        yield "unsourced"


def _basis(paper: PaperFacts, rules: dict[str, Any]) -> Iterator[str]:
    norms: list[tuple[CitationMention, Verdict]] = []
    supervising: list[tuple[CitationMention, Verdict]] = []
    for mention, verdict in paper.citations:
        if _of_the_ruling(mention, paper.text):
            continue
        (supervising if _is_supervision(mention, verdict, rules, paper) else norms).append((mention, verdict))
    if not norms and not supervising:
        yield "no_basis"
        return
    bad = [v for _, v in norms if v.status in BAD]
    if (norms and len(bad) == len(norms)) or any(v.status in BAD for _, v in supervising):
        yield "bad_main"
    elif bad:
        yield "bad_norm"
    if not supervising:
        yield "no_supervision"
    if _untied(paper, norms):
        yield "untied"


#: 裁定书引用“《…》第五百一十九条”: what the ruling rests on, which the paper tells and does not rest on itself.
_RULING_CITES = re.compile(r"裁定书?[^。；，]{0,14}(?:引用|援引|适用|依据|依照|写作|写为)了?(?:的是)?[“\"「]?$")


def _of_the_ruling(mention: CitationMention, text: str) -> bool:
    return _RULING_CITES.search(text, max(0, mention.span.start - 40), mention.span.start) is not None


def _is_supervision(mention: CitationMention, verdict: Verdict, rules: dict[str, Any], paper: PaperFacts) -> bool:
    """The article of 民诉法 or 监督规则 on which the suggestion itself rests: cited right before the requests."""
    law = verdict.law or mention.law
    if law in rules["supervision"]["rules"]:
        return True
    return law in rules["supervision"]["laws"] and before_requests(mention, paper.parts.requests.start)


def _untied(paper: PaperFacts, norms: Sequence[tuple[CitationMention, Verdict]]) -> bool:
    """Whether there are plainly fewer norms than defects: a norm may carry two defects that stand beside it."""
    distinct = {(v.law or m.law, m.article) for m, v in norms}
    if len(distinct) * 2 >= len(paper.raised) + 1:
        return False
    raised = {r.defect for r in paper.raised}
    rests = resting(paper.on) if paper.on else {}
    borne = {name for law, article in distinct if law for name in rests.get((law, article), ())}
    return not raised <= borne  # one article may carry all the points of a paper (查询与告知)


def _requests(paper: PaperFacts, rules: dict[str, Any]) -> Iterator[str]:
    texts = [_bare(paper.text[s.start : s.end]) for s in paper.requests]
    vague = [t for t in texts if rules["vague"].search(t)]
    if not texts or len(vague) == len(texts):
        yield "no_requests"
    elif vague:
        yield "vague"
    if any(rules["beyond"].search(t) for t in texts):
        yield "beyond"


_SIGN = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九]是|第[一二三四五]，|[①-⑨])[ \u3000]*"
)


def _bare(text: str) -> str:
    """A request without its number and without 建议你院."""
    return re.sub(r"^(?:建议)?(?:你院|贵院|该院)", "", _SIGN.sub("", text.strip()))
