"""A prompt, the model and the reading of its reply as one LangChain ``Runnable``; many inputs side by side.

ask = chain(model, prompt, parse)
answers = run(ask, [{"paragraph": …}, …], model.concurrency)     # ModelError in the place of what failed
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import prompts
from benmo.drafting.endpoint import quiet
from benmo.drafting.errors import ModelCancelled
from benmo.drafting.model import PLAIN, Ask, Completion, Model
from benmo.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

T = TypeVar("T")
Slots = Mapping[str, str]

#: After this many failures in one paper the rest is not asked for.
GIVE_UP = 2


class Fuse:
    """Counts failures over the calls of one paper and blows when there are too many, or the user has stopped it."""

    def __init__(self, most: int = GIVE_UP) -> None:
        self._most = most
        self._failed = 0
        self._lock = threading.Lock()
        self._last: ModelError | None = None

    def check(self) -> None:
        """Raise the last failure once more when the fuse has blown."""
        with self._lock:
            if self._last is not None and (self._failed >= self._most or isinstance(self._last, ModelCancelled)):
                words = self._last.message
                raise type(self._last)(words if words.startswith("此前") else f"此前各项未成，本项未再尝试：{words}")

    def failed(self, error: ModelError) -> None:
        """Count *error*."""
        with self._lock:
            self._failed += 1
            self._last = error


def chain(
    model: Model,
    prompt: prompts.Prompt,
    read: Callable[[Completion, Slots], T],
    ask: Ask | Callable[[Slots], Ask] = PLAIN,
    fuse: Fuse | None = None,
    after: Callable[[Slots, Completion | ModelError], None] = lambda slots, reply: None,
) -> Runnable[Slots, T]:
    """Slots of *prompt* in, what *read* makes of the reply out. ModelError passes through.

    *ask* may depend on the slots: then each call has its own listener. *after* hears each reply, or why there is none,
    at once; what *read* makes of the replies may wait until all are there.
    """
    quiet()
    from langchain_core.runnables import RunnableLambda

    name = f"{prompt.id} v{prompt.version} {prompt.sha256}"
    blows = fuse or Fuse()

    def render(slots: Slots) -> tuple[Slots, tuple[prompts.Message, ...]]:
        return slots, prompt.render(**slots)

    def answer(given: tuple[Slots, tuple[prompts.Message, ...]]) -> tuple[Slots, Completion]:
        slots, messages = given
        try:
            blows.check()
            own = ask(slots) if callable(ask) else ask
            reply = model.complete(messages, replace(own, prompt=name))
        except ModelError as error:
            blows.failed(error)
            after(slots, error)
            raise
        after(slots, reply)
        return slots, reply

    def parse(given: tuple[Slots, Completion]) -> T:
        slots, completion = given
        return read(completion, slots)

    steps: Any = RunnableLambda(render) | RunnableLambda(answer) | RunnableLambda(parse)
    return steps  # type: ignore[no-any-return]


def run(steps: Runnable[Slots, T], inputs: Sequence[Slots], concurrency: int) -> list[T | ModelError]:
    """The results in the order of *inputs*, a ModelError where a call failed; any other error is raised."""
    found: list[Any] = steps.batch(list(inputs), {"max_concurrency": max(1, concurrency)}, return_exceptions=True)
    for one in found:
        if isinstance(one, BaseException) and not isinstance(one, ModelError):
            raise one
    return found
