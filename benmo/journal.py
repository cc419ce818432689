"""The log file: what went wrong inside, for whoever mends it; a prosecutor never sees a traceback."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path

from benmo.settings import home

#: Beyond this size the log starts anew and the old one is kept once.
MAX_BYTES = 4_000_000


def log_file() -> Path:
    """Where failures are noted."""
    return home() / "logs" / "benmo.log"


def note_failure(where: str, error: BaseException) -> Path | None:
    """Append the traceback of *error*; return the file, or None where it cannot be written (that must not hurt)."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MAX_BYTES:
            path.replace(path.with_suffix(".log.1"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"== {datetime.now().isoformat(timespec='seconds')} {where}\n")
            stream.writelines(traceback.format_exception(error))
    except OSError:
        return None
    return path
