"""Builds case folders from YAML: each document in the carrier that its name says (txt, csv, docx, xlsx)."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def build(documents: dict[str, Any], folder: Path) -> Path:
    """Write *documents* (name → content) into *folder* and return it.

    txt and csv: text as it stands (csv may use |); docx: a list of paragraphs and ``{rows: [[…]]}`` tables; xlsx: sheet
    name → rows, or ``{rows: […], merge: [A1:D1]}``. An empty content leaves the document out.

    Raises:
        ValueError: the name's ending is none of these.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in documents.items():
        if not content:
            continue
        path = folder / name
        writer = _WRITERS.get(path.suffix)
        if writer is None:
            raise ValueError(f"no writer for {name}")
        writer(path, content)
    return folder


def _text(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")


def _docx(path: Path, content: list[Any] | str) -> None:
    from docx import Document

    document = Document()
    for part in content.strip().split("\n") if isinstance(content, str) else content:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        rows = part["rows"]
        table = document.add_table(len(rows), max(map(len, rows)))
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                table.cell(i, j).text = str(cell)
    document.save(str(path))


def _xlsx(path: Path, content: dict[str, Any]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for title, told in content.items():
        sheet = book.create_sheet(title)
        for row in told["rows"] if isinstance(told, dict) else told:
            sheet.append(row)
        for area in told.get("merge", ()) if isinstance(told, dict) else ():
            sheet.merge_cells(area)
    book.save(path)


_WRITERS: dict[str, Any] = {".txt": _text, ".csv": _text, ".docx": _docx, ".xlsx": _xlsx}
