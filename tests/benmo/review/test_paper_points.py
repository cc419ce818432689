"""Points told without the words of a defect: by the article that is said to be broken, and by signs that agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benmo.cases.intake import gather
from benmo.review import review_all

PAPER = """某市人民检察院
检察建议书
某检民执监〔2023〕14号

某市人民法院：
祁某申请监督你院（2022）鄂0881执1176号执行案，本院已审查终结。
查明，2022年5月20日祁某交来写有车号、停放处的材料并附照片，你院当日签收；同年11月15日裁定终结本次执行程序。
本院认为，{point}
依据《中华人民共和国民事诉讼法》第二百四十二条的规定，建议你院依法纠正。请在收到后三个月内书面回复。
2023年4月12日
"""
INQUIRY = "《最高人民法院关于民事执行中财产调查若干问题的规定》"
ENDING = "《最高人民法院关于严格规范终结本次执行程序的规定（试行）》"


def suggestion(folder: Path, point: str) -> dict[str, Any]:
    file = folder / "建议书.txt"
    file.write_text(PAPER.format(point=point), "utf-8")
    (review,) = review_all(gather(file)[0], with_text=True)
    view: dict[str, Any] = review["suggestion"] | {"text": review["documents"][0]["text"]}
    return view


@pytest.mark.parametrize(
    ("point", "wanted"),
    [
        (f"你院收下后近六个月无人过问，违反{INQUIRY}第二条。", {"creditor_clues"}),
        (f"{INQUIRY}第二条写明七日的期限。你院六个月无人过问，与该条不符。", {"creditor_clues"}),
        (
            "你院不闻不问，有违《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十七条。",
            {"seizure_renewal"},
        ),
        # Many points rest on this article: the words say which.
        (f"此后每六个月一次的查询成了空文，与{ENDING}第九条不符。", {"six_month_requery"}),
    ],
)
def test_told_by_the_article(tmp_path: Path, point: str, wanted: set[str]) -> None:
    view = suggestion(tmp_path, point)
    assert wanted <= set(view["raised"])
    for name, found in view["evidence"].items():
        for e in found if name.startswith("raised") else ():
            assert view["text"][e["start"] : e["end"]] == e["quote"]


@pytest.mark.parametrize(
    "point",
    [
        f"本案的监督以{INQUIRY}第二条为准。",  # told, not said to be broken
        f"你院的做法不符合{ENDING}第一条。",  # broken, and it may be any of many
        "你院的做法违反《中华人民共和国民事诉讼法》第七条。",  # no point rests on it
    ],
)
def test_not_told_by_the_article(tmp_path: Path, point: str) -> None:
    assert suggestion(tmp_path, point)["raised"] == []


def test_without_a_date_the_numbers_of_articles_tell_nothing(tmp_path: Path) -> None:
    file = tmp_path / "建议书.txt"
    point = f"你院收下后近六个月无人过问，违反{INQUIRY}第二条。"
    file.write_text(PAPER.format(point=point).replace("\n2023年4月12日\n", "\n"), "utf-8")
    (review,) = review_all(gather(file)[0])
    assert review["suggestion"]["date"] is None
    assert review["suggestion"]["raised"] == []


def test_what_the_words_tell_is_not_told_twice(tmp_path: Path) -> None:
    point = f"你院对申请执行人提供的明确、具体的财产线索未予核实，违反{INQUIRY}第二条。"
    assert suggestion(tmp_path, point)["raised"] == ["creditor_clues"]


SIGNED = """某市人民检察院
检察建议书
某检民执监〔2023〕14号

某市人民法院：
本院审查了你院（2022）鄂0881执1176号执行案。
查明，2022年11月15日你院裁定终结本次执行程序。{told}
依据《中华人民共和国民事诉讼法》第二百四十二条的规定，建议你院：{asked}。请在收到后三个月内书面回复。
2023年4月12日
"""


def signed(folder: Path, told: str, asked: str) -> set[str]:
    file = folder / "建议书.txt"
    file.write_text(SIGNED.format(told=told, asked=asked), "utf-8")
    (review,) = review_all(gather(file)[0])
    return set(review["suggestion"]["raised"])


POLICY = "她名下那张保单的现金价值，卷里一个字也没提。本院去函才知有九万元，裁定前没有人去保险公司了解。"


def test_signs_that_agree_make_a_point(tmp_path: Path) -> None:
    assert "extended_assets" in signed(tmp_path, POLICY, "对保单的现金价值依法采取措施")


def test_one_kind_of_sign_makes_none(tmp_path: Path) -> None:
    telling = "她名下那张保单的现金价值，卷里没有人去过问。"
    assert "extended_assets" not in signed(tmp_path, telling, "依法纠正")
    assert "extended_assets" not in signed(tmp_path, "卷宗齐备。", "对保单的现金价值依法采取措施")
    assert "extended_assets" not in signed(tmp_path, telling, "对保单的现金价值依法采取措施")


def test_the_heading_of_a_point_and_the_request_that_answers_it(tmp_path: Path) -> None:
    told = "存在下列问题：\n一、担保人成为盲区\n担保人甲某、乙某未在反馈表之列。\n二、其他\n无。"
    assert "all_respondents" in signed(tmp_path, told, "对两名担保人补充财产调查")


def test_signs_for_a_wider_point_yield_to_the_more_exact_one(tmp_path: Path) -> None:
    told = "查封的货车一直没有扣押。车在城里跑，迟迟不去找，也没有卖掉变现。该车未曾评估。"
    raised = signed(tmp_path, told, "查找、扣押该货车并依法变价处置")
    assert "vehicle_not_seized" in raised
    assert "assets_left_undisposed" not in raised


def test_a_wrong_number_tells_nothing_where_the_sentence_makes_another_point(tmp_path: Path) -> None:
    point = f"依照{INQUIRY}第二十一条关于财产线索应当核实的规定，你院对申请执行人提供的财产线索未予核实，违反规定。"
    assert suggestion(tmp_path, point)["raised"] == ["creditor_clues"]
