"""The outcome of a court's answer, by what was done."""

from __future__ import annotations

import pytest

from nlp.papers import read_reply

HEAD = "某市某区人民法院\n关于检察建议的复函\n\n某市某区人民检察院：\n你院某检民执监〔2024〕3号检察建议书收悉。"
TAIL = "\n此复。\n某市某区人民法院\n2024年8月6日\n"

CASES = [
    ("经研究，对建议予以采纳。我院已于2024年7月1日裁定撤销终本裁定，恢复执行。", "adopted"),
    ("经复查，情况属实。现已恢复执行并约谈申请执行人，对车辆予以扣押。", "adopted"),
    (
        "一、关于未约谈的问题。情况属实，已补充约谈。\n二、关于未查询不动产的问题。确未查询，已于7月3日补充查询。",
        "adopted",
    ),
    ("经审查，本案终本程序符合法律规定，并无不当，对你院建议不予采纳。", "rejected"),
    ("我院认为，被执行人名下房产系唯一住房，暂不具备处置条件，建议恢复执行的意见碍难采纳。", "rejected"),
    ("本案不存在消极执行情形，检察建议所提意见不能成立。", "rejected"),
    (
        "一、关于未发限制消费令的意见成立，已补发。\n二、关于带财终本的意见，该房设有抵押，处置无益，不予采纳。",
        "partly_adopted",
    ),
    ("对建议予以部分采纳。", "partly_adopted"),
    ("我院高度重视，正在组织核查，待核查完毕后另行函复。", "unclear"),
    ("来函已转执行局研究，将进一步核实有关情况。", "unclear"),
    ("感谢检察机关对法院工作的监督支持，我院将以此为契机加强管理。", "unclear"),
]


@pytest.mark.parametrize(("words", "outcome"), CASES)
def test_outcome(words: str, outcome: str) -> None:
    assert read_reply(HEAD + words + TAIL).outcome == outcome


def test_what_the_suggestion_said_is_no_stance_of_the_court() -> None:
    words = "建议书指出“未约谈申请执行人，程序违法”。经查，确未约谈，我院已于7月2日约谈并补正。"
    assert read_reply(HEAD + words + TAIL).outcome == "adopted"


def test_points_know_of_what_they_speak() -> None:
    read = read_reply(HEAD + CASES[2][0] + TAIL)
    assert [i.stance for i in read.items] == ["adopted", "adopted"]
    assert "interview" in read.items[0].topics
    assert "online_inquiry_core" in read.items[1].topics
    assert len(read.measures) == 2


def test_what_a_refused_point_tells_is_no_measure() -> None:
    words = (
        "一、关于未约谈的问题。承办人已与申请执行人谈话并记录入卷，意见不能成立。\n"
        "二、关于未发限制消费令的问题。情况属实，已于7月3日补发限制消费令。"
    )
    text = HEAD + words + TAIL
    read = read_reply(text)
    told = [text[m.start : m.end] for m in read.measures]
    assert len(told) == 1 and "补发限制消费令" in told[0]
    refused = HEAD + words.split("\n")[0] + "\n二、关于送达。裁定已送达，回执在卷，意见不能成立。" + TAIL
    assert read_reply(refused).measures == ()
