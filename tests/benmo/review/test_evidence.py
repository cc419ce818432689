"""Evidence objects: verbatim, trimmed, in the source's own offsets, with the page where there are pages."""

from __future__ import annotations

import pytest

from benmo.cases.facts import Place
from benmo.review.evidence import Evidencer, evidence
from nlp.document import Document, Mark, Span
from nlp.pipeline import Reading, read_document


def reading(text: str, *marks: Mark) -> Reading:
    """A file of *text*, read."""
    return read_document(Document("d", "d.pdf", "0" * 64, "pdf", text, marks))


def test_the_quote_is_what_stands_in_the_source() -> None:
    source = "经查，孙　大　勇名下无财产。"
    found = reading(source)
    start = found.text.index("名下")
    assert evidence(found, Span(start, start + 5)) == {
        "document": "d",
        "start": 8,
        "end": 13,
        "quote": source[8:13],
        "place": "第1行",
    }


@pytest.mark.parametrize(("span", "quote"), [(Span(0, 6), "未发现"), (Span(2, 6), "未发现"), (Span(0, 3), "未")])
def test_spaces_at_the_ends_are_left_out(span: Span, quote: str) -> None:
    found = reading("未发现")
    source = Document("d", "d.txt", "0" * 64, "txt", " \t未发现 \n")
    from dataclasses import replace

    from nlp.document import CleanText

    shown = evidence(replace(found, document=source, clean=CleanText(source.text)), span)
    assert shown is not None and shown["quote"] == quote
    assert source.text[shown["start"] : shown["end"]] == quote


def test_an_empty_place_is_no_evidence() -> None:
    assert evidence(reading("未发现"), Span(1, 1)) is None


def test_the_page() -> None:
    found = reading("第一页的字第二页的字", Mark("page", 0, 5, "1"), Mark("page", 5, 10, "2"))
    pages = [(evidence(found, Span(n, n + 1)) or {})["page"] for n in (0, 4, 5, 9)]
    assert pages == [1, 1, 2, 2]


def test_no_place_twice() -> None:
    show = Evidencer((reading("未发现财产"),))
    places = [Place(0, Span(0, 3)), Place(0, Span(3, 5)), Place(0, Span(0, 3)), Place(0, Span(2, 2))]
    assert [e["quote"] for e in show.list(places)] == ["未发现", "财产"]
