"""The separate requests of a 检察建议书: numbered ones, else parts between semicolons, else one run-in sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.document import Span
from nlp.papers.parts import Parts

#: An item begins at a line or behind a stop.
_AT = r"(?:^|(?<=[\n。；;：:，,]))[ \u3000]*"
_SIGNS = (
    r"[一二三四五六七八九十]{1,2}、",
    r"[（(][一二三四五六七八九十\d]{1,2}[）)]",
    r"\d{1,2}[.．、](?!\d)",
    r"[①②③④⑤⑥⑦⑧⑨]",
    r"[ⅠⅡⅢⅣⅤⅥⅦ][ \u3000、.．]?",
    r"[甲乙丙丁戊]、",
    r"(?:第[一二三四五六七八九]，|[一二三四五六七八九]是|[其首][一二三四次先]，|(?:首先|其次|再次|最后)，)",
)
_NUMBERED = tuple(re.compile(f"{_AT}(?:{sign})") for sign in _SIGNS)
_VERB = re.compile(
    r"纠正|撤销|恢复|处置|查询|查控|调查|核实|告知|约谈|发出|送达|采取|续行|续封|扣押|扣划|发放|移送|征询|审查|评估|拍卖|更正|补正|裁定"
    r"|整改|规范|加强|建立|完善|落实|提取|扣留|清理|开通|搜查|听取|查明|责令|删除|屏蔽|解除|追加|处理|学习|督促|重新|立即|依法"
)


def find_requests(clean: str, parts: Parts) -> tuple[Span, ...]:
    """The requests in order, each without trailing punctuation; empty where the paper asks for nothing."""
    where = parts.requests
    body = clean[where.start : where.end]
    if not _VERB.search(body):
        return ()
    for pattern in _NUMBERED:
        starts = [m.start() for m in pattern.finditer(body)]
        if len(starts) >= 2:
            return _spans(clean, where, starts)
    starts = [m.start() for pattern in _NUMBERED[:3] for m in pattern.finditer(body)][:1]
    if starts and not body[: starts[0]].strip(" \n\u3000：:，,"):
        return _spans(clean, where, starts)
    return _run_in(clean, where)


def _spans(clean: str, where: Span, starts: list[int]) -> tuple[Span, ...]:
    edges = [*starts, len(clean[where.start : where.end])]
    found = []
    for start, stop in pairwise(edges):
        span = _trim(clean, Span(where.start + start, where.start + stop))
        if len(span) > 4:
            found.append(span)
    return tuple(found)


def _run_in(clean: str, where: Span) -> tuple[Span, ...]:
    """Unnumbered: sentence parts between semicolons and full stops that each hold a verb of doing."""
    found = []
    at = where.start
    for m in re.finditer(r"[；;。]", clean[where.start : where.end] + "。"):
        span = _trim(clean, Span(at, where.start + m.start()))
        at = where.start + m.end()
        if len(span) > 4 and _VERB.search(clean, span.start, span.end):
            found.append(span)
    return tuple(found)


def _trim(clean: str, span: Span) -> Span:
    start, end = span.start, min(span.end, len(clean))
    while start < end and clean[start] in " \n\u3000：:，,；;。":
        start += 1
    while end > start and clean[end - 1] in " \n\u3000：:，,；;。":
        end -= 1
    return Span(start, end)
