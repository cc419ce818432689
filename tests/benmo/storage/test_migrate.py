"""The numbered changes: from nothing, from each earlier version, and killed half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, inspect, select, text

from benmo.errors import SettingsError
from benmo.storage.migrate import current, revisions, upgrade
from benmo.storage.schema import CASES, METADATA
from benmo.storage.store import Store


def differences(store: Store) -> list[object]:
    """What the tables lack of the schema in the code, or have beyond it; the search index apart."""

    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
        return not (name or "").startswith(("search_fts", "ix_search_rows_grams")) and name != "grams"

    with store.read() as cx:
        options = {"include_object": ours, "compare_type": False}
        return list(compare_metadata(MigrationContext.configure(cx, opts=options), METADATA))


def test_from_nothing_to_what_the_code_says(store: Store) -> None:
    upgrade(store)
    assert differences(store) == []
    upgrade(store)  # nothing more to do


@pytest.mark.parametrize("version", revisions()[:-1])
def test_from_an_earlier_version_with_data(store: Store, version: str) -> None:
    upgrade(store, version)
    with store.write() as cx:
        cx.execute(
            text(
                "INSERT INTO users (name, display, office, role, password, must_change, active, failures, created_at)"
                " VALUES ('a', 'a', 'o', '管理员', 'x', true, true, 0, '2026')"
            )
        )
    upgrade(store)
    assert differences(store) == []
    with store.read() as cx:
        assert cx.execute(text("SELECT name FROM users")).scalar_one() == "a"


def test_a_newer_database_is_refused(store: Store) -> None:
    upgrade(store)
    with store.write() as cx:
        cx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="比本程序新"):
        upgrade(store)


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from benmo.storage.migrate import upgrade
from benmo.storage.store import Store

store, left = Store(Path(sys.argv[1]), sys.argv[2]), [int(sys.argv[3])]

@event.listens_for(store.engine, "before_cursor_execute")
def count(cx, cursor, statement, parameters, context, many):
    if statement.lstrip().upper().startswith(("CREATE", "INSERT", "ALTER", "UPDATE")):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

upgrade(store)
"""


@pytest.mark.parametrize("at", [2, 9, 31])
def test_killed_in_the_middle_nothing_is_half_done(store: Store, at: int) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", KILLED, str(store.home), url, str(at)], env=os.environ, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with store.read() as cx:
        assert current(cx) is None
        assert inspect(cx).get_table_names() == []
    upgrade(store)
    assert differences(store) == []


def test_originals_are_written_once_and_proven(tmp_path: Path) -> None:
    originals = Store(tmp_path).originals
    sha256 = originals.put(b"abc")
    assert originals.put(b"abc") == sha256 and originals.get(sha256) == b"abc"
    assert list(originals.names()) == [sha256] and originals.verify([sha256]) == []
    file = originals.path(sha256)
    assert oct(file.stat().st_mode)[-3:] == "400"
    file.chmod(0o600)
    file.write_bytes(b"abd")
    assert "已损坏" in originals.verify([sha256])[0]
    assert "不在" in originals.verify(["0" * 64])[0]
    with pytest.raises(ValueError, match=r"\.\."):
        originals.path("../../etc/passwd")


def test_half_points_are_kept_and_whole_ones_stay_whole(store: Store) -> None:
    upgrade(store)
    with store.write() as cx:
        cx.execute(
            text(
                "INSERT INTO users (name, display, office, role, password, must_change, active, failures, created_at)"
                " VALUES ('a', 'a', 'o', '管理员', 'x', true, true, 0, '2026')"
            )
        )
        who = cx.execute(text("SELECT id FROM users")).scalar_one()
        for key, points in (("half", 42.5), ("whole", 42), ("none", None)):
            cx.execute(
                insert(CASES),
                {"key": key, "office": "o", "name": key, "part": 0, "content": key, "state": "new",
                 "status": "reviewed", "parties": "", "score": points, "violations": 0,
                 "open_points": 0, "decided": 0, "unread": 0, "created_by": who, "created_at": "2026",
                 "updated_at": "2026"},
            )  # fmt: skip
        found = {r.key: r.score for r in cx.execute(select(CASES.c.key, CASES.c.score))}
    assert found == {"half": 42.5, "whole": 42, "none": None}
    assert isinstance(found["whole"], int)
