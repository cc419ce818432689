"""The vocabulary of a Word document part, and what stands beside its body: headers, notes, comments, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

    from nlp.readers.package import Package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_PIC = ("http://schemas.openxmlformats.org/drawingml/2006/picture", "http://purl.oclc.org/ooxml/drawingml/picture")
_VML = "urn:schemas-microsoft-com:vml"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

_WORDS: Final = {
    "p": "p", "tbl": "tbl", "tr": "tr", "tc": "tc", "r": "run", "t": "text", "sym": "sym", "txbxContent": "box",
    "del": "deleted", "moveFrom": "deleted", "ins": "inserted", "moveTo": "inserted", "altChunk": "chunk",
    "tab": "sign", "ptab": "sign", "br": "sign", "cr": "sign", "noBreakHyphen": "sign", "softHyphen": "sign",
    "pPr": "skip", "rPr": "skip", "tblPr": "skip", "tblGrid": "skip", "trPr": "skip", "tcPr": "skip", "sectPr": "skip",
    "sdtPr": "skip", "sdtEndPr": "skip", "instrText": "skip", "delText": "skip", "delInstrText": "skip", "rt": "skip",
    "rubyPr": "skip", "smartTagPr": "skip", "customXmlPr": "skip", "object": "object",
}  # fmt: skip
#: Tag → what it is to the walk. A tag that is not here wraps others.
KINDS: Final[dict[object, str]] = {f"{{{ns}}}{name}": kind for ns in (_W, _W_STRICT) for name, kind in _WORDS.items()}
KINDS |= {f"{{{_MC}}}AlternateContent": "alternate", f"{{{_VML}}}imagedata": "picture"}
KINDS |= {f"{{{ns}}}t": "text" for ns in _M} | {f"{{{ns}}}pic": "picture" for ns in _PIC}
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
SIGNS: Final[dict[object, str]] = {f"{{{ns}}}{name}": sign for ns in (_W, _W_STRICT) for name, sign in _SIGNS.items()}
_CHOICE, _FALLBACK = f"{{{_MC}}}Choice", f"{{{_MC}}}Fallback"
#: Ticked and empty boxes of the symbol fonts, by code point; forms are full of them.
_TICKS: Final = {0xF0FE: "☑", 0xF052: "☑", 0xF0FD: "☒", 0xF051: "☒", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF0FC: "✓"}
_STYLE_USED = re.compile(rb'<w:[pr]Style w:val="([^"]+)"')
_MAY_HIDE = re.compile(rb'<w:vanish\b|<w:color [^>]*w:val="(?:FFFFFF|ffffff)"')
_PAGE_NUMBER = re.compile(r"[\s\-—–－第页共/·\d]*")
_NOTE_LENGTH = 300
_WIDE = 360_000 * 8  # EMU: a picture of 8 by 8 cm or more may be a scanned page; seals are smaller


def local(node: etree._Element) -> str:
    """The tag of *node* without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def value(node: etree._Element, name: str = "val") -> str:
    """The WordprocessingML attribute *name* of *node*, or an empty string."""
    return str(node.get(f"{{{_W}}}{name}") or node.get(f"{{{_W_STRICT}}}{name}") or "")


def is_on(node: etree._Element) -> bool:
    """Whether a switch such as ``w:vanish`` is on; it is when it says nothing."""
    return value(node).lower() not in ("0", "false", "off", "none")


def symbol(node: etree._Element) -> str:
    """The character of a ``w:sym``; ticks become real ones, the rest keeps its private code point."""
    try:
        code = int(value(node, "char"), 16)
    except ValueError:
        return ""
    if code in _TICKS:
        return _TICKS[code]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def choice(node: etree._Element) -> Iterable[etree._Element]:
    """What to read of an ``mc:AlternateContent``: its choice, so that a text box is taken once; else its fallback."""
    for child in node:
        if child.tag == _CHOICE:
            return child
    for child in node:
        if child.tag == _FALLBACK:
            return child
    return []


def inside(node: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also where a content control or an insertion wraps them."""
    for child in node:
        found = KINDS.get(child.tag)
        if found == kind:
            yield child
        elif found is None or found == "inserted":
            yield from inside(child, kind)


def _properties(node: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in node:
        if local(child) == name:
            yield from child
            return


def row_deleted(row: etree._Element) -> bool:
    """Whether a tracked change deletes this table row."""
    return any(local(item) == "del" for item in _properties(row, "trPr"))


def cell_shape(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether its ground is coloured."""
    from nlp.readers.docx_visibility import is_dark

    width, shaded = 1, False
    for item in _properties(cell, "tcPr"):
        if local(item) == "gridSpan" and value(item).isdigit():
            width = max(1, min(int(value(item)), 1000))
        elif local(item) == "shd":
            shaded = is_dark(value(item, "fill"))
    return width, shaded


def is_short(cell: etree._Element, limit: int) -> bool:
    """Whether a cell holds a single stretch of at most *limit* characters of text and no table of its own."""
    length = 0
    for node in cell.iter():
        kind = KINDS.get(node.tag)
        if kind == "tbl":
            return False
        if kind == "text":
            length += len(node.text or "")
            if length > limit:
                return False
    return True


def hidden_styles(package: Package, document: bytes) -> dict[str, str]:
    """Style id → why its text cannot be seen. The style sheet, far larger than most documents, is parsed only if needed."""
    if "word/styles.xml" not in package or not _STYLE_USED.search(document):
        return {}
    data = package.read("word/styles.xml")
    if not _MAY_HIDE.search(data):
        return {}
    from nlp.readers.docx_visibility import style_reasons

    return style_reasons(package.xml("word/styles.xml"))


def part_text(root: etree._Element) -> str:
    """The bare text of a header, a footer or a note, without fields' codes and deleted words."""
    words = []
    for node in root.iter():
        kind = KINDS.get(node.tag)
        if kind == "text":
            words.append(node.text or "")
        elif kind == "p":
            words.append(" ")
    return " ".join("".join(words).split())


_PARTS: Final = (
    ("header", "页眉"),
    ("footer", "页脚"),
    ("footnotes", "脚注"),
    ("endnotes", "尾注"),
    ("comments", "批注"),
)


def outside_notes(package: Package) -> list[str]:
    """What stands outside the body, in Chinese; page numbers alone are not worth a word."""
    notes: list[str] = []
    for prefix, name in _PARTS:
        for member in sorted(package.members):
            if not re.fullmatch(rf"word/{prefix}\d*\.xml", member):
                continue
            text = part_text(package.xml(member))
            if _PAGE_NUMBER.fullmatch(text):
                continue
            shown = text if len(text) <= _NOTE_LENGTH else f"{text[:_NOTE_LENGTH]}……（共 {len(text)} 字）"
            note = f"{name}（未并入正文）：{shown}"
            if note not in notes:
                notes.append(note)
    return notes


@dataclass(slots=True)
class Found:
    """What the walk met and did not write as text."""

    deleted: int = 0
    inserted: int = 0
    chunks: int = 0
    objects: int = 0
    numbered: int = 0
    pictures: int = 0
    large: list[int] = field(default_factory=list)

    def meet(self, kind: str) -> None:
        """Count an embedded object or a chunk."""
        self.objects += kind == "object"
        self.chunks += kind == "chunk"

    def picture(self, node: etree._Element) -> None:
        """Count a picture, and keep its number where it is large enough to be a scanned page."""
        self.pictures += 1
        for frame in node.iterancestors():
            extent = frame.find(f"{{{_WP}}}extent")
            if extent is not None:
                sides = (extent.get("cx", "0"), extent.get("cy", "0"))
                if all(side.isdigit() and int(side) >= _WIDE for side in sides):
                    self.large.append(self.pictures)
                return

    def notes(self) -> list[str]:
        """Remarks for the user."""
        notes = []
        if self.deleted or self.inserted:
            notes.append(
                f"文档带有修订痕迹（插入 {self.inserted} 处、删除 {self.deleted} 处），按接受全部修订后的文字读取。"
            )
        if self.numbered:
            notes.append(f"有 {self.numbered} 段使用自动编号，编号由 Word 生成，未读入正文。")
        if self.objects:
            notes.append(f"文中嵌有 {self.objects} 个对象（表格、公式等），其内容未读取。")
        if self.pictures > len(self.large):
            notes.append(f"文中有 {self.pictures - len(self.large)} 张图片（如印章、签名），未识别其中的文字。")
        return notes

    def unread(self, length: int) -> list[tuple[str, str]]:
        """What counts as not read, as part and reason; *length* is that of the text there is."""
        hint = "未识别其中的文字，请做文字识别或者提供文字版。"
        found = [(f"图片{number}", f"文中有整页大小的图片，{hint}") for number in self.large]
        if self.pictures and not self.large and length < 20:
            found.append(("图片", f"文档几乎只有图片，{hint}"))
        if self.chunks:
            found.append(("嵌入文档", f"文中嵌有 {self.chunks} 份外部文档，未读取；请用 Word 打开后另存为 docx 重试。"))
        return found
