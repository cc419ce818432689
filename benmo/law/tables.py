"""The statute tables as values: laws with versions, provisions, and subjects with their number in each version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from corpora.statutes import read_json, read_rows


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a law. ``articles`` is the number of its last article, None where we are not certain of it."""

    key: str
    title: str
    doc_no: str
    start: date
    end: date | None
    articles: int | None

    def covers(self, on: date) -> bool:
        """Whether this version was in force on *on*."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Law:
    """A law (法律, 司法解释, 规范性文件 …) with its versions, oldest first.

    ``whole`` is False for a law that only an import knows: there may be versions that we have never seen.
    """

    key: str
    title: str
    short: str
    aliases: tuple[str, ...]
    level: str
    doc_no: str
    versions: tuple[Version, ...]
    succeeded_by: str | None = None
    whole: bool = True

    def at(self, on: date) -> Version | None:
        """The version in force on *on*."""
        return next((v for v in self.versions if v.covers(on)), None)


@dataclass(frozen=True, slots=True)
class Provision:
    """One article (or 款) in our own words; ``requirement`` is a summary and never the official text."""

    id: str
    law: str
    article: int | None
    start: date
    end: date | None
    requirement: str
    topics: tuple[str, ...]
    verified: bool
    note: str
    origin: str
    paragraph_item: str
    article_note: str
    numbers: tuple[dict[str, Any], ...]
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A subject of law and its article in each version (by version key); () where that version does not have it."""

    name: str
    law: str
    articles: dict[str, tuple[int, ...]]
    verified: bool


@dataclass(frozen=True, slots=True)
class RulingKind:
    """Which subjects carry a ruling of one kind, which may stand beside them, and which belong to another kind."""

    name: str
    basis: tuple[tuple[str, str], ...]
    since: date
    foreign: frozenset[str]
    companions: frozenset[str]


@lru_cache(maxsize=64)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _must(text: str) -> date:
    day = _day(text)
    if day is None:
        raise ValueError("a version needs the day it came into force")
    return day


def read_laws() -> dict[str, Law]:
    """The laws by key."""
    laws = {}
    for row in read_rows("laws"):
        versions = tuple(
            Version(
                v["key"], v["title"], v["doc_no"], _must(v["effective_from"]), _day(v["effective_to"]), v["articles"]
            )
            for v in row["versions"]
        )
        laws[row["key"]] = Law(
            row["key"], row["title"], row["short"], tuple(row["aliases"]), row["level"], row["doc_no"], versions,
            row.get("succeeded_by"),
        )  # fmt: skip
    return laws


def read_provisions() -> dict[str, Provision]:
    """The provisions by id."""
    return {
        row["id"]: Provision(
            row["id"],
            row["law"],
            row["article"],
            _must(row["effective_from"]),
            _day(row["effective_to"]),
            row["requirement"],
            tuple(row["topics"]),
            row["verified"],
            row.get("verification_note", ""),
            row["origin"],
            row.get("paragraph_item", ""),
            row.get("article_note", ""),
            tuple(row.get("numbers", ())),
            tuple(row.get("supersedes", ())),
            tuple(row.get("superseded_by", ())),
        )
        for row in read_rows("provisions")
    }


def read_concepts() -> tuple[Concept, ...]:
    """The subjects, in file order."""
    return tuple(
        Concept(row["concept"], row["law"], {k: _articles(v) for k, v in row["numbers"].items()}, row["verified"])
        for row in read_rows("renumbering")
    )


def _articles(number: int | list[int] | None) -> tuple[int, ...]:
    if number is None:
        return ()
    if isinstance(number, int):
        return (number,)
    first, last = number
    return tuple(range(first, last + 1))


def read_kinds() -> dict[str, RulingKind]:
    """The kinds of ruling by name."""
    return {
        name: RulingKind(
            name,
            tuple((law, concept) for law, concept in row["basis"]),
            _must(row["since"]),
            frozenset(row["foreign"]),
            frozenset(row["companions"]),
        )
        for name, row in read_json("basis").items()
    }
