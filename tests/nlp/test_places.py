"""Where something stands, in words."""

from __future__ import annotations

import pytest

from nlp.document import Document, Mark
from nlp.places import Places


def places(text: str, *marks: Mark, form: str = "txt") -> Places:
    return Places(Document("d", "d", "0" * 64, form, text, marks))


@pytest.mark.parametrize(("at", "words"), [(0, "第1段"), (4, "第2段"), (5, "第2段"), (10, "第3段"), (11, "第3段")])
def test_paragraphs_count_written_lines(at: int, words: str) -> None:
    assert places("一段\n\n二段 \n\t\n三段").words(at) == words


def test_lines_are_counted_on_their_page() -> None:
    text = "页一行一\n页一行二\n页二行一\n"
    found = places(text, Mark("page", 0, 9, "1"), Mark("page", 10, 14, "2"), form="pdf")
    assert [found.words(text.index(w)) for w in ("行一", "行二", "页二")] == ["第1页第1行", "第1页第2行", "第2页第1行"]
    assert (found.page(0), found.page(10)) == (1, 2)


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("cell", "表2 行3列1", "表2第3行第1列"),
        ("cell", "查询!B12", "单元格查询!B12"),
        ("textbox", "文本框1", "文本框1"),
        ("image", "图片3", "图片3"),
    ],
)
def test_cells_boxes_and_pictures(kind: str, label: str, words: str) -> None:
    assert places("甲乙丙", Mark(kind, 1, 2, label)).words(1) == words


def test_boxes_and_doubts_of_a_stretch() -> None:
    marks = (
        Mark("line", 0, 10, "1000 2000 3000 2200"),
        Mark("line", 11, 15, "1000 2300 1800 2500"),
        Mark("doubt", 2, 4, "0.51"),
    )
    found = places("零一二三四五六七八九\n甲乙丙丁\n", *marks)
    assert found.boxes(5, 13) == [(2000, 2000, 3000, 2200), (1000, 2300, 1400, 2500)]
    assert [(d.start, d.score) for d in found.doubts(0, 3)] == [(2, 0.51)] and found.doubts(4, 15) == []
