"""The thread that does the jobs. Reading happens in a process of its own, so that pages stay quick meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select
from sqlalchemy.exc import IntegrityError

from benmo.desk import intake, jobs
from benmo.desk.reading import Material, lost_material, read_material
from benmo.errors import BenmoError, Cancelled
from benmo.journal import note_failure
from benmo.pool import start_worker, step_back
from benmo.storage.packing import unpack
from benmo.storage.schema import CASES, FILES, USERS

if TYPE_CHECKING:
    from benmo.desk.service import Desk

#: How often the runner looks for work and gives a sign of life, in seconds.
LOOK, BEAT = 0.5, 5.0
#: How long the end of the program waits for the case that is being read, in seconds.
PATIENCE = 10.0
#: How far reading steps back where processors are short; alone it is as quick as ever.
NICE = 10


class Runner:
    """Does queued jobs one after the other until it is stopped.

    Args:
        desk: whose jobs.
        apart: read in a process of its own; False reads here (tests, small machines).
    """

    def __init__(self, desk: Desk, *, apart: bool = True) -> None:
        self.desk, self.store, self.apart = desk, desk.store, apart
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._pool: ProcessPoolExecutor | None = None
        #: The number of the reading process, 0 where there is none.
        self._reader = 0
        #: Whether a job is being done.
        self.busy = False

    def start(self) -> None:
        """Begin in the background."""
        self._thread = threading.Thread(target=self._run, name="benmo-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the case at hand and end; what is left of its job is queued again and done at the next start.

        A case that takes longer (a scan of many pages) is given up after :data:`PATIENCE` and read anew next time.
        """
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)
            while self._thread.is_alive():
                if self._reader:
                    with contextlib.suppress(OSError):
                        os.kill(self._reader, signal.SIGTERM)
                self._thread.join(LOOK)
        self._close_pool()

    def wake(self) -> None:
        """Look for work at once."""
        self._wake.set()

    def drain(self) -> None:
        """Do everything that is queued, here and now."""
        jobs.recover(self.store)
        while (job := jobs.claim(self.store)) is not None:
            self._do(job)
        self._close_pool()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                jobs.recover(self.store)
                while not self._stop.is_set() and (job := jobs.claim(self.store)) is not None:
                    self._do(job)
            except Exception as error:  # the database may be away for a while; the thread must outlive that
                note_failure("desk: runner", error)
            self._wake.wait(LOOK)
            self._wake.clear()

    def _do(self, job: Row[Any]) -> None:
        work = {"intake": self._intake, "review": self._review, "draft": self._draft}
        self.busy = True
        try:
            result = work[job.kind](job, unpack(job.payload))
        except Cancelled:
            jobs.finish(self.store, job.id, "cancelled", "已按要求停止；已完成的部分保留。")
        except _Stopped:
            jobs.requeue(self.store, job.id)
        except BenmoError as error:
            jobs.finish(self.store, job.id, "failed", str(error), {"code": error.code})
        except Exception as error:
            note_failure(f"desk: job {job.id}", error)
            jobs.finish(self.store, job.id, "failed", f"程序内部错误（{type(error).__name__}），详情见日志。")
        else:
            stopped = bool(result.get("stopped"))
            words = "已按要求停止；文稿保留，没有改完的是程序写成的文字。" if stopped else ""
            jobs.finish(self.store, job.id, "cancelled" if stopped else "done", words, result)
        finally:
            self.busy = False

    def _user(self, number: int) -> Row[Any]:
        with self.store.read() as cx:
            return cx.execute(select(USERS).where(USERS.c.id == number)).one()

    def _pause(self, job: int) -> None:
        """Between two cases: raises where a person or the program's end asks to stop."""
        if jobs.beat(self.store, job):
            raise Cancelled("已停止。")
        if self._stop.is_set():
            raise _Stopped

    def _intake(self, job: Row[Any], payload: dict[str, Any]) -> dict[str, Any]:
        user, done = self._user(job.user_id), intake.done_already(self.store, job.id)
        for number, entry in enumerate(payload["entries"]):
            if number in done:
                continue
            self._pause(job.id)
            if intake.twin(self.store, user.office, intake.content_of(entry["files"])):
                intake.keep_duplicate(self.store, job.id, number, entry, user)
                continue
            files = tuple((path, sha256) for path, sha256 in entry["files"])
            reviews = self._read(job.id, Material(entry["name"], files, originals=str(self.store.originals.folder)))
            try:
                intake.keep_entry(self.store, job.id, number, entry, user, reviews)
            except IntegrityError:  # another runner kept the same bytes a moment earlier
                intake.keep_duplicate(self.store, job.id, number, entry, user)
        return {}

    def _review(self, job: Row[Any], payload: dict[str, Any]) -> dict[str, Any]:
        user, done = self._user(job.user_id), intake.done_already(self.store, job.id)
        for number, case_id in enumerate(payload["cases"]):
            if number in done:
                continue
            self._pause(job.id)
            case, material = self._material(case_id)
            reviews = self._read(job.id, material)
            if case.part >= len(reviews) or reviews[0]["status"] == "unreadable" != case.status:
                words = "；".join(reviews[0]["warnings"][:2]) or "重新读取的结果与原来的文书对不上，保留原审查结果。"
                intake.keep_failure(self.store, job.id, number, case, words)
            else:
                intake.keep_again(self.store, job.id, number, case, user, reviews[case.part])
        return {}

    def _material(self, case_id: int) -> tuple[Row[Any], Material]:
        with self.store.read() as cx:
            case = cx.execute(select(CASES).where(CASES.c.id == case_id)).one()
            files = cx.execute(select(FILES).where(FILES.c.case_id == case_id).order_by(FILES.c.id)).all()
        own = tuple((f.path, f.sha256) for f in files if f.role == "material")
        papers = tuple((f.path, f.sha256) for f in files if f.role != "material")
        name = case.name.rpartition("#")[0] or case.name
        return case, Material(name, own, papers, str(self.store.originals.folder))

    def _draft(self, job: Row[Any], payload: dict[str, Any]) -> dict[str, Any]:
        return self.desk.run_draft(job, payload, lambda: self._pause(job.id))

    def _read(self, job: int, material: Material) -> list[dict[str, Any]]:
        if not self.apart:
            return read_material(material)
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_start_reader)
                self._reader = self._pool.submit(os.getpid).result()
            return self._awaited(job, self._pool.submit(read_material, material))
        except BrokenProcessPool:
            self._close_pool()
            if self._stop.is_set():
                raise _Stopped from None
            return lost_material(material)

    def _awaited(self, job: int, future: Future[list[dict[str, Any]]]) -> list[dict[str, Any]]:
        while True:
            try:
                return future.result(timeout=BEAT)
            except TimeoutError:
                jobs.beat(self.store, job)

    def _close_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool, self._reader = None, 0


def _start_reader() -> None:
    """What the reading process does first: it steps behind whoever waits for a page, and behind the database."""
    start_worker()
    step_back(NICE)


class _Stopped(Exception):
    """The program ends; the job goes on at the next start."""


@contextlib.contextmanager
def running(desk: Desk, *, apart: bool = True) -> Iterator[Runner]:
    """A runner for the length of a ``with`` block."""
    runner = Runner(desk, apart=apart)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()
