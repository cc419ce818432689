"""Which defects a paper raises: a topic and its denial in one sentence part, by ``nlp/lexicons/defects.yaml``.

The words of others (申请人认为…), the demands of a rule (应当…) and points that the paper itself takes back
(该理由不成立) raise nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from nlp.document import Span
from nlp.lexicons import load


class Raised(NamedTuple):
    """A defect that a paper raises; ``defect`` is the id of a checkpoint, ``span`` the words."""

    defect: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Defect:
    name: str
    patterns: tuple[re.Pattern[str], ...]
    must: re.Pattern[str] | None
    topic: re.Pattern[str]
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    denial: re.Pattern[str]
    cancelled: re.Pattern[str]
    claimed: re.Pattern[str]
    demand: re.Pattern[str]


@cache
def _words() -> _Words:
    general = load("defects")["general"]
    return _Words(*(re.compile(general[k]) for k in ("denial", "cancelled", "claimed", "demand")))


@cache
def _defects() -> tuple[_Defect, ...]:
    data = load("defects")
    general = data["general"]
    denial, gap, behind = general["denial"], general["gap"], general["behind"]
    found = []
    for entry in data["defects"]:
        patterns = []
        if near := entry.get("near"):
            patterns.append(f"{denial}[^。；]{{0,{gap}}}?(?:{near})")
            patterns.append(f"(?:{near})[^。；，]{{0,{behind}}}?(?:未(?!报告|申报|能查)|没有|缺失|缺少|阙如|未见|迟至)")
        if say := entry.get("say"):
            patterns.append(say.replace("{denial}", denial))
        must = re.compile(entry["must"]) if "must" in entry else None
        found.append(
            _Defect(
                entry["id"],
                tuple(re.compile(p) for p in patterns),
                must,
                re.compile(entry["topic"]),
                tuple(entry.get("over", ())),
            )
        )
    return tuple(found)


def topics_of(text: str) -> tuple[str, ...]:
    """The defects of whose subject *text* speaks, whatever it says of it."""
    return tuple(d.name for d in _defects() if d.topic.search(text))


_SENTENCE = re.compile(r"[^。\n]+")
#: One case told to illustrate a defect already named (其中（2025）…号案件…): it raises no further one.
_EXAMPLE = re.compile(r"[ \u3000]*(?:如|例如|比如|其中|以)[：:，,]?[（(〔]\d{4}")
_HEARSAY_END = re.compile(r"经(?:本院)?(?:审查|调查|调卷|阅卷|查|核)|本院|卷(?:内|宗)")


def find_raised(clean: str, where: Span) -> tuple[Raised, ...]:
    """The defects raised in *where*, each once at its first place, in order of the text."""
    found: dict[str, Raised] = {}
    words = _words()
    for sentence in _SENTENCE.finditer(clean, where.start, where.end):
        start, stop = sentence.start(), sentence.end()
        if words.cancelled.search(clean, start, stop) or _EXAMPLE.match(clean, start, stop):
            continue
        if heard := words.claimed.search(clean, start, min(start + 40, stop)):
            again = _HEARSAY_END.search(clean, heard.end(), stop)
            if "本院认为" not in clean[start : heard.end()] and "经审查认为" not in clean[start : heard.end()]:
                if again is None:
                    continue
                start = again.start()
        for raised in _strongest(_sentence(clean, start, stop)):
            found.setdefault(raised.defect, raised)
    return tuple(sorted(found.values(), key=lambda r: r.span))


def _sentence(clean: str, start: int, stop: int) -> dict[str, Raised]:
    found = {}
    for defect in _defects():
        if span := _match(clean, defect, start, stop):
            found[defect.name] = Raised(defect.name, span)
    return found


def _strongest(found: dict[str, Raised]) -> list[Raised]:
    """Without the readings that give way to a more exact one of the same words."""
    gone = {
        weak
        for defect in _defects()
        if defect.name in found
        for weak in defect.over
        if weak in found and found[weak].span.overlaps(found[defect.name].span)
    }
    return [raised for name, raised in found.items() if name not in gone]


def _match(clean: str, defect: _Defect, start: int, stop: int) -> Span | None:
    for pattern in defect.patterns:
        for m in pattern.finditer(clean, start, stop):
            if _demanded(clean, start, m):
                continue
            if defect.must and not defect.must.search(clean, start, stop):
                continue
            return Span(*m.span())
    return None


def _demanded(clean: str, start: int, m: re.Match[str]) -> bool:
    """Whether the match is what a rule forbids or demands (不得…未经…), not what was done."""
    before = clean[max(start, m.start() - 12) : m.start()]
    return re.search(r"(?:不得|应当|必须|禁止)[^，。；]{0,6}$", before) is not None
