"""What drafting asks of a language model, whichever of the three back ends stands behind the door.

A :class:`Model` takes messages and an :class:`Ask` and gives a :class:`Completion`. Nothing here imports a client.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from benmo.drafting.errors import ModelCancelled, ModelTimeout
from benmo.errors import ModelError
from prompts import Message

Stream = Callable[[str], None]
Watch = Callable[["Step"], None]


@dataclass(frozen=True, slots=True)
class Step:
    """How far the rewriting of one paper is; for a terminal or a page that shows it.

    ``number`` of ``total`` defects, counted from 1 in the order of the paper; ``state``: ``begun`` (the model was
    asked), ``writing`` (``text`` is all it wrote of this defect so far), ``done`` (``text`` is its reply, still to be
    compared), ``failed`` (``text`` says why: stopped, too slow, unreachable). Where calls run side by side, steps of
    several defects mix.
    """

    number: int
    total: int
    state: Literal["begun", "writing", "done", "failed"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """How one call is made.

    ``on_text`` gets the pieces of the reply as they come, ``on_step`` how far a paper is; both are called in the
    thread that waits for the model and should return at once. ``schema`` is a JSON schema that the reply should obey
    (the server is asked to hold it, the caller checks it all the same); ``cancel`` stops the call when it is set;
    ``deadline`` is a ``time.monotonic()`` that no call may outlast; ``prompt`` names the prompt (id, version, hash)
    and is part of the key under which a reply is remembered.
    """

    on_text: Stream | None = None
    schema: Mapping[str, Any] | None = None
    cancel: threading.Event | None = None
    deadline: float | None = None
    prompt: str = ""
    on_step: Watch | None = None

    def check(self) -> None:
        """Raise ModelCancelled or ModelTimeout when the call may not go on."""
        if self.cancel is not None and self.cancel.is_set():
            raise ModelCancelled("已取消，没有等到语言模型返回。")
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise ModelTimeout("语言模型超过了设置的总时限。", "加大 [llm] total_timeout，或者换较快的模型")

    def within(self, seconds: float) -> float:
        """The monotonic time by which a call that may last *seconds* must be over."""
        own = time.monotonic() + seconds
        return own if self.deadline is None else min(own, self.deadline)


#: A call without schema, listener or limit of its own.
PLAIN = Ask()


@dataclass(frozen=True, slots=True)
class Completion:
    """One reply with what it cost.

    ``cached_tokens`` of the prompt were reused from an earlier call by the server; ``seconds`` is what we waited,
    ``server_seconds`` what the server says it worked on prompt and generation (0 where it does not say); ``finish``
    is why it ended (``stop``, ``length``); ``replayed``: the reply was remembered from an earlier run.
    """

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    seconds: float = 0.0
    server_seconds: float = 0.0
    finish: str = ""
    replayed: bool = False


class Model(Protocol):
    """Anything that answers messages. ``name`` and ``endpoint`` go into the record of a draft."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def endpoint(self) -> str:
        """Its address, or a word for one without."""

    @property
    def concurrency(self) -> int:
        """How many calls may run side by side."""

    @property
    def limit(self) -> float:
        """Seconds that all calls of one paper may take; 0 = no limit."""

    def complete(self, messages: Sequence[Message], ask: Ask = ...) -> Completion:
        """Answer *messages*. Raises ModelError."""


@dataclass(slots=True)
class QueueModel:
    """A model for tests: replies from a list, errors too, in order; keeps what it was asked."""

    replies: list[str | ModelError]
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    name: str = "queue"
    endpoint: str = "memory"
    concurrency: int = 1
    finish: str = "stop"
    limit: float = 0.0

    def complete(self, messages: Sequence[Message], ask: Ask = PLAIN) -> Completion:
        """The next reply; ModelError when the list is empty or holds one."""
        ask.check()
        self.asked.append(tuple(messages))
        if not self.replies:
            raise ModelError("模型没有返回。")
        reply = self.replies.pop(0)
        if isinstance(reply, ModelError):
            raise reply
        if ask.on_text:
            ask.on_text(reply)
        return Completion(reply, prompt_tokens=10, completion_tokens=len(reply), finish=self.finish)
