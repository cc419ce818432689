"""The ``case`` object of the contract, from facts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Told, place_from
from benmo.law import Verdict
from benmo.review.evidence import Evidencer
from nlp.document import Value
from nlp.entities import Party
from nlp.events.model import Asset
from nlp.statutes import CitationMention

MEASURES = (
    "execution_notice",
    "asset_report_order",
    "consumption_restriction",
    "dishonesty_list",
    "fine",
    "detention",
    "exit_ban",
    "search",
    "onsite",
    "audit",
    "reward",
    "subpoena",
    "seizure",
    "freeze",
    "auction",
    "crime_referral",
    "bankruptcy_inquiry",
)
#: The state that says most about an asset comes first.
_STATES = (
    ("sold", "sold"),
    ("transferred", "transferred"),
    ("failed_auction", "failed_auction"),
    ("seized_waiting", "seized_waiting"),
    ("released", "released"),
    ("frozen", "frozen"),
    ("held", "seized"),
    ("seized", "seized"),
    ("mortgaged", "mortgaged"),
)


def number(amount: Decimal | None) -> float | int | None:
    """A JSON number: whole yuan as integers, else to the cent."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def case_view(facts: CaseFacts, show: Evidencer) -> dict[str, Any]:
    """The ``case`` object, every value with its evidence."""
    head = facts.head
    where: dict[str, list[dict[str, Any]]] = {}

    def scalar(path: str, value: Value[Any] | None, shown: Any = None) -> Any:
        if value is None:
            return None
        where[path] = show.one(place_from((0, value.span)))
        return value.value if shown is None else shown

    amounts: dict[str, float | int | None] = {}
    for name in ("claimed", "recovered", "outstanding"):
        value = getattr(head.amounts, name)
        amounts[name] = number(value.value) if value else None
        scalar(f"amounts.{name}", value)
    case = {
        "court": scalar("court", head.court),
        "case_no": scalar("case_no", head.case_no),
        "ruling_date": scalar("ruling_date", head.ruling_date, head.ruling_date and head.ruling_date.value.isoformat()),
        "filing_date": _filing(facts, show, where),
        "cause": scalar("cause", head.cause),
        "basis": _basis(head.basis, show, where),
        "applicants": [_party(p, show) for p in head.applicants],
        "respondents": [_party(p, show) for p in head.respondents],
        "amounts": amounts,
        "assets": [_asset(i, a, show) for i, a in facts.assets],
        "inquiries": _inquiries(facts, show),
        "measures": [_measure(m, facts.done(m), show) for m in MEASURES if m in facts.acts_done],
        "interview": _interview(facts, show),
        "citations": [citation(m, v, show) for m, v in facts.verdicts if m.own and (v.law or m.title)],
        "citations_unread": unread_citations((m for m, _ in facts.verdicts), show),
        "panel": _panel(facts, show, where),
        "tags": _tags(facts, show, where),
        "evidence": where,
    }
    return case


def _filing(facts: CaseFacts, show: Evidencer, where: dict[str, list[dict[str, Any]]]) -> str | None:
    """The day of 立案: the ruling's own word, else the log's."""
    told, logged = facts.head.filing_date, facts.filing_told
    if told:
        where["filing_date"] = show.one(place_from((0, told.span)))
    elif logged:
        where["filing_date"] = show.one(logged.place)
    return facts.filing_date.isoformat() if facts.filing_date else None


def _basis(basis: Iterable[Any], show: Evidencer, where: dict[str, Any]) -> list[dict[str, Any]]:
    out = []
    for i, b in enumerate(basis):
        where[f"basis[{i}]"] = show.one(place_from((0, b.span)))
        out.append({"doc_no": b.number, "issuer": b.issuer.value if b.issuer else None, "kind": b.kind})
    return out


def _party(party: Party, show: Evidencer) -> dict[str, Any]:
    return {
        "name": party.name,
        "kind": party.kind,
        "representative": party.representative.value if party.representative else None,
        "evidence": show.one(place_from((0, party.span))),
    }


def _asset(reading: int, asset: Asset, show: Evidencer) -> dict[str, Any]:
    state = next((shown for name, shown in _STATES if name in asset.states), None)
    if asset.category == "vehicle" and "not_held" in asset.reasons and state in ("seized", None):
        state = "not_found_physically"
    elif state == "seized" and asset.first:
        state = "seized_first"
    elif state is None:
        state = "no_value" if "no_value" in asset.reasons else "unknown"
    value = asset.value if asset.value is not None else asset.amount
    shown = show.list([place_from((reading, s)) for s in (asset.spans or (asset.span,))[:4]])
    return {
        "category": asset.category,
        "state": state,
        "holder": asset.holder,
        "description": shown[0]["quote"] if shown else "",
        "value": number(value),
        "evidence": shown,
    }


def _inquiries(facts: CaseFacts, show: Evidencer) -> list[dict[str, Any]]:
    open_ = _unanswered(facts)
    return [_inquiry(c, told, show, c in open_) for c, told in facts.inquiries.items()]


def _unanswered(facts: CaseFacts) -> set[str]:
    """Categories for which the file's sheet brings no row, or no answer, for one of the respondents."""
    if facts.file is None:
        return set()
    from benmo.review.filed.sheets import gaps, unanswered

    return {c for _, c in gaps(facts, facts.file)} | {f.record.category for f in unanswered(facts, facts.file)}


def _inquiry(category: str, told: list[Told], show: Evidencer, open_: bool) -> dict[str, Any]:
    """One category. A day is given only where it is that of everyone named; nothing found, only where all answered."""
    results = [t.said.detail.partition(":")[2] for t in told]
    result = "found" if "found" in results else "none" if "none" in results and not open_ else "unknown"
    everyone = _targets(told)
    days = [t.said.date for t in told if t.said.date]
    when = min(days) if days else None
    asked = [t.said.targets for t in told if when and t.said.date == when]
    if open_ or not (any(not a for a in asked) or set(everyone) <= set(chain.from_iterable(asked))):
        when = None
    return {
        "category": category,
        "result": result,
        "respondents": everyone,
        "date": when.isoformat() if when else None,
        "evidence": show.list([t.place for t in told[:3]]),
    }


def _targets(told: list[Told]) -> list[str]:
    """Whom any of *told* concerns, in order, once each."""
    if len(told) == 1:
        return list(dict.fromkeys(told[0].said.targets))
    return list(dict.fromkeys(chain.from_iterable([t.said.targets for t in told])))


def _measure(kind: str, told: list[Told], show: Evidencer) -> dict[str, Any]:
    when = next((t.said.date for t in told if t.said.date), None)
    return {
        "type": kind,
        "targets": _targets(told),
        "date": when.isoformat() if when else None,
        "evidence": show.list([t.place for t in told[:3]]),
    }


def _interview(facts: CaseFacts, show: Evidencer) -> dict[str, Any]:
    talk = facts.interview
    return {
        "held": talk.held,
        "date": talk.date.isoformat() if talk.date else None,
        "consent": talk.consent or None,
        "evidence": show.list(talk.places),
    }


def unread_citations(mentions: Iterable[CitationMention], show: Evidencer) -> list[dict[str, Any]]:
    """What looks like a citation of law and could not be read: it was not checked, and that is said."""
    return [
        {"reason": m.reason or "引用的文件名称未能确定", "evidence": show.one(place_from((0, m.span)))}
        for m in mentions
        if m.own and m.unread
    ]


def citation(mention: CitationMention, verdict: Verdict, show: Evidencer) -> dict[str, Any]:
    """One citation with its verdict."""
    return {
        "law": verdict.law or mention.title,
        "article": mention.article,
        "paragraph": mention.paragraph,
        "item": mention.item,
        "suffix": mention.suffix,
        "status": verdict.status,
        "should_be": verdict.should_be,
        "evidence": show.one(place_from((0, mention.span))),
    }


def _panel(facts: CaseFacts, show: Evidencer, where: dict[str, Any]) -> dict[str, Any]:
    panel = facts.head.panel
    for i, judge in enumerate(panel.judges):
        where[f"panel.judges[{i}]"] = show.one(place_from((0, judge.span)))
    for name, value in (("presiding", panel.presiding), ("clerk", panel.clerk)):
        if value:
            where[f"panel.{name}"] = show.one(place_from((0, value.span)))
    return {
        "presiding": panel.presiding.value if panel.presiding else None,
        "judges": [j.value for j in panel.judges],
        "clerk": panel.clerk.value if panel.clerk else None,
    }


def _tags(facts: CaseFacts, show: Evidencer, where: dict[str, Any]) -> list[str]:
    tags: list[str] = []
    for tag in facts.head.tags:
        if tag.value not in tags:
            where[f"tags[{len(tags)}]"] = show.one(place_from((0, tag.span)))
            tags.append(tag.value)
    return tags
