"""What a Word document hides: hidden characters, white ones on white ground, ones too small to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.readers.docx_parts import is_on, local, value

if TYPE_CHECKING:
    from lxml import etree

_VANISHED = "Word 中设为隐藏的文字"
_WHITE = "Word 中的白色文字"
_TINY = "Word 中字号极小的文字"
_WHITES = frozenset({"ffffff", "white"})
_TINY_HALF_POINTS = 4


def is_dark(fill: str) -> bool:
    """Whether a ground of this *fill* shows white letters."""
    return fill.lower().lstrip("#") not in ("", "auto", "none", *_WHITES)


def has_dark_fill(box: etree._Element) -> bool:
    """Whether the shape around a text box is filled with a colour other than white."""
    for shape in box.iterancestors():
        name = local(shape)
        if name == "wsp":
            for properties in shape:
                if local(properties) == "spPr":
                    return any(local(item) == "solidFill" and _fill_is_dark(item) for item in properties)
            return False
        if name in ("shape", "rect", "roundrect", "oval"):
            return shape.get("filled", "t") not in ("f", "false") and is_dark(shape.get("fillcolor", ""))
    return False


def _fill_is_dark(fill: etree._Element) -> bool:
    return not any(item.get("val", "").lower() in (*_WHITES, "bg1", "lt1", "window") for item in fill)


def _reason(properties: etree._Element, reason: str, dark: bool, styles: dict[str, str]) -> str:
    """The reason why text with these run *properties* is hidden, starting from what it inherits."""
    vanished, white, tiny = reason == _VANISHED, reason == _WHITE, reason == _TINY
    for item in properties:
        name = local(item)
        if name == "vanish":
            vanished = is_on(item)
        elif name == "color":
            white = value(item).lower() in _WHITES
        elif name == "sz":
            size = value(item)
            tiny = size.isdigit() and int(size) <= _TINY_HALF_POINTS
        elif name == "shd":
            dark = dark or is_dark(value(item, "fill"))
        elif name == "highlight":
            dark = dark or is_dark(value(item))
        elif name == "rStyle":
            styled = styles.get(value(item), "")
            vanished, white, tiny = vanished or styled == _VANISHED, white or styled == _WHITE, tiny or styled == _TINY
    if vanished:
        return _VANISHED
    if white and not dark:
        return _WHITE
    return _TINY if tiny else ""


class Visibility:
    """The hiding rules of one document; *styles* maps a style id to the reason why its text is hidden."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles

    def paragraph(self, node: etree._Element) -> tuple[str, bool, bool, bool]:
        """Of a paragraph: why it is hidden, whether its ground is coloured, its mark deleted, its number automatic."""
        reason, dark, deleted, numbered = "", False, False, False
        if not len(node) or local(node[0]) != "pPr":
            return reason, dark, deleted, numbered
        for item in node[0]:
            name = local(item)
            if name == "pStyle":
                reason = self.styles.get(value(item), "")
            elif name == "shd":
                dark = is_dark(value(item, "fill"))
            elif name == "rPr":
                deleted = any(local(change) in ("del", "moveFrom") for change in item)
            elif name == "numPr":
                numbered = all(value(part) != "0" for part in item if local(part) == "numId")
        return reason, dark, deleted, numbered

    def run(self, node: etree._Element, reason: str, dark: bool) -> str:
        """Why the text of a run is hidden, or an empty string."""
        if len(node) and local(node[0]) == "rPr":
            return _reason(node[0], reason, dark, self.styles)
        return "" if reason == _WHITE and dark else reason


def style_reasons(root: etree._Element) -> dict[str, str]:
    """Style id → reason, for the paragraph and character styles that hide their text, heirs included."""
    own: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in root:
        if local(style) != "style" or value(style, "type") not in ("paragraph", "character"):
            continue
        name = value(style, "styleId")
        for item in style:
            if local(item) == "rPr":
                own[name] = _reason(item, "", False, {})
            elif local(item) == "basedOn":
                parents[name] = value(item)
    found: dict[str, str] = {}
    for name in {*own, *parents}:
        at, seen = name, set[str]()
        while at and at not in seen:
            seen.add(at)
            if own.get(at):
                found[name] = own[at]
                break
            at = parents.get(at, "")
    return found
