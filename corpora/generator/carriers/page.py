"""Printed pages: a pdf with a text layer, and scans of 200 dpi with a slight skew and grain."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from corpora.generator.model import Line, Paper

_COLUMNS, _PER_PAGE, _SIZE = 60, 34, 14  # half-glyph columns a line, lines a page, points
_LEFT, _TOP, _LEADING = 85, 780, 21  # points from the lower left corner of an A4 page
_DPI = 200
_NEVER_FIRST = "，。；：、）》〉”！？"


def _set(paper: Paper) -> list[tuple[str, str]]:
    """The lines as printed, each with its alignment: indented by two glyphs, broken at the right margin."""
    printed: list[tuple[str, str]] = []
    for line in (*paper.lines, *(Line("　".join(row), "row") for row in paper.rows)):
        if line.role in ("court", "title"):
            printed.append((line.text, "center"))
            continue
        if line.role in ("number", "sign", "date"):
            printed.append((line.text, "right"))
            continue
        rest = line.text if line.role == "row" else "　　" + line.text
        while rest:
            end = _fitting(rest)
            limit = end + 2
            while end < min(len(rest), limit) and rest[end] in _NEVER_FIRST:
                end += 1
            printed.append((rest[:end], "left"))
            rest = rest[end:]
    return printed


def _fitting(text: str) -> int:
    """How many characters of *text* fill a line; ASCII is half as wide as a glyph."""
    columns = 0
    for at, char in enumerate(text):
        columns += 1 if char < "\x7f" else 2
        if columns > _COLUMNS:
            return at
    return len(text)


def pdf(paper: Paper, rng: Random) -> bytes:
    """A pdf whose text can be copied; the font is one that every reader has (STSong-Light), page numbers below."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    printed = _set(paper)
    for start in range(0, len(printed), _PER_PAGE):
        canvas.setFont("STSong-Light", _SIZE)
        for at, (text, align) in enumerate(printed[start : start + _PER_PAGE]):
            y = _TOP - at * _LEADING
            if align == "center":
                canvas.drawCentredString(A4[0] / 2, y, text)
            elif align == "right":
                canvas.drawRightString(A4[0] - _LEFT, y, text)
            else:
                canvas.drawString(_LEFT, y, text)
        canvas.drawCentredString(A4[0] / 2, 40, str(start // _PER_PAGE + 1))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _images(paper: Paper, rng: Random) -> list[Any]:
    """The pages as grey images, skewed by up to half a degree, with grain."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont
    from pylopdf_fonts_zh_cn import __file__ as home

    scale = _DPI / 72
    font = ImageFont.truetype(home.replace("__init__.py", "NotoSerifSC-Regular.otf"), round(_SIZE * scale))
    width, height = round(595 * scale), round(842 * scale)
    printed = _set(paper)
    pages = []
    for start in range(0, len(printed), _PER_PAGE):
        image = Image.new("L", (width, height), 250)
        draw = ImageDraw.Draw(image)
        for at, (text, align) in enumerate(printed[start : start + _PER_PAGE]):
            y = (842 - _TOP + at * _LEADING) * scale
            length = draw.textlength(text, font=font)
            x = {"center": (width - length) / 2, "right": width - _LEFT * scale - length}.get(align, _LEFT * scale)
            draw.text((x, y), text, font=font, fill=rng.randint(10, 60))
        image = image.rotate(rng.uniform(-0.5, 0.5), resample=Image.Resampling.BICUBIC, fillcolor=250)
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.6)))
        grain = Image.frombytes("L", (width // 4, height // 4), rng.randbytes((width // 4) * (height // 4)))
        pages.append(Image.blend(image, grain.resize((width, height)), 0.06))
    return pages


def scan_png(paper: Paper, rng: Random) -> bytes:
    """All pages of a paper in one tall image."""
    from PIL import Image

    pages = _images(paper, rng)
    tall = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 250)
    for at, page in enumerate(pages):
        tall.paste(page, (0, at * page.height))
    out = BytesIO()
    tall.save(out, "PNG", dpi=(_DPI, _DPI))
    return out.getvalue()


def scan_pdf(paper: Paper, rng: Random) -> bytes:
    """A pdf of page images without a text layer."""
    pages = _images(paper, rng)
    out = BytesIO()
    pages[0].save(out, "PDF", resolution=_DPI, save_all=True, append_images=pages[1:])
    return out.getvalue()
