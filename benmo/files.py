"""Files that appear whole or not at all: written beside their place under another name, then moved there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(target: Path, *, private: bool = False, durable: bool = False) -> Iterator[Path]:
    """A spare path beside *target*; what the block writes there takes the place of *target* when it ends well.

    After an error, or an interruption, *target* is as it was and the spare is gone. The spare keeps the suffix, for
    some libraries choose the format by it.

    Args:
        private: readable and writable by the owner alone, from its first byte on.
        durable: on the disk before it takes its place, so that a power cut leaves the old file or the new one.

    Raises:
        OSError: the folder cannot be written, or the block raised it.
    """
    spare = target.with_name(f".{target.stem}.{secrets.token_hex(4)}.tmp{target.suffix}")
    try:
        if private:
            os.close(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield spare
        if durable:
            _sync(spare)
        spare.replace(target)
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
