"""Pictures of pages: png, jpeg, tiff (many pages), bmp, gif, webp; read by character recognition."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from nlp.document import Mark, Unread
from nlp.readers.limits import Limits
from nlp.readers.ocr.engine import require
from nlp.readers.ocr.pages import Recogniser, Scroll
from nlp.readers.source import Reading, Refused, Source

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "MPO")
_DAMAGED = ("图片已损坏或没有下载完整", "请重新扫描或者下载后重试。")
#: Smaller pictures are icons and seals, no pages.
_SMALLEST = 24


def open_image(data: bytes, limits: Limits) -> Any:
    """The opened, not yet decoded picture in *data*.

    Raises:
        Refused: damaged, of a foreign format, or with more pixels than the limit allows.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is ours
        try:
            image = Image.open(BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError:
            raise _too_large(0, 0) from None
        except Exception:  # decoders raise anything
            raise Refused(*_DAMAGED) from None
    check_size(image.width, image.height, limits)
    return image


def check_size(width: int, height: int, limits: Limits) -> None:
    """Refuse a picture of more pixels than *limits* allow, before it is decoded."""
    if width * height > limits.pixels:
        raise _too_large(width, height)


def _too_large(width: int, height: int) -> Refused:
    size = f"（{width}×{height} 像素）" if width else ""
    return Refused(f"图片尺寸过大{size}，超过上限，未读取", "请以 200 至 300 dpi 重新扫描，或者在设置中调高上限。")


def upright(image: Any) -> Any:
    """The decoded *image* as grey or RGB, turned as the camera says, on white ground."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image.load()
            image = ImageOps.exif_transpose(image)
        except Exception:
            raise Refused(*_DAMAGED) from None
    if image.mode in ("RGBA", "LA", "PA", "P"):
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits a pixel: Pillow's own conversion would cut, not scale.
        low, high = image.getextrema()
        image = image.convert("F").point(lambda v: (v - low) * (255 / max(1, high - low)))
    return image.convert("L" if image.mode in ("1", "L", "F") else "RGB")


def read_image(source: Source) -> Reading:
    """Read every page of a picture file, each with a mark of kind ``page`` where there are several.

    Raises:
        Refused: no recognition installed, damaged, or too large.
    """
    require(source.aids.ocr)
    image = open_image(source.data, source.limits)
    count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    if min(image.size) < _SMALLEST:
        raise Refused("图片太小，不是文书", "请确认是否选错文件。")
    wanted = min(count, source.limits.ocr_pages)
    scroll = Scroll(Reading("image", ""))
    recogniser = Recogniser(source, wanted)
    digest = source.digest()

    def draw(number: int) -> Any:
        try:
            image.seek(number)
        except Exception:
            raise Refused("本页已损坏，无法读取") from None
        check_size(image.width, image.height, source.limits)
        return upright(image if count == 1 else image.copy())

    for number in range(1, wanted + 1):
        start = scroll.length
        found = recogniser.page(digest, f"i{number}", lambda number=number: draw(number - 1))  # type: ignore[misc]
        scroll.recognised(found, f"第{number}页" if count > 1 else "图片", number)
        scroll.reading.marks.append(Mark("page", start, max(start, scroll.length - 1), str(number)))
    if count > wanted:
        where = f"第{wanted + 1}至{count}页"
        scroll.reading.unread.append(Unread(where, f"超过 {wanted} 页的上限，未读取，请拆分后重试", wanted + 1))
    reading = scroll.close()
    if not reading.text.strip():
        why = reading.unread[0].reason if reading.unread else "图片是空白的"
        raise Refused(why, "请确认图片是否清楚、是否为文书；必要时重新扫描。")
    return reading
