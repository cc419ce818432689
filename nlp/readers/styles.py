"""What a page hides from its reader: inline styles, the ``hidden`` attribute, simple rules of its own style sheet."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import cast

from lxml import etree

_STYLED = etree.XPath("/descendant::*[@style or @hidden or self::font[@color]]")
_STYLED_OR_NAMED = etree.XPath("/descendant::*[@style or @hidden or self::font[@color] or @class or @id]")
#: What the parser lets through and lxml does not let back in.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLES = etree.XPath("/descendant::*/@style", smart_strings=False, regexp=False)
_SHEET_LIMIT = 200_000
_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{0,2000})\}")
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)")
_TINY = re.compile(r"font-size\s*:\s*(?:0(?:\.\d+)?|1)(?:px|pt|em|rem|%)?\s*(?:;|!|$)")
_FAR = re.compile(r"(?:left|top|text-indent)\s*:\s*-\d{4,}")
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|transparent|rgba\([^)]*,\s*0\s*\))"
)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(?!(?:#fff(?:fff)?\b|white\b|none|transparent|inherit))\S")


def style_reason(style: str) -> str:
    """Why text in this *style* cannot be seen (Chinese), or an empty string."""
    style = style.lower()
    if _NONE.search(style):
        return "网页中设为不显示的文字"
    if _TINY.search(style):
        return "网页中字号为零的文字"
    if _FAR.search(style):
        return "网页中移出可见区域的文字"
    if _WHITE.search(style) and not _BACKGROUND.search(style):
        return "网页中的白色文字"
    return ""


#: Pages of one site repeat a handful of styles.
_known_reason = lru_cache(1024)(style_reason)


def styled_away(root: etree._Element) -> bool:
    """Whether some style attribute on the page hides text. A huge one (an embedded picture) is not kept in memory."""
    # Of a run of like paragraphs only the first is asked about.
    for style, _ in groupby(cast("list[str]", _STYLES(root))):
        if _known_reason(style) if len(style) < 500 else style_reason(style):
            return True
    return False


class Visibility:
    """The hiding rules of one page."""

    def __init__(self, root: etree._Element) -> None:
        self.rules: dict[str, str] = {}
        for sheet in root.iter("style"):
            self._read(sheet.text or "")

    def _read(self, sheet: str) -> None:
        """Keep the rules that hide a class, an id or a tag; anything more intricate hides nothing here."""
        for selectors, body in _RULE.findall(sheet[:_SHEET_LIMIT]):
            reason = style_reason(body)
            if not reason:
                continue
            for selector in selectors.split(","):
                name = selector.strip().rpartition(" ")[2]
                if re.fullmatch(r"[a-z0-9]*[.#][\w-]+", name, re.IGNORECASE):
                    self.rules[name[name.index("." if "." in name else "#") :]] = reason

    def mark(self, root: etree._Element, signs: tuple[str, str, str]) -> int:
        """Write *signs* around the text of every element that hides it: before the reason, behind it, at the end.

        Returns how many there are. A white text on a coloured parent hides nothing.
        """
        begin, named, end = signs
        count = 0
        for node in cast("list[etree._Element]", (_STYLED_OR_NAMED if self.rules else _STYLED)(root)):
            reason = self._reason(node)
            if not reason:
                continue
            count += 1
            inner = _ILLEGAL.sub("", node.text or "")
            node.text = f"{begin}{reason}{named}{inner}" + ("" if len(node) else end)
            if len(node):
                node[-1].tail = _ILLEGAL.sub("", node[-1].tail or "") + end
        return count

    def _reason(self, node: etree._Element) -> str:
        """Why what *node* holds cannot be seen, or an empty string."""
        attributes = node.attrib
        if "hidden" in attributes:
            return "网页中设为不显示的文字"
        found = self._sheet_reason(node) if self.rules else ""
        style = attributes.get("style")
        if style and not found:
            found = style_reason(str(style))
        white = ("#fff", "#ffffff", "white")
        if not found and node.tag == "font" and str(attributes.get("color", "")).lower() in white:
            found = "网页中的白色文字"
        return "" if found == "网页中的白色文字" and _on_colour(node) else found

    def _sheet_reason(self, node: etree._Element) -> str:
        for name in str(node.get("class", "")).split():
            if f".{name}" in self.rules:
                return self.rules[f".{name}"]
        return self.rules.get(f"#{node.get('id', '')}", "")


def _on_colour(node: etree._Element) -> bool:
    parent: etree._Element | None = node
    while parent is not None:
        if "bgcolor" in parent.attrib or _BACKGROUND.search(str(parent.get("style", "")).lower()):
            return True
        parent = parent.getparent()
    return False
