"""Patterns that run only where a word they need stands: one pass over the text decides for all of them.

From each regular expression a set of literals is derived of which every match must contain at least one (as text
search engines do before they start a regular expression). All literals go into one Aho–Corasick automaton (Aho and
Corasick 1975); a pattern none of whose literals occur is never started. A pattern without such literals always runs.

Where a literal stands, the pattern is searched for only as far around it as a match can reach: from the most that may
precede the literal to the most that a match can span. So a pattern is cheap if it holds a word that is rare, and if
what stands before that word is short: prefer ``{0,12}?`` to ``*?``, and put what may stand far away into a second look.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ahocorasick_rs import AhoCorasick, Implementation

from nlp.literals import Prefer, hint, required_literals, shape

_ENDLESS = 1 << 40
#: So few places are tried one by one.
_NEAR = 2
#: An alternation is worth searching for branch by branch if its source is so long and it reaches farther than this.
_LENGTHY = 320
_FAR = 40


class Anchored:
    """One pattern that is searched for in long texts only around the words that it needs.

    Its ``finditer`` and ``search`` find what those of the compiled pattern find; worth it for a pattern that begins
    with what may be missing or vary, as such a one is otherwise tried at every character.
    """

    __slots__ = ("_hint", "_lead", "_slack", "_span", "needs", "pattern")

    def __init__(self, source: str) -> None:
        self.pattern = re.compile(source)
        few = required_literals(source, prefer="few")
        #: The word that every match holds where there is one such word, else nothing.
        self.needs = next(iter(few)) if few and len(few) == 1 else ""
        prefer: Prefer = "few" if self.needs else "rare"
        literals = required_literals(source, prefer)
        self._hint = hint(source, prefer=prefer) if literals else None
        lead, self._span = shape(source, prefer)
        self._lead = _ENDLESS if lead is None else lead
        # One literal may be found in the midst of another one, and only the first of two that overlap.
        self._slack = max(map(len, literals or ())) if literals and _tangled(literals) else 0

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        end = len(text) if end is None else min(end, len(text))
        if self._hint is None:
            yield from self.pattern.finditer(text, start, end)
            return
        slack, span, floor = self._slack, self._span, start
        lead = self._lead + slack
        near = lead + slack <= _NEAR
        for hit in self._hint.finditer(text, start, end):
            first = hit.start()
            last = first + slack
            at = first - lead
            if at < floor:
                at = floor
            if span is None and not near:
                yield from self.pattern.finditer(text, at, end)
                return
            stop = end if span is None or last + span > end else last + span
            # What begins behind this literal may be cut short by *stop*: it waits for the next one.
            while at <= last and (match := self._next(text, at, last, stop, near)):
                yield match
                at = floor = match.end()

    def _next(self, text: str, at: int, last: int, stop: int, near: bool) -> re.Match[str] | None:
        """The first match that begins between *at* and *last*, inclusive."""
        if near:
            match = self.pattern.match
            for place in range(at, last + 1):
                if found := match(text, place, stop):
                    return found
            return None
        found = self.pattern.search(text, at, stop)
        return found if found and found.start() <= last else None

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return next(self.finditer(text, start, end), None)


def _tangled(literals: Iterable[str]) -> bool:
    """Whether two occurrences of *literals* can overlap each other in a text."""
    return any(
        (one != other and one in other) or any(one[n:] == other[: len(one) - n] for n in range(1, len(one)))
        for one in literals
        for other in literals
    )


#: Where a match begins, the place of its branch, and the match.
_Candidate = tuple[int, int, re.Match[str]]
_Following = Callable[[int, int, bool], "re.Match[str] | None"]


class Either:
    """Several patterns as one alternation, each searched for around its own words; finds what the alternation finds."""

    __slots__ = ("_parts", "pattern")

    def __init__(self, sources: Sequence[str]) -> None:
        self.pattern = re.compile("|".join(f"(?:{source})" for source in sources))
        self._parts = [Anchored(source) for source in sources]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``, but without the groups' numbers."""
        end = len(text) if end is None else min(end, len(text))
        first = [
            (m.start(), order, m)
            for order, part in enumerate(self._parts)
            if part.needs in text and (m := part.search(text, start, end))
        ]
        return _leftmost(first, lambda order, floor, _: self._parts[order].search(text, floor, end))


def _leftmost(waiting: list[_Candidate], following: _Following) -> Iterator[re.Match[str]]:
    """What an alternation finds whose branches are searched for alone: of the leftmost, the branch that comes first.

    *waiting* holds the first match of each branch; ``following(order, floor, taken)`` gives the next one of a branch
    from *floor* on, where its last one was taken, or lies across a taken one and may have hidden another.
    """
    while waiting:
        match = min(waiting, key=_place)[2]
        yield match
        floor = max(match.end(), match.start() + 1)
        rest = []
        for candidate in waiting:
            at, order, held = candidate
            if at >= floor and held is not match:
                rest.append(candidate)
            elif again := following(order, floor, held is match):
                rest.append((again.start(), order, again))
        waiting = rest


def _place(candidate: _Candidate) -> tuple[int, int]:
    return candidate[0], candidate[1]


@dataclass(slots=True)
class Scan:
    """What one pass found: the offsets of each literal (by its number), and the ranges (sentences) of the text."""

    hits: dict[int, list[int]]
    ranges: Sequence[tuple[int, int]] = ()
    starts: list[int] = field(default_factory=list)
    #: Pattern, or branch of one, → the offsets of its literals, literal by literal; one that is not here cannot match.
    #: The lists are shared: to be read, not changed.
    waiting: dict[str, list[int]] = field(default_factory=dict)
    #: Pattern that is searched for branch by branch → those of its branches that wait.
    branches: dict[str, list[str]] = field(default_factory=dict)


def branches_of(source: str) -> list[str]:
    """The alternatives of an expression at its top level, in order; one where it is no alternation.

    An expression with flags or groups of its own stays whole: its branches would not mean the same alone.

    Raises:
        re.error: *source* is no valid expression.
    """
    if re.compile(source).groups or re.search(r"\(\?[aiLmsux-]", source):
        return [source]
    parts, depth, begin = [], 0, 0
    for token in _TOKEN.finditer(source):
        sign = token[0]
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append(source[begin : token.start()])
            begin = token.end()
    return [*parts, source[begin:]]


def _pays(source: str) -> bool:
    """Whether searching for the branches of *source* one by one costs less than for the whole."""
    if len(source) < _LENGTHY:
        return False
    lead, span = shape(source)
    return lead is None or span is None or lead + span > _FAR


#: What may hold a | that parts nothing goes by whole: an escape, a class of characters.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)


class TriggerSet:
    """Named patterns behind one automaton. Immutable after construction; build once at import.

    A long alternation whose words may stand far from where a match begins is searched for branch by branch: most of
    its branches hold no word of the text and are never started.
    """

    def __init__(self, sources: Mapping[str, str], split: Callable[[str], bool] = _pays) -> None:
        self.patterns = {name: re.compile(source) for name, source in sources.items()}
        self._always: set[str] = set()
        self._searches: dict[str, tuple[Callable[[str, int, int], re.Match[str] | None], int, int]] = {}
        #: Branch → the pattern it belongs to, and its place there.
        self._whole: dict[str, str] = {}
        self._order: dict[str, int] = {}
        self._numbers: dict[str, list[int]] = {}
        #: Branches that are a word and nothing else, and its length: where the word stands they match.
        self._plain: dict[str, int] = {}
        numbers: dict[str, int] = {}
        owners: list[list[str]] = []
        for name, source in sources.items():
            own: dict[int, None] = {}
            for key, literals in self._parts(name, source, split):
                for literal in literals:
                    number = numbers.setdefault(literal, len(numbers))
                    if number == len(owners):
                        owners.append([])
                    owners[number].append(key)
                    own[number] = None
            self._numbers[name] = list(own)
        self._literals = list(numbers)
        self._owners = owners
        # Three times the memory and building time of the default, and a third less time for each text.
        self._automaton = AhoCorasick(self._literals, implementation=Implementation.DFA)

    def _parts(self, name: str, source: str, split: Callable[[str], bool]) -> Iterator[tuple[str, frozenset[str]]]:
        """Under which keys the pattern *name* is searched for, each with its literals; none where it always runs."""
        literals = required_literals(source)
        if literals is None or "" in literals:
            self._always.add(name)
            return
        branches = [(branch, required_literals(branch)) for branch in branches_of(source)] if split(source) else []
        if len(branches) < 2 or any(needed is None for _, needed in branches):
            self._register(name, self.patterns[name], source)
            yield name, literals
            return
        for order, (branch, needed) in enumerate(branches):
            key = f"{name}|{order}"
            self._whole[key], self._order[key] = name, order
            if needed == frozenset((branch,)):
                self._plain[key] = len(branch)
            self._register(key, re.compile(branch), branch)
            yield key, needed or frozenset()

    def _register(self, key: str, pattern: re.Pattern[str], source: str) -> None:
        lead, span = shape(source)
        # No bound is one beyond every text.
        bounds = (_ENDLESS if lead is None else lead, _ENDLESS if span is None else span)
        self._searches[key] = (pattern.search, *bounds)

    def literals_of(self, name: str) -> list[str]:
        """The literals on which pattern *name* waits; empty where it always runs."""
        return [self._literals[n] for n in self._numbers[name]]

    def owners(self, names: Iterable[str]) -> dict[int, tuple[str, ...]]:
        """Number of a literal → those of the patterns *names* that wait on it, where there are any."""
        wanted: dict[int, list[str]] = {}
        for name in names:
            for number in self._numbers[name]:
                wanted.setdefault(number, []).append(name)
        return {number: tuple(owners) for number, owners in sorted(wanted.items())}

    def scan(self, text: str, ranges: Sequence[tuple[int, int]]) -> Scan:
        """One pass over the stretch that the sorted *ranges* cover; O(length + literal hits)."""
        start, end = (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
        hits: dict[int, list[int]] = {}
        for literal, at, _ in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True):
            if literal in hits:
                hits[literal].append(at + start)
            else:
                hits[literal] = [at + start]
        waiting: dict[str, list[int]] = {}
        branches: dict[str, list[str]] = {}
        owners, whole = self._owners, self._whole
        for literal, offsets in hits.items():
            for key in owners[literal]:
                if key in waiting:
                    waiting[key] = waiting[key] + offsets
                    continue
                waiting[key] = offsets
                if key in whole:
                    name = whole[key]
                    if name in branches:
                        branches[name].append(key)
                    else:
                        branches[name] = [key]
        return Scan(hits, ranges, [r[0] for r in ranges], waiting, branches)

    def may_match(self, names: Iterable[str], scan: Scan) -> list[str]:
        """Those of *names* whose patterns can match at all, in the same order; mostly few of many."""
        waiting, always, branches = scan.waiting, self._always, scan.branches
        return [name for name in names if name in waiting or name in branches or name in always]

    def offsets(self, name: str, scan: Scan) -> list[int]:
        """Where the literals of pattern *name* stand, in order."""
        return sorted(chain.from_iterable(scan.waiting.get(key, ()) for key in scan.branches.get(name, (name,))))

    def matches(self, name: str, scan: Scan, text: str) -> list[re.Match[str]]:
        """Matches of pattern *name* inside the ranges: what ``finditer`` finds in each of them.

        A match never crosses a range; only the surroundings of its literals are searched.
        """
        if name in scan.waiting:
            return self._found(name, scan, text)
        if branches := scan.branches.get(name):
            return self._merged(branches, scan, text)
        if name not in self._always:
            return []
        pattern = self.patterns[name]
        return [m for start, end in scan.ranges for m in pattern.finditer(text, start, end)]

    def ranges_of(self, name: str, scan: Scan, text: str) -> set[int]:
        """The numbers of the ranges that hold a match of pattern *name*; far cheaper than its matches."""
        if name in self._always:
            always = self.patterns[name]
            return {number for number, (start, end) in enumerate(scan.ranges) if always.search(text, start, end)}
        keys = scan.branches.get(name)
        if keys is None:
            return {bisect_right(scan.starts, m.start()) - 1 for m in self.matches(name, scan, text)}
        held: set[int] = set()
        ranges, starts = scan.ranges, scan.starts
        for key in keys:
            if key in self._plain:
                length = self._plain[key]
                for at in scan.waiting[key]:
                    number = bisect_right(starts, at) - 1
                    if at + length <= ranges[number][1]:
                        held.add(number)
        for key in keys:
            if key not in self._plain:
                search = self._searches[key][0]
                for at in scan.waiting[key]:
                    number = bisect_right(starts, at) - 1
                    if number not in held and search(text, *ranges[number]):
                        held.add(number)
        return held

    def _merged(self, keys: Sequence[str], scan: Scan, text: str) -> list[re.Match[str]]:
        """What the alternation of the branches *keys* finds: the leftmost, and of those the branch that comes first."""
        found = {self._order[key]: (key, matches) for key in keys if (matches := self._found(key, scan, text))}
        if len(found) <= 1:
            return next(iter(found.values()))[1] if found else []
        rest = {order: iter(matches) for order, (_, matches) in found.items()}
        first = [(m.start(), order, m) for order, matches in rest.items() for m in (next(matches),)]

        def following(order: int, floor: int, taken: bool) -> re.Match[str] | None:
            if not taken:
                rest[order] = iter(self._found(found[order][0], scan, text, floor))
            return next(rest[order], None)

        return list(_leftmost(first, following))

    def _found(self, key: str, scan: Scan, text: str, floor: int = 0) -> list[re.Match[str]]:
        """What ``finditer`` of one pattern or branch finds in each of the ranges, from *floor* on."""
        # This loop runs a hundred times for each ruling: comparisons instead of min() and max().
        found: list[re.Match[str]] = []
        search, lead, span = self._searches[key]
        offsets = scan.waiting[key]
        if len(offsets) > 1:
            offsets = sorted(offsets)
        ranges, starts = scan.ranges, scan.starts
        index = 0
        count = len(offsets)
        while index < count:
            first = last = offsets[index]
            begin, end = ranges[bisect_right(starts, first) - 1]
            index += 1
            # Literals so near that the stretches around them touch are searched together.
            while index < count and (following := offsets[index]) < end and following - lead <= last + span:
                last = following
                index += 1
            at = first - lead
            if at < begin:
                at = begin
            if at < floor:
                at = floor
            stop = last + span
            if stop > end:
                stop = end
            while at <= last and (match := search(text, at, stop)):
                found.append(match)
                at = floor = match.end()
        return found
