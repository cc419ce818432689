"""The Word file: its body is the joined sentences, its measures those of official papers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from benmo.drafting import draft, papers, write_docx
from benmo.drafting.docx import DRAFT_MARK

Load = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize("comments", [True, False])
@pytest.mark.parametrize("paper", [p.name for p in papers()])
def test_body_is_the_joined_sentences(review: Load, today: date, tmp_path: Path, paper: str, comments: bool) -> None:
    result = draft(review("folder"), (), paper, today=today)
    write_docx(result.draft, tmp_path / "a.docx", comments=comments)
    assert "\n".join(p.text for p in Document(str(tmp_path / "a.docx")).paragraphs) == result.text
    assert ("word/comments.xml" in zipfile.ZipFile(tmp_path / "a.docx").namelist()) == comments


def test_measures_fonts_and_mark(review: Load, today: date, tmp_path: Path) -> None:
    write_docx(draft(review("violations"), (), today=today).draft, tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    section = document.sections[0]
    assert [round(m / Mm(1)) for m in (section.page_width, section.left_margin, section.right_margin)] == [210, 28, 26]  # type: ignore[operator]
    assert section.header.paragraphs[0].text == DRAFT_MARK
    title, body = document.paragraphs[0], document.paragraphs[3]
    assert title.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert body.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert body.paragraph_format.line_spacing == Pt(29)


def test_comments_tell_the_source(review: Load, today: date, tmp_path: Path) -> None:
    write_docx(draft(review("violations"), (), today=today).draft, tmp_path / "a.docx")
    notes = [c.text for c in Document(str(tmp_path / "a.docx")).comments]
    assert any("农业银行丰湖支行" in note for note in notes)
