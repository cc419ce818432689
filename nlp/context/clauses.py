"""Sentences and clauses of a narrative, each clause with the source of what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.context import cues
from nlp.document import Span

COURT, CREDITOR, DEBTOR, THIRD, STATUTE, OTHER_CASE = (
    "court",
    "creditor",
    "debtor",
    "third_party",
    "statute",
    "other_case",
)

#: Stand in ``Context.masked`` for each character of a creditor's or another party's name; private use, so in no text.
CREDITOR_SIGN, DEBTOR_SIGN = "\ue0c1", "\ue0d1"

_SENTENCE_END = re.compile(r"[。；;！？\n]+")
_CLAUSE_END = re.compile(r"[，,：:]")
_QUOTED = re.compile(r"“[^”]{0,400}”")


@dataclass(slots=True)
class Clause:
    """A stretch between commas. ``source`` is who vouches for it; ``sentence`` indexes :attr:`Context.sentences`."""

    start: int
    end: int
    sentence: int
    source: str = COURT
    #: Where a party's own words begin inside the clause (behind 申请执行人称), and whose they are.
    said_from: int = -1
    said_by: str = COURT
    #: What :mod:`nlp.context.status` found out once: whether any cue can change a status here, what is lent to it.
    cued: bool | None = None
    shared: str | None = None

    def source_at(self, offset: int) -> str:
        """Who vouches for the words at *offset*."""
        return self.said_by if 0 <= self.said_from <= offset and self.source == COURT else self.source


@dataclass(slots=True)
class Sentence:
    """A stretch between full stops, semicolons or paragraph ends; its clauses are ``first`` to ``last`` (excluded)."""

    start: int
    end: int
    first: int
    last: int
    #: Where the first clause begins that makes a condition, or a plan; the end of the sentence if none does.
    condition_from: int | None = None
    planned_from: int | None = None


@dataclass(slots=True)
class Context:
    """The clauses of one region of a text, in order, and the mentions of parties in it."""

    text: str
    region: Span
    sentences: list[Sentence]
    clauses: list[Clause]
    names: list[tuple[int, int, str]]
    #: ``text`` with every party's name blotted out, offsets unchanged: one sign for a creditor, one for a debtor.
    masked: str

    def __post_init__(self) -> None:
        self.clause_starts = [c.start for c in self.clauses]
        self._name_starts = [n[0] for n in self.names]

    clause_starts: list[int] = field(default_factory=list)
    _name_starts: list[int] = field(default_factory=list)
    #: What was found out about a clause once (its scope, whether a condition precedes it), by its start.
    memo: dict[tuple[str, int], Any] = field(default_factory=dict)

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds *offset* (the nearest one before it, if it falls on a separator)."""
        return self.clauses[max(0, bisect_right(self.clause_starts, offset) - 1)]

    def sentence_of(self, clause: Clause) -> Sentence:
        """The sentence of *clause*."""
        return self.sentences[clause.sentence]

    def clauses_of(self, sentence: Sentence) -> list[Clause]:
        """The clauses of *sentence*, in order."""
        return self.clauses[sentence.first : sentence.last]

    def text_of(self, part: Clause | Sentence) -> str:
        """The words of a clause or sentence."""
        return self.text[part.start : part.end]

    def names_in(self, start: int, end: int) -> Iterator[str]:
        """The parties named between two offsets, in order (canonical names)."""
        for i in range(bisect_right(self._name_starts, start - 1), len(self.names)):
            if self.names[i][0] >= end:
                break
            yield self.names[i][2]


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
    sentences, clauses = _cut(text, region)
    mentions, masked = _mask_names(text, region, names, set(creditors))
    context = Context(text, region, sentences, clauses, mentions, masked)
    _mark_sources(context, names, set(creditors), own_numbers)
    return context


def _cut(text: str, region: Span) -> tuple[list[Sentence], list[Clause]]:
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    at = region.start
    ends = [(m.start(), m.end()) for m in _SENTENCE_END.finditer(text, region.start, region.end)]
    if not ends or ends[-1][1] < region.end:
        ends.append((region.end, region.end))
    for stop, after in ends:
        if stop > at:
            first = len(clauses)
            begin = at
            for m in _CLAUSE_END.finditer(text, at, stop):
                if m.start() > begin:
                    clauses.append(Clause(begin, m.start(), len(sentences)))
                begin = m.end()
            if stop > begin:
                clauses.append(Clause(begin, stop, len(sentences)))
            if len(clauses) > first:
                sentences.append(Sentence(at, stop, first, len(clauses)))
        at = after
    if not clauses:
        clauses.append(Clause(region.start, region.end, 0))
        sentences.append(Sentence(region.start, region.end, 0, 1))
    return sentences, clauses


def _mask_names(
    text: str, region: Span, names: Mapping[str, str], creditors: set[str]
) -> tuple[list[tuple[int, int, str]], str]:
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
            mentions.append((region.start + at, region.start + at + len(name), full))
            at = body.find(name, at + len(name))
        body = body.replace(name, sign * len(name))
    mentions.sort()
    return mentions, text[: region.start] + body + text[region.end :]


_CASE_NUMBER = re.compile(r"[（(〔]\d{4}[）)〕][^，。；\n（）()]{1,16}?第?\d+(?:-\d+)?号(?:之[一二三四五六七八九十]+)?")
_SAYING = re.compile(cues.SAYING)
_GENERIC_SUBJECT = {who: re.compile(pattern) for who, pattern in cues.SUBJECTS.items()}
_ENFORCEMENT = re.compile(r"执|保")
_IN_THAT_CASE = re.compile(r"^[^，。；]{0,40}?(?:案中|一案|案件|纠纷|执行案)")


def _mark_sources(context: Context, names: Mapping[str, str], creditors: set[str], own: Sequence[str]) -> None:
    text, region = context.text, context.region
    for m in cues.STATUTE.finditer(text, region.start, region.end):
        first = context.clause_at(m.start() if text[m.start()] not in "。；\n，" else m.start() + 1)
        if not cues.STATUTE_BASIS.search(text[first.start : m.start()]):
            whole = m.group().lstrip("的，").startswith("人民法院")
            _rest_of_sentence(context, context.sentence_of(first).start if whole else m.end() - 1, STATUTE)
    for m in cues.OTHER_CASE.finditer(text, region.start, region.end):
        _rest_of_sentence(context, m.start(), OTHER_CASE)
    _mark_foreign_numbers(context, own)
    _mark_sayings(context, creditors)


def _mark_foreign_numbers(context: Context, own: Sequence[str]) -> None:
    stems = {_stem(n) for n in own}
    for m in _CASE_NUMBER.finditer(context.text, context.region.start, context.region.end):
        number = m.group()
        if _stem(number) in stems or not _ENFORCEMENT.search(number):
            continue
        if _IN_THAT_CASE.match(context.text[m.end() : m.end() + 60]):
            _rest_of_sentence(context, m.start(), OTHER_CASE)


def _stem(number: str) -> str:
    """A case number without brackets and sub-number, so that 之一 and its parent are the same case."""
    return re.sub(r"[（）()〔〕\s第]|号.*$|-\d+", "", number)


def _rest_of_sentence(context: Context, offset: int, source: str) -> None:
    clause = context.clause_at(offset)
    sentence = context.sentence_of(clause)
    clauses = context.clauses_of(sentence)
    if source == STATUTE:
        # A quoted rule lists its demands with semicolons; it ends at the full stop.
        for following in context.sentences[clause.sentence + 1 :]:
            if context.text[following.start - 1] not in "；;":
                break
            clauses += context.clauses_of(following)
    for c in clauses:
        if c.start < clause.start:
            continue
        if c.start > offset and cues.OWN_AGAIN.match(context.text_of(c)):
            break
        c.source = source


def _mark_sayings(context: Context, creditors: set[str]) -> None:
    """Attribute to a party what follows its verb of saying, to the end of the sentence or of the quotation."""
    text = context.text
    for m in _SAYING.finditer(text, context.region.start, context.region.end):
        clause = context.clause_at(m.start())
        who = _speaker(context, clause, m.start(), creditors)
        if who is None:
            continue
        sentence = context.sentence_of(clause)
        if clause.said_from < 0:
            clause.said_from, clause.said_by = m.end(), who
        stop = sentence.end
        opened = text.find("“", m.end(), min(m.end() + 4, stop))
        if opened >= 0:
            closed = text.find("”", opened)
            stop = closed if closed >= 0 else stop
        for c in context.clauses[sentence.first :]:
            if c.start >= stop:
                break
            if c.start > m.start() and c.source == COURT:
                if _COURT_AGAIN.match(text, c.start, c.end):
                    break
                c.source = who


_COURT_AGAIN = re.compile(
    r"(?:但|而|经|对此|故|据此|遂)?[^，]{0,3}(?:本院|执行人员|执行法官|承办人|合议庭|经查|经核|经调查|法院)"
)


_THAT_BODY = re.compile("该(?:公司|社|厂|行|局|中心|企业|合作社|店)")


def _speaker(context: Context, clause: Clause, verb: int, creditors: set[str]) -> str | None:
    """Whose verb of saying stands at *verb*: the nearest subject before it in the clause, else None."""
    before = context.text[clause.start : verb]
    if re.search(r"本院|合议庭|法院", before[-8:]):
        return None
    named = list(context.names_in(clause.start, verb))
    if named:
        return CREDITOR if named[-1] in creditors else DEBTOR
    for who, pattern in _GENERIC_SUBJECT.items():
        if pattern.search(before):
            return who
    if _THAT_BODY.search(before):
        earlier = list(context.names_in(max(context.region.start, clause.start - 200), clause.start))
        if earlier:
            return CREDITOR if earlier[-1] in creditors else DEBTOR
    if re.match(r"\s*(?:其|经释明后?|对此|并|也|亦)?\s*$", before) and clause.start > context.region.start:
        return _speaker_before(context, clause, creditors)
    return None


def _speaker_before(context: Context, clause: Clause, creditors: set[str]) -> str | None:
    """For a verb without subject (…，表示同意): the last party named earlier in the sentence."""
    sentence = context.sentence_of(clause)
    before = context.text[sentence.start : clause.start]
    named = list(context.names_in(sentence.start, clause.start))
    if named:
        return CREDITOR if named[-1] in creditors else DEBTOR
    for who, pattern in _GENERIC_SUBJECT.items():
        if pattern.search(before):
            return who
    return None
