"""The asset matrix of a case file: respondent × category, asked, found, controlled, disposed of, or why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.review.evidence import Evidencer
from benmo.review.filed.sheets import gaps
from nlp.events.model import SOME, Asset

#: The order in which a prosecutor reads the categories.
ORDER = (
    "deposit",
    "vehicle",
    "real_estate",
    "securities",
    "online_funds",
    "provident_fund",
    "insurance",
    "equity",
    "movable",
    "receivable",
    "income",
    "ip",
    "virtual",
    "other",
)
EVIDENCE = 6


@cache
def _words() -> dict[str, dict[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, dict[str, str]] = yaml.load((files("benmo.review") / "matrix.yaml").read_text("utf-8"), loader)
    return data


@dataclass(slots=True)
class _Cell:
    inquired: bool | None = None
    inquired_on: date | None = None
    found: bool | None = None
    control: list[str] = field(default_factory=list)
    until: date | None = None
    reckoned: bool = False
    disposal: list[str] = field(default_factory=list)
    reason: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def add(self, target: str, words: str) -> None:
        known: list[str] = getattr(self, target)
        if words and not any(words in k for k in known):
            known.append(words)


Cells = dict[tuple[str, str], _Cell]


def matrix(facts: CaseFacts, file: Dossier, show: Evidencer) -> list[dict[str, Any]]:
    """One cell for each respondent and category that ruling or file speaks of, in order of respondents."""
    cells: Cells = {}
    for name in facts.respondents:
        _from_ruling(facts, name, cells)
    for row in file.of("feedback"):
        _from_feedback(facts, row, cells)
    for name, category in gaps(facts, file):
        if (name, category) in cells:
            cells[name, category].add("note", _words()["note"]["no_row"])
    for row in file.of("controls"):
        _from_control(facts, row, cells)
    for row in file.of("sightings"):
        for name in _people(facts, row.record.respondents):
            cell = _cell(cells, name, row.record.category)
            cell.add("note", _words()["note"]["seen"].format(row.record.words))
            cell.places.append(row.place)
    for row in file.of("sales"):
        _from_sale(facts, row, cells)
    order = {c: i for i, c in enumerate(ORDER)}
    keys = sorted(cells, key=lambda k: (facts.respondents.index(k[0]), order.get(k[1], len(ORDER))))
    return [_shown(name, category, cells[name, category], show) for name, category in keys]


def _cell(cells: Cells, name: str, category: str) -> _Cell:
    return cells.setdefault((name, category), _Cell())


def _from_ruling(facts: CaseFacts, name: str, cells: Cells) -> None:
    for told in facts.alone.said("inquire"):
        said = told.said
        if said.source != "court" or (said.scope == SOME and name not in said.targets):
            continue
        category, _, result = said.detail.partition(":")
        if not category or said.status not in ("done", "not_done"):
            continue
        cell = _cell(cells, name, category)
        if said.status == "done":
            cell.inquired = True
            cell.inquired_on = min(filter(None, (cell.inquired_on, said.date)), default=None)
            # 对其名下的存款进行查询 finds nothing yet: only a denial is taken from the ruling's words.
            if result == "none" and cell.found is None:
                cell.found = False
        elif cell.inquired is None:
            cell.inquired = False
        cell.places.append(told.place)
    for i, asset in facts.assets:
        if asset.holder in (None, name) and (asset.states or asset.reasons):
            _from_asset(_cell(cells, name, asset.category), i, asset)


def _from_asset(cell: _Cell, reading: int, asset: Asset) -> None:
    cell.found = True
    for state in asset.states:
        if state == "seized" and "seized_waiting" in asset.states:
            continue
        if words := _words()["control"].get(state):
            cell.add("control", words)
        if words := _words()["disposal"].get(state):
            cell.add("disposal", words)
    for reason in asset.reasons:
        cell.add("reason", _words()["reason"].get(reason, ""))
    cell.places += [Place(reading, s) for s in asset.spans[:2]]


def _people(facts: CaseFacts, named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n for n in named if n in facts.respondents) or (
        facts.respondents if len(facts.respondents) == 1 else ()
    )


def _from_feedback(facts: CaseFacts, row: Filed, cells: Cells) -> None:
    r = row.record
    for name in _people(facts, r.respondents):
        cell = _cell(cells, name, r.category)
        if "unanswered" in r.flags:
            cell.add("note", _words()["note"]["unanswered"])
            cell.places.append(row.place)
            continue
        cell.inquired = True
        cell.inquired_on = min(filter(None, (cell.inquired_on, r.date)), default=None)
        if r.found is not None:
            cell.found = bool(cell.found) or r.found
        if r.found:
            cell.add("control", r.control)
        if "transferred" in r.flags:
            cell.add("disposal", "已扣划")
        cell.places.insert(0, row.place) if r.found else cell.places.append(row.place)


def _from_control(facts: CaseFacts, row: Filed, cells: Cells) -> None:
    r = row.record
    category = r.category
    for name in _people(facts, r.holders):
        if category == "other":
            continue
        cell = _cell(cells, name, category)
        if not cell.control:
            cell.add("control", _words()["kinds"]["waiting" if r.waiting else r.kind])
        if r.until and (cell.until is None or r.until > cell.until):
            cell.until = r.until
            cell.reckoned = r.reckoned
        cell.places.append(row.place)


def _from_sale(facts: CaseFacts, row: Filed, cells: Cells) -> None:
    s = row.record
    failed = [r for r in s.rounds if r.failed]
    for (_, category), cell in cells.items():
        if category != s.category or not cell.found:
            continue
        if failed:
            cell.add("disposal", f"{len(failed)}次拍卖流拍")
        if any(r.sold for r in s.rounds):
            cell.add("disposal", "拍卖成交")
        if s.declined:
            cell.add("reason", "申请执行人不接受抵债")
        cell.places += [Place(row.reading, r.span) for r in s.rounds[-1:]]


def _shown(name: str, category: str, cell: _Cell, show: Evidencer) -> dict[str, Any]:
    return {
        "respondent": name,
        "category": category,
        "inquired": cell.inquired,
        "inquired_on": cell.inquired_on.isoformat() if cell.inquired_on else None,
        "found": cell.found,
        "control": "；".join(cell.control) or None,
        "control_until": cell.until.isoformat() if cell.until else None,
        "control_reckoned": cell.reckoned,
        "disposal": "；".join(cell.disposal) or None,
        "reason": "；".join(cell.reason) or None,
        "note": "；".join([*cell.note, *([_words()["note"]["reckoned"]] if cell.reckoned else [])]) or None,
        "evidence": show.list(dict.fromkeys(cell.places))[:EVIDENCE],
    }
