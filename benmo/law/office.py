"""The rules that the office has imported: their text by version, in the data folder, and what they bear out.

``laws/index.json`` is the list, small because every start reads it; ``laws/<id>.json`` is one version of one law with
all its words. Both are written to a new file that then takes the old one's place, so a crash leaves the old state.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from benmo.errors import Busy, UsageError
from benmo.settings import home
from nlp.readers.system import system_words

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Imported:
    """One version of one law as the office gave it.

    ``law`` is our key of the law, None where our tables do not have it. ``last`` is the number of its last article,
    None where articles are missing. ``borne`` maps provision ids to the article that bears them out; ``doubts`` lists
    those that the text does not bear out.
    """

    id: str
    law: str | None
    title: str
    doc_no: str
    effective: str
    articles: int
    last: int | None
    borne: dict[str, int]
    doubts: tuple[str, ...]
    source: str
    sha256: str
    imported: str

    @property
    def start(self) -> date:
        return date.fromisoformat(self.effective)


def folder() -> Path:
    """Where imported laws lie; it need not exist."""
    return home() / "laws"


def imported() -> tuple[Imported, ...]:
    """What is imported, by title and day. A list that is gone or broken is made anew from the files."""
    try:
        raw = json.loads((folder() / "index.json").read_text("utf-8"))
        return tuple(_row(r) for r in raw["laws"])
    except FileNotFoundError:
        return _from_files()
    except (OSError, ValueError, TypeError, KeyError):
        return _from_files()


def _from_files() -> tuple[Imported, ...]:
    rows = []
    if not folder().is_dir():
        return ()
    for path in sorted(folder().glob("*.json")):
        if path.name != "index.json":
            try:
                rows.append(_row(json.loads(path.read_text("utf-8"))["law"]))
            except (OSError, ValueError, TypeError, KeyError):
                continue
    return _sorted(rows)


def _row(raw: dict[str, Any]) -> Imported:
    values = {f.name: raw[f.name] for f in fields(Imported)}
    return Imported(**(values | {"doubts": tuple(values["doubts"]), "borne": dict(values["borne"])}))


def _sorted(rows: list[Imported]) -> tuple[Imported, ...]:
    return tuple(sorted(rows, key=lambda r: (r.title, r.effective)))


def text_of(entry: Imported) -> dict[str, Any]:
    """The whole stored text of *entry*: ``preamble``, ``problems`` and ``articles`` (number, suffix, path, paragraphs).

    Raises:
        UsageError: the file is gone or broken.
    """
    path = folder() / f"{entry.id}.json"
    try:
        stored: dict[str, Any] = json.loads(path.read_text("utf-8"))["text"]
        return stored
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"已导入的《{entry.title}》文件损坏或丢失：{path}。", "重新运行 benmo law import") from error


def put(entry: Imported, text: dict[str, Any]) -> None:
    """Store *entry* with its *text*, in the place of one with the same id.

    Raises:
        Busy: another import is running.
        UsageError: the data folder cannot be written.
    """
    with _writing():
        _write(folder() / f"{entry.id}.json", {"schema_version": _SCHEMA, "law": asdict(entry), "text": text})
        _write_list([e for e in imported() if e.id != entry.id] + [entry])


def remove(entry_id: str) -> Imported:
    """Take the import *entry_id* away again.

    Raises:
        UsageError: there is none with that id.
    """
    with _writing():
        rows = imported()
        gone = next((e for e in rows if e.id == entry_id), None)
        if gone is None:
            known = "、".join(e.id for e in rows) or "无"
            raise UsageError(f"没有编号为 {entry_id} 的已导入法律文件。", f"已导入：{known}；用 benmo law list 查看")
        _write_list([e for e in rows if e.id != entry_id])
        (folder() / f"{entry_id}.json").unlink(missing_ok=True)
    return gone


def _write_list(rows: list[Imported]) -> None:
    laws = [asdict(e) for e in _sorted(rows)]
    _write(folder() / "index.json", {"schema_version": _SCHEMA, "laws": laws})


def _write(path: Path, content: dict[str, Any]) -> None:
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)


@contextmanager
def _writing() -> Iterator[None]:
    """One writer at a time; a folder that cannot be written is told in Chinese."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with (folder() / ".lock").open("a") as lock:
            _lock(lock.fileno())
            yield
    except OSError as error:
        raise UsageError(f"无法写入数据目录 {folder()}：{system_words(error)}。", "检查权限和磁盘空间") from error


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # no such lock on Windows: one import at a time is then the user's care
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Busy("另一个 benmo 正在导入法律文件。", "等它结束后再试") from None
