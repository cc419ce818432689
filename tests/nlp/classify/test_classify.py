"""Types of documents, above all what is and what is not a 终本 ruling."""

from __future__ import annotations

import pytest

from nlp.classify import classify
from nlp.normalise import normalise
from nlp.sections import find_sections

_TOP = (
    "云溪县人民法院\n执行裁定书\n（2021）江0302执118号\n"
    "申请执行人：卜明远，男。\n被执行人：乙大伟，男。\n卜明远与乙大伟借款合同纠纷一案，本院立案执行。"
)
_LAW = "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条的规定，裁定如下：\n"
_TAIL = (
    "\n申请执行人发现被执行人有可供执行财产的，可以再次申请执行。\n本裁定送达后即发生法律效力。\n"
    "审判员 房木\n二〇二二年九月二日\n书记员 阿南"
)


def kind(text: str, name: str = "") -> str:
    return classify(text, find_sections(text), name).type


@pytest.mark.parametrize(
    "line",
    [
        "终结本次执行程序。",
        "本案终结本次执行程序。",
        "终结本院（2021）江0302执118号的本次执行。",
        "终结（2021）江0302执118号案件的本次执行程序。",
        "终结本院（2020）江0302民初77号民事判决书的本次执行程序。",
        "本次执行程序终结。",
        "一、终结本次执行程序。",
        "终结对被执行人乙大伟的本次执行程序。",
        "终 结 本 次 执 行 程 序。",
        "终结云溪县人民法院（2020）江0302民初77号民事判决书第一项的本次执行程序。",
        "一、查封期限届满前申请续行查封；\n二、终结本次执行程序。",
        # Lines that a bad copy broke.
        "终结（2021）江0302执118号案件\n的本次执行程序。",
        "终结本院（2021）江0302\n执118号案件的本次\n执行程序。",
    ],
)
def test_termination(line: str) -> None:
    assert kind(_TOP + "\n" + _LAW + line + _TAIL) == "termination_ruling"


@pytest.mark.parametrize(
    "line",
    [
        "终结执行。",
        "终结本案执行。",
        "终结本案的执行。",
        "终结（2021）江0302执118号案件的执行。",
        "终结本院（2020）江0302民初77号民事判决书的执行。",
        "撤销本院（2021）江0302执118号终结本次执行程序裁定。",
        "驳回异议人卜明远要求撤销终结本次执行程序裁定的异议请求。",
        "恢复（2021）江0302执118号案件的执行。",
        "冻结被执行人乙大伟银行存款73000元。",
        "中止执行。",
        "变更卜二为申请执行人。",
        "终结（2021）江0302执118号案件\n的执行。",
        "撤销本院（2021）江0302执118号\n终结本次执行程序裁定。",
    ],
)
def test_other_rulings(line: str) -> None:
    assert kind(_TOP + "\n" + _LAW + line + _TAIL) == "other_ruling"


def test_loose_words_of_final_termination() -> None:
    text = (
        _TOP + "卜明远向本院提出撤回执行申请，本次执行应予终结。\n依照《中华人"
        "民共和国民事诉讼法》第二百六十四条第（一）项的规定，裁定如下：\n"
        "终结（2021）江0302执118号案件的本次执行。" + _TAIL
    )
    assert kind(text) == "other_ruling"


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n", ""),
        lambda t: t.replace("执行裁定书\n", ""),
        lambda t: t.replace("执行裁定书", "执行栽定书"),
        lambda t: t.replace("执行裁定书", "执　行　裁　定　书"),
        lambda t: t.replace("裁定如下：", "裁定如下:"),
        lambda t: t[t.index("裁定如下") :],
        lambda t: t[t.index("终结本次") :],
        lambda t: t.replace(
            "云溪县人民法院\n执行裁定书\n（2021）江0302执118号\n", "云溪县人民法院执行裁定书（2021）江0302执118号 "
        ),
        lambda t: (
            t + "\n附：相关法律条文\n《中华人民共和国民事诉讼法》\n第"
            "二百六十四条 有下列情形之一的，人民法院裁定终结执行。"
        ),
    ],
)
def test_termination_survives_damage(change: object) -> None:
    text = _TOP + "\n" + _LAW + "终结本次执行程序。" + _TAIL
    assert kind(change(text)) == "termination_ruling"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "云溪县人民法院\n结案通知书\n（2021）江0302执恢8号\n本案曾裁定"
            "终结本次执行程序，现已执行完毕。特此通知。\n二〇二二年一月三日",
            "other",
        ),
        (
            "云溪县人民法院\n民事判决书\n（2021）江0302民初8号\n原告：甲小明。"
            "\n被告：乙大伟。\n本院认为……判决如下：\n一、给付5元。\n审判员 房木",
            "other",
        ),
        (
            "云溪县人民法院\n执行通知书\n（2021）江0302执118号\n乙大伟：\n责令你履行。\n二〇二一年三月三日",
            "execution_notice",
        ),
        ("云溪县人民法院\n报告财产令\n（2021）江0302执118号\n乙大伟：\n责令报告。", "asset_report_order"),
        ("云溪县人民法院\n限制消费令\n（2021）江0302执118号", "consumption_order"),
        (
            "云溪县人民法院\n失信决定书\n（2021）江0302执118号\n决定如"
            "下：\n将乙大伟纳入失信被执行人名单。\n二〇二一年五月六日",
            "dishonesty_decision",
        ),
        ("云溪县人民法院\n罚款决定书\n（2021）江0302司惩1号\n决定如下：对乙大伟罚款。", "other"),
        ("询问笔录\n时间：2021年5月5日\n问：同意终结本次执行程序吗？\n答：同意。", "interview_record"),
        ("合议庭评议笔录\n时间：2021年5月5日\n决议：终结本次执行程序。", "panel_minutes"),
        ("“总对总”网络查控反馈表\n被执行人：乙大伟", "inquiry_report"),
        ("机动车登记档案查询结果\n号牌 江A00000", "inquiry_report"),
        ("被执行人财产申报表\n云溪县人民法院：本人申报如下", "asset_declaration"),
        ("送达回证\n受送达人：乙大伟", "service_record"),
        ("公告送达\n乙大伟：本院受理……", "service_record"),
        ("执行案款发放审批表\n金额 5元", "payment_record"),
        ("司法网络拍卖成交确认书\n标的", "valuation_or_auction"),
        ("房地产估价报告评估报告\n委托方", "valuation_or_auction"),
        ("执行日志\n2021年3月3日 立案", "procedure_log"),
        ("节点名称\t时间\t操作人\n立案\t2021-03-03\t甲", "procedure_log"),
        ("查询日期\t被执行人\t查询单位\t结果\n2021-03-03\t乙\t银行\t无", "inquiry_report"),
        ("民事监督申请书\n申请人：甲小明\n请求监督云溪县人民法院终结本次执行程序的裁定", "supervision_request"),
        (
            "云溪县人民检察院\n检察建议书\n云检民执监〔2022〕1号\n云溪县人民法院：\n建议你院撤销终结本次执行程序裁定。",
            "procuratorial_suggestion",
        ),
        (
            "云溪县人民法院\n复函\n云溪县人民检察院：\n你院云检民执监〔2022〕1号检察建议书收悉，现回复如下。",
            "court_reply",
        ),
        (
            "云溪县人民检察院\n跟进监督意见书\n云检民执跟监〔2023〕1号\n云溪县人民法院：\n你院没有恢复执行。",
            "procuratorial_suggestion",
        ),
        (
            "云溪县人民法院\n司法建议类来文答复单\n致：云溪县人民检察院\n来文：云检民执监〔2020〕26号检察建议书\n"
            "来文建议　我院处理\n① 冻结款应予扣划　已办。",
            "court_reply",
        ),
        ("河西县人民法院\n复函\n云溪县人民法院：\n贵院参与分配函收悉。", "other"),
        ("云溪县民政局\n民事监督意见书\n云溪县养老院：\n你单位应改进管理。", "other"),
        ("不公开理由：人民法院认为不宜在互联网公布的其他情形", "other"),
        ("“终本”不是终点\n本报讯 某法院裁定终结本次执行程序的案件，申请执行人拿到钱。", "other"),
        (
            "最高人民法院关于严格规范终结本次执行程序的规定（试行）\n第一条 "
            "终结本次执行程序应当……\n第二条 ……\n第三条 ……",
            "other",
        ),
        (
            "××省××市人民法院\n执行裁定书\n（20××）×××执×××号\n申请执行人：×××。"
            "\n被执行人：×××。\n裁定如下：\n终结本次执行程序。\n审判员 ×××\n××××年××月××日",
            "other",
        ),
        ("", "other"),
    ],
)
def test_types(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_name_is_only_a_hint() -> None:
    assert kind("甲 乙 丙", "05-约谈笔录.txt") == "interview_record"
    assert kind("云溪县人民法院\n结案通知书\n特此通知。", "终本裁定书.txt") == "other"


def test_reason_is_chinese_and_span_lies_in_the_text() -> None:
    text = _TOP + "\n" + _LAW + "终结本次执行程序。" + _TAIL
    found = classify(text, find_sections(text))
    assert found.span and text[found.span.start : found.span.end] == "终结本次执行程序"
    assert "终结本次执行程序" in found.reason


@pytest.mark.parametrize(
    "blank",
    [
        _TOP.replace("云溪县", "______").replace("（2021）江0302执118号", "（    ）  执  号"),
        _TOP.replace("卜明远，男", "________").replace("云溪县", "____"),
        _TOP.replace("卜明远，男", "________").replace("乙大伟，男", "________"),
    ],
)
def test_a_form_with_blanks_to_fill_in_is_no_ruling(blank: str) -> None:
    text = f"{blank}{_LAW}终结本次执行程序。{_TAIL}"
    assert kind(normalise(text).text) == "other"


def test_a_ruling_with_one_name_left_blank_is_one() -> None:
    text = f"{_TOP}{_LAW}终结本次执行程序。{_TAIL}".replace("被执行人：乙大伟，男", "被执行人：____")
    assert kind(text) == "termination_ruling"
