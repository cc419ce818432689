"""Timeline, asset matrix and the answers to an applicant's grounds, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from benmo.render.model import Places, Review
from benmo.render.width import block, pad, width
from benmo.render.words import checkpoint_name, word

#: Matrix columns: key of the cell, head.
COLUMNS = (
    ("control", "控制"),
    ("control_until", "至"),
    ("disposal", "处置"),
    ("reason", "未处置的理由"),
    ("note", "说明"),
)
_FOUND = {True: "有", False: "无", None: "—"}


def timeline_lines(review: Review, columns: int) -> Iterator[str]:
    """The timeline, one event a line; nothing where there is none."""
    events = review.get("timeline") or ()
    if len(review["documents"]) < 2 or not events:
        return
    places = Places(review)
    yield ""
    yield "【时间线】"
    for e in events:
        whom = f"（{'、'.join(e['targets'])}）" if e.get("targets") else ""
        where = f"　{places.of(e['evidence'][0])}" if e.get("evidence") else ""
        yield from block(f"{e['date']}  ", f"{e['act']}{whom}{where}", columns, 2)


def matrix_lines(review: Mapping[str, Any], columns: int, places: Places | None = None) -> Iterator[str]:
    """The asset matrix, grouped by respondent; nothing where there is none. *places* say where each cell comes from."""
    cells = review.get("matrix") or ()
    if not cells:
        return
    yield ""
    yield "【财产矩阵】"
    last = ""
    label = max(width(word("categories", c["category"])) for c in cells)
    for cell in cells:
        if cell["respondent"] != last:
            last = cell["respondent"]
            yield f"  {last}"
        words = _cell_words(cell)
        if places and cell["evidence"]:
            words += f"［{places.of(cell['evidence'][0])}］"
        yield from block(pad(word("categories", cell["category"]), label) + "  ", words, columns, 4)


def _cell_words(cell: dict[str, Any]) -> str:
    asked = {True: "已查", False: "载明未查", None: "查询情况未载明"}[cell.get("inquired")]
    day = f"（{cell['inquired_on']}）" if cell.get("inquired_on") else ""
    found = {True: "，查得财产", False: "，查无", None: ""}[cell.get("found")]
    more = "".join(f"；{head}：{cell[key]}" for key, head in COLUMNS if cell.get(key))
    return f"{asked}{day}{found}{more}"


def ground_lines(review: Review, columns: int) -> Iterator[str]:
    """Each ground of the applicant with what the review answers."""
    rows = review.get("grounds") or ()
    if not rows:
        return
    yield ""
    yield "【对监督申请理由的逐项对照】"
    for n, row in enumerate(rows, 1):
        yield from block(f"{n}. ", row["ground"], columns, 2)
        for a in row["answers"]:
            words = f"{word('conclusions', a['conclusion'])}：{checkpoint_name(a['checkpoint'])}。{a['reason']}"
            yield from block("→ ", words, columns, 5)
        for hint in row.get("hints") or ():
            yield from block("→ ", f"线索移送：{hint}", columns, 5)
        if not row["answers"] and not row.get("hints"):
            yield "     → 未能对应到监督要点，请人工核对。"


def sections(review: Review) -> str:
    """The same three as html sections; empty where there is nothing to show."""
    return "".join((_grounds(review), _matrix(review), _timeline(review)))


def _timeline(review: Review) -> str:
    events = review.get("timeline") or ()
    if len(review["documents"]) < 2 or not events:
        return ""
    places = Places(review)
    rows = "".join(
        f"<tr><td>{escape(e['date'])}<td>{escape(e['act'])}<td>{escape('、'.join(e.get('targets') or ()))}"
        f"<td><small>{escape(places.of(e['evidence'][0]) if e.get('evidence') else '')}</small>"
        for e in events
    )
    return f"<section><h2>时间线</h2><table class=card><tr><th>日期<th>事项<th>对象<th>出处{rows}</table></section>"


def _matrix(review: Review) -> str:
    cells = review.get("matrix") or ()
    if not cells:
        return ""
    places = Places(review)
    asked = {True: "已查", False: "未查", None: "未载明"}
    heads = "".join(f"<th>{h}" for h in ("被执行人", "类别", "查询", "结果", *(h for _, h in COLUMNS), "出处"))
    rows = "".join(
        f"<tr><td>{escape(c['respondent'])}<td>{word('categories', c['category'])}"
        f"<td>{asked[c.get('inquired')]} {escape(c.get('inquired_on') or '')}<td>{_FOUND[c.get('found')]}"
        + "".join(f"<td>{escape(c.get(k) or '')}" for k, _ in COLUMNS)
        + f"<td><small>{escape('；'.join(dict.fromkeys(places.of(e) for e in c['evidence'][:3])))}</small>"
        for c in cells
    )
    return f"<section><h2>财产矩阵</h2><table class=card><tr>{heads}{rows}</table></section>"


def _grounds(review: Review) -> str:
    rows = review.get("grounds") or ()
    if not rows:
        return ""
    parts = []
    for row in rows:
        answers = "".join(
            f"<li>{word('conclusions', a['conclusion'])}：{checkpoint_name(a['checkpoint'])}。{escape(a['reason'])}"
            for a in row["answers"]
        )
        answers += "".join(f"<li>线索移送：{escape(h)}" for h in row.get("hints") or ())
        parts.append(f"<li>{escape(row['ground'])}<ul>{answers or '<li>未能对应到监督要点，请人工核对。'}</ul>")
    return f"<section><h2>对监督申请理由的逐项对照</h2><ol>{''.join(parts)}</ol></section>"
