"""The bench on which the rounds of repair work: the text so far, the maps back, the repairs that people should see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.document import CleanText, Edit, OffsetMap, Repair, Span, apply_edits, from_fields

_edit = from_fields(Edit)


class Change(NamedTuple):
    """Replace ``text[start:end]`` by ``after``. A change with a Chinese ``reason`` is shown to the user."""

    start: int
    end: int
    after: str
    reason: str = ""


@dataclass(slots=True)
class Work:
    """A text under repair."""

    text: str
    maps: list[OffsetMap] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def apply(self, changes: Iterable[Change]) -> bool:
        """Carry out one round of *changes* (in order; one that overlaps is left out); whether the text changed."""
        edits: list[Edit] = []
        at = 0
        for change in changes:
            if change.start < at:
                continue
            at = change.end
            if change.reason:
                self._record(change)
            if self.text[change.start : change.end] != change.after:
                edits.append(_edit((change.start, change.end, change.after)))
        if not edits:
            return False
        self.text, step = apply_edits(self.text, edits)
        self.maps.append(step)
        return True

    def _record(self, change: Change) -> None:
        where = CleanText(self.text, tuple(self.maps)).raw(Span(change.start, change.end))
        before = self.text[change.start : change.end]
        self.repairs.append(Repair(where.start, where.end, before, change.after, change.reason))

    def done(self) -> CleanText:
        """The repaired text with its maps, repairs in the order of the raw text."""
        if not self.maps and not self.repairs:
            return CleanText(self.text)
        return CleanText(self.text, tuple(self.maps), tuple(sorted(self.repairs, key=lambda r: (r.start, r.end))))
