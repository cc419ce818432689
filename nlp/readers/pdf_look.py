"""What stands on a PDF page besides its characters: page-filling images, text that is drawn so that nobody sees it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from nlp.document import Hidden

_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_WHITE = 250
_LARGE = 0.5
_MARKUP = frozenset({pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_TEXT})
#: A page drawn in more strokes than this is a plan or a map: no more of them are looked at.
_OBJECT_LIMIT = 20_000

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PageLook:
    """What :func:`look_at` saw. ``suspects`` maps the address of a text object to the reason why it is hidden."""

    objects: int = 0
    full_image: bool = False
    invisible: bool = False
    visible: bool = False
    annotated: bool = False
    suspects: dict[int, str] = field(default_factory=dict)


def suspicious(raw: Any) -> bool:
    """Whether any text of the page is not drawn or drawn white; three calls an object, for most pages the only look."""
    get, mode_of = pdfium.FPDFPage_GetObject, pdfium.FPDFTextObj_GetTextRenderMode
    colour_of = pdfium.FPDFPageObj_GetFillColor
    parts = tuple(ctypes.c_uint() for _ in range(4))
    red, green, blue, alpha = parts
    pointers = tuple(ctypes.byref(part) for part in parts)
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), _OBJECT_LIMIT)):
        item = get(raw, index)
        mode = mode_of(item)
        if mode < 0:  # no text
            continue
        if mode == _INVISIBLE:
            return True
        # Black is by far the most common: one comparison then settles it.
        if not colour_of(item, *pointers) or (red.value < _WHITE and alpha.value):
            continue
        if not alpha.value or (green.value >= _WHITE and blue.value >= _WHITE):
            return True
    return False


def look_at(page: Any) -> PageLook:
    """Look at the objects of an open pypdfium2 *page*; cheap, for it draws nothing."""
    raw = page.raw
    look = PageLook(objects=max(pdfium.FPDFPage_CountObjects(raw), 0))
    area = pdfium.FPDF_GetPageWidthF(raw) * pdfium.FPDF_GetPageHeightF(raw)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    grounds: list[Box] = []
    white: list[tuple[int, Box]] = []
    for index in range(min(look.objects, _OBJECT_LIMIT)):
        item = pdfium.FPDFPage_GetObject(raw, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item)
            look.full_image = look.full_image or _area(box) > area * _LARGE
            grounds.append(box)
            continue
        if kind not in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
            look.invisible = True
            look.suspects[_address(item)] = "不显示的文字（如电子签章锚点）"
            continue
        look.visible = look.visible or kind == pdfium.FPDF_PAGEOBJ_TEXT
        if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            continue
        pale = min(red.value, green.value, blue.value) >= _WHITE
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and (pale or not alpha.value):
            white.append((_address(item), _bounds(item)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and not pale and alpha.value:
            grounds.append(_bounds(item))
    for address, box in white:
        if not any(_holds(ground, box) for ground in grounds):
            look.suspects[address] = "白色文字"
    if look.full_image or not look.visible:
        # The invisible letters over a scan are what a scanner's own recognition wrote: the page shows the same words.
        look.suspects = {address: reason for address, reason in look.suspects.items() if "白色" in reason}
    look.annotated = _annotated(raw)
    return look


def _annotated(raw: Any) -> bool:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(raw), 200)):
        annotation = pdfium.FPDFPage_GetAnnot(raw, index)
        if annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind in _MARKUP:
                return True
    return False


def hidden_spans(textpage: Any, look: PageLook, raw: str, text: str) -> list[Hidden]:
    """The stretches of the page's *text* (made of *raw* by joining its line ends) that suspect objects draw."""
    back = _offsets(raw)
    found: list[Hidden] = []
    for index in range(textpage.count_chars()):
        item = pdfium.FPDFText_GetTextObject(textpage.raw, index)
        reason = look.suspects.get(_address(item)) if item else None
        at = pdfium.FPDFText_GetTextIndexFromCharIndex(textpage.raw, index) if reason else -1
        if reason is None or not 0 <= at < len(back) or back[at] >= len(text):
            continue
        start = back[at]
        last = found[-1] if found else None
        if last and last.end > start:
            continue
        if last and last.reason == reason and not text[last.end : start].strip():
            found[-1] = Hidden(last.start, start + 1, reason)
        else:
            found.append(Hidden(start, start + 1, reason))
    return found


def _offsets(raw: str) -> list[int]:
    """For each UTF-16 unit of pdfium's text, the code point of ours: CR LF is one sign, an astral letter too."""
    back: list[int] = []
    at = 0
    previous = ""
    for sign in raw:
        if sign == "\n" and previous == "\r":
            at -= 1
        back += [at] * (2 if ord(sign) > 0xFFFF else 1)
        at += 1
        previous = sign
    return back


def _address(item: Any) -> int:
    return ctypes.addressof(item.contents)


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return (left.value, bottom.value, right.value, top.value)


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _holds(ground: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ground[0] <= x <= ground[2] and ground[1] <= y <= ground[3]
