"""Second opinions on the examples: which are asked, and what counts as agreement."""

from __future__ import annotations

import json

from benmo.drafting.model import QueueModel
from evaluation.opinions import Row, measure, table


def test_answers_are_counted_with_their_quotes() -> None:
    reply = json.dumps({"answer": "是", "quote": "终结本次执行程序", "reason": "材料写明。"}, ensure_ascii=False)
    told: list[str] = []
    rows = measure(QueueModel([reply, "不知道"] * 2), 2, told.append)
    assert [r.question for r in rows] == ["interview_substance"] * 2 + ["disposal_reason"] * 2
    assert [r.answer for r in rows] == ["是", None, None, None]
    assert rows[0].quote == "终结本次执行程序"
    assert "找不到" in rows[2].cause
    assert "2 例，给出意见 1（其中有核对无误的引文 1）" in table(rows)
    assert len(told) == 4


def test_agreement() -> None:
    assert Row("a", "q", ("ok",), "是", "", "").agrees
    assert Row("a", "q", ("not_shown",), "材料不足", "", "").agrees
    assert Row("a", "q", ("not_shown", "violation"), "否", "", "").agrees
    assert not Row("a", "q", ("violation",), "是", "", "").agrees
    assert not Row("a", "q", ("ok",), None, "没有答好", "").agrees
