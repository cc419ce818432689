"""``benmo read`` and what a user may feed it: every kind of rubbish gets a Chinese sentence and the right exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benmo.cli.app import run
from evaluation.fuzz.files import RULING, SEEDS, archive, docx, lines, p, pdf

PNG = (SEEDS / "page.png").read_bytes()


def said(capsys: pytest.CaptureFixture[str]) -> str:
    found = capsys.readouterr()
    whole = found.out + found.err
    assert "Traceback" not in whole and "Error" not in whole, whole
    return whole


RUBBISH = {
    "空.txt": (b"", "空的"),
    "乱.bin": (bytes(range(256)) * 30, "不是文字"),
    "图.docx": (b"\x89PNG\r\n\x1a\n" + bytes(40), "损坏"),
    "断.docx": (docx(p("文"))[:120], "损坏"),
    "断.pdf": (pdf(lines(RULING))[:150], "损坏"),
    "断.zip": (archive({"a.txt": RULING})[:60], "损坏"),
    "断.xlsx": (b"PK\x03\x04" + bytes(100), "损坏"),
    "卷.rar": (b"Rar!\x1a\x07\x00" + bytes(30), "RAR"),
    "程序.exe": (b"MZ\x90\x00\x03" + bytes(200), "程序"),
    "发票.ofd": (archive({"OFD.xml": "<x/>"}), "OFD"),
}


@pytest.mark.parametrize("command", ["read", "review"])
@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str) -> None:
    if name == "图.docx":
        pytest.importorskip("PIL", reason="没有安装可选组件 ocr")
    data, word = RUBBISH[name]
    (tmp_path / name).write_bytes(data)
    assert run([command, str(tmp_path / name)]) == 1
    whole = said(capsys)
    assert name in whole and word in whole


def test_a_path_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "没有.txt"]) == 2
    assert "找不到" in said(capsys)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    assert run(["read", str(tmp_path / "管道.txt")]) == 1
    assert "不是普通文件" in said(capsys)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "锁.txt"
    path.write_text(RULING)
    path.chmod(0)
    assert run(["read", str(path)]) == 1
    assert "权限" in said(capsys)


def test_a_folder_of_rubbish_and_one_ruling(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, (data, _) in RUBBISH.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "裁定.txt").write_text(RULING, "utf-8")
    # The ruling was read, the rest was not: what is missing shows in the exit code too.
    assert run(["read", str(tmp_path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [d["id"] for d in found["documents"]] == ["裁定.txt"]
    assert len(found["unread"]) == len(RUBBISH) and all(u["hint"] for u in found["unread"])


def test_what_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "".join(map(p, RULING.splitlines())) + p("藏着的话", "<w:vanish/>")
    (tmp_path / "裁定.docx").write_bytes(docx(body))
    (tmp_path / "卷.pdf").write_bytes(pdf(lines(RULING * 2), "0 0 1 rg 10 10 300 300 re f"))
    (tmp_path / "settings.toml").write_text("")
    assert run(["read", str(tmp_path / "裁定.docx")]) == 0
    whole = said(capsys)
    for word in ("读到 1 份文书", "终结本次执行程序裁定书", "隐藏文字", "藏着的话"):
        assert word in whole


def test_a_page_without_recognition_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENMO_OCR_ENABLED", "false")
    (tmp_path / "卷.pdf").write_bytes(pdf(lines(RULING * 2), "0 0 1 rg 10 10 300 300 re f"))
    assert run(["read", str(tmp_path / "卷.pdf")]) == 0
    whole = said(capsys)
    assert "第2页" in whole and "OCR" in whole and "另有 1 处" in whole
    (tmp_path / "图.png").write_bytes(PNG)
    assert run(["read", str(tmp_path / "图.png")]) == 1
    assert "OCR" in said(capsys)


def test_progress_of_a_scan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pillow = pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")
    from nlp.readers.ocr.model import Line, Page

    page = Page((Line("江北县人民法院", (0, 0, 100, 100), 0.99, ((0, 0.5),)),))
    monkeypatch.setattr("nlp.readers.ocr.pages.recognise", lambda picture: page)
    monkeypatch.setattr("nlp.readers.ocr.pages.require", lambda wanted: None)
    monkeypatch.setattr("nlp.readers.image.require", lambda wanted: None)
    picture = pillow.new("L", (200, 200), 255)
    picture.save(tmp_path / "卷.tif", save_all=True, append_images=[picture] * 44)
    assert run(["read", str(tmp_path / "卷.tif")]) == 0
    whole = said(capsys)
    assert "共 45 页" in whole and "已识别 20/45 页" in whole and "识别存疑" in whole


def test_doubtful_text_weakens_what_rests_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pillow = pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")
    from benmo.cli.review import review_path
    from nlp.readers.ocr.model import Line, Page

    texts = [*RULING.splitlines()[:3], "本院未约谈申请执行人。", *RULING.splitlines()[3:], "二〇二三年九月十八日"]
    doubts = tuple((i, 0.5) for i in range(30))
    rows = tuple(
        Line(t, (1000, 1000 + 500 * n, 5000, 1300 + 500 * n), 0.9, tuple(d for d in doubts if d[0] < len(t)))
        for n, t in enumerate(texts)
    )
    monkeypatch.setattr("nlp.readers.ocr.pages.recognise", lambda picture: Page(rows))
    monkeypatch.setattr("nlp.readers.ocr.pages.require", lambda wanted: None)
    monkeypatch.setattr("nlp.readers.image.require", lambda wanted: None)
    pillow.new("L", (200, 200), 255).save(tmp_path / "a.png")
    (review,) = review_path(tmp_path / "a.png", with_text=False)
    told = [f for f in review["findings"] if f["evidence"]]
    assert told
    for finding in told:
        assert all(e["page"] == 1 and e["boxes"] and e["place"].startswith("第1页第") for e in finding["evidence"])
        if any("confidence" in e for e in finding["evidence"]):
            assert any("把握不足" in caveat for caveat in finding["caveats"])
    assert any("confidence" in e for f in told for e in f["evidence"])
