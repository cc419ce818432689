"""A short run of the fuzzer: the same kind of mutants as the long one, at a random seed that a failure names."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from evaluation.fuzz.child import check
from evaluation.fuzz.mutate import mutant
from evaluation.fuzz.run import fuzz
from evaluation.fuzz.seeds import FORMATS, seeds


@pytest.mark.parametrize("form", FORMATS)
def test_mutants_are_read_or_refused(form: str) -> None:
    if form == "doc" and shutil.which("antiword") is None:
        pytest.skip("没有安装 antiword")
    if form == "png":
        pytest.importorskip("PIL", reason="没有安装可选组件 ocr")
    seed = secrets.randbelow(2**32)
    report = fuzz(form, 120, seed)
    assert not report.failures, (seed, report.failures)
    assert report.outcomes["read"] and report.outcomes["refused"], report.outcomes


@pytest.mark.parametrize("form", FORMATS)
def test_a_seed_names_its_mutant(form: str) -> None:
    originals = seeds(form)
    once, again = (mutant(originals, Random("x-1"), form) for _ in range(2))
    assert once == again and once not in originals


def _trespass(area: Path, act: str) -> str:
    """What the audit says of an *act* in a process of its own (a hook cannot be taken away again)."""
    code = (
        "import os, socket, subprocess, sys\nfrom evaluation.fuzz.child import audit\n"
        f"sys.addaudithook(audit({str(area)!r}))\ntry:\n    {act}\n"
        "except BaseException as e:\n    print(type(e).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=area, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        ("open('in.txt', 'w').close()", ""),
        ("open('/etc/hostname').close()", ""),
        ("open('../out.txt', 'w').close()", "Escape"),
        ("os.open('../out.txt', os.O_WRONLY | os.O_CREAT)", "Escape"),
        ("os.mkdir('../out')", "Escape"),
        ("os.rename('in.txt', '../out.txt')", "Escape"),
        ("socket.create_connection(('127.0.0.1', 9))", "Escape"),
        ("subprocess.run(['ls'])", "Escape"),
    ],
)
def test_what_is_touched_outside_is_seen(tmp_path: Path, act: str, outcome: str) -> None:
    area = tmp_path / "area"
    area.mkdir()
    (area / "in.txt").write_text("")
    assert _trespass(area, act) == outcome
    assert [p.name for p in tmp_path.iterdir()] == ["area"]


def test_a_broken_promise_is_a_failure() -> None:
    class Case:
        documents: tuple[object, ...] = ()
        unread: tuple[object, ...] = ()

    with pytest.raises(AssertionError, match="nothing came back"):
        check([Case()])
