"""A paper as PDF says what the Word file says, to the last full stop."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from benmo.drafting.docx import write_docx
from benmo.drafting.pdf import converter, left_aligned, to_pdf

#: Paragraphs whose last full line ends one character after the other: one of them with the full stop beyond it.
WORDS = [("合议庭评议在裁定作出之后，裁定作出时未见已经完成审查核实并经批准" * 3)[: 50 + n] + "。" for n in range(12)]


def paper(path: Path) -> Path:
    sentence = {"kind": "defect", "author": "template", "evidence": [], "facts": [], "norms": [], "finding_ids": []}
    made = {
        "schema_version": 1, "paper": "检察建议书", "case_no": "（2024）某0101执1号", "blanks": [], "dropped": [],
        "model": None, "review_sha256": "0" * 64,
        "sentences": [sentence | {"text": f"{words}\n", "style": "body"} for words in WORDS],
    }  # fmt: skip
    write_docx(made, path, comments=False)
    return path


def test_the_copy_for_the_converter_is_the_paper_with_its_paragraphs_to_the_left(tmp_path: Path) -> None:
    docx = paper(tmp_path / "文书.docx")
    before = docx.read_bytes()
    left_aligned(docx, tmp_path / "副本.docx")
    assert docx.read_bytes() == before
    old, new = Document(str(docx)), Document(str(tmp_path / "副本.docx"))
    assert [p.text for p in new.paragraphs] == [p.text for p in old.paragraphs]
    justified = [n for n, p in enumerate(old.paragraphs) if p.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY]
    assert len(justified) == len(WORDS)
    assert {new.paragraphs[n].alignment for n in justified} == {WD_ALIGN_PARAGRAPH.LEFT}
    with zipfile.ZipFile(docx) as a, zipfile.ZipFile(tmp_path / "副本.docx") as b:
        assert a.namelist() == b.namelist()


@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed: no PDF is made")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed: the PDF cannot be read back")
def test_no_mark_at_the_end_of_a_line_is_lost(tmp_path: Path) -> None:
    docx = paper(tmp_path / "文书.docx")
    to_pdf(docx, tmp_path / "文书.pdf")
    shown = subprocess.run(["pdftotext", str(tmp_path / "文书.pdf"), "-"], capture_output=True, check=True).stdout
    words = re.sub(r"草稿·待审批|—\s*\d+\s*—|\s", "", shown.decode())  # a page's head and number part a paragraph
    assert [w for w in WORDS if w not in words] == []
