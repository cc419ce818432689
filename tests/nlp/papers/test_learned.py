"""What the learned layer reads in papers: points in words of their own, outcomes of replies, each with its place."""

from __future__ import annotations

import pytest

from nlp.document import Span
from nlp.papers.learned import OUTCOMES, likely_outcome, likely_points, sentences_of

#: Wordings that no passage has, and the point that leads all others in them.
MADE = [
    ("从收案到报结，案卷自始至终看不到承办人同债权人谈过一次话。", "interview"),
    ("那辆货车天天停在被执行人家门口，执行人员两次看见，两次空手而回。", "vehicle_not_seized"),
    ("拍卖所得早已进了法院的账，债权人却等了大半年才领到。", "proceeds_release"),
    ("裁定书援引的条文，早在修法时就改了序号。", "legal_citation"),
    ("查封到期前无人办理续封手续，三年一过，房子就此脱保。", "seizure_renewal"),
    ("结案以后整整两年，再没有人在系统里查过他的财产。", "six_month_requery"),
]
NOT_MADE = [
    "本院于2021年3月5日立案执行，执行标的52000元，被执行人系个体工商户。",
    "你院于3月8日向被执行人送达执行通知书、报告财产令，其于3月15日如实申报。",
    "请在收到本建议书后三个月内将处理结果书面回复本院。",
]


@pytest.mark.parametrize(("words", "point"), MADE)
def test_a_point_in_words_of_its_own(words: str, point: str) -> None:
    found = likely_points(words, Span(0, len(words)))
    assert found[point].lead > 0 and found[point].score > -2


@pytest.mark.parametrize("words", NOT_MADE)
def test_facts_and_formulas_make_no_point(words: str) -> None:
    assert max(likely.score for likely in likely_points(words, Span(0, len(words))).values()) < -2


def test_the_place_is_a_sentence_of_the_text() -> None:
    text = "前文不算。\n" + MADE[0][0] + "其余工作均已依法完成。\n" + MADE[2][0]
    where = Span(text.index("\n") + 1, len(text))
    found = likely_points(text, where)
    assert text[slice(*found["interview"].span)] == MADE[0][0]
    assert text[slice(*found["proceeds_release"].span)] == MADE[2][0]
    assert all(where.covers(likely.span) for likely in found.values())


@pytest.mark.parametrize("text", ["", "\n\n", "。；", "短。"])
def test_nothing_told_nothing_read(text: str) -> None:
    assert likely_points(text, Span(0, len(text))) == {}
    assert likely_outcome(text, "unclear") is None


REPLIES = [
    (
        "贵院检察建议书收悉。经复查，所述问题属实，承办人确有疏漏。我院已裁定恢复执行，并于5月8日将冻结的案款发还申请人。",
        "rejected",
        "adopted",
    ),
    (
        "建议书收悉。经审查，本案终本前已约谈申请执行人并制作笔录，程序并无不当，你院所提意见没有事实依据，本院不予采纳。",
        "adopted",
        "rejected",
    ),
]


@pytest.mark.parametrize(("text", "rule", "outcome"), REPLIES)
def test_a_plain_reply_is_read_whatever_the_rules_say(text: str, rule: str, outcome: str) -> None:
    answered = likely_outcome(text, rule)
    assert answered is not None and answered.outcome == outcome and answered.margin > 0
    spans = sentences_of(text, Span(0, len(text)))
    assert answered.grounds and set(answered.grounds) <= set(spans)


def test_outcomes_are_those_of_the_schema() -> None:
    assert OUTCOMES == ("adopted", "partly_adopted", "rejected", "unclear")
