"""An office's own template: what it lacks is told, and the paper in it holds every sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from benmo.drafting import papers
from benmo.drafting.errors import WrongOld
from benmo.drafting.pieces import body_text
from benmo.drafting.template import blank_template, check, own_template, write_with

Scene = Callable[[str], Any]


@pytest.mark.parametrize("paper", [p.name for p in papers() if not p.several])
def test_the_starting_template_holds_every_paper(scene: Scene, tmp_path: Path, paper: str) -> None:
    blank_template(tmp_path / "t.docx")
    made = scene(paper).draft(paper)
    assert check(tmp_path / "t.docx", made.draft).usable
    write_with(tmp_path / "t.docx", made.draft, tmp_path / "a.docx")
    text = body_text(Document(str(tmp_path / "a.docx")))
    for sentence in made.draft["sentences"]:
        assert sentence["text"].strip("\n") in text
    assert "{{" not in text
    assert "\u2060" not in text


def template(path: Path, *fields: str) -> Path:
    document = Document()
    for field in fields:
        document.add_paragraph(f"{{{{{field}}}}}")
    document.save(str(path))
    return path


def test_what_a_template_lacks_is_told(scene: Scene, tmp_path: Path) -> None:
    file = template(tmp_path / "t.docx", "院名", "文书名称", "正文", "落款", "承办人")
    found = check(file, scene("检察建议书").draft("检察建议书").draft)
    assert set(found.lacking) == {"文号", "致送法院", "附件"}
    assert found.unknown == ("承办人",)
    with pytest.raises(WrongOld, match="缺少字段：文号"):
        write_with(file, scene("检察建议书").draft("检察建议书").draft, tmp_path / "a.docx")


def test_text_of_a_case_is_no_code(scene: Scene, tmp_path: Path) -> None:
    there = scene("调卷函")
    there.review["case"]["court"] = "{{ 7*7 }}<b>人民法院"
    blank_template(tmp_path / "t.docx")
    write_with(tmp_path / "t.docx", there.draft("调卷函").draft, tmp_path / "a.docx")
    text = body_text(Document(str(tmp_path / "a.docx")))
    assert "{{ 7*7 }}<b>人民法院" in text


def test_garbage_is_no_template(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(b"x")
    with pytest.raises(WrongOld, match="无法读取"):
        check(tmp_path / "t.docx", scene("调卷函").draft("调卷函").draft)


def test_the_offices_folder_is_looked_into(tmp_path: Path) -> None:
    assert own_template(tmp_path, "调卷函") is None
    (tmp_path / "模板").mkdir()
    blank_template(tmp_path / "模板" / "调卷函.docx")
    assert own_template(tmp_path, "调卷函") == tmp_path / "模板" / "调卷函.docx"
