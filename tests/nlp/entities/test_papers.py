"""Heads of 检察建议书 and of the court's reply."""

from __future__ import annotations

from datetime import date

from nlp.entities import read_reply_head, read_suggestion_head
from nlp.sections import find_sections

_PAPER = (
    "江南省云溪县人民检察院\n检察建议书\n云检民执监〔2022〕１号\n"
    "卜明远认为云溪县人民法院对（2021）江0302执118号案件的执行违法。现查明：法院应每六个月查询一次。\n"
    "建议你院恢复执行。请在收到检察建议后三个月内将处理结果书面回复本院。"
    "\n此致\n云溪县人民法院\n2022年5月6日\n附：检察卷宗1册"
)


def test_suggestion() -> None:
    found = read_suggestion_head(_PAPER, find_sections(_PAPER))
    assert found.issuer and found.issuer.value == "江南省云溪县人民检察院"
    assert found.addressee and found.addressee.value == "云溪县人民法院"
    assert found.number and found.number.value == "云检民执监〔2022〕1号"
    assert found.case_no and found.case_no.value == "（2021）江0302执118号"
    assert found.date and found.date.value == date(2022, 5, 6)
    assert found.reply_months and found.reply_months.value == 3


def test_blank_number_is_none() -> None:
    text = _PAPER.replace("〔2022〕１号", "〔2022〕  号")
    assert read_suggestion_head(text, find_sections(text)).number is None


def test_the_fuller_name_and_no_other_office() -> None:
    text = "云溪县人民检察院文件\n" + _PAPER
    found = read_suggestion_head(text, find_sections(text)).issuer
    assert found and found.value == "江南省云溪县人民检察院"
    text = (
        "关于终结本次执行程序案件的检察建议书\n云检民执监〔2019〕30号\n云溪县人民法院：\n"
        "根据上级检察院统一安排，我院抽取你院终本案件进行评查。\n建议你院逐案复查。\n请于三个月内书面回复。\n"
        "云溪县人民检察院（公章）\n2019年12月19日"
    )
    found = read_suggestion_head(text, find_sections(text)).issuer
    assert found and found.value == "云溪县人民检察院"
    text = text.replace("关于终结", "应县人民检察院\n关于终结").replace("云溪县人民检察院（", "应县人民检察院（")
    found = read_suggestion_head(text, find_sections(text)).issuer
    assert found and found.value == "应县人民检察院"


def test_the_court_that_is_to_receive_it() -> None:
    text = _PAPER.replace("此致\n云溪县人民法院\n", "河西县人民法院 收\n")
    found = read_suggestion_head(text, find_sections(text)).addressee
    assert found and found.value == "河西县人民法院"


def test_a_period_named_as_such() -> None:
    asked = "请在收到检察建议后三个月内将处理结果书面回复本院。"
    for words in ("异议期为十五日，书面回复期为收到之日起三个月。", "十五日为异议期。三个月为回复期，请附文书。"):
        text = _PAPER.replace(asked, words)
        found = read_suggestion_head(text, find_sections(text)).reply_months
        assert found and found.value == 3
    text = _PAPER.replace(asked, "三个月为异议期。")
    assert read_suggestion_head(text, find_sections(text)).reply_months is None


def test_reply() -> None:
    text = (
        "江南省云溪县人民法院\n复函\n云溪县人民检察院：\n"
        "你院云检民执监〔2022〕1号检察建议书收悉。此复。\n江南省云溪县人民法院\n二〇二二年七月一日"
    )
    found = read_reply_head(text, find_sections(text))
    assert found.court and found.court.value == "江南省云溪县人民法院"
    assert found.addressee and found.addressee.value == "云溪县人民检察院"
    assert found.suggestion_number and found.suggestion_number.value == "云检民执监〔2022〕1号"
    assert found.date and found.date.value == date(2022, 7, 1)
