"""A draft that a language model works on: its words shown where the page of the job sees them, a stop heard at once.

A person's stop loses nothing: what the model had not finished keeps the template's sentences.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from benmo.desk import jobs
from benmo.drafting.model import Step
from benmo.errors import Cancelled
from benmo.storage.store import Store

_SECONDS = 0.5
#: Characters of each defect that are shown while it is written: the newest.
_LAST = 1200
_STATES = {"begun": "等待模型应答", "writing": "正在写", "done": "已写完，正在核对", "failed": "没有完成"}


class Telling:
    """Follows a running draft for the length of a ``with`` block, in a thread of its own.

    ``stopped``: a person asked to stop, and the draft is to be kept as far as it came.

    Args:
        store: where the job is.
        job: its number.
        pause: raises where the work has to stop (a person asked for it, or the program ends).
    """

    def __init__(self, store: Store, job: int, pause: Callable[[], None]) -> None:
        self._store, self._job, self._pause = store, job, pause
        self._steps: dict[int, Step] = {}
        self._shown = ""
        self._over = threading.Event()
        self._ended: Exception | None = None
        self.stopped = False
        self.cancel = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="benmo-draft", daemon=True)

    def __enter__(self) -> Telling:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def hear(self, step: Step) -> None:
        """Take news of a defect."""
        self._steps = {**self._steps, step.number: step}

    def settle(self) -> None:
        """Before the result is kept: raises where the program ends; a person's stop is kept in mind instead."""
        if self._ended is not None:
            raise self._ended
        if not self.stopped:
            try:
                self._pause()
            except Cancelled:
                self.stopped = True

    def _follow(self) -> None:
        while not self._over.wait(_SECONDS):
            try:
                self._pause()
                self._show()
            except Cancelled:
                self.stopped = True
                self.cancel.set()
                return
            except Exception as end:
                self._ended = end
                self.cancel.set()
                return

    def _show(self) -> None:
        steps = self._steps
        words = "\n".join(_line(s) for _, s in sorted(steps.items()))
        if words == self._shown:
            return
        self._shown = words
        over = sum(s.state in ("done", "failed") for s in steps.values())
        total = max((s.total for s in steps.values()), default=0)
        with self._store.write() as cx:
            jobs.progress(cx, self._job, message=words.replace("\0", ""), done=over, total=total)


def _line(step: Step) -> str:
    text = step.text if len(step.text) <= _LAST else f"……{step.text[-_LAST:]}"
    return f"第 {step.number} 项，共 {step.total} 项（{_STATES[step.state]}）\n{text}".rstrip()
