"""Word 97–2003, WPS, RTF and xls: through the converters where they are installed, a hint where not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluation.fuzz.files import SEEDS
from nlp.readers import convert

DOC = (SEEDS / "ruling.doc").read_bytes()
RTF = rb"{\rtf1\ansi\ansicpg936 \u32456?\u32467?\u26412?\u27425?\u25191?\u34892?\u31243?\u24207?\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="没有安装 antiword")
office = pytest.mark.skipif(not convert.has_office(), reason="没有安装 LibreOffice")


@antiword
@pytest.mark.parametrize("name", ["裁定.doc", "裁定.wps", "裁定.docx", "裁定.txt"])
def test_word_by_antiword_whatever_its_name(read, name: str) -> None:
    found = read(DOC, name)
    assert found.format == "doc" and "antiword" in found.notes[0]
    assert found.text.startswith("江北县人民法院\n执行裁定书\n（2023）苏0999执1234号\n")
    assert "终结本次执行程序。" in found.text and "\ufffd" not in found.text


@office
def test_word_by_libreoffice_where_antiword_fails(read, monkeypatch) -> None:
    monkeypatch.setattr(convert, "antiword", lambda data, folder, seconds: "")
    found = read(DOC, "裁定.doc")
    assert "LibreOffice" in found.notes[-1] and "终结本次执行程序。" in found.text


@office
def test_rtf(read) -> None:
    assert read(RTF, "裁定.rtf").text.strip() == "终结本次执行程序"


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "doc、wps"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "加密"),
        (OLE, "a.ppt", "暂不能"),
        (RTF, "a.rtf", "RTF"),
    ],
)
def test_a_hint_where_nothing_can_read_it(refuse, monkeypatch, data: bytes, name: str, word: str) -> None:
    monkeypatch.setattr(convert.shutil, "which", lambda program: None)
    assert word in refuse(data, name).reason


def test_a_converter_that_hangs_is_stopped_with_its_children(tmp_path, monkeypatch) -> None:
    import os
    import time

    from nlp.readers import Refused

    program = tmp_path / "antiword"
    program.write_text("#!/bin/sh\nsleep 60 & echo $! > child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(Refused, match="超时"):
        convert.antiword(DOC, work, 1)
    child = int((work / "child").read_text())
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or ") Z" in state.read_text():
            return
        time.sleep(0.1)
    raise AssertionError("the converter's child lives on")
