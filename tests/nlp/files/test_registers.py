"""Registers: the day on which a waiting seizure turned first is the day of the turn."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.document import Document
from nlp.files import cast_of, read_papers
from nlp.pipeline import read_document


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("2020-04-20轮候，2021-08-12转为首封，至2023-04-19到期", date(2021, 8, 12)),
        ("2020年4月20日轮候查封，2021年8月12日自动生效", date(2021, 8, 12)),
        ("2021年8月12日，轮候查封转为首封", date(2021, 8, 12)),
        ("2021年8月12日首封解除，我院轮候查封转为首封", date(2021, 8, 12)),
    ],
)
def test_the_turn(words: str, when: date) -> None:
    text = f"不动产登记查询结果\n权利人：曹立新\n查封记载：沅江市人民法院（2021）湘0981执1502号，{words}。\n"
    reading = read_document(Document("p", "p.txt", "0", "txt", text))
    papers = read_papers(reading, cast_of(reading.head), date(2023, 12, 20))
    assert [u.date for u in papers.unsealed] == [when]
