"""A drafted paper as a Word file, by the measures of official papers (GB/T 9704).

A4; margins 37/35/28/26 mm and a grid of 22 lines of 28 characters; title in 方正小标宋简体 22 pt, body in 仿宋_GB2312
16 pt with two characters' indent; page numbers outside, between dashes. The fonts are named, not bundled. The header
says that this is a draft awaiting approval; it is no part of the body, whose paragraphs (and table rows, cells
divided by tabs) are the joined sentences to the letter. Where a sentence comes from is told in comments, which can be
left out. Each sentence is marked by a hidden bookmark, so that a later revision can tell what a person changed (see
revise.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from benmo.drafting.docx_page import (
    BODY,
    BODY_FONT,
    HEAD_FONT,
    NOTE,
    ROW,
    TITLE,
    TITLE_FONT,
    layout,
    set_font,
    set_page,
    table_for,
)
from benmo.drafting.docx_save import save

NOTE_AUTHOR = "起草说明"
ROWS = ("row_head", "row")
_MARK = "_bm"
#: What XML forbids.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(draft: Mapping[str, Any], path: Path, *, comments: bool = True) -> None:
    """Write *draft* (draft.schema.json, as :func:`benmo.drafting.draft` made it) to *path*."""
    draft = writable(draft)
    document = Document()
    set_page(document)
    write_body(document, draft["sentences"], comments=comments)
    finish(document, draft)
    save(document, path)


def writable(value: Any) -> Any:
    """*value* with every text in it free of what a Word file cannot hold: control characters, half characters.

    They come in with text copied from a PDF, unseen; nothing that can be read is lost.
    """
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value)
    if isinstance(value, Mapping):
        return {k: writable(v) for k, v in value.items()}
    return [writable(v) for v in value] if isinstance(value, list | tuple) else value


def finish(document: WordDocument, draft: Mapping[str, Any]) -> None:
    """The properties of the file: title, no author, and the record of its sentences."""
    from benmo.drafting.docx_record import write_record

    core = document.core_properties
    core.title, core.author, core.comments = f"{draft['paper']}（草稿）", "", ""
    core.language = "zh-CN"
    write_record(document, marks_of(draft["sentences"]))


def write_body(document: WordDocument, sentences: list[dict[str, Any]], *, comments: bool) -> list[Any]:
    """Append *sentences* to the document; returns the new block elements, in order."""
    made: list[Any] = []
    table: list[list[dict[str, Any]]] = []
    numbers = {id(s): n for n, s in enumerate(sentences)}

    def flush() -> None:
        if table:
            made.append(_table(document, table, numbers, comments=comments))
            table.clear()

    for group in paragraphs(sentences):
        if group[0].get("style") in ROWS:
            table.append(group)
            continue
        flush()
        made.append(_paragraph(document, group, numbers, comments=comments))
    flush()
    return made


def paragraphs(sentences: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Sentences grouped by the line breaks that end a paragraph."""
    groups: list[list[dict[str, Any]]] = [[]]
    for sentence in sentences:
        groups[-1].append(sentence)
        if sentence["text"].endswith("\n"):
            groups.append([])
    return [g for g in groups if g]


def mark(number: int, text: str) -> str:
    """The hidden bookmark of a sentence: its place, and a hash of what benmo wrote (never the text itself)."""
    return f"{_MARK}{number}_{digest(text)}"


def marks_of(sentences: Iterable[Mapping[str, Any]]) -> list[tuple[str, bool]]:
    """The marks of *sentences*, each with whether it ends a paragraph."""
    return [(mark(n, s["text"]), s["text"].endswith("\n")) for n, s in enumerate(sentences)]


def digest(text: str) -> str:
    """Twelve hex digits of the sentence's text, without its line break."""
    return hashlib.sha256(text.removesuffix("\n").encode()).hexdigest()[:12]


def _paragraph(
    document: WordDocument, group: list[dict[str, Any]], numbers: Mapping[int, int], *, comments: bool
) -> Any:
    style = str(group[0].get("style", "body"))
    paragraph = document.add_paragraph()
    layout(paragraph, style)
    if group[0]["kind"] == "closing" and style == "body":
        # Signature and seal must not stand alone on a page.
        paragraph.paragraph_format.keep_with_next = True
    for sentence in group:
        add_sentence(document, paragraph, sentence, numbers[id(sentence)], comments=comments)
    return paragraph._p


def add_sentence(
    document: WordDocument, paragraph: Paragraph, sentence: Mapping[str, Any], number: int, *, comments: bool
) -> Run:
    """Append a sentence as one marked run, with its comment."""
    style = str(sentence.get("style", "body"))
    _bookmark(paragraph._p, number, mark(number, sentence["text"]), start=True)
    run = paragraph.add_run(sentence["text"].removesuffix("\n"))
    style_run(run, style)
    note = note_of(sentence) if comments else ""
    if note:
        add_note(document, run, note)
    _bookmark(paragraph._p, number, "", start=False)
    return run


def style_run(run: Run, style: str) -> None:
    """Font and size of a run by the style of its paragraph."""
    fonts = {
        "title": (TITLE_FONT, TITLE),
        "heading": (HEAD_FONT, BODY),
        "row_head": (HEAD_FONT, ROW),
        "row": (BODY_FONT, ROW),
    }
    name, size = fonts.get(style, (BODY_FONT, BODY))
    set_font(run, name, size)


def add_note(document: WordDocument, run: Run, text: str) -> None:
    """A comment on *run*, its own font set so that no reader falls back to a Latin one."""
    comment = document.add_comment(run, text=text, author=NOTE_AUTHOR, initials="注")
    for paragraph in comment.paragraphs:
        for piece in paragraph.runs:
            if piece.text:
                set_font(piece, "宋体", NOTE)


def _bookmark(parent: Any, number: int, name: str, *, start: bool) -> None:
    element = OxmlElement("w:bookmarkStart" if start else "w:bookmarkEnd")
    element.set(qn("w:id"), str(1000 + number))
    if start:
        element.set(qn("w:name"), name)
    parent.append(element)


def _table(
    document: WordDocument, rows: list[list[dict[str, Any]]], numbers: Mapping[int, int], *, comments: bool
) -> Any:
    cells = [group[0]["text"].removesuffix("\n").split("\t") for group in rows]
    table = table_for(document, cells)
    for row, group, texts in zip(table.rows, rows, cells, strict=True):
        sentence = group[0]
        for n, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _cell(document, cell, text, sentence, numbers[id(sentence)] if n == 0 else None, comments=comments)
    return table._tbl


def _cell(
    document: WordDocument, cell: _Cell, text: str, sentence: Mapping[str, Any], number: int | None, *, comments: bool
) -> None:
    paragraph = cell.paragraphs[0]
    layout(paragraph, str(sentence["style"]))
    if number is not None:
        _bookmark(paragraph._p, number, mark(number, sentence["text"]), start=True)
    run = paragraph.add_run(text)
    style_run(run, str(sentence["style"]))
    if number is not None:
        note = note_of(sentence) if comments else ""
        if note:
            add_note(document, run, note)
        _bookmark(paragraph._p, number, "", start=False)


def note_of(sentence: Mapping[str, Any]) -> str:
    """What a reader of the draft should know of a sentence: its sources, doubts, and who worded it."""
    parts = [sentence.get("remark", "")]
    quotes = [f"{e['document']}{_page_of(e)}“{_short(e['quote'])}”" for e in sentence["evidence"][:4]]
    if quotes:
        more = f"等{len(sentence['evidence'])}处" if len(sentence["evidence"]) > len(quotes) else ""
        parts.append(f"出处：{'；'.join(quotes)}{more}")
    if sentence["author"] == "model":
        parts.append("措辞由语言模型改写，已与模板逐项核对")
    if sentence["author"] == "person":
        parts.append("此句由承办人提供或者改写")
    return "\n".join(p for p in parts if p)


def _page_of(evidence: Mapping[str, Any]) -> str:
    return f"第{evidence['page']}页" if evidence.get("page") else str(evidence.get("place") or "")


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= 60 else text[:60] + "…"
