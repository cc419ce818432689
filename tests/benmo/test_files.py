"""Whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from benmo.files import replacing


@pytest.mark.parametrize("durable", [False, True])
def test_what_is_written_takes_the_place(tmp_path: Path, durable: bool) -> None:
    target = tmp_path / "清单.xlsx"
    target.write_text("旧", "utf-8")
    with replacing(target, durable=durable) as spare:
        assert spare.parent == tmp_path and spare.suffix == ".xlsx" and spare != target
        spare.write_text("新", "utf-8")
        assert target.read_text("utf-8") == "旧"
    assert target.read_text("utf-8") == "新" and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_an_error_leaves_the_old_file_and_no_spare(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a.txt"
    target.write_text("旧", "utf-8")
    with pytest.raises(error), replacing(target, private=True) as spare:
        spare.write_text("新的一半", "utf-8")
        raise error
    assert target.read_text("utf-8") == "旧" and list(tmp_path.iterdir()) == [target]


def test_private_from_the_first_byte(tmp_path: Path) -> None:
    target = tmp_path / "备份.zip"
    with replacing(target, private=True, durable=True) as spare:
        assert stat.S_IMODE(spare.stat().st_mode) == 0o600
        spare.write_bytes(b"x")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with replacing(target) as one, replacing(target) as two:
        one.write_text("1")
        two.write_text("2")
    assert one != two and target.read_text() == "1" and list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError), replacing(tmp_path / "无" / "a.txt") as spare:
        spare.write_text("x")
