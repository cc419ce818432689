"""The three sums of a case: applied for, recovered, left."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.document import Span
from nlp.entities.amounts import find_case_amounts
from nlp.entities.money import find_amounts

CASES = [
    ("claimed", "两被执行人未付货款，甲公司提出执行申请，要求支付622480元，本院立案。", "622480"),
    ("claimed", "执行依据为某民事判决，应履行工程款98500元。", "98500"),
    ("claimed", "民事判决判令乙某赔偿甲某68350.20元（保险公司已赔付的120000元不在本案执行范围）。", "68350.20"),
    ("recovered", "申请执行标的30000元。扣划乙某存款21500元，9月12日付甲某，其余未发现。", "21500"),
    ("recovered", "申请执行标的12300元。7月，乙某给甲某送来2300元，甲某打了收条。剩余10000元未履行。", "2300"),
    (
        "recovered",
        "申请执行标的32000元。乙公司把第一、二期款合计10000元交给甲某，甲某打了收条。余款22000元未履行。",
        "10000",
    ),
    # The judgment's sum and its parts: the total, not the first part.
    ("claimed", "申请执行标的共计50000元（其中本金40000元、利息10000元）。", "50000"),
    # The sum that is meant cannot be read: the next one does not take its place.
    ("claimed", "申请执行标的共61 850元（另案已赔付的120000元不在内）。", None),
    # Paid between the parties, and nothing told of what is left.
    ("recovered", "乙某应赔偿甲某23415.80元。后乙某的父亲代其付给甲某3000元，甲某出具了收条。", None),
    # What was asked for in another case, and what was only promised.
    ("recovered", "申请执行标的9000元。乙某表示愿付2000元。", None),
    ("recovered", "申请执行标的9000元。查得存款2000元，冻结在案。", None),
]


@pytest.mark.parametrize(("name", "text", "wanted"), CASES)
def test_sums(name: str, text: str, wanted: str | None) -> None:
    found = getattr(find_case_amounts(text, find_amounts(text), Span(0, len(text))), name)
    assert (found.value if found else None) == (Decimal(wanted) if wanted else None)
    if found:
        assert text[found.span.start : found.span.end].rstrip("元")
