"""What becomes of a citation: the answers of the law index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["valid", "outdated", "not_yet", "nonexistent", "mismatched", "unknown"]

BAD: frozenset[Status] = frozenset({"outdated", "not_yet", "nonexistent", "mismatched"})
"""The statuses that are a fault of the document; ``unknown`` is a limit of ours."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A citation judged at a date.

    ``law`` is the official title (None where the document does not let us tell); ``should_be`` the citation that would
    have been right, in Chinese; ``reason`` a Chinese sentence for the user; ``verified`` whether both number and
    content of what was cited are checked: where it is False, whatever rests on it carries the caveat 条号待核.
    """

    law: str | None
    article: int | None
    paragraph: int | None
    item: int | None
    suffix: int | None
    status: Status
    should_be: str | None
    provision_id: str | None
    reason: str
    verified: bool

    @property
    def bad(self) -> bool:
        """Whether the document cites wrongly."""
        return self.status in BAD


@dataclass(frozen=True, slots=True)
class Norm:
    """The norm that answers a question on a date: ``cite`` in full; ``provision_id`` None where there is no entry."""

    law: str
    article: int | None
    cite: str
    provision_id: str | None
    verified: bool
