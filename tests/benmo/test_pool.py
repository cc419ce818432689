from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benmo.pool import run_ordered


def lost(task: object) -> str:
    return f"lost {task}"


def test_one_process_is_a_plain_map() -> None:
    assert list(run_ordered(str, [3, 1, 2], 1, lost=lost)) == ["3", "1", "2"]


@pytest.mark.slow
def test_order_is_that_of_the_tasks() -> None:
    tasks = list(range(40))
    assert list(run_ordered(math.sqrt, tasks, 2, lost=lambda t: -1.0, chunk=3)) == [math.sqrt(t) for t in tasks]


@pytest.mark.slow
def test_dead_worker_costs_one_task() -> None:
    results = list(run_ordered(_die_on_seven, [1, 2, 7, 3, 4], 2, lost=lost, chunk=2))
    assert results == [1, 2, "lost 7", 3, 4]


class _DieOnSeven:
    """Becomes, in a spawned worker, a function that ends the process; so the worker need not import this module."""

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, object]]]:
        return eval, ("lambda n: __import__('os')._exit(9) if n == 7 else n", {})

    def __call__(self, n: int) -> int:
        return n


_die_on_seven = _DieOnSeven()


#: Starts a worker, tells its number, and waits; ``sys.argv[1]`` says what the worker does meanwhile.
_PARENT = """
import os, sys, time
from benmo.pool import _pool
if __name__ == "__main__":
    with _pool(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        if sys.argv[1] == "busy":
            pool.submit(time.sleep, 600)
        time.sleep(600)
"""


@pytest.mark.slow
@pytest.mark.parametrize("worker", ["idle", "busy"])
def test_worker_ends_with_a_killed_parent(worker: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    with subprocess.Popen([sys.executable, str(script), worker], stdout=subprocess.PIPE, text=True) as parent:
        try:
            number = int((parent.stdout or sys.stdin).readline())
        finally:
            parent.send_signal(signal.SIGKILL)
    assert _gone(number)


def _gone(number: int) -> bool:
    """Whether the process ends before long; one that is dead and not yet fetched by anybody counts as ended."""
    for _ in range(200):
        try:
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    os.kill(number, signal.SIGKILL)
    return False
