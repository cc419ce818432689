"""Folders for one piece of work: copies of case material lie in them, and none may stay behind.

A program that ends in good order takes its folders away. One that was killed cannot; the next one that starts does it
(:func:`sweep`), for the copies are of somebody's case.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"benmo-work-([1-9]\d*)-\w{8}")


@contextmanager
def workroom() -> Iterator[Path]:
    """An empty folder, readable by its owner alone, for the length of a ``with`` block.

    Raises:
        OSError: the system's temporary folder cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix=f"benmo-work-{os.getpid()}-") as folder:
        yield Path(folder)


def sweep() -> int:
    """Take away the workrooms of programs that have ended; returns how many.

    Only folders with a name that :func:`workroom` gives, of this user, whose process is gone; links are never followed.
    On systems where a process cannot be asked for without harm (Windows) nothing is taken.
    """
    if os.name != "posix":
        return 0
    taken = 0
    with suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            named = _NAME.fullmatch(entry.name)
            if named and _is_own(entry) and not _alive(int(named[1])):
                with suppress(OSError):
                    shutil.rmtree(entry.path)
                    taken += 1
    return taken


def _is_own(entry: os.DirEntry[str]) -> bool:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's, or a number that no process can have: not ours to judge
        return True
    return True
