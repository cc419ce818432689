"""Article numbers, both ways."""

from __future__ import annotations

import pytest

from nlp.statutes.numerals import article_text, read_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("五百一十九", 519), ("五一九", 519), ("519", 519), ("５１９", 519), ("二百五十七", 257), ("两百五十七", 257),
        ("一百零八", 108), ("一百〇八", 108), ("十", 10), ("十一", 11), ("二十", 20), ("一百一十", 110), ("二〇", 20),
        ("一千二百六十", 1260), ("五百 一十\n九", 519),
    ],
)  # fmt: skip
def test_well_formed(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "五百一百九", "百十", "五百一", "十百", "第", "5百", "零", "五十十"])
def test_malformed_is_none(text: str) -> None:
    assert read_number(text) is None


def test_there_and_back() -> None:
    assert all(read_number(write_number(n)) == n for n in range(1, 10_000))


def test_article_text() -> None:
    assert article_text(519) == "第五百一十九条"
    assert article_text(12, 1) == "第十二条之一"


def test_out_of_range() -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        write_number(0)
