from __future__ import annotations

import math

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
