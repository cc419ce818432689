"""Plain text: encodings, what is binary, what only looks like something else."""

from __future__ import annotations

import pytest

from evaluation.fuzz.files import RULING
from nlp.readers.detect import detect

TRADITIONAL = "臺灣臺北地方法院民事裁定\n本院受理給付票款強制執行事件，債權人聲請執行。\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_chinese_encodings(read, encoding: str) -> None:
    assert read(RULING.encode(encoding), "裁定.txt").text == RULING


def test_big5_says_that_it_was_a_guess(read) -> None:
    found = read(TRADITIONAL.encode("big5"), "裁定.txt")
    assert found.text == TRADITIONAL and "Big5" in found.notes[0]


def test_line_ends_are_one_character(read) -> None:
    assert read("一\r\n二\r三\n".encode(), "a.txt").text == "一\n二\n三\n"


def test_what_cannot_be_decoded_is_told(read) -> None:
    data = RULING.encode("gb18030") * 5
    found = read(data[:60] + b"\xff\xff" + data[60:], "a.txt")
    assert "无法解码" in found.notes[0] and "终结本次执行程序" in found.text


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"", "空.txt", "空的"),
        (b"   \n\n", "白.txt", "没有文字"),
        (bytes(range(256)) * 40, "乱.txt", "不是文字"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "a.txt", "程序"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "卷宗.rar", "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "卷宗.7z", "7z"),
        (b"\x1f\x8b\x08" + bytes(50), "卷宗.tgz", "gz"),
        (b"<?xml version='1.0'?><a>x</a>", "a.xml", "XML"),
    ],
)
def test_what_is_no_text_is_refused_by_name(refuse, data: bytes, name: str, word: str) -> None:
    assert word in refuse(data, name).reason


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        ("BMW 汽车一辆".encode(), "txt", "txt"),
        ("MZ 公司与某某买卖合同纠纷".encode(), "txt", "txt"),
        (b"<html><body>x</body></html>", "txt", "html"),
        (b"<div>a</div><p>b</p><p>c</p>", "doc", "html"),
        ("依照<中华人民共和国民事诉讼法>".encode(), "txt", "txt"),
        (b'{"a": 1}', "txt", "json"),
        (b"[2024] a", "md", "txt"),
        (b"junk\n%PDF-1.4", "txt", "pdf"),
        (b"PK\x03\x04", "txt", "zip"),
        (b"{\\rtf1 x}", "doc", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "docx", "image"),
    ],
)
def test_the_content_decides_not_the_name(data: bytes, suffix: str, kind: str) -> None:
    assert detect(data, suffix) == kind


def test_a_text_too_long_for_a_ruling_is_refused(refuse) -> None:
    assert "1,200,000" in refuse(("长" * 1_200_000).encode(), "长.txt").reason
