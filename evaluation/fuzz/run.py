"""Runs mutants in child processes and watches them: crashes, hangs, memory, and what they touch."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from evaluation.fuzz.child import run as child_run


@dataclass(slots=True)
class Report:
    """The outcome for one format. ``failures`` holds (number of the mutant, what happened)."""

    form: str
    count: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    base: int = 0
    peak: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)


class _Child:
    """One reading process, replaced when it dies or hangs."""

    def __init__(self, form: str, seed: int, office: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=child_run, args=(theirs, form, seed, office), daemon=True)
        self.process.start()
        theirs.close()
        self.base: int = self.pipe.recv()[1]

    def end(self) -> None:
        """Let it finish, by force if it does not."""
        try:
            self.pipe.send(None)
            self.process.join(5)
        except OSError:
            pass
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def fuzz(
    form: str,
    count: int,
    seed: int,
    *,
    limit_seconds: float = 10.0,
    limit_bytes: int = 1024**3,
    office: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> Report:
    """Read *count* mutants of *form*; the same *seed* gives the same mutants.

    A failure is an exception that the readers did not turn into a reason, a death of the process, more than
    *limit_seconds* for one file, more than *limit_bytes* in all, or anything touched outside the working area.
    """
    report = Report(form)
    child = _Child(form, seed, office)
    report.base = child.base
    try:
        for number in range(count):
            failure = _one(child, number, report, limit_seconds, limit_bytes)
            if failure:
                report.failures.append((number, failure))
                if not child.process.is_alive() or failure.startswith(("hang", "death", "memory")):
                    child.end()
                    child = _Child(form, seed, office)
            if number % 500 == 499:
                progress(number + 1)
    finally:
        child.end()
    return report


def _one(child: _Child, number: int, report: Report, limit_seconds: float, limit_bytes: int) -> str:
    report.count += 1
    try:
        child.pipe.send(number)
        answer = _wait(child.pipe, limit_seconds)
    except (EOFError, OSError):
        child.process.join(5)
        return f"death: exit code {child.process.exitcode}"
    if answer is None:
        child.process.kill()
        return f"hang: more than {limit_seconds:g} s"
    outcome, seconds, peak = answer
    report.seconds += seconds
    report.slowest = max(report.slowest, seconds)
    report.peak = max(report.peak, peak)
    report.outcomes[outcome] += 1
    if outcome.startswith("crash"):
        return outcome
    return f"memory: {peak // 1024**2} MB" if peak > limit_bytes else ""


def _wait(pipe: Connection, seconds: float) -> tuple[str, float, int] | None:
    if not pipe.poll(seconds):
        return None
    answer: tuple[str, float, int] = pipe.recv()
    return answer
