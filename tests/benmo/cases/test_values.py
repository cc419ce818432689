"""Typed values stand beside the words from which they were read."""

from __future__ import annotations

from benmo.cases.values import values
from nlp.document import Document
from nlp.pipeline import read_document

TEXT = (
    "（2021）湘0725执118号\n查封湘DLR7**小型轿车，2021年3月5日立 案，3月7日冻结12万3千元，"
    "约5000元未到位，2021年2月30日发还。\n"
)


def test_values_quote_the_source() -> None:
    found = values(read_document(Document("a", "a.txt", "0" * 64, "txt", TEXT)))
    assert all(TEXT[row["start"] : row["end"]] == row["quote"] for row in found)
    assert [(row["kind"], row["quote"], row["value"], row["note"]) for row in found] == [
        ("case_number", "（2021）湘0725执118号", "（2021）湘0725执118号", ""),
        ("plate", "湘DLR7**", "湘DLR7**", "已遮盖"),
        ("date", "2021年3月5日", "2021-03-05", ""),
        ("date", "3月7日", "2021-03-07", "年份、月份取自前文"),
        ("amount", "12万3千元", 123000.0, ""),
        ("amount", "5000元", 5000.0, "约数"),
        ("date", "2021年2月30日", None, "日历上没有这一天"),
    ]
