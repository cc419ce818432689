"""Misreadings of the law that others fell into (law handbook, 误读), each as a ruling, a question or a sentence."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from benmo.cases.intake import CaseMaterial
from benmo.drafting.checks import broken
from benmo.law import load
from benmo.law.lookup import check
from benmo.review import review
from nlp.document import Document

D = date.fromisoformat
ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "misreadings.yaml").read_text("utf-8"))
SKELETON: dict[str, Any] = yaml.safe_load((files("corpora") / "examples" / "skeleton.yaml").read_text("utf-8"))


def ruling(base: str, replace: dict[str, str]) -> str:
    paragraphs = SKELETON["bases"][base]["paragraphs"]
    parts = (replace.get(key, paragraphs.get(key, "")).strip("\n") for key in SKELETON["order"])
    return "\n".join(part for part in parts if part)


def findings(*texts: str) -> dict[str, dict[str, Any]]:
    documents = tuple(Document(f"{n}.txt", f"{n}.txt", f"{n:064d}", "txt", text) for n, text in enumerate(texts))
    return {f["checkpoint"]: f for f in review(CaseMaterial("例", documents, is_folder=len(texts) > 1))["findings"]}


def _rows() -> list[Any]:
    return [
        pytest.param(
            row,
            id=f"{row['section']}-{row['trap']}",
            marks=[pytest.mark.xfail(reason=row["known"], strict=True)] if "known" in row else [],
        )
        for row in ROWS
    ]


@pytest.mark.parametrize("row", _rows())
def test_a_ruling_that_invites_it(row: dict[str, Any]) -> None:
    found = findings(ruling(row["base"], row["replace"]))
    for checkpoint, allowed in row["allowed"].items():
        assert found[checkpoint]["conclusion"] in allowed, (checkpoint, found[checkpoint])
    for checkpoint, weight in row.get("weight", {}).items():
        assert found[checkpoint]["weight"] == weight


def test_sections_with_misreadings_are_covered() -> None:
    wanted = {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 19, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 34, 35}
    assert wanted | {39, 40} <= {row["section"] for row in ROWS}


RECORD = """询问笔录
时间：2023年6月20日
地点：含山县人民法院
询问人：鲍国平
被询问人：阚维民，申请执行人
问：现告知你本案执行情况。
答：知道了。
"""


def test_40_a_page_missing_from_the_folder_is_not_an_act_that_was_not_done() -> None:
    found = findings(ruling("person", {"notice": "", "report": "", "onsite": ""}), RECORD)
    for checkpoint in ("execution_notice", "asset_report_order", "onsite_investigation", "service_publication"):
        assert found[checkpoint]["conclusion"] != "violation", found[checkpoint]


# --- asked of the index --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "provision", "words"),
    [
        (2, "mjs-2022-art480", "十日"),
        (6, "ccdc-2017-art2", "七日"),
        (20, "cankao-2018-art1", "三十日"),
        (28, "kuanwu-2017-art10", "三十日"),
        (36, "zxjd-2016-art13", "三个月"),
        (36, "zxjd-2016-art14", "三个月"),
        (27, "zhongben-2016-art9", "六个月"),
    ],
)
def test_limits_stand_with_the_norm_that_fixes_them(section: int, provision: str, words: str) -> None:
    known = load().provisions[provision]
    digits = words.translate(str.maketrans("三七六", "376")).replace("十日", "10日").replace("310日", "30日")
    assert words in known.requirement or digits in known.requirement, (section, known.requirement)


def test_4_no_statute_gives_five_days_for_the_first_inquiry() -> None:
    index = load()
    for name in ("zhiyue-2021-art-chakong", "dsf-2017-wuri"):
        assert not index.conclusive(name)
        assert index.laws[index.provisions[name].law].level not in ("法律", "司法解释")


def test_2_the_three_days_of_2006_are_no_statute() -> None:
    index = load()
    assert index.laws[index.provisions["qixian-2006-art4"].law].level == "规范性文件"


def test_33_sixty_days_bind_objections_to_the_end_of_enforcement_not_to_this_ruling() -> None:
    said = load().provisions["zjyy-2016-full"].requirement
    assert "终结执行" in said


def test_18_publication_by_notice_took_sixty_days_until_2022() -> None:
    index = load()
    for on, number in (("2021-12-31", "九十二"), ("2022-01-01", "九十五")):
        norm = index.norm_at("公告送达（60日→30日）", D(on))
        assert norm is not None and norm.cite.endswith(f"第{number}条")


def test_42_internal_papers_are_no_basis() -> None:
    index = load()
    for key in ("fangan", "tongzhi", "zlpc", "hecha", "dsf"):
        assert index.laws[key].level in ("内部文件", "参考")


def test_0_a_rules_own_old_numbers_are_no_mistake() -> None:
    text = "《终本规定》第七条规定：“当事人认为违法的，可以依据民事诉讼法第二百二十五条提出异议。”"
    assert [c.verdict.status for c in check(text, D("2024-06-06"))] == ["valid", "valid"]


# --- what a paper may not say ---------------------------------------------------------------------------------------

CASE: dict[str, Any] = {"cause": None, "applicants": [], "respondents": []}


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (0, "根据最高人民检察院《实施方案》的要求，应当约谈。"),
        (34, "建议你院依法追究被执行人刑事责任。"),
        (36, "请在收到后两个月内书面回复。"),
        (36, "请在收到后一个月内将结果回复本院。"),
        (37, "建议你院加强学习，提高认识。"),
        (37, "依据终本案件核查规则，应当查询。"),
        (37, "该要点条号待核。"),
        (37, "建议你院对申请执行人予以国家赔偿。"),
    ],
)
def test_a_paper_does_not_say_it(section: int, sentence: str) -> None:
    assert broken(sentence, CASE), section


def test_36_the_reply_period_of_three_months_may_be_said() -> None:
    assert not broken("请你院在收到本检察建议书后三个月内将处理结果书面回复本院。", CASE)
