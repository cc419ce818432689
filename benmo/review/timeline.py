"""The timeline: filing, notice, inquiry, measures, interview, panel, ruling, service, re-inquiry, resumption.

A view of what is dated: acts that ruling and logs assert, and the records of the file's papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.review.evidence import Evidencer

if TYPE_CHECKING:
    from benmo.cases.dossier import Dossier, Filed

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
#: Further acts of logs and papers.
FILED = ACTS | {
    "filing": "立案执行",
    "transfer": "扣划",
    "arrival": "案款到账",
    "finance_notice": "财务通知到账",
    "president_approval": "院长审批",
    "closed": "报结",
    "publication": "公开裁定",
    "database": "录入终本库",
    "report_received": "收到财产报告",
    "report_checked": "核实财产报告",
    "false_report": "记载虚假报告",
    "clue": "财产线索",
    "clue_check": "核实线索",
    "urged": "当事人催办",
    "valuation": "评估、询价",
    "locate": "查找、协查",
    "queue_response": "参与分配、函询首封法院",
    "queue_letter": "参与分配、函询首封法院",
    "resume": "恢复执行",
    "renewal": "续行查封",
    "add_party": "变更、追加当事人",
    "add_party_ruling": "裁定变更、追加",
    "offset_ruling": "以物抵债裁定",
    "credit_repair": "信用修复",
    "supplement_interview": "补作约谈笔录",
    "supplement_panel_review": "补作合议笔录",
}
APPLIED = {
    "renewal": "申请续行查封",
    "resume": "申请恢复执行",
    "clue": "提供财产线索",
    "add_party": "申请变更、追加被执行人",
    "release": "申请解除控制",
    "credit": "申请信用修复",
    "measure": "申请调查措施",
    "share": "申请参与分配",
}
TEXT = 60


#: Whom these concern is not a respondent, whatever names stand beside them.
_NO_TARGET = frozenset(("interview", "panel_review", "payout"))


class Event(NamedTuple):
    """One thing that happened on a day."""

    day: date
    act: str
    targets: tuple[str, ...]
    place: Place
    actor: str | None = None


def timeline(facts: CaseFacts, show: Evidencer) -> list[dict[str, Any]]:
    """Events in order of date; the same act on the same day once, with all its places."""
    events = list(_ruling_events(facts))
    if facts.file:
        events += _file_events(facts.file)
    joined: dict[tuple[date, str], list[Event]] = {}
    for event in events:
        joined.setdefault((event.day, event.act), []).append(event)
    out = []
    for (when, act), same in sorted(joined.items(), key=lambda e: e[0][0]):
        row: dict[str, Any] = {
            "date": when.isoformat(),
            "act": act,
            "targets": list(dict.fromkeys(chain.from_iterable(e.targets for e in same))),
            "evidence": show.list([e.place for e in same[:4]]),
        }
        if facts.file:
            row["actor"] = next((e.actor for e in same if e.actor), None)
            row["text"] = " ".join(row["evidence"][0]["quote"].split())[:TEXT] if row["evidence"] else ""
        out.append(row)
    return out


def _ruling_events(facts: CaseFacts) -> Iterator[Event]:
    head = facts.head
    if head.filing_date:
        yield Event(head.filing_date.value, "立案执行", (), Place(0, head.filing_date.span))
    own = facts.alone
    done = own.acts_done
    for act, name in ACTS.items():
        if act not in done:
            continue
        seen = set()
        for told in own.done(act):
            when = told.said.date
            if when and when not in seen:
                seen.add(when)
                yield Event(when, name, () if act in _NO_TARGET else told.said.targets, told.place)
    if head.ruling_date:
        yield Event(head.ruling_date.value, "裁定终结本次执行程序", (), Place(0, head.ruling_date.span))


def _file_events(file: Dossier) -> Iterator[Event]:
    ruled = file.ruled
    for told in file.told:
        name = FILED.get(told.said.act)
        if name and told.said.date and told.said.status == "done":
            late = ruled is not None and told.said.date > ruled and told.said.act == "system_inquiry"
            if told.said.act == "resume" and "申请" in told.said.detail:
                name = APPLIED["resume"]
            yield Event(told.said.date, "终本后查询" if late else name, told.said.targets, told.place)
    yield from _talks_and_minutes(file)
    yield from _aftercare(file)
    for row in file.of("feedback"):
        if row.record.date:
            yield Event(row.record.date, "财产查询反馈", row.record.respondents, row.place, "法院")
    for row in file.of("payments"):
        for when, name in (
            (row.record.arrived, "案款到账"),
            (row.record.noticed, "财务通知到账"),
            (row.record.released, "发放案款"),
        ):
            if when:
                yield Event(when, name, (), row.place)
    for row in file.of("sales"):
        for r in row.record.rounds:
            place = Place(row.reading, r.span)
            if r.noticed:
                yield Event(r.noticed, "拍卖公告", (), place)
    for row in file.of("declarations"):
        if row.record.date:
            yield Event(row.record.date, "申报财产", row.record.respondents, row.place, "被执行人")
    for row in file.of("transfers"):
        if row.record.date:
            act = f"登记转移至{row.record.new}名下" + ("（无偿）" if row.record.gratuitous else "")
            yield Event(row.record.date, act, (row.record.old,) if row.record.old else (), row.place)


def _talks_and_minutes(file: Dossier) -> Iterator[Event]:
    for row in file.of("talks"):
        if row.record.date:
            yield Event(row.record.date, "约谈（告知）", (), row.place)
    for row in file.of("minutes"):
        if row.record.date:
            yield Event(row.record.date, "合议", (), row.place)
        if row.record.approved and row.record.approval:
            yield Event(row.record.approved, "院长审批", (), Place(row.reading, row.record.approval))
    for row in file.of("deliveries"):
        if row.record.date:
            whom = ("申请执行人",) if row.record.creditor else ()
            yield Event(row.record.date, "送达裁定", (*whom, *row.record.to), row.place)


def _aftercare(file: Dossier) -> Iterator[Event]:
    for row in file.of("requeries"):
        if row.record.done:
            yield Event(row.record.done, "终本后查询", (), row.place)
        elif row.record.due and row.record.skipped:
            yield Event(row.record.due, "应查未查", (), row.place)
    for row in file.of("applications"):
        when = row.record.received or row.record.written
        if when and row.record.kind in APPLIED:
            yield Event(when, APPLIED[row.record.kind], (), row.place, "当事人")
    for row in file.of("answers"):
        if row.record.date:
            yield Event(row.record.date, "答复申请", (), row.place)
    for row in file.of("controls"):
        yield from _control(row)
    for row in file.of("unsealed"):
        if row.record.date:
            yield Event(row.record.date, "首封解除", (), row.place)


def _control(row: Filed) -> Iterator[Event]:
    r = row.record
    name = ("续行" if r.renewal else "轮候" if r.waiting else "") + ("冻结" if r.kind == "freeze" else "查封")
    if r.start:
        yield Event(r.start, name, r.holders, row.place)
    if r.until and not r.waiting:
        how = "（推算）" if r.reckoned else ""
        yield Event(r.until, f"{'冻结' if r.kind == 'freeze' else '查封'}期限届满{how}", r.holders, row.place)
