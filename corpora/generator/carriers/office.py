"""Word files: paragraphs, a heading in a table, a heading in a text box."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from corpora.generator.model import Line, Paper

_HEAD = ("court", "title", "number")
_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape type="#_x0000_t202" style="width:400pt;height:80pt">'
    "<v:textbox><w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def _document() -> Any:
    from docx import Document

    return Document()


def _bytes(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _write(document: Any, lines: list[Line], rng: Random) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    for line in lines:
        paragraph = document.add_paragraph()
        # Word tears a line into runs wherever somebody once typed.
        cut = rng.randint(0, len(line.text))
        for part in (line.text[:cut], line.text[cut:]):
            if part:
                paragraph.add_run(part)
        if line.role in ("court", "title"):
            paragraph.alignment = ALIGN.CENTER
        elif line.role in ("sign", "date", "number"):
            paragraph.alignment = ALIGN.RIGHT


def _rows(document: Any, paper: Paper) -> None:
    if not paper.rows:
        return
    grid = document.add_table(rows=0, cols=len(paper.rows[0]))
    for row in paper.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text


def paragraphs(paper: Paper, rng: Random) -> bytes:
    """One paragraph a line, torn into runs."""
    document = _document()
    _write(document, list(paper.lines), rng)
    _rows(document, paper)
    return _bytes(document)


def table(paper: Paper, rng: Random) -> bytes:
    """Heading and signature set in tables of one column, as some court templates do."""
    document = _document()
    for inside, lines in _runs(paper.lines, (*_HEAD, "sign", "date")):
        if inside:
            grid = document.add_table(rows=0, cols=1)
            for line in lines:
                grid.add_row().cells[0].text = line.text
        else:
            _write(document, lines, rng)
    _rows(document, paper)
    return _bytes(document)


def _runs(lines: tuple[Line, ...], roles: tuple[str, ...]) -> list[tuple[bool, list[Line]]]:
    found: list[tuple[bool, list[Line]]] = []
    for line in lines:
        inside = line.role in roles
        if found and found[-1][0] == inside:
            found[-1][1].append(line)
        else:
            found.append((inside, [line]))
    return found


def textbox(paper: Paper, rng: Random) -> bytes:
    """The heading in a text box that is anchored in the first paragraph."""
    from docx.oxml import parse_xml

    document = _document()
    head = [line for line in paper.lines if line.role in _HEAD]
    inner = "".join(f"<w:p><w:r><w:t>{escape(line.text)}</w:t></w:r></w:p>" for line in head)
    if head:
        document.add_paragraph()._p.append(parse_xml(_BOX.format(paragraphs=inner)))
    _write(document, [line for line in paper.lines if line.role not in _HEAD], rng)
    _rows(document, paper)
    return _bytes(document)
