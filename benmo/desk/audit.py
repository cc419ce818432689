"""The audit log: append-only, each row chained to the one before, so that edits, deletions and reordering show.

``hash`` = sha256 over the canonical JSON of (seq, at, who, act, object, detail, previous hash). Beside the database a
file of anchors keeps (seq, hash) from time to time, and another the last row but one as each row is added: a chain that
was cut at its end, or computed anew from some row on, no longer meets them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from benmo.storage.schema import AUDIT
from benmo.storage.store import LOCK_AUDIT, Store
from benmo.storage.times import now

START = "0" * 64
#: An anchor is written at every so many rows.
ANCHOR_EVERY = 100


def note(store: Store, cx: Connection, who: str, act: str, obj: str = "", **detail: Any) -> None:
    """Append a row within the transaction of the act itself: neither happens without the other."""
    store.lock(cx, LOCK_AUDIT)
    last = cx.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq + 1, last.hash) if last else (1, START)
    row = {"seq": seq, "at": now(), "who": who[:64], "act": act, "object": obj[:64], "detail": _canonical(detail)}
    row |= {"prev": prev}
    cx.execute(insert(AUDIT).values(**row, hash=digest(row)))
    if last:  # committed, which the row of this transaction is not yet
        _head(store.home, last.seq, last.hash)
        if seq % ANCHOR_EVERY == 0:
            _anchor(store.home, last.seq, last.hash)


def digest(row: dict[str, Any]) -> str:
    """The hash of a row."""
    return hashlib.sha256(
        _canonical([row[k] for k in ("seq", "at", "who", "act", "object", "detail", "prev")]).encode()
    ).hexdigest()


def anchor(store: Store) -> None:
    """Keep the present end of the chain beside the database."""
    with store.read() as cx:
        last = cx.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    if last:
        _head(store.home, last.seq, last.hash)
        _anchor(store.home, last.seq, last.hash)


def verify(store: Store) -> tuple[int, list[str]]:
    """How many rows there are, and what is wrong with them, in Chinese."""
    faults: list[str] = []
    anchors = _anchors(store.home)
    prev, expected = START, 1
    with store.read() as cx:
        for row in cx.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings():
            if row["seq"] != expected:
                faults.append(f"第 {expected} 至 {row['seq'] - 1} 条缺失")
            elif row["prev"] != prev:
                faults.append(f"第 {row['seq']} 条与前一条不衔接")
            if digest(dict(row)) != row["hash"]:
                faults.append(f"第 {row['seq']} 条的内容与校验值不符")
            kept = anchors.pop(row["seq"], None)
            if kept is not None and kept != row["hash"]:
                faults.append(f"第 {row['seq']} 条与数据目录中留存的校验值不符")
            prev, expected = row["hash"], row["seq"] + 1
        count = cx.execute(select(func.count()).select_from(AUDIT)).scalar_one()
    if anchors:
        faults.append(f"第 {min(anchors)} 条以后的记录缺失（留存的校验值到第 {max(anchors)} 条）")
    return count, faults


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _file(home: Path) -> Path:
    return home / "audit.anchors"


def _anchor(home: Path, seq: int, value: str) -> None:
    with open(os.open(_file(home), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="ascii") as stream:
        stream.write(f"{seq} {value}\n")


def _head(home: Path, seq: int, value: str) -> None:
    """Note the end of the chain, in place: one short write, of the same length always."""
    handle = os.open(home / "audit.head", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(handle, f"{seq:020d} {value}\n".encode(), 0)
    finally:
        os.close(handle)


def _anchors(home: Path) -> dict[int, str]:
    lines: list[str] = []
    for file in (_file(home), home / "audit.head"):
        with contextlib.suppress(FileNotFoundError):
            lines += file.read_text("ascii").splitlines()
    # A line cut short by a crash says nothing.
    found = [(parts[0], parts[1]) for line in lines if len(parts := line.split()) == 2 and len(parts[1]) == 64]
    return {int(seq): value for seq, value in found}
