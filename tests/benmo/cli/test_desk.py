"""The commands around the desk, and the desk served as a process."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benmo.cli.app import run
from benmo.desk.model import Upload
from benmo.desk.service import Desk
from benmo.errors import Exit

SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"


def filled() -> None:
    with Desk.open(apart=False) as desk:
        assert desk.first_password
        who = desk.login("admin", desk.first_password).actor
        who = desk.change_password(who, desk.first_password, "Zhong-Ben-2026")
        files = [next(SAMPLES.glob("03_*")), next(SAMPLES.glob("05_*"))]
        desk.intake(who, [Upload(f.name, f.read_bytes()) for f in files])
        desk.intake(who, [Upload("=1+1.txt", files[0].read_bytes() + b"\n.")])
        desk.runner.drain()


def test_users(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "zhang", "--display", "张三", "--role", "案管"]) == 0
    assert "一次性口令" in capsys.readouterr().out
    assert run(["user", "add", "zhang"]) == Exit.USAGE
    assert "已有名为 zhang" in capsys.readouterr().err
    assert run(["user", "passwd", "li"]) == Exit.USAGE
    assert run(["user", "list"]) == 0
    assert "zhang  张三  案管" in capsys.readouterr().out


def test_export_in_three_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled()
    for suffix in ("xlsx", "csv", "jsonl"):
        assert run(["export", str(tmp_path / f"案件.{suffix}")]) == 0
    assert run(["export", str(tmp_path / "案件.doc")]) == Exit.USAGE
    reviews = [json.loads(line) for line in (tmp_path / "案件.jsonl").read_text("utf-8").splitlines()]
    assert len(reviews) == 3 and all(r["status"] == "reviewed" for r in reviews)
    rows = list(csv.reader((tmp_path / "案件.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][0] == "案件编号" and {r[1] for r in rows[1:]} >= {"'=1+1"}
    book = load_workbook(tmp_path / "案件.xlsx")
    assert book.sheetnames == ["案件", "问题"] and book["案件"].max_row == 4
    assert all(c.data_type != "f" for row in book["案件"].iter_rows() for c in row)


def test_backup_goes_back_into_an_empty_desk_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled()
    assert run(["backup", str(tmp_path / "备份.zip")]) == 0
    assert run(["restore", str(tmp_path / "备份.zip")]) == Exit.USAGE
    assert "已有数据" in capsys.readouterr().err
    monkeypatch.setenv("BENMO_HOME", str(tmp_path / "new"))
    assert run(["restore", str(tmp_path / "备份.zip")]) == 0
    assert run(["audit", "verify"]) == 0
    with Desk.open(apart=False) as desk:
        who = desk.login("admin", "Zhong-Ben-2026").actor
        assert desk.cases(who).total == 3
        assert desk.search(who, "查封")
        assert desk.case(who, desk.cases(who).rows[0].key).review["documents"][0]["text"]
    (tmp_path / "坏.zip").write_bytes((tmp_path / "备份.zip").read_bytes()[:-300])
    monkeypatch.setenv("BENMO_HOME", str(tmp_path / "third"))
    assert run(["restore", str(tmp_path / "坏.zip")]) == Exit.UNREADABLE


def test_verify_tells_a_damaged_original(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled()
    assert run(["audit", "verify"]) == 0
    victim = next(p for p in (own_home / "originals").glob("??/*"))
    victim.chmod(0o600)
    victim.write_bytes(b"x")
    assert run(["audit", "verify"]) == Exit.UNREADABLE
    assert "已损坏" in capsys.readouterr().err
