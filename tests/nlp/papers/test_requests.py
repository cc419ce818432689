"""Where the requests of a 检察建议书 stand, and how many there are."""

from __future__ import annotations

import pytest

from nlp.papers import cut, find_requests

HEAD = """某市某区人民检察院
检察建议书
某检民执监〔2024〕3号

本院对某案的执行活动进行了审查。现已审查终结。
现查明：2023年3月1日立案执行。
本院认为，你院未约谈申请执行人。
"""
TAIL = "请你院在收到本检察建议书后三个月内将处理结果书面回复本院。\n此致\n某市某区人民法院\n2024年5月6日\n"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("特提出检察建议，建议你院：\n1.依法恢复执行；\n2.对车辆采取扣押措施。\n", 2),
        ("特提出如下检察建议：\n一、撤销终本裁定，恢复执行；\n二、补充查询不动产、证券；\n三、约谈申请执行人。\n", 3),
        ("建议你院（一）恢复本案执行；（二）对查明的房屋启动评估拍卖程序。", 2),
        ("建议你院一是恢复执行，二是依法处置房产，三是规范约谈工作。", 3),
        ("特建议你院依法纠正违法执行行为。", 1),
        ("建议你院撤销（2023）某0102执5号终本裁定，恢复对本案的执行。", 1),
        ("特提出检察建议：建议你院依法恢复执行；对被执行人名下车辆采取查找、扣押措施。", 2),
        ("建议你院：1.撤销（2023）某0102执5号裁定。", 1),
        ("根据《中华人民共和国民事诉讼法》第二百四十六条的规定，建议恢复执行，对搜查申请作出处理。", 1),
        ("向你院提出检察建议：恢复案件的执行，对门市依法评估；同时，对门市正在产生的租金予以提取。", 2),
    ],
)
def test_requests(words: str, number: int) -> None:
    text = HEAD + words + TAIL
    parts = cut(text)
    found = find_requests(text, parts)
    assert len(found) == number
    assert all("回复" not in text[s.start : s.end] for s in found)


def test_the_subject_of_the_reply_is_no_part_of_a_request() -> None:
    for subject in ("本建议书", "你院", "　　以上建议"):
        tail = f"{subject}自收到之日起十五日内可提出异议。\n此致\n某市某区人民法院\n2024年5月6日\n"
        text = HEAD + "建议你院：1.恢复执行；\n2.查明转包费数额，依法予以提取。\n" + tail
        found = find_requests(text, cut(text))
        assert text[found[-1].start : found[-1].end] == "2.查明转包费数额，依法予以提取"


def test_a_paper_that_asks_for_nothing() -> None:
    text = HEAD + TAIL
    assert find_requests(text, cut(text)) == ()


def test_the_parts_stand_in_order() -> None:
    text = HEAD + "建议你院依法恢复执行。" + TAIL
    parts = cut(text)
    assert text[parts.facts.start :].startswith("现查明")
    assert text[parts.opinion.start :].startswith("本院认为")
    assert parts.facts.end <= parts.opinion.start <= parts.requests.start <= parts.closing.start
