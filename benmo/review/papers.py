"""What is read in supervision papers: a 检察建议书, its quality, a court's reply, how they compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benmo.cases.places import Place
from benmo.review.caseview import citation
from benmo.review.evidence import Evidencer
from benmo.review.paper_grade import PaperFacts, grade_paper
from nlp.document import Span
from nlp.entities import read_reply_head
from nlp.papers import find_requests, read_reply
from nlp.pipeline import Reading

SUGGESTION, REPLY = "procuratorial_suggestion", "court_reply"


def paper_views(readings: Sequence[Reading], findings: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """``suggestion`` and ``reply`` where the material holds such a paper; empty otherwise.

    With *findings* of the case itself, the suggestion says which of its points the file supports and which findings it
    leaves out; with both papers, the reply says which points it answers.
    """
    out: dict[str, Any] = {}
    for reading in readings:
        if reading.type.type == SUGGESTION and "suggestion" not in out:
            out["suggestion"] = _suggestion(reading)
        elif reading.type.type == REPLY and "reply" not in out:
            out["reply"] = _reply(reading)
    if findings and "suggestion" in out:
        out["suggestion"]["compared"] = compare(out["suggestion"]["raised"], findings)
    if "suggestion" in out and "reply" in out:
        out["reply"]["compared"] = answered(out["suggestion"]["raised"], out["reply"]["items"])
    return out


def _suggestion(reading: Reading) -> dict[str, Any]:
    # The learned layer brings numpy along, which a ruling has no need to wait for.
    from benmo.review.paper_points import points, read_paper

    head, on, parts, verdicts, named = read_paper(reading)
    show = Evidencer((reading,))
    requests = find_requests(reading.text, parts)
    raised = points(reading.text, parts, named, verdicts, on)
    months = head.reply_months.value if head.reply_months else None
    paper = PaperFacts(
        reading.text, parts, raised, requests, months, verdicts,
        (head.issuer is not None, head.addressee is not None, on is not None), on,
    )  # fmt: skip
    return {
        "issuer": head.issuer and head.issuer.value,
        "addressee": head.addressee and head.addressee.value,
        "number": head.number and head.number.value,
        "case_no": head.case_no and head.case_no.value,
        "raised": list(dict.fromkeys(r.defect for r in raised)),
        "requests": [_passage(reading, show, s) for s in requests],
        "reply_months": months,
        "date": on.isoformat() if on else None,
        "citations": [citation(m, v, show) for m, v in verdicts],
        "grade": grade_paper(paper),
        "evidence": _where(show, head) | {f"raised[{i}]": show.list([Place(0, r.span)]) for i, r in enumerate(raised)},
    }


def _reply(reading: Reading) -> dict[str, Any]:
    from nlp.papers.learned import likely_outcome

    head = read_reply_head(reading.text, reading.sections)
    show = Evidencer((reading,))
    read = read_reply(reading.text)
    likely = likely_outcome(reading.text, read.outcome)
    outcome = likely.outcome if likely else read.outcome
    # Where the sentences bear out another outcome than the rules read, it is those sentences that tell it.
    grounds = likely.grounds if likely and outcome != read.outcome else read.grounds
    return {
        "court": head.court and head.court.value,
        "outcome": outcome,
        "suggestion_number": head.suggestion_number and head.suggestion_number.value,
        "date": head.date.value.isoformat() if head.date else None,
        "measures": [_quote(reading, s) for s in read.measures],
        "promised": [_quote(reading, s) for s in read.promised],
        "items": [
            {
                "stance": i.stance,
                "topics": list(i.topics),
                "promised": [_quote(reading, s) for s in i.promised],
                "refused": [_quote(reading, s) for s in i.refused],
                "text": _quote(reading, i.span),
                "evidence": show.list([Place(0, i.span)]),
            }
            for i in read.items
        ],
        "evidence": _where(show, head)
        | {"outcome": show.list(Place(0, s) for s in grounds)}
        | {f"measures[{i}]": show.list([Place(0, s)]) for i, s in enumerate(read.measures)}
        | {f"promised[{i}]": show.list([Place(0, s)]) for i, s in enumerate(read.promised)},
    }


def _where(show: Evidencer, head: Any) -> dict[str, Any]:
    """Where each value of the head was read."""
    found = {}
    for name in ("issuer", "addressee", "number", "case_no", "reply_months", "date", "court", "suggestion_number"):
        value = getattr(head, name, None)
        if value is not None:
            found[name] = show.list([Place(0, value.span)])
    return found


def _passage(reading: Reading, show: Evidencer, span: Span) -> dict[str, Any]:
    return {"text": _quote(reading, span), "evidence": show.list([Place(0, span)])}


def _quote(reading: Reading, span: Span) -> str:
    return " ".join(reading.text[span.start : span.end].split())


def compare(raised: Iterable[str], findings: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The suggestion's points against the review of the same file.

    ``raised``: each point with what the review says of it (``supported`` for a violation, ``open`` for not shown,
    ``not_supported`` for ok or na); ``missed``: violations of the review that the paper does not raise.
    """
    by_checkpoint = {f["checkpoint"]: f for f in findings}
    words = {"violation": "supported", "not_shown": "open"}
    points = [
        {"checkpoint": c, "verdict": words.get(f["conclusion"], "not_supported"), "reason": f["reason"]}
        for c in raised
        if (f := by_checkpoint.get(c))
    ]
    named = set(raised)
    missed = [
        {"checkpoint": f["checkpoint"], "reason": f["reason"]}
        for f in findings
        if f["conclusion"] == "violation" and f["checkpoint"] not in named
    ]
    return {"raised": points, "missed": missed}


def answered(raised: Iterable[str], items: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each point of the suggestion with the stance of the answer to it, or ``not_answered``."""
    found = []
    for checkpoint in raised:
        stances = [i["stance"] for i in items if checkpoint in i["topics"]]
        found.append({"checkpoint": checkpoint, "answer": stances[0] if stances else "not_answered"})
    return found
