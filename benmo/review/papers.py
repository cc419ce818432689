"""What is read in supervision papers: the heads of a 检察建议书 and of a court's reply."""

from __future__ import annotations

from typing import Any

from benmo.review.caseview import citation
from benmo.review.citations import judged
from benmo.review.evidence import Evidencer
from nlp.entities import read_reply_head, read_suggestion_head
from nlp.pipeline import Reading


def paper_views(readings: list[Reading]) -> dict[str, Any]:
    """``suggestion`` and ``reply`` where the material holds such a paper; empty otherwise."""
    out: dict[str, Any] = {}
    for reading in readings:
        if reading.type.type == "procuratorial_suggestion" and "suggestion" not in out:
            out["suggestion"] = _suggestion(reading)
        elif reading.type.type == "court_reply" and "reply" not in out:
            out["reply"] = _reply(reading)
    return out


def _suggestion(reading: Reading) -> dict[str, Any]:
    head = read_suggestion_head(reading.text, reading.sections)
    on = head.date.value if head.date else None
    show = Evidencer((reading,))
    cited = [citation(m, v, show) for m, v in judged(reading, on, None)]
    return {
        "issuer": head.issuer and head.issuer.value,
        "addressee": head.addressee and head.addressee.value,
        "number": head.number and head.number.value,
        "case_no": head.case_no and head.case_no.value,
        "raised": [],
        "requests": [],
        "reply_months": head.reply_months and head.reply_months.value,
        "date": on.isoformat() if on else None,
        "citations": cited,
        "grade": None,
    }


def _reply(reading: Reading) -> dict[str, Any]:
    head = read_reply_head(reading.text, reading.sections)
    return {
        "court": head.court and head.court.value,
        # What a court did about each point is not assessed in this version; "unclear" says so.
        "outcome": "unclear",
        "suggestion_number": head.suggestion_number and head.suggestion_number.value,
        "date": head.date.value.isoformat() if head.date else None,
        "measures": [],
    }
