"""Entries of a log (执行日志、流程节点): a date, what was done, by whom: as assertions of the court's record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from nlp.document import Span
from nlp.entities.model import Amount
from nlp.events.model import ALL, SOME, UNSAID, Assertion
from nlp.files.cast import Cast
from nlp.files.days import Days, When
from nlp.files.model import Delivery
from nlp.files.service import other_ruling
from nlp.files.tables import Table
from nlp.lexicons import load

_DATA = load("nodes")
_ACTS = {act: re.compile(pattern) for act, pattern in _DATA["acts"].items()}
_SERVED, _SERVE = re.compile(_DATA["served"]), re.compile(_DATA["serve"])
_SIDE = re.compile("申请执行人|被执行人|申请人|双方|当事人|各方")
_BARE = re.compile(_DATA["bare_service"])
#: What follows the service of the ruling, and is told beside it.
AFTER_SERVICE = ("publication", "database", "closed")
_SUPPLEMENT = re.compile(_DATA["supplement"])
_DENIED = re.compile(_DATA["denied"])
_FAILED = re.compile(_DATA["failed"])
_ALLEGED = re.compile(_DATA["alleged"])
_PAPER = re.compile(_DATA["paper"])
_UNDONE = re.compile(_DATA["undone"])
_WITHHELD = re.compile(_DATA["withheld"])
#: Orders that each respondent gets one of; a log may say that one of them got none.
_ORDERS = ("consumption_restriction", "dishonesty_list")
#: Acts that a talk of the future or of demands may name without being done; they count only where not denied.
_PLAIN_NUMBER = re.compile(
    r"(?<![\d.\-年月/])(\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}|\d{3,9})(?=$|[^\d\-年月/号.])"
)
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^，,；;。\n]+")
_PIECE = re.compile(r"[^；;。\n]+")
_OTHER_PAPER = re.compile(r"(?:失信|限制消费|拘留|罚款|查封|续封|冻结|调解|判决)[^，。；]{0,6}(?:决定|裁定|令)")


class Entry(NamedTuple):
    """One dated line of a log; ``span`` is the whole line, ``actor`` who did it."""

    date: date | None
    words: str
    actor: str
    span: Span
    line: str = ""


def table_entries(table: Table, days: Days, text: str) -> Iterator[Entry]:
    """The rows of a log table. Columns of the act, its object and remarks are read together."""
    for row in table.rows:
        cell = next((row.roles[r] for r in ("date", "done_on") if r in row.roles), None)
        when = days.first(*cell.span) if cell and cell.text else None
        if when is None:
            when = days.first(*row.span)
        if when is None:
            continue
        words = "，".join(
            c.text for role, c in zip(table.roles, row.cells, strict=False) if c.text and role not in ("date", "actor")
        )
        words += "".join(f"，{c.text}" for c in row.cells[len(table.roles) :] if c.text)
        yield Entry(when, words, row.get("actor"), row.span)


def is_act(words: str) -> bool:
    """Whether *words* name a step that a log records."""
    return any(pattern.search(words) for pattern in _ACTS.values())


def prose_entries(text: str, days: Days) -> Iterator[Entry]:
    """The lines of a log that is told: each opens with its date; further dates inside a line part it again."""
    for line in _LINE.finditer(text):
        found = days.within(line.start(), line.end())
        if not found or found[0].start - line.start() > 12:
            continue
        for piece in _PIECE.finditer(text, line.start(), line.end()):
            inside = days.within(piece.start(), piece.end())
            when = inside[0].date if inside else _earlier(found, piece.start())
            yield Entry(
                when, text[piece.start() : piece.end()].strip(), "", Span(piece.start(), piece.end()), line.group()
            )


def _earlier(found: list[When], at: int) -> date | None:
    before = [w for w in found if w.start <= at]
    return before[-1].date if before else None


def read_entry(
    entry: Entry, cast: Cast, money: tuple[Amount, ...], ruled: date | None = None
) -> tuple[list[Assertion], list[Delivery]]:
    """The acts of one entry, and the service of the ruling if it tells of one; *ruled* is the day of the ruling."""
    words = entry.words
    targets = cast.debtors_in(words)
    scope = ALL if targets and len(targets) == len(cast.respondents) else SOME if targets else UNSAID
    amount = _amount(entry, money)
    found = _withheld(entry, cast)
    spared = {a.act.removeprefix("withheld_"): set(a.targets) for a in found}
    for act, pattern in _ACTS.items():
        hits = list(pattern.finditer(words))
        if not hits:
            continue
        # 恢复执行申请书，…暂不恢复执行: the paper's name is no act where the act is told beside it.
        hits = [m for m in hits if not _PAPER.match(words, m.end())] or hits
        if act == "false_report":
            hits = [m for m in hits if not _ALLEGED.search(words[: m.start()])]
            if not hits:
                continue
        denied = all(
            (act == "resume" and m.group()[0] in "不未拒暂")
            or _DENIED.search(words[max(0, m.start() - 12) : m.start()])
            or _UNDONE.match(words, m.end())
            for m in hits
        )
        status = "not_done" if denied else "done"
        detail = words if act in _WORDED else ""
        name = act
        if act in ("interview", "panel_review") and _SUPPLEMENT.search(words):
            name = f"supplement_{act}"
        if act == "seizure" and "轮候" in words:
            detail = "waiting"
        if act == "system_inquiry" and status == "not_done":
            detail = "skipped"
        if act in spared:
            rest = tuple(n for n in targets if n not in spared[act])
            if rest and status == "done":
                found.append(Assertion(name, status, "court", entry.span, entry.span, SOME, rest, entry.date, detail))
            continue
        found.append(
            Assertion(name, status, "court", entry.span, entry.span, scope, targets, entry.date, detail, amount)
        )
    return found, _service(entry, cast, ruled)


def _withheld(entry: Entry, cast: Cast) -> list[Assertion]:
    """Orders that the entry says were not made for some respondents whom it names, each as ``withheld_<act>``.

    The order is named in the same clause, or, where that names no act (…，宋某的漏做), in the one before it.
    """
    if len(cast.respondents) < 2 or not _WITHHELD.search(entry.words):
        return []
    out: dict[str, list[str]] = {}
    acts: list[str] = []
    for clause in _CLAUSE.findall(entry.words):
        named = [act for act in _ORDERS if _ACTS[act].search(clause)]
        acts = named if named or is_act(clause) else acts
        if not _WITHHELD.search(clause):
            continue
        for act in acts:
            out.setdefault(act, []).extend(n for n in cast.named(clause) if n in cast.respondents)
    where = entry.span
    return [
        Assertion(f"withheld_{act}", "not_done", "court", where, where, SOME, tuple(dict.fromkeys(names)), entry.date)
        for act, names in out.items()
        if 0 < len(set(names)) < len(cast.respondents)
    ]


_WORDED = {
    "agreed_end",
    "payout",
    "clue",
    "clue_check",
    "urged",
    "add_party",
    "resume",
    "false_report",
    "sanction_waived",
    "credit_repair",
    "renewal",
}


def _amount(entry: Entry, money: tuple[Amount, ...]) -> Decimal | None:
    for a in money:
        if entry.span.start <= a.span.start < entry.span.end and a.value is not None:
            return a.value
    m = _PLAIN_NUMBER.search(re.sub(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}", "", entry.words))
    return Decimal(m[1].replace(",", "").replace("，", "")) if m else None


def _service(entry: Entry, cast: Cast, ruled: date | None) -> list[Delivery]:
    words = entry.words
    # 送达申请执行人 in a log, on the day of the ruling or later and without a paper's name: the ruling was served.
    later = ruled is not None and entry.date is not None and entry.date >= ruled
    bare = later and bool(_BARE.match(words)) and (cast.knows(words) or bool(_SIDE.search(words)))
    if (
        not ((bare or _SERVED.search(entry.line or words)) and _SERVE.search(words))
        or _OTHER_PAPER.search(words)
        or other_ruling(words, cast)
    ):
        return []
    if not cast.both_in(words) and not cast.knows(words) and not cast.creditor_in(words) and not _SIDE.search(words):
        return [Delivery((), False, entry.date, not _FAILED.search(words), entry.span)]
    # A creditor named together with respondents: every one of them. 双方 reaches all.
    debtors = cast.respondents if cast.both_in(words) else cast.debtors_in(words)
    return [Delivery(debtors, cast.creditor_in(words), entry.date, not _FAILED.search(words), entry.span)]
