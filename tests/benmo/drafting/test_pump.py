"""Reading a slow iterator in a thread: items and errors come through, waiting can be given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from benmo.drafting.pump import pumped


def test_items_in_order_and_the_end() -> None:
    assert [x for x in pumped(iter(range(50))) if x is not None] == list(range(50))


def test_an_error_is_raised_where_the_items_are_taken() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("gone")

    pump = pumped(broken())
    assert next(x for x in pump if x is not None) == 1
    with pytest.raises(ValueError, match="gone"):
        list(pump)


def test_silence_is_told_and_can_be_left() -> None:
    go, closed = threading.Event(), threading.Event()

    def slow() -> Iterator[int]:
        try:
            go.wait(30)
            yield 1
            yield 2
        finally:
            closed.set()

    pump = pumped(slow(), look=0.01)
    assert next(pump) is None
    pump.close()  # type: ignore[attr-defined]
    go.set()
    assert closed.wait(30)
