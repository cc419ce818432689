"""After a 检察建议书: what the court did, what it only announces, what it refuses; a paper keeps the three apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benmo.cases.intake import CaseMaterial
from benmo.drafting import draft
from benmo.review import review
from nlp.document import Document
from nlp.papers import read_reply

TODAY = date(2026, 11, 24)
SUGGESTION = """某省丙县人民检察院
检察建议书
丙检民执监〔2024〕11号

丙县人民法院：
你院对（2023）川1725执310号案件裁定终结本次执行程序，本院依法进行了审查。
现查明：2023年4月2日，你院冻结何某的股息8,400元，至裁定时未予扣划（执行卷第30页）。申请执行人于2023年5月6日提交财产线索，卷中未见核实记录。
本院认为，你院上述行为违反《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条的规定。
根据《中华人民共和国民事诉讼法》第二百四十六条、《人民检察院民事诉讼监督规则》第一百零六条的规定，特提出检察建议：
一、恢复（2023）川1725执310号案件的执行；
二、扣划已冻结的股息8,400元；
三、对申请执行人提供的财产线索进行核实。
请在收到本检察建议书后三个月内将处理结果书面回复本院。
2024年3月4日
"""
REPLY = """丙县人民法院
复函

丙县人民检察院：
你院丙检民执监〔2024〕11号检察建议书收悉。现回复如下：
一、关于冻结股息未扣划的问题。情况属实，我院已于2024年4月9日扣划8,400元。
二、关于财产线索。经核实，该货棚由案外人搭建，不属于何某财产，该项建议不予采纳。
三、关于撤销终本裁定恢复执行。{third}
此复。
丙县人民法院
2024年5月1日
"""
PLANNED = "我院拟于下月恢复执行"


def _case(third: str = PLANNED + "。") -> dict[str, Any]:
    texts = (SUGGESTION, REPLY.format(third=third))
    documents = tuple(Document(f"{i}.txt", f"{i}.txt", f"{i}" * 64, "txt", t) for i, t in enumerate(texts))
    return review(CaseMaterial("case", documents, is_folder=True), with_text=True)


@pytest.mark.parametrize("planned", [
    PLANNED, "我院将依法恢复执行", "我院正在办理恢复执行立案手续", "我院计划近期恢复执行", "待评估后恢复执行",
    "经研究决定，将于近期裁定恢复执行", "下一步撤销原裁定并恢复执行",
])  # fmt: skip
def test_a_plan_is_no_measure(planned: str) -> None:
    text = REPLY.format(third=planned + "。")
    read = read_reply(text)
    assert [i.stance for i in read.items] == ["adopted", "rejected", "unclear"]
    assert all("恢复执行" not in text[m.start : m.end] for m in read.measures)
    assert any("恢复执行" in text[m.start : m.end] for m in read.promised)


@pytest.mark.parametrize("done", [
    "我院已于近期恢复执行", "我院已裁定撤销原裁定并恢复执行", "已将该案恢复执行",
    "经研究，我院已对正在出租的商铺查封并恢复执行",
])  # fmt: skip
def test_what_was_done_is_a_measure(done: str) -> None:
    text = REPLY.format(third=done + "。")
    read = read_reply(text)
    assert read.items[2].stance == "adopted"
    assert any("恢复执行" in text[m.start : m.end] for m in read.measures)
    assert not read.promised


def test_done_and_planned_in_one_sentence_are_told_apart() -> None:
    text = REPLY.format(third="我院已于4月9日扣划，拟于近期发放申请执行人。")
    read = read_reply(text)
    assert all("发放" not in text[m.start : m.end] for m in read.measures)
    assert [text[p.start : p.end] for p in read.promised] == ["拟于近期发放申请执行人"]


@pytest.mark.parametrize("heading", ["关于撤销终本裁定恢复执行", "恢复执行", "撤销裁定", "针对恢复执行的建议"])
def test_a_bare_heading_is_no_measure(heading: str) -> None:
    text = REPLY.format(third="x").replace("关于撤销终本裁定恢复执行。x", f"{heading}\n本院另行研究。")
    assert all(
        "三、" not in text[m.start : m.end] and heading != text[m.start : m.end] for m in read_reply(text).measures
    )


@pytest.mark.parametrize(
    "paper", ["处理结果审查登记表", "回访函", "致申请人通知书", "跟进监督意见", "提请上级监督报告"]
)
def test_papers_tell_done_from_planned_and_refused(paper: str) -> None:
    text = draft(_case(), (), paper, today=TODAY).text
    done = text.split("拟办", maxsplit=1)[0]
    assert "扣划8,400元" in done
    assert PLANNED not in done
    assert PLANNED in text
    assert "三、关于" not in text
    if paper != "回访函":
        assert "货棚由案外人搭建" in text


def test_a_follow_up_answers_the_reply_and_raises_nothing_new() -> None:
    text = draft(_case(), (), "跟进监督意见", today=TODAY).text
    opinion = text.split("本院认为", maxsplit=1)[1]
    assert "货棚由案外人搭建" in opinion
    assert "拟办事项" in opinion
    assert "扣划已冻结" not in opinion


def test_the_form_numbers_the_requests_once() -> None:
    text = draft(_case(), (), "处理结果审查登记表", today=TODAY).text
    assert "1.恢复（2023）川1725执310号案件的执行；2.扣划" in text


def test_our_own_score_stands_in_no_paper() -> None:
    case = _case()
    case["suggestion"]["grade"]["deductions"].append(
        {"points": 0, "reason": "等级为C，分数以0至59分为限", "checkpoint": None, "dimension": "等级封顶"}
    )
    case["suggestion"]["reply_months"] = 1
    text = draft(case, (), "流程监控通知书", today=TODAY).text
    assert "等级" not in text
    assert "分数" not in text


def test_the_applicant_is_not_told_of_a_suggestion_that_does_not_exist(review: Any, today: date) -> None:
    text = draft(review("violations"), (), "致申请人通知书", today=today).text
    assert "已依法向该院提出检察建议" not in text
    assert "拟依法向该院提出检察建议" in text
