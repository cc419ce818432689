"""The text of a page is the document's text, whatever is marked in it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benmo.web.marking import Marks, Span, marked

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


def seen(html: str) -> str:
    """What a reader sees of *html*."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(st.text("终本<>&\"'\r\n\t𠮷a;", max_size=30), SPANS)
def test_text_and_places_survive(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(a, b, "violation", n) for n, (a, b) in enumerate(places)]
    html = marked(text, spans)
    assert seen(html) == text
    for s in spans:
        parts = re.findall(rf'<mark class="violation" data-e="(?:\d+ )*{s.number}(?: \d+)*">(.*?)</mark>', html, re.S)
        inside = 0 <= s.start < s.end <= len(text)
        assert "".join(seen(p) for p in parts) == (text[s.start : s.end] if inside else "")


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("甲乙丙", [], "甲乙丙"),
        ("甲乙丙", [Span(0, 2, "not_shown", 0), Span(1, 3, "violation", 1)],
         '<mark class="not_shown" data-e="0">甲</mark><mark class="violation" data-e="0 1">乙</mark>'
         '<mark class="violation" data-e="1">丙</mark>'),
        ("<b>", [Span(0, 3, "other", 4)], '<mark class="other" data-e="4">&lt;b&gt;</mark>'),
    ],
)  # fmt: skip
def test_segments(text: str, spans: list[Span], html: str) -> None:
    assert marked(text, spans) == html


def test_a_place_keeps_its_number() -> None:
    marks = Marks()
    place = {"document": "a", "start": 0, "end": 1}
    assert marks.number(place, "violation") == marks.number(dict(place), "violation") == 0
    assert marks.number(place, "other") == 1
    assert 'data-e="0 1"' in marks.html({"id": "a", "text": "甲乙"})
