"""Papers say no more than the material: the dead, the ruling's own words, who is asked and how, what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from benmo.cases.intake import CaseMaterial
from benmo.drafting import Decision, NothingFirm, draft
from benmo.drafting.data import read_yaml
from benmo.drafting.deceased import deceased
from benmo.drafting.facts import fragment
from benmo.drafting.plan import make_plan, require_firm
from benmo.review import review as review_of
from nlp.document import Document

Load = Callable[[str], dict[str, Any]]
TODAY = date(2026, 11, 24)
RULING = """某省戊县人民法院
执 行 裁 定 书
（2021）川1726执88号
申请执行人：姚桂英，女，1950年3月4日出生，住戊县。
被执行人：邱大江，男，1970年1月2日出生，住戊县。
被执行人：邱小河，男，1972年5月6日出生，住戊县。
姚桂英与邱大江、邱小河民间借贷纠纷一案，本院于2021年3月1日立案执行。
本院向邱大江送达执行通知书、报告财产令。查询邱大江名下银行存款、车辆、不动产、证券，均无财产。
{dead}，本院未对其财产进行查询。本院未对邱大江采取限制消费措施。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条的规定，裁定如下：
终结（2021）川1726执88号案的本次执行程序。
审判员　　何　文
二〇二一年十一月二日
"""


def _case(dead: str) -> dict[str, Any]:
    document = Document("r.txt", "r.txt", "1" * 64, "txt", RULING.format(dead=dead))
    return review_of(CaseMaterial("r", (document,), is_folder=False), with_text=True)


@pytest.mark.parametrize("words", [
    "邱小河已于2021年1月9日死亡", "邱小河因病去世", "邱小河（已病故）", "邱小河于立案前亡故",
])  # fmt: skip
def test_nothing_is_asked_of_the_dead(words: str) -> None:
    made = draft(_case(words), (), today=TODAY)
    asked = [s["text"] for s in made.draft["sentences"] if s["kind"] == "request"]
    assert any("邱大江" in a for a in asked)
    assert all("邱小河" not in a for a in asked)
    assert any("变更执行人" in d["reason"] for d in made.draft["dropped"])


@pytest.mark.parametrize("words", [
    "邱小河驾车致案外人死亡", "邱小河未支付死亡赔偿金", "邱小河之父去世", "邱小河下落不明",
    "邱小河与死亡的案外人系邻居",
])  # fmt: skip
def test_the_living_are_not_declared_dead(words: str) -> None:
    assert not deceased(_case(words))


def test_a_request_names_only_whom_the_finding_names() -> None:
    case = _case("邱小河下落不明")
    for finding in case["findings"]:
        if finding["checkpoint"] == "consumption_restriction":
            assert finding["conclusion"] == "violation"
    asked = [s["text"] for s in draft(case, (), today=TODAY).draft["sentences"] if s["kind"] == "request"]
    assert any("对邱大江发出限制消费令" in a for a in asked)


def test_a_confirmation_against_the_review_is_told_aloud(review: Load) -> None:
    case = review("violations")
    for finding in case["findings"]:
        if finding["checkpoint"] == "interview":
            finding["conclusion"] = "ok"
    by = Decision("interview", "confirmed_absent", "张三", TODAY, ("正卷",))
    dropped = draft(case, [by], today=TODAY).draft["dropped"]
    assert any("不一致" in d["reason"] for d in dropped)
    assert "审查结论不一致" in draft(case, [by], "审查终结报告", today=TODAY).text


def test_a_clean_case_is_sent_to_the_paper_that_fits(review: Load) -> None:
    case = review("silent")
    for finding in case["findings"]:
        finding["conclusion"] = "ok"
    with pytest.raises(NothingFirm, match="没有待核实") as caught:
        require_firm(make_plan(case, (), TODAY))
    assert "不支持监督申请决定书" in caught.value.hint


def test_a_decision_not_to_support_says_that_only_the_ruling_was_read(scene: Callable[[str], Any]) -> None:
    made = scene("不支持监督申请决定书")
    case = made.review
    case["documents"] = [d for d in case["documents"] if d["type"] == "termination_ruling"][:1]
    text = draft(case, made.decisions, "不支持监督申请决定书", today=TODAY).text
    assert "未调阅执行卷宗" in text
    assert "向本院申请监督（" not in text
    assert "认为" not in text.split("审查终结", maxsplit=1)[0]


def test_a_company_has_no_provident_fund_and_what_was_searched_is_not_asked(review: Load) -> None:
    case = review("silent")
    case["case"]["respondents"] = [{"name": "某县远航水产有限公司", "kind": "organisation", "evidence": []}]
    case["case"]["inquiries"] = [
        {"category": "real_estate", "result": "none", "respondents": [], "date": None, "evidence": []}
    ]
    for finding in case["findings"]:
        finding["conclusion"] = "not_shown" if finding["checkpoint"] == "extended_assets" else "ok"
        if finding["checkpoint"] == "extended_assets":
            finding.update(
                reason="裁定书未载明住房公积金、保险、不动产的查询情况。", missing=["provident_fund", "insurance"]
            )
    text = draft(case, (), "协助查询通知书", today=TODAY).text
    assert "保险机构" in text
    assert "公积金" not in text
    assert "不动产登记机构" not in text


def test_no_question_presupposes_the_breach() -> None:
    for name, entry in read_yaml("points.yaml").items():
        for question in entry["verify"]["ask"].get("court", ()):
            assert not any(w in question for w in ("未见送达材料的原因", "迟延的原因", "提前终结")), (name, question)
            assert not question.endswith(("未查询的项目及原因", "未纳入的理由", "未恢复的理由")), name


def test_one_record_is_called_for_once(review: Load) -> None:
    case = review("silent")
    for finding in case["findings"]:
        finding["conclusion"] = "not_shown"
    rows = [s["text"] for s in draft(case, (), "调卷函", today=TODAY).draft["sentences"] if "的材料：" in s["text"]]
    whole = "、".join(row.split("：", 1)[1].strip("；。\n") for row in rows).split("、")
    for record in ("送达回证", "终结本次执行程序裁定书", "执行通知书", "终本约谈笔录"):
        assert whole.count(record) == 1
    assert "案卷中对应的材料" not in "".join(rows)


def test_late_minutes_are_no_missing_minutes(review: Load) -> None:
    case = review("violations")
    for finding in case["findings"]:
        if finding["checkpoint"] == "panel_review":
            finding.update(
                conclusion="violation", evidence=case["case"]["evidence"]["ruling_date"],
                reason="合议庭评议笔录的日期（2023年6月9日）晚于裁定日期（2023年6月7日）。",
            )  # fmt: skip
    text = draft(case, (), today=TODAY).text
    assert "裁定终结本次执行程序之后才进行合议庭评议" in text
    assert "未经申请执行人签字确认" not in text
    assert "亦未经合议庭审查核实" not in text


def test_a_verified_severe_point_keeps_its_own_request(review: Load) -> None:
    case = review("violations")
    where = case["case"]["evidence"]["ruling_date"]
    for finding in case["findings"]:
        hit = finding["checkpoint"] in ("ruling_contradicts_file", "creditor_clues")
        finding["conclusion"] = "violation" if hit else "ok"
        if hit:
            finding.update(
                evidence=where, weight="severe", reason="裁定书称未提供财产线索，而案卷载有其提交的线索，未见核实。"
            )
    made = draft(case, (), today=TODAY)
    assert {p.checkpoint for p in made.plan.points} >= {"ruling_contradicts_file", "creditor_clues"}
    assert "财产线索逐一核实" in made.text


def test_title_number_and_party_are_no_part_of_a_quotation() -> None:
    text = "某省己县人民法院\n执 行 裁 定 书\n（2022）川1727执9号\n申请执行人：全某\n本院查明厂房一处，未予处置。"
    start = text.index("厂房一处")
    item = {"document": "d", "start": start, "end": start + 4, "quote": "厂房一处"}
    assert fragment(item, {"type": "termination_ruling", "text": text}) == "本院查明厂房一处，未予处置"


def test_an_address_is_no_evidence() -> None:
    quote = "某省己县人民法院：\n现提供财产线索如下：\n一、卢某在城西有鱼塘八亩。"
    told = fragment({"document": "d", "start": 0, "end": len(quote), "quote": quote}, None)
    assert "人民法院" not in told
    assert told.endswith("卢某在城西有鱼塘八亩")
