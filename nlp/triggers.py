"""Patterns that run only where a word they need stands: one pass over the text decides for all of them.

From each regular expression a set of literals is derived of which every match must contain at least one (as text
search engines do before they start a regular expression). All literals go into one Aho–Corasick automaton (Aho and
Corasick 1975); a pattern none of whose literals occur is never started. A pattern without such literals always runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from ahocorasick_rs import AhoCorasick

#: A character class of more members than this is no useful literal.
_CLASS_LIMIT = 12
_FEW = 64
#: Literals that stand in nearly every enforcement document: a set with one of them lets everything through.
WEAK = frozenset(("执行", "本院", "法院", "财产", "申请", "申请执行人", "被执行人", "案件", "裁定", "规定", "履行"))


def required_literals(source: str) -> frozenset[str] | None:
    """Literals of which every match of *source* contains at least one; None where no such set was found.

    Raises:
        re.error: *source* is no valid expression.
    """
    try:
        parser = import_module("re._parser")
    except ImportError:  # a Python without this module only loses speed
        re.compile(source)
        return None
    return _of_sequence(list(parser.parse(source)))


def _of_sequence(items: list[Any]) -> frozenset[str] | None:
    best: frozenset[str] | None = None
    run = ""
    for name, value in [*((str(op), v) for op, v in items), ("END", None)]:
        if name == "LITERAL":
            run += chr(value)
            continue
        if run:
            best = _better(best, frozenset({run}))
            run = ""
        best = _better(best, _of_item(name, value))
    return best


def _of_item(name: str, value: Any) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return _of_sequence(list(value[3]))
    if name == "BRANCH":
        return _union([_of_sequence(list(branch)) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] >= 1:
        return _of_sequence(list(value[2]))
    if name == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if name == "IN":
        members = [str(op) for op, _ in value]
        if all(m == "LITERAL" for m in members) and len(value) <= _CLASS_LIMIT:
            return frozenset(chr(v) for _, v in value)
    return None


def _union(parts: list[frozenset[str] | None]) -> frozenset[str] | None:
    whole: set[str] = set()
    for part in parts:
        if part is None:
            return None
        whole |= part
    return frozenset(whole) if len(whole) <= _FEW else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The set that lets fewer texts through: longer literals first, then fewer."""
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda s: (not s & WEAK, min(map(len, s)), -len(s)))


@dataclass(slots=True)
class Scan:
    """What one pass found: the offsets of each literal (by its number), and the ranges (sentences) of the text."""

    hits: dict[int, list[int]]
    ranges: Sequence[tuple[int, int]] = ()
    _starts: list[int] = field(default_factory=list)
    _where: dict[int, set[int]] = field(default_factory=dict)

    def ranges_of(self, literal: int) -> set[int]:
        """Indices of the ranges that hold *literal*."""
        known = self._where.get(literal)
        if known is None:
            starts = self._starts
            known = self._where[literal] = {bisect_right(starts, offset) - 1 for offset in self.hits[literal]}
        return known


_NOWHERE: list[int] = []


class TriggerSet:
    """Named patterns behind one automaton. Immutable after construction; build once at import."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.patterns: dict[str, re.Pattern[str]] = {}
        self._always: set[str] = set()
        owners: dict[str, list[str]] = {}
        for name, source in sources.items():
            self.patterns[name] = re.compile(source)
            literals = required_literals(source)
            if literals is None or any(not literal for literal in literals):
                self._always.add(name)
                continue
            for literal in literals:
                owners.setdefault(literal, []).append(name)
        self._literals = list(owners)
        self._numbers: dict[str, list[int]] = {name: [] for name in self.patterns}
        for number, names in enumerate(owners.values()):
            for name in names:
                self._numbers[name].append(number)
        self._automaton = AhoCorasick(self._literals)

    def literals_of(self, name: str) -> list[str]:
        """The literals on which pattern *name* waits; empty where it always runs."""
        return [self._literals[n] for n in self._numbers[name]]

    def scan(self, text: str, ranges: Sequence[tuple[int, int]]) -> Scan:
        """One pass over the stretch that the sorted *ranges* cover; O(length + literal hits)."""
        start, end = (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
        hits: dict[int, list[int]] = {}
        for literal, at, _ in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True):
            if literal in hits:
                hits[literal].append(at + start)
            else:
                hits[literal] = [at + start]
        return Scan(hits, ranges, [r[0] for r in ranges])

    def where(self, name: str, scan: Scan) -> Sequence[int]:
        """Indices of the ranges in which pattern *name* may match, in order."""
        if name in self._always:
            return range(len(scan.ranges))
        hits = scan.hits
        present = [n for n in self._numbers[name] if n in hits]
        if not present:
            return _NOWHERE
        found = scan.ranges_of(present[0])
        if len(present) > 1:
            found = found.union(*map(scan.ranges_of, present[1:]))
        return sorted(found)

    def offsets(self, name: str, scan: Scan) -> list[int]:
        """Where the literals of pattern *name* stand, in no order."""
        return [offset for n in self._numbers[name] if n in scan.hits for offset in scan.hits[n]]

    def matches(self, name: str, scan: Scan, text: str, pattern: re.Pattern[str] | None = None) -> list[re.Match[str]]:
        """Matches of pattern *name* (or of *pattern*, a variant that waits on the same literals) inside the ranges.

        A match never crosses a range; ranges without one of its literals are not searched.
        """
        where = self.where(name, scan)
        if not where:
            return []
        pattern, ranges = pattern or self.patterns[name], scan.ranges
        return [m for i in where for m in pattern.finditer(text, ranges[i][0], ranges[i][1])]
