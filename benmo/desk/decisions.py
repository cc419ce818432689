"""What people decided about findings: the records that ``benmo draft --decisions`` reads, kept append-only.

A decision names a checkpoint of a case, so it survives every new run; the newest holds. Nothing is adopted unless a
person says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, insert, select, update

from benmo import __version__
from benmo.desk import audit, keeping
from benmo.desk.model import Actor, DecisionRow, MarkRow
from benmo.desk.rights import case_row, may_decide, require
from benmo.errors import NoSuch, UsageError
from benmo.storage.packing import unpack
from benmo.storage.schema import CASES, DECISIONS, MARKS, REVIEWS
from benmo.storage.store import Store
from benmo.storage.times import now

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision

WITHDRAWN = "withdrawn"


def decide(
    store: Store,
    who: Actor,
    key: str,
    checkpoint: str,
    decision: str,
    *,
    on: date | None = None,
    seen: tuple[str, ...] = (),
    pages: str = "",
    note: str = "",
) -> DecisionRow | None:
    """Record a decision: confirmed, rejected (with a reason in *note*), confirmed_absent, or withdrawn.

    Raises:
        NoSuch: the case is not visible, or has no such finding.
        NotAllowed: not this person's to decide.
        UsageError: the decision is incomplete; the message says what is missing.
    """
    from benmo.drafting.decisions import parse_decisions

    day = on or date.today()
    if decision == "rejected" and not note.strip():
        raise UsageError("不采纳须写明理由。", "写明为什么不采纳")
    if decision != WITHDRAWN:
        entry = {"checkpoint": checkpoint, "decision": decision, "by": who.display, "on": day, "seen": list(seen)}
        parse_decisions([entry | {"pages": pages[:64], "note": note[:2000]}], "决定")
    with store.write() as cx:
        case = case_row(cx, who, key)
        require(may_decide(who, case), "对本案的问题作出决定")
        finding = next((f for f in present_review(cx, case)["findings"] if f["checkpoint"] == checkpoint), None)
        if finding is None:
            raise NoSuch(f"本案没有 {checkpoint} 这一项。", "重新打开案件后再试")
        cx.execute(
            insert(DECISIONS).values(
                case_id=case.id, checkpoint=checkpoint, decision=decision, by_id=who.id, by_name=who.display,
                on_day=day.isoformat(), seen=json.dumps([keeping.clip(s, 200) for s in seen]),
                pages=keeping.clip(pages, 64), note=keeping.clip(note, 2000), conclusion=finding["conclusion"],
                engine=__version__, at=now(),
            )
        )  # fmt: skip
        held = holding(cx, case.id)
        cx.execute(update(CASES).where(CASES.c.id == case.id).values(decided=len(held)))
        keeping.advance(cx, case.id, "decided")
        audit.note(store, cx, who.name, "decide", key, checkpoint=checkpoint, decision=decision)
        return next((decision_row(r, {checkpoint: finding}) for r in held if r.checkpoint == checkpoint), None)


def present_review(cx: Connection, case: Row[Any]) -> dict[str, Any]:
    """The review of a case that is in force, with texts."""
    body = cx.execute(select(REVIEWS.c.body).where(REVIEWS.c.id == case.review_id)).scalar_one()
    review: dict[str, Any] = unpack(body)
    return review


def holding(cx: Connection, case_id: int) -> list[Row[Any]]:
    """The newest decision of each checkpoint, those withdrawn left out."""
    newest = (
        select(func.max(DECISIONS.c.id)).where(DECISIONS.c.case_id == case_id).group_by(DECISIONS.c.checkpoint)
    )  # fmt: skip
    rows = cx.execute(select(DECISIONS).where(DECISIONS.c.id.in_(newest)).order_by(DECISIONS.c.id)).all()
    return [r for r in rows if r.decision != WITHDRAWN]


def history(store: Store, who: Actor, key: str) -> tuple[DecisionRow, ...]:
    """Every decision that was ever made on a case, the oldest first."""
    with store.read() as cx:
        case = case_row(cx, who, key)
        by_checkpoint = {f["checkpoint"]: f for f in present_review(cx, case)["findings"]}
        rows = cx.execute(select(DECISIONS).where(DECISIONS.c.case_id == case.id).order_by(DECISIONS.c.id)).all()
    return tuple(decision_row(r, by_checkpoint) for r in rows)


def record(row: Row[Any]) -> Decision:
    """A row as drafting takes it."""
    from benmo.drafting.decisions import Decision

    seen = tuple(json.loads(row.seen))
    return Decision(
        row.checkpoint, row.decision, row.by_name, date.fromisoformat(row.on_day), seen, row.pages, row.note
    )


def decision_row(row: Row[Any], findings: dict[str, dict[str, Any]]) -> DecisionRow:
    """A row as handed out, beside the present findings."""
    from benmo.review.decided import record as told

    finding = findings.get(row.checkpoint)
    conclusion = finding["conclusion"] if finding else ""
    effect = "已撤回" if row.decision == WITHDRAWN else told(record(row), conclusion)["effect"]
    return DecisionRow(
        row.checkpoint, row.decision, row.by_name, row.on_day, tuple(json.loads(row.seen)), row.pages, row.note,
        effect, row.conclusion, row.engine, row.at, conclusion != row.conclusion,
    )  # fmt: skip


# Findings that a person adds by marking text


def add_mark(
    store: Store,
    who: Actor,
    key: str,
    document: str,
    start: int,
    end: int,
    *,
    name: str,
    checkpoint: str = "",
    note: str = "",
) -> MarkRow:
    """Add a finding on ``text[start:end]`` of a document of the review.

    Raises:
        NoSuch: no such case or document.
        UsageError: the place is outside the text, or the finding has no name.
    """
    from benmo.drafting.decisions import checkpoint_ids

    with store.write() as cx:
        case = case_row(cx, who, key)
        require(may_decide(who, case), "在本案中添加问题")
        found = next((d for d in present_review(cx, case)["documents"] if d["id"] == document), None)
        if found is None:
            raise NoSuch("案件中没有这份文书。", "重新打开案件后再试")
        quote = str(found.get("text") or "")[start:end] if 0 <= start < end <= len(found.get("text") or "") else ""
        if not quote.strip() or len(quote) > 5000:
            raise UsageError("请先在原文中选中作为依据的文字（不超过 5000 字）。", "重新选择")
        if not name.strip() or (checkpoint and checkpoint not in checkpoint_ids()):
            raise UsageError("添加的问题要有名称；监督要点须从列表中选择。", "写明问题，例如 未告知终本事由")
        values = {
            "case_id": case.id, "sha256": found["sha256"], "document": document, "start": start, "end": end,
            "quote": keeping.clip(quote, 5001), "name": keeping.clip(name.strip(), 128), "checkpoint": checkpoint,
            "note": keeping.clip(note, 2000), "by_id": who.id, "by_name": who.display, "at": now(),
        }  # fmt: skip
        number = int(cx.execute(insert(MARKS).values(values)).inserted_primary_key[0])  # type: ignore[index]
        keeping.advance(cx, case.id, "decided")
        audit.note(store, cx, who.name, "mark.add", key, mark=number, document=document, start=start, end=end)
        row = cx.execute(select(MARKS).where(MARKS.c.id == number)).one()
    return _mark_row(row, [found])


def withdraw_mark(store: Store, who: Actor, key: str, number: int) -> None:
    """Take back a finding that a person added. Raises NoSuch."""
    with store.write() as cx:
        case = case_row(cx, who, key)
        require(may_decide(who, case), "修改本案的问题")
        mine = (MARKS.c.id == number) & (MARKS.c.case_id == case.id) & MARKS.c.withdrawn_at.is_(None)
        if not cx.execute(update(MARKS).where(mine).values(withdrawn_at=now())).rowcount:
            raise NoSuch("没有这个添加的问题。")
        audit.note(store, cx, who.name, "mark.withdraw", key, mark=number)


def marks(cx: Connection, case_id: int, documents: Iterable[dict[str, Any]]) -> tuple[MarkRow, ...]:
    """The added findings of a case that stand."""
    mine = (MARKS.c.case_id == case_id) & MARKS.c.withdrawn_at.is_(None)
    there = list(documents)
    return tuple(_mark_row(r, there) for r in cx.execute(select(MARKS).where(mine).order_by(MARKS.c.id)))


def _mark_row(row: Row[Any], documents: Iterable[dict[str, Any]]) -> MarkRow:
    """Bound to the bytes of its document and to the words themselves, so that a new reading cannot shift it unseen."""
    document, start, end = None, row.start, row.end
    for d in documents:
        if d["sha256"] != row.sha256:
            continue
        text = str(d.get("text") or "")
        if keeping.clip(text[start:end], 5001) != row.quote:
            at = text.find(row.quote)
            if at < 0:
                continue
            start, end = at, at + len(row.quote)
        document = d["id"]
        break
    return MarkRow(
        row.id, document, start, end, row.quote, row.name, row.checkpoint, row.note, row.by_name, row.at
    )  # fmt: skip
