"""督办: papers that went to a court, the clock of the reply, the reply itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from benmo.desk import audit, clock, keeping
from benmo.desk.model import Actor, PaperRow, Upload
from benmo.desk.rights import case_row, may_register, require, visible
from benmo.errors import Conflict, NoSuch, UsageError
from benmo.storage.schema import CASES, DRAFTS, PAPERS
from benmo.storage.store import Store
from benmo.storage.times import now

SENT, REPLY = "sent", "reply"
OUTCOMES = ("adopted", "partly_adopted", "rejected", "unclear")


def register(
    store: Store,
    who: Actor,
    key: str,
    *,
    paper: str,
    number: str,
    court: str,
    sent_on: date,
    received_on: date | None,
    draft_id: int | None,
    note: str,
) -> int:
    """Register a paper as sent; with *received_on* the clock starts. Returns its number."""
    _in_order(sent_on, received_on)
    if not paper.strip() or not court.strip():
        raise UsageError("须写明文书名称和主送法院。", "例如 检察建议书、某某区人民法院")
    with store.write() as cx:
        case = case_row(cx, who, key)
        require(may_register(who, case), "登记本案文书")
        if draft_id is not None:
            mine = (DRAFTS.c.id == draft_id) & (DRAFTS.c.case_id == case.id)
            if cx.execute(select(DRAFTS.c.id).where(mine)).first() is None:
                raise NoSuch("本案没有这份文稿。")
        due = clock.due(received_on, extended=False).on.isoformat() if received_on else None
        made = cx.execute(
            insert(PAPERS).values(
                case_id=case.id, draft_id=draft_id, paper=keeping.clip(paper.strip(), 64),
                number=keeping.clip(number.strip(), 128), court=keeping.clip(court.strip(), 128),
                sent_on=sent_on.isoformat(), received_on=received_on and received_on.isoformat(), extended=False,
                due_on=due, note=keeping.clip(note, 2000), by_name=who.display, made_at=now(),
            )
        )  # fmt: skip
        paper_id = int(made.inserted_primary_key[0])  # type: ignore[index]
        keeping.advance(cx, case.id, "sent")
        audit.note(store, cx, who.name, "paper.sent", key, paper=paper_id, number=number, sent_on=sent_on.isoformat())
    return paper_id


def _in_order(sent_on: date, received_on: date | None) -> None:
    if received_on is not None and received_on < sent_on:
        raise UsageError("签收日期早于发出日期。", "核对两个日期")


def change(
    store: Store,
    who: Actor,
    number: int,
    *,
    received_on: date | None = None,
    extended: bool | None = None,
    replied_on: date | None = None,
    outcome: str | None = None,
    note: str | None = None,
) -> PaperRow:
    """Set what is not None: the receipt (starts the clock), the extension, reply and outcome as a person read them.

    Raises:
        Conflict: an extension without a receipt.
    """
    if outcome is not None and outcome not in OUTCOMES:
        raise UsageError(f"处理结果只能是 {'、'.join(OUTCOMES)}。", "重新选择")
    with store.write() as cx:
        row, case = paper_row(cx, who, number)
        require(may_register(who, case), "登记本案文书")
        received = received_on or (date.fromisoformat(row.received_on) if row.received_on else None)
        _in_order(date.fromisoformat(row.sent_on), received)
        longer = row.extended if extended is None else extended
        if longer and received is None:
            raise Conflict("还没有登记法院签收日期，不能延长回复期限。", "先登记签收日期")
        values: dict[str, Any] = {"extended": longer}
        if received is not None:
            values |= {
                "received_on": received.isoformat(),
                "due_on": clock.due(received, extended=longer).on.isoformat(),
            }
        given = {"replied_on": replied_on and replied_on.isoformat(), "outcome": outcome, "note": note}
        values |= {k: v for k, v in given.items() if v is not None}
        cx.execute(update(PAPERS).where(PAPERS.c.id == number).values(**values))
        if replied_on is not None or outcome is not None:
            keeping.advance(cx, case.id, "answered")
        audit.note(
            store, cx, who.name, "paper.change", case.key, paper=number, **{k: str(v) for k, v in values.items()}
        )
        return _row(cx.execute(_query().where(PAPERS.c.id == number)).one(), date.today(), 0)


def paper_row(cx: Connection, who: Actor, number: int) -> tuple[Row[Any], Row[Any]]:
    """A paper and its case. Raises NoSuch where the case is not visible."""
    row = cx.execute(select(PAPERS).where(PAPERS.c.id == number)).first()
    case = row and cx.execute(select(CASES).where(CASES.c.id == row.case_id, visible(who))).first()
    if row is None or case is None:
        raise NoSuch("没有这份已登记的文书。")
    return row, case


def papers(
    store: Store, who: Actor, today: date, remind: int, state: tuple[str, ...] = (), key: str = ""
) -> tuple[PaperRow, ...]:
    """Papers of the visible cases, the most pressing first; *state* restricts to some states, *key* to one case."""
    # From the few papers to their cases, not through all cases of the office.
    query = _query().where(visible(who), CASES.c.id.in_(select(PAPERS.c.case_id)))
    if key:
        query = query.where(CASES.c.key == key)
    if state and set(state) <= {"near", "overdue"}:
        edge = (today + timedelta(days=remind)).isoformat()
        query = query.where(PAPERS.c.due_on <= edge, PAPERS.c.outcome.is_(None), PAPERS.c.replied_on.is_(None))
    with store.read() as cx:
        rows = [_row(r, today, remind) for r in cx.execute(query)]
    order = {"overdue": 0, "near": 1, "waiting": 2, "sent": 3, "answered": 4}
    kept = [r for r in rows if not state or r.state in state]
    return tuple(sorted(kept, key=lambda r: (order[r.state], r.due_on or "", r.id)))


def _query() -> Any:
    return select(PAPERS, CASES.c.key, CASES.c.case_no).join(CASES, CASES.c.id == PAPERS.c.case_id)


def _row(r: Row[Any], today: date, remind: int) -> PaperRow:
    answered = r.outcome is not None or r.replied_on is not None
    note, left, state = "", None, "sent"
    if r.received_on:
        note = clock.due(date.fromisoformat(r.received_on), extended=r.extended).note
    if answered:
        state = "answered"
    elif r.due_on:
        left = (date.fromisoformat(r.due_on) - today).days
        state = "overdue" if left < 0 else "near" if left <= remind else "waiting"
    return PaperRow(
        r.id, r.key, r.case_no, r.paper, r.number, r.court, r.sent_on, r.received_on, r.extended, r.due_on, note,
        left, state, r.replied_on, r.outcome, r.note, r.by_name,
    )  # fmt: skip


#: Which papers follow up what came of a suggestion: (paper, why), by state and outcome.
_AGAIN = (("跟进监督意见", "再次监督"), ("提请上级监督报告", "提请上级检察院监督"))
_CHECKED = (("处理结果审查登记表", "审查并登记处理结果"),)
_CLOSING = (("回访函", "了解落实情况"), *_CHECKED)


def follow_ups(row: PaperRow) -> tuple[tuple[str, str], ...]:
    """The papers by which *row* may be followed up now, each with what it is for; none while the court has time."""
    if not row.paper.startswith("检察建议书"):
        return ()
    if row.state == "overdue":
        return _AGAIN
    if row.state != "answered":
        return ()
    if row.outcome == "adopted":
        return _CLOSING
    return (*_AGAIN, *_CHECKED) if row.outcome in ("partly_adopted", "rejected", "unclear") else ()


def reply_name(number: int, upload: Upload) -> str:
    """The name under which a reply lies in its case: no other document has it."""
    from benmo.desk.reading import safe_parts

    return f"回复{number}_{safe_parts(upload.path)[-1]}"
