"""A document's text with its marks: overlapping places share segments, so that each can be shown by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

#: The more telling mark wins where several cover the same characters.
RANK = {"mark": 0, "violation": 1, "not_shown": 2, "other": 3}


@dataclass(frozen=True, slots=True)
class Span:
    """A marked place ``text[start:end]``; ``number`` is what a link names."""

    start: int
    end: int
    kind: str
    number: int


@dataclass
class Marks:
    """The places of a page's documents, numbered as they are asked for."""

    _numbers: dict[tuple[str, int, int, str], int] = field(default_factory=dict)
    _spans: dict[str, list[Span]] = field(default_factory=dict)

    def number(self, evidence: Mapping[str, Any], kind: str) -> int:
        """The number of the place of *evidence*; the same place of the same kind keeps its number."""
        at = (str(evidence["document"]), int(evidence["start"]), int(evidence["end"]), kind)
        if at not in self._numbers:
            self._numbers[at] = len(self._numbers)
            self._spans.setdefault(at[0], []).append(Span(at[1], at[2], kind, self._numbers[at]))
        return self._numbers[at]

    def html(self, document: Mapping[str, Any]) -> str:
        """The escaped text of *document* with all places asked for so far."""
        return marked(str(document.get("text") or ""), self._spans.get(str(document["id"]), ()))


def plain(text: str) -> str:
    """*text* escaped so that the browser holds it character by character: a carriage return survives as itself."""
    return escape(text).replace("\r", "&#13;")


def marked(text: str, spans: Iterable[Span]) -> str:
    """*text* as html, each span as one or more ``mark`` elements whose ``data-e`` names it."""
    kept = [s for s in spans if 0 <= s.start < s.end <= len(text)]
    edges: dict[int, tuple[list[Span], list[Span]]] = {}
    for s in kept:
        edges.setdefault(s.start, ([], []))[0].append(s)
        edges.setdefault(s.end, ([], []))[1].append(s)
    parts: list[str] = []
    at, held = 0, {}  # type: int, dict[int, Span]
    for place in sorted(edges):
        parts.append(_segment(text[at:place], tuple(held.values())))
        for s in edges[place][1]:
            held.pop(s.number, None)
        for s in edges[place][0]:
            held[s.number] = s
        at = place
    parts.append(_segment(text[at:], ()))
    return "".join(parts)


def _segment(text: str, spans: Sequence[Span]) -> str:
    if not spans or not text:
        return plain(text)
    kind = min((s.kind for s in spans), key=lambda k: RANK.get(k, 9))
    return f'<mark class="{kind}" data-e="{" ".join(str(s.number) for s in spans)}">{plain(text)}</mark>'
