"""Read the head of a case: every scalar and list that names it, each with the span it was read from."""

from __future__ import annotations

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
    dates = find_dates(clean)
    money = find_amounts(clean)
    numbers = find_case_numbers(clean)
    header = sections.span("header") or Span(0, min(len(clean), 200))
    signature = sections.span("signature")
    close = sections.ruling.end
    story = story_span(sections)
    court = find_court(clean, header)
    case_no = own_number(clean, numbers, header, close)
    ruling_date = find_ruling_date(clean, dates, signature, close)
    parties, aliases = find_parties(clean, sections.span("parties"), ruling_date.value if ruling_date else None)
    cause = find_cause(clean, story, [*(party.name for party in parties), *aliases])
    parties = parties or story_parties(clean, cause)
    basis = find_basis(clean, numbers, story, case_no.value if case_no else None, court)
    return Head(
        court=court,
        title=find_title(clean, header),
        case_no=case_no,
        ruling_date=ruling_date,
        filing_date=find_filing_date(clean, dates, story),
        application_date=find_application_date(clean, dates, story),
        cause=cause,
        parties=parties,
        basis=basis,
        amounts=find_case_amounts(clean, money, story, _after(sections)),
        panel=find_panel(clean, signature),
        tags=find_tags(clean, parties, cause, basis, story),
        aliases=aliases,
        dates=dates,
        money=money,
        case_numbers=numbers,
    )


def story_span(sections: Sections) -> Span:
    """Narrative, reasons and basis together: where the facts of the case are told."""
    start = sections.span("parties") or sections.span("header")
    operative = sections.span("operative")
    signature = sections.span("signature")
    begin = start.end if start else 0
    end = operative.start if operative else signature.start if signature else sections.ruling.end
    return Span(begin, max(begin, end))


def own_number(clean: str, numbers: Sequence[CaseNumber], header: Span, close: int) -> Value[str] | None:
    """The document's own number: in the header, an execution number before any other; else a line of its own.

    A number in the running text is some other document's and is never taken.
    """
    inside = [number for number in numbers if number.span.end <= header.end]
    chosen = next((number for number in inside if number.kind == "execution"), inside[0] if inside else None)
    if chosen is None:
        lone = [number for number in numbers if _alone(clean, number.span)]
        # A number in a text box may come to stand behind the signature.
        chosen = next((n for n in lone if n.span.end <= close), None) or next(
            (n for n in lone if n.kind == "execution"), None
        )
    return Value(chosen.text, chosen.span) if chosen else None


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
