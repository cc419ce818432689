"""PDF: the text layer where a page has a usable one, else the page drawn and recognised. No page is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium

from nlp.document import Hidden, Mark, Unread
from nlp.readers.pdf_look import PageLook, hidden_spans, look_at, suspicious
from nlp.readers.source import Reading, Refused, Source

#: Fewer letters than this on a page-filling picture are a stamp of the scanner's app, not the page.
_FEW = 40
_JUNK = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_DAMAGED = ("PDF 已损坏或没有下载完整", "请重新下载，或者用阅读器打开后另存。")
_PAGE_DAMAGED = "本页已损坏，无法读取"
#: An A4 page at 290 dpi. A larger sheet is drawn smaller.
_LONGEST = 3_400


@dataclass(slots=True)
class _Layer:
    """The text layer of one page; ``scan`` says why the page has to be recognised, ``broken`` why it cannot be read."""

    text: str = ""
    hidden: list[Hidden] = field(default_factory=list)
    scan: str = ""
    broken: str = ""
    blank: bool = False
    behind: bool = False
    annotated: bool = False


def read_pdf(source: Source) -> Reading:
    """Read the pages of a PDF, each with a mark of kind ``page``.

    Raises:
        Refused: encrypted, damaged, or without anything that could be read.
    """
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("PDF 已加密", "请先用密码打开，另存为不加密的 PDF 后重试。") from None
        raise Refused(*_DAMAGED) from None
    try:
        count = len(document)
        if count < 1:
            raise Refused(*_DAMAGED)
        layers = [_layer(document, index) for index in range(min(count, source.limits.pages))]
        return _assemble(document, layers, count, source)
    finally:
        document.close()


def _layer(document: pdfium.PdfDocument, index: int) -> _Layer:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return _Layer(broken=_PAGE_DAMAGED)
    try:
        layer = page.get_textpage()
        try:
            return _judge(page, layer, layer.get_text_range())
        finally:
            layer.close()
    except pdfium.PdfiumError:
        return _Layer(broken=_PAGE_DAMAGED)
    finally:
        page.close()


def _judge(page: Any, layer: Any, raw: str) -> _Layer:
    """What the text layer is worth. A look at the page's other objects is taken only where it may matter."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    found = _Layer(text)
    letters = len(text) - text.count(" ") - text.count("\n")
    junk = len(_JUNK.findall(text)) if letters else 0
    if letters >= _FEW and junk * 4 < letters and not suspicious(page.raw):
        return found
    look = look_at(page)
    found.annotated = look.annotated
    if not letters:
        found.blank = not look.objects
        found.scan = "" if found.blank else "本页没有文字层"
    elif letters < _FEW and look.full_image and not look.invisible:
        found.scan = "本页是图像，只有零星文字"
    elif junk * 4 >= letters:
        found.scan = "本页文字层是乱码"
    elif look.suspects:
        found.hidden = hidden_spans(layer, look, raw, text)
    found.behind = look.invisible and _all_behind(look)
    return found


def _all_behind(look: PageLook) -> bool:
    """Whether the letters are those that a scanner's own recognition wrote behind the picture."""
    return look.full_image or not look.visible


def _assemble(document: pdfium.PdfDocument, layers: list[_Layer], count: int, source: Source) -> Reading:
    from nlp.readers.ocr.pages import Scroll, ranges

    scroll = Scroll(Reading("pdf", ""))
    reading = scroll.reading
    scans = _scans(document, layers, source)
    for number, layer in enumerate(layers, 1):
        start = scroll.length
        where = f"第{number}页"
        if number in scans:
            found = scans[number]
            scroll.recognised(f"{layer.scan}，{found}" if isinstance(found, str) else found, where, number)
        elif layer.broken:
            reading.unread.append(Unread(where, layer.broken, number))
        else:
            reading.hidden += [Hidden(start + h.start, start + h.end, h.reason) for h in layer.hidden]
            scroll.write(layer.text + "\n")
        reading.marks.append(Mark("page", start, max(start, scroll.length - 1), str(number)))
    for numbers, words in (
        ([n for n, layer in enumerate(layers, 1) if layer.behind], "的文字是扫描件自带的识别层，请核对原件。"),
        ([n for n, layer in enumerate(layers, 1) if layer.blank], "是空白页。"),
        ([n for n, layer in enumerate(layers, 1) if layer.annotated], "带有批注或表单文字，未并入正文，请核对原件。"),
    ):
        if numbers:
            reading.notes.append(ranges(numbers) + words)
    limit = len(layers)
    if count > limit:
        reading.unread.append(
            Unread(f"第{limit + 1}至{count}页", f"超过 {limit} 页的上限，未读取，请拆分后重试", limit + 1)
        )
    scroll.close()
    if not reading.text.strip():
        raise _nothing(layers, reading)
    return reading


def _nothing(layers: list[_Layer], reading: Reading) -> Refused:
    """Why a file of no text at all stays unread."""
    if all(layer.blank for layer in layers):
        if reading.unread:
            first = f"PDF 前 {len(layers)} 页都是空白的，{reading.unread[0].part}超过上限，未读取"
            return Refused(first, "请确认文件是否正确；如属正常文件，请拆分后重试。")
        return Refused("PDF 各页都是空白的", "请确认文件是否正确。")
    why = reading.unread[0].reason if reading.unread else "没有识别出文字"
    if all(layer.broken for layer in layers):
        return Refused(*_DAMAGED)
    return Refused(f"PDF 没有文字层，是扫描件；{why}", "请提供清晰的扫描件、带文字层的 PDF 或者 docx。")


def _scans(document: pdfium.PdfDocument, layers: list[_Layer], source: Source) -> dict[int, Any]:
    """What was recognised, or why it was not, by page number."""
    wanted = [number for number, layer in enumerate(layers, 1) if layer.scan]
    if not wanted:
        return {}
    from nlp.readers.ocr.engine import NoEngine
    from nlp.readers.ocr.pages import Recogniser

    within = wanted[: source.limits.ocr_pages]
    found: dict[int, Any] = dict.fromkeys(
        wanted[len(within) :], f"扫描页超过 {len(within)} 页的上限，未识别，请拆分后重试"
    )
    try:
        recogniser = Recogniser(source, len(within))
    except NoEngine as missing:
        if len(wanted) == len(layers):
            raise Refused(f"PDF 没有文字层，是扫描件，{missing.reason}", missing.hint) from None
        return dict.fromkeys(wanted, f"{missing.reason}。{missing.hint.rstrip('。')}")
    digest = source.digest()
    for number in within:
        found[number] = recogniser.page(digest, f"p{number}", lambda number=number: _draw(document, number, source))  # type: ignore[misc]
    return found


def _draw(document: pdfium.PdfDocument, number: int, source: Source) -> Any:
    """The image of a page at the resolution asked for, smaller where the sheet is large."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if not (width > 1 and height > 1):
            raise Refused(_PAGE_DAMAGED)
        scale = min(source.aids.dpi / 72, _LONGEST / max(width, height))
        return page.render(scale=scale, grayscale=True).to_pil()
    except pdfium.PdfiumError:
        raise Refused(_PAGE_DAMAGED) from None
    finally:
        page.close()
