"""The page of an official paper: measures, grid, header, page numbers, fonts, paragraph layout, tables."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

BODY_FONT, TITLE_FONT, HEAD_FONT, PAGE_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
LATIN = "Times New Roman"
BODY, TITLE, ROW, PAGE, NOTE = Pt(16), Pt(22), Pt(11), Pt(14), Pt(9)
#: 225 mm hold 22 lines; exactly 29 pt would be a hair too much for the last one.
PITCH = Pt(28.95)
WIDTH_MM = 156
DRAFT_MARK = "草稿·待审批"
#: 225 mm by 22 lines, in twentieths of a point.
_LINE_PITCH = "579"
#: 156 mm by 28 characters of 16 pt: each a quarter point narrower. Spacing of the base style, not a character grid,
#: which LibreOffice and Word count differently.
_SPACING = "-5"


def set_page(document: WordDocument) -> None:
    """Paper, margins, grid, base fonts, header and page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    _grid(section._sectPr)
    _base_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    for header in (section.header, section.even_page_header):
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        set_font(paragraph.add_run(DRAFT_MARK), HEAD_FONT, PAGE)
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        if right:
            paragraph.paragraph_format.right_indent = PAGE
        else:
            paragraph.paragraph_format.left_indent = PAGE
        set_font(paragraph.add_run("— "), PAGE_FONT, PAGE)
        _page_number(paragraph)
        set_font(paragraph.add_run(" —"), PAGE_FONT, PAGE)


def _grid(section: Any) -> None:
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), _LINE_PITCH)
    section.append(grid)


def _base_fonts(document: WordDocument) -> None:
    """Every style that names a font gets the East Asian one too; the language is Chinese."""
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = BODY, LATIN
    normal.paragraph_format.space_after = Pt(0)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _SPACING)
    size = properties.find(qn("w:sz"))
    size.addprevious(spacing)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        for key, name in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:eastAsia", BODY_FONT)):
            if fonts.get(qn(key)) is None:
                fonts.set(qn(key), name)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        set_font(run, PAGE_FONT, PAGE)
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)


def set_font(run: Run, name: str, size: Length) -> None:
    """The East Asian font by name, Latin letters and digits in Times New Roman; marks such as “” are Chinese."""
    run.font.size = size
    run.font.name = LATIN
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def layout(paragraph: Paragraph, style: str) -> None:
    """Alignment, indent and spacing by the style of form.py."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    form.widow_control = False
    if style in ("title", "subtitle"):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing = Pt(36) if style == "title" else PITCH
        form.space_after = PITCH if style == "subtitle" else Pt(0)
        form.keep_with_next = True
    elif style in ("number", "signature"):
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.right_indent = Pt(32) if style == "signature" else Pt(0)
        form.space_after = PITCH if style == "number" else Pt(0)
        form.keep_with_next = True
    elif style in ("addressee", "court"):
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.space_after = PITCH if style == "court" else Pt(0)
        form.keep_with_next = style == "court"
    elif style in ("row_head", "row"):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if style == "row_head" else WD_ALIGN_PARAGRAPH.LEFT
        form.line_spacing = Pt(17)
        off: Any = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")
        form.keep_with_next = style == "row_head"
    else:
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.keep_with_next = style == "heading"
        _indent(paragraph)


def _indent(paragraph: Paragraph) -> None:
    """First-line indent of two characters; Word counts it in characters so that it follows the font size."""
    paragraph.paragraph_format.first_line_indent = Pt(32)
    indent = paragraph._p.get_or_add_pPr().find(qn("w:ind"))
    if indent is not None:
        indent.set(qn("w:firstLineChars"), "200")


def table_for(document: WordDocument, cells: list[list[str]]) -> Table:
    """An empty table for *cells*, as wide as the page, columns by their text, the first row on each page."""
    table: Table = document.add_table(rows=len(cells), cols=len(cells[0]))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = _widths(cells)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for n, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if n == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _widths(cells: list[list[str]]) -> list[Length]:
    columns = list(zip(*cells, strict=True))
    weights = [
        min(max(sum(map(len, column)) / len(column), max(map(len, column)) / 2, 5.5), 18.0) for column in columns
    ]
    return [Mm(round(WIDTH_MM * weight / sum(weights), 1)) for weight in weights]
