"""JSON of judgment crawlers: one record or many, with fields for court, title, number and body under any name.

The body is HTML or plain text (see ``record_fields``). Court, title and number go before it only where the
body lacks them, each with a mark of kind ``field``. Dates and other fields go to the notes: crawlers get them wrong.
"""

from __future__ import annotations

import json
import re

from nlp.document import Hidden, Mark, Unread
from nlp.readers.decoding import decode
from nlp.readers.detect import by_tags
from nlp.readers.record_fields import SHORT_PAPER, Record, find_records
from nlp.readers.source import Reading, Refused, Source
from nlp.readers.text import read_text

_BODY = 120
_HAN = re.compile("[\u4e00-\u9fff]")
_TAGS = re.compile(r"</?(?:p|div|br|span|a|td|tr|font|html|body)\b", re.IGNORECASE)
_COURT = re.compile(r"[\u4e00-\u9fff]{2,30}(?:法院|检察院)")
_NUMBER = re.compile(r"[（(〔\[]\d{4}[)）〕\]].{2,30}号.{0,6}")


def read_json(source: Source) -> Reading:
    """Read the records of a JSON or JSON-lines file, each with a mark of kind ``record`` where there are several.

    What only looks like JSON, or was cut off, is read as a page or as text.

    Raises:
        Refused: valid JSON in which nothing looks like a judgment.
    """
    text, notes = decode(source.data)
    try:
        data, lost = _parse(text)
    except RecursionError:
        raise Refused("JSON 嵌套过深，已停止读取", "请确认文件来源，或者把正文另存为 txt。") from None
    except ValueError:
        return _no_json(source)
    reading = Reading("json", "", notes=notes, unread=lost)
    parts: list[str] = []
    length = 0
    records = find_records(data)
    for number, fields in enumerate(records, 1):
        record = _record(fields, source, number, len(records), reading)
        if record is None:
            continue
        if len(records) > 1:
            reading.marks.append(Mark("record", length, length + len(record.text), str(number)))
        reading.marks += [Mark(m.kind, m.start + length, m.end + length, m.label) for m in record.marks]
        reading.hidden += [Hidden(h.start + length, h.end + length, h.reason) for h in record.hidden]
        reading.notes += record.notes
        parts.append(record.text)
        length += len(record.text)
    reading.text = "".join(parts)
    if not reading.text:
        why = reading.unread[0].reason if reading.unread else "JSON 里没有找到裁判文书的正文"
        raise Refused(why, "请确认文件内容，或者把正文另存为 txt 后重试。")
    return reading


def _no_json(source: Source) -> Reading:
    if by_tags(source.data, source.suffix) == "html":
        from nlp.readers.html import read_html

        reading = read_html(source)
    else:
        reading = read_text(source)
    if source.suffix in ("json", "jsonl"):
        reading.notes.append("文件名是 JSON，但内容不是完整的 JSON，按文字读取；可能没有下载完整，请核对原件。")
    return reading


def _parse(text: str) -> tuple[object, list[Unread]]:
    """The value of a JSON text; of JSON lines a list, and the lines that are none (a crawl that was cut off)."""
    try:
        return json.loads(text), []
    except ValueError:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not lines[0][1].lstrip().startswith("{"):
            raise
    found, lost = [], []
    for number, line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            lost.append(Unread(f"第{number}行", "这一行不是完整的 JSON 记录，未能读取"))
    if len(lost) >= len(found):
        raise ValueError("no JSON lines")
    return found, lost


def _record(record: Record, source: Source, number: int, count: int, reading: Reading) -> Reading | None:
    which = f"第{number}条记录" if count > 1 else "记录"
    fields = record.fields
    top = record.body[:2_000]
    if len(_HAN.findall(top)) < _BODY and not SHORT_PAPER.search(top):
        about = next((v for v in fields.values() if _NUMBER.search(v) or "裁定书" in v or "判决书" in v), "")
        reading.unread.append(Unread(f"{which}{about[:60]}", "正文为空或者不公开，没有可读取的内容"))
        return None
    found = _body(record.body, source)
    head = _head(fields, found.text)
    if head:
        _prepend(found, head)
    others = {k: v.strip() for k, v in fields.items() if len(v) <= 80 and v.strip() not in found.text}
    if others:
        found.notes.append(f"{which}的其他字段：" + "；".join(f"{k}={v}" for k, v in list(others.items())[:12]))
    if record.left:
        found.notes.append(f"{which}另有较长的字段未并入正文：{'、'.join(record.left[:6])}")
    if not found.text.endswith("\n"):
        found.text += "\n"
    return found


def _body(body: str, source: Source) -> Reading:
    if _TAGS.search(body):
        from nlp.readers.markup import extract

        return extract(body, source.limits)
    return Reading("json", body.replace("\r\n", "\n").replace("\r", "\n"))


def _head(fields: dict[str, str], body: str) -> list[tuple[str, str]]:
    """Court, title and number of the record, as far as the beginning of the body has none."""
    top = re.sub(r"\s", "", body[:300])
    found: list[tuple[str, str]] = []
    for kind, pattern in (("court", _COURT), ("number", _NUMBER)):
        value = next((v.strip() for v in fields.values() if pattern.fullmatch(v.strip())), None)
        if value and not pattern.search(top):
            found.append((kind, value))
    return found


def _prepend(reading: Reading, head: list[tuple[str, str]]) -> None:
    text, marks = "", []
    for kind, value in head:
        marks.append(Mark("field", len(text), len(text) + len(value), kind))
        text += value + "\n"
    shift = len(text)
    reading.marks = marks + [Mark(m.kind, m.start + shift, m.end + shift, m.label) for m in reading.marks]
    reading.hidden = [Hidden(h.start + shift, h.end + shift, h.reason) for h in reading.hidden]
    reading.text = text + reading.text
