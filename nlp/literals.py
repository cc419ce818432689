"""Which words a regular expression cannot match without, and how far around one of them a match reaches.

From each expression a set of literals is derived of which every match must contain at least one, as text search
engines do before they start a regular expression (Cox, "Regular Expression Matching with a Trigram Index", 2012).
What is known to the letter is joined: ``收(?:悉|妥)`` needs 收悉 or 收妥, not 收. Of the sets to choose from, the one
is taken whose words are rarest in enforcement documents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Literal, NamedTuple

from nlp.lexicons import load

#: A character class of more members than this is no useful literal.
_CLASS_LIMIT = 12
#: So many literals of an alternation are looked for; more of them where all are looked for in one pass anyhow.
_FEW, _MANY = 64, 600
#: So many ways to write a stretch of an expression are followed word by word.
_WAYS = 32
#: A pattern that may span more characters than this is taken to be without bound.
_LONG = 400
Prefer = Literal["rare", "rarest", "few", "fewest"]
#: Those that look at all that a stretch can read as.
_JOINING = ("rare", "rarest")
_BEGINNINGS = ("AT_BEGINNING", "AT_BEGINNING_STRING", "AT_BEGINNING_LINE")
_ONE = ("LITERAL", "NOT_LITERAL", "IN", "ANY")
_NO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
#: Literals that stand in nearly every enforcement document: a set with one of them lets everything through.
WEAK = frozenset(("执行", "本院", "法院", "财产", "申请", "申请执行人", "被执行人", "案件", "裁定", "规定", "履行"))
#: How often a character, or a common word, stands in a ruling (``lexicons/frequencies.yaml``).
_COUNTS: dict[str, float] = {
    word: count for part in load("frequencies").values() for count, words in part for word in words
}
#: What the start of a search costs, in characters looked at before a literal; more than the latter are seldom there.
_START, _FARTHEST = 40, 80
#: What one more word to look for costs, in finds.
_WORD = 0.005
#: Every other character, and what each further character of a word divides by.
_RARE, _NARROWER = 1.0, 20.0


@dataclass(frozen=True, slots=True)
class _Need:
    """Of *literals* every match holds one that begins at most *lead* characters behind it; None: no bound."""

    literals: frozenset[str]
    lead: int | None

    def behind(self, before: int | None) -> _Need:
        """The same need of a match that has *before* more characters in front."""
        return _Need(self.literals, None if self.lead is None or before is None else self.lead + before)


class Shape(NamedTuple):
    """How far a match of a pattern reaches around one of its literals, in characters; None where there is no bound.

    ``lead``: from the beginning of the match to the beginning of a literal. ``span``: the whole match, and what it
    looks ahead at behind its end.
    """

    lead: int | None
    span: int | None


_ANYWHERE = Shape(None, None)


def required_literals(source: str, prefer: Prefer = "rare") -> frozenset[str] | None:
    """Literals of which every match of *source* contains at least one; None where no such set was found.

    Of several such sets *prefer* takes the one whose literals are rare in a ruling and stand early in a match, or are
    rarest wherever they stand, or the one with the fewest literals, without :data:`WEAK` ones if it can, or with the
    fewest whatever they are.

    Raises:
        re.error: *source* is no valid expression.
    """
    return _read(source, prefer)[0]


def hint(*sources: str, prefer: Prefer = "few") -> re.Pattern[str]:
    """A pattern far cheaper than *sources* that is found wherever any of them is found (and elsewhere too).

    To be asked first, of a sentence or a text, where the answer is mostly no.
    """
    literals: set[str] = set()
    for source in sources:
        found = required_literals(source, prefer)
        if found is None:
            return re.compile("")
        literals |= found
    return re.compile("|".join(map(re.escape, sorted(_shortest(literals)))))


def _shortest(words: Collection[str]) -> list[str]:
    """Those of *words* that hold no other one: where a longer one stands, they stand too."""
    return [one for one in words if not any(other in one for other in words if other != one)]


def shape(source: str, prefer: Prefer = "rare") -> Shape:
    """The shape of a pattern around the literals of :func:`required_literals` with the same *prefer*.

    Raises:
        re.error: *source* is no valid expression.
    """
    return _read(source, prefer)[1]


@lru_cache(1024)
def _read(source: str, prefer: Prefer) -> tuple[frozenset[str] | None, Shape]:
    tree = _parsed(source)
    need = None if tree is None else _needed(tree, prefer)
    if need is None:
        return None, _ANYWHERE
    span = tree.getwidth()[1] + _ahead(tree)
    return need.literals, Shape(need.lead, span if span < _LONG else None)


def _parsed(source: str) -> Any:
    """The parsed expression; None where nothing can be told of its words."""
    try:
        parser = import_module("re._parser")
    except ImportError:  # a Python without this module only loses speed
        re.compile(source)
        return None
    tree = parser.parse(source)
    return None if tree.state.flags & re.IGNORECASE else tree


def _needed(tree: Any, prefer: Prefer) -> _Need | None:
    """The best need of a sequence."""
    best: _Need | None = None
    for need in _needs(tree, prefer):
        if best is None or _cost(need, prefer) < _cost(best, prefer):
            best = need
    return best


def _needs(tree: Any, prefer: Prefer) -> Iterator[_Need]:
    """Every need of a sequence that is seen: of letters in a row, of stretches known to the letter, of its items."""
    before: int | None = 0
    letters, joined = _Run(), _Run()
    for item in tree:
        name, value = str(item[0]), item[1]
        ways = _ways(item) if prefer in _JOINING else None
        if name == "LITERAL":
            letters.join(frozenset((chr(value),)), before)
        else:
            yield from letters.needs()
            letters = _Run()
            if ways is not None:
                yield from _Run(ways, before).needs()
            elif inner := _of_item(item, prefer):
                yield inner.behind(before)
        if ways is None or not joined.join(ways, before):
            yield from joined.needs()
            joined = _Run()
            if ways is not None:
                joined.join(ways, before)
        width = 1 if name in _ONE else type(tree)(tree.state, [item]).getwidth()[1]
        before = None if before is None or width >= _LONG else before + width
    yield from letters.needs()
    yield from joined.needs()


class _Run:
    """A stretch of a sequence that reads in one of some *ways*."""

    __slots__ = ("start", "ways")

    def __init__(self, ways: frozenset[str] = frozenset(("",)), start: int | None = None) -> None:
        self.ways = ways
        self.start = start

    def join(self, ways: frozenset[str], before: int | None) -> bool:
        """Go on with an item that reads in one of *ways*, *before* characters behind the beginning; not if too many."""
        if self.ways == {""}:
            self.start = before
        joined = frozenset(head + tail for head in self.ways for tail in ways)
        if len(joined) > _WAYS:
            return False
        self.ways = joined
        return True

    def needs(self) -> Iterator[_Need]:
        """What the stretch needs: its ways without those that hold another one; nothing if it may be empty."""
        if "" in self.ways:
            return
        kept = _shortest(self.ways)
        inside = max(min(one.find(k) for k in kept if k in one) for one in self.ways)
        yield _Need(frozenset(kept), inside).behind(self.start)


def _ways(item: tuple[Any, Any]) -> frozenset[str] | None:
    """All that *item* can read as; None where that is not known or too much."""
    name, value = str(item[0]), item[1]
    if name == "LITERAL":
        return frozenset(chr(value))
    if name in _NO_WIDTH:
        return frozenset(("",))
    if name == "IN":
        return _members(value)
    if name == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _ways_of_sequence(value[3])
    if name == "BRANCH":
        parts = [_ways_of_sequence(part) for part in value[1]]
        known = [part for part in parts if part is not None]
        return _within(frozenset().union(*known)) if len(known) == len(parts) else None
    if name in _REPEATS and value[1] <= 1:
        inner = _ways_of_sequence(value[2])
        return None if inner is None else _within(inner | {""} if value[0] == 0 else inner)
    return None


def _ways_of_sequence(tree: Any) -> frozenset[str] | None:
    run = _Run()
    for item in tree:
        ways = _ways(item)
        if ways is None or not run.join(ways, None):
            return None
    return run.ways


def _within(ways: frozenset[str]) -> frozenset[str] | None:
    return ways if len(ways) <= _WAYS else None


def _members(value: Any) -> frozenset[str] | None:
    """The characters of a class, where they are few and written out."""
    if len(value) > _CLASS_LIMIT or any(str(op) != "LITERAL" for op, _ in value):
        return None
    return frozenset(chr(one) for _, one in value)


def _of_item(item: tuple[Any, Any], prefer: Prefer) -> _Need | None:
    """The need of one item that is not known to the letter."""
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _needed(value[3], prefer)
    if name == "BRANCH":
        return _union([_needed(branch, prefer) for branch in value[1]], _MANY if prefer in _JOINING else _FEW)
    if name in _REPEATS and value[0] >= 1:
        return _needed(value[2], prefer)
    if name == "ATOMIC_GROUP":
        return _needed(value, prefer)
    if name == "IN" and (members := _members(value)):
        return _Need(members, 0)
    return None


def _union(parts: Iterable[_Need | None], most: int) -> _Need | None:
    literals: set[str] = set()
    lead: int | None = 0
    for part in parts:
        if part is None:
            return None
        literals |= part.literals
        lead = None if lead is None or part.lead is None else max(lead, part.lead)
    return _Need(frozenset(literals), lead) if len(literals) <= most else None


def _cost(need: _Need, prefer: Prefer) -> tuple[float, ...]:
    """What is less is better: how often a text is looked at, or how many words must be looked for."""
    literals = need.literals
    shortest = min(map(len, literals))
    if prefer == "fewest":
        return len(literals), -shortest
    if prefer == "few":
        return bool(literals & WEAK), len(literals), -shortest
    if prefer == "rarest":
        return sum(map(_frequency, literals)) + len(literals) * _WORD, -shortest
    reach = _FARTHEST if need.lead is None else min(need.lead, _FARTHEST)
    return (sum(map(_frequency, literals)) + len(literals) * _WORD) * (_START + reach), -shortest


def _frequency(literal: str) -> float:
    """About how often *literal* stands in a ruling: as the table has it, else reckoned from its rarest character."""
    if literal in _COUNTS:
        return _COUNTS[literal]
    return min(_COUNTS.get(character, _RARE) for character in literal) / _NARROWER ** (len(literal) - 1)


def _ahead(tree: Any) -> int:
    """How far behind its own end a match may look; ``_LONG`` where it matters where the text ends."""
    most = 0
    for item in tree:
        name, value = str(item[0]), item[1]
        if (name == "AT" and str(value) not in _BEGINNINGS) or name == "GROUPREF_EXISTS":
            return _LONG
        if name in ("ASSERT", "ASSERT_NOT"):
            most = max(most, _ahead(value[1]) + (value[1].getwidth()[1] if value[0] > 0 else 0))
        else:
            most = max([most, *map(_ahead, _parts(item))])
    return most


def _parts(item: tuple[Any, Any]) -> list[Any]:
    """The sequences of one item of which a match passes through one."""
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "BRANCH":
        return list(value[1])
    if name == "ATOMIC_GROUP":
        return [value]
    if name in _REPEATS:
        return [value[2]]
    return []
