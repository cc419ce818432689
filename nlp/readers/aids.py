"""What a reader may lean on besides the bytes: character recognition with its store of finished pages, and a listener.

``nlp`` knows no data folder: the application hands in where recognised pages are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class PageStore(Protocol):
    """Keeps what was recognised on a page, so that a scan of 200 pages goes on where it stopped."""

    def get(self, key: str) -> bytes | None:
        """What was put under *key*, or None. Damaged or evicted entries are None too."""

    def put(self, key: str, value: bytes) -> None:
        """Keep *value* under *key*; must be whole or absent afterwards, and may forget it at any time."""


@dataclass(frozen=True, slots=True)
class Aids:
    """How scans are read.

    Args:
        ocr: whether character recognition may be used at all.
        dpi: resolution at which pages are drawn for recognition.
        doubt: scores below this, from 0 to 1, make a character doubtful.
        store: where recognised pages are kept, if anywhere.
        progress: hears (file, pages done, pages to do) before the first page and after each.
    """

    ocr: bool = True
    dpi: int = 200
    doubt: float = 0.8
    store: PageStore | None = None
    progress: Callable[[str, int, int], None] | None = None


NO_AIDS = Aids()
