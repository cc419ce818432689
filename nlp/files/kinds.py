"""A paper read by what kind it is, beside its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.document import Span
from nlp.events.acts import REASONED
from nlp.events.model import ALL, SOME, UNSAID, Assertion
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.feedback import (
    feedback_in_lines,
)
from nlp.files.gathered import Gathered
from nlp.files.logs import AFTER_SERVICE, Entry, prose_entries, read_entry
from nlp.files.orders import ORDER_ACT, TITLED_ACTS, approved_in_form, published, read_ruling, signed_day
from nlp.files.payments import payment_in_form, payments_in_lines
from nlp.files.sales import read_sales
from nlp.files.service import served_in_passing, served_in_prose
from nlp.files.tabled import inquired, read_log
from nlp.lexicons import load
from nlp.pipeline import Reading

_DATA = load("filed")["papers"]
_SPARED = {name: re.compile(words) for name, words in load("filed")["spared"].items()}
_LATER = re.compile(_DATA["later"])
#: Papers that may tell a log in dated lines, and how many days make one.
_TOLD_LOGS = {"procedure_log", "other", "inquiry_report", "interview_record"}
LOG_LINES = 2
_LOG_TITLE = re.compile(_DATA["log_title"])
_PUBLIC_TITLE = re.compile(_DATA["public_title"])
_APPROVAL_TITLE = re.compile(_DATA["approval_title"])
#: A page that tells of a publication and nothing else is no longer than this (characters).
SHORT = 600
#: Papers that may tell of the ruling's service beside what they are for.
_MIXED = {"other", "panel_minutes"}
_NOTED = {"execution_notice", "asset_report_order", "service_record"}
_REPORT_NOTE = re.compile(_DATA["report_note"])


def read_by_kind(
    kind: str, reading: Reading, cast: Cast, days: Days, title: str, out: Gathered, ruled: date | None
) -> None:
    text, money = reading.text, reading.head.money
    if kind in _TOLD_LOGS and not (out.assertions or out.deliveries or out.requeries or out.payments):
        entries = list(prose_entries(text, days))
        log = kind != "other" or _LOG_TITLE.search(title) is not None
        if kind == "procedure_log" or (log and len({e.date for e in entries}) >= LOG_LINES):
            read_log(entries, reading, cast, ruled, _LATER.search(title) is not None, out)
    if kind == "service_record" and not out.deliveries:
        out.deliveries += served_in_prose(text, cast, days, ruled)
        for entry in prose_entries(text, days):
            out.assertions += [a for a in read_entry(entry, cast, money)[0] if a.act in AFTER_SERVICE]
        out.assertions += published(text, days)
    elif kind in _MIXED and not out.deliveries and (served := list(served_in_passing(text, cast, days))):
        # 合议及送达.txt: one sheet for several steps.
        out.deliveries += served
        out.assertions += published(text, days)
    if kind == "payment_record" and not out.payments:
        form = payment_in_form(text, days)
        if form and (form.noticed or form.payee):
            out.payments.append(form)
        else:
            out.payments += list(payments_in_lines(text, days, cast)) or ([form] if form else [])
    head_line = title.replace(" ", "")
    if kind in ("other", "other_ruling") and _PUBLIC_TITLE.search(head_line) and len(text) < SHORT:
        out.assertions += published(text, days)
    if kind == "other" and _APPROVAL_TITLE.search(head_line):
        out.assertions += approved_in_form(text, head_line, days, ruled)
    if kind == "other":
        out.assertions += _spared(text, cast, days)
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
    if kind in ORDER_ACT:
        end = min(len(text), max(1, text.find("\n", 40)))
        where = Span(0, end)
        targets = cast.debtors_in(text)
        scope = ALL if len(targets) == len(cast.respondents) else SOME if targets else UNSAID
        out.assertions.append(
            Assertion(
                ORDER_ACT[kind],
                "done",
                "court",
                where,
                where,
                scope,
                targets,
                signed_day(text, days),
            )
        )
        if kind == "execution_notice" and re.search("报告财产令|申报财产|报告财产", text):
            out.assertions.append(Assertion("asset_report_order", "done", "court", where, where, scope, targets, None))
    if kind == "other_ruling":
        read_ruling(reading, cast, days, out)
    head = title.split("\n")
    for pattern, act in TITLED_ACTS:
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


def _spared(text: str, cast: Cast, days: Days) -> Iterator[Assertion]:
    """The decision not to put somebody on the list of dishonest debtors, where it gives a reason and was approved."""
    decided = _SPARED["decided"].search(text)
    if decided is None or not _SPARED["reason"].search(text) or not _SPARED["approved"].search(text, decided.end()):
        return
    where = Span(*decided.span())
    targets = cast.debtors_in(text) or cast.respondents
    scope = ALL if len(targets) == len(cast.respondents) else SOME
    when = days.last(0, len(text))
    yield Assertion("dishonesty_excused", "done", "court", where, where, scope, targets, when, REASONED)


def _told_feedback(text: str, cast: Cast, days: Days, ruled: date | None, out: Gathered) -> None:
    """Feedback that is told in labels and values; what came after the ruling is no feedback before it."""
    found = [f for f in feedback_in_lines(text, cast, days) if not (ruled and f.date and f.date > ruled)]
    out.feedback += found
    out.assertions += inquired(found)


def _report_notes(text: str, cast: Cast, days: Days, out: Gathered) -> None:
    """A note under an order or a return of service: the debtor's report came back and was checked."""
    for m in _REPORT_NOTE.finditer(text):
        where = Span(m.start(), m.end())
        said, _ = read_entry(Entry(days.first(*where), m.group(), "", where), cast, ())
        out.assertions += [a for a in said if a.act in ("report_received", "report_checked")]
