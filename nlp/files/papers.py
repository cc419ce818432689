"""One paper of a case file, read by what it is and by the heads of its tables."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.gathered import Gathered
from nlp.files.kinds import read_by_kind
from nlp.files.minutes import read_minutes
from nlp.files.model import Papers, Talk
from nlp.files.reference import for_reference
from nlp.files.registers import read_declaration, read_lapses, read_transfers, read_unsealed
from nlp.files.requests import read_request
from nlp.files.settlements import read_insolvency, read_kept, read_settlement
from nlp.files.tabled import read_table
from nlp.files.tables import find_tables
from nlp.files.talks import read_talk
from nlp.files.visits import read_visit
from nlp.lexicons import load
from nlp.pipeline import Reading

_DATA = load("filed")["papers"]
#: Papers that may be an application, or the answer to one.
_LETTERS = {"other", "supervision_request", "other_ruling", "execution_notice"}
_INTERVIEW_TITLE, _LATER_TALK = re.compile(_DATA["interview_title"]), re.compile(_DATA["later_talk"])
_ENDING_TITLE = re.compile(_DATA["ending_title"])
#: Days after the ruling within which a record may be an interview made up for.
LATE_TALK = 183
_OPENS = re.compile(_DATA["opens_with_filing"])
_FIRST_ENTRY = re.compile(r"^\d{1,2}[.\-/]\d{1,2}[ 　]+(?P<words>[^\n]*)", re.M)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_CODE = re.compile(r"[）)]([^\d执]{0,3}\d{2,4})")
_RELATED = re.compile("执(?:恢|异|复|监|保)")


#: Papers that may be the record of a visit.
_VISITS = {"other", "interview_record", "inquiry_report"}


def read_papers(reading: Reading, cast: Cast, ruled: date | None) -> Papers:
    """All records of one paper. *ruled* is the day of the ruling: feedback after it is re-inquiry."""
    text = reading.text
    days = Days(text, reading.head.dates, _year_of_log(text, reading) or _year_of_service(reading, ruled))
    title = "\n".join(line for line in text.split("\n")[:4] if "\t" not in line)
    kind = reading.type.type
    own = _own_number(reading)
    papers = Papers(
        own_number=own, foreign=_foreign(reading, cast, own), dated=_dated(days, text), latest=_latest(days, text)
    )
    if papers.foreign:
        return papers
    out = Gathered()
    tables = find_tables(text)
    for table in tables:
        read_table(table, tables, reading, cast, days, ruled, title, out)
    read_by_kind(kind, reading, cast, days, title, out, ruled)
    applications, answers, grounds = read_request(text, days, title) if kind in _LETTERS else ([], [], [])
    registers = kind in ("inquiry_report", "other", "service_record")
    return replace(
        papers,
        assertions=tuple(out.assertions),
        feedback=tuple(out.feedback),
        controls=tuple(out.controls),
        lapses=tuple(read_lapses(text, days)) if registers and not applications and not grounds else (),
        sightings=tuple(read_visit(text, title, cast, days)) if kind in _VISITS else (),
        talks=_talks(text, title, cast, days, ruled) if kind == "interview_record" else (),
        minutes=tuple(m for m in (read_minutes(text, days),) if m) if kind == "panel_minutes" else (),
        deliveries=tuple(out.deliveries),
        requeries=tuple(out.requeries),
        payments=tuple(out.payments),
        applications=tuple(applications),
        answers=tuple(answers),
        sales=tuple(out.sales),
        settlements=tuple(s for s in (read_settlement(text, days, title),) if s),
        instalments=tuple(out.instalments),
        kept=tuple(read_kept(text, days)) if kind in ("panel_minutes", "procedure_log") else (),
        insolvencies=tuple(i for i in (read_insolvency(text, days),) if i) if kind in ("other_ruling", "other") else (),
        declarations=tuple(d for d in (read_declaration(text, cast, days),) if d)
        if kind == "asset_declaration"
        else (),
        transfers=tuple(read_transfers(text, days)) if registers else (),
        unsealed=tuple(read_unsealed(text, days))
        if kind in ("other", "other_ruling", "procedure_log", "inquiry_report") and not applications and not grounds
        else (),
        grounds=tuple(grounds),
    )


def _talks(text: str, title: str, cast: Cast, days: Days, ruled: date | None) -> tuple[Talk, ...]:
    """The interview that a record holds. A talk after the ruling is one about the ending only where it says so.

    A visit or a call years later, about resuming or about the money, is no interview that came too late.
    """
    talk = read_talk(text, cast, days)
    if talk is None:
        return ()
    if ruled and talk.date and talk.date > ruled:
        ending = _ENDING_TITLE.search(title) or (_ENDING_TITLE.search(text) and _INTERVIEW_TITLE.search(title))
        if not ending or (talk.date - ruled).days > LATE_TALK or _LATER_TALK.search(text):
            return ()
    return (talk,)


def _year_of_service(reading: Reading, ruled: date | None) -> int | None:
    """The year of a record of service that gives none: it runs on from the day of the ruling."""
    if reading.type.type != "service_record" or ruled is None or _YEAR.search(reading.text):
        return None
    return ruled.year


def _year_of_log(text: str, reading: Reading) -> int | None:
    """The year of a log without one: its first entry is the filing, so it is the year of its own case number."""
    first = _FIRST_ENTRY.search(text)
    own = next((n for n in reading.head.case_numbers if n.kind == "execution"), None)
    if reading.type.type != "procedure_log" or first is None or own is None or not _OPENS.search(first["words"]):
        return None
    year = _YEAR.search(own.main)
    return int(year[0]) if year else None


def _own_number(reading: Reading) -> str | None:
    """The number of the case that a paper is about: its own heading's, else the first execution number it names."""
    if reading.head.case_no:
        own = next((n for n in reading.head.case_numbers if n.span == reading.head.case_no.span), None)
        if own:
            return own.main
    numbers = [n for n in reading.head.case_numbers if n.kind == "execution"]
    return numbers[0].main if numbers else None


def _foreign(reading: Reading, cast: Cast, own: str | None) -> bool:
    """Whether the paper is of another case: it bears another execution number and nowhere ours, nor our people, or it
    lies there for reference.

    A letter of another court bears that court's number and speaks to ours; it belongs to the file.
    """
    if own is None or cast.main is None or own == cast.main:
        return False
    if for_reference(reading):
        return True
    numbers = {n.main for n in reading.head.case_numbers if n.kind == "execution"}
    if cast.main in numbers or any(_RELATED.search(n) for n in numbers):
        return False
    if _code(own) != _code(cast.main) and cast.court and cast.court in reading.text.replace(" ", ""):
        return False
    return not any(n in reading.text for n in (*cast.creditors, *cast.respondents))


def _code(number: str) -> str:
    """The court's code in a case number (黔0121)."""
    m = _CODE.search(number)
    return m[1] if m else ""


def _dated(days: Days, text: str) -> date | None:
    """The day of the paper: the last date of its last lines, else its last date."""
    return days.last(max(0, len(text) - 120), len(text)) or (days.all[-1].date if days.all else None)


def _latest(days: Days, text: str) -> date | None:
    """The last day on which something recorded here happened; ends of periods are no happenings."""
    found = [
        d.date
        for d in days.all
        if not re.search(r"(?:至|到|届满|截止|止于|期限|将于)[^\n，。；\t]{0,4}$", text[max(0, d.start - 8) : d.start])
        and not re.match(r"[ 　]?(?:前|止|起|届满|到期)", text[d.end : d.end + 4])
    ]
    return max(found, default=None)
