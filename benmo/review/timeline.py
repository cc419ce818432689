"""The timeline: a view of dated assertions, filing to ruling."""

from __future__ import annotations

from typing import Any

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.review.evidence import Evidencer

#: Acts that belong on a timeline and their Chinese names.
ACTS = {
    "execution_notice": "发出执行通知书",
    "asset_report_order": "责令报告财产",
    "system_inquiry": "网络查控",
    "consumption_restriction": "限制消费",
    "dishonesty_list": "纳入失信名单",
    "seizure": "查封、扣押",
    "freeze": "冻结",
    "onsite": "现场调查",
    "search": "搜查",
    "fine": "罚款",
    "detention": "拘留",
    "auction": "拍卖",
    "interview": "约谈（告知）",
    "panel_review": "合议",
    "payout": "发放案款",
    "bankruptcy_inquiry": "征询移送破产",
    "crime_referral": "移送刑事追究",
}


def timeline(facts: CaseFacts, show: Evidencer) -> list[dict[str, Any]]:
    """Events in order of date; each act once a day, with its place."""
    head = facts.head
    events: list[tuple[str, str, tuple[str, ...], Place]] = []
    if head.filing_date:
        events.append((head.filing_date.value.isoformat(), "立案执行", (), Place(0, head.filing_date.span)))
    for act, name in ACTS.items():
        seen = set()
        for told in facts.done(act):
            when = told.said.date
            if when and when not in seen:
                seen.add(when)
                events.append((when.isoformat(), name, told.said.targets, told.place))
    if head.ruling_date:
        events.append((head.ruling_date.value.isoformat(), "裁定终结本次执行程序", (), Place(0, head.ruling_date.span)))
    events.sort(key=lambda e: e[0])
    return [
        {"date": d, "act": act, "targets": list(targets), "evidence": show.list([place])}
        for d, act, targets, place in events
    ]
