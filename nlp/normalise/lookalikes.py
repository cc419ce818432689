"""Round 6, look-alikes: words that only a scanner can have written, from ``lookalikes.yaml``.

A word is replaced only where it cannot be read otherwise; every replacement is recorded. A single look-alike character
in a name, an amount or a date is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from nlp.normalise.work import Change

_DATA = Path(__file__).with_name("lookalikes.yaml")


class Lookalike(NamedTuple):
    """One wrong word, the right one, why, and characters before which (to the left) it is no mistake."""

    wrong: str
    right: str
    reason: str
    unless_before: str
    odd: frozenset[str]


@cache
def load() -> dict[str, tuple[Lookalike, ...]]:
    """The look-alikes by one character that the right word lacks; that character decides whether to search at all.

    Raises:
        ValueError: a pair whose wrong word has no character of its own, or that touches a digit.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, list[Lookalike]] = {}
    for group in yaml.load(_DATA.read_text("utf-8"), loader):
        for wrong, right in group["pairs"].items():
            odd = frozenset(wrong) - frozenset(right)
            if (not odd and len(wrong) == len(right)) or any(c.isdigit() for c in wrong + right):
                raise ValueError(f"{_DATA.name}: {wrong} → {right}")
            entry = Lookalike(wrong, right, group["reason"], group.get("unless_before", ""), odd)
            found.setdefault(min(odd, default=wrong[0]), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def lookalikes(text: str, alphabet: frozenset[str]) -> Iterator[Change]:
    """The changes of this round; *alphabet* is the set of characters of *text*."""
    table = load()
    hits: list[tuple[int, Lookalike]] = []
    for key in alphabet & table.keys():
        for entry in table[key]:
            if not entry.odd <= alphabet:
                continue
            at = text.find(entry.wrong)
            while at >= 0:
                if not (entry.unless_before and text[at - 1 : at] and text[at - 1] in entry.unless_before):
                    hits.append((at, entry))
                at = text.find(entry.wrong, at + len(entry.wrong))
    # The longer of two words at one place says more about itself.
    hits.sort(key=lambda hit: (hit[0], -len(hit[1].wrong)))
    for at, entry in hits:
        yield Change(at, at + len(entry.wrong), entry.right, entry.reason)
