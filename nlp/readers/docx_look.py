"""What a Word document hides: hidden characters, white ones on white ground, ones too small to see."""

from __future__ import annotations

from lxml import etree

from nlp.readers.office_xml import W, parse_xml
from nlp.readers.package import Package

_WHITE = {"ffffff", "fffffe", "fefefe"}
_OFF = {"0", "false", "off", "none"}
_HIDDEN, WHITE_TEXT, _TINY = "隐藏文字（Word 字体“隐藏”属性）", "白色文字", "字号极小的文字"


def hidden_styles(package: Package, document: bytes) -> dict[str, str]:
    """Styles that hide their text. The style sheet is large: it is parsed only if it can matter."""
    if b"w:rStyle" not in document and b"w:pStyle" not in document:
        return {}
    sheet = package.read("word/styles.xml") or b""
    if b"w:vanish" not in sheet and b'"FFFFFF"' not in sheet:
        return {}
    own: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in parse_xml(sheet).iterfind(f"{W}style"):
        name = str(style.get(f"{W}styleId", ""))
        own[name] = hiding_reason(style.find(f"{W}rPr"), {})
        based = style.find(f"{W}basedOn")
        if based is not None:
            parents[name] = str(based.get(f"{W}val", ""))
    return {name: reason for name in own if (reason := _inherited(name, own, parents))}


def _inherited(name: str, own: dict[str, str], parents: dict[str, str]) -> str:
    seen: set[str] = set()
    while name and name not in seen:
        if own.get(name):
            return own[name]
        seen.add(name)
        name = parents.get(name, "")
    return ""


def hiding_reason(properties: etree._Element | None, styles: dict[str, str]) -> str:
    """Why a run with these *properties* cannot be seen, or an empty string."""
    if properties is None:
        return ""
    reason = shaded = ""
    for child in properties:
        tag = child.tag
        value = str(child.get(f"{W}val", "")).lower()
        if tag == f"{W}vanish" and value not in _OFF:
            return _HIDDEN
        if tag == f"{W}color" and value in _WHITE:
            reason = WHITE_TEXT
        elif tag in (f"{W}shd", f"{W}highlight") and _has_ground(child, value):
            shaded = "shaded"
        elif tag == f"{W}sz" and value in ("1", "2"):
            reason = reason or _TINY
        elif tag in (f"{W}rStyle", f"{W}pStyle"):
            reason = reason or styles.get(str(child.get(f"{W}val", "")), "")
    return "" if shaded and reason == WHITE_TEXT else reason


def _has_ground(child: etree._Element, value: str) -> bool:
    """Whether a shading or highlight makes white letters readable."""
    if value not in ("clear", "white", "none"):
        return True
    return child.tag == f"{W}shd" and str(child.get(f"{W}fill", "auto")).lower() not in ("auto", *_WHITE)


def is_dark(shading: etree._Element | None) -> bool:
    """Whether a shading shows white letters."""
    return shading is not None and _has_ground(shading, str(shading.get(f"{W}val", "")).lower())


def box_is_dark(box: etree._Element) -> bool:
    """Whether the shape around a text box is filled with a colour other than white."""
    for shape in box.iterancestors():
        name = etree.QName(shape).localname
        if name == "wsp":
            fills = shape.iterfind("{*}spPr/{*}solidFill/*")
            return any(str(fill.get("val", "")).lower() not in (*_WHITE, "bg1", "lt1", "window") for fill in fills)
        if name in ("shape", "rect", "roundrect", "oval"):
            colour = str(shape.get("fillcolor", "")).lower().lstrip("#").split(" ")[0]
            return shape.get("filled", "t") not in ("f", "false") and colour not in ("", "white", *_WHITE)
    return False
