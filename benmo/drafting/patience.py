"""Asking again: a call that failed for a reason that may pass is repeated, waiting longer each time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from benmo.drafting.errors import ModelBusy
from benmo.drafting.model import PLAIN, Ask, Completion, Model
from prompts import Message

#: Seconds before the first repetition; doubled for each further one, with a quarter of chance so that many do not
#: come back at once.
FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0


class Patient:
    """*model*, asked up to ``1 + retries`` times. Time outs are not repeated: waiting as long again seldom helps."""

    def __init__(self, model: Model, retries: int, wait: Callable[[float, Ask], None] | None = None) -> None:
        self._model = model
        self._retries = retries
        self._wait = wait or _wait
        self.name, self.endpoint, self.concurrency = model.name, model.endpoint, model.concurrency
        self.limit = model.limit

    def complete(self, messages: Sequence[Message], ask: Ask = PLAIN) -> Completion:
        """The model's reply. Raises the last ModelError when it keeps failing."""
        for tried in range(self._retries + 1):
            try:
                return self._model.complete(messages, ask)
            except ModelBusy:
                if tried == self._retries:
                    raise
                pause = min(LONGEST_WAIT, FIRST_WAIT * 2**tried)
                self._wait(pause * (0.75 + random.random() / 2), ask)
                ask.check()
        raise AssertionError("unreachable")


def _wait(seconds: float, ask: Ask) -> None:
    if ask.cancel is not None:
        ask.cancel.wait(seconds)
    else:
        time.sleep(seconds)
