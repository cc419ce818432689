"""Backup and restore: one file that holds a whole desk, whichever database it lay in.

A zip of ``manifest.json``, each table as JSON lines as of one moment, every original, and the office's own files. The
tables are read in one transaction, so a backup made while people work is consistent; originals are never changed or
deleted, so those that the tables name are there. Restoring goes into an empty desk only, and compares every hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy import Connection, func, select

from benmo import __version__
from benmo.errors import Conflict, Unreadable, UsageError
from benmo.files import replacing
from benmo.storage import search
from benmo.storage.migrate import current, upgrade
from benmo.storage.schema import METADATA, ORIGINALS, USERS
from benmo.storage.store import Store
from benmo.storage.times import now
from nlp.readers.system import system_words

FORMAT = 1
#: Files and folders of the data folder that go along.
OWN = ("settings.toml", "office.yaml", "audit.anchors", "模板")
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds."""

    cases: int
    originals: int
    made_at: str


def backup(store: Store, target: Path) -> Summary:
    """Write everything to *target*, which appears whole or not at all.

    Raises:
        UsageError: the file cannot be written, or an original is damaged (nothing is written then).
    """
    try:
        with (
            replacing(target, private=True, durable=True) as spare,
            zipfile.ZipFile(spare, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as pack,
        ):
            summary = _fill(store, pack)
    except OSError as error:
        raise UsageError(f"备份写不进 {target}：{system_words(error)}。", "检查路径与磁盘空间") from error
    return summary


def _fill(store: Store, pack: zipfile.ZipFile) -> Summary:
    hashes: dict[str, str] = {}
    counts: dict[str, int] = {}
    with store.read() as cx:
        revision = current(cx)
        for table in METADATA.sorted_tables:
            whole, count = hashlib.sha256(), 0
            with pack.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out:
                everything = select(table).order_by(*table.primary_key)
                # A few rows at a time: a driver that fetches all of them first would hold the whole desk in memory.
                for row in cx.execute(everything, execution_options={"yield_per": _ROWS}).mappings():
                    line = json.dumps({k: _out(v) for k, v in row.items()}).encode() + b"\n"
                    whole.update(line)
                    out.write(line)
                    count += 1
            hashes[f"tables/{table.name}.jsonl"], counts[table.name] = whole.hexdigest(), count
        names = list(cx.execute(select(ORIGINALS.c.sha256).order_by(ORIGINALS.c.sha256)).scalars())
    for sha256 in names:
        pack.writestr(f"originals/{sha256}", store.originals.get(sha256))
    for file, name in _own(store.home):
        data = file.read_bytes()
        if name == "audit.anchors":  # rows that came after the moment of the backup are not in it
            data = _until(data, counts["audit"])
        pack.writestr(f"home/{name}", data)
        hashes[f"home/{name}"] = hashlib.sha256(data).hexdigest()
    made = now()
    manifest = {"format": FORMAT, "program": __version__, "revision": revision, "made_at": made, "counts": counts}
    pack.writestr("manifest.json", json.dumps(manifest | {"hashes": hashes}))
    return Summary(counts["cases"], len(names), made)


def _until(anchors: bytes, seq: int) -> bytes:
    kept = (line for line in anchors.splitlines(keepends=True) if (number := line.split()[:1]) and number[0].isdigit())
    return b"".join(line for line in kept if int(line.split()[0]) <= seq)


def _own(home: Path) -> Iterator[tuple[Path, str]]:
    for name in OWN:
        path = home / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and not file.is_symlink():
                yield file, file.relative_to(home).as_posix()


def restore(store: Store, source: Path) -> Summary:
    """Fill the empty *store* from *source*.

    Raises:
        Unreadable: the file is no backup, is damaged, or comes from a newer program.
        Conflict: the desk is not empty.
    """
    try:
        with zipfile.ZipFile(source) as pack:
            return _restored(store, pack, source)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(f"{source} 不是完好的备份文件（{type(error).__name__}）。", "换一个备份文件") from error


def _restored(store: Store, pack: zipfile.ZipFile, source: Path) -> Summary:
    manifest = json.loads(pack.read("manifest.json"))
    if manifest["format"] != FORMAT:
        raise Unreadable(f"{source} 的格式本程序不认识。", "用做备份时的版本或者更新的版本恢复")
    for name, expected in manifest["hashes"].items():
        with pack.open(name) as stream:
            whole = hashlib.sha256()
            for block in iter(lambda: stream.read(1 << 20), b""):
                whole.update(block)
            if whole.hexdigest() != expected:
                raise Unreadable(f"{source} 中的 {name} 与校验值不符，备份已损坏。", "换一个备份文件")
    with store.read() as cx:
        there = current(cx)
        if there and cx.execute(select(func.count()).select_from(USERS)).scalar_one():
            raise Conflict("数据目录中已有数据，不能在其上恢复。", "用 BENMO_HOME 指定一个空目录，或者空的数据库")
    originals = [n for n in pack.namelist() if n.startswith("originals/")]
    for name in originals:
        if store.originals.put(pack.read(name)) != name.partition("/")[2]:
            raise Unreadable(f"{source} 中的 {name} 与校验值不符，备份已损坏。", "换一个备份文件")
    if there is None:
        upgrade(store, manifest["revision"])
    with store.write() as cx:
        for table in METADATA.sorted_tables:
            if f"tables/{table.name}.jsonl" in manifest["hashes"]:
                with pack.open(f"tables/{table.name}.jsonl") as stream:
                    _insert(cx, table.name, stream)
        search.rebuild(cx)
        _sequences(cx)
    upgrade(store)
    for name in manifest["hashes"]:
        if name.startswith("home/") and ".." not in Path(name).parts:
            target = store.home / name.partition("/")[2]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(pack.read(name))
    return Summary(manifest["counts"]["cases"], len(originals), manifest["made_at"])


def _insert(cx: Connection, name: str, stream: IO[bytes]) -> None:
    rows: list[dict[str, Any]] = []
    for line in stream:
        rows.append({k: _in(v) for k, v in json.loads(line).items()})
        if len(rows) == _ROWS:
            cx.execute(sa.insert(sa.table(name, *map(sa.column, rows[0]))), rows)
            rows = []
    if rows:
        cx.execute(sa.insert(sa.table(name, *map(sa.column, rows[0]))), rows)


def _sequences(cx: Connection) -> None:
    """PostgreSQL counts on by itself from 1; it must go on behind the restored numbers."""
    if cx.dialect.name == "sqlite":
        return
    for table in METADATA.sorted_tables:
        if "id" in table.c:
            cx.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"
                f" COALESCE((SELECT max(id) FROM {table.name}), 0) + 1, false)"
            )


def _out(value: Any) -> Any:
    return {"$b": base64.b64encode(value).decode()} if isinstance(value, bytes | memoryview) else value


def _in(value: Any) -> Any:
    return base64.b64decode(value["$b"]) if isinstance(value, dict) else value
