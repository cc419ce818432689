"""Word documents, straight from ``word/document.xml``: python-docx spends most of its time on styles we never need.

The text is the accepted view of tracked changes. A text box's words follow the paragraph that anchors it, once, though
Word stores them twice (``mc:Choice`` and ``mc:Fallback``). Headers, footers, foot- and endnotes go to the notes.
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from nlp.document import Hidden, Mark
from nlp.readers.package import Package
from nlp.readers.source import Reading, Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Strict Open XML (as some WPS versions write it) uses another namespace for the same elements.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WHITE = {"ffffff", "fffffe", "fefefe"}
_OFF = {"0", "false", "off", "none"}
_HIDDEN, _WHITE_TEXT, _TINY = "隐藏文字（Word 字体“隐藏”属性）", "白色文字", "字号极小的文字"
_NOTE_LIMIT = 500
#: Elements whose text is no part of the accepted view.
_GONE = {f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}rt"}


def parse_xml(data: bytes) -> etree._Element:
    """Parse *data* without entities, network or unbounded trees.

    Raises:
        Refused: not well-formed, or it declares a document type (Office never does; entity bombs do).
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Refused("文件内部含有异常的实体定义，已停止读取", "请确认文件来源，用 Word 或 WPS 打开并另存后重试。")
    if _STRICT in data[:8192]:
        data = data.replace(_STRICT, _TRANSITIONAL)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Refused("文件内容已损坏", "请用 Word 或 WPS 打开检查并另存后重试。") from None


def read_docx(package: Package) -> Reading:
    """The document in *package*: body text with paragraphs, cells, text boxes and hidden runs."""
    data = package.read("word/document.xml") or b""
    root = parse_xml(data)
    body = root.find(f"{_W}body")
    if body is None:
        raise Refused("文档没有正文", "请用 Word 或 WPS 打开检查。")
    walk = _Walk(_hidden_styles(package, data), package.limits.depth)
    walk.blocks(body, 0)
    reading = walk.done()
    if walk.inserted or walk.deleted:
        reading.notes.append(
            f"文件带有修订痕迹（插入 {walk.inserted} 处、删除 {walk.deleted} 处），按接受全部修订后的文本读取。"
        )
    _apart(package, reading)
    if not reading.text.strip() and any(name.startswith("word/media/") for name in package.names):
        raise Refused("文档里只有图片，没有可读取的文字", "请安装 OCR 组件后重试，或者提供带文字的版本。")
    return reading


def _hidden_styles(package: Package, document: bytes) -> dict[str, str]:
    """Styles that hide their text. The style sheet is large: it is parsed only if it can matter."""
    if b"w:rStyle" not in document and b"w:pStyle" not in document:
        return {}
    sheet = package.read("word/styles.xml") or b""
    if b"w:vanish" not in sheet and b'"FFFFFF"' not in sheet:
        return {}
    found = {}
    for style in parse_xml(sheet).iterfind(f"{_W}style"):
        reason = _hiding(style.find(f"{_W}rPr"), {})
        if reason:
            found[style.get(f"{_W}styleId", "")] = reason
    return found


def _hiding(properties: etree._Element | None, styles: dict[str, str]) -> str:
    """Why a run with these *properties* cannot be seen, or an empty string."""
    if properties is None:
        return ""
    reason = shaded = ""
    for child in properties:
        tag = child.tag
        value = str(child.get(f"{_W}val", "")).lower()
        if tag == f"{_W}vanish" and value not in _OFF:
            return _HIDDEN
        if tag == f"{_W}color" and value in _WHITE:
            reason = _WHITE_TEXT
        elif tag in (f"{_W}shd", f"{_W}highlight") and _has_ground(child, value):
            shaded = "shaded"
        elif tag == f"{_W}sz" and value in ("1", "2"):
            reason = reason or _TINY
        elif tag in (f"{_W}rStyle", f"{_W}pStyle"):
            reason = reason or styles.get(str(child.get(f"{_W}val", "")), "")
    return "" if shaded and reason == _WHITE_TEXT else reason


def _has_ground(child: etree._Element, value: str) -> bool:
    """Whether a shading or highlight makes white letters readable."""
    if value not in ("clear", "white", "none"):
        return True
    return child.tag == f"{_W}shd" and str(child.get(f"{_W}fill", "auto")).lower() not in ("auto", *_WHITE)


class _Walk:
    """One walk over a body, in document order."""

    def __init__(self, styles: dict[str, str], depth: int) -> None:
        self.styles = styles
        self.depth = depth
        self.parts: list[str] = []
        self.length = 0
        self.reading = Reading("docx", "")
        self.paragraphs = self.tables = self.inserted = self.deleted = self.boxes = 0
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
            if tag == f"{_W}p":
                self._paragraph(child, level)
            elif tag == f"{_W}tbl":
                self._table(child, level)
            elif tag not in _GONE and isinstance(tag, str) and tag != f"{_W}sectPr":
                self.blocks(child, level + 1)

    def _paragraph(self, node: etree._Element, level: int) -> None:
        start = self.length
        properties = node.find(f"{_W}pPr")
        hiding = _hiding(properties, self.styles) if self.styles else ""
        self._inline(node, hiding, 0)
        self.paragraphs += 1
        self.reading.marks.append(Mark("paragraph", start, self.length, str(self.paragraphs)))
        # A paragraph mark that was itself deleted joins the paragraph to the next one.
        if properties is None or properties.find(f"{_W}rPr/{_W}del") is None:
            self._write("\n")
        boxes, self.pending = self.pending, []
        for box in boxes:
            self.boxes += 1
            begin = self.length
            self.blocks(box, level + 1)
            self.reading.marks.append(Mark("textbox", begin, max(begin, self.length - 1), f"文本框{self.boxes}"))

    def _inline(self, node: etree._Element, hiding: str, level: int) -> None:
        if level > self.depth:
            raise Refused("文档嵌套过深", "请用 Word 或 WPS 打开检查并另存后重试。")
        for child in node:
            tag = child.tag
            if tag == f"{_W}r":
                self._run(child, hiding, level)
            elif tag in _GONE:
                self.deleted += tag in (f"{_W}del", f"{_W}moveFrom")
            elif tag == f"{_W}txbxContent":
                self.pending.append(child)
            elif isinstance(tag, str) and tag != f"{_W}pPr":
                self.inserted += tag in (f"{_W}ins", f"{_W}moveTo")
                self._inline(child, hiding, level + 1)

    def _run(self, run: etree._Element, hiding: str, level: int) -> None:
        start = self.length
        for child in run:
            tag = child.tag
            if tag == f"{_W}t":
                if child.text:
                    self._write(child.text)
            elif tag == f"{_W}rPr":
                hiding = _hiding(child, self.styles) or hiding
            elif tag == f"{_W}tab":
                self._write("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                self._write("\n")
            elif tag in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
                self._write("-")
            elif tag == f"{_W}sym":
                code = str(child.get(f"{_W}char", ""))
                self._write(chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "\ufffd")
            elif isinstance(tag, str) and tag not in _GONE and len(child):
                self._inline(child, hiding, level + 1)
        if hiding and start < self.length:
            self.reading.hidden.append(Hidden(start, self.length, hiding))

    def _table(self, table: etree._Element, level: int) -> None:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(table.iterfind(f"{_W}tr"), 1):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                self.deleted += 1
                continue
            cells = row.iter(f"{_W}tc") if row.find(f"{_W}tc") is None else row.iterfind(f"{_W}tc")
            for column, cell in enumerate(cells, 1):
                if column > 1:
                    self._write("\t")
                start = self.length
                self.blocks(cell, level + 1)
                self._trim(start)
                self.reading.marks.append(Mark("cell", start, self.length, f"表{number} 行{row_number}列{column}"))
            self._write("\n")

    def _trim(self, start: int) -> None:
        """Take the last paragraph's line end away: in a row, cells are parted by tabs."""
        if self.length > start and self.parts and self.parts[-1] == "\n":
            self.parts.pop()
            self.length -= 1


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
    lines = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p"))
    return " / ".join(line.strip() for line in lines if line.strip())
