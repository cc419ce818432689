"""Read the head of a case: every scalar and list that names it, each with the span it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.document import Span, Value
from nlp.entities.amounts import find_case_amounts
from nlp.entities.basis import find_basis
from nlp.entities.case_numbers import find_case_numbers
from nlp.entities.cause import find_cause
from nlp.entities.court import find_court, find_title
from nlp.entities.dates import find_dates
from nlp.entities.filing import find_application_date, find_filing_date
from nlp.entities.model import CaseNumber, Head
from nlp.entities.money import find_amounts
from nlp.entities.parties import find_parties
from nlp.entities.signature import find_panel, find_ruling_date
from nlp.entities.story_parties import story_parties
from nlp.entities.tags import find_tags
from nlp.sections.model import Sections


def read_head(clean: str, sections: Sections) -> Head:
    """The head of the document; a value that the text does not state is None or empty, never guessed.

    Linear in the length of *clean*; never raises for odd content.
    """
    return read_heads([clean], [sections])[0]


def read_heads(cleans: Sequence[str], sections: Sequence[Sections]) -> list[Head]:
    """As :func:`read_head` for each of several texts; one kind of value after the other is read from all of them."""
    texts = list(zip(cleans, sections, strict=True))
    headers = [s.span("header") or Span(0, min(len(clean), 200)) for clean, s in texts]
    signatures = [s.span("signature") for s in sections]
    stories = [story_span(s) for s in sections]
    dates = [find_dates(clean) for clean in cleans]
    money = [find_amounts(clean) for clean in cleans]
    numbers = [find_case_numbers(clean) for clean in cleans]
    courts = [find_court(clean, header) for clean, header in zip(cleans, headers, strict=True)]
    titles = [find_title(clean, header) for clean, header in zip(cleans, headers, strict=True)]
    days = [
        find_ruling_date(clean, found, signature, s.ruling.end)
        for (clean, s), found, signature in zip(texts, dates, signatures, strict=True)
    ]
    named = [
        find_parties(clean, s.span("parties"), day.value if day else None)
        for (clean, s), day in zip(texts, days, strict=True)
    ]
    causes = [
        find_cause(clean, story, [*(party.name for party in parties), *aliases])
        for clean, story, (parties, aliases) in zip(cleans, stories, named, strict=True)
    ]
    amounts = [
        find_case_amounts(clean, found, story, _after(s))
        for (clean, s), found, story in zip(texts, money, stories, strict=True)
    ]
    panels = [find_panel(clean, signature) for clean, signature in zip(cleans, signatures, strict=True)]
    owns = [
        own_number(clean, found, header, s.ruling.end)
        for (clean, s), found, header in zip(texts, numbers, headers, strict=True)
    ]
    filed = [
        find_filing_date(clean, dates[n], stories[n], own.value if own else None, numbers[n])
        for n, (clean, own) in enumerate(zip(cleans, owns, strict=True))
    ]
    applied = [
        find_application_date(clean, found, story) for clean, found, story in zip(cleans, dates, stories, strict=True)
    ]
    heads = []
    for n, clean in enumerate(cleans):
        cause, story, court = causes[n], stories[n], courts[n]
        parties = named[n][0] or story_parties(clean, cause)
        case_no = owns[n]
        basis = find_basis(clean, numbers[n], story, case_no.value if case_no else None, court)
        heads.append(
            Head(
                court=court,
                title=titles[n],
                case_no=case_no,
                ruling_date=days[n],
                filing_date=filed[n],
                application_date=applied[n],
                cause=cause,
                parties=parties,
                basis=basis,
                amounts=amounts[n],
                panel=panels[n],
                tags=find_tags(clean, parties, cause, basis, story),
                aliases=named[n][1],
                dates=dates[n],
                money=money[n],
                case_numbers=numbers[n],
            )
        )
    return heads


def story_span(sections: Sections) -> Span:
    """Narrative, reasons and basis together: where the facts of the case are told."""
    start = sections.span("parties") or sections.span("header")
    operative = sections.span("operative")
    signature = sections.span("signature")
    begin = start.end if start else 0
    end = operative.start if operative else signature.start if signature else sections.ruling.end
    return Span(begin, max(begin, end))


#: What a ruling that closes its own case names before and behind the number (终结（2021）…号案件的执行).
_CLOSES = re.compile("终结(?:本院|本案)?$")
_CLOSED = re.compile("(?:号|案件?|一案|之[一二三四五六七八九十])*的?(?:本次)?执行")


def own_number(clean: str, numbers: Sequence[CaseNumber], header: Span, close: int) -> Value[str] | None:
    """The document's own number: in the header, an execution number before any other; else a line of its own.

    A number in the running text is some other document's and is never taken, but for the one that the operative part
    closes (终结……号的执行) where the document shows no other.
    """
    inside = [number for number in numbers if number.span.end <= header.end]
    chosen = next((number for number in inside if number.kind == "execution"), inside[0] if inside else None)
    if chosen is None:
        lone = [number for number in numbers if _alone(clean, number.span)]
        # A number in a text box may come to stand behind the signature.
        chosen = next((n for n in lone if n.span.end <= close), None) or next(
            (n for n in lone if n.kind == "execution"), None
        )
    if chosen is None:
        closed = [n for n in numbers if _closes(clean, n.span)]
        chosen = closed[0] if len({n.text for n in closed}) == 1 else None
    return Value(chosen.text, chosen.span) if chosen else None


def _closes(clean: str, span: Span) -> bool:
    before = _CLOSES.search(clean, max(span.start - 6, 0), span.start)
    return before is not None and _CLOSED.match(clean, span.end) is not None


def _alone(clean: str, span: Span) -> bool:
    start = clean.rfind("\n", 0, span.start) + 1
    stop = clean.find("\n", span.end)
    return not clean[start : span.start].strip() and not clean[span.end : stop if stop >= 0 else None].strip()


def _after(sections: Sections) -> Span | None:
    """Operative part and rights, where some rulings tell what is left."""
    operative, rights = sections.span("operative"), sections.span("rights")
    if operative is None or rights is None:
        return rights or operative
    return Span(min(operative.start, rights.start), max(operative.end, rights.end))
