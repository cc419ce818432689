"""Mentions of asset categories (财产类别) in a narrative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from nlp.context import Context
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan


@dataclass(frozen=True, slots=True)
class _Category:
    name: str
    words_name: str
    thing_name: str
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
        f"category.{e['category']}.words",
        f"category.{e['category']}.thing",
        re.compile(e["thing"]),
        re.compile(e["not"]) if "not" in e else None,
        re.compile(e["pursued"]) if "pursued" in e else None,
    )
    for e in load("categories")
)


_START = attrgetter("start")


def find_categories(context: Context, scan: Scan) -> list[CategoryMention]:
    """All mentions in reading order. Words inside a party's name (…银行股份有限公司, 市场监督管理局) do not count."""
    text, region = context.masked, context.region
    found: list[CategoryMention] = []
    for category in _CATEGORIES:
        words = TRIGGERS.matches(category.words_name, scan, text)
        things = TRIGGERS.matches(category.thing_name, scan, text)
        if not words and not things:
            continue
        ends: dict[int, int] = {}
        for m in (*words, *things):
            start, end = m.span()
            if ends.get(start, 0) < end and not (
                category.unless and category.unless.search(text, max(region.start, start - 4), start)
            ):
                ends[start] = end
        named, held = {m.start() for m in words}, {m.start() for m in things}
        for start, end in ends.items():
            thing = start in held or category.thing.match(text, start) is not None
            pursued = category.pursued is not None and category.pursued.match(text, start) is not None
            found.append(CategoryMention(category.name, start, end, thing, start in named, pursued))
    found.sort(key=_START)
    return found
