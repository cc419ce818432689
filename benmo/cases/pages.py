"""The store of recognised pages below ``BENMO_HOME/cache/ocr``: atomic, bounded in size, never in the way.

It holds words of case material; files are readable by their owner alone, and ``benmo`` may lose all of it at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from functools import lru_cache
from pathlib import Path

from benmo.settings import home


class PageCache:
    """Recognised pages on disk, the longest unused thrown out first.

    Args:
        folder: where to keep them; made when first needed.
        limit: bytes that all of them together may take.
    """

    #: The folder's size is counted anew after so many bytes written.
    SWEEP = 4_000_000

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit
        self._written = self.SWEEP  # the first write of a process looks

    def _file(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name

    def get(self, key: str) -> bytes | None:
        """What was put under *key*, or None where it was not, or is damaged."""
        file = self._file(key)
        try:
            data = zlib.decompress(file.read_bytes())
            os.utime(file)
            return data
        except (OSError, zlib.error):
            return None

    def put(self, key: str, value: bytes) -> None:
        """Keep *value*; a full or read-only disk only means that the page will be recognised again."""
        file = self._file(key)
        spare = file.with_name(f".{file.name}.{os.getpid()}.tmp")
        data = zlib.compress(value)
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                stream.write(data)
            spare.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                spare.unlink()
            return
        self._written += len(data)
        if self._written >= self.SWEEP:
            self._sweep()
            self._written = 0

    def _sweep(self) -> None:
        """Throw out what was not used for the longest time until the rest is within nine tenths of the limit."""
        files = []
        for file in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                found = file.stat()
                files.append((found.st_mtime, found.st_size, file))
        total = sum(size for _, size, _ in files)
        if total <= self.limit:
            return
        for _, size, file in sorted(files):
            with contextlib.suppress(OSError):
                file.unlink()
                total -= size
            if total <= self.limit * 0.9:
                return


def page_cache(limit_mb: int) -> PageCache:
    """The store of this user."""
    return _cache(home(), limit_mb)


@lru_cache(maxsize=4)
def _cache(folder: Path, limit_mb: int) -> PageCache:
    return PageCache(folder / "cache" / "ocr", limit_mb * 1024 * 1024)
