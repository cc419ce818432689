"""Zip archives: names, nesting, what is refused, all in memory."""

from __future__ import annotations

import dataclasses
import stat
import struct
import zipfile
import zlib

import pytest

from evaluation.fuzz.files import RULING, archive, docx, p
from nlp.readers import DEFAULT_LIMITS, Refused, is_archive, members


def names(data: bytes, **limits: int) -> dict[str, str]:
    """Name → problem of every member."""
    return {m.name: m.problem for m in members(data, dataclasses.replace(DEFAULT_LIMITS, **limits))}


def patched(data: bytes, old: str, raw: bytes) -> bytes:
    """The archive with a member's name written in other bytes of the same length, and no UTF-8 flag."""
    assert len(old.encode()) == len(raw)
    return data.replace(old.encode(), raw)


def test_members_in_fixed_order_without_folders() -> None:
    data = archive({"卷/2.txt": "二", "卷/": "", "1.txt": "一"})
    assert [(m.name, m.data.decode()) for m in members(data, DEFAULT_LIMITS)] == [("1.txt", "一"), ("卷/2.txt", "二")]


def test_an_office_file_is_no_archive() -> None:
    assert not is_archive(docx(p("文"))) and not is_archive(RULING.encode())
    assert is_archive(archive({"a.docx": docx(p("文"))})) and is_archive(archive({"a.txt": "x"})[:-10])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_without_the_flag(encoding: str) -> None:
    raw = "卷宗/裁定书.txt".encode(encoding)
    data = patched(archive({"x" * len(raw): RULING}), "x" * len(raw), raw)
    assert names(data) == {"卷宗/裁定书.txt": ""}


def test_the_extra_field_with_the_name_wins() -> None:
    info = zipfile.ZipInfo("caiding.txt")
    path = "裁定.txt".encode()
    body = struct.pack("<BI", 1, zlib.crc32(b"caiding.txt")) + path
    info.extra = struct.pack("<HH", 0x7075, len(body)) + body
    assert names(archive([(info, RULING)])) == {"裁定.txt": ""}


def test_archives_in_archives_to_a_depth() -> None:
    inner = archive({"深.txt": "深"})
    data = archive({"外.txt": "外", "内.zip": archive({"中.txt": "中", "内.zip": inner})})
    assert names(data) == {"内.zip/中.txt": "", "内.zip/内.zip/深.txt": "", "外.txt": ""}
    assert "超过 2 层" in names(data, zip_depth=2)["内.zip/内.zip"]


@pytest.mark.parametrize("name", ["../逃.txt", "/etc/x.txt", "a/../../b.txt", "C:\\x.txt", "..\\逃.txt"])
def test_paths_that_lead_out_are_refused_and_told(name: str) -> None:
    data = archive({name: "x", "好.txt": "好"})
    found = list(members(data, DEFAULT_LIMITS))
    assert [m.name for m in found if not m.problem] == ["好.txt"]
    assert ["路径异常" in m.problem and not m.data for m in found if m.problem] == [True]


def test_a_member_without_a_name_is_read() -> None:
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    assert names(archive([(nameless, RULING), ("a.txt", "x")])) == {"a.txt": "", "（无名文件）": ""}


def test_links_are_refused() -> None:
    link = zipfile.ZipInfo("链接.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "链接" in names(archive([(link, "/etc/passwd")]))["链接.txt"]


def test_encrypted_members_are_told_and_the_rest_is_read() -> None:
    data = bytearray(archive({"密.txt": "x", "明.txt": "y"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    found = names(bytes(data))
    assert "加密" in found["密.txt"] and found["明.txt"] == ""


def test_a_damaged_member_does_not_take_the_rest_along() -> None:
    data = bytearray(archive({"a.txt": "甲" * 500, "b.txt": "乙"}))
    at = data.find(b"a.txt") + 5
    data[at : at + 4] = b"\xff\xff\xff\xff"
    found = names(bytes(data))
    assert "损坏" in found["a.txt"] and found["b.txt"] == ""


BOMB = b"\0" * 40_000_000


@pytest.mark.parametrize(
    ("data", "limits", "word"),
    [
        (archive({"a.txt": BOMB}), {}, "炸弹"),
        (archive({f"{n}.txt": "x" for n in range(20)}), {"zip_members": 10}, "20 个文件"),
        (archive({"a.txt": "x" * 5_000_000}), {"unzipped_bytes": 1_000_000}, "炸弹"),
        (archive({"a.txt": "x"})[:-12], {}, "损坏"),
    ],
    # The bytes hold the time of day: as ids they would differ from process to process.
    ids=["bomb", "members", "size", "torn"],
)
def test_archives_beyond_the_limits(data: bytes, limits: dict[str, int], word: str) -> None:
    with pytest.raises(Refused) as refused:
        names(data, **limits)
    assert word in refused.value.reason and refused.value.hint


def test_a_member_larger_than_it_says_is_not_believed() -> None:
    data = bytearray(archive({"a.txt": "x" * 3_000_000}))
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    ((name, problem),) = names(bytes(data)).items()
    assert name == "a.txt" and problem


def test_nested_bombs_share_one_budget() -> None:
    inner = archive({"a.bin": b"\0" * 3_000_000})
    data = archive({f"{n}.zip": inner for n in range(4)})
    found = names(data, unzipped_bytes=7_000_000)
    assert sum(problem == "" for problem in found.values()) == 2
    assert sum("炸弹" in problem for problem in found.values()) == 2
