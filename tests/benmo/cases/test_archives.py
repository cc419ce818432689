"""A zip archive is a case, alone, in a folder and in a batch."""

from __future__ import annotations

from pathlib import Path

from benmo.batch import run
from benmo.cases.intake import gather
from evaluation.fuzz.files import RULING, archive, docx, p


def test_a_zip_is_one_case(tmp_path: Path) -> None:
    path = tmp_path / "2023年1234号.zip"
    members = {"裁定.txt": RULING, "附/约谈.docx": docx(p("约谈笔录")), "__MACOSX/._裁定.txt": "x", "../逃.txt": "x"}
    path.write_bytes(archive(members))
    (case,) = gather(path)
    assert (case.id, case.is_folder) == ("2023年1234号", True)
    assert [d.path for d in case.documents] == ["裁定.txt", "附/约谈.docx"]
    assert case.skipped == ("__MACOSX/._裁定.txt",)
    assert [u.path for u in case.unread] == ["../逃.txt"]
    assert [f.name for f in tmp_path.iterdir()] == [path.name]


def test_a_zip_in_a_folder_belongs_to_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "卷"
    folder.mkdir()
    (folder / "裁定.txt").write_text(RULING, "utf-8")
    (folder / "附件.zip").write_bytes(archive({"a.txt": "约谈笔录", "坏.pdf": "%PDF-1.4 x"}))
    (folder / "断.zip").write_bytes(archive({"a.txt": "x"})[:-12])
    (case,) = gather(folder)
    assert [d.path for d in case.documents] == ["裁定.txt", "附件.zip/a.txt"]
    assert {u.path for u in case.unread} == {"附件.zip/坏.pdf", "断.zip"}


def test_an_empty_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "空.zip"
    path.write_bytes(archive({}))
    (case,) = gather(path)
    assert "空的" in case.unread[0].reason


def test_a_zip_in_a_batch_has_the_id_of_its_name(tmp_path: Path) -> None:
    import json

    folder = tmp_path / "批"
    folder.mkdir()
    (folder / "甲.zip").write_bytes(archive({"裁定.txt": RULING}))
    (folder / "乙.txt").write_text(RULING, "utf-8")
    out = tmp_path / "r.jsonl"
    assert run(folder, out).by_status == {"reviewed": 2}
    reviews = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {r["id"] for r in reviews} == {"甲", "乙"}
    assert run(folder, out).kept == 2
