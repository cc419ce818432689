"""The prosecutor's views on screen and page: what is urgent first, then where the case belongs, then the card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from benmo.render.model import Places, Review, short_quote
from benmo.render.width import block
from benmo.render.words import word
from benmo.review.views import table, urgent, views

SIGNS = {"met": "✓", "open": "△", "not_shown": "？", "broken": "✗", "na": "－"}


def _urgent(review: Review) -> list[dict[str, Any]]:
    """What cannot wait today; a material without a ruling has nothing to be urgent about."""
    return urgent(review, date.today()) if review["findings"] else []


def _of(review: Review) -> dict[str, Any]:
    """The views of *review* as of today."""
    return views(review, date.today())


def urgent_lines(review: Review, columns: int) -> Iterator[str]:
    """What cannot wait, as lines of text."""
    items, places = _urgent(review), Places(review)
    if items:
        yield ""
        yield "【紧急】"
    for item in items:
        yield from block("！", item["text"] + _where(item["evidence"], places), columns, 2)


def view_lines(review: Review, columns: int) -> Iterator[str]:
    """The other views as lines of text; nothing where there is nothing to show."""
    shown, places = _of(review), Places(review)
    for line in shown["routing"]:
        yield ""
        yield from block("移送提示：", line, columns, 0)
    if shown["conditions"]:
        yield ""
        signs = "（✓ 已具备　△ 已具备、另有待核实　？ 未载明　✗ 疑似不具备　－ 不适用）"
        yield from block("终本条件", signs, columns, 0)
    for row in shown["conditions"]:
        yield from block(f"{SIGNS[sign(row)]} ", row["name"], columns, 2)
        if row["flagged"]:
            yield from block("", "；".join(r.rstrip("。") for r in row["reasons"]) + "。", columns, 6)
    if shown["statements"]:
        yield ""
        yield "裁定书的陈述与案卷对照"
    for item in shown["statements"]:
        label = f"{word('conclusions', item['conclusion'])}："
        yield from block(label, item["reason"] + _where(item.get("evidence") or [], places), columns, 2)


def sign(row: Mapping[str, Any]) -> str:
    """The key of a condition's sign: one met beside which something is flagged must not stand under a plain ✓."""
    return "open" if row["open"] else str(row["state"])


def _where(evidence: list[dict[str, Any]], places: Places) -> str:
    if not evidence:
        return ""
    return f"（{places.of(evidence[0])}“{short_quote(evidence[0]['quote'])}”）"


def urgent_section(review: Review) -> str:
    """What cannot wait, as an html section; empty where there is nothing."""
    items, places = _urgent(review), Places(review)
    rows = "".join(f"<li>{escape(i['text'] + _where(i['evidence'], places))}" for i in items)
    return f"<section class=urgent><h2>紧急</h2><ul>{rows}</ul></section>" if rows else ""


def view_sections(review: Review) -> str:
    """The other views as html sections."""
    shown, places = _of(review), Places(review)
    parts = []
    if shown["routing"]:
        parts.append("<section><ul>" + "".join(f"<li>{escape(r)}" for r in shown["routing"]) + "</ul></section>")
    if shown["conditions"]:
        rows = "".join(_row(row) for row in shown["conditions"])
        parts.append(f"<section><h2>终本条件</h2><table class=card>{rows}</table></section>")
    if shown["statements"]:
        rows = "".join(
            f"<li>{word('conclusions', i['conclusion'])}：{escape(i['reason'])}"
            f"<small>{escape(_where(i.get('evidence') or [], places))}</small>"
            for i in shown["statements"]
        )
        parts.append(f"<section><h2>裁定书的陈述与案卷对照</h2><ul>{rows}</ul></section>")
    return "".join(parts)


def _row(row: dict[str, Any]) -> str:
    why = "；".join(r.rstrip("。") for r in row["reasons"]) + "。" if row["flagged"] else ""
    state = table()["states"][sign(row)]
    return (
        f"<tr class={row['state']}><td>{SIGNS[sign(row)]}<td>{escape(row['name'])}"
        f"<br><small>{escape(why)}</small><td>{state}</tr>"
    )
