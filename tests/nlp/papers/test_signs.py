"""Signs of points told in other words: the subject with fault found, headings of points, what is asked for."""

from __future__ import annotations

import pytest

from nlp.document import Span
from nlp.lexicons import load
from nlp.papers import cut, find_signs, spoken_of, yields_to

HEAD = "某市人民检察院\n检察建议书\n某检民执监〔2024〕8号\n\n某市人民法院：\n"
TAIL = "\n请在收到后三个月内书面回复。\n\n某市人民检察院\n2024年5月6日\n"


def paper(told: str, asked: str = "依法纠正") -> str:
    return f"{HEAD}经查明，{told}\n建议你院：{asked}。{TAIL}"


TOLD = [
    ("裁定书寄出四次均被退回，送达回证四张都是空白。", "execution_notice"),
    ("结案之前没有同郭某说过案子查到了什么。", "interview"),
    ("银行账上冻住的两万元，你院一年没有划走。", "frozen_funds_not_transferred"),
    ("拍卖落空以后没有问过权利人是否愿意以物抵债。", "failed_auction_followup"),
    ("保单的现金价值没有人去了解。", "extended_assets"),
    ("裁定写的数额与专户明细对不上，多出一万元，金额有误。", "amount_consistency"),
    ("查封到2022年4月27日期满，此后无人办理继续查封。", "seizure_renewal"),
    ("在路上跑的车就是扣不回来，没有请公安机关协助。", "vehicle_not_seized"),
]


@pytest.mark.parametrize(("sentence", "point"), TOLD)
def test_a_sentence_that_finds_fault_tells_of_its_subject(sentence: str, point: str) -> None:
    text = paper(sentence)
    signs = find_signs(text, cut(text))
    assert point in signs.told
    assert all(text[s.start : s.end] in text for s in signs.told[point])


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年3月1日，你院依法冻结存款两万元并扣划发放。",  # the subject, and no fault
        "申请人认为你院没有查封其车辆，也没有扣押。",  # another's words
        "《最高人民法院关于民事执行中财产调查若干问题的规定》第二条规定，不得拖延核查财产线索。",  # a rule
    ],
)
def test_no_sign_where_no_fault_is_the_papers_own(sentence: str) -> None:
    text = paper(sentence)
    signs = find_signs(text, cut(text))
    assert not {"frozen_funds_not_transferred", "vehicle_not_seized", "creditor_clues"} & set(signs.told)


def test_the_heading_of_a_point_is_a_sign_of_its_own() -> None:
    text = paper("存在以下问题。\n一、终本过快\n该案不久即结。\n二、基本情况\n无。")
    headed = find_signs(text, cut(text)).headed
    assert [text[s.start : s.end] for s in headed.values()] == ["终本过快"]
    assert set(headed) == {"three_months"}


def test_requests_are_signs_of_what_they_ask_for() -> None:
    text = paper("情况如上。", "1.将历次查询结果书面告知申请执行人；2.对保证人的财产补充调查")
    asked = find_signs(text, cut(text)).asked
    assert {"requery_notice", "all_respondents"} <= asked
    assert not {"debt_offset", "bankruptcy_referral", "dishonesty_list"} & asked


def test_rules_and_titles_do_not_speak_of_a_subject() -> None:
    rule = "《最高人民法院关于限制被执行人高消费及有关消费的若干规定》第三条规定，不得有下列高消费行为。房屋一直未拍卖"
    assert spoken_of(rule, Span(0, len(rule))) == {"assets_left_undisposed"}


def test_every_point_is_a_checkpoint_with_both_kinds_of_words() -> None:
    points = load("points")["points"]
    named = {d["id"] for d in load("defects")["defects"]}
    assert set(points) == named
    for name, entry in points.items():
        assert entry["told"], name
        assert entry["ask"], name
        assert yields_to(name) <= named - {name}
