"""Word documents, straight from ``word/document.xml``: python-docx spends most of its time on styles we never need.

The text is the accepted view of tracked changes. A text box's words follow the paragraph that anchors it, once, though
Word stores them twice (``mc:Choice`` and ``mc:Fallback``). Headers, footers, foot- and endnotes go to the notes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from nlp.document import Hidden, Mark, Unread
from nlp.readers.docx_look import WHITE_TEXT, box_is_dark, hidden_styles, hiding_reason, is_dark
from nlp.readers.docx_pictures import BLIP, IMAGEDATA, Pictures
from nlp.readers.office_xml import W, parse_xml
from nlp.readers.package import Package
from nlp.readers.source import Reading, Refused, Source

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTE_LIMIT = 500
#: Elements whose text is no part of the accepted view.
_GONE = {f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}rt", f"{W}instrText", f"{W}delText"}
#: Ticked and empty boxes of the symbol fonts, by code point; forms are full of them.
_TICKS = {0xF0FE: "☑", 0xF052: "☑", 0xF0FD: "☒", 0xF051: "☒", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF0FC: "✓"}
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read_docx(package: Package, source: Source) -> Reading:
    """The document in *package*: body text with paragraphs, cells, text boxes and hidden runs."""
    data = package.read("word/document.xml") or b""
    root = parse_xml(data)
    body = root.find(f"{W}body")
    if body is None:
        raise Refused("文档没有正文", "请用 Word 或 WPS 打开检查。")
    pictures = Pictures(package, source, data)
    walk = _Walk(hidden_styles(package, data), package.limits.depth, pictures)
    walk.blocks(body, 0)
    reading = walk.done()
    reading.notes += [*_told(walk), *pictures.notes()]
    _apart(package, reading)
    if not reading.text.strip() and pictures.count:
        why = reading.unread[0].reason if reading.unread else "文档里只有小图，没有可读取的文字"
        raise Refused(f"文档里只有图片：{why}", "请提供带文字的版本，或者把图片单独交给本程序识别。")
    return reading


def _told(walk: _Walk) -> list[str]:
    """What the reader of the text should know about it."""
    told = []
    if walk.inserted or walk.deleted:
        told.append(
            f"文件带有修订痕迹（插入 {walk.inserted} 处、删除 {walk.deleted} 处），按接受全部修订后的文本读取。"
        )
    if walk.numbered:
        told.append(f"有 {walk.numbered} 段使用自动编号，编号由 Word 生成，未读入正文。")
    if walk.objects:
        told.append(f"文中嵌有 {walk.objects} 个对象（表格、文档等），其内容未读取。")
    return told


class _Walk:
    """One walk over a body, in document order."""

    def __init__(self, styles: dict[str, str], depth: int, pictures: Pictures) -> None:
        self.styles = styles
        self.depth = depth
        self.pictures = pictures
        self.dark = 0  # how many coloured grounds lie beneath: white letters can be seen there
        self.parts: list[str] = []
        self.length = 0
        self.reading = Reading("docx", "")
        self.paragraphs = self.tables = self.inserted = self.deleted = self.boxes = self.numbered = self.objects = 0
        self.pending: list[etree._Element] = []

    def done(self) -> Reading:
        """The reading; adjacent hidden runs of one reason are one stretch."""
        self.reading.text = "".join(self.parts)
        merged: list[Hidden] = []
        for span in self.reading.hidden:
            if merged and merged[-1].end == span.start and merged[-1].reason == span.reason:
                merged[-1] = Hidden(merged[-1].start, span.end, span.reason)
            else:
                merged.append(span)
        self.reading.hidden = merged
        return self.reading

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def blocks(self, parent: etree._Element, level: int) -> None:
        """Paragraphs and tables under *parent*, also inside content controls and inserted blocks."""
        if level > self.depth:
            raise Refused("文档嵌套过深", "请用 Word 或 WPS 打开检查并另存后重试。")
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child, level)
            elif tag == f"{W}tbl":
                self._table(child, level)
            elif tag == f"{W}altChunk":
                self.reading.unread.append(Unread("嵌入文档", "文中嵌有外部文档，未读取；请用 Word 打开后另存为 docx"))
            elif tag not in _GONE and isinstance(tag, str) and tag != f"{W}sectPr":
                self.blocks(child, level + 1)

    def _paragraph(self, node: etree._Element, level: int) -> None:
        start = self.length
        properties = node.find(f"{W}pPr")
        hiding = hiding_reason(properties, self.styles) if self.styles else ""
        dark = False
        if properties is not None:
            self.numbered += properties.find(f"{W}numPr") is not None
            dark = is_dark(properties.find(f"{W}shd"))
        self.dark += dark
        self._inline(node, hiding, 0)
        self.dark -= dark
        self.paragraphs += 1
        self.reading.marks.append(Mark("paragraph", start, self.length, str(self.paragraphs)))
        # A paragraph mark that was itself deleted joins the paragraph to the next one.
        if properties is None or properties.find(f"{W}rPr/{W}del") is None:
            self._write("\n")
        boxes, self.pending = self.pending, []
        for box in boxes:
            if box.tag != f"{W}txbxContent":
                self._write(self.pictures.take(box, self.reading, self.length))
                continue
            self.boxes += 1
            begin = self.length
            dark = box_is_dark(box)
            self.dark += dark
            self.blocks(box, level + 1)
            self.dark -= dark
            self.reading.marks.append(Mark("textbox", begin, max(begin, self.length - 1), f"文本框{self.boxes}"))

    def _inline(self, node: etree._Element, hiding: str, level: int) -> None:
        if level > self.depth:
            raise Refused("文档嵌套过深", "请用 Word 或 WPS 打开检查并另存后重试。")
        for child in node:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, hiding, level)
            elif tag in _GONE:
                self.deleted += tag in (f"{W}del", f"{W}moveFrom")
            elif tag in (f"{W}txbxContent", BLIP, IMAGEDATA):
                self.pending.append(child)
            elif tag == _MATH_TEXT:
                self._write(child.text or "")
            elif isinstance(tag, str) and tag != f"{W}pPr":
                self.inserted += tag in (f"{W}ins", f"{W}moveTo")
                self._inline(child, hiding, level + 1)

    def _run(self, run: etree._Element, hiding: str, level: int) -> None:
        start = self.length
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                if child.text:
                    self._write(child.text)
            elif tag == f"{W}rPr":
                hiding = hiding_reason(child, self.styles) or hiding
            elif tag == f"{W}tab":
                self._write("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                self._write("\n")
            elif tag in (f"{W}noBreakHyphen", f"{W}softHyphen"):
                self._write("-")
            elif tag == f"{W}sym":
                self._write(_symbol(str(child.get(f"{W}char", ""))))
            elif isinstance(tag, str) and tag not in _GONE and len(child):
                self.objects += tag == f"{W}object"
                self._inline(child, hiding, level + 1)
        if hiding and start < self.length and not (self.dark and hiding == WHITE_TEXT):
            self.reading.hidden.append(Hidden(start, self.length, hiding))

    def _table(self, table: etree._Element, level: int) -> None:
        self.tables += 1
        number = self.tables
        row_number = 0
        for row in _inside(table, f"{W}tr"):
            row_number += 1
            if row.find(f"{W}trPr/{W}del") is not None:
                self.deleted += 1
                continue
            for column, cell in enumerate(_inside(row, f"{W}tc"), 1):
                if column > 1:
                    self._write("\t")
                start = self.length
                dark = is_dark(cell.find(f"{W}tcPr/{W}shd"))
                self.dark += dark
                self.blocks(cell, level + 1)
                self.dark -= dark
                self._trim(start)
                self.reading.marks.append(Mark("cell", start, self.length, f"表{number} 行{row_number}列{column}"))
            self._write("\n")

    def _trim(self, start: int) -> None:
        """Take the last paragraph's line end away: in a row, cells are parted by tabs."""
        if self.length > start and self.parts and self.parts[-1] == "\n":
            self.parts.pop()
            self.length -= 1


def _inside(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also where a content control or an insertion wraps them."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _inside(child, tag)


def _symbol(code: str) -> str:
    """The character of a symbol font; ticks become real ones."""
    if not re.fullmatch("[0-9A-Fa-f]{4}", code):
        return "\ufffd"
    point = int(code, 16)
    return _TICKS.get(point) or ("\ufffd" if 0xD800 <= point < 0xE000 or point < 32 else chr(point))


def _apart(package: Package, reading: Reading) -> None:
    """Headers, footers, notes and comments: told, kept out of the text."""
    for name in sorted(package.names):
        kind = re.fullmatch(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
        if kind is None:
            continue
        words = _words(parse_xml(package.read(posixpath.normpath(name)) or b"<x/>"))
        label = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}[
            kind[1]
        ]
        if words.strip(" -－—0123456789第页共/"):
            shown = words if len(words) <= _NOTE_LIMIT else words[:_NOTE_LIMIT] + "……"
            note = f"{label}（不作为正文）：{shown}"
            if note not in reading.notes:
                reading.notes.append(note)


def _words(root: etree._Element) -> str:
    lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))
    return " / ".join(line.strip() for line in lines if line.strip())
