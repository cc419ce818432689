"""One paper of a case file, read by what it is and by the heads of its tables."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.document import Span
from nlp.events.model import ALL, SOME, UNSAID, Assertion
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.feedback import (
    controls_in,
    feedback_in_lines,
    feedback_in_list,
    listed_category,
    read_controls,
    read_feedback,
    read_requeries,
    told_requery,
)
from nlp.files.logs import Entry, prose_entries, read_entry, table_entries
from nlp.files.minutes import approval_in, read_minutes
from nlp.files.model import Control, Delivery, Feedback, Instalment, Papers, Payment, Requery, Sale, Talk
from nlp.files.payments import payment_in_form, payments_in_lines, payments_in_table
from nlp.files.registers import read_declaration, read_lapses, read_transfers, read_unsealed
from nlp.files.requests import read_request
from nlp.files.sales import read_sales
from nlp.files.service import served_in_prose, served_in_table
from nlp.files.settlements import instalments_in, read_insolvency, read_kept, read_settlement
from nlp.files.tables import Table, find_tables
from nlp.files.talks import read_talk
from nlp.lexicons import load
from nlp.pipeline import Reading

_ORDER_ACT = {
    "execution_notice": "execution_notice",
    "asset_report_order": "asset_report_order",
    "consumption_order": "consumption_restriction",
    "dishonesty_decision": "dishonesty_list",
}
_TITLED_ACTS = (
    (re.compile(r"罚款决定书"), "fine"),
    (re.compile(r"拘留决定书"), "detention"),
    (re.compile(r"搜查(?:令|笔录)"), "search"),
    (re.compile(r"参与分配函|商请移送函|函告"), "queue_response"),
    (re.compile(r"(?:现场|实地|走访)(?:调查|勘查)?笔录|走访记录|调查笔录"), "onsite"),
    (re.compile(r"移送[^\n]{0,8}(?:公安|犯罪)|拒执[^\n]{0,6}移送"), "crime_referral"),
    (re.compile(r"悬赏公告"), "reward"),
    (re.compile(r"协助(?:查找|查控|布控|扣押)[^\n]{0,6}(?:函|通知)"), "locate"),
)
_DATA = load("filed")["papers"]
_LATER = re.compile(_DATA["later"])


def read_papers(reading: Reading, cast: Cast, ruled: date | None) -> Papers:
    """All records of one paper. *ruled* is the day of the ruling: feedback after it is re-inquiry."""
    text = reading.text
    days = Days(text, reading.head.dates, _year_of_log(text, reading))
    title = "\n".join(line for line in text.split("\n")[:4] if "\t" not in line)
    kind = reading.type.type
    own = _own_number(reading)
    papers = Papers(
        own_number=own, foreign=_foreign(reading, cast, own), dated=_dated(days, text), latest=_latest(days, text)
    )
    if papers.foreign:
        return papers
    out = _Out()
    tables = find_tables(text)
    for table in tables:
        _table(table, tables, reading, cast, days, ruled, title, out)
    _by_kind(kind, reading, cast, days, title, out, ruled)
    applications, answers, grounds = read_request(text, days, title) if kind in _LETTERS else ([], [], [])
    registers = kind in ("inquiry_report", "other", "service_record")
    return replace(
        papers,
        assertions=tuple(out.assertions),
        feedback=tuple(out.feedback),
        controls=tuple(out.controls),
        lapses=tuple(read_lapses(text, days)) if registers and not applications and not grounds else (),
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


class _Out:
    """What is being gathered."""

    def __init__(self) -> None:
        self.assertions: list[Assertion] = []
        self.feedback: list[Feedback] = []
        self.controls: list[Control] = []
        self.deliveries: list[Delivery] = []
        self.requeries: list[Requery] = []
        self.payments: list[Payment] = []
        self.sales: list[Sale] = []
        self.instalments: list[Instalment] = []


def _table(
    table: Table,
    tables: list[Table],
    reading: Reading,
    cast: Cast,
    days: Days,
    ruled: date | None,
    title: str,
    out: _Out,
) -> None:
    text = reading.text
    register = _LATER.search(title) is not None
    log = table.has("act") and table.has("date", "done_on") and not table.has("told", "result")
    named = register or "查" in text[table.head.start : table.head.end]
    if not log and (table.has("told") or (table.has("due") and named) or (table.has("done_on", "date") and register)):
        out.requeries += read_requeries(table, days)
    elif table.has("agreed"):
        out.instalments += instalments_in(table, days)
    elif table.has("served", "addressee"):
        out.deliveries += served_in_table(table, cast, days, title)
    elif table.has("arrived", "released", "payee") and (table.has("amount") or table.has("arrived")):
        out.payments += payments_in_table(table, days)
    elif table.has("checked_on") and "线索" in text[table.head.start : table.head.end]:
        out.assertions += _clue_register(table, days)
    elif reading.type.type == "inquiry_report" and (category := listed_category(table, text)):
        listed = list(feedback_in_list(table, category, text, cast, days))
        out.feedback += [f for f in listed if not (ruled and f.date and f.date > ruled)]
        out.assertions += _inquired([f for f in listed if f in out.feedback])
    elif table.has("sealed_on"):
        out.controls += read_controls(table, cast, days, text)
    elif (table.wide and len(table.wide) >= 2) or (
        table.has("category", "institution", "respondent", "object") and table.has("result")
    ):
        found = list(read_feedback(table, cast, days))
        late = [f for f in found if ruled and f.date and f.date > ruled]
        out.feedback += [f for f in found if f not in late]
        for row in table.rows:
            when = days.first(*row.span)
            if ruled and when and when > ruled:
                out.requeries += [q for q in read_requeries(replace(table, rows=(row,)), days)]
        out.controls += [c for c in read_controls(table, cast, days, text)]
        out.assertions += _inquired([f for f in found if f not in late])
        out.assertions += _control_acts([c for c in read_controls(table, cast, days, text)], cast)
    elif table.has("act") and table.has("date", "done_on") and reading.type.type != "valuation_or_auction":
        entries = list(table_entries(table, days, text))
        _log(entries, reading, cast, ruled, register, out)
        for entry in entries:
            out.controls += [
                c for c in controls_in(entry.span, text, cast.debtors_in(entry.words), "other", days) if c.until
            ]


def _clue_register(table: Table, days: Days) -> list[Assertion]:
    """A register of clues: the day each was handed in and the day it was checked."""
    out = []
    for row in table.rows:
        for act, role, words in (("clue", "got", "收到线索，"), ("clue_check", "checked_on", "")):
            when = days.first(*row.roles[role].span) if role in row.roles else None
            if when:
                detail = words + "，".join(c.text for c in row.cells if c.text)
                out.append(Assertion(act, "done", "court", row.span, row.span, UNSAID, (), when, detail))
    return out


def _inquired(found: list[Feedback]) -> list[Assertion]:
    """The inquiries that rows of feedback prove."""
    out = []
    for f in found:
        if "unanswered" in f.flags:
            continue
        if _SKIPPED.search(f.result):
            scope = SOME if f.respondents else UNSAID
            out.append(
                Assertion("inquire", "not_done", "court", f.span, f.span, scope, f.respondents, f.date, f.category)
            )
            continue
        result = "found" if f.found else "none" if f.found is False else "unknown"
        scope = SOME if f.respondents else UNSAID
        out.append(
            Assertion(
                "inquire",
                "done",
                "court",
                f.span,
                f.span,
                scope,
                f.respondents,
                f.date,
                f"{f.category}:{result}",
                f.amount,
            )
        )
    return out


def _control_acts(controls: list[Control], cast: Cast) -> list[Assertion]:
    out = []
    for c in controls:
        scope = ALL if len(c.holders) == len(cast.respondents) else SOME if c.holders else UNSAID
        out.append(
            Assertion(
                c.kind, "done", "court", c.span, c.span, scope, c.holders, c.start, "waiting" if c.waiting else ""
            )
        )
    return out


def _log(entries: list[Entry], reading: Reading, cast: Cast, ruled: date | None, register: bool, out: _Out) -> None:
    """The entries of a log; in a register of what follows the ending, inquiries after the ruling are lines of it."""
    for entry in entries:
        said, served = read_entry(entry, cast, reading.head.money)
        late = bool(ruled and entry.date and entry.date > ruled)
        if late and (register or any(a.act == "system_inquiry" for a in said)):
            query = told_requery(entry.date, entry.line or entry.words, entry.span, register)
            if query:
                out.requeries.append(query)
        out.assertions += said
        out.deliveries += served


def _by_kind(kind: str, reading: Reading, cast: Cast, days: Days, title: str, out: _Out, ruled: date | None) -> None:
    text, money = reading.text, reading.head.money
    if kind in _TOLD_LOGS and not (out.assertions or out.deliveries or out.requeries or out.payments):
        entries = list(prose_entries(text, days))
        log = kind != "other" or _LOG_TITLE.search(title) is not None
        if kind == "procedure_log" or (log and len({e.date for e in entries}) >= LOG_LINES):
            _log(entries, reading, cast, ruled, _LATER.search(title) is not None, out)
    if kind == "service_record" and not out.deliveries:
        out.deliveries += served_in_prose(text, cast, days)
        for entry in prose_entries(text, days):
            out.assertions += [
                a for a in read_entry(entry, cast, money)[0] if a.act in ("publication", "database", "closed")
            ]
        out.assertions += _published(text, days)
    if kind == "payment_record" and not out.payments:
        form = payment_in_form(text, days)
        if form and (form.noticed or form.payee):
            out.payments.append(form)
        else:
            out.payments += list(payments_in_lines(text, days, cast)) or ([form] if form else [])
    head_line = title.replace(" ", "")
    if kind in ("other", "other_ruling") and _PUBLIC_TITLE.search(head_line) and len(text) < SHORT:
        out.assertions += _published(text, days)
    if kind == "other" and _APPROVAL_TITLE.search(head_line):
        out.assertions += _approved(text, head_line, days, ruled)
    if kind == "inquiry_report" and not out.feedback:
        _told_feedback(text, cast, days, ruled, out)
    if kind in _NOTED:
        _report_notes(text, cast, days, out)
    if kind == "valuation_or_auction":
        out.sales += read_sales(text, days, money)
        out.assertions += [
            Assertion("auction", "done", "court", r.span, r.span, UNSAID, (), r.opens)
            for s in out.sales
            for r in s.rounds
        ]
    if kind in _ORDER_ACT:
        end = min(len(text), max(1, text.find("\n", 40)))
        where = Span(0, end)
        targets = cast.debtors_in(text)
        scope = ALL if len(targets) == len(cast.respondents) else SOME if targets else UNSAID
        out.assertions.append(
            Assertion(
                _ORDER_ACT[kind],
                "done",
                "court",
                where,
                where,
                scope,
                targets,
                _signed_day(text, days),
            )
        )
        if kind == "execution_notice" and re.search("报告财产令|申报财产|报告财产", text):
            out.assertions.append(Assertion("asset_report_order", "done", "court", where, where, scope, targets, None))
    if kind == "other_ruling":
        _ruling(reading, cast, days, out)
    head = title.split("\n")
    for pattern, act in _TITLED_ACTS:
        m = next((m for line in head if (m := pattern.search(line)) and len(line) < 40), None)
        if m and kind not in ("termination_ruling", "supervision_request"):
            at = text.find(m.group())
            where = Span(max(0, at), at + len(m.group()))
            out.assertions.append(
                Assertion(
                    act,
                    "done",
                    "court",
                    where,
                    where,
                    UNSAID,
                    cast.debtors_in(text),
                    days.last(0, len(text)),
                    "queue" if act == "queue_response" else "",
                )
            )


def _signed_day(text: str, days: Days) -> date | None:
    """The day of an order: a line of nothing but a date; else the last before a note on its service, else the last."""
    alone = [
        d.date
        for d in days.all
        if not _BEYOND_DATE.search(_line_of(text, d.start, d.end)) and len(_line_of(text, d.start, d.end)) < _DATE_LINE
    ]
    if alone:
        return alone[-1]
    note = _NOTE.search(text)
    return days.last(max(0, len(text) - 200), note.start() if note else len(text)) or days.last(0, len(text))


def _line_of(text: str, start: int, end: int) -> str:
    """The rest of the line around a stretch of text."""
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : start] + text[end : stop if stop >= 0 else len(text)]


def _told_feedback(text: str, cast: Cast, days: Days, ruled: date | None, out: _Out) -> None:
    """Feedback that is told in labels and values; what came after the ruling is no feedback before it."""
    found = [f for f in feedback_in_lines(text, cast, days) if not (ruled and f.date and f.date > ruled)]
    out.feedback += found
    out.assertions += _inquired(found)


def _report_notes(text: str, cast: Cast, days: Days, out: _Out) -> None:
    """A note under an order or a return of service: the debtor's report came back and was checked."""
    for m in _REPORT_NOTE.finditer(text):
        where = Span(m.start(), m.end())
        said, _ = read_entry(Entry(days.first(*where), m.group(), "", where), cast, ())
        out.assertions += [a for a in said if a.act in ("report_received", "report_checked")]


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


def _year_of_log(text: str, reading: Reading) -> int | None:
    """The year of a log without one: its first entry is the filing, so it is the year of its own case number."""
    first = _FIRST_ENTRY.search(text)
    own = next((n for n in reading.head.case_numbers if n.kind == "execution"), None)
    if reading.type.type != "procedure_log" or first is None or own is None or not _OPENS.search(first["words"]):
        return None
    year = _YEAR.search(own.main)
    return int(year[0]) if year else None


def _approved(text: str, title: str, days: Days, ruled: date | None) -> list[Assertion]:
    """The president's approval on a form of its own (终本审批表).

    A form for closing the case (结案审批表) is approved after the ruling by its nature; only one for the ending counts.
    """
    where, _ = approval_in(text, days)
    when = days.last(*where) if where else None
    if where is None or not when or (not _ENDING_TITLE.search(title) and (ruled is None or when > ruled)):
        return []
    return [Assertion("president_approval", "done", "court", where, where, UNSAID, (), when)]


def _published(text: str, days: Days) -> list[Assertion]:
    out = []
    for act, pattern in (("publication", "上网|公布|公开"), ("database", "终本库|信息库"), ("closed", "报结|结案")):
        for m in re.finditer(pattern, text):
            line = text.rfind("\n", 0, m.start()) + 1
            stop = text.find("\n", m.end())
            where = Span(line, m.end())
            behind = days.within(m.end(), min(m.end() + 10, stop if stop >= 0 else len(text)))
            before = days.within(max(line, m.start() - 24), m.start())
            # 报结日期：2021-12-29 gives its day behind it, 2021-12-29 报结 before it.
            when = behind[0].date if behind else before[-1].date if before else None
            if when is None and re.search(pattern, text[m.end() :]):
                continue
            out.append(Assertion(act, "done", "court", where, where, UNSAID, (), when))
            break
    return out


def _ruling(reading: Reading, cast: Cast, days: Days, out: _Out) -> None:
    """Another ruling of this case: what its operative part orders."""
    text = reading.text
    operative = reading.sections.span("operative")
    start = operative.start if operative else 0
    end = operative.end if operative else len(text)
    holders = cast.debtors_in(text[start:end]) or cast.debtors_in(text)
    found = list(controls_in(Span(start, end), text, holders, "other", days))
    # The term may stand in a sentence of its own: 查封期限为三年，自…起至…止.
    merged = _merge(found)
    told = [
        c
        for c in controls_in(Span(reading.region.start, reading.region.end), text, holders, "other", days)
        if c.until and not c.renewal
    ]
    signed = days.last(end, len(text))
    out.controls += told
    out.controls += [c._replace(start=signed or c.start) if c.renewal else c for c in merged]
    out.assertions += _control_acts(merged, cast)
    m = re.search(r"追加[^，。\n]{2,40}为[^，。\n]{0,20}被执行人|驳回[^。\n]{0,30}追加", text[start:end])
    if m:
        where = Span(start + m.start(), start + m.end())
        out.assertions.append(Assertion("add_party_ruling", "done", "court", where, where, UNSAID, (), signed))
    m = re.search(r"抵(?:债|偿|付)", text[start:end])
    if m:
        where = Span(start, end)
        out.assertions.append(Assertion("offset_ruling", "done", "court", where, where, UNSAID, (), signed))
        out.sales += read_sales(text, days, reading.head.money)


def _merge(found: list[Control]) -> list[Control]:
    out: list[Control] = []
    for c in found:
        if (
            out
            and c.kind == out[-1].kind
            and out[-1].until is None
            and c.until
            and (c.category == "other" or c.category == out[-1].category)
        ):
            out[-1] = out[-1]._replace(until=c.until, start=out[-1].start or c.start)
        else:
            out.append(c)
    return out


#: Papers that may be an application, or the answer to one.
_LETTERS = {"other", "supervision_request", "other_ruling", "execution_notice"}
#: Papers that may tell a log in dated lines, and how many days make one.
_TOLD_LOGS = {"procedure_log", "other", "inquiry_report", "interview_record"}
LOG_LINES = 2
_LOG_TITLE = re.compile(_DATA["log_title"])
_INTERVIEW_TITLE, _LATER_TALK = re.compile(_DATA["interview_title"]), re.compile(_DATA["later_talk"])
#: Days after the ruling within which a record may be an interview made up for.
LATE_TALK = 183
_APPROVAL_TITLE, _ENDING_TITLE = re.compile(_DATA["approval_title"]), re.compile(_DATA["ending_title"])
_PUBLIC_TITLE = re.compile(_DATA["public_title"])
#: A page that tells of a publication and nothing else is no longer than this (characters).
SHORT = 600
_BEYOND_DATE = re.compile(r"[^\s（()）院印章]")
#: Characters that a line of nothing but a date may hold besides it.
_DATE_LINE = 8
_NOTE = re.compile(_DATA["note"])
_NOTED = {"execution_notice", "asset_report_order", "service_record"}
_REPORT_NOTE, _OPENS = re.compile(_DATA["report_note"]), re.compile(_DATA["opens_with_filing"])
_FIRST_ENTRY = re.compile(r"^\d{1,2}[.\-/]\d{1,2}[ 　]+(?P<words>[^\n]*)", re.M)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SKIPPED = re.compile(_DATA["skipped"])


def _own_number(reading: Reading) -> str | None:
    """The number of the case that a paper is about: its own heading's, else the first execution number it names."""
    if reading.head.case_no:
        own = next((n for n in reading.head.case_numbers if n.span == reading.head.case_no.span), None)
        if own:
            return own.main
    numbers = [n for n in reading.head.case_numbers if n.kind == "execution"]
    return numbers[0].main if numbers else None


_CODE = re.compile(r"[）)]([^\d执]{0,3}\d{2,4})")
_RELATED = re.compile("执(?:恢|异|复|监|保)")


def _foreign(reading: Reading, cast: Cast, own: str | None) -> bool:
    """Whether the paper is of another case: it bears another execution number and nowhere ours, nor our people.

    A letter of another court bears that court's number and speaks to ours; it belongs to the file.
    """
    if own is None or cast.main is None or own == cast.main:
        return False
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
