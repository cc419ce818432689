"""The tables of a paper, each read by what its heads say it is; logs, in tables or told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.events.model import ALL, SOME, UNSAID, Assertion
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.feedback import (
    categories_in,
    controls_in,
    feedback_in_list,
    listed_category,
    read_controls,
    read_feedback,
    read_requeries,
    told_requery,
)
from nlp.files.gathered import Gathered
from nlp.files.logs import AFTER_SERVICE, Entry, is_act, read_entry, table_entries
from nlp.files.model import Control, Feedback
from nlp.files.payments import payments_in_table
from nlp.files.service import served_in_table
from nlp.files.settlements import instalments_in
from nlp.files.tables import Row, Table
from nlp.lexicons import load
from nlp.pipeline import Reading

_DATA = load("filed")["papers"]
_LATER = re.compile(_DATA["later"])
_SKIPPED = re.compile(_DATA["skipped"])
_NEVER_BEGUN = re.compile(_DATA["never_begun"])


def read_table(
    table: Table,
    tables: list[Table],
    reading: Reading,
    cast: Cast,
    days: Days,
    ruled: date | None,
    title: str,
    out: Gathered,
) -> None:
    """Read *table* by what its heads say it is, into *out*: a register, feedback, a list of seizures, a log."""
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
        for entry in table_entries(table, days, text):
            said, _ = read_entry(entry, cast, (), ruled)
            out.assertions += [a for a in said if a.act in AFTER_SERVICE]
    elif table.has("arrived", "released", "payee") and (table.has("amount") or table.has("arrived")):
        out.payments += payments_in_table(table, days)
    elif table.has("checked_on") and "线索" in text[table.head.start : table.head.end]:
        out.assertions += _clue_register(table, days)
    elif reading.type.type == "inquiry_report" and (category := listed_category(table, text)):
        listed = list(feedback_in_list(table, category, text, cast, days))
        out.feedback += [f for f in listed if not (ruled and f.date and f.date > ruled)]
        out.assertions += inquired([f for f in listed if f in out.feedback])
    elif table.has("sealed_on"):
        out.controls += read_controls(table, cast, days, text)
    elif (table.wide and len(table.wide) >= 2) or (
        table.has("category", "institution", "respondent", "object") and table.has("result")
    ):
        found = list(read_feedback(table, cast, days))
        late = [f for f in found if ruled and f.date and f.date > ruled]
        out.feedback += [f for f in found if f not in late]
        told = [row for row in table.rows if _tells_act(row)]
        if told and table.has("date", "done_on"):  # one sheet for feedback and for what was done
            read_log(
                list(table_entries(replace(table, rows=tuple(told)), days, text)), reading, cast, ruled, False, out
            )
        for row in table.rows:
            when = days.first(*row.span)
            if ruled and when and when > ruled and row not in told:
                out.requeries += [q for q in read_requeries(replace(table, rows=(row,)), days)]
        controls = list(read_controls(table, cast, days, text))
        out.controls += controls
        out.assertions += inquired([f for f in found if f not in late])
        out.assertions += never_begun(table, cast, days)
        out.assertions += control_acts(controls, cast)
    elif table.has("act") and table.has("date", "done_on") and reading.type.type != "valuation_or_auction":
        entries = list(table_entries(table, days, text))
        read_log(entries, reading, cast, ruled, register, out)
        for entry in entries:
            out.controls += [
                c for c in controls_in(entry.span, text, cast.debtors_in(entry.words), "other", days) if c.until
            ]


def _tells_act(row: Row) -> bool:
    """Whether a row of a sheet of feedback tells no category but a step of the case (合议, 裁定送达双方)."""
    named = " ".join(filter(None, (row.get("category"), row.get("institution"), row.get("object"))))
    return not categories_in(named) and is_act(row.get("category", "object"))


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


def never_begun(table: Table, cast: Cast, days: Days) -> list[Assertion]:
    """Respondents of whom a row says that no inquiry was begun, with no answer of any category (``uninquired``)."""
    out = []
    for row in table.rows:
        who = tuple(n for n in cast.named(row.get("respondent")) if n in cast.respondents)
        answered = categories_in(row.get("category") or row.get("institution") or row.get("object"))
        answered += tuple(c for c in table.wide if row.get(f"cat:{c}"))
        if who and not answered and any(_NEVER_BEGUN.match(c.text) for c in row.cells):
            when = days.first(*row.span)
            out.append(Assertion("uninquired", "not_done", "court", row.span, row.span, SOME, who, when))
    return out


def inquired(found: list[Feedback]) -> list[Assertion]:
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


def control_acts(controls: list[Control], cast: Cast) -> list[Assertion]:
    """The seizures and freezes that rows of a table prove."""
    out = []
    for c in controls:
        scope = ALL if len(c.holders) == len(cast.respondents) else SOME if c.holders else UNSAID
        out.append(
            Assertion(
                c.kind, "done", "court", c.span, c.span, scope, c.holders, c.start, "waiting" if c.waiting else ""
            )
        )
    return out


def read_log(
    entries: list[Entry], reading: Reading, cast: Cast, ruled: date | None, register: bool, out: Gathered
) -> None:
    """The entries of a log; in a register of what follows the ending, inquiries after the ruling are lines of it."""
    for entry in entries:
        said, served = read_entry(entry, cast, reading.head.money, ruled)
        late = bool(ruled and entry.date and entry.date > ruled)
        if late and (register or any(a.act == "system_inquiry" for a in said)):
            query = told_requery(entry.date, entry.line or entry.words, entry.span, register)
            if query:
                out.requeries.append(query)
        out.assertions += said
        out.deliveries += served
