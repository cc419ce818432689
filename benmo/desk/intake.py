"""Files come in: kept as originals first, then read in a job, one case after the other.

One file is a case (or several, where it holds several rulings), a folder or archive is a case: the rules of
``benmo review``. With ``each`` a folder is a batch and what lies directly in it are the cases, as in ``benmo batch``.
The same bytes a second time make no second case: the entry is told to be a duplicate, and of which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError

from benmo.cases.intake import is_system
from benmo.desk import admission, audit, jobs, keeping
from benmo.desk.model import Actor, Upload
from benmo.desk.reading import safe_parts
from benmo.errors import UsageError
from benmo.storage.schema import CASES, ITEMS, JOBS, ORIGINALS
from benmo.storage.store import Store
from benmo.storage.times import now


def accept(store: Store, who: Actor, uploads: Sequence[Upload], *, each: bool, max_bytes: int, max_files: int) -> int:
    """Keep the originals and queue their reading; returns the job. On return nothing can be lost any more.

    Raises:
        UsageError: nothing, or too much, came in.
    """
    meant = [u for u in uploads if not any(is_system(p) for p in safe_parts(u.path))]
    if not meant:
        raise UsageError("没有可收的文件。", "选择裁定书文件、卷宗目录或者压缩包")
    if len(meant) > max_files or sum(len(u.data) for u in meant) > max_bytes:
        raise UsageError(f"一次收件过多：上限 {max_files} 个文件、共 {max_bytes // 1024 // 1024} MB。", "分几次收件")
    kept = [(u.path, store.originals.put(u.data), len(u.data)) for u in meant]
    entries = group([(path, sha256) for path, sha256, _ in kept], each=each)
    title = entries[0]["name"] + (f" 等 {len(entries)} 项" if len(entries) > 1 else "")
    with store.write() as cx:
        for _, sha256, size in kept:
            keep_original(cx, sha256, size)
        number = jobs.add(cx, who, "intake", title, {"entries": entries}, len(entries))
        audit.note(store, cx, who.name, "intake", f"job:{number}", files=len(kept), entries=len(entries))
    return number


def keep_original(cx: Connection, sha256: str, size: int) -> None:
    """Record an original, once."""
    if not cx.execute(select(ORIGINALS.c.sha256).where(ORIGINALS.c.sha256 == sha256)).first():
        try:
            with cx.begin_nested():
                cx.execute(insert(ORIGINALS).values(sha256=sha256, size=size, added_at=now()))
        except IntegrityError:
            return  # another intake was a moment earlier


def group(files: Sequence[tuple[str, str]], *, each: bool) -> list[dict[str, Any]]:
    """The entries of an intake: name and files [(path below the entry's folder, sha256)]."""
    found: dict[str, list[list[str]]] = {}
    for path, sha256 in files:
        parts = safe_parts(path)
        if each and len(parts) > 1:
            parts = parts[1:]
        name = parts[0]
        found.setdefault(name if len(parts) > 1 else f"\0{name}", []).append(["/".join(parts), sha256])
    entries: list[dict[str, Any]] = []
    for name, members in found.items():
        if name.startswith("\0"):
            # Two files of one name were dropped from two places: two entries.
            stem = name[1:].rpartition(".")[0] or name[1:]
            entries += [{"name": stem, "files": [member]} for member in members]
        else:
            entries.append({"name": name, "files": members})
    return entries


def content_of(files: Sequence[Sequence[str]]) -> str:
    """What makes an entry the same as another: its bytes, whatever the names and the order."""
    return hashlib.sha256("".join(sorted({sha256 for _, sha256 in files})).encode()).hexdigest()


def twin(store: Store, office: str, content: str) -> bool:
    """Whether the office has cases of that content already."""
    with store.read() as cx:
        return bool(cx.execute(select(CASES.c.id).where(CASES.c.office == office, CASES.c.content == content)).first())


def done_already(store: Store, job: int) -> set[int]:
    """The entries of a job that an earlier attempt finished."""
    with store.read() as cx:
        return set(cx.execute(select(ITEMS.c.number).where(ITEMS.c.job_id == job)).scalars())


def keep_duplicate(store: Store, job: int, number: int, entry: dict[str, Any], user: Row[Any]) -> None:
    """Record that an entry was there already."""
    content = content_of(entry["files"])
    same = (CASES.c.office == user.office) & (CASES.c.content == content)
    with store.write() as cx:
        rows = cx.execute(select(CASES.c.id, CASES.c.name, CASES.c.part).where(same).order_by(CASES.c.part)).all()
        for row in rows:
            words = f"与已收案件“{row.name}”内容完全相同，未重复收入"
            _item(cx, job, number, row.part, entry["name"], "duplicate", row.id, words)
        jobs.progress(cx, job, done=JOBS.c.done + 1)


def keep_entry(
    store: Store, job: int, number: int, entry: dict[str, Any], user: Row[Any], reviews: Sequence[dict[str, Any]]
) -> None:
    """Make the cases of one entry: all of them, the items of the job and the log in one transaction."""
    content = content_of(entry["files"])
    files = [(path, sha256) for path, sha256 in entry["files"]]
    assignee = user.id if user.role in ("承办人", "部门负责人", "管理员") else None
    with store.write() as cx:
        for part, review in enumerate(reviews):
            key = keeping.new_key()
            values = {
                "key": key,
                "office": user.office,
                "assignee_id": assignee,
                "name": keeping.clip(review["id"], 255),
                "part": part,
                "content": content,
                "created_by": user.id,
            }
            words = _alike(cx, user.office, review)
            case_id = keeping.add_case(cx, values, review, files)
            if review["status"] != "reviewed":
                words = "；".join(filter(None, [words, *review["warnings"][:3]]))
            _item(cx, job, number, part, review["id"], "done", case_id, words)
            audit.note(store, cx, user.name, "case.add", key, job=job, status=review["status"])
        jobs.progress(cx, job, done=JOBS.c.done + 1)


def _alike(cx: Connection, office: str, review: dict[str, Any]) -> str:
    case = review["case"]
    if not case["case_no"]:
        return ""
    same = (CASES.c.office == office) & (CASES.c.case_no == case["case_no"])
    row = cx.execute(select(CASES.c.name).where(same).limit(1)).first()
    return f"与已收案件“{row.name}”案号相同，请核对是否重复" if row else ""


def _item(
    cx: Connection, job: int, number: int, part: int, name: str, state: str, case: int | None, words: str
) -> None:
    cx.execute(
        insert(ITEMS).values(
            job_id=job, number=number, part=part, name=keeping.clip(name, 255), state=state, case_id=case,
            message=keeping.clip(words, 1000) or "",
        )
    )  # fmt: skip


def keep_again(store: Store, job: int, number: int, case: Row[Any], user: Row[Any], review: dict[str, Any]) -> None:
    """Make *review* the present one of a case that was read anew."""
    with store.write() as cx:
        keeping.keep_review(cx, case.id, review)
        admission.refresh(cx, case.id)
        _item(cx, job, number, 0, case.name, "done", case.id, "")
        audit.note(store, cx, user.name, "review", case.key, job=job)
        jobs.progress(cx, job, done=JOBS.c.done + 1)


def keep_failure(store: Store, job: int, number: int, case: Row[Any], words: str) -> None:
    """Record that a case could not be read anew; its review stays as it was."""
    with store.write() as cx:
        _item(cx, job, number, 0, case.name, "failed", case.id, words)
        jobs.progress(cx, job, done=JOBS.c.done + 1)
