"""What was read of a case before any judgement: its documents and what became of them, its timeline and assets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benmo.cases.values import values
from nlp.pipeline import Reading, read_document
from nlp.places import Places

if TYPE_CHECKING:
    from benmo.cases.intake import CaseMaterial
    from nlp.document import Document

_RESULTS = {"none": "未发现", "found": "有", "unknown": "未逐项载明"}
_STATES = {
    "seized_first": "首封", "seized_waiting": "轮候查封", "seized": "查封", "frozen": "冻结", "transferred": "划拨",
    "sold": "变价", "failed_auction": "流拍", "not_found_physically": "未实际扣押", "mortgaged": "有抵押",
    "no_value": "无处置价值", "undisposed": "未处置", "released": "解除", "unknown": "未载明",
}  # fmt: skip


def outline(material: CaseMaterial) -> dict[str, Any]:
    """The case of *material* as ``benmo read --format json`` prints it."""
    from benmo.review import review

    found: dict[str, Any] = {
        "id": material.id,
        "documents": _in_order([_document(read_document(d)) for d in material.documents]),
        "unread": [{"path": u.path, "reason": u.reason, "hint": u.hint} for u in material.unread],
        "skipped": list(material.skipped),
    }
    if material.documents:
        whole = review(material)
        found["timeline"] = whole.get("timeline", [])
        found["matrix"] = whole.get("matrix", [])
        found["assets"] = [] if found["matrix"] else _assets(whole["case"])
        found["foreign"] = [w for w in whole["warnings"] if "是另一案件（" in w]
    return found


#: Papers that name their day at the top, or run over many days: the first counts, elsewhere that of the signature.
_DAY_FIRST = frozenset(
    {"inquiry_report", "interview_record", "panel_minutes", "payment_record", "procedure_log", "asset_declaration"}
)


def _in_order(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the day of each, those without one behind; as they came where the file numbers its papers itself."""
    if all(d["path"].rpartition("/")[2][:1].isdigit() for d in documents):
        return documents
    return sorted(documents, key=_day)


def _day(document: dict[str, Any]) -> str:
    days = [v["value"] for v in document["values"] if v["kind"] == "date" and v["value"]]
    if not days:
        return "9999"
    return str(days[0] if document["type"] in _DAY_FIRST else days[-1])


def _document(reading: Reading) -> dict[str, Any]:
    document, clean = reading.document, reading.clean
    places = Places(document)
    return {
        "id": document.id,
        "path": document.path,
        "format": document.format,
        "chars": len(document.text),
        "pages": sum(mark.kind == "page" for mark in document.marks),
        "type": str(reading.type.type),
        "reason": reading.type.reason,
        "sections": [
            {"kind": part.kind, "start": span.start, "end": span.end}
            for part in reading.sections.parts
            for span in [clean.raw(part.span)]
        ],
        "repairs": [
            {
                "start": r.start,
                "end": r.end,
                "place": places.words(r.start),
                "before": r.before,
                "after": r.after,
                "reason": r.reason,
            }
            for r in clean.repairs
        ],
        "values": values(reading),
        "hidden": [
            {
                "start": h.start,
                "end": h.end,
                "reason": h.reason,
                "place": places.words(h.start),
                "text": _cut(document, h),
            }
            for h in document.hidden
        ],
        "doubts": [
            {
                "start": d.start,
                "end": d.end,
                "score": d.score,
                "place": places.words(d.start),
                "text": _cut(document, d),
            }
            for d in places.doubts(0, len(document.text))
        ],
        "unread": [{"page": u.page, "part": u.part, "reason": u.reason} for u in document.unread],
        "notes": list(document.notes),
    }


def _cut(document: Document, span: Any) -> str:
    return document.text[span.start : span.end]


def _assets(case: dict[str, Any]) -> list[dict[str, Any]]:
    """One row for each category and respondent that the ruling tells of, inquiries and assets side by side."""
    rows: dict[tuple[str | None, str], dict[str, Any]] = {}

    def row(respondent: str | None, category: str) -> dict[str, Any]:
        empty = {"respondent": respondent, "category": category, "inquired": "", "result": "", "state": ""}
        return rows.setdefault((respondent, category), empty)

    for inquiry in case["inquiries"]:
        for name in inquiry.get("respondents") or [None]:
            cell = row(name, inquiry["category"])
            cell["inquired"] = cell["inquired"] or inquiry.get("date") or "已查"
            cell["result"] = cell["result"] or _RESULTS.get(str(inquiry.get("result")), "")
    for asset in case["assets"]:
        known = [key for key in rows if key[1] == asset["category"] and key[0] in (asset.get("holder"), None)]
        cell = rows[known[0]] if known else row(asset.get("holder"), asset["category"])
        state = _STATES.get(asset["state"], asset["state"])
        cell["result"] = "有"
        cell["state"] = "、".join(dict.fromkeys(filter(None, (*cell["state"].split("、"), state))))
    return list(rows.values())
