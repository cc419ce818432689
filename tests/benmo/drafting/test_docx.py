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
from benmo.drafting.docx_page import DRAFT_MARK
from benmo.drafting.pieces import body_text

Load = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize("comments", [True, False])
@pytest.mark.parametrize("paper", [p.name for p in papers() if not p.several])
def test_body_is_the_joined_sentences(scene: Callable[[str], Any], tmp_path: Path, paper: str, comments: bool) -> None:
    result = scene(paper).draft(paper)
    write_docx(result.draft, tmp_path / "a.docx", comments=comments)
    document = Document(str(tmp_path / "a.docx"))
    assert body_text(document) == result.text
    if not document.tables:
        assert "\n".join(p.text for p in document.paragraphs) == result.text
    assert comments or "word/comments.xml" not in zipfile.ZipFile(tmp_path / "a.docx").namelist()


def test_every_run_names_its_chinese_font(scene: Callable[[str], Any], tmp_path: Path) -> None:
    write_docx(scene("审查终结报告").draft("审查终结报告").draft, tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    section = document.sections[0]
    parts = [document.element.body, section.header._element, section.footer._element, section.even_page_footer._element]
    parts += [c._comment_elm for c in document.comments]
    for run in (r for part in parts for r in part.iter(qn("w:r")) if r.find(qn("w:t")) is not None):
        assert run.rPr is not None
        assert run.rPr.rFonts.get(qn("w:eastAsia")), run.text


def test_marks_are_unique_and_whole(scene: Callable[[str], Any], tmp_path: Path) -> None:
    write_docx(scene("审查终结报告").draft("审查终结报告").draft, tmp_path / "a.docx")
    body = Document(str(tmp_path / "a.docx")).element.body
    starts = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkStart"))]
    names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    assert len(starts) == len(set(starts)) == len(set(names))
    assert starts == [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkEnd"))]
    assert all(len(n) <= 40 for n in names)


def test_page_holds_22_lines_of_28_characters(scene: Callable[[str], Any], tmp_path: Path) -> None:
    write_docx(scene("检察建议书").draft("检察建议书").draft, tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    section = document.sections[0]
    height = section.page_height - section.top_margin - section.bottom_margin  # type: ignore[operator]
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    line = document.paragraphs[5].paragraph_format.line_spacing
    spacing = document.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    assert height // line == 22
    assert width // (Pt(16) + Pt(int(spacing) / 20)) == 28


def test_measures_fonts_and_mark(review: Load, today: date, tmp_path: Path) -> None:
    write_docx(draft(review("violations"), (), today=today).draft, tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    section = document.sections[0]
    assert [round(m / Mm(1)) for m in (section.page_width, section.left_margin, section.right_margin)] == [210, 28, 26]  # type: ignore[operator]
    assert section.header.paragraphs[0].text == DRAFT_MARK
    title, body = document.paragraphs[0], document.paragraphs[3]
    assert title.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert body.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert body.paragraph_format.line_spacing == Pt(28.95)


def test_comments_tell_the_source(review: Load, today: date, tmp_path: Path) -> None:
    write_docx(draft(review("violations"), (), today=today).draft, tmp_path / "a.docx")
    notes = [c.text for c in Document(str(tmp_path / "a.docx")).comments]
    assert any("农业银行丰湖支行" in note for note in notes)
