"""Mentions of asset categories (财产类别) in a narrative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from nlp.context import Context
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan


@dataclass(frozen=True, slots=True)
class _Category:
    name: str
    thing: re.Pattern[str]
    unless: re.Pattern[str] | None
    pursued: re.Pattern[str] | None


class CategoryMention(NamedTuple):
    """A word for an asset category at clean offsets.

    ``thing`` tells the asset itself from the office that was asked; ``pursued`` that the words themselves tell a
    measure against it (履行到期债务通知), which implies that it was looked for; ``named`` that it is a word under which
    the category is asked about, not merely a thing (款项).
    """

    category: str
    start: int
    end: int
    thing: bool
    named: bool = True
    pursued: bool = False


_CATEGORIES = tuple(
    _Category(
        e["category"],
        re.compile(e["thing"]),
        re.compile(e["not"]) if "not" in e else None,
        re.compile(e["pursued"]) if "pursued" in e else None,
    )
    for e in load("categories")
)


def find_categories(context: Context, scan: Scan) -> list[CategoryMention]:
    """All mentions in reading order. Words inside a party's name (…银行股份有限公司, 市场监督管理局) do not count."""
    text, region = context.masked, context.region
    found: list[CategoryMention] = []
    for category in _CATEGORIES:
        seen: dict[int, int] = {}
        named: set[int] = set()
        for kind in ("words", "thing"):
            for m in TRIGGERS.matches(f"category.{category.name}.{kind}", scan, text):
                if category.unless and category.unless.search(text, max(region.start, m.start() - 4), m.start()):
                    continue
                if kind == "words":
                    named.add(m.start())
                seen[m.start()] = max(seen.get(m.start(), 0), m.end())
        for start, end in seen.items():
            found.append(
                CategoryMention(
                    category.name,
                    start,
                    end,
                    category.thing.match(text, start) is not None,
                    start in named,
                    category.pursued is not None and category.pursued.match(text, start) is not None,
                )
            )
    found.sort(key=lambda c: c.start)
    return found
