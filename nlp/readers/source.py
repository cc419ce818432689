"""The bytes of one file with what every reader needs to know about it, and the error that refuses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from nlp.document import Document, Hidden, Mark, Unread
from nlp.readers.aids import NO_AIDS, Aids
from nlp.readers.limits import Limits


class Refused(Exception):
    """The file cannot be read; ``reason`` and ``hint`` are Chinese sentences for the user."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it lay on disk. ``name`` is its path relative to what the user gave, in posix form."""

    name: str
    data: bytes
    limits: Limits
    aids: Aids = NO_AIDS

    @property
    def suffix(self) -> str:
        """The lower-case ending of the name without its dot."""
        stem, dot, suffix = self.name.rpartition(".")
        return suffix.lower() if dot and stem and "/" not in suffix else ""

    def digest(self) -> str:
        """The sha256 of the original bytes, in hex."""
        return sha256(self.data).hexdigest()


@dataclass(slots=True)
class Reading:
    """What a format's reader hands back; :func:`finish` makes the :class:`Document` of it."""

    format: str
    text: str
    marks: list[Mark] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def finish(source: Source, reading: Reading) -> Document:
    """The document of a *reading* of *source*."""
    return Document(
        id=source.name,
        path=source.name,
        sha256=source.digest(),
        format=reading.format,
        text=reading.text,
        marks=tuple(reading.marks),
        hidden=tuple(reading.hidden),
        unread=tuple(reading.unread),
        notes=tuple(reading.notes),
    )
