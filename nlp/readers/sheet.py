"""Excel sheets (xlsx), as shown: stored values, not formulas. Hidden sheets, rows, columns are reported as hidden."""

from __future__ import annotations

import re
import warnings
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from nlp.document import Hidden, Unread
from nlp.readers.rows import ALL_SEEN, RowWriter, Unseen
from nlp.readers.source import Reading, Refused, Source

_DAMAGED = ("表格文件已损坏", "请用 Excel 或 WPS 打开检查并另存后重试。")


def read_xlsx(source: Source) -> Reading:
    """Read every sheet, one row a line; a sheet's name stands above its rows where there are several.

    Raises:
        Refused: damaged beyond reading.
    """
    # Read-only mode streams rows; openpyxl's own parser is expat, which since 2.6 stops entity bombs by itself, and
    # Office never writes a document type.
    if b"<!DOCTYPE" in source.data[:1024]:
        raise Refused("文件内部含有异常的实体定义，已停止读取", "请用 Excel 或 WPS 打开并另存后重试。")
    try:
        # openpyxl warns of what it leaves out, and even prints about styles, into what may be our JSON.
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # the XML parsers beneath openpyxl raise what they like
        raise Refused(*_DAMAGED) from error
    reading = Reading("xlsx", "")
    writer = RowWriter(reading, source.limits.cells)
    try:
        sheets = book.worksheets
        for index, sheet in enumerate(sheets):
            if index >= source.limits.sheets:
                reading.unread.append(Unread(f"第{index + 1}张及以后的工作表", "工作表过多，未读取，请拆分后重试"))
                break
            start = writer.length
            if len(sheets) > 1:
                writer.line(sheet.title)
            # Some exporters write a wrong size into the sheet; openpyxl would stop there.
            try:
                sheet.reset_dimensions()
                seen = sheet.sheet_state == "visible"
                unseen = _unseen(sheet, source.limits.member_bytes) if seen else ALL_SEEN
                writer.rows(sheet.iter_rows(values_only=True), f"{sheet.title}!", unseen)
            except (MemoryError, RecursionError):
                raise
            except Exception:
                reading.unread.append(
                    Unread(f"工作表“{sheet.title}”第{writer.row + 1}行以后", "表格内容已损坏，未读取")
                )
            if sheet.sheet_state != "visible" and writer.length > start:
                reading.hidden.append(Hidden(start, writer.length, f"隐藏的工作表“{sheet.title}”"))
    finally:
        book.close()
    reading.text = "".join(writer.parts)
    if not reading.text.strip() and reading.unread:
        raise Refused(*_DAMAGED)
    return reading


#: Rows and columns as written in a sheet's part; openpyxl does not tell of them while it streams.
_ROW_OR_COLUMN = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
_NUMBERS = re.compile(rb"\b(r|min|max)\s*=\s*[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_MOST_COLUMNS = 16_384


def _unseen(sheet: Any, limit: int) -> Unseen:
    """The rows and columns that *sheet* hides, as far as its part is not larger than *limit* bytes."""
    with sheet._get_source() as part:
        data = part.read(limit)
    if b"hidden" not in data:
        return ALL_SEEN
    rows, columns, row = set(), set(), 0
    for kind, attributes in _ROW_OR_COLUMN.findall(data):
        at = {name: int(value) for name, value in _NUMBERS.findall(attributes)}
        hidden = _HIDDEN.search(attributes) is not None
        if kind == b"row":
            row = at.get(b"r", row + 1)
            if hidden:
                rows.add(row)
        elif hidden:
            columns |= set(range(at.get(b"min", 1), min(at.get(b"max", 0), _MOST_COLUMNS) + 1))
    return Unseen(frozenset(rows), frozenset(columns))
