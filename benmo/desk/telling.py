"""What a model writes, put where the page of the job can see it: now and then, not at every word."""

from __future__ import annotations

import time
from collections.abc import Callable

from benmo.desk import jobs
from benmo.storage.store import Store

_SECONDS = 0.5
_LAST = 4000


class Telling:
    """The words of a running draft."""

    def __init__(self, store: Store, job: int, pause: Callable[[], None]) -> None:
        self._store, self._job, self._pause = store, job, pause
        self._text, self._told = "", 0.0

    def hear(self, piece: str) -> None:
        """Take a piece of the model's answer."""
        self._text = (self._text + piece)[-_LAST:]

    def pause(self) -> None:
        """Between two pieces: tell what has come, and raise where a person asked to stop."""
        if time.monotonic() - self._told < _SECONDS:
            return
        self._told = time.monotonic()
        with self._store.write() as cx:
            jobs.progress(cx, self._job, message=self._text.replace("\0", ""))
        self._pause()
