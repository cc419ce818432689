"""Telling how far the rewriting of a paper is: one listener of the caller, one :class:`Ask` for each defect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from benmo.drafting.model import Ask, Completion, Step
from benmo.errors import ModelError


class Watched:
    """Hands out the asks for *paragraphs* and reports each one's way to ``ask.on_step``."""

    def __init__(self, ask: Ask, paragraphs: Sequence[str]) -> None:
        self._ask = ask
        self._paragraphs = list(paragraphs)

    def ask(self, paragraph: str) -> Ask:
        """How *paragraph* is asked for; tells that it has begun."""
        self._tell(paragraph, "begun")
        if self._ask.on_step is None:
            return self._ask
        pieces: list[str] = []

        def hear(piece: str) -> None:
            pieces.append(piece)
            if self._ask.on_text is not None:
                self._ask.on_text(piece)
            self._tell(paragraph, "writing", "".join(pieces))

        return replace(self._ask, on_text=hear)

    def over(self, paragraph: str, reply: Completion | ModelError) -> None:
        """The reply on *paragraph* is there, or there is none."""
        if isinstance(reply, ModelError):
            self._tell(paragraph, "failed", reply.message)
        else:
            self._tell(paragraph, "done", reply.text)

    def _tell(self, paragraph: str, state: Literal["begun", "writing", "done", "failed"], text: str = "") -> None:
        if self._ask.on_step is not None:
            number = self._paragraphs.index(paragraph) + 1
            self._ask.on_step(Step(number, len(self._paragraphs), state, text))
