"""The answer of the classifier."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.document import Span


@dataclass(frozen=True, slots=True)
class DocumentType:
    """``type`` is one of the contract's document types; ``reason`` is Chinese and addressed to the user.

    ``span`` is what the decision rests on (title, operative line); None where it rests on what is absent.
    """

    type: str
    reason: str
    span: Span | None = None
