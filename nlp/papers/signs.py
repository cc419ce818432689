"""Signs that a supervision paper makes a point, whatever words it finds for it, by ``nlp/lexicons/points.yaml``.

:mod:`nlp.papers.defects` reads expressions that are a defect as they stand. Papers also tell a point in words of their
own; then the subject in sentences that find fault, the heading of a numbered point, and the request that answers it
are signs. What signs together suffice is decided where the law is known, in ``benmo.review.paper_points``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from nlp.document import Span
from nlp.lexicons import load
from nlp.papers.defects import blotted, own_words
from nlp.papers.parts import Parts

#: Fault is found at most so many characters before the subject, and behind it.
_BEFORE, _BEHIND = 20, 30
_CLAUSES = re.compile(r"[^。；\n]+")
#: The heading of a numbered point: 一、到期不查; （一）车辆只在纸面上被控制。; 四是车辆查封了事，…
_HEADING = re.compile(
    r"(?:^|(?<=[\n。；：:]))[ \u3000]*"
    r"(?:[一二三四五六七八九十]{1,2}[、是]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九][，、,]|其[一二三四五六七八九][，、,]|(?:差错|问题)[一二三四五六七八九][：:、])[ \u3000]*"
    r"([^。；\n]{3,60})"
)
#: A heading that only names a part of the paper (一、审查认定的事实) tells no point.
_FIRST_WORDS = re.compile(r"[^，。；：:]+")


@dataclass(frozen=True, slots=True)
class Signs:
    """What hints at points, by the id of the checkpoint.

    ``told``: the sentences that speak of the subject and find fault; ``headed``: the point's own heading;
    ``asked``: the requests speak of what the point misses.
    """

    told: Mapping[str, tuple[Span, ...]]
    headed: Mapping[str, Span]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sign:
    told: re.Pattern[str]
    ask: re.Pattern[str]
    yields: frozenset[str]


@cache
def _signs() -> dict[str, _Sign]:
    return {
        name: _Sign(re.compile(entry["told"]), re.compile(entry["ask"]), frozenset(entry.get("yields", ())))
        for name, entry in load("points")["points"].items()
    }


@cache
def _fault() -> re.Pattern[str]:
    return re.compile(load("points")["fault"])


def yields_to(name: str) -> frozenset[str]:
    """The points of which the signs for *name* may be speaking: where one of them is made, they make no second one."""
    sign = _signs().get(name)
    return sign.yields if sign else frozenset()


def find_signs(clean: str, parts: Parts) -> Signs:
    """The signs in *clean*, told between facts and requests; pure, linear in the text."""
    text = blotted(clean)
    told: dict[str, list[Span]] = {}
    headed: dict[str, Span] = {}
    for start, stop in own_words(text, parts.told):
        for name, span in _told(text, start, stop):
            told.setdefault(name, []).append(span)
    for heading in _HEADING.finditer(text, parts.told.start, parts.told.end):
        first = _FIRST_WORDS.match(text, *heading.span(1))
        for name, span in _told(text, *first.span()) if first else ():
            headed.setdefault(name, span)
    requests = clean[parts.requests.start : parts.requests.end]
    asked = frozenset(name for name, sign in _signs().items() if sign.ask.search(requests))
    return Signs({name: tuple(spans) for name, spans in told.items()}, headed, asked)


def spoken_of(clean: str, where: Span) -> frozenset[str]:
    """The points of whose subject *where* speaks, fault found or not; quoted rules and titles left out."""
    text = blotted(clean[where.start : where.end])
    return frozenset(name for name, sign in _signs().items() if sign.told.search(text))


def _told(text: str, start: int, stop: int) -> Iterator[tuple[str, Span]]:
    """The points of whose subject a sentence of ``text[start:stop]`` speaks near to words of fault."""
    for sentence in _CLAUSES.finditer(text, start, stop):
        for name, sign in _signs().items():
            subject = sign.told.search(text, *sentence.span())
            if subject is None:
                continue
            near = max(sentence.start(), subject.start() - _BEFORE)
            if _fault().search(text, near, min(sentence.end(), subject.end() + _BEHIND)):
                yield name, Span(*sentence.span())
