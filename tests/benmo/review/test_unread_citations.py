"""Citations that could not be read are counted, shown, and weaken what is said about the basis."""

from __future__ import annotations

from typing import Any

from benmo.cases.intake import CaseMaterial
from benmo.render import html, text
from benmo.review import review
from nlp.document import Document

RULING = """某某市人民法院
执 行 裁 定 书
（2023）某0101执1号
申请执行人：甲某。
被执行人：乙某。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》{}的规定，裁定如下：
终结本次执行程序。
审判员 丙
二〇二三年七月四日
书记员 丁
"""


def reviewed(articles: str) -> dict[str, Any]:
    source = RULING.format(articles)
    document = Document("例.txt", "例.txt", "0" * 64, "txt", source)
    return review(CaseMaterial("例", (document,)), with_text=True)


def basis(found: dict[str, Any]) -> dict[str, Any]:
    return next(f for f in found["findings"] if f["checkpoint"] == "legal_citation")


def test_an_unread_citation_is_in_the_review_with_its_place_and_reason() -> None:
    found = reviewed("第五百一十七条、第五百一百九条")
    (unread,) = found["case"]["citations_unread"]
    (place,) = unread["evidence"]
    assert found["documents"][0]["text"][place["start"] : place["end"]] == place["quote"]
    assert "五百一百九" in place["quote"] and unread["reason"]
    assert basis(found)["conclusion"] == "ok"
    assert any("未能读出" in c for c in basis(found)["caveats"])


def test_where_only_an_unread_one_stands_nothing_is_said_to_be_lacking_for_sure() -> None:
    finding = basis(reviewed("第××条"))
    assert finding["conclusion"] == "not_shown"
    assert "未能读准" in finding["reason"]
    assert finding["evidence"]


def test_text_and_page_tell_it() -> None:
    found = reviewed("第五百一十七条、第五百一百九条")
    for shown in (text.render(found).replace("\n", "").replace(" ", ""), html.render([found])):
        assert "1处未能读准" in shown
    clean = reviewed("第五百一十七条")
    assert clean["case"]["citations_unread"] == []
    assert "未能读准" not in text.render(clean)
