"""Mentions of asset categories (财产类别) in a narrative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from nlp.context import Context
from nlp.document import from_fields
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan


@dataclass(frozen=True, slots=True, eq=False)
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

#: Name of a pattern → the category that it belongs to.
_CATEGORY_OF = {name: c for c in _CATEGORIES for name in (c.words_name, c.thing_name)}
_START = attrgetter("start")
_mention = from_fields(CategoryMention)


def find_categories(context: Context, scan: Scan) -> list[CategoryMention]:
    """All mentions in reading order. Words inside a party's name (…银行股份有限公司, 市场监督管理局) do not count."""
    text, region = context.masked, context.region
    found: list[CategoryMention] = []
    possible = {_CATEGORY_OF[name]: None for name in TRIGGERS.may_match(_CATEGORY_OF, scan)}
    for category in possible:
        words = [m.span() for m in TRIGGERS.matches(category.words_name, scan, text)]
        things = [m.span() for m in TRIGGERS.matches(category.thing_name, scan, text)]
        unless, pursues = category.unless, category.pursued
        ends: dict[int, int] = {}
        for start, end in (*words, *things):
            if ends.get(start, 0) < end and not (unless and unless.search(text, max(region.start, start - 4), start)):
                ends[start] = end
        named, held = dict(words), dict(things)
        for start, end in ends.items():
            thing = start in held or category.thing.match(text, start) is not None
            pursued = pursues is not None and pursues.match(text, start) is not None
            found.append(_mention((category.name, start, end, thing, start in named, pursued)))
    found.sort(key=_START)
    return found
