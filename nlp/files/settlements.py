"""Settlements out of court (执行和解) and how they are kept; bankruptcy rulings that a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.document import Span
from nlp.files.days import Days
from nlp.files.model import Insolvency, Instalment, Kept, Settlement
from nlp.files.tables import Table
from nlp.lexicons import load

_DATA = load("filed")["settlements"]
_TITLE, _KEPT, _BROKEN = re.compile(_DATA["title"]), re.compile(_DATA["kept"]), re.compile(_DATA["broken"])
_ACCEPTED, _REFUSED = re.compile(_DATA["accepted"]), re.compile(_DATA["refused"])
_CLAUSE = re.compile(r"[^。；;\n]+")
_TERMS = re.compile(_DATA["terms"])
_MONTH = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?!\d{1,2}日)")


def read_settlement(text: str, days: Days, title: str) -> Settlement | None:
    """The agreement that a paper is: its day, and the last month or day that it names for payment."""
    if not any(_TITLE.search(line) for line in title.split("\n")):
        return None
    named = [d.date for d in days.all]
    months = (
        [named[0].replace(year=int(m["y"]), month=int(m["m"]), day=1) for m in _MONTH.finditer(text)] if named else []
    )
    signed = days.last(max(0, len(text) - 160), len(text)) or (named[0] if named else None)
    terms = _TERMS.search(text)
    end = text.find("\n")
    where = Span(*terms.span()) if terms else Span(0, end if end > 0 else len(text))
    return Settlement(signed, max([*named, *months], default=None), where)


def instalments_in(table: Table, days: Days) -> Iterator[Instalment]:
    """The rows of a list of instalments: the day agreed and the day paid (None where the row gives none)."""
    for row in table.rows:
        due = days.first(*row.roles["agreed"].span) if "agreed" in row.roles else None
        if due is None:
            continue
        agreed = row.roles["agreed"].span
        paid = next((d for c in row.cells if c.span != agreed and (d := days.first(*c.span))), None)
        yield Instalment(due, paid, row.span)


def read_kept(text: str, days: Days) -> Iterator[Kept]:
    """What a paper of the court says of a settlement: kept (按期在付) or broken (未按期), clause by clause."""
    if "和解" not in text:
        return
    for m in _CLAUSE.finditer(text):
        broken = _BROKEN.search(m.group())
        kept = _KEPT.search(m.group())
        if broken or kept:
            begin = max(m.start(), text.rfind("：", 0, m.end()) + 1)
            yield Kept(broken is None, days.first(m.start(), m.end()), Span(begin, m.end()))


def read_insolvency(text: str, days: Days) -> Insolvency | None:
    """A ruling that accepts a petition for bankruptcy (裁定受理破产申请); None for one that refuses it."""
    m = _ACCEPTED.search(text)
    if m is None or _REFUSED.search(text):
        return None
    return Insolvency(m["who"].strip(), days.last(m.end(), len(text)), Span(m.start(), m.end()))
