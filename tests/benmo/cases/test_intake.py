from __future__ import annotations

import os
from pathlib import Path

import pytest

from benmo.cases.intake import Entry, gather, gather_entry, list_entries
from benmo.errors import PathMissing

RULING = "某市人民法院\n执 行 裁 定 书\n（2024）某0101执1号\n终结本次执行程序。\n"


def write(path: Path, text: str = RULING) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def ids(folder: Path) -> dict[str, str]:
    return {e.path.name: e.id for e in list_entries(folder)[0]}


def test_one_file_is_one_case(tmp_path: Path) -> None:
    (case,) = gather(write(tmp_path / "a.b.txt"))
    assert (case.id, case.is_folder) == ("a.b", False)
    assert case.documents[0].text.startswith("某市")


def test_folder_is_one_case_in_fixed_order(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "下级/3.txt", ".DS_Store", "~$1.docx", "Thumbs.db"):
        write(tmp_path / "卷.宗" / name)
    (case,) = gather(tmp_path / "卷.宗")
    assert case.id == "卷.宗"
    assert [d.path for d in case.documents] == ["1.txt", "2.txt", "下级/3.txt"]
    assert set(case.skipped) == {".DS_Store", "~$1.docx", "Thumbs.db"}


def test_unreadable_file_stays_visible(tmp_path: Path) -> None:
    write(tmp_path / "c" / "1.txt")
    (tmp_path / "c" / "空.txt").write_bytes(b"")
    (case,) = gather(tmp_path / "c")
    assert [u.path for u in case.unread] == ["空.txt"]


def test_links_are_not_followed_out_or_round(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt")
    folder = tmp_path / "c"
    write(folder / "1.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "out.txt").symlink_to(secret)
    (folder / "dead.txt").symlink_to(folder / "nowhere")
    (case,) = gather(folder)
    assert [d.path for d in case.documents] == ["1.txt"]
    assert {u.path for u in case.unread} == {"loop", "out.txt", "dead.txt"}


def test_batch_entry_that_is_a_link_out_is_reported(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt")
    folder = tmp_path / "batch"
    folder.mkdir()
    (folder / "x.txt").symlink_to(secret)
    (case,) = gather_entry(Entry("x", folder / "x.txt"), folder)
    assert not case.documents
    assert case.unread


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    (case,) = gather(tmp_path / "p.txt")
    assert case.unread


def test_ids_are_names_without_extension_and_distinct(tmp_path: Path) -> None:
    for name in ("a.txt", "a.docx", "a.html", "b.pdf", "d#0001.txt", "d.txt"):
        write(tmp_path / name)
    write(tmp_path / "a" / "1.txt")
    write(tmp_path / "2024.03" / "1.txt")
    assert ids(tmp_path) == {
        "a": "a",
        "a.txt": "a.txt",
        "a.docx": "a.docx",
        "a.html": "a.html",
        "b.pdf": "b",
        "2024.03": "2024.03",
        "d.txt": "d",
        "d#0001.txt": "d#0001.txt",
    }


def test_text_keeps_the_plain_name(tmp_path: Path) -> None:
    write(tmp_path / "a.docx")
    write(tmp_path / "a.txt")
    assert ids(tmp_path) == {"a.txt": "a", "a.docx": "a.docx"}


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match=r"没有\.txt"):
        gather(tmp_path / "没有.txt")
