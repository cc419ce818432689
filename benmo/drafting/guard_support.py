"""Whether a rewrite says only what the template says: words in, claims out.

A rewrite's words must come from the template, be synonyms of its words, or be glue (words that join sentences and
carry no fact). Characters are compared in pairs, so that no word segmentation can be argued with.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from benmo.drafting.data import read_yaml

_CJK = re.compile(r"[\u4e00-\u9fff]+")
_QUOTED = re.compile(r"“[^”]*”")
_CLAUSE = re.compile(r"[，,；;。：:！？!?\n]")

#: At least this share of the template's character pairs must still be there.
KEPT_SHARE = 0.45
#: A sentence of which less than this share comes from the template says something else.
SUPPORTED_SHARE = 0.6


@lru_cache(maxsize=4096)
def pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring Chinese characters outside quotations, with their counts."""
    return Counter(run[i : i + 2] for run in _CJK.findall(_QUOTED.sub("，", text)) for i in range(len(run) - 1))


def overlap(one: str, other: str) -> float:
    """The share of the pairs of the shorter text that the longer one has, quotations apart; 0 to 1."""
    a, b = pairs(one), pairs(other)
    least = min(a.total(), b.total())
    return (a & b).total() / least if least else 0.0


@cache
def _glue() -> re.Pattern[str]:
    words = sorted(read_yaml("guard.yaml")["glue"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {word: group[0] for group in read_yaml("guard.yaml")["synonyms"] for word in group}
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """*text* with each synonym in the first form of its group."""
    pattern, table = _synonyms()
    return pattern.sub(lambda m: table[m.group()], text)


def uncovered(template: str, rewrite: str) -> list[str]:
    """The runs of Chinese characters of *rewrite* that stand neither in *template* nor in the glue."""
    template, rewrite = plain(template), plain(_openers().sub("，", _QUOTED.sub("，", rewrite)))
    covered = [False] * len(rewrite)
    for i in range(len(rewrite) - 1):
        if rewrite[i : i + 2] in template:
            covered[i] = covered[i + 1] = True
    for run in _CJK.finditer(rewrite):
        for word in _glue().finditer(rewrite, run.start(), run.end()):
            covered[word.start() : word.end()] = [True] * len(word.group())
    return _CJK.findall("".join("□" if c else x for x, c in zip(rewrite, covered, strict=True)))


@cache
def _openers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_yaml("guard.yaml")["openers"]))
    return re.compile(f"(?:^|(?<=[，。；]))(?:{words})，")


def support(template: str, rewrite: str) -> str:
    """Why *rewrite* says more, or much less, than *template*; empty when it does neither."""
    new = uncovered(template, rewrite)
    if new:
        return f"增加了原文没有的内容“{max(new, key=len)}”"
    old = pairs(plain(template))
    kept = (old & pairs(plain(rewrite))).total()
    return "" if kept / max(1, old.total()) >= KEPT_SHARE else "原文内容丢失过多"


def unsupported(template: str, sentence: str) -> str:
    """Why one sentence of a rewrite has nothing to do with *template*; empty when it draws on it.

    Only for sentences that may be taken out without loss; what merely changes a sentence of the template is for the
    guard.
    """
    body = _CJK.findall(_QUOTED.sub("，", sentence))
    total = sum(map(len, body))
    if not total or _QUOTED.search(sentence) or "《" in sentence:
        return ""
    new = sum(map(len, uncovered(template, sentence)))
    return f"“{sentence[:20]}”在材料中没有依据" if 1 - new / total < SUPPORTED_SHARE else ""


def clauses(text: str) -> list[str]:
    """The clauses of *text* outside quotations."""
    return [c.strip() for c in _CLAUSE.split(_QUOTED.sub("□", text)) if c.strip()]
