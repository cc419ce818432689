"""A drafted paper as a Word file, by the measures of official papers (GB/T 9704).

A4; margins 37/35/28/26 mm, so that 22 lines of 28 characters fit; title in 方正小标宋简体 22 pt, body in 仿宋_GB2312
16 pt at 29 pt line pitch with two characters' indent; page numbers in the footer. The fonts are named, not bundled.
The header says that this is a draft awaiting approval; it is no part of the body, whose paragraphs are the joined
sentences to the letter. Where a sentence comes from is told in comments, which can be left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

BODY_FONT, TITLE_FONT, HEAD_FONT, PAGE_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
BODY, TITLE = Pt(16), Pt(22)
PITCH = Pt(29)
DRAFT_MARK = "草稿·待审批"
_AUTHOR = "起草说明"


def write_docx(draft: dict[str, Any], path: Path, *, comments: bool = True) -> None:
    """Write *draft* (draft.schema.json, as :func:`benmo.drafting.draft` made it) to *path*."""
    document = Document()
    _page(document)
    for paragraph in _paragraphs(draft["sentences"]):
        _write(document, paragraph, comments)
    core = document.core_properties
    core.title, core.author, core.comments = f"{draft['paper']}（草稿）", "", ""
    document.save(str(path))


def _paragraphs(sentences: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Sentences grouped by the line breaks that end a paragraph."""
    groups: list[list[dict[str, Any]]] = [[]]
    for sentence in sentences:
        groups[-1].append(sentence)
        if sentence["text"].endswith("\n"):
            groups.append([])
    return [g for g in groups if g]


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(28)
    normal = document.styles["Normal"]
    normal.font.size = BODY
    normal.font.name = "Times New Roman"
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY_FONT)
    normal.paragraph_format.space_after = Pt(0)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _font(header.add_run(DRAFT_MARK), HEAD_FONT, Pt(14))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(footer.add_run("— "), PAGE_FONT, Pt(14))
    _page_number(footer)
    _font(footer.add_run(" —"), PAGE_FONT, Pt(14))


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    _font(run, PAGE_FONT, Pt(14))
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _write(document: WordDocument, sentences: list[dict[str, Any]], comments: bool) -> None:
    style = sentences[0].get("style", "body")
    paragraph = document.add_paragraph()
    _layout(paragraph, style)
    if sentences[0]["text"].strip() == "此致":
        paragraph.paragraph_format.keep_with_next = True
    title = style == "title"
    for sentence in sentences:
        run = paragraph.add_run(sentence["text"].removesuffix("\n"))
        _font(run, TITLE_FONT if title else HEAD_FONT if style == "heading" else BODY_FONT, TITLE if title else BODY)
        note = _note(sentence) if comments else ""
        if note:
            document.add_comment(run, text=note, author=_AUTHOR, initials="注")


def _layout(paragraph: Paragraph, style: str) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    form.widow_control = False
    if style in ("title", "number"):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing = Pt(36) if style == "title" else PITCH
        form.space_after = PITCH if style == "number" else Pt(0)
        form.keep_with_next = True
    elif style == "signature":
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.right_indent = Pt(32)
        form.keep_with_next = True
    elif style in ("addressee", "court"):
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.space_after = PITCH if style == "court" else Pt(0)
        form.keep_with_next = style == "court"
    else:
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.keep_with_next = style == "heading"
        _indent(paragraph)


def _indent(paragraph: Paragraph) -> None:
    """First-line indent of two characters; Word counts it in characters so that it follows the font size."""
    paragraph.paragraph_format.first_line_indent = Pt(32)
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.find(qn("w:ind"))
    if indent is not None:
        indent.set(qn("w:firstLineChars"), "200")


def _font(run: Run, name: str, size: Pt) -> None:
    run.font.size = size
    run.font.name = "Times New Roman"
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def _note(sentence: dict[str, Any]) -> str:
    """What a reader of the draft should know of a sentence: its sources, doubts, and who worded it."""
    parts = [sentence.get("remark", "")]
    quotes = [f"{e['document']}“{_short(e['quote'])}”" for e in sentence["evidence"][:4]]
    if quotes:
        more = f"等{len(sentence['evidence'])}处" if len(sentence["evidence"]) > len(quotes) else ""
        parts.append(f"出处：{'；'.join(quotes)}{more}")
    if sentence["author"] == "model":
        parts.append("措辞由语言模型改写，已与模板逐项核对")
    return "\n".join(p for p in parts if p)


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= 60 else text[:60] + "…"
