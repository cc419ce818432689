"""A draft that a language model works on: its words shown where the page of the job sees them, a stop heard at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from benmo.desk import jobs
from benmo.storage.store import Store

_SECONDS = 0.5
_LAST = 4000


class Telling:
    """Follows a running draft for the length of a ``with`` block, in a thread of its own.

    Args:
        store: where the job is.
        job: its number.
        pause: raises where the work has to stop (a person asked for it, or the program ends).
    """

    def __init__(self, store: Store, job: int, pause: Callable[[], None]) -> None:
        self._store, self._job, self._pause = store, job, pause
        self._text, self._shown = "", ""
        self._over = threading.Event()
        self._stopped: Exception | None = None
        self.cancel = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="benmo-draft", daemon=True)

    def __enter__(self) -> Telling:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def hear(self, piece: str) -> None:
        """Take a piece of the model's answer."""
        self._text = (self._text + piece)[-_LAST:]

    def settle(self) -> None:
        """Before the result is kept: raises where the work has to stop."""
        if self._stopped is not None:
            raise self._stopped
        self._pause()

    def _follow(self) -> None:
        while not self._over.wait(_SECONDS):
            try:
                self._pause()
                if self._text != self._shown:
                    self._shown = self._text
                    with self._store.write() as cx:
                        jobs.progress(cx, self._job, message=self._shown.replace("\0", ""))
            except Exception as stop:
                self._stopped = stop
                self.cancel.set()
                return
