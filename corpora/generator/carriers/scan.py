"""Scans that went wrong: pages in two columns, askew, on their side or head, and photographs by telephone."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from corpora.generator.carriers import page
from corpora.generator.carriers.page import Layout
from corpora.generator.model import Paper

#: Two columns of 34 half-glyph columns at 10.5 points, as gazettes and law journals print rulings.
_TWO_COLUMNS = Layout(columns=42, per_page=28, size=10.5, top=790, leading=17, beside=(50, 310), right=545)
_PAPER = 250


def columns(paper: Paper, rng: Random) -> bytes:
    """Pages of two columns; the heading stands in the first."""
    return _pdf(page.images(paper, rng, _TWO_COLUMNS))


def skewed(paper: Paper, rng: Random) -> bytes:
    """Pages laid on the glass by 3 to 8 degrees askew, either way."""
    pages = []
    for image in page.images(paper, rng):
        angle = rng.uniform(3, 8) * rng.choice((-1, 1))
        pages.append(image.rotate(angle, resample=_bicubic(), fillcolor=_PAPER))
    return _pdf(pages)


def turned(paper: Paper, rng: Random) -> bytes:
    """Pages fed sideways or upside down, each its own way."""
    return _pdf([image.rotate(rng.choice((90, 180, 270)), expand=True) for image in page.images(paper, rng)])


def photo(paper: Paper, rng: Random) -> bytes:
    """The pages photographed from a slant on a dark desk, lit from one side, with a shadow, as one tall JPEG."""
    from PIL import Image

    shots = [_shot(image, rng) for image in page.images(paper, rng)]
    tall = Image.new("L", (shots[0].width, sum(shot.height for shot in shots)), 70)
    for at, shot in enumerate(shots):
        tall.paste(shot, (0, at * shot.height))
    out = BytesIO()
    tall.convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def _shot(image: Any, rng: Random) -> Any:
    """*image* as a telephone saw it."""
    from PIL import Image, ImageChops

    wide, high = image.width + 200, image.height + 240
    desk = Image.new("L", (wide, high), 70)
    desk.paste(image, (100, 120))

    def off(reach: float) -> float:
        return rng.uniform(0, reach)

    # The far edge of a sheet looks shorter than the near one.
    corners = (off(60), off(40), off(60), high - off(40), wide - off(60), high - off(40), wide - off(60), off(40))
    desk = desk.transform((wide, high), Image.Transform.QUAD, corners, resample=_bicubic(), fillcolor=70)
    desk = desk.rotate(rng.uniform(-2, 2), resample=_bicubic(), fillcolor=70)
    light = Image.linear_gradient("L").point(lambda v: 255 - v * 0.45)
    light = light.rotate(rng.choice((0, 90, 180, 270))).resize((wide, high))
    shadow = Image.radial_gradient("L").point(lambda v: min(255, 150 + v)).resize((wide, high // 2))
    whole = Image.new("L", (wide, high), 255)
    whole.paste(shadow, (0, rng.randrange(0, high // 2)))
    return ImageChops.multiply(ImageChops.multiply(desk, light), whole)


def _bicubic() -> Any:
    from PIL import Image

    return Image.Resampling.BICUBIC


def _pdf(pages: list[Any]) -> bytes:
    out = BytesIO()
    pages[0].save(out, "PDF", resolution=page.DPI, save_all=True, append_images=pages[1:])
    return out.getvalue()
