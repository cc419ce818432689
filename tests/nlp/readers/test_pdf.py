"""PDF with a text layer, hidden text, broken and encrypted files. Scans: test_ocr."""

from __future__ import annotations

import dataclasses

import pytest

from evaluation.fuzz.files import RULING, lines, pdf
from nlp.readers import DEFAULT_LIMITS, Aids


def test_pages(read) -> None:
    found = read(pdf(lines(RULING), lines("第二页的内容" * 8)), "a.pdf")
    assert found.text.splitlines() == [*RULING.splitlines(), "第二页的内容" * 8]
    pages = [m for m in found.marks if m.kind == "page"]
    assert [found.text[m.start : m.end].strip() for m in pages] == [RULING.strip(), "第二页的内容" * 8]
    assert found.page_of(found.text.index("第二页")) == 2
    assert (found.hidden, found.unread) == ((), ())


LONG = "被执行人孙大勇名下无财产可供执行，本院已穷尽财产调查措施，现终结本次执行程序，特此裁定。"


@pytest.mark.parametrize(("before", "reason"), [("1 1 1 rg", "白色"), ("1 g", "白色"), ("3 Tr", "不显示")])
def test_hidden_text(read, before: str, reason: str) -> None:
    found = read(pdf(lines(LONG) + "\n" + lines("签章锚点", before=before, top=400)), "a.pdf")
    (hidden,) = found.hidden
    assert found.text[hidden.start : hidden.end] == "签章锚点" and reason in hidden.reason


def test_white_on_a_dark_ground_can_be_seen(read) -> None:
    found = read(
        pdf(lines(LONG) + "\n0 0 0.5 rg 40 380 500 60 re f\n" + lines("表头文字", before="1 g", top=400)), "a.pdf"
    )
    assert "表头文字" in found.text and found.hidden == ()


def test_an_empty_page_is_noted_and_not_unread(read) -> None:
    found = read(pdf(lines(LONG), ""), "a.pdf")
    assert found.unread == () and any("第2页是空白页" in note for note in found.notes)


def test_a_page_to_recognise_without_recognition_is_unread(read) -> None:
    found = read(pdf(lines(LONG), "0 0 1 rg 10 10 300 300 re f"), "a.pdf", aids=Aids(ocr=False))
    (unread,) = found.unread
    assert unread.page == 2 and "OCR" in unread.reason


def test_a_text_layer_of_rubbish_is_not_taken_for_the_text(read) -> None:
    found = read(pdf(lines(LONG), lines("\ue000\ue001\ue002\ue003" * 20)), "a.pdf", aids=Aids(ocr=False))
    assert found.unread[0].page == 2 and "乱码" in found.unread[0].reason


def test_pages_beyond_the_limit_are_unread(read) -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, pages=2)
    found = read(pdf(*[lines(LONG)] * 5), "a.pdf", limits=limits)
    assert found.unread[0].part == "第3至5页" and "上限" in found.unread[0].reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (pdf(lines(LONG))[:200], "损坏"),
        (b"%PDF-1.4\n", "损坏"),
        (pdf(""), "空白"),
    ],
)
def test_what_cannot_be_read(refuse, data: bytes, word: str) -> None:
    assert word in refuse(data, "a.pdf").reason


def test_encrypted(refuse) -> None:
    data = pdf(lines(LONG)).replace(
        b"trailer<<",
        b"trailer<</Encrypt<</Filter/Standard/V 1/R 2/O<"
        + b"41" * 32
        + b">/U<"
        + b"42" * 32
        + b">/P -4>>/ID[<00><00>]",
    )
    assert "加密" in refuse(data, "a.pdf").reason


def test_blank_pages_up_to_the_limit_do_not_speak_for_the_rest(refuse) -> None:
    found = refuse(pdf("", "", "", ""), "a.pdf", limits=dataclasses.replace(DEFAULT_LIMITS, pages=3))
    assert "前 3 页都是空白的" in found.reason and "第4至4页" in found.reason
