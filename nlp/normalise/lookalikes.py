"""Round 6, look-alikes: words that only a scanner can have written, from ``lookalikes.yaml``.

A word is replaced only where it cannot be read otherwise; every replacement is recorded. A single look-alike character
in a name, an amount or a date is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from nlp.normalise.signs import Hit, WordFinder
from nlp.normalise.work import Change

_DATA = Path(__file__).with_name("lookalikes.yaml")


class Lookalike(NamedTuple):
    """One wrong word, the right one, why, and characters before which (to the left) it is no mistake."""

    wrong: str
    right: str
    reason: str
    unless_before: str


@cache
def load() -> dict[str, Lookalike]:
    """The look-alikes by the wrong word.

    Raises:
        ValueError: a pair that changes nothing, or that touches a digit.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Lookalike] = {}
    for group in yaml.load(_DATA.read_text("utf-8"), loader):
        for wrong, right in group["pairs"].items():
            if wrong == right or any(c.isdigit() for c in wrong + right):
                raise ValueError(f"{_DATA.name}: {wrong} → {right}")
            found[wrong] = Lookalike(wrong, right, group["reason"], group.get("unless_before", ""))
    return found


@cache
def _finder() -> WordFinder:
    return WordFinder(load())


def telltale(text: str) -> list[Hit]:
    """Every look-alike word and every digit with a full-width mark behind it, in one pass."""
    return _finder().find(text)


def lookalikes(text: str, hits: Iterable[Hit]) -> Iterator[Change]:
    """The changes of this round; *hits* are the telltale words of *text*."""
    table = load()
    for start, word in hits:
        entry = table.get(word)
        if entry and not (entry.unless_before and start and text[start - 1] in entry.unless_before):
            yield Change(start, start + len(word), entry.right, entry.reason)
