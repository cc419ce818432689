"""Names and numbers that differ from the heading's (当事人、案号前后不一)."""

from __future__ import annotations

import re

from nlp.context.clauses import COURT
from nlp.context.status import DONE
from nlp.document import Span
from nlp.entities import Head
from nlp.events.model import Assertion
from nlp.sections import Sections

_LABELLED = re.compile(r"(?:被执行人|申请执行人)(?=([\u4e00-\u9fff]{3,4}))")


def find_slips(text: str, head: Head, sections: Sections, region: Span) -> list[Assertion]:
    """``name_slip`` assertions: a labelled person some characters off, another case's number in the operative part.

    Cautious on purpose: a name counts only behind its label, with the same family name, length and at least one more
    character in common; a number only where the operative part ends another enforcement case than the heading's.
    """
    return [
        *_names(text, head, region),
        *_numbers(head, sections),
        *_strangers(text, head, sections),
        *_capitals(text, head),
        *_number_trace(text, head, sections),
    ]


#: Something like a case number that could not be read as one (digits misread, brackets lost).
_LIKE_A_NUMBER = re.compile(
    r"[\d０-９〇○OＯoIl|]{2,4}[^\n，。；]{0,24}?[\d０-９OoIl|]{1,6}\s*号?|[^\n，。；]{0,12}执[^\n行，。；]{0,10}\d+"
)


def _number_trace(text: str, head: Head, sections: Sections) -> list[Assertion]:
    """``number_trace``: the heading holds what may be the case number, although none was read."""
    header = sections.span("header")
    m = _LIKE_A_NUMBER.search(text, header.start, header.end) if header and head.case_no is None else None
    where = Span(*m.span()) if m else None
    return [Assertion("number_trace", DONE, COURT, where, where)] if where else []


_ENDS_A_CASE = re.compile(r"(?:申请执行人)?([^，。；]{2,30})与被执行人([^，。；]{2,30})[^，。；]{0,14}一案")


def _strangers(text: str, head: Head, sections: Sections) -> list[Assertion]:
    """The operative part ends a case between people none of whom is a party."""
    operative = sections.span("operative")
    m = _ENDS_A_CASE.search(text, operative.start, operative.end) if operative else None
    names = [p.name for p in head.parties] + list(head.aliases)
    if m is None or not names or any(n in m.group() for n in names):
        return []
    where = Span(m.start(), m.end())
    return [Assertion("name_slip", DONE, COURT, where, where, detail="主文当事人与首部不符")]


def _capitals(text: str, head: Head) -> list[Assertion]:
    """A sum in digits and the same sum in capitals (大写) that differ."""
    found = []
    for first, second in zip(head.money, head.money[1:], strict=False):
        between = text[first.span.end : second.span.start]
        if (
            len(between) > 6
            or "大写" not in between
            or first.value is None
            or second.value is None
            or first.value == second.value
        ):
            continue
        where = Span(first.span.start, second.span.end)
        found.append(Assertion("amount_slip", DONE, COURT, where, where, detail="大小写不一致"))
    return found


def _names(text: str, head: Head, region: Span) -> list[Assertion]:
    known = {p.name for p in head.parties} | set(head.aliases) | {a.value for p in head.parties for a in p.agents}
    known |= {p.representative.value for p in head.parties if p.representative}
    found, openings = [], tuple(known)
    people = [p.name for p in head.parties if p.kind == "person" and 2 < len(p.name) <= 4 and "某" not in p.name]
    for m in _LABELLED.finditer(text, region.start, region.end) if people else ():
        if text.startswith(openings, m.end()):
            continue
        for name in people:
            other = m.group(1)[: len(name)]
            if other[0] != name[0] or len(other) != len(name):
                continue
            if other in known or not set(other[1:]) & set(name[1:]) or any(k in other or other in k for k in known):
                continue
            where = Span(m.start(1), m.start(1) + len(name))
            found.append(Assertion("name_slip", DONE, COURT, where, where, detail=f"{other}≠{name}"))
    return found


def _numbers(head: Head, sections: Sections) -> list[Assertion]:
    operative = sections.span("operative")
    if operative is None or head.case_no is None:
        return []
    own = next((n for n in head.case_numbers if n.span == head.case_no.span), None)
    if own is None:
        return []
    return [
        Assertion("name_slip", DONE, COURT, n.span, n.span, detail=f"{n.text}≠{own.text}")
        for n in head.case_numbers
        if operative.covers(n.span)
        and n.kind == "execution"
        and n.main != own.main
        and n.text.partition("号")[0] != own.text.partition("号")[0]
    ]
