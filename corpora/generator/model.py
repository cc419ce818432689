"""What is generated: papers made of lines, a case made of papers, and what a careful reader would find in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: How a line stands on the page; carriers lay it out by this.
ROLES = frozenset({"court", "title", "number", "party", "body", "operative", "sign", "date", "tail"})


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph and its place in the build of the paper (see :data:`ROLES`)."""

    text: str
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``rows`` is its table, the first row the column names; lines come before it."""

    name: str
    type: str
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The plain text: a line a paragraph, table cells apart by tabs."""
        lines = [line.text for line in self.lines] + ["\t".join(row) for row in self.rows]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One paper, or the papers of a folder; ``fields`` and ``findings`` are the truth, ``notes`` how it arose."""

    id: str
    seed: int
    papers: tuple[Paper, ...]
    fields: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, str | list[str]] = field(default_factory=dict)
    grade: str | None = None
    notes: str = ""

    def gold(self) -> dict[str, Any]:
        """The labels in the format of ``corpora/gold``."""
        return {
            "id": self.id,
            "origin": "synthetic",
            "notes": self.notes,
            "fields": self.fields,
            "findings": self.findings,
            "grade": self.grade,
        }


def split_of(seed: int) -> str:
    """``train``, ``dev`` or ``test``: seven, two and one seed out of ten."""
    return "train" if seed % 10 < 7 else "dev" if seed % 10 < 9 else "test"
