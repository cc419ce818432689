"""Pages as pictures, for a person to look at: of a PDF or a picture file, with the boxes of words in its text layer.

Boxes are (left, top, right, bottom) in ten-thousandths of the page's width and height, like those of recognised text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from nlp.readers.limits import DEFAULT_LIMITS, Limits
from nlp.readers.source import Refused

Box = tuple[int, int, int, int]
#: Pictures are drawn so many pixels wide: a page is read on half an office screen, and may be enlarged twice.
WIDTH = 1400
_QUALITY = 80
_GONE = Refused("没有这一页，或者本页已损坏", "请下载原件查看。")
#: How the files begin that can be shown.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8", b"RIFF")


def is_paged(data: bytes) -> bool:
    """Whether *data* is a PDF or a picture."""
    return b"%PDF-" in data[:1024] or data.startswith(_PICTURES)


def page_sizes(data: bytes, limits: Limits = DEFAULT_LIMITS) -> list[float]:
    """The ratio of width to height of each page.

    Raises:
        Refused: neither a PDF nor a picture, damaged, encrypted, or too large.
    """
    if b"%PDF-" not in data[:1024]:
        image = _image(data, limits)
        return [image.width / image.height] * int(getattr(image, "n_frames", 1) if image.format == "TIFF" else 1)
    with _opened(data) as document:
        sizes = [document.get_page_size(n) for n in range(min(len(document), limits.pages))]
        return [w / h if w > 0 and h > 0 else 0.7 for w, h in sizes]


def page_picture(data: bytes, number: int, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Page *number* (from 1) as a JPEG.

    Raises:
        Refused: there is no such page, or it cannot be drawn.
    """
    picture = _drawn(data, number, limits)
    if picture.width > WIDTH:
        picture = picture.resize((WIDTH, max(1, round(picture.height * WIDTH / picture.width))))
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _drawn(data: bytes, number: int, limits: Limits) -> Any:
    if b"%PDF-" not in data[:1024]:
        from nlp.readers.image import upright

        image = _image(data, limits)
        try:
            image.seek(number - 1)
        except Exception:  # decoders raise anything
            raise _GONE from None
        return upright(image)
    with _opened(data) as document:
        page = _page(document, number)
        try:
            width, height = page.get_size()
            if not (width > 1 and height > 1):
                raise _GONE
            scale = min(WIDTH / width, 2 * WIDTH / height)
            return page.render(scale=scale, grayscale=False).to_pil()
        finally:
            page.close()


def _image(data: bytes, limits: Limits) -> Any:
    from nlp.readers.image import open_image

    if not data.startswith(_PICTURES):
        raise Refused("不是 PDF 或者图片，没有页面图像", "请看文字。")
    return open_image(data, limits)


def word_boxes(data: bytes, number: int, quotes: Iterable[str]) -> list[list[Box]]:
    """Where each of *quotes* stands on page *number* of a PDF with a text layer; empty where it is not found once.

    White space does not count: a quote goes over the ends of lines.
    """
    wanted = ["".join(q.split()) for q in quotes]
    if b"%PDF-" not in data[:1024] or not any(wanted):
        return [[] for _ in wanted]
    with _opened(data) as document:
        page = _page(document, number)
        try:
            layer = page.get_textpage()
            try:
                letters = _letters(layer)
                text = "".join(c for c, _ in letters)
                return [_boxes(layer, page.get_size(), letters, text, w) for w in wanted]
            finally:
                layer.close()
        finally:
            page.close()


def _letters(layer: Any) -> list[tuple[str, int]]:
    """The characters of a text layer that are no white space, with their numbers in it."""
    import pypdfium2.raw as raw

    codes = ((raw.FPDFText_GetUnicode(layer.raw, n), n) for n in range(layer.count_chars()))
    return [(chr(code), n) for code, n in codes if 0 < code < 0x110000 and not chr(code).isspace()]


def _boxes(layer: Any, size: tuple[float, float], letters: list[tuple[str, int]], text: str, quote: str) -> list[Box]:
    at = text.find(quote) if quote else -1
    if at < 0 or text.find(quote, at + 1) >= 0:
        return []
    width, height = size
    lines: list[list[float]] = []
    for _, n in letters[at : at + len(quote)]:
        left, bottom, right, top = layer.get_charbox(n)
        last = lines[-1] if lines else None
        # Characters of one line are joined; one that stands lower, or to the left, begins another.
        if last and min(last[3], top) - max(last[1], bottom) > 0.4 * (top - bottom) and left >= last[0]:
            last[:] = [min(last[0], left), min(last[1], bottom), max(last[2], right), max(last[3], top)]
        else:
            lines.append([left, bottom, right, top])
    return [
        (_part(le, width), _part(height - to, height), _part(ri, width), _part(height - bo, height))
        for le, bo, ri, to in lines
    ]


def _part(value: float, whole: float) -> int:
    return min(10_000, max(0, round(value / whole * 10_000))) if whole > 0 else 0


def _page(document: Any, number: int) -> Any:
    import pypdfium2 as pdfium

    try:
        if not 1 <= number <= len(document):
            raise _GONE
        return document[number - 1]
    except pdfium.PdfiumError:
        raise _GONE from None


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise Refused("PDF 已加密或已损坏，没有页面图像", "请下载原件查看。") from None
    try:
        yield document
    finally:
        document.close()
