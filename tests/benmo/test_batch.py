from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import Any

import pytest

from benmo import batch
from benmo.contract import faults
from benmo.errors import Busy, UsageError

ROOT = Path(__file__).resolve().parents[2]


def fake(materials: Any, *, with_text: bool = False) -> list[list[dict[str, Any]]]:
    return [fake_one(material) for material in materials]


def fake_one(material: Any) -> list[dict[str, Any]]:
    if "坏" in material.id:
        raise RuntimeError("a fault of ours")
    entry = batch.Entry(material.id, Path(material.path))
    status = "reviewed" if material.documents else "unreadable"
    return [batch.broken(entry, "x") | {"id": material.id, "status": status}]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("benmo.review.review_each", fake)
    cases = tmp_path / "cases"
    cases.mkdir()
    for name in ("a", "b", "c"):
        (cases / f"{name}.txt").write_text(f"{name} 终结本次执行程序", "utf-8")
    return cases


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_one_line_a_case_in_order(folder: Path, tmp_path: Path) -> None:
    summary = batch.run(folder, tmp_path / "r.jsonl")
    assert [r["id"] for r in rows(tmp_path / "r.jsonl")] == ["a", "b", "c"]
    assert summary.by_status == {"reviewed": 3}


def test_fault_in_one_case_stops_nothing_and_is_logged(folder: Path, tmp_path: Path, own_home: Path) -> None:
    (folder / "坏.txt").write_text("x", "utf-8")
    summary = batch.run(folder, tmp_path / "r.jsonl")
    bad = rows(tmp_path / "r.jsonl")[-1]
    assert summary.by_status == {"reviewed": 3, "unreadable": 1}
    assert bad["id"] == "坏"
    assert "坏.txt" in bad["warnings"][0]
    assert not faults("review", bad)
    assert "a fault of ours" in (own_home / "logs" / "benmo.log").read_text("utf-8")


def test_resumes_what_is_left_and_mends_a_cut_line(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    batch.run(folder, out)
    whole = out.read_bytes()
    out.write_bytes(whole[:-40])
    summary = batch.run(folder, out)
    assert (summary.kept, summary.cases, summary.repaired) == (2, 3, True)
    assert out.read_bytes() == whole
    assert batch.run(folder, out).kept == 3
    assert out.read_bytes() == whole


def test_changed_input_is_reviewed_again_once(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    batch.run(folder, out)
    (folder / "b.txt").write_text("changed", "utf-8")
    assert batch.run(folder, out).kept == 2
    assert sorted(r["id"] for r in rows(out)) == ["a", "b", "c"]


def test_texts_wanted_later_are_fetched(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    batch.run(folder, out, with_text=True)
    assert batch.run(folder, out).kept == 3
    batch.run(folder, out, fresh=True)
    assert batch.run(folder, out, with_text=True).kept == 0


def test_lines_of_another_folder_stay(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    batch.run(folder, out)
    (folder / "a.txt").unlink()
    summary = batch.run(folder, out)
    assert summary.foreign == 1
    assert len(rows(out)) == 3


def test_result_inside_the_folder_is_no_case(folder: Path) -> None:
    batch.run(folder, folder / "r.jsonl")
    assert batch.run(folder, folder / "r.jsonl").cases == 3


def test_second_writer_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with out.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Busy, match=r"r\.jsonl"):
            batch.run(folder, out)


def test_wrong_folder_is_wrong_use(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是目录"):
        batch.run(folder / "a.txt", tmp_path / "r.jsonl")
    with pytest.raises(UsageError, match="找不到"):
        batch.run(folder / "none", tmp_path / "r.jsonl")


@pytest.mark.slow
def test_two_workers_write_the_same_bytes(tmp_path: Path) -> None:
    source = ROOT / "corpora" / "gold" / "input"
    batch.run(source, tmp_path / "1.jsonl")
    batch.run(source, tmp_path / "2.jsonl", workers=2)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def test_every_gold_review_obeys_the_contract(tmp_path: Path) -> None:
    batch.run(ROOT / "corpora" / "gold" / "input", tmp_path / "r.jsonl", with_text=True)
    for review in rows(tmp_path / "r.jsonl"):
        assert not faults("review", review), review["id"]


def test_changed_rules_of_the_office_are_applied_to_what_was_done(folder: Path, tmp_path: Path, own_home: Path) -> None:
    out = tmp_path / "r.jsonl"
    batch.run(folder, out)
    assert batch.run(folder, out).kept == 3
    own_home.mkdir(parents=True, exist_ok=True)
    (own_home / "office.yaml").write_text("off: [extended_assets]\n", "utf-8")
    assert batch.run(folder, out).kept == 0
    assert batch.run(folder, out).kept == 3
