"""Acts of enforcement: notices, orders, measures (``lexicons/acts.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nlp.context import Clause, Context, source_at, status_at
from nlp.context.status import DONE, NOT_DONE
from nlp.document import Span
from nlp.events.model import Assertion
from nlp.events.scope import scope_of
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan


@dataclass(frozen=True, slots=True)
class _Trigger:
    act: str
    name: str
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    denied_by: re.Pattern[str] | None
    anyone: bool


def _triggers() -> tuple[_Trigger, ...]:
    return tuple(
        _Trigger(
            e["act"],
            f"act.{e['act']}",
            re.compile(e["unless"]) if "unless" in e else None,
            re.compile(e["after"]) if "after" in e else None,
            re.compile(e["denied_by"]) if "denied_by" in e else None,
            e.get("anyone", False),
        )
        for e in load("acts")
    )


_TRIGGERS = _triggers()
DateAt = Callable[[int, int], "date | None"]  # the last full date between two offsets
FirstDate = Callable[[int, int], "date | None"]  # the first one that is no date of filing


def find_acts(context: Context, scan: Scan, respondents: tuple[str, ...], date_at: DateAt) -> list[Assertion]:
    """Every mention of an act in the narrative, with its status; the caller decides what it proves."""
    text, region = context.masked, context.region
    found: list[Assertion] = []
    for trigger in _TRIGGERS:
        for m in TRIGGERS.matches(trigger.name, scan, text):
            clause = context.clause_at(m.start())
            if trigger.unless and trigger.unless.search(text, clause.start, min(clause.end + 1, region.end)):
                continue
            found.append(_assertion(context, clause, trigger, m, respondents, date_at))
    return found


#: A long match (合议庭未对本案进行审查) may hold the negation itself: then its last word is what is asked for.
_DENIABLE = re.compile("[未没不]")


def _assertion(
    context: Context, clause: Clause, trigger: _Trigger, m: re.Match[str], respondents: tuple[str, ...], date_at: DateAt
) -> Assertion:
    start = m.end() - 2 if _DENIABLE.search(m.group()) and not trigger.act.startswith("dishonesty_") else m.start()
    status = status_at(context, clause, start, m.end())
    if status == DONE and trigger.after and trigger.after.search(context.text[m.end() : m.end() + 24]):
        status = NOT_DONE
    if status == NOT_DONE and trigger.denied_by and not trigger.denied_by.search(context.masked, clause.start, m.end()):
        status = DONE
    scope, targets = scope_of(context, clause, respondents)
    sentence = context.sentence_of(clause)
    return Assertion(
        trigger.act,
        status,
        clause.source_at(m.start()) if trigger.anyone else source_at(context, clause, m.start()),
        Span(m.start(), m.end()),
        Span(clause.start, clause.end),
        scope,
        targets,
        date_at(sentence.start, m.end()),
    )
