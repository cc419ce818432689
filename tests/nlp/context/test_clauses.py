"""A comma that parts the thousands of a figure ends no clause."""

from __future__ import annotations

import pytest

from nlp.context import segment
from nlp.document import Span


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("冻结账户余额58,700元，期限一年", ["冻结账户余额58,700元", "期限一年"]),
        ("余额1,032,400元,已扣划", ["余额1,032,400元", "已扣划"]),
        ("余额18，600元，未扣划", ["余额18，600元", "未扣划"]),
        ("案号2021,2022年查封", ["案号2021", "2022年查封"]),
        ("甲有车,乙有房", ["甲有车", "乙有房"]),
    ],
)
def test_thousands(text: str, clauses: list[str]) -> None:
    context = segment(text, Span(0, len(text)), {})
    assert [text[c.start : c.end] for c in context.clauses] == clauses
