"""The articles that a 检察建议书 cites: the one on which it rests itself, and what rests on which, at its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from benmo import law
from benmo.law import Verdict
from benmo.review.catalog import catalogue
from nlp.statutes import CitationMention

#: The recurring question of the law index for 检察院对民事执行活动的法律监督 (art. 235, 242, 246 by version).
QUESTION = "检察执行监督授权"
QUESTION_WORDS = "检察院对民事执行活动的法律监督"
CODE = "中华人民共和国民事诉讼法"
#: A supervision article stands at most so many characters before the requests (根据…之规定，特提出检察建议).
NEAR = 160

Judged = tuple[tuple[CitationMention, Verdict], ...]


def before_requests(mention: CitationMention, requests: int) -> bool:
    """Whether *mention* stands right before where the requests begin."""
    return 0 <= requests - mention.span.end <= NEAR


def supervised(verdicts: Judged, requests: int, on: date | None) -> Judged:
    """*verdicts*, the code's article before the requests measured against supervision of enforcement on *on*.

    Another number that has that subject in an earlier version is outdated, any other is mismatched. Beside the right
    number a further one is a companion and keeps its verdict.
    """
    if on is None:
        return verdicts
    index = law.load()
    norm = index.norm_at(QUESTION, on)
    if norm is None or norm.article is None:
        return verdicts
    cited = [m for m, v in verdicts if v.law == CODE and m.article and before_requests(m, requests)]
    if norm.article in [m.article for m in cited]:
        # The requests behind it speak of what is to be done (依法扣划), which is not what this article is cited for.
        return tuple((m, _right(v, norm) if m in cited and m.article == norm.article else v) for m, v in verdicts)
    if not cited:
        return verdicts
    once = _earlier(on)
    return tuple((m, _judge(m, v, norm.cite, once) if m in cited else v) for m, v in verdicts)


def _earlier(on: date) -> frozenset[int]:
    """The numbers that the subject had in versions before *on*."""
    index = law.load()
    code = index.law(CODE)
    days = [v.start for v in code.versions if v.start <= on] if code else []
    norms: Sequence[law.Norm | None] = [index.norm_at(QUESTION, d) for d in days]
    return frozenset(n.article for n in norms if n is not None and n.article is not None)


def _right(verdict: Verdict, norm: law.Norm) -> Verdict:
    """*verdict* on the article of supervision itself: it is the right one on its day."""
    if verdict.status == "valid":
        return verdict
    return replace(verdict, status="valid", should_be=None, reason=f"该日有效，内容为：{QUESTION_WORDS}")


def _judge(mention: CitationMention, verdict: Verdict, right: str, once: frozenset[int]) -> Verdict:
    if verdict.status != "valid":
        return verdict
    if mention.article in once:
        reason = f"该条号系修正前执行监督条文的条号，文书日期应引{right}"
        return replace(verdict, status="outdated", should_be=right, reason=reason)
    reason = f"该条不是对民事执行活动实行法律监督的条文，应引{right}"
    return replace(verdict, status="mismatched", should_be=right, reason=reason)


#: A law is about one subject where at most so many checkpoints rest on it.
_FEW = 2


@lru_cache(maxsize=64)
def resting(on: date) -> dict[tuple[str, int | None], frozenset[str]]:
    """Law and article as numbered on *on* → the checkpoints that rest on it.

    A law on which few rest (失信名单规定) tells of them by any of its articles, under the number None.
    """
    index = law.load()
    found: dict[tuple[str, int | None], set[str]] = {}
    for checkpoint in catalogue():
        for basis in checkpoint.basis:
            norm = index.norm_at(basis, on)
            if norm is not None and norm.article is not None:
                found.setdefault((norm.law, norm.article), set()).add(checkpoint.id)
                found.setdefault((norm.law, None), set()).add(checkpoint.id)
    found = {key: names for key, names in found.items() if key[1] is not None or len(names) <= _FEW}
    return {key: frozenset(names) for key, names in found.items()}
