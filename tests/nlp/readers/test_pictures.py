"""Pages as pictures, and where words of a text layer stand on them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from nlp.readers.pictures import is_paged, page_picture, page_sizes, word_boxes
from nlp.readers.source import Refused

Image = pytest.importorskip("PIL.Image", reason="pillow comes with the extra ocr")
SAMPLE = next((Path(__file__).resolve().parents[3] / "corpora" / "samples").glob("10_*.pdf")).read_bytes()


def tiff(pages: int) -> bytes:
    images = [Image.new("L", (200, 300 + n), 255) for n in range(pages)]
    out = BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


def test_every_page_of_a_pdf_has_its_shape_and_its_picture() -> None:
    sizes = page_sizes(SAMPLE)
    assert len(sizes) == 2 or len(sizes) == 3
    assert all(0.6 < ratio < 0.8 for ratio in sizes)
    picture = Image.open(BytesIO(page_picture(SAMPLE, len(sizes))))
    assert picture.format == "JPEG" and abs(picture.width / picture.height - sizes[-1]) < 0.01


def test_pages_of_a_picture_file() -> None:
    data = tiff(3)
    assert page_sizes(data) == [200 / 300] * 3
    assert Image.open(BytesIO(page_picture(data, 3))).size == (200, 302)


@pytest.mark.parametrize(
    ("data", "number"), [(SAMPLE, 0), (SAMPLE, 99), (tiff(1), 2), (b"text", 1), (b"%PDF-1.4 x", 1)]
)
def test_what_is_not_there_is_refused(data: bytes, number: int) -> None:
    with pytest.raises(Refused):
        page_picture(data, number)


def test_words_are_found_over_the_ends_of_lines_and_only_where_they_stand_once() -> None:
    import pypdfium2 as pdfium

    page = pdfium.PdfDocument(SAMPLE)[0].get_textpage()
    text = page.get_text_range().replace("\r\n", "\n")
    first = next(line for line in text.split("\n") if "人民法院" in line).strip()
    at = next(i for i, c in enumerate(text) if c == "\n" and i > 300)
    quote = text[at - 8 : at + 8]
    one, over, none, often = word_boxes(SAMPLE, 1, [first, quote, "查无此句", "，"])
    assert len(one) == 1 and 0 <= one[0][0] < one[0][2] <= 10_000 and one[0][1] < one[0][3] < 4_000
    assert len(over) == 2 and over[0][1] < over[1][1]
    assert none == often == []


def test_what_has_pages() -> None:
    assert is_paged(SAMPLE) and is_paged(tiff(1)) and not is_paged(b"PK\x03\x04")
