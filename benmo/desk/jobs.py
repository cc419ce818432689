"""Jobs in the database: queued, run by one runner at a time, resumed after a crash; what was accepted is not lost."""

from __future__ import annotations

import os
import socket
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from benmo.desk.model import Actor, ItemRow, JobRow
from benmo.errors import NoSuch
from benmo.storage.packing import pack, unpack
from benmo.storage.schema import CASES, ITEMS, JOBS
from benmo.storage.store import Store
from benmo.storage.times import later, now

#: A running job whose runner gave no sign for so long is taken over.
STALE_MINUTES = 1.0
MAX_ATTEMPTS = 5
OVER = ("done", "failed", "cancelled")


def add(cx: Connection, who: Actor, kind: str, title: str, payload: Any, total: int = 0) -> int:
    """Queue a job."""
    made = cx.execute(
        insert(JOBS).values(
            kind=kind, state="queued", user_id=who.id, title=title[:255], payload=pack(payload), done=0, total=total,
            message="", attempts=0, cancel=False, made_at=now(),
        )
    )  # fmt: skip
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def row_of(r: Row[Any]) -> JobRow:
    """A row of jobs as handed out."""
    result = unpack(r.result) if r.result is not None else None
    return JobRow(
        r.id, r.kind, r.title, r.state, r.done, r.total, r.message, r.made_at, r.ended_at, result
    )  # fmt: skip


def get(store: Store, who: Actor, number: int) -> JobRow:
    """One's own job. Raises NoSuch."""
    with store.read() as cx:
        row = cx.execute(select(JOBS).where(JOBS.c.id == number, JOBS.c.user_id == who.id)).first()
    if row is None:
        raise NoSuch("没有这项工作。")
    return row_of(row)


def recent(store: Store, who: Actor, limit: int = 50) -> tuple[JobRow, ...]:
    """One's own jobs, the newest first."""
    query = select(JOBS).where(JOBS.c.user_id == who.id).order_by(JOBS.c.id.desc()).limit(limit)
    with store.read() as cx:
        return tuple(row_of(r) for r in cx.execute(query))


def items(store: Store, who: Actor, number: int) -> tuple[ItemRow, ...]:
    """What became of each case of a job."""
    get(store, who, number)
    query = (
        select(ITEMS, CASES.c.key)
        .outerjoin(CASES, CASES.c.id == ITEMS.c.case_id)
        .where(ITEMS.c.job_id == number)
        .order_by(ITEMS.c.number, ITEMS.c.part)
    )
    with store.read() as cx:
        return tuple(ItemRow(r.name, r.state, r.key, r.message) for r in cx.execute(query))


def cancel(store: Store, who: Actor, number: int) -> None:
    """Ask a job to stop; what is done stays done."""
    get(store, who, number)
    with store.write() as cx:
        mine = (JOBS.c.id == number) & ~JOBS.c.state.in_(OVER)
        cx.execute(update(JOBS).where(mine).values(cancel=True))
        waiting = mine & (JOBS.c.state == "queued")
        cx.execute(update(JOBS).where(waiting).values(state="cancelled", ended_at=now()))


# The runner's side


def runner_name() -> str:
    """This process, so that another can see whether it still lives."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def recover(store: Store) -> int:
    """Queue again what a dead runner left behind; returns how many."""
    with store.write() as cx:
        running = cx.execute(select(JOBS).where(JOBS.c.state == "running")).all()
        left = [r for r in running if _dead(r)]
        for r in left:
            again = r.attempts < MAX_ATTEMPTS
            values: dict[str, Any] = {"state": "queued", "runner": None}
            if not again:
                values = {"state": "failed", "ended_at": now(), "message": "多次中断，未能完成；已完成的部分保留。"}
            cx.execute(update(JOBS).where(JOBS.c.id == r.id, JOBS.c.state == "running").values(**values))
    return len(left)


def _dead(row: Row[Any]) -> bool:
    if (row.heartbeat or "") < later(-STALE_MINUTES):
        return True
    host, _, pid = (row.runner or "").rpartition(":")
    if host != socket.gethostname()[:40] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def claim(store: Store) -> Row[Any] | None:
    """Take the oldest queued job, or None."""
    with store.read() as cx:
        first = cx.execute(select(JOBS.c.id).where(JOBS.c.state == "queued").order_by(JOBS.c.id).limit(1)).scalar()
    if first is None:
        return None
    mine = (JOBS.c.id == first) & (JOBS.c.state == "queued")
    with store.write() as cx:
        values = {"state": "running", "runner": runner_name(), "heartbeat": now(), "attempts": JOBS.c.attempts + 1}
        if not cx.execute(update(JOBS).where(mine).values(**values)).rowcount:
            return None
        return cx.execute(select(JOBS).where(JOBS.c.id == first)).one()


def beat(store: Store, number: int) -> bool:
    """A sign of life; returns whether a person asked the job to stop."""
    with store.write() as cx:
        cx.execute(update(JOBS).where(JOBS.c.id == number).values(heartbeat=now()))
        return bool(cx.execute(select(JOBS.c.cancel).where(JOBS.c.id == number)).scalar_one())


def progress(cx: Connection, number: int, **values: Any) -> None:
    """Set ``done``, ``total`` or ``message`` of a running job."""
    cx.execute(update(JOBS).where(JOBS.c.id == number).values(heartbeat=now(), **values))


def finish(store: Store, number: int, state: str, message: str = "", result: Any = None) -> None:
    """End a job."""
    values: dict[str, Any] = {"state": state, "message": message, "ended_at": now(), "runner": None}
    if result is not None:
        values["result"] = pack(result)
    with store.write() as cx:
        cx.execute(update(JOBS).where(JOBS.c.id == number).values(**values))


def requeue(store: Store, number: int) -> None:
    """Put a job back that was not finished, without counting the attempt."""
    with store.write() as cx:
        mine = (JOBS.c.id == number) & (JOBS.c.state == "running")
        cx.execute(update(JOBS).where(mine).values(state="queued", runner=None, attempts=JOBS.c.attempts - 1))
