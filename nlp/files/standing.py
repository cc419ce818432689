"""Remedies that papers tell of (异议、复议) and how the enforcement stands (恢复、撤销、执毕): places to look at.

The words are data (``lexicons/standing.yaml``). Nothing is concluded here, and silence says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nlp.document import Span
from nlp.lexicons import load

#: A mention shows the sentence around its words, at most so many characters to each side.
_AROUND = 60
_STOPS = "。；\n"
#: Stands for the words themselves in what is searched for a reason against them.
_HERE = "‖"
_CLAUSE = re.compile("[，。；：]")


class Mention(NamedTuple):
    """``kind`` is a key of the lexicon; ``span`` is the passage in raw text, ``words`` the telling part of it."""

    kind: str
    span: Span
    words: Span


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((kind, re.compile(row["say"]), re.compile(row["not"])) for kind, row in load("standing").items())


def read_standing(text: str) -> list[Mention]:
    """The mentions of *text* in reading order; a passage that only speaks of what may or shall be is left out."""
    kept = [i for i, c in enumerate(text) if not c.isspace()]
    plain = "".join(text[i] for i in kept)
    found = [
        Mention(kind, _passage(text, kept[start], kept[end - 1] + 1), Span(kept[start], kept[end - 1] + 1))
        for kind, start, end in _found(plain)
    ]
    return sorted(found, key=lambda m: (m.words.start, m.kind))


def _found(plain: str) -> Iterator[tuple[str, int, int]]:
    for kind, say, unless in _patterns():
        for m in say.finditer(plain):
            before = [c.end() for c in _CLAUSE.finditer(plain, max(0, m.start() - _AROUND), m.start())]
            begin = before[-1] if before else max(0, m.start() - _AROUND)
            after = _CLAUSE.search(plain, m.end())
            # "请求撤销……裁定" asks, "已撤销……裁定" tells: what forbids stands in the clause beside the words.
            around = (
                plain[begin : m.start()]
                + _HERE
                + plain[m.end() : min(after.start() if after else len(plain), m.end() + 6)]
            )
            if not unless.search(around):
                yield kind, m.start(), m.end()


def _passage(text: str, start: int, end: int) -> Span:
    """The sentence around ``text[start:end]``."""
    left = max(text.rfind(c, max(0, start - _AROUND), start) for c in _STOPS) + 1 or max(0, start - _AROUND)
    stops = [at for c in _STOPS if (at := text.find(c, end, end + _AROUND)) >= 0]
    right = min(stops) if stops else min(len(text), end + _AROUND)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return Span(left, right)
