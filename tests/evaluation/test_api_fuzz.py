"""A short run of requests made from the API's description: the same kind as the long one."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from evaluation.fuzz.api import run, target


@pytest.mark.slow
def test_every_operation_keeps_to_its_description(tmp_path: Path) -> None:
    pytest.importorskip("schemathesis")
    seed = secrets.randbelow(2**32)
    with target(tmp_path) as at:
        report = run(at, 2, seed)
        operations = {(m.upper(), p) for p, methods in at.described["paths"].items() for m in methods}
    assert not report.failures, (seed, report.failures)
    assert {label for label, _ in report.answers} == {f"{m} {p}" for m, p in operations}
    assert all(status < 500 for _, status in report.answers)
