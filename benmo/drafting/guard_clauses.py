"""Clause against clause: what hangs on one word must hang on the same word.

Two clauses that are nearly alike must agree in everything that carries the meaning: negations, duties and powers,
parties and their roles, acts and things, order in time, sources, scope, strength. And no clause of the template may be
missing from the rewrite.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise

from benmo.drafting.data import read_yaml
from benmo.drafting.guard_support import clauses, pairs, plain

#: Clauses this alike (Dice's coefficient of character pairs) say the same thing or its opposite.
ALIKE = 0.62
#: A clause of the template of whose pairs less than this is found in one place of the rewrite is missing.
FOUND = 0.7
#: Shorter clauses (in pairs) hold nothing of their own.
SHORT = 3


@cache
def _critical() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all words on which meaning hangs, longest first, and the class that each belongs to."""
    words = read_yaml("guard.yaml")
    table: dict[str, str] = {}
    for kind in ("negators", "affirmers", "ought", "may", "scope", "hedges", "nouns"):
        table |= {w: w if kind in ("scope", "hedges", "nouns") else kind for w in words[kind]}
    table |= {w: group[0] for group in words["verbs"] for w in group}
    table |= {w: w for pair in words["antonyms"] for w in pair}
    table |= {w: w for w in words["roles"]}
    table |= {w: kind for kind, said in words["sources"].items() for w in said}
    # Words that only look like one of these are counted as themselves.
    table |= {w: w for w in words["not_negators"]}
    table |= {w: "" for w in words["neutral"]}
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


@lru_cache(maxsize=8192)
def critical(clause: str, names: tuple[str, ...]) -> Counter[str]:
    """What the meaning of *clause* hangs on, counted; parties by their names."""
    found: Counter[str] = Counter()
    for name in sorted(names, key=len, reverse=True):
        found[name] += clause.count(name)
        clause = clause.replace(name, "○")
    pattern, table = _critical()
    found.update(table[m.group()] for m in pattern.finditer(clause))
    found.update(re.findall(r"\d[\d.]*(?:万|亿)?元|\d+年\d+月\d+日|\d[\d.]*", clause))
    del found[""]
    return +found


def clause_faults(template: str, rewrite: str, names: tuple[str, ...]) -> str:
    """Why a clause of *rewrite* turns one of *template* round, or which one is missing; empty when neither."""
    old = [plain(c) for c in clauses(template)]
    new = [plain(c) for c in clauses(rewrite)]
    # A writer may draw two neighbours together into one clause.
    said = [*old, *(a + b for a, b in pairwise(old))]
    for clause in new:
        alike = [o for o in said if _dice(o, clause) >= ALIKE]
        mine = critical(clause, names)
        if alike and all(critical(o, names) != mine for o in alike):
            nearest = max(alike, key=lambda o: _dice(o, clause))
            return f"“{_shown(clause)}”与原文意思不同{_difference(critical(nearest, names), mine)}"
    return _missing(template, old, new)


def _missing(template: str, old: list[str], new: list[str]) -> str:
    """The clause of *old* that no clause of *new*, nor two neighbours together, says.

    What has stood for one clause cannot stand for another. A sentence of one clause (the heading of a defect, which
    the conclusion says again) may share.
    """
    whole = {c for s in re.split("[。！？]", template) if len(found := clauses(s)) == 1 for c in map(plain, found)}
    left = [Counter(pairs(c)) for c in new]
    for clause in sorted(old, key=lambda c: (c in whole, -pairs(c).total())):
        own = pairs(clause)
        if own.total() < SHORT:
            continue
        if clause in whole:
            left = [Counter(pairs(c)) for c in new]
        share, where = max((_found(own, left, w) for w in _windows(len(new))), default=(0.0, ()))
        if share < FOUND:
            return f"缺少“{_shown(clause)}”"
        for n in where:
            left[n] -= own
    said = Counter(k for c in new for k in critical(c, ()).elements() if k in ("ought", "may"))
    need = Counter(k for c in old for k in critical(c, ()).elements() if k in ("ought", "may"))
    lost = need - said
    return f"缺少“{'应当' if lost['ought'] else '可以'}”" if lost else ""


def _windows(n: int) -> list[tuple[int, ...]]:
    return [*((i,) for i in range(n)), *((i, i + 1) for i in range(n - 1))]


def _found(own: Counter[str], left: list[Counter[str]], window: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
    there: Counter[str] = sum((left[n] for n in window), Counter())
    # A lone clause before a pair of equal worth: it takes less away from the others.
    return (own & there).total() / own.total() - 0.01 * (len(window) - 1), window


@lru_cache(maxsize=65536)
def _dice(one: str, other: str) -> float:
    a, b = pairs(one), pairs(other)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def _difference(old: Counter[str], new: Counter[str]) -> str:
    words = {"negators": "否定词", "ought": "应当", "may": "可以", "document": "出处", "file_silent": "未见材料"}
    told = [words.get(w, w) for w in (*(new - old), *(old - new))]
    return f"（{'、'.join(told[:3])}）" if told else ""


def _shown(clause: str) -> str:
    return clause if len(clause) <= 24 else clause[:24] + "…"
