"""The list of cases for Excel: one row a case, one column a checkpoint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from benmo.errors import UsageError
from benmo.files import replacing
from benmo.render.model import by_weight, names
from benmo.render.words import checkpoint_name, word
from benmo.review.catalog import catalogue
from nlp.readers.system import system_words

Review = dict[str, Any]

#: Title and width of the columns before the checkpoints.
LEADING = (
    ("案件", 22), ("状态", 10), ("评级", 6), ("得分", 7), ("法院", 28), ("案号", 28), ("案由", 18), ("申请执行人", 24),
    ("被执行人", 24), ("立案日期", 12), ("裁定日期", 12), ("立案至裁定天数", 9), ("申请标的（元）", 15),
    ("执行到位（元）", 15), ("未到位（元）", 15), ("约谈日期", 12), ("标签", 14), ("违法项数", 7), ("待核实项数", 7),
)  # fmt: skip
TRAILING = (("需核实什么", 60), ("提示", 40))
CHECKPOINT_WIDTH = 11
FILLS = {"violation": "FFF4B6B2", "not_shown": "FFFCE9B8"}
#: Excel refuses longer cells.
MAX_CELL = 32_000
#: A text that begins so would be taken for a formula when it is typed again or exported to csv.
FORMULA_LEADS = ("=", "+", "-", "@", "\t", "\r")


def write_sheet(reviews: Path, target: Path) -> None:
    """Write the workbook *target* from the JSON lines in *reviews*, in their order.

    Raises:
        UsageError: *target* cannot be written (open in Excel, no permission).
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("终本审查清单")
    titles = _columns(sheet)
    sheet.append([_head(sheet, title) for title in titles])
    rows = 1
    for review in _reviews(reviews):
        sheet.append(_row(sheet, review))
        rows += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{rows}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as spare:
            book.save(spare)
    except OSError as error:
        words = f"不能写入 {target}：{system_words(error)}。"
        raise UsageError(words, "如已在 Excel 中打开请先关闭，或换一个位置") from error


def _reviews(path: Path) -> Iterator[Review]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _columns(sheet: WriteOnlyWorksheet) -> list[str]:
    middle = [(c.name, CHECKPOINT_WIDTH) for c in catalogue()]
    columns = [*LEADING, *middle, *TRAILING]
    for number, (_, cells) in enumerate(columns, 1):
        cast(Any, sheet).column_dimensions[get_column_letter(number)].width = cells
    sheet.freeze_panes = "B2"
    return [title for title, _ in columns]


def _head(sheet: WriteOnlyWorksheet, title: str) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, title)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _row(sheet: WriteOnlyWorksheet, review: Review) -> list[Cell]:
    case, findings = review["case"], review["findings"]
    concluded = {f["checkpoint"]: f["conclusion"] for f in findings}
    filed, ruled = _date(case["filing_date"]), _date(case["ruling_date"])
    leading = [
        review["id"], word("status", review["status"]), review["grade"]["level"], review["grade"]["score"],
        case["court"], case["case_no"], case["cause"], names(case["applicants"]) if case["applicants"] else None,
        names(case["respondents"]) if case["respondents"] else None, filed, ruled,
        (ruled - filed).days if filed and ruled else None,
        *(case["amounts"][k] for k in ("claimed", "recovered", "outstanding")),
        _date(case["interview"]["date"]), "、".join(word("tags", t) for t in case["tags"]),
        *(sum(f["conclusion"] == c for f in findings) if findings else None for c in ("violation", "not_shown")),
    ]  # fmt: skip
    cells = [_cell(sheet, v) for v in leading]
    for checkpoint in catalogue():
        conclusion = concluded.get(checkpoint.id)
        cell = _cell(sheet, word("conclusions", conclusion) if conclusion else None)
        if conclusion in FILLS:
            cell.fill = PatternFill("solid", start_color=FILLS[conclusion])
        cells.append(cell)
    return [*cells, _cell(sheet, _to_verify(findings)), _cell(sheet, "\n".join(review["warnings"]))]


def _to_verify(findings: list[dict[str, Any]]) -> str:
    chosen = by_weight(findings, "violation") + by_weight(findings, "not_shown")
    return "\n".join(f"{checkpoint_name(f['checkpoint'])}：{f.get('next_step') or f['reason']}" for f in chosen)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _cell(sheet: WriteOnlyWorksheet, value: str | float | date | None) -> Cell:
    """A cell that holds *value*; text stays text, whatever it begins with."""
    if not isinstance(value, str):
        cell: Cell = WriteOnlyCell(sheet, cast(Any, value))
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:MAX_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.startswith(FORMULA_LEADS):
        cell.style = "Normal"
        cell.quotePrefix = True
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
