"""Pictures in a Word document: those as large as a page are recognised, seals and signatures are only counted."""

from __future__ import annotations

import posixpath
import re
from hashlib import sha256
from typing import Any

from lxml import etree

from nlp.document import Mark, Unread
from nlp.readers.office_xml import parse_xml
from nlp.readers.package import Package
from nlp.readers.source import Reading, Refused, Source

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BLIP, IMAGEDATA = f"{{{_A}}}blip", "{urn:schemas-microsoft-com:vml}imagedata"
_RELATIONS = "word/_rels/document.xml.rels"
_EMU_CM = 360_000
#: A scanned page, or a screenshot of a table, in centimetres; seals measure 4 by 4.
_WIDE, _HIGH = 8, 3
_CM_OF = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96}
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)")


class Pictures:
    """The pictures of one document, taken as they come."""

    def __init__(self, package: Package, source: Source, document: bytes) -> None:
        self.package = package
        self.source = source
        self.count = 0
        self.small = 0
        self.letters = self.doubtful = 0
        self.read: list[int] = []
        self._total = len(re.findall(rb"<(?:a:blip|v:imagedata)[\s/>]", document))
        self._targets: dict[str, str] | None = None
        self._recogniser: Any = None
        self._missing: Refused | None = None

    def take(self, node: etree._Element, reading: Reading, at: int) -> str:
        """The text of the picture that *node* shows, to be written at offset *at*; empty for small pictures."""
        self.count += 1
        width, height = _size(node)
        if width < _WIDE or height < _HIGH:
            self.small += 1
            return ""
        label = f"图片{self.count}"
        found = self._recognise(node)
        if isinstance(found, str):
            reading.unread.append(Unread(label, f"文中有大幅图片，{found}"))
            return ""
        if not found.text:
            return ""
        reading.marks.append(Mark("image", at, at + len(found.text) - 1, label))
        reading.marks += [Mark(m.kind, m.start + at, m.end + at, m.label) for m in found.marks]
        self.read.append(self.count)
        self.letters += found.letters
        self.doubtful += found.doubtful
        return str(found.text)

    def _recognise(self, node: etree._Element) -> Any:
        from nlp.readers.image import open_image, upright
        from nlp.readers.ocr.pages import Recogniser

        if self.count > self.source.limits.pictures:
            return f"图片超过 {self.source.limits.pictures} 幅的上限，未识别"
        identifier = str(node.get(f"{{{_R}}}embed") or node.get(f"{{{_R}}}id") or "")
        try:
            target = self._target(identifier)
            data = self.package.read(target) if target else None
        except Refused as refused:
            return refused.reason
        if data is None:
            return "图片不在文件里（外部链接或已丢失），未读取"
        if self._recogniser is None and self._missing is None:
            try:
                self._recogniser = Recogniser(self.source, self._total)
            except Refused as missing:
                self._missing = missing
        if self._missing is not None:
            return f"{self._missing.reason}。{self._missing.hint.rstrip('。')}"
        limits = self.source.limits
        return self._recogniser.page(sha256(data).hexdigest(), "i1", lambda: upright(open_image(data, limits)))

    def _target(self, identifier: str) -> str:
        """The member that a relation leads to, or an empty string where it leads out of the file."""
        if self._targets is None:
            self._targets = {}
            relations = parse_xml(self.package.read(_RELATIONS) or b"<x/>")
            for relation in relations:
                if relation.get("TargetMode") != "External":
                    name = posixpath.normpath(posixpath.join("word", str(relation.get("Target", ""))))
                    self._targets[str(relation.get("Id", ""))] = name.removeprefix("/")
        return self._targets.get(identifier, "")

    def notes(self) -> list[str]:
        """What to tell of the pictures."""
        found = []
        if self.read:
            doubts = f"其中 {self.doubtful} 字把握不足，已标出；" if self.doubtful else ""
            which = "、".join(map(str, self.read))
            found.append(f"图片{which}经 OCR 识别，共 {self.letters} 字，{doubts}引用前请核对原件。")
        if self.small:
            found.append(f"文中有 {self.small} 幅小图（如印章、签名），未识别其中的文字。")
        return found


def _size(node: etree._Element) -> tuple[float, float]:
    """Width and height in centimetres as shown; very large where the document does not say."""
    for frame in node.iterancestors():
        extent = frame.find(f"{{{_WP}}}extent")
        if extent is not None:
            sides = [str(extent.get(name, "")) for name in ("cx", "cy")]
            if all(side.isdigit() and len(side) < 12 for side in sides):
                return int(sides[0]) / _EMU_CM, int(sides[1]) / _EMU_CM
            break
        found = {name: float(value) * _CM_OF[unit] for name, value, unit in _sides(str(frame.get("style", "")))}
        if len(found) == 2:
            return found["width"], found["height"]
    return 99.0, 99.0


def _sides(style: str) -> list[tuple[str, str, str]]:
    return [m for m in _SIDE.findall(style) if m[1].count(".") < 2 and m[1] != "."]
