"""The papers of a case file beside the ruling: records of all of them together, those of other cases left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from benmo.cases.once import once
from benmo.cases.places import Place, Told
from nlp.document import Span
from nlp.files import Cast, Papers, cast_of, read_papers
from nlp.pipeline import Reading


class Filed(NamedTuple):
    """A record and the paper it stands in (index into the case's readings)."""

    reading: int
    record: Any

    @property
    def place(self) -> Place:
        """Where the record stands."""
        return Place(self.reading, self.record.span)

    def at(self, span: Span | None) -> list[Place]:
        """Another span of the same paper, or nothing."""
        return [Place(self.reading, span)] if span else []


@dataclass(frozen=True)
class Dossier:
    """All papers of one case. ``foreign`` are readings that belong to another case; their facts are left out."""

    cast: Cast
    ruled: date | None
    papers: tuple[tuple[int, Papers], ...]
    foreign: tuple[tuple[int, Papers], ...]

    def of(self, kind: str) -> list[Filed]:
        """All records of one kind (a field of :class:`Papers`), in reading order."""
        return [Filed(i, r) for i, p in self.papers for r in getattr(p, kind)]

    @once
    def told(self) -> tuple[Told, ...]:
        """All assertions of the papers."""
        return tuple(Told(i, a) for i, p in self.papers for a in p.assertions)

    @once
    def before(self) -> tuple[Told, ...]:
        """Those dated no later than the ruling (or undated): what was done before the ending."""
        return tuple(t for t in self.told if not (self.ruled and t.said.date and t.said.date > self.ruled))

    def said(self, *acts: str, status: str = "done") -> list[Told]:
        """Assertions of these acts, the earliest first."""
        found = [t for t in self.told if t.said.act in acts and t.said.status == status]
        return sorted(found, key=lambda t: (t.said.date or date.max, t.reading, t.said.span))

    def agreed_after(self, talk: Filed) -> Told | None:
        """What the log records of the creditor's consent to the ending (同意终本) behind the day of *talk*."""
        for told in self.said("agreed_end"):
            when, words = told.said.date, told.said.detail
            theirs = "申请" in words or any(name in words for name in (*self.cast.creditors, *self.cast.spokesmen))
            if theirs and when and talk.record.date and when > talk.record.date:
                return told
        return None

    @once
    def latest(self) -> date | None:
        """The last day that the papers record: what they can tell about, and no further."""
        return max((p.latest for _, p in self.papers if p.latest), default=None)

    @once
    def talks(self) -> list[Filed]:
        """Interviews with the creditor's side, by day."""
        found = [t for t in self.of("talks") if t.record.with_whom != "debtor"]
        return sorted(found, key=lambda t: t.record.date or date.max)

    def readings_of(self, readings: tuple[Reading, ...], *types: str) -> list[int]:
        """Indices of own papers of these document types."""
        return [i for i, _ in self.papers if readings[i].type.type in types]


def open_dossier(readings: tuple[Reading, ...]) -> Dossier:
    """Read the papers beside the ruling ``readings[0]``."""
    ruling = readings[0]
    ruled = ruling.head.ruling_date.value if ruling.head.ruling_date else None
    cast = cast_of(ruling.head)
    papers = [(i, read_papers(r, cast, ruled)) for i, r in enumerate(readings) if i]
    return Dossier(cast, ruled, tuple(p for p in papers if not p[1].foreign), tuple(p for p in papers if p[1].foreign))


def first(found: Iterable[Filed], wanted: Callable[[Any], bool]) -> Filed | None:
    """The first record that *wanted* accepts."""
    return next((f for f in found if wanted(f.record)), None)
