"""What was confirmed survives: kill -9 in the middle of a batch, a power cut of SQLite, many cases at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from benmo.desk import jobs
from benmo.desk.model import Upload
from benmo.desk.service import Desk
from benmo.storage.schema import DECISIONS, ITEMS, JOBS

RUN = """
import sys
from pathlib import Path
from benmo.desk.service import Desk
with Desk.open(Path(sys.argv[1]), sys.argv[2], apart=False) as desk:
    print("ready", flush=True)
    desk.runner.drain()
"""


def rulings(kit: Any, count: int) -> list[Upload]:
    """Rulings that differ in a word."""
    (one,) = kit.sample("05")
    return [Upload(f"{n:03d}.txt", one.data + f"\n编号{n}".encode()) for n in range(count)]


def test_killed_in_a_batch_nothing_is_lost_or_done_twice(desk: Desk, url: str, kit: Any) -> None:
    who = kit.administrator(desk)
    job = desk.intake(who, rulings(kit, 60))
    done = 0
    for _ in range(2):
        running = subprocess.Popen(
            [sys.executable, "-c", RUN, str(desk.store.home), url], stdout=subprocess.PIPE, env=os.environ
        )
        assert running.stdout
        running.stdout.readline()
        begun, seen = time.monotonic(), done
        while desk.job(who, job.id).done <= seen and time.monotonic() - begun < 60:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stdout.close()
        done = desk.job(who, job.id).done
        assert done > seen
    with desk.store.read() as cx:
        before = set(cx.execute(select(ITEMS.c.case_id).where(ITEMS.c.job_id == job.id)).scalars())
    desk.runner.drain()
    after = desk.job(who, job.id)
    assert (after.state, after.done, after.total) == ("done", 60, 60)
    with desk.store.read() as cx:
        cases = list(cx.execute(select(ITEMS.c.case_id).where(ITEMS.c.job_id == job.id)).scalars())
    assert before <= set(cases) and len(set(cases)) == len(cases) == 60
    assert {i.state for i in desk.items(who, job.id)} == {"done"}
    assert desk.cases(who).total == 60 and desk.verify_audit(who)[1] == []


def test_a_job_that_dies_again_and_again_is_given_up(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    job = lite.intake(who, kit.sample("05"))
    with lite.store.write() as cx:
        dead = {"state": "running", "attempts": jobs.MAX_ATTEMPTS, "runner": "elsewhere:1", "heartbeat": "2020"}
        cx.execute(update(JOBS).where(JOBS.c.id == job.id).values(**dead))
    lite.runner.drain()
    assert lite.job(who, job.id).state == "failed" and "中断" in lite.job(who, job.id).message


def test_cancelled_keeps_what_is_done(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    job = lite.intake(who, rulings(kit, 3))
    lite.cancel(who, job.id)
    lite.runner.drain()
    assert lite.job(who, job.id).state == "cancelled" and lite.cases(who).total == 0


def test_power_cut_at_any_moment(lite: Desk, kit: Any, tmp_path: Path) -> None:
    """Database and log copied as they lie at random moments of writing: each copy opens, whole, with all confirmed."""
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    shown = [f["checkpoint"] for f in lite.case(who, key).review["findings"] if f["conclusion"] == "violation"]
    rng = random.Random(5)
    copies: list[tuple[Path, int]] = []
    for n in range(30):
        lite.decide(who, key, rng.choice(shown), "confirmed", note=str(n))
        if n % 5 == 0:
            place = tmp_path / f"cut{n}"
            place.mkdir()
            for file in lite.store.home.glob("benmo.sqlite3*"):
                if not file.name.endswith("-shm"):  # memory does not survive
                    shutil.copy(file, place)
            wal = place / "benmo.sqlite3-wal"
            # What was being written when the power went: a torn page at the end of the log.
            with wal.open("ab") as stream:
                stream.write(rng.randbytes(rng.randrange(1, 5000)))
            copies.append((place, n + 1))
    for place, confirmed in copies:
        with sqlite3.connect(place / "benmo.sqlite3") as cx:
            assert cx.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        cx.close()
        with Desk.open(place, "", apart=False) as again:
            with again.store.read() as cx:
                assert len(cx.execute(select(DECISIONS.c.id)).all()) == confirmed
            assert again.verify_audit(None)[1] == []


def test_log_cut_at_any_byte(lite: Desk, kit: Any, tmp_path: Path) -> None:
    """The power goes while the log is being written: whatever of it reached the disk, the database opens whole, with
    the decisions in the order they were made, none missing before the last that is there; the more of the log is
    there, the more of them, and with all of it all. Work goes on after each cut."""
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    shown = next(f["checkpoint"] for f in lite.case(who, key).review["findings"] if f["conclusion"] == "violation")
    main = lite.store.home / "benmo.sqlite3"
    with lite.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as cx:
        cx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    base = main.read_bytes()
    for n in range(12):
        lite.decide(who, key, shown, "confirmed", note=str(n))
    assert main.read_bytes() == base, "everything since lies in the log alone"
    log = main.with_name(main.name + "-wal").read_bytes()
    rng, counts = random.Random(11), []
    for cut in sorted({0, 1, 31, 32, len(log), *(rng.randrange(len(log)) for _ in range(20))}):
        place = tmp_path / str(cut)
        place.mkdir()
        (place / main.name).write_bytes(base)
        (place / f"{main.name}-wal").write_bytes(log[:cut])
        shutil.copy(lite.store.home / "audit.anchors", place) if (lite.store.home / "audit.anchors").exists() else None
        with Desk.open(place, "", apart=False) as again:
            with again.store.read() as cx:
                notes = list(cx.execute(select(DECISIONS.c.note).order_by(DECISIONS.c.id)).scalars())
            assert notes == [str(n) for n in range(len(notes))], cut
            assert again.verify_audit(None)[1] == [], cut
            counts.append(len(notes))
            admin = again.login("admin", "Zhong-Ben-2026").actor
            assert again.decide(admin, key, shown, "confirmed", note="weiter")
    assert counts == sorted(counts) and counts[0] == 0 and counts[-1] == 12


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from benmo.desk.service import Desk

desk, left = Desk.open(Path(sys.argv[1]), sys.argv[2], apart=False), [int(sys.argv[4])]
who = desk.login("admin", "Zhong-Ben-2026").actor

@event.listens_for(desk.store.engine, "before_cursor_execute")
def count(cx, cursor, statement, parameters, context, many):
    if statement.lstrip().upper().startswith(("INSERT INTO DRAFT", "INSERT INTO AUDIT", "UPDATE CASES")):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

desk.draft(who, sys.argv[3], "检察建议书")
"""


def test_killed_in_a_draft_nothing_is_half_there(desk: Desk, url: str, kit: Any) -> None:
    """Before the draft, its version, the case's move and the log: each time as if it had never begun."""
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    shown = next(f["checkpoint"] for f in desk.case(who, key).review["findings"] if f["conclusion"] == "violation")
    desk.decide(who, key, shown, "confirmed")
    kit.admit(desk, who, key)
    for at in range(1, 6):
        given = [sys.executable, "-c", KILLED, str(desk.store.home), url, key, str(at)]
        assert subprocess.run(given, env=os.environ, timeout=120).returncode == -signal.SIGKILL, at
        view = desk.case(who, key)
        assert (view.drafts, view.row.state, len(view.decisions)) == ((), "decided", 1), at
    assert desk.verify_audit(who)[1] == []
    assert desk.export_draft(who, desk.draft(who, key, "检察建议书").row.id)[1]


def test_a_draft_job_of_a_dead_program_is_done_by_the_next(lite: Desk, kit: Any, monkeypatch: Any) -> None:
    """Killed while a model wrote: the job is there, is taken up again, and makes one draft."""
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    shown = next(f["checkpoint"] for f in lite.case(who, key).review["findings"] if f["conclusion"] == "violation")
    lite.decide(who, key, shown, "confirmed")
    kit.admit(lite, who, key)
    job = lite.draft_with_model(who, key, "检察建议书")
    assert jobs.claim(lite.store)
    with lite.store.write() as cx:  # its program is gone, and gave no sign for long
        cx.execute(update(JOBS).where(JOBS.c.id == job.id).values(runner="elsewhere:1", heartbeat="2020"))

    def written(row: Any, payload: dict[str, Any], pause: Any) -> dict[str, Any]:
        assert row.attempts == 2
        return {"draft": lite.draft(who, payload["case"], payload["paper"]).row.id}

    monkeypatch.setattr(lite, "run_draft", written)
    lite.runner.drain()
    assert lite.job(who, job.id).state == "done" and len(lite.case(who, key).drafts) == 1


def test_many_cases(lite: Desk, kit: Any) -> None:
    from evaluation.bench.desk import fill

    who = kit.administrator(lite)
    fill(lite, who, 1000)
    page = lite.cases(who, limit=100)
    assert page.total == 1000 and len(page.rows) == 100 and page.more
    seen = {r.key for n in range(0, 1000, 200) for r in lite.cases(who, offset=n, limit=200).rows}
    assert len(seen) == 1000
    assert lite.cases(who, offset=990, limit=100).more is False
    hits = lite.search(who, "查封", 20)
    assert len(hits) == 20 and all(h.passage[a:b] == "查封" for h in hits for a, b in h.spans)
