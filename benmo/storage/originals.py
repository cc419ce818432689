"""Originals by their sha256: written once, never changed, proven by :meth:`Originals.verify`.

Invariants: the name of a file below the folder is the hash of its bytes; a file appears whole or not at all (written
beside, synced, renamed); nothing here deletes or rewrites one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from benmo.errors import UsageError
from nlp.readers.system import system_words


class Originals:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the original with that hash lies."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(sha256)
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep *data*; returns its hash. On return the bytes are on the disk."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.is_file() and target.stat().st_size == len(data):
            return sha256
        spare = target.with_name(f".{sha256[:16]}.{secrets.token_hex(4)}.tmp")
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            spare.replace(target)
            for folder in (target.parent, self.folder):
                _sync(folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                spare.unlink()
            raise UsageError(f"原件写不进数据目录：{system_words(error)}。", "检查磁盘空间与权限") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of an original, compared with its name. Raises UsageError where it is gone or damaged."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise UsageError(f"原件 {sha256[:12]} 不在数据目录中。", "从备份恢复") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UsageError(f"原件 {sha256[:12]} 已损坏，与校验值不符。", "从备份恢复")
        return data

    def lend(self, sha256: str, target: Path) -> None:
        """Place the original at *target* for a reader that needs a file: a link where possible, else a copy."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.path(sha256), target)
        except OSError:
            target.write_bytes(self.get(sha256))

    def names(self) -> Iterator[str]:
        """The hashes of all originals there are."""
        for file in sorted(self.folder.glob("??/*")):
            if not file.name.startswith("."):
                yield file.name

    def verify(self, expected: Iterable[str]) -> list[str]:
        """What is wrong, in Chinese: originals that are missing or whose bytes no longer give their name."""
        faults = []
        for sha256 in expected:
            try:
                self.get(sha256)
            except UsageError as error:
                faults.append(error.message)
        return faults


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
