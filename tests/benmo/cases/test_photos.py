"""Numbered pictures of one folder are pages of one paper; others stay what they are."""

from __future__ import annotations

import pytest

from benmo.cases.photos import join_photos, run_of
from nlp.document import Document, Mark, Unread


def photo(path: str, text: str, **more: object) -> Document:
    marks = (Mark("page", 0, len(text), "1"), Mark("line", 0, len(text), "1 2 3 4"))
    return Document(path, path, f"hash of {path}", "image", text, marks=marks, **more)  # type: ignore[arg-type]


def joined(*paths: str) -> list[list[str]]:
    """The texts of the documents that come of pictures at *paths*, each split into its lines."""
    return [d.text.split() for d in join_photos([photo(p, f"{p}的文字") for p in paths])]


@pytest.mark.parametrize(
    ("paths", "documents"),
    [
        (("扫描_01.jpg", "扫描_02.jpg", "扫描_03.jpg"), 1),
        (("p-1.png", "p-10.png", "p-2.png", "p-3.png"), 2),
        (("裁定1.png", "裁定2.png", "笔录1.png", "笔录2.png"), 2),
        (("a/1.png", "b/2.png"), 2),
        (("1.png", "2.jpg"), 2),
        (("1.png", "3.png"), 2),
        (("裁定书.png", "笔录.png"), 2),
        (("IMG_0001 (1).jpg", "IMG_0001 (2).jpg"), 1),
    ],
)
def test_what_belongs_together(paths: tuple[str, ...], documents: int) -> None:
    assert len(joined(*paths)) == documents


def test_pages_follow_their_numbers() -> None:
    names = [f"p{n}.png" for n in (1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9)]
    (lines,) = joined(*names)
    assert lines == [f"p{n}.png的文字" for n in range(1, 12)]


def test_offsets_and_pages_go_on() -> None:
    pages = [photo("p1.png", "第一页"), photo("p2.png", "第二页", unread=(Unread("图", "模糊", 1),))]
    (document,) = join_photos(pages)
    at = document.text.index("第二页")
    assert document.page_of(0) == 1
    assert document.page_of(at) == 2
    assert [m.start for m in document.marks if m.kind == "line"] == [0, at]
    assert document.unread[0].page == 2
    assert "p1.png、p2.png" in document.notes[0]


def test_other_files_are_left_alone() -> None:
    paper = Document("1.txt", "1.txt", "x", "txt", "文书一")
    other = Document("2.txt", "2.txt", "y", "txt", "文书二")
    assert join_photos([paper, other]) == [paper, other]


def test_the_files_of_a_joined_document_are_found_again() -> None:
    import hashlib

    files = [("卷/扫描_01.jpg", "a"), ("卷/扫描_02.jpg", "b"), ("卷/扫描_03.jpg", "c"), ("卷/别的_02.jpg", "d")]
    digest = hashlib.sha256(b"bc").hexdigest()
    assert run_of(files, "扫描_02.jpg", digest) == ["b", "c"]
    assert run_of(files, "扫描_01.jpg", digest) == [] == run_of(files, "裁定书.docx", digest)
