"""The log shows what was done to it, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from benmo.desk import audit
from benmo.desk.service import Desk
from benmo.storage.backup import backup, restore
from benmo.storage.store import Store


@pytest.fixture
def noted(desk: Desk, kit: Any) -> Desk:
    who = kit.administrator(desk)
    for n in range(12):
        with desk.store.write() as cx:
            audit.note(desk.store, cx, who.name, "test", f"o{n}", n=n)
    return desk


def unguarded(desk: Desk, *statements: str) -> None:
    """What somebody with full power over the database could do."""
    off, on = "DISABLE TRIGGER ALL", "ENABLE TRIGGER ALL"
    with desk.store.write() as cx:
        if desk.store.sqlite:
            for act in ("update", "delete"):
                cx.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{act}"))
        else:
            cx.execute(text(f"ALTER TABLE audit {off}"))
        for statement in statements:
            cx.execute(text(statement))
        if not desk.store.sqlite:
            cx.execute(text(f"ALTER TABLE audit {on}"))


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x' WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"])
def test_the_database_itself_refuses(noted: Desk, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), noted.store.write() as cx:
        cx.execute(text(statement))
    assert noted.verify_audit(None)[1] == []


def test_an_edit_shows(noted: Desk) -> None:
    unguarded(noted, "UPDATE audit SET who = 'x' WHERE seq = 5")
    assert noted.verify_audit(None)[1] == ["第 5 条的内容与校验值不符"]


def test_a_deletion_shows(noted: Desk) -> None:
    unguarded(noted, "DELETE FROM audit WHERE seq IN (5, 6)")
    assert noted.verify_audit(None)[1] == ["第 5 至 6 条缺失"]


def test_an_exchange_shows(noted: Desk) -> None:
    unguarded(
        noted,
        "UPDATE audit SET seq = 1000 WHERE seq = 5",
        "UPDATE audit SET seq = 5 WHERE seq = 6",
        "UPDATE audit SET seq = 6 WHERE seq = 1000",
    )
    assert len(noted.verify_audit(None)[1]) >= 2


def test_a_cut_end_shows_by_the_anchor(noted: Desk) -> None:
    audit.anchor(noted.store)
    unguarded(noted, "DELETE FROM audit WHERE seq > 10")
    (fault,) = noted.verify_audit(None)[1]
    assert "以后的记录缺失" in fault


def test_a_cut_end_shows_without_an_anchor(noted: Desk) -> None:
    """As after a crash, when nobody kept the end: every row but the newest is known beside the database."""
    unguarded(noted, "DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit)")
    (fault,) = noted.verify_audit(None)[1]
    assert "以后的记录缺失" in fault


def test_a_backup_made_meanwhile_is_in_order_once_restored(noted: Desk, tmp_path: Path) -> None:
    """Anchors of rows that came after the moment of the backup do not go along."""
    audit.anchor(noted.store)
    with (noted.store.home / "audit.anchors").open("a") as stream:
        stream.write(f"99999 {'0' * 64}\n")  # kept while the backup was being written
    backup(noted.store, tmp_path / "all.zip")
    store = Store(tmp_path / "again")
    restore(store, tmp_path / "all.zip")
    assert audit.verify(store)[1] == []
    store.close()


def test_a_chain_computed_anew_shows_by_the_anchor(noted: Desk) -> None:
    audit.anchor(noted.store)
    with noted.store.read() as cx:
        rows = [dict(r) for r in cx.execute(text("SELECT * FROM audit ORDER BY seq")).mappings()]
    changes, prev = [], rows[3]["hash"]
    for row in rows[4:]:
        row |= {"prev": prev, "who": "x"}
        prev = audit.digest(row)
        changes.append(f"UPDATE audit SET who = 'x', prev = '{row['prev']}', hash = '{prev}' WHERE seq = {row['seq']}")
    unguarded(noted, *changes)
    (fault,) = noted.verify_audit(None)[1]
    assert "留存的校验值不符" in fault


def test_every_look_decision_and_export_is_entered(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "03")
    view = desk.case(who, key)
    shown = next(f["checkpoint"] for f in view.review["findings"] if f["conclusion"] == "violation")
    desk.decide(who, key, shown, "confirmed")
    kit.admit(desk, who, key)
    made = desk.draft(who, key, "检察建议书")
    desk.export_draft(who, made.row.id)
    desk.original(who, key, view.files[0].id)
    desk.search(who, "查封")
    acts = {row.act for row in desk.audit_log(who).rows if row.object in (key, "")}
    assert acts >= {
        "login",
        "case.add",
        "read.case",
        "decide",
        "draft",
        "read.draft",
        "export",
        "read.original",
        "search",
    }
