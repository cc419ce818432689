"""Points that a 检察建议书 makes by the article broken: told in its own words, and named by the rule (违反…第二条).

The words of a point are read by :mod:`nlp.papers`. Where an article is said to be broken and no point read so far rests
on it, the article tells the point: the only checkpoint that rests on it, or of several the only one of whose subject
the sentence, or the one before it, speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from benmo import law
from benmo.review.catalog import catalogue
from benmo.review.paper_basis import Judged
from nlp.document import Span
from nlp.lexicons import load
from nlp.papers import Raised, topics_of

_BROKEN = re.compile(load("defects")["general"]["broken"])
#: A sentence, and how much of what stands before it tells what the article was broken by.
_ENDS = "。；\n"
_BEFORE = 160


def raised_by_article(
    text: str, told: Span, raised: Sequence[Raised], verdicts: Judged, on: date | None
) -> tuple[Raised, ...]:
    """*raised* and the points that only the articles of *verdicts* tell, in order of the text.

    *told* is the stretch in which the paper says what is wrong; *on* is its day. Where it bears none (None), numbers of
    articles tell nothing.
    """
    if on is None:
        return tuple(raised)
    found = list(raised)
    named = {r.defect for r in raised}
    for span, broken in _broken(text, told, verdicts, on):
        if broken & named:
            continue
        start = _opening(text, told, span)
        spoken = topics_of(text[max(told.start, start - _BEFORE) : span.end])
        chosen = broken if len(broken) == 1 else broken & set(spoken)
        if len(chosen) == 1:
            (one,) = chosen
            named.add(one)
            found.append(Raised(one, Span(start, span.end)))
    return tuple(sorted(found, key=lambda r: r.span))


def _broken(text: str, told: Span, verdicts: Judged, on: date) -> Iterator[tuple[Span, frozenset[str]]]:
    """Where an article is said to be broken, and the checkpoints that rest on it."""
    resting = _resting(on)
    for mention, verdict in verdicts:
        if not told.start <= mention.span.start < told.end or verdict.law is None or mention.article is None:
            continue
        checkpoints = resting.get((verdict.law, mention.article))
        if checkpoints and _BROKEN.search(text, _opening(text, told, mention.span), _closing(text, told, mention.span)):
            yield mention.span, checkpoints


def _opening(text: str, told: Span, span: Span) -> int:
    """Where the sentence of *span* begins."""
    return max(told.start, *(text.rfind(end, told.start, span.start) + 1 for end in _ENDS))


def _closing(text: str, told: Span, span: Span) -> int:
    """Where the sentence behind that of *span* ends: a rule is told first, and then that it was not kept."""
    stop = span.end
    for _ in range(2):
        ends = [at for end in _ENDS if (at := text.find(end, stop, told.end)) >= 0]
        if not ends:
            return told.end
        stop = min(ends) + 1
    return stop


@lru_cache(maxsize=64)
def _resting(on: date) -> dict[tuple[str, int], frozenset[str]]:
    """Law and article as numbered on *on* → the checkpoints that rest on it."""
    index = law.load()
    found: dict[tuple[str, int], set[str]] = {}
    for checkpoint in catalogue():
        for basis in checkpoint.basis:
            norm = index.norm_at(basis, on)
            if norm is not None and norm.article is not None:
                found.setdefault((norm.law, norm.article), set()).add(checkpoint.id)
    return {key: frozenset(names) for key, names in found.items()}
