"""JSON of judgment crawlers, csv and xlsx."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from evaluation.fuzz.files import RULING
from nlp.places import Places

NUMBER = "（2023）苏0999执1234号"
BODY = RULING.replace(
    "无财产。", "无财产可供执行，本院已穷尽财产调查措施，申请执行人亦未能提供可供执行的财产线索，现裁定如下。"
)
SUMMARY = "摘要：被执行人无财产可供执行。" * 60


def packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "value",
    [
        {"title": "裁定书", "content": BODY},
        {"s1": "裁定书", "s7": NUMBER, "qwContent": BODY},
        {"Doc_Content": "<div>" + BODY.replace("\n", "<br/>") + "</div>"},
        {"code": 0, "result": json.dumps({"qwContent": BODY}, ensure_ascii=False)},
        {"data": {"doc": {"anything": BODY}}},
        {"title": "裁定书", "paragraphs": BODY.rstrip("\n").split("\n")},
        {"摘要": SUMMARY, "正文": BODY},
        {"PJJG": BODY[len(BODY) // 2 :], "DSRXX": BODY[: len(BODY) // 2] + "\n"},
        [[BODY]],
    ],
)
def test_the_body_under_any_name(read, value: Any) -> None:
    found = read(packed(value), "a.json")
    assert "".join(found.text.split()) == "".join(BODY.split()) and found.format == "json"


def test_number_and_court_go_before_a_body_without_them(read) -> None:
    bare = BODY.split(NUMBER + "\n")[1]
    found = read(packed({"court": "江北县人民法院", "caseNo": NUMBER, "content": bare, "date": "2003-01-01"}), "a.json")
    assert found.text == f"江北县人民法院\n{NUMBER}\n{bare}"
    assert [m.label for m in found.marks] == ["court", "number"]
    assert any("date=2003-01-01" in note for note in found.notes)


@pytest.mark.parametrize("lines", [True, False])
def test_many_records(read, lines: bool) -> None:
    rows: list[Any] = [{"content": BODY}, {"caseNo": NUMBER, "title": "某裁定书", "content": ""}, {"content": BODY}]
    data = b"\n".join(map(packed, rows)) if lines else packed({"list": rows})
    found = read(data, "a.jsonl" if lines else "a.json")
    assert [(m.label, found.text[m.start : m.end]) for m in found.marks if m.kind == "record"] == [
        ("1", BODY),
        ("3", BODY),
    ]
    assert [u.part for u in found.unread] == [f"第2条记录{NUMBER}"] and "不公开" in found.unread[0].reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (packed({"a": 1, "b": ["x"]}), "没有找到"),
        (packed({"caseNo": NUMBER, "content": ""}), "不公开"),
        (b"[" * 5000 + b"]" * 5000, "嵌套过深"),
        (b'{"a":' * 60 + packed(BODY) + b"}" * 60, "嵌套过深"),
    ],
)
def test_records_that_cannot_be_read(refuse, data: bytes, word: str) -> None:
    assert word in refuse(data, "a.json").reason


PAGE = "".join(f"<div style='TEXT-INDENT: 30pt'>{line}</div>" for line in BODY.split("\n"))


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_record_with_a_page_is_a_record(read, name: str, encoding: str) -> None:
    data = json.dumps({"title": "某案", "number": NUMBER, "html": PAGE}, ensure_ascii=False).encode(encoding)
    found = read(data, name)
    assert found.format == "json" and "{" not in found.text
    assert "".join(found.text.split()) == "".join(BODY.split())


def test_a_record_cut_off_is_read_as_a_page_and_says_so(read) -> None:
    found = read(packed({"content": PAGE})[:-9], "a.json")
    assert found.format == "html" and "没有下载完整" in found.notes[-1]
    assert "".join(BODY.split())[:80] in "".join(found.text.split())


def test_a_line_cut_off_loses_only_itself(read) -> None:
    lines = [packed({"number": NUMBER, "content": BODY})] * 3
    found = read(b"\n".join([*lines, lines[0][:-40]]), "a.jsonl")
    assert found.text.count(BODY.split("\n")[0]) == 3
    assert [(u.part, "完整" in u.reason) for u in found.unread] == [("第4行", True)]


def test_broken_json_is_read_as_text(read) -> None:
    assert read(packed({"content": BODY})[:-3], "a.json").format == "txt"


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8-sig", ";")]
)
def test_csv(read, encoding: str, separator: str) -> None:
    data = separator.join(["日期", "财产"]) + "\r\n\r\n" + separator.join(["2023-03-01", '"存款\n一户"']) + "\r\n"
    found = read(data.encode(encoding), "反馈.csv")
    assert found.text == "日期\t财产\n2023-03-01\t存款 一户\n"
    assert Places(found).words(found.text.index("存款")) == "单元格B3"


def test_xlsx_with_a_hidden_sheet(read) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("底稿")
    first.title = "反馈"
    first.append(["财产", "余额"])
    first.append(["存款", 16127.0])
    second.append(["不给看"])
    second.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    found = read(out.getvalue(), "a.xlsx")
    assert found.text == "反馈\n财产\t余额\n存款\t16127\n底稿\n不给看\n"
    assert [found.text[h.start : h.end] for h in found.hidden] == ["底稿\n不给看\n"]
    assert Places(found).words(found.text.index("16127")) == "单元格反馈!B2"


def test_cells_beyond_the_limit_are_unread(read) -> None:
    import dataclasses

    from nlp.readers import DEFAULT_LIMITS

    found = read(b"a,b\n" * 100, "a.csv", limits=dataclasses.replace(DEFAULT_LIMITS, cells=20))
    assert found.text.count("\n") < 20 and "上限" in found.unread[0].reason


def test_xlsx_rows_and_columns_that_are_hidden(read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["户名", "结果", "备注"], ["甲", "无", "一"], ["乙", "有", "二"], ["丙", "无", "三"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    found = read(saved(book), "a.xlsx")
    assert [(found.text[h.start : h.end], h.reason) for h in found.hidden] == [
        ("备注", "隐藏的列"),
        ("一", "隐藏的列"),
        ("乙\t有\t二\n", "隐藏或被筛选掉的行"),
        ("三", "隐藏的列"),
    ]


def test_xlsx_that_hides_nothing(read) -> None:
    book = openpyxl.Workbook()
    book.active.append(["hidden=", "无"])
    assert not read(saved(book), "a.xlsx").hidden


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
