"""Each repair on its own: what comes out, and what is recorded of it."""

from __future__ import annotations

import pytest

from nlp.document import Hidden
from nlp.normalise import normalise

_LONG = "本院在执行过程中通过网络执行查控系统对被执行人名下的财产进行了查询并且"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("执 行 裁 定 书", "执行裁定书"),
        ("执　行　裁　定　书", "执行裁定书"),
        ("西  安  市  未  央  区  人  民  法  院", "西安市未央区人民法院"),
        ("本案执 行过程中", "本案执行过程中"),
        ("申请执 行人：李四。", "申请执行人：李四。"),
        ("被 执行人：李四。", "被执行人：李四。"),
        ("法定代 表人：李四。", "法定代表人：李四。"),
        ("规定，裁定 如下：", "规定，裁定如下："),
        ("采取了以 下措施：", "采取了以下措施："),
        ("审判员　巴特 尔·朝鲁", "审判员 巴特尔·朝鲁"),
        ("窜判长梅立\n", "审判长 梅立\n"),
        ("可以冉次申清执行", "可以再次申请执行"),
        ("审　判　长　　甲　 乙　 丙", "审判长 甲乙丙"),
        ("........书记员　王五", "书记员 王五"),
        ("审\n判\n员\n王\n五\n", "审判员 王五\n"),
        ("二Ｏ一八年五月三日", "二〇一八年五月三日"),
        ("二0二0年五月三日", "二〇二〇年五月三日"),
        ("二&#12295;一九年", "二〇一九年"),
        ("2 024年3 月5 日", "2024年3月5日"),
        ("2016年3[100]月1日", "2016年3月1日"),
        ("２０２１年", "2021年"),
        ("2O21年l月1O日", "2021年1月10日"),
        ("(2O19）湘07执1号", "（2019）湘07执1号"),
        ("(2018）湘07执1号", "（2018）湘07执1号"),
        ("法[2016]373号", "法（2016）373号"),
        ("法〔2016]373号", "法〔2016〕373号"),
        ("2021年3月5曰", "2021年3月5日"),
        ("二〇二一年三月十五曰", "二〇二一年三月十五日"),
        ("２０２１－０３－０５", "2021-03-05"),
        ("400，000元", "400,000元"),
        ("58，833.50元", "58,833.50元"),
        ("12。50元", "12.50元"),
        ("<中华人民共和国民事诉讼法>", "〈中华人民共和国民事诉讼法〉"),
        ("＜中华人民共和国民事诉讼法＞", "〈中华人民共和国民事诉讼法〉"),
        ("&lt;中华人民共和国民事诉讼法&gt;", "〈中华人民共和国民事诉讼法〉"),
        ("&amp;lt;中华人民共和国民事诉讼法&amp;gt;", "〈中华人民共和国民事诉讼法〉"),
        ("<p>裁定如下：</p><p>终结<span lang='EN-US'>本次</span>执行程序。</p>", "裁定如下：\n终结本次执行程序。\n"),
        ("裁定如下：<br/>终结本次执行程序。", "裁定如下：\n终结本次执行程序。"),
        ("裁定如下：\\r\\n终结本次执行程序。\\n", "裁定如下：\n终结本次执行程序。\n"),
        ("审判员　王五\n二〇二一年\n九月九日\n", "审判员 王五\n二〇二一年九月九日\n"),
        ("审判员　王五\n二〇二\n一年九月\n九日\n", "审判员 王五\n二〇二一年九月九日\n"),
        ("标的5 2，000元", "标的52,000元"),
        ("\\u003c中华人民共和国民事诉讼法\\u003e", "〈中华人民共和国民事诉讼法〉"),
        ("被执行人:李四,男", "被执行人：李四，男"),
        ("终结本次执行程序\ue5e5\n", "终结本次执行程序。\n"),
        ("查询，\ue004均无", "查询，均无"),
        ("查\u200b询1\u200e2元", "查询12元"),
        ("身份证&times;&times;", "身份证××"),
        ("甲方01lydyh01", '甲方"'),
        ("执行(cid:9)通知", "执行通知"),
        ("应当\n- 3 -\n继续履行义务。", "应当继续履行义务。"),
        (f"{_LONG}应\n1\n当继续履行。", f"{_LONG}应当继续履行。"),
        ("二〇二一年五月三日\n书记员　王五\n2\n", "二〇二一年五月三日\n书记员 王五\n"),
        ("栽定如下：", "裁定如下："),
        ("申清执行人末能提供线索", "申请执行人未能提供线索"),
        ("⼈民法院", "人民法院"),
    ],
)
def test_repaired(raw: str, clean: str) -> None:
    assert normalise(raw).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "2020 2021年",  # two years, or one number: nobody can say
        "1O00元",
        "湘O602执1号",
        "期末能够支付",  # not 未能
        "审判员前往银行查询。",
        "李四 被执行人：王五",
        "查询到账户余额\n3\n笔",  # too short to be sure that 3 is a page
        "表\t1\t2",
        "湘DLR7**",
        f"{_LONG}于2025年5月\n20\n日第二次拍卖流拍，并且没有人出价。",
        f"{_LONG}扣划存款共计\n500\n元，并已全部发放给申请执行人。",
        "对曰可以",
    ],
)
def test_left_alone(text: str) -> None:
    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("raw", "before", "after", "word"),
    [
        ("2O21年", "2O21", "2021", "字母"),
        ("3，500元", "3，500", "3,500", "逗号"),
        ("１元", "１", "1", "全角"),
        ("1\u200b2元", "\u200b", "", "不可见"),
        ("2 024年", "2 024", "2024", "空格"),
        ("二0二0年", "二0二0", "二〇二〇", "形近"),
        ("2016年3[100]月", "[100]", "", "页码"),
        ("栽定书", "栽定", "裁定", "形近"),
        ("&#53;元", "&#53;", "5", "转义"),
        ("1O00元", "1O00", "1O00", "未作改动"),
        ("1\ue0012元", "\ue001", "\ue001", "未作改动"),
    ],
)
def test_recorded(raw: str, before: str, after: str, word: str) -> None:
    clean = normalise(raw)
    [repair] = [r for r in clean.repairs if word in r.reason]
    assert (repair.before, repair.after) == (before, after)
    assert raw[repair.start : repair.end] == before
    assert repair.doubt == (before == after)


def test_hidden_text_between_digits_is_told() -> None:
    clean = normalise("标的1隐藏2元", [Hidden(3, 5, "白色文字")])
    assert clean.text == "标的12元"
    assert [r.before for r in clean.repairs] == ["隐藏"]


def test_wraps_with_blank_lines_between_them() -> None:
    text = "".join(f"{_LONG[at : at + 20]}\n\n" for at in range(0, 60, 20)) + "没有结果。\n\n"
    raw = f"{_LONG}{_LONG}没有结果。"
    wrapped = "\n\n".join(raw[at : at + 22] for at in range(0, len(raw), 22))
    assert normalise(wrapped).text == raw
    assert "\n\n" in text


def test_a_number_and_a_signature_set_off_are_no_wrapped_lines() -> None:
    paper = (
        "某省某县人民检察院\n关于终结本次执行程序案件定期查询工作的检察建议书\n某检民建〔2022〕3号\n\n某县人民法院：\n\n"
        "今年四月以来，我院与你院对案件的后续管理情况进行了摸底。\n\n"
        + " " * 36 + "某县人民检察院\n" + " " * 36 + "2022年8月15日\n"
    )  # fmt: skip
    assert "检察建议书\n某检民建〔2022〕3号\n" in normalise(paper).text


def test_clean_text_comes_back_as_it_is() -> None:
    text = "江北县人民法院\n执行裁定书\n（2023）苏0999执1号\n终结本次执行程序。\n审判员 吴一平\n"
    clean = normalise(text)
    assert clean.text == text and not clean.maps and not clean.repairs


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("于2023年1月1\n8日查询。", "于2023年1月18日查询。"),
        ("于2023年1\n  1月8日查询。", "于2023年11月8日查询。"),
        ("于20\n23年1月8日查询。", "于2023年1月8日查询。"),
        ("于202\n3年1月8日查询。", "于2023年1月8日查询。"),
        ("余额0.4\n9元。", "余额0.49元。"),
        ("余额0.\n49元。", "余额0.49元。"),
        ("（2023）苏0999执1\n23号案件。", "（2023）苏0999执123号案件。"),
        ("（2021）苏09民终12\n3号判决。", "（2021）苏09民终123号判决。"),
    ],
)
def test_a_number_torn_by_one_line_end_is_joined_and_told(raw: str, clean: str) -> None:
    found = normalise(f"本院查明\n{raw}\n")
    assert clean in found.text
    assert [r.reason for r in found.repairs] == ["被换行拆开的数字"]


@pytest.mark.parametrize(
    "raw",
    [
        "第1\n2023年1月8日立案。",  # a page or a row, and a year
        "2023年1月5\n8日之内。",  # there is no 58th
        "序号1\n2000元",  # cells of a table, one a line
        "一、款项3\n19元",
        "2023\n1月8日",
        "合计0.5\n12元",  # would be three decimals
    ],
)
def test_what_may_be_two_numbers_stays(raw: str) -> None:
    found = normalise(f"本院查明\n{raw}\n")
    assert raw in found.text and not found.repairs


def test_a_sum_that_may_be_torn_is_reported_and_stays() -> None:
    text = "本院于二〇二三年五月依法扣划被执行人李四在银行的存款12\n000元。\n"
    found = normalise(text)
    assert found.text == text
    assert [(r.before, r.doubt) for r in found.repairs] == [("12\n000", True)]


_PARTY = "申请执行人：甲县住房局，住所地为甲县乙镇法定代表人：张某，系局长被执行人：丙有限公司，住所地为甲县丁镇"
_STOPLESS = (
    f"(2022)新2801执3679号{_PARTY}\n因被执行人丙有限公司未履行，申请执行人于2022年12月9日向本院申请强制执行58，833元"
    "本院在执行过程中，本院依法采取了下列措施：1、向被执行人发出执行通知书，责令其报告财产状况\n"
    "丙有限公司未到本院履行义务，未向本院申报财产2、通过执行网络查控系统查询存款、车辆、证券、不动产3、到现场走访"
    "未能查找到财产4、纳入失信名单本院认为，该案不具备继续执行的条件依照《某规定》第一条，裁定如下："
    "终结本次执行程序申请执行人甲县住房局发现财产可以申请恢复执行本裁定送达后即发生法律效力审判长李某媛审判员刘某辉"
    "二〇二三年三月二十四日书记员杨某山"
)


def test_a_text_that_lost_its_stops_gets_lines_back() -> None:
    lines = normalise(_STOPLESS).text.split("\n")
    for opening in (
        "法定代表人：",
        "被执行人：",
        "本院在执行",
        "2、通过",
        "3、到现场",
        "4、纳入",
        "本院认为",
        "依照《",
        "申请执行人甲县住房局发现",
        "本裁定",
        "审判长 李某媛",
        "审判员 刘某辉",
        "书记员 杨某山",
    ):
        assert any(line.startswith(opening) for line in lines), opening


@pytest.mark.parametrize(
    "text",
    [
        "依照该规定第1、2、3项的规定处理，并对其名下1、2号房屋予以查封，" + "其余财产另行处理，" * 30 + "。",
        "本院对龚某1、庞某1、尹某1、简某1采取限制消费措施，对庞某2、简某3另行处理。" + "其余财产经查询未发现。" * 20,
        "被执行人名下有1、房屋一套，位于甲县乙镇；2、车辆一辆，下落不明。" + "其余财产经查询未发现。" * 20,
    ],
)
def test_a_list_inside_a_sentence_stays(text: str) -> None:
    assert "\n" not in normalise(text).text


def test_private_use_characters_in_the_place_of_line_ends() -> None:
    text = "甲县人民法院\ue0f1执行裁定书\ue0f1（2022）津0117执2360号\ue0f1申请执行人 乙厂，住所地甲县。\ue123"
    text += "被执行人 丙公司，住所地甲县。\ue123本院于2022年3月1日立案。\ue123" + "经查询存款、车辆未发现财产。" * 20
    assert normalise(text).text.split("\n")[:5] == [
        "甲县人民法院",
        "执行裁定书",
        "（2022）津0117执2360号",
        "申请执行人乙厂，住所地甲县。",
        "被执行人丙公司，住所地甲县。",
    ]
