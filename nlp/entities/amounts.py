"""Claimed, recovered, outstanding (申请标的, 执行到位, 未执行到位), as the ruling states them.

Nothing is computed: a sum counts where a label stands with it. A total told in the same breath (共计, 合计) is taken
before its parts. Where several parts have no total, the claim is left open rather than guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.document import Span, Value
from nlp.entities.model import Amount, CaseAmounts
from nlp.sections.vocabulary import alternation, load_yaml
from nlp.triggers import Scan, TriggerSet

_WORDS = load_yaml("nlp.entities", "amounts.yaml")
_TOTAL = re.compile(f"(?:{alternation(_WORDS['total'])})[为是：:]?(?:人民币)?[ \\u3000]*$")
_OTHER = re.compile(alternation(_WORDS["other_case"]))
_REACH = 30
_STOP = re.compile("[。；\n]")
_Money = Value[Decimal]
#: Labels that a text may hold: rank, pattern, where the words of it stand.
_Possible = list[tuple[int, re.Pattern[str], list[int]]]


_RANKED = {
    key: {f"{key}.{rank}": source for rank, source in enumerate(_WORDS[key])} for key in ("recovered", "outstanding")
}
#: Both kinds of labels are looked for in one pass.
_LABELS = TriggerSet({name: source for sources in _RANKED.values() for name, source in sources.items()})


class _Ranked:
    """Labels from the firmest to the loosest, each searched for only where a word of it stands."""

    __slots__ = ("_patterns",)

    def __init__(self, key: str) -> None:
        self._patterns = [(rank, name, _LABELS.patterns[name]) for rank, name in enumerate(_RANKED[key])]

    def possible(self, scan: Scan) -> _Possible:
        """The labels that the scanned stretch may hold."""
        waiting = scan.waiting
        return [(r, pattern, _LABELS.offsets(name, scan)) for r, name, pattern in self._patterns if name in waiting]


class _Label:
    """A label of a claim with what may stand before it (张三向本院 申请执行): searched for by the label alone."""

    __slots__ = ("core", "whole")

    def __init__(self, entry: str | dict[str, str]) -> None:
        lead, label = ("", entry) if isinstance(entry, str) else (entry["lead"], entry["label"])
        self.core = re.compile(label)
        self.whole = re.compile(lead + label) if lead else None

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What the whole pattern finds, in order; the lead is at most ``_LEAD`` characters long."""
        if self.whole is None:
            yield from self.core.finditer(text, start, end)
            return
        while core := self.core.search(text, start, end):
            found = self.whole.search(text, max(start, core.start() - _LEAD), end) or core
            yield found
            start = found.end()


_LEAD = 24
_APPLIED = [_Label(entry) for entry in _WORDS["claimed"]]
_ORDERED = [_Label(entry) for entry in _WORDS["ordered"]]
_GOT = _Ranked("recovered")
_OPEN = _Ranked("outstanding")
_OPEN_AFTER = re.compile(alternation(_WORDS["outstanding_after"]))
_GOT_AFTER = re.compile(alternation(_WORDS["recovered_after"]))
#: Every pattern of `recovered_after` holds one of these.
_PAID = re.compile("发还|付|转交|领|收|发放|发给|分配|给")
_GOT_BEFORE = re.compile(alternation(_WORDS["recovered_before"]))
_RECEIPT = re.compile(alternation(_WORDS["recovered_receipt"]))
_NONE = re.compile(alternation(_WORDS["nothing_recovered"]))
#: Every pattern of `nothing_recovered` has one of these and lies within one clause.
_NOTHING_HINT = re.compile("[未零]|没有执行")
_REST = re.compile("余|除|其他|剩|部分")
_CLAUSE_END = re.compile("[，。；]")
_NEGATED = re.compile("(?:未|没有?|尚未|不能|未能|无法)(?:能)?(?:实际|足额)?$|(?:提出|主张|辩称|认为|[声自]?称)其?$")


class _Sums:
    """The sums of one text, to be asked for those behind a label."""

    __slots__ = ("_scans", "items", "starts", "text", "unread")

    def __init__(self, text: str, items: Sequence[Amount]) -> None:
        self.text = text
        self.items = [item for item in items if item.value is not None and not item.approximate]
        self.unread = [item.span.start for item in items if item.value is None]
        self.starts = [item.span.start for item in self.items]
        self._scans: dict[Span, Scan] = {}

    def scan(self, story: Span) -> Scan:
        """Which labels *story* may hold; looked for once."""
        found = self._scans.get(story)
        if found is None:
            found = self._scans[story] = _LABELS.scan(self.text, [story])
        return found

    def behind(self, at: int, stop: int) -> list[Amount]:
        first = bisect_left(self.starts, at)
        last = bisect_left(self.starts, stop)
        return self.items[first:last]

    def total(self, group: list[Amount]) -> Amount | None:
        """The sum called 共计 or 合计 among *group*."""
        for item in group:
            if _TOTAL.search(self.text, max(item.span.start - 8, 0), item.span.start):
                return item
        return None


def find_case_amounts(clean: str, money: Sequence[Amount], story: Span, rights: Span | None = None) -> CaseAmounts:
    """The three sums told in *story* (narrative and reasons); what is left may stand in *rights* (剩余的8600元)."""
    sums = _Sums(clean, money)
    recovered = _labelled(sums, story, _GOT, negated=False) or (
        _labelled(sums, rights, _GOT, negated=False) if rights else None
    )
    outstanding = _labelled(sums, story, _OPEN) or _left(sums, story)
    if outstanding is None and rights:
        outstanding = _labelled(sums, rights, _OPEN) or _left(sums, rights)
    handed = _handed_over(sums, story) if recovered is None else None
    if (
        recovered is None
        and handed is None
        and (none := _nothing(clean, story))
        and not _OTHER.search(clean, max(none.start() - 30, story.start), none.start())
    ):
        recovered = Value(Decimal(0), Span(*none.span()))
    claimed = _claimed(sums, story, _APPLIED, recovered, outstanding) or _claimed(
        sums, _first(clean, story), _ORDERED, recovered, outstanding
    )
    if handed and (not claimed or handed.value <= claimed.value - (outstanding.value if outstanding else 0)):
        # A sum handed over is all that was recovered unless what is left says otherwise.
        gap = claimed.value - outstanding.value - handed.value if claimed and outstanding else Decimal(0)
        recovered = handed if gap == 0 else None
    elif handed is None and recovered is None and claimed and outstanding:
        recovered = _receipted(sums, story, claimed.value - outstanding.value)
    return CaseAmounts(claimed, recovered, outstanding)


def _receipted(sums: _Sums, story: Span, gap: Decimal) -> _Money | None:
    """The sum paid between the parties against a receipt, where it is all that what is left leaves open."""
    for item in sums.behind(story.start, story.end):
        if item.value == gap and _RECEIPT.match(sums.text, item.span.end):
            return _value(item)
    return None


def _nothing(clean: str, story: Span) -> re.Match[str] | None:
    """The first clause that says that nothing was recovered; each such clause has a negation or a zero."""
    at = story.start
    while hint := _NOTHING_HINT.search(clean, at, story.end):
        begin = max((clean.rfind(mark, at, hint.start()) for mark in "，。；"), default=-1) + 1
        stop = _CLAUSE_END.search(clean, hint.end(), story.end)
        end = stop.end() if stop else story.end
        found = _NONE.search(clean, max(begin, at), end)
        # 余款分文未付, 除此以外未执行到款项: that is said of the rest.
        if found and not _REST.search(clean, max(found.start() - 12, story.start), found.end()):
            return found
        at = end
    return None


def _first(clean: str, story: Span) -> Span:
    """The opening of the story, where the judgment is told: up to the paragraph that names the measures."""
    stop = clean.find("\n", story.start + 60)
    return Span(story.start, min(story.end, stop if stop >= 0 else story.start + 900))


def _labelled(sums: _Sums, story: Span, labels: _Ranked, negated: bool | None = None) -> _Money | None:
    """The sum right behind the strongest label; of equal labels the last, because summaries come last."""
    best: _Money | None = None
    items = sums.behind(story.start, story.end)
    possible = labels.possible(sums.scan(story)) if items else []
    if not possible:
        return None
    floor = story.start
    for item in items:
        start, end = max(item.span.start - _REACH, floor), item.span.start
        floor = item.span.end
        found = _strongest(sums.text, start, end, possible, negated)
        if found is not None and not _other(sums.text, end, story.start):
            best = _value(item)
            possible = [label for label in possible if label[0] <= found]
    return best


def _strongest(text: str, start: int, end: int, possible: _Possible, negated: bool | None) -> int | None:
    """The rank of the firmest label that stands right before *end*; *negated* False skips 未执行到位."""
    for rank, pattern, offsets in possible:
        at = bisect_left(offsets, start)
        if at == len(offsets) or offsets[at] >= end:
            continue
        for label in pattern.finditer(text, start, end):
            if end - label.end() <= 2 and not (
                negated is False and _NEGATED.search(text, max(label.start() - 6, 0), label.start())
            ):
                return rank
    return None


def _handed_over(sums: _Sums, story: Span) -> _Money | None:
    """The one sum said to have been handed to the creditor; with several there is no stated total, hence None."""
    found = [
        item
        for item in sums.behind(story.start, story.end)
        if (_PAID.search(sums.text, item.span.end, item.span.end + 60) and _GOT_AFTER.match(sums.text, item.span.end))
        or _GOT_BEFORE.search(sums.text, max(item.span.start - 12, story.start), item.span.start)
    ]
    if len({item.value for item in found}) != 1 or _other(sums.text, found[0].span.start, story.start):
        return None
    return _value(found[0])


def _left(sums: _Sums, story: Span) -> _Money | None:
    """尚有73,218.60元没有执行到位: the label stands behind the sum."""
    best = None
    for item in sums.behind(story.start, story.end):
        if _OPEN_AFTER.match(sums.text, item.span.end, story.end) and not _other(
            sums.text, item.span.start, story.start
        ):
            best = _value(item)
    return best


def _claimed(sums: _Sums, story: Span, labels: list[_Label], got: _Money | None, left: _Money | None) -> _Money | None:
    for wanted in labels:
        for label in wanted.find(sums.text, story.start, story.end):
            if _other(sums.text, label.start(), story.start):
                continue
            stop = _STOP.search(sums.text, label.end(), story.end)
            group = sums.behind(label.end(), stop.start() if stop else story.end)
            if not group or group[0].span.start - label.end() > 40:
                continue
            if any(label.end() <= at < group[0].span.start for at in sums.unread):
                continue  # the sum that is meant could not be read; the next one is another
            if chosen := _choose(sums, group, got, left):
                return chosen
    return None


def _choose(sums: _Sums, group: list[Amount], got: _Money | None, left: _Money | None) -> _Money | None:
    """The total if one is told; a single sum; else only what closes with the recovered and outstanding sums."""
    if total := sums.total(group):
        return _value(total)
    near = [group[0]]
    for item in group[1:]:
        between = sums.text[near[-1].span.end : item.span.start]
        if len(between) > 24 or _OTHER_CLAUSE.search(between):
            break
        near.append(item)
    if len(near) == 1:
        return _value(near[0])
    whole = sum((item.value for item in near if item.value is not None), Decimal(0))
    if got and left:
        expected = got.value + left.value
        if near[0].value == expected:
            return _value(near[0])
        if whole == expected:
            return Value(whole, Span(near[0].span.start, near[-1].span.end))
        return None
    return None


_OTHER_CLAUSE = re.compile("[（(]|本院|立案|执行到位|未执行|扣划|冻结|已给付|已履行|由.{1,8}负担|申请")


def _value(item: Amount) -> _Money:
    assert item.value is not None
    return Value(item.value, item.span)


def _other(text: str, at: int, floor: int) -> bool:
    """Whether the clause before *at* speaks of another case."""
    start = max(text.rfind("。", floor, at), text.rfind("；", floor, at), text.rfind("\n", floor, at), floor - 1) + 1
    return _OTHER.search(text, start, at) is not None
