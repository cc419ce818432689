"""A prosecutor's views of a reviewed case: the five conditions as one card, what is urgent, where the case belongs.

Pure functions of the review's JSON and a day: nothing is judged anew here, findings are only put in the order in which
a prosecutor asks. ``views.yaml`` says which finding answers which question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Review = Mapping[str, Any]


@cache
def table() -> dict[str, Any]:
    """The views as data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((files("benmo.review") / "views.yaml").read_text("utf-8"), loader)
    return data


def views(review: Review, on: date) -> dict[str, Any]:
    """All views of *review* as of day *on*; empty lists where there is nothing to show."""
    if not review["findings"]:
        return {"on": on.isoformat(), "conditions": [], "urgent": [], "routing": routing(review), "statements": []}
    return {
        "on": on.isoformat(),
        "conditions": conditions(review),
        "urgent": urgent(review, on),
        "routing": routing(review),
        "statements": statements(review),
    }


def conditions(review: Review) -> list[dict[str, Any]]:
    """One row for each condition of 终本规定 art. 1, in its order, then one for the procedure.

    ``state`` is ``broken`` where a finding that decides is a violation, ``not_shown`` where one is not shown, ``na``
    where none applies, else ``met``; ``open`` where it is met, yet a related finding is flagged.
    """
    by_id = {f["checkpoint"]: f for f in review["findings"]}
    rows = []
    for entry in table()["conditions"]:
        needs = [by_id[c] for c in entry["needs"] if c in by_id]
        related = [by_id[c] for c in entry["related"] if c in by_id]
        flagged = sorted(
            (f for f in (*needs, *related) if f["conclusion"] in ("violation", "not_shown")),
            key=lambda f: f["conclusion"] != "violation",
        )
        rows.append(
            {
                "id": entry["id"],
                "name": entry["name"],
                "state": _state(needs),
                "open": _state(needs) == "met" and bool(flagged),
                "checkpoints": [f["checkpoint"] for f in needs],
                "flagged": [f["checkpoint"] for f in flagged],
                "reasons": _reasons(flagged or needs),
                "evidence": _evidence(flagged or needs),
            }
        )
    return rows


def _state(needs: Sequence[Mapping[str, Any]]) -> str:
    conclusions = {f["conclusion"] for f in needs}
    if "violation" in conclusions:
        return "broken"
    if "not_shown" in conclusions:
        return "not_shown"
    return "met" if "ok" in conclusions else "na"


def _reasons(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """The reasons, one that another already holds left out: one fact may answer two checkpoints."""
    found: list[str] = []
    for finding in findings:
        if not any(finding["reason"].rstrip("。") in other for other in found):
            found.append(finding["reason"])
    return found


def _evidence(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for finding in findings:
        found += [e for e in finding["evidence"][:2] if e not in found]
    return found[:6]


def routing(review: Review) -> list[str]:
    """Where the case belongs if not here, by its tags."""
    return [words for tag, words in table()["routing"].items() if tag in review["case"]["tags"]]


def statements(review: Review) -> list[dict[str, Any]]:
    """The ruling's statements against the file, one by one (the parts of ``ruling_contradicts_file``)."""
    for finding in review["findings"]:
        if finding["checkpoint"] == "ruling_contradicts_file":
            return [dict(item) for item in finding.get("items") or ()]
    return []


def urgent(review: Review, on: date) -> list[dict[str, Any]]:
    """What cannot wait on day *on*: control lapsing or lapsed, an auction at hand, money not paid out."""
    from benmo.law import load
    from benmo.review.office import load as load_rules

    index = load().under(load_rules().limits)
    found = _lapsing(review, on, index.limit("seizure_warning_days"))
    found += _auctions(review, on, index.limit("auction_warning_days"))
    return found + _money(review)


def _lapsing(review: Review, on: date, within: int) -> list[dict[str, Any]]:
    from benmo.render.words import word

    found = []
    for cell in review.get("matrix") or ():
        until = _day(cell.get("control_until"))
        if until is None or (until - on).days > within:
            continue
        kind = "lapsing" if until >= on else "lapsed"
        what = f"{cell['respondent']}的{word('categories', cell['category'])}（{cell.get('control') or '已控制'}）"
        how = table()["reckoned"] if cell.get("control_reckoned") else ""
        found.append(
            _entry(kind, cell.get("evidence"), date=until.isoformat() + how, days=(until - on).days, what=what)
        )
    return found


def _auctions(review: Review, on: date, within: int) -> list[dict[str, Any]]:
    found = []
    for event in review.get("timeline") or ():
        when = _day(event["date"])
        if when and "拍卖" in event["act"] and 0 <= (when - on).days <= within:
            found.append(_entry("auction", event.get("evidence"), date=event["date"], days=(when - on).days))
    return found


def _money(review: Review) -> list[dict[str, Any]]:
    kinds = {"proceeds_release": "unpaid", "frozen_funds_not_transferred": "frozen"}
    return [
        _entry(kinds[f["checkpoint"]], f["evidence"], reason=f["reason"].rstrip("。"))
        for f in review["findings"]
        if f["checkpoint"] in kinds and f["conclusion"] in ("violation", "not_shown") and not _paid_late(f)
    ]


def _paid_late(finding: dict[str, Any]) -> bool:
    """Money that was paid, only late, is no emergency."""
    return bool(finding["conclusion"] == "violation" and finding["weight"] == "ordinary")


def _entry(kind: str, evidence: Any, **words: Any) -> dict[str, Any]:
    return {"kind": kind, "text": table()["urgent"][kind].format(**words), "evidence": list(evidence or ())}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
