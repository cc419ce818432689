"""Reading bytes as a file of some name, with what must hold of every outcome."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.document import Document, UnreadFile
from nlp.readers import DEFAULT_LIMITS, Aids, Limits, read_bytes
from nlp.readers.aids import NO_AIDS

Read = Callable[..., Document]
Refuse = Callable[..., UnreadFile]


@pytest.fixture
def read() -> Read:
    """Read bytes that can be read."""

    def call(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, aids: Aids = NO_AIDS) -> Document:
        found = read_bytes(data, name, limits=limits, aids=aids)
        assert isinstance(found, Document), found
        for mark in found.marks:
            assert 0 <= mark.start <= mark.end <= len(found.text), mark
        for hidden in found.hidden:
            assert 0 <= hidden.start < hidden.end <= len(found.text), hidden
        return found

    return call


@pytest.fixture
def refuse() -> Refuse:
    """Read bytes that cannot be read; what comes back says why and what to do, in Chinese, and names the file."""

    def call(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, aids: Aids = NO_AIDS) -> UnreadFile:
        found = read_bytes(data, name, limits=limits, aids=aids)
        assert isinstance(found, UnreadFile), found
        assert name in found.reason and found.hint
        assert "未能读取（" not in found.reason, "an error that no reader foresaw"
        assert any("\u4e00" <= c <= "\u9fff" for c in found.reason) and any(
            "\u4e00" <= c <= "\u9fff" for c in found.hint
        )
        return found

    return call
