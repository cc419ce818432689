"""Many cases into one file of JSON lines: resumable, never stopped by a bad case, in a fixed order.

Every line carries ``source`` (entry, fingerprint of the input bytes, number of reviews from that entry, program
version, the mark of its rules), so that a later run knows what is done and unchanged. All lines of one entry are
written by one call; a line cut short by a crash is dropped on resume. The order is that of the entries, whatever the
number of workers, so the same input gives the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from benmo import __version__, settings
from benmo.cases.intake import Entry, gather_entry, list_entries, walk
from benmo.engine import mark
from benmo.errors import Busy, PathMissing, UsageError
from benmo.journal import note_failure
from benmo.jsonline import dump_line
from benmo.pool import run_ordered
from nlp.readers.system import system_words

Review = dict[str, Any]
#: So many light entries are reviewed together: enough for the processor's caches to pay, few enough to hold at once.
TOGETHER = 64
#: Formats and size of a light entry; scans and folders are heavy and go one by one.
LIGHT = frozenset((".txt", ".html", ".htm", ".json", ".docx"))
LIGHT_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Job:
    """What to review of which folder; picklable, goes to every worker."""

    folder: Path
    with_text: bool = False
    #: What the reviews depend on besides the material (:func:`benmo.engine.mark`).
    engine: str = ""


@dataclass(slots=True)
class Summary:
    """What a batch did."""

    cases: int = 0
    kept: int = 0
    by_status: dict[str, int] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    repaired: bool = False
    foreign: int = 0

    @property
    def unreadable(self) -> int:
        return self.by_status.get("unreadable", 0)

    def count(self, status: str) -> None:
        """Take one finished review into the figures."""
        self.cases += 1
        self.by_status[status] = self.by_status.get(status, 0) + 1


def run(
    folder: Path,
    out: Path,
    *,
    with_text: bool = False,
    workers: int = 1,
    fresh: bool = False,
    leave_out: Iterable[Path] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Review every case of *folder* into *out*, one JSON line each; *progress* hears (done, total) entries.

    Raises:
        UsageError: *folder* is no folder, *out* cannot be written, or another run is writing it.
    """
    if not folder.is_dir():
        if folder.exists():
            raise UsageError(f"{folder} 不是目录。", "批量审查需要目录；单个文件请用 benmo review")
        raise PathMissing(f"找不到目录 {folder}。", "检查路径是否写对")
    entries, skipped = list_entries(folder, [out, *leave_out])
    if not entries:
        raise UsageError(f"目录 {folder} 中没有可审查的文件。", "检查目录是否写对；每个文件或子目录是一案")
    job = Job(folder, with_text, mark())
    summary = Summary(skipped=skipped)
    with _Journal.open(out, fresh=fresh) as lines:
        done = lines.resume(entries, job, summary)
        todo = [e for e in entries if e.id not in done]
        finished = len(entries) - len(todo)
        progress(finished, len(entries))
        for reviews in run_ordered(
            review_entry, [(job, e) for e in todo], workers, lost=lost_entry, together=review_entries
        ):
            lines.write(reviews)
            finished += 1
            for review in reviews:
                summary.count(review["status"])
            progress(finished, len(entries))
    return summary


def review_entries(tasks: Iterable[tuple[Job, Entry]]) -> Iterator[list[Review]]:
    """As :func:`review_entry` for each; light entries are taken together, which is faster (see ``review_each``)."""
    light: list[tuple[Job, Entry]] = []
    for task in tasks:
        if _is_light(task[1].path):
            light.append(task)
            if len(light) < TOGETHER:
                continue
        yield from _together(light)
        if not light or light[-1] is not task:
            yield review_entry(task)
        light = []
    yield from _together(light)


def _is_light(path: Path) -> bool:
    """Whether *path* is a small file of a format that is read at once: not worth waiting for by itself."""
    try:
        return path.suffix.lower() in LIGHT and path.is_file() and path.stat().st_size <= LIGHT_BYTES
    except OSError:
        return False


def _together(tasks: list[tuple[Job, Entry]]) -> list[list[Review]]:
    """The reviews of all *tasks* at once; if anything goes wrong, one by one, so that one costs the others nothing."""
    from benmo.review import review_each

    if len(tasks) > 1:
        try:
            with settings.held():
                read = [gather_entry(entry, job.folder) for job, entry in tasks]
            done = iter(review_each([m for materials in read for m in materials], with_text=tasks[0][0].with_text))
            return [
                _stamped([review for _ in materials for review in next(done)], job, entry)
                for (job, entry), materials in zip(tasks, read, strict=True)
            ]
        except Exception:  # told of where it is met again
            return [review_entry(task) for task in tasks]
    return [review_entry(task) for task in tasks]


def review_entry(task: tuple[Job, Entry]) -> list[Review]:
    """All reviews of one entry; whatever goes wrong becomes a review that says so."""
    from benmo.review import review_each

    job, entry = task
    try:
        materials = gather_entry(entry, job.folder)
        reviews = [review for found in review_each(materials, with_text=job.with_text) for review in found]
    except Exception as error:
        note_failure(f"batch: {entry.path}", error)
        words = f"审查 {entry.path.name} 时程序出错（{type(error).__name__}），本案未审查；详情见日志。"
        reviews = [broken(entry, words)]
    return _stamped(reviews, job, entry)


def lost_entry(task: tuple[Job, Entry]) -> list[Review]:
    """The review of an entry whose worker process died (out of memory, a crash in a C library)."""
    job, entry = task
    words = f"审查 {entry.path.name} 时工作进程中断（可能内存不足或文件损坏），本案未审查。"
    return _stamped([broken(entry, words)], job, entry)


def broken(entry: Entry, warning: str) -> Review:
    """A review by the contract for a case of which nothing could be said."""
    empty_case: Review = {
        **dict.fromkeys(("court", "case_no", "ruling_date", "filing_date", "cause")),
        **{k: [] for k in ("basis", "applicants", "respondents", "assets", "inquiries", "measures")},
        **{k: [] for k in ("citations", "tags")},
        "amounts": {"claimed": None, "recovered": None, "outstanding": None},
        "interview": {"held": None, "date": None},
        "panel": {},
        "evidence": {},
    }
    return {
        "schema_version": 1,
        "id": entry.id,
        "status": "unreadable",
        "documents": [],
        "case": empty_case,
        "findings": [],
        "grade": {"level": None, "score": None, "deductions": []},
        "warnings": [warning],
    }


def _stamped(reviews: list[Review], job: Job, entry: Entry) -> list[Review]:
    source = {
        "entry": entry.path.name,
        "fingerprint": fingerprint(entry.path),
        "reviews": len(reviews),
        "with_text": job.with_text,
        "version": __version__,
        "engine": job.engine,
    }
    return [review | {"source": source} for review in reviews]


def fingerprint(path: Path) -> str:
    """One hash over the names and bytes of everything below *path*; what cannot be opened counts as such."""
    whole = hashlib.sha256()
    files = walk(path) if path.is_dir() else [(path, "")]
    for file, reason in files:
        whole.update(file.relative_to(path).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        if not reason:
            try:
                with file.open("rb") as stream:
                    whole.update(hashlib.file_digest(stream, "sha256").digest())
            except OSError:
                whole.update(b"?")
    return whole.hexdigest()


class _Journal:
    """The one writer of a JSON-lines file."""

    SYNC_SECONDS = 1.0

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        self.path = path
        self._stream = stream
        self._synced = time.monotonic()

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, *, fresh: bool) -> Iterator[_Journal]:
        """Open *path* for this process alone; *fresh* empties it."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = path.open("a+b", buffering=0)
        except OSError as error:
            raise UsageError(f"不能写入 {path}：{system_words(error)}。", "换一个有写权限的位置") from error
        with stream:
            _lock(stream, path)
            if fresh:
                stream.truncate(0)
            journal = cls(path, stream)
            try:
                yield journal
            finally:
                os.fsync(stream.fileno())

    def resume(self, entries: list[Entry], job: Job, summary: Summary) -> set[str]:
        """Keep what is done and unchanged, drop the rest; return the ids of the entries that need no work."""
        wanted = {e.path.name: e for e in entries}
        kept: dict[str, list[tuple[str, bytes, int]]] = {}
        foreign: list[bytes] = []
        dropped = False
        for line, review in self._lines():
            source = review.get("source") if isinstance(review, dict) else None
            if review is None or not isinstance(source, dict):
                dropped = True
            elif source.get("entry") in wanted:
                kept.setdefault(source["entry"], []).append((review["status"], line, source.get("reviews", 0)))
                dropped |= self._stale(source, wanted[source["entry"]], job)
                if self._stale(source, wanted[source["entry"]], job):
                    kept[source["entry"]].clear()
            else:
                foreign.append(line)
        return self._settle(wanted, kept, foreign, dropped, summary)

    def _settle(
        self,
        wanted: dict[str, Entry],
        kept: dict[str, list[tuple[str, bytes, int]]],
        foreign: list[bytes],
        dropped: bool,
        summary: Summary,
    ) -> set[str]:
        complete = {name: rows for name, rows in kept.items() if rows and len(rows) == rows[0][2]}
        dropped |= len(complete) < len(kept)
        for rows in complete.values():
            for status, _, _ in rows:
                summary.count(status)
                summary.kept += 1
        summary.foreign, summary.repaired = len(foreign), dropped
        if dropped:
            self._rewrite(foreign + [line for name in wanted for _, line, _ in complete.get(name, ())])
        return {wanted[name].id for name in complete}

    def _stale(self, source: dict[str, Any], entry: Entry, job: Job) -> bool:
        same = source.get("engine") == job.engine and (source.get("with_text") or not job.with_text)
        return not same or source.get("fingerprint") != fingerprint(entry.path)

    def _lines(self) -> Iterator[tuple[bytes, Review | None]]:
        self._stream.seek(0)
        with open(self._stream.fileno(), "rb", closefd=False) as reader:
            for line in reader:
                try:
                    review = json.loads(line) if line.endswith(b"\n") else None
                    yield line, review if isinstance(review, dict) and "status" in review else None
                except ValueError:
                    yield line, None

    def _rewrite(self, lines: list[bytes]) -> None:
        # In place, because the lock is on this very file: a copy is made first, so that no crash here loses a result.
        spare = self.path.with_name(self.path.name + ".bak")
        spare.write_bytes(b"".join(lines))
        self._stream.truncate(0)
        self._append(b"".join(lines))
        os.fsync(self._stream.fileno())
        spare.unlink()

    def write(self, reviews: list[Review]) -> None:
        """Append all *reviews* of one entry, or none of them."""
        self._append(b"".join(dump_line(r) for r in reviews))
        if time.monotonic() - self._synced > self.SYNC_SECONDS:
            os.fsync(self._stream.fileno())
            self._synced = time.monotonic()

    def _append(self, block: bytes) -> None:
        before = self._stream.seek(0, os.SEEK_END)
        try:
            view = memoryview(block)
            while view:
                view = view[self._stream.write(view) :]
        except OSError as error:
            self._stream.truncate(before)
            words = f"写入 {self.path} 失败：{system_words(error)}。"
            raise UsageError(words, "检查磁盘空间后重新运行，已完成的不重做") from error


def _lock(stream: IO[bytes], path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such lock on Windows: one run at a time is then the user's care
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Busy(f"另一个 benmo 正在写 {path}。", "等它结束，或换一个 --out 文件") from None
