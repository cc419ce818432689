"""Work over several processes, results in the order of the tasks, and a dead worker costs one task, not the run."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Tasks that travel to a worker at once: enough to hide the way there, few enough to keep the workers even.
CHUNK = 16


def run_ordered(
    work: Callable[[T], R],
    tasks: Sequence[T],
    workers: int,
    *,
    lost: Callable[[T], R],
    together: Callable[[Iterable[T]], Iterable[R]] | None = None,
    chunk: int = CHUNK,
) -> Iterator[R]:
    """``work(task)`` for each task, in order; ``lost(task)`` stands in where a worker process died on it.

    *together* does the same as *work* for several tasks, if that is faster. Both must be importable by name where
    ``workers > 1``: the processes are spawned, not forked, so that no thread or lock of this one goes along.
    """
    several = together or partial(map, work)
    if workers <= 1 or len(tasks) <= 1:
        if len(tasks) > CHUNK:
            settle()
        yield from several(tasks)
        return
    chunks = deque(tasks[i : i + chunk] for i in range(0, len(tasks), chunk))
    while chunks:
        yield from _until_broken(several, chunks, workers)
        if chunks:  # the head of the queue stood in a pool that died: its tasks go one by one, each at its own risk
            for task in chunks.popleft():
                yield _alone(work, task, lost)


def _until_broken(
    several: Callable[[Iterable[T]], Iterable[R]], chunks: deque[Sequence[T]], workers: int
) -> Iterator[R]:
    """Results of the chunks in order; on return *chunks* holds those that are not done."""
    running: deque[Future[list[R]]] = deque()
    with _pool(workers) as pool:
        try:
            while chunks:
                while len(running) < min(len(chunks), workers * 3):
                    running.append(pool.submit(_listed, several, chunks[len(running)]))
                results = running[0].result()
                running.popleft()
                chunks.popleft()
                yield from results
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Ctrl-C reaches the whole process group; only this process answers it, else every worker prints a traceback.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=start_worker)


def start_worker() -> None:
    """What a worker process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="benmo-parent", daemon=True).start()
    settle()


def step_back(steps: int) -> None:
    """Let others go first where processors are short (``nice``); alone, a process is as quick as ever."""
    with suppress(AttributeError, OSError):  # no such thing on Windows
        os.nice(steps)


def _end_with_parent() -> None:
    """End this process with the one that started it, however that ended.

    A worker waits for tasks on a pipe that it holds both ends of itself: it would wait for ever.
    """
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def settle() -> None:
    """Tune the garbage collector for a long run: what is loaded stays, a case's many small objects die by themselves.

    A group of reviews makes tens of thousands of objects that live as long as the group, and no cycles; with lower
    thresholds the collector would walk them, and the statute tables, again and again, and find nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def _listed(several: Callable[[Iterable[T]], Iterable[R]], tasks: Sequence[T]) -> list[R]:
    return list(several(tasks))


def _alone(work: Callable[[T], R], task: T, lost: Callable[[T], R]) -> R:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return lost(task)
