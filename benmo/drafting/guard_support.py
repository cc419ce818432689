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

#: A run of this many characters that the template lacks is a new claim.
NEW_RUN = 3
#: More new characters than this share are too many, even in short runs.
NEW_SHARE = 0.12
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
    template, rewrite = plain(template), plain(_QUOTED.sub("，", rewrite))
    found = []
    for run in _CJK.findall(rewrite):
        covered = [False] * len(run)
        for i in range(len(run) - 1):
            if run[i : i + 2] in template:
                covered[i] = covered[i + 1] = True
        for word in _glue().finditer(run):
            covered[word.start() : word.end()] = [True] * len(word.group())
        marked = "".join("　" if c else x for x, c in zip(run, covered, strict=True))
        found += marked.split("　")
    return [r for r in found if r]


def support(template: str, rewrite: str) -> str:
    """Why *rewrite* says more, or much less, than *template*; empty when it does neither."""
    new = uncovered(template, rewrite)
    longest = max(new, key=len, default="")
    if len(longest) >= NEW_RUN:
        return f"增加了原文没有的内容“{longest}”"
    total = sum(map(len, _CJK.findall(_QUOTED.sub("", rewrite))))
    if total and sum(map(len, new)) / total > NEW_SHARE:
        return "改写中原文没有的文字过多"
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
