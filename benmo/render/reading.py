"""What ``benmo read`` found, as text: the documents first, then what was not read, then the case in time and assets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benmo.render.casefile import matrix_lines
from benmo.render.model import Places
from benmo.render.width import block, pad, width
from benmo.render.words import word

_FORMATS = {
    "doc": "旧版 Word",
    "xls": "旧版 Excel",
    "image": "图片",
    "html": "网页",
    "json": "JSON 记录",
    "txt": "文本",
}
_SHOWN = 3
_VALUES = 8
#: A sum that says itself what it is.
_PLAIN_SUM = re.compile(r"(?:人民币)?[0-9.,，]+元整?")


def render(case: Mapping[str, Any], columns: int) -> str:
    """The text for one case, of about *columns* cells a line."""
    return "\n".join(_lines(case, max(50, min(columns, 120)))) + "\n"


def _lines(case: Mapping[str, Any], columns: int) -> Iterator[str]:
    documents, unread = case["documents"], case["unread"]
    parts = sum(len(d["unread"]) for d in documents)
    yield (
        f"{case['id']}　读到 {len(documents)} 份文书"
        + (f"，{len(unread)} 个文件未能读取" if unread else "")
        + (f"，另有 {parts} 处（页、图）未读出" if parts else "")
    )
    for number, document in enumerate(documents, 1):
        yield ""
        yield from _document(number, document, columns)
    if unread:
        yield ""
        yield "未能读取的文件"
        for file in unread:
            yield from block("· ", f"{file['reason']}。{file['hint']}", columns, 2)
    if case["skipped"]:
        yield ""
        yield from block("跳过的系统文件：", "、".join(case["skipped"]), columns, 0)
    places = Places(case)
    yield from _timeline(case.get("timeline") or (), columns, places)
    yield from _assets(case.get("assets") or ())
    yield from matrix_lines(case, columns, places)
    for words in case.get("foreign") or ():
        yield from block("他案材料：", words, columns, 0)
    if not documents:
        yield "没有读到任何文书。"


def _document(number: int, d: Mapping[str, Any], columns: int) -> Iterator[str]:
    form = _FORMATS.get(d["format"], d["format"])
    pages = f"，{d['pages']} 页" if d["pages"] else ""
    yield from block(f"{number}. ", f"{d['id']}（{form}{pages}，{d['chars']:,} 字）", columns, 0)
    yield from block("类型：", f"{word('document_types', d['type'])}。{d['reason']}", columns, 3)
    named = dict.fromkeys(word("sections", section["kind"]) for section in d["sections"])
    if len(named) > 3:  # a table or a record has no structure to speak of
        yield from block("结构：", "、".join(named), columns, 3)
    yield from _repairs(d["repairs"], columns)
    yield from _values(d["values"], columns)
    for hidden in d["hidden"][:_SHOWN]:
        yield from block(
            "隐藏文字：", f"{hidden['place']}“{_short(hidden['text'])}”，{hidden['reason']}；不作为证据", columns, 3
        )
    if len(d["hidden"]) > _SHOWN:
        yield f"   （隐藏文字共 {len(d['hidden'])} 处）"
    if d["doubts"]:
        shown = "、".join(f"{x['place']}“{x['text']}”（{x['score']:.0%}）" for x in d["doubts"][:_SHOWN])
        more = "" if len(d["doubts"]) <= _SHOWN else f" 等 {len(d['doubts'])} 处"
        yield from block("识别存疑：", shown + more, columns, 3)
    for reason, where in _grouped(d["unread"]):
        yield from block("未读出：", f"{where}：{reason}", columns, 3)
    for note in d["notes"]:
        yield from block("说明：", note, columns, 3)


def _repairs(repairs: Sequence[Mapping[str, Any]], columns: int) -> Iterator[str]:
    if not repairs:
        return
    told = []
    for reason, count in Counter(r["reason"] for r in repairs).most_common():
        first = next(r for r in repairs if r["reason"] == reason)
        how = f"“{_short(first['before'])}”" if first["before"].strip() else ""
        if how and first["after"] != first["before"]:
            how += f"→“{_short(first['after'])}”"
        told.append(f"{reason} {count} 处（{'如' if count > 1 else ''}{first['place']}{how}）")
    yield from block("修复：", "；".join(told), columns, 3)


def _values(values: Sequence[Mapping[str, Any]], columns: int) -> Iterator[str]:
    """What was understood otherwise than it is written: relative days, sums in other units, what is masked."""
    told = list(dict.fromkeys(filter(None, map(_value, values))))
    if told:
        more = f"；等 {len(told)} 处" if len(told) > _VALUES else ""
        yield from block("换算：", "；".join(told[:_VALUES]) + more, columns, 3)


def _value(one: Mapping[str, Any]) -> str:
    note = f"（{one['note']}）" if one["note"] else ""
    meant = one["value"] if one["kind"] == "date" else ""
    if one["kind"] == "amount" and one["value"] is not None:
        meant = f"{one['value']:,.2f}元".replace(".00元", "元")
        if not note and _PLAIN_SUM.fullmatch(one["quote"]):
            return ""
    if not note and one["kind"] != "amount":
        return ""
    return f"“{_short(one['quote'])}”" + (f"→{meant}" if meant else "") + note


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 24 else f"{flat[:24]}……"


def _grouped(unread: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Reason → the parts that it holds for; a scan of 200 pages is one line."""
    parts: dict[str, list[str]] = {}
    for item in unread:
        parts.setdefault(item["reason"], []).append(item["part"])
    return [
        (reason, "、".join(names) if len(names) <= 6 else f"{names[0]}至{names[-1]}等 {len(names)} 处")
        for reason, names in parts.items()
    ]


def _timeline(events: Sequence[Mapping[str, Any]], columns: int, places: Places) -> Iterator[str]:
    if not events:
        return
    yield ""
    yield "时间线"
    for event in events:
        who = f"（{'、'.join(event['targets'])}）" if event.get("targets") else ""
        where = f"　{places.of(event['evidence'][0])}" if event.get("evidence") else ""
        yield from block(f"{event['date']}  ", f"{event['act']}{who}{where}", columns, 2)


def _assets(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Respondent by category: when inquired, what was found, how it stands."""
    if not rows:
        return
    yield ""
    yield "财产查控一览"
    table = [("被执行人", "财产", "查询", "结果", "处置状态")] + [
        (r["respondent"] or "（未载明）", word("categories", r["category"]), r["inquired"], r["result"], r["state"])
        for r in rows
    ]
    widths = [max(width(row[i]) for row in table) for i in range(5)]
    for row in table:
        yield "  " + "  ".join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()
