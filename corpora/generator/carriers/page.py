"""Printed pages: a pdf with a text layer, and scans of 200 dpi with a slight skew and grain."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

from corpora.generator.model import Line, Paper

DPI = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page of A4 is set. Half-glyph columns a line, lines a column of the page, else points.

    ``beside`` holds the left edge of each column of text, ``right`` the right edge of the last.
    """

    columns: int = 60
    per_page: int = 34
    size: float = 14
    top: float = 780
    leading: float = 21
    beside: tuple[float, ...] = (85,)
    right: float = 510

    @property
    def width(self) -> float:
        """How wide one column of text is."""
        return self.right - self.beside[-1]


_COURT = Layout()
_NEVER_FIRST = "，。；：、）》〉”！？"


def _set(paper: Paper, columns: int = _COURT.columns) -> list[tuple[str, str]]:
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
            end = _fitting(rest, columns)
            limit = end + 2
            while end < min(len(rest), limit) and rest[end] in _NEVER_FIRST:
                end += 1
            printed.append((rest[:end], "left"))
            rest = rest[end:]
    return printed


def _fitting(text: str, limit: int) -> int:
    """How many characters of *text* fill a line; ASCII is half as wide as a glyph."""
    columns = 0
    for at, char in enumerate(text):
        columns += 1 if char < "\x7f" else 2
        if columns > limit:
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
    for start in range(0, len(printed), _COURT.per_page):
        canvas.setFont("STSong-Light", _COURT.size)
        for at, (text, align) in enumerate(printed[start : start + _COURT.per_page]):
            y = _COURT.top - at * _COURT.leading
            if align == "center":
                canvas.drawCentredString(A4[0] / 2, y, text)
            elif align == "right":
                canvas.drawRightString(A4[0] - _COURT.beside[0], y, text)
            else:
                canvas.drawString(_COURT.beside[0], y, text)
        canvas.drawCentredString(A4[0] / 2, 40, str(start // _COURT.per_page + 1))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def images(paper: Paper, rng: Random, layout: Layout = _COURT) -> list[Any]:
    """The pages as grey images, skewed by up to half a degree, with grain."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont
    from pylopdf_fonts_zh_cn import __file__ as home

    scale = DPI / 72
    font = ImageFont.truetype(home.replace("__init__.py", "NotoSerifSC-Regular.otf"), round(layout.size * scale))
    width, height = round(595 * scale), round(842 * scale)
    printed = _set(paper, layout.columns)
    a_page = layout.per_page * len(layout.beside)
    pages = []
    for start in range(0, len(printed), a_page):
        image = Image.new("L", (width, height), 250)
        draw = ImageDraw.Draw(image)
        for at, (text, align) in enumerate(printed[start : start + a_page]):
            column, row = divmod(at, layout.per_page)
            left, right = layout.beside[column] * scale, (layout.beside[column] + layout.width) * scale
            y = (842 - layout.top + row * layout.leading) * scale
            length = draw.textlength(text, font=font)
            x = {"center": (left + right - length) / 2, "right": right - length}.get(align, left)
            draw.text((x, y), text, font=font, fill=rng.randint(10, 60))
        image = image.rotate(rng.uniform(-0.5, 0.5), resample=Image.Resampling.BICUBIC, fillcolor=250)
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.6)))
        grain = Image.frombytes("L", (width // 4, height // 4), rng.randbytes((width // 4) * (height // 4)))
        pages.append(Image.blend(image, grain.resize((width, height)), 0.06))
    return pages


def scan_png(paper: Paper, rng: Random) -> bytes:
    """All pages of a paper in one tall image."""
    from PIL import Image

    pages = images(paper, rng)
    tall = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 250)
    for at, page in enumerate(pages):
        tall.paste(page, (0, at * page.height))
    out = BytesIO()
    tall.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def scan_pdf(paper: Paper, rng: Random) -> bytes:
    """A pdf of page images without a text layer."""
    pages = images(paper, rng)
    out = BytesIO()
    pages[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return out.getvalue()
