"""Reading a slow iterator in a thread of its own, so that whoever waits for it can look up and stop.

A server that works on a long prompt sends nothing for many seconds; a thread that waits in its socket hears no
cancel. The thread here may stay there until the connection is closed; it holds nothing but the connection.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

#: Seconds between two looks while nothing comes.
LOOK = 0.2
_END = object()


def pumped(source: Iterable[T], look: float = LOOK) -> Iterator[T | None]:
    """The items of *source* as they come, None after every *look* seconds without one. Its errors are raised here."""
    items: queue.SimpleQueue[object] = queue.SimpleQueue()
    given_up = threading.Event()
    failed: list[BaseException] = []

    def read() -> None:
        try:
            for item in source:
                if given_up.is_set():
                    break
                items.put(item)
        except BaseException as error:  # handed to the thread that waits
            failed.append(error)
        finally:
            close = getattr(source, "close", None)
            if close is not None and given_up.is_set():
                close()
            items.put(_END)

    threading.Thread(target=read, name="benmo-model", daemon=True).start()
    try:
        while True:
            try:
                item = items.get(timeout=look)
            except queue.Empty:
                yield None
                continue
            if item is _END:
                break
            yield item  # type: ignore[misc]
    finally:
        given_up.set()
    if failed:
        raise failed[0]
