"""PDF with a text layer. A page without one is reported page by page, never passed over."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nlp.document import Hidden, Mark, Unread
from nlp.readers.source import Reading, Refused, Source

_NO_LAYER = "本页没有文字层，需要 OCR 识别"
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_WHITE_TEXT, _NOT_DRAWN = "白色文字", "不显示的文字（如电子签章锚点）"


def read_pdf(source: Source) -> Reading:
    """Read the pages of a PDF, each with a mark of kind ``page``.

    Raises:
        Refused: encrypted, damaged, or without any text.
    """
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("PDF 已加密", "请先用密码打开，另存为不加密的 PDF 后重试。") from None
        raise Refused("PDF 已损坏或没有下载完整", "请重新下载，或者用阅读器打开后另存。") from None
    try:
        return _pages(document, source)
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument, source: Source) -> Reading:
    reading = Reading("pdf", "")
    parts: list[str] = []
    length = 0
    count = len(document)
    for number in range(1, min(count, source.limits.pages) + 1):
        try:
            text, hidden = _page(document, number - 1, reading)
        except pdfium.PdfiumError:
            reading.unread.append(Unread(f"第{number}页", "本页已损坏，无法读取", number))
            continue
        if not text.strip():
            reading.unread.append(Unread(f"第{number}页", _NO_LAYER, number))
        reading.marks.append(Mark("page", length, length + len(text), str(number)))
        reading.hidden += [Hidden(length + h.start, length + h.end, h.reason) for h in hidden]
        parts += [text, "\n"]
        length += len(text) + 1
    if count > source.limits.pages:
        limit = source.limits.pages
        reading.unread.append(
            Unread(f"第{limit + 1}至{count}页", f"超过 {limit} 页的上限，未读取，请拆分后重试", limit + 1)
        )
    reading.text = "".join(parts)
    if not reading.text.strip():
        raise Refused("PDF 没有文字层，是扫描件", "请安装 OCR 组件后重试，或者提供带文字层的 PDF、docx。")
    return reading


def _page(document: pdfium.PdfDocument, index: int, reading: Reading) -> tuple[str, list[Hidden]]:
    page = document[index]
    try:
        layer = page.get_textpage()
        try:
            found = layer.get_text_range()
            hidden = _hidden(page, layer, found, reading, index + 1) if found else []
            # pdfium ends lines with \r\n; hidden stretches are counted behind that change.
            return found.replace("\r\n", "\n").replace("\r", "\n"), hidden
        finally:
            layer.close()
    finally:
        page.close()


def _hidden(page: pdfium.PdfPage, layer: pdfium.PdfTextPage, text: str, reading: Reading, number: int) -> list[Hidden]:
    """Stretches that are not drawn or drawn white. One look at each text object tells whether characters need one."""
    modes = {raw.FPDFTextObj_GetTextRenderMode(item.raw): item for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])}
    suspicious = _INVISIBLE in modes
    if suspicious and set(modes) == {_INVISIBLE}:
        # A scan with a recognised layer behind its picture: all is invisible, and all of it is the page.
        reading.notes.append(f"第{number}页的文字是扫描件的识别层，请核对原件。")
        return []
    if not suspicious and not _white(page):
        return []
    return _by_character(layer, text)


def _white(page: pdfium.PdfPage) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        if raw.FPDFPageObj_GetFillColor(item.raw, *parts) and _is_white(parts):
            return True
    return False


def _is_white(parts: list[ctypes.c_uint]) -> bool:
    return min(part.value for part in parts[:3]) >= 250 or parts[3].value == 0


def _by_character(layer: pdfium.PdfTextPage, text: str) -> list[Hidden]:
    """Hidden stretches in *text*, counted as if ``\\r\\n`` were one character."""
    found: list[Hidden] = []
    parts = [ctypes.c_uint() for _ in range(4)]
    at = 0
    for index in range(min(raw.FPDFText_CountChars(layer.raw), len(text))):
        char = text[index]
        if char == "\r" and text[index + 1 : index + 2] == "\n":
            continue
        reason = ""
        if char not in "\r\n":
            item = raw.FPDFText_GetTextObject(layer.raw, index)
            if item and raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
                reason = _NOT_DRAWN
            elif raw.FPDFText_GetFillColor(layer.raw, index, *parts) and _is_white(parts):
                reason = _WHITE_TEXT
        if reason and found and found[-1].end == at and found[-1].reason == reason:
            found[-1] = Hidden(found[-1].start, at + 1, reason)
        elif reason:
            found.append(Hidden(at, at + 1, reason))
        at += 1
    return found
