"""Copies of case material do not stay in the temporary folder, not even those of a killed program."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from benmo.workroom import sweep, workroom

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are asked for as Unix does")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def left_behind(folder: Path, name: str) -> Path:
    room = folder / name
    room.mkdir()
    (room / "裁定书.txt").write_text("某案", "utf-8")
    return room


def test_a_workroom_is_private_and_goes_with_its_block(temporary: Path) -> None:
    with workroom() as room:
        assert room.parent == temporary
        assert room.stat().st_mode & 0o077 == 0
        (room / "a.txt").write_text("某案", "utf-8")
        assert sweep() == 0, "a room in use is left alone"
        assert room.exists()
    assert not room.exists()


def test_rooms_of_the_dead_are_swept(temporary: Path) -> None:
    gone = left_behind(temporary, f"benmo-work-{dead()}-abcd1234")
    assert sweep() == 1
    assert not gone.exists()


@pytest.mark.parametrize("name", ["benmo-work-{}", "benmo-work-{}-abc", "benmo-work-0-abcd1234", "other-{}-abcd1234"])
def test_what_has_another_name_is_not_touched(temporary: Path, name: str) -> None:
    kept = left_behind(temporary, name.format(dead()))
    assert sweep() == 0
    assert (kept / "裁定书.txt").exists()


def test_a_link_is_not_followed(temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = left_behind(tmp_path_factory.mktemp("elsewhere"), "mine")
    (temporary / f"benmo-work-{dead()}-abcd1234").symlink_to(elsewhere, target_is_directory=True)
    assert sweep() == 0
    assert (elsewhere / "裁定书.txt").exists()
