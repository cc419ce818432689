"""Files of many documents: crawls of rulings, whole case files, and single papers that must stay whole."""

from __future__ import annotations

import pytest

from corpora.generator import Case, make
from nlp.classify import classify
from nlp.document import Document, Mark, Unread
from nlp.normalise import normalise
from nlp.sections import find_sections
from nlp.split import split, starts

CASES = [make(seed) for seed in range(1, 100)]
RULINGS = [case.papers[0] for case in CASES if len(case.papers) == 1 and case.findings]
NEAR = [case.papers[0] for case in CASES if case.notes.startswith("near-miss")]
FILES = [case for case in CASES if len(case.papers) > 1]


def document(text: str, marks: tuple[Mark, ...] = ()) -> Document:
    return Document("x", "x.txt", "0" * 64, "txt", text, marks)


@pytest.mark.parametrize(
    "between",
    ["", "\n", "\n\n\n", "----------\n", "\n发布日期：2020-01-01　浏览：3次\n", "\x0c", "- 3 -\n", "第2篇\n"],
    ids=repr,
)
def test_a_crawl_of_rulings(between: str) -> None:
    for at in range(0, 40, 5):
        chosen = RULINGS[at : at + 5]
        text = between.join(paper.text for paper in chosen)
        parts = split(document(text))
        assert len(parts) == len(chosen)
        assert "".join(part.text for part in parts) == text
        for part, paper in zip(parts, chosen, strict=True):
            assert paper.lines[0].text in part.text and paper.lines[-1].text in part.text


@pytest.mark.parametrize("between", ["", "\n", "\x0c", "- 2 -\n"], ids=repr)
@pytest.mark.parametrize("case", FILES, ids=lambda case: case.id)
def test_a_whole_case_file_in_one_text(case: Case, between: str) -> None:
    text = between.join(paper.text for paper in case.papers)
    parts = split(document(text))
    assert "".join(part.text for part in parts) == text
    kinds = []
    for part in parts:
        clean = normalise(part.text).text
        kinds.append(classify(clean, find_sections(clean)).type)
    assert kinds == [paper.type for paper in case.papers]


def test_on_top_of_a_page_the_title_is_enough() -> None:
    pages = [
        "甲县人民法院\n执行裁定书\n（2020）苏01执1号\n" + "正文。" * 50 + "\n二〇二〇年三月五日\n",
        "送达回证\n本人已收到上述文书，没有意见。\n受送达人甲\n",
    ]
    marks = (Mark("page", 0, len(pages[0]), "1"), Mark("page", len(pages[0]), len(pages[0]) + len(pages[1]), "2"))
    assert [part.text for part in split(document("".join(pages), marks))] == pages
    assert len(split(document("".join(pages)))) == 1


@pytest.mark.parametrize("paper", [*RULINGS[:30], *NEAR], ids=lambda paper: paper.name)
def test_a_single_paper_stays_whole(paper: object) -> None:
    text = paper.text  # type: ignore[attr-defined]
    assert split(document(text)) == (document(text),)


@pytest.mark.parametrize(
    "tail",
    [
        "附：本案所附材料\n谈话笔录\n送达回证\n评议笔录\n",
        "附：相关法律条文\n最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释\n第五百一十七条 ……\n",
        "附件：执行裁定书\n甲县人民法院\n执行裁定书\n（2019）苏01执9号\n" + "正文。" * 60 + "\n二〇一九年三月五日\n",
        "本件与原本核对无异\n打印：甲\n校对：乙\n",
    ],
)
def test_what_is_appended_stays(tail: str) -> None:
    text = RULINGS[0].text + tail
    assert len(split(document(text))) == 1


def test_a_ruling_quoted_inside_a_paper_stays() -> None:
    quoted = "甲县人民法院\n执行裁定书\n（2019）苏01执9号\n" + "正文。" * 60
    text = (
        "甲县人民检察院\n检察建议书\n甲检民执监〔2021〕3号\n甲县人民法院：\n你院裁定如下：\n"
        + quoted
        + "\n本院认为……建议恢复执行。\n"
    )
    assert len(split(document(text + "二〇二一年五月六日\n"))) == 1


def test_marks_and_unread_pages_go_with_their_part() -> None:
    first, second = RULINGS[0].text, RULINGS[1].text
    marks = (Mark("page", 0, len(first), "1"), Mark("page", len(first), len(first + second), "2"))
    whole = Document("x", "x.pdf", "0" * 64, "pdf", first + second, marks, unread=(Unread("第2页", "模糊", 2),))
    one, two = split(whole)
    assert (one.unread, two.unread) == ((), whole.unread)
    assert [m.label for m in two.marks] == ["2"] and two.marks[0].start == 0


def test_cost_is_linear_in_lines() -> None:
    # A hundred thousand lines that look like titles must not be looked around for without end.
    text = "送达回证\n" * 20_000
    assert len(starts(text)) <= 20_000


def test_notes_on_one_record_stay_with_it() -> None:
    text = "甲。\n乙。\n"
    marks = (Mark("record", 0, 3, "1"), Mark("record", 3, 6, "2"))
    notes = ("按 GB18030 读取。", "第1条记录的其他字段：a=1", "第2条记录的其他字段：a=2")
    parts = split(Document("a.json", "a.json", "0" * 64, "json", text, marks, notes=notes))
    assert [part.notes for part in parts] == [(notes[0], notes[1]), (notes[0], notes[2])]
