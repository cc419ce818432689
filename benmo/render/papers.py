"""Supervision papers (检察建议书, court replies) on screen and page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from benmo.render.model import Review, deducted
from benmo.render.width import block
from benmo.render.words import checkpoint_name, word


def paper_lines(review: Review, columns: int) -> Iterator[str]:
    suggestion, reply = review.get("suggestion"), review.get("reply")
    if suggestion:
        yield ""
        sides = f"{suggestion['issuer'] or '—'} → {suggestion['addressee'] or '—'}"
        yield f"检察建议书：{sides}　{suggestion['number'] or '无文号'}"
        raised = "、".join(checkpoint_name(c) for c in suggestion["raised"]) or "未识别"
        yield from block("提出的问题：", raised, columns, 2)
        yield f"  建议 {len(suggestion['requests'])} 条"
        for request in suggestion["requests"]:
            yield from block("· ", request["text"], columns, 4)
        yield from _paper_grade(suggestion.get("grade"), columns)
        yield from _compared(suggestion.get("compared"), columns)
    if reply:
        yield ""
        yield f"法院回复：{reply['court'] or '—'}　{word('outcomes', reply['outcome'])}　{reply['date'] or ''}"
        for item in reply.get("items") or ():
            yield from block(f"{word('outcomes', item['stance'])}：", item["text"][:120], columns, 4)
        passed = [a["checkpoint"] for a in reply.get("compared") or () if a["answer"] == "not_answered"]
        if passed:
            yield from block("未见答复：", "、".join(checkpoint_name(c) for c in passed), columns, 2)


def _paper_grade(grade: dict[str, Any] | None, columns: int) -> Iterator[str]:
    if grade:
        yield f"  文书质量：{grade['level']}，{grade['score']:g}分（内部参考）"
        for deduction in deducted(grade):
            yield from block(f"-{deduction['points']:g}  ", deduction["reason"], columns, 4)


def _compared(compared: dict[str, Any] | None, columns: int) -> Iterator[str]:
    """The suggestion's points against the file, and what it leaves out."""
    if not compared:
        return
    for point in compared["raised"]:
        label = f"{checkpoint_name(point['checkpoint'])}：{word('compared', point['verdict'])}。"
        yield from block("与案卷比对：", label + point["reason"], columns, 2)
    for missed in compared["missed"]:
        yield from block("建议书未提：", f"{checkpoint_name(missed['checkpoint'])}。{missed['reason']}", columns, 2)


def paper_sections(review: Review) -> str:
    """The same as html: the lines of the text view, each escaped; empty where there is no such paper."""
    lines = [line for line in paper_lines(review, 4000) if line.strip()]
    if not lines:
        return ""
    rows = "".join(f"<p>{escape(line.strip())}</p>" for line in lines)
    return f"<section><h2>监督文书</h2>{rows}</section>"
