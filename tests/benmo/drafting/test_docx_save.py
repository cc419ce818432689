"""A Word file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from benmo.drafting.docx_save import save


def test_a_file_and_nothing_beside_it(tmp_path: Path) -> None:
    save(Document(), tmp_path / "稿.docx")
    assert [f.name for f in tmp_path.iterdir()] == ["稿.docx"]
    Document(str(tmp_path / "稿.docx"))


def test_an_interruption_leaves_the_earlier_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "稿.docx"
    target.write_bytes(b"earlier")
    document = Document()

    def half(path: str) -> None:
        Path(path).write_bytes(b"PK")
        raise KeyboardInterrupt

    monkeypatch.setattr(document, "save", half)
    with pytest.raises(KeyboardInterrupt):
        save(document, target)
    assert target.read_bytes() == b"earlier"
    assert [f.name for f in tmp_path.iterdir()] == ["稿.docx"]
