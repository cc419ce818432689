"""Sentences and clauses of a narrative, each clause with the source of what it says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.context import cues
from nlp.context.cues import CREDITOR_SIGN, DEBTOR_SIGN
from nlp.document import Span, from_fields

COURT, CREDITOR, DEBTOR, THIRD, STATUTE, OTHER_CASE = (
    "court",
    "creditor",
    "debtor",
    "third_party",
    "statute",
    "other_case",
)

#: What ends a sentence or a clause: one set of characters, which a search skips to at once.
_END = re.compile(f"[{cues.CLAUSE_SIGNS}]")
_CLAUSE_ENDS = frozenset("，,：:")
#: 58,700元: a comma that parts the thousands of a figure ends no clause.
_THOUSANDS = re.compile(r"(?<=\d)[，,]\d{3}(?!\d)")


class Mention(NamedTuple):
    """A party named at clean offsets; ``name`` is the canonical one."""

    start: int
    end: int
    name: str


_mention = from_fields(Mention)


@dataclass
class Clause:
    """A stretch between commas. ``source`` is who vouches for it; ``sentence`` indexes :attr:`Context.sentences`."""

    start: int
    end: int
    sentence: int
    #: Its place among :attr:`Context.clauses`.
    index: int = 0
    # What is found out later: class defaults, as some sixty clauses are made for each ruling.
    source: str = field(default=COURT, init=False)
    #: Where a party's own words begin inside the clause (behind 申请执行人称), and whose they are.
    said_from: int = field(default=-1, init=False)
    said_by: str = field(default=COURT, init=False)
    #: Bits of the cues (:data:`nlp.context.cues.BIT`) that may stand here or right before: without its bit a cue need
    #: not be tried.
    cues: int = field(default=cues.UNMARKED, init=False)
    #: What :mod:`nlp.context.status` found out once: what an earlier clause lends to this one, and the status of
    #: whatever stands in it where it holds no cue.
    shared: str | None = field(default=None, init=False)
    plain: str | None = field(default=None, init=False)
    #: What :mod:`nlp.events.scope` found out once: which respondents it is about.
    scope: tuple[str, tuple[str, ...]] | None = field(default=None, init=False)

    def source_at(self, offset: int) -> str:
        """Who vouches for the words at *offset*."""
        return self.said_by if 0 <= self.said_from <= offset and self.source == COURT else self.source


@dataclass
class Sentence:
    """A stretch between full stops, semicolons or paragraph ends; its clauses are ``first`` to ``last`` (excluded)."""

    start: int
    end: int
    first: int
    last: int
    #: Where the first clause begins that makes a condition, or a plan; the end of the sentence if none does.
    condition_from: int | None = field(default=None, init=False)
    planned_from: int | None = field(default=None, init=False)


@dataclass(slots=True)
class Context:
    """The clauses of one region of a text, in order, and the mentions of parties in it."""

    text: str
    region: Span
    sentences: list[Sentence]
    clauses: list[Clause]
    names: list[Mention]
    #: ``text`` with every party's name blotted out, offsets unchanged: one sign for a creditor, one for a debtor.
    masked: str

    def __post_init__(self) -> None:
        self.clause_starts = [c.start for c in self.clauses]
        self._mark_cues()
        self._name_starts = [n[0] for n in self.names]

    clause_starts: list[int] = field(default_factory=list)
    #: The bits of all cues that stand anywhere in the region.
    held: int = cues.UNMARKED
    _name_starts: list[int] = field(default_factory=list)

    def cues_between(self, clause: Clause, end: int) -> int:
        """The bits of the cues of *clause* and those behind it that begin before offset *end*."""
        found = 0
        for other in self.clauses[clause.index :]:
            if other.start >= end:
                break
            found |= other.cues
        return found | clause.cues

    def _mark_cues(self) -> None:
        clauses, starts = self.clauses, self.clause_starts
        found = cues.UNMARKED
        low, last = max(clauses[0].start - 1, 0), clauses[-1].end
        count = len(clauses)
        for at, bits in cues.marks(self.masked[low:last]):
            offset = low + at
            found |= bits
            index = bisect_right(starts, offset) - 1
            if index < 0:
                clauses[0].cues |= bits
                continue
            clause = clauses[index]
            clause.cues |= bits
            # A cue may begin with the comma before its clause.
            if offset >= clause.end and index + 1 < count:
                clauses[index + 1].cues |= bits
        self.held = found

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds *offset* (the nearest one before it, if it falls on a separator)."""
        return self.clauses[(bisect_right(self.clause_starts, offset) or 1) - 1]

    def sentence_of(self, clause: Clause) -> Sentence:
        """The sentence of *clause*."""
        return self.sentences[clause.sentence]

    def clauses_of(self, sentence: Sentence) -> list[Clause]:
        """The clauses of *sentence*, in order."""
        return self.clauses[sentence.first : sentence.last]

    def text_of(self, part: Clause | Sentence) -> str:
        """The words of a clause or sentence."""
        return self.text[part.start : part.end]

    def names_in(self, start: int, end: int) -> list[str]:
        """The parties named between two offsets, in order (canonical names)."""
        first = bisect_left(self._name_starts, start)
        return [mention.name for mention in self.names[first : bisect_left(self._name_starts, end, first)]]

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Where parties are named between two offsets, in order."""
        first = bisect_left(self._name_starts, start)
        return self.names[first : bisect_left(self._name_starts, end, first)]


def segment(
    text: str, region: Span, names: Mapping[str, str], creditors: Sequence[str] = (), own_numbers: Sequence[str] = ()
) -> Context:
    """Cut *region* of *text* into sentences and clauses and say who vouches for each clause.

    Args:
        text: clean text.
        region: where the narrative stands.
        names: every name or short name of a party → its canonical name.
        creditors: canonical names of applicants (their sayings are the creditor's).
        own_numbers: case numbers that are this case's own or its basis; any other number opens another case.
    """
    context = lay_out(text, region, names, creditors)
    # Imported here: who vouches for a clause is told by a module that needs the clauses first.
    from nlp.context.sources import mark_sources

    mark_sources(context, set(creditors), own_numbers)
    return context


def lay_out(text: str, region: Span, names: Mapping[str, str], creditors: Sequence[str]) -> Context:
    """As :func:`segment`, but nobody vouches for anything yet: all clauses are the court's."""
    sentences, clauses = _cut(text, region)
    mentions, masked = _mask_names(text, region, names, set(creditors))
    return Context(text, region, sentences, clauses, mentions, masked)


def _cut(text: str, region: Span) -> tuple[list[Sentence], list[Clause]]:
    """Sentences and clauses of *region* in one pass; at least one of each, and none of them empty."""
    start, stop = region
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    # Where the sentence begins, its first clause, where the clause begins, and how many there were.
    opened, first, begin, count, number = start, 0, start, 0, 0
    for mark in _END.finditer(text, start, stop):
        end = mark.start()
        sign, behind = text[end], end + 1
        if sign in "，," and text[behind : behind + 1].isdigit() and _THOUSANDS.match(text, end):
            continue
        if end > begin:
            clauses.append(Clause(begin, end, number, count))
            count += 1
        begin = behind
        if sign not in _CLAUSE_ENDS:
            if count > first:
                sentences.append(Sentence(opened, end, first, count))
                first, number = count, number + 1
            opened = behind
    if stop > begin:
        clauses.append(Clause(begin, stop, number, count))
        count += 1
    if count > first:
        sentences.append(Sentence(opened, stop, first, count))
    if not clauses:
        clauses.append(Clause(start, stop, 0))
        sentences.append(Sentence(start, stop, 0, 1))
    return sentences, clauses


def _mask_names(text: str, region: Span, names: Mapping[str, str], creditors: set[str]) -> tuple[list[Mention], str]:
    """Mentions of parties in order, and the text in which each is a run of one private-use character.

    Blotting out instead of building a pattern from the names: a pattern for each case would cost more to compile than
    all searching. Longest name first, so that a company is not taken for the person whose name it begins with.
    """
    body = text[region.start : region.end]
    mentions = []
    for name in sorted(names, key=len, reverse=True):
        at = body.find(name)
        if at < 0:
            continue
        full = names[name]
        sign = CREDITOR_SIGN if full in creditors or name in creditors else DEBTOR_SIGN
        while at >= 0:
            mentions.append(_mention((region.start + at, region.start + at + len(name), full)))
            at = body.find(name, at + len(name))
        body = body.replace(name, sign * len(name))
    mentions.sort()
    return mentions, text[: region.start] + body + text[region.end :]
