"""Files that somebody writes to while they are read, and files beyond the limit."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.document import Document, UnreadFile
from nlp.readers import read_file
from nlp.readers.limits import DEFAULT_LIMITS, size_words

_OLD, _NEW = "江北县人民法院\n执行裁定书\n", "江南县人民法院\n执行裁定书\n裁定如下：\n"


@pytest.fixture
def disturbed(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Callable[[], object]]], None]:
    """Does one thing after each read of the disk, in turn; the file system itself is the real one."""
    read = os.read

    def disturb(deeds: list[Callable[[], object]]) -> None:
        def reading(descriptor: int, count: int) -> bytes:
            data = read(descriptor, count)
            if deeds:
                deeds.pop(0)()
            return data

        monkeypatch.setattr(os, "read", reading)

    return disturb


def _append(path: Path, text: str) -> Callable[[], object]:
    def deed() -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)

    return deed


def _rewrite(path: Path, text: str, seconds: int) -> Callable[[], object]:
    """Write in place and make the clock's step certain."""

    def deed() -> None:
        path.write_text(text, encoding="utf-8")
        os.utime(path, (seconds, seconds))

    return deed


def test_one_change_is_waited_out_and_the_whole_is_read(tmp_path: Path, disturbed) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_OLD, encoding="utf-8")
    disturbed([_append(path, "裁定如下：\n")])
    found = read_file(path)
    assert isinstance(found, Document) and found.text == _OLD + "裁定如下：\n"


def test_a_text_of_the_same_length_put_in_its_place_is_noticed(tmp_path: Path, disturbed) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_OLD, encoding="utf-8")
    disturbed([_rewrite(path, _OLD.replace("北", "南"), 1_000_000_000)])
    found = read_file(path)
    assert isinstance(found, Document) and found.text == _OLD.replace("北", "南")


@pytest.mark.parametrize("kind", ["grows", "shrinks", "rewritten"])
def test_a_file_that_keeps_changing_is_refused_and_never_mixed(tmp_path: Path, disturbed, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_OLD * 20, encoding="utf-8")
    deeds = {
        "grows": [_append(path, _NEW)] * 9,
        "shrinks": [lambda: os.truncate(path, path.stat().st_size // 2)] * 9,
        "rewritten": [_rewrite(path, _NEW, 1_000_000_000 + n) for n in range(9)],
    }
    disturbed(deeds[kind])
    found = read_file(path)
    assert isinstance(found, UnreadFile)
    assert found.reason == "文件在读取过程中被改动：a.txt" and "写完" in found.hint


def test_a_file_replaced_by_another_is_read_as_it_was_opened(tmp_path: Path, disturbed) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(_OLD, encoding="utf-8")
    other.write_text(_NEW, encoding="utf-8")
    disturbed([lambda: other.replace(path)])
    found = read_file(path)
    assert isinstance(found, Document) and found.text in (_OLD, _NEW)


@pytest.mark.parametrize(
    ("count", "words"), [(128 * 1024 * 1024, "128 MB"), (300_000, "293 KB"), (1, "1 KB"), (1024 * 1024, "1 MB")]
)
def test_sizes_in_words(count: int, words: str) -> None:
    assert size_words(count) == words


def test_a_limit_is_told_as_it_is_set(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2_000)
    found = read_file(path, limits=dataclasses.replace(DEFAULT_LIMITS, file_bytes=1_000))
    assert isinstance(found, UnreadFile) and "超过 1 KB 的上限" in found.reason
