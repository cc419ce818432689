"""A 检察建议书 and a court's reply in the review: values with their places, the grade, the comparison with the file."""

from __future__ import annotations

from typing import Any

import pytest

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from benmo.review.papers import answered, compare
from nlp.document import Document

HEAD = """某省甲县人民检察院
检察建议书
甲检民执监〔2024〕3号

甲县人民法院：
王某认为你院对（2023）川1723执958号案件的执行违法，向本院申请监督。本院调卷审查，现已审查终结。
现查明：2023年3月1日，你院立案执行（执行卷第1页）。2023年12月8日，你院裁定终结本次执行程序（执行卷第40页）。{facts}
本院认为，{opinion}
根据《中华人民共和国民事诉讼法》第{article}条、《人民检察院民事诉讼监督规则》第一百零六条的规定，特提出检察建议，建议你院：
{requests}
请在收到本检察建议书后{months}内将处理结果书面回复本院。{objection}
此致
甲县人民法院
　　　　　　　　某省甲县人民检察院
　　　　　　　　2024年5月6日（院印）
"""
GOOD = {
    "facts": "卷内没有约谈笔录（执行卷目录）。",
    "opinion": "你院未约谈申请执行人，违反《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第五条的规定。",
    "article": "二百四十六",
    "requests": "1.恢复（2023）川1723执958号案件的执行；\n2.将执行情况告知申请执行人并听取意见。",
    "months": "三个月",
    "objection": "如有异议，请在收到之日起十五日内提出。",
}
REPLY = """甲县人民法院
复函

某省甲县人民检察院：
你院甲检民执监〔2024〕3号检察建议书收悉。
一、关于未约谈的问题。情况属实，我院已于2024年6月3日约谈申请执行人。
二、关于撤销裁定的建议。该案无财产可供执行，不予采纳。
此复。
甲县人民法院
2024年7月1日
"""


def _review(*texts: str) -> dict[str, Any]:
    documents = tuple(Document(f"{i}.txt", f"{i}.txt", f"{i}" * 64, "txt", t) for i, t in enumerate(texts))
    return review(CaseMaterial("case", documents, is_folder=len(texts) > 1), with_text=True)


def _paper(**change: str) -> dict[str, Any]:
    found: dict[str, Any] = _review(HEAD.format(**GOOD | change))["suggestion"]
    return found


def test_the_values_of_a_suggestion() -> None:
    paper = _paper()
    assert paper["issuer"] == "某省甲县人民检察院"
    assert paper["addressee"] == "甲县人民法院"
    assert paper["number"] == "甲检民执监〔2024〕3号"
    assert paper["case_no"] == "（2023）川1723执958号"
    assert (paper["reply_months"], paper["date"], len(paper["requests"])) == (3, "2024-05-06", 2)
    assert paper["raised"] == ["interview"]


def test_every_value_has_its_place() -> None:
    text = HEAD.format(**GOOD)
    paper = _review(text)["suggestion"]
    shown = [e for es in paper["evidence"].values() for e in es] + [e for r in paper["requests"] for e in r["evidence"]]
    assert {"issuer", "addressee", "number", "case_no", "reply_months", "date", "raised[0]"} <= set(paper["evidence"])
    assert shown
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in shown)


@pytest.mark.parametrize(
    ("change", "level", "reason"),
    [
        ({}, "A", ""),
        ({"months": "一个月"}, "B", "回复期限"),
        ({"objection": ""}, "B", "异议的期限"),
        ({"objection": "你院可在十五日内提出异议。"}, "A", ""),
        ({"requests": "1.恢复执行；\n2.对承办人依法追究刑事责任。"}, "B", "超出"),
        ({"requests": "1.恢复执行；\n2.依法追究妨害执行行为人的责任。"}, "A", ""),
        ({"facts": "申请人称承办人故意拖延，不能成立。卷内没有约谈笔录（执行卷目录）。"}, "A", ""),
        ({"facts": "承办人故意拖延。卷内没有约谈笔录（执行卷目录）。"}, "B", "评价人员"),
        (
            {
                "facts": "系统记录终本后没有按期查询，查询结果没有告知申请执行人（系统截屏）。",
                "opinion": "你院未每六个月查询一次，查询结果未告知申请执行人，违反《最高人民法院关于严格规范"
                "终结本次执行程序的规定（试行）》第九条第二款的规定。",
            },
            "A",
            "",
        ),
        ({"requests": "对上述问题予以纠正。"}, "C", "没有具体的建议"),
        ({"article": "二百三十五"}, "C", "主要依据"),
        ({"article": "二百一十九"}, "C", "主要依据"),
        ({"opinion": "你院未约谈申请执行人，是错误的。", "facts": "卷内无约谈笔录、无合议笔录。"}, "B", "没有对应条文"),
    ],
)
def test_the_grade_of_a_suggestion(change: dict[str, str], level: str, reason: str) -> None:
    graded = _paper(**change)["grade"]
    assert graded["level"] == level
    assert graded["score"] == 100 - sum(d["points"] for d in graded["deductions"])
    assert not reason or any(reason in d["reason"] for d in graded["deductions"])


@pytest.mark.parametrize(
    ("article", "status"), [("二百四十六", "valid"), ("二百四十二", "outdated"), ("二百一十九", "mismatched")]
)
def test_the_supervision_article_at_the_date_of_the_paper(article: str, status: str) -> None:
    cited = [c for c in _paper(article=article)["citations"] if c["law"] == "中华人民共和国民事诉讼法"]
    assert [c["status"] for c in cited] == [status]
    assert status == "valid" or "二百四十六" in cited[0]["should_be"]


def test_a_reply_point_by_point() -> None:
    reply = _review(REPLY)["reply"]
    assert reply["court"] == "甲县人民法院"
    assert reply["outcome"] == "partly_adopted"
    assert reply["suggestion_number"] == "甲检民执监〔2024〕3号"
    assert [i["stance"] for i in reply["items"]] == ["adopted", "rejected"]
    assert len(reply["measures"]) == 1
    places = [e for es in reply["evidence"].values() for e in es]
    assert all(REPLY[e["start"] : e["end"]] == e["quote"] for e in places)


def test_suggestion_and_reply_are_compared() -> None:
    both = _review(HEAD.format(**GOOD), REPLY)
    assert both["reply"]["compared"] == [{"checkpoint": "interview", "answer": "adopted"}]


def test_a_point_that_the_reply_passes_over() -> None:
    items = [{"stance": "adopted", "topics": ["interview"]}]
    assert answered(["interview", "panel_review"], items)[1]["answer"] == "not_answered"


def test_a_suggestion_against_the_review_of_the_file() -> None:
    findings = [
        {"checkpoint": "interview", "conclusion": "violation", "reason": "1"},
        {"checkpoint": "panel_review", "conclusion": "not_shown", "reason": "2"},
        {"checkpoint": "execution_notice", "conclusion": "ok", "reason": "3"},
        {"checkpoint": "three_months", "conclusion": "violation", "reason": "4"},
    ]
    found = compare(["interview", "panel_review", "execution_notice"], findings)
    assert [p["verdict"] for p in found["raised"]] == ["supported", "open", "not_supported"]
    assert [m["checkpoint"] for m in found["missed"]] == ["three_months"]
