"""Invented rules in the layouts in which offices keep real ones."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.legislation import Statute, parse_statute

PLAIN = """最高人民法院
关于虚构执行事项若干问题的规定（试行）
法释〔2031〕7号
（2031年3月2日最高人民法院审判委员会第9001次会议通过，自2031年5月1日起施行）
为规范虚构执行事项，制定本规定。
第一条　执行法院应当核对虚构清单。
当事人提出异议的，应当听取意见。
第二条　有下列情形之一的，可以终止虚构程序：
（一）清单灭失的；
（二）申请人撤回的；
（三）其他情形。
符合前款第一项规定的，应当告知申请人。
第三条　本规定自2031年5月1日起施行。
"""


def numbers(statute: Statute) -> list[tuple[int, int | None]]:
    return [(a.number, a.suffix) for a in statute.articles]


def test_title_number_dates_articles_paragraphs_items() -> None:
    law = parse_statute(PLAIN)
    assert law.title == "最高人民法院关于虚构执行事项若干问题的规定（试行）"
    assert law.doc_no == "法释〔2031〕7号"
    assert (law.adopted, law.effective, law.amended) == (date(2031, 3, 2), date(2031, 5, 1), None)
    assert law.preamble == "为规范虚构执行事项，制定本规定。"
    assert numbers(law) == [(1, None), (2, None), (3, None)]
    assert [p.text for p in law.articles[0].paragraphs] == [
        "执行法院应当核对虚构清单。",
        "当事人提出异议的，应当听取意见。",
    ]
    first, second = law.articles[1].paragraphs
    assert [n for n, _ in first.items] == ["（一）", "（二）", "（三）"]
    assert first.items[1][1] == "申请人撤回的；"
    assert second.text.startswith("符合前款第一项")
    assert law.problems == ()


def test_full_width_spaces_page_numbers_and_running_heads() -> None:
    head = "虚构机关文件汇编"
    text = PLAIN.replace("第二条", f"\n- 3 -\n{head}\n第二条").replace(
        "（二）", f"\n第 4 页 共 9 页\n{head}\n　　（二）"
    )
    text = head + "\n" + text.replace("\n", "\n　　")
    law = parse_statute(text)
    assert numbers(law) == [(1, None), (2, None), (3, None)]
    assert [n for n, _ in law.articles[1].paragraphs[0].items] == ["（一）", "（二）", "（三）"]
    assert law.title == "最高人民法院关于虚构执行事项若干问题的规定（试行）"
    assert head not in "".join(a.text for a in law.articles)


CHAPTERS = """中 华 人 民 共 和 国 虚 构 程 序 法
（2030年1月5日第十九届全国人民代表大会第九次会议通过）
目　录
第一编　总则
第一章　一般规定…………1
第二章　程　序…………3
第一节　开始…………3
第二节　结束…………5
附则…………9
第一编　总则
第一章　一般规定
第一条　本法所称虚构程序，是指不存在的程序。
第二章　程　序
第一节　开始
第二条　程序自申请之日
起开始。依照本法第
三条规定结束的，不再开始。
第三条　程序结束。
第三条之一　程序结束后，不再恢复。
第二节　结束
第四条　本法自2030年6月1日起施行。
"""


def test_contents_headings_wrapped_lines_and_inserted_articles() -> None:
    law = parse_statute(CHAPTERS)
    assert law.title == "中华人民共和国虚构程序法"
    assert numbers(law) == [(1, None), (2, None), (3, None), (3, 1), (4, None)]
    second = law.articles[1]
    assert second.text == "程序自申请之日起开始。依照本法第三条规定结束的，不再开始。"
    assert [h.label for h in second.path] == ["第一编 总则", "第二章 程　序", "第一节 开始"]
    assert [h.label for h in law.articles[4].path][-1] == "第二节 结束"
    assert law.effective == date(2030, 6, 1)
    assert law.problems == ()


def test_one_line_copies_are_cut_at_their_articles() -> None:
    law = parse_statute(PLAIN.replace("\n第", "　第").replace("\n（一", "（一"))
    assert numbers(law) == [(1, None), (2, None), (3, None)]


def test_a_notice_before_the_rule_and_an_appendix_behind() -> None:
    notice = """最高人民法院
关于印发《关于虚构清单的规定》的通知
法〔2031〕373号
各省、自治区、直辖市高级人民法院：
现将《关于虚构清单的规定》予以印发，请遵照执行。
最高人民法院
2031年10月29日
最高人民法院关于虚构清单的规定
第一条　清单应当真实。
第二条　本规定自2031年12月1日起施行。
附件：清单样式
一、样式
"""
    law = parse_statute(notice)
    assert law.title == "最高人民法院关于虚构清单的规定"
    assert law.doc_no == "法〔2031〕373号"
    assert law.effective == date(2031, 12, 1)
    assert law.articles[-1].text == "本规定自2031年12月1日起施行。"
    assert any("附件" in p for p in law.problems)


def test_an_amended_text_names_its_amendment_and_not_the_first_versions_day() -> None:
    law = parse_statute("""最高人民法院关于虚构执行的规定
（2016年8月29日最高人民法院审判委员会通过　根据2020年12月23日最高人民法院审判委员会第1823次会议通过的《决定》修正）
第一条　甲。
第二条　本规定自2016年12月1日起施行。""")
    assert law.amended == date(2020, 12, 23)
    assert law.effective is None


def test_an_amendment_that_names_its_own_day() -> None:
    law = parse_statute("""最高人民法院关于适用〈中华人民共和国民事诉讼法〉
的解释
（2014年12月18日最高人民法院审判委员会第1636次会议通过；根据2022年3月22日最高人民法院审判委员会第1866次会议通过的《决定》第二次修正，该修正自2022年4月10日起施行）
第一条　甲。
第二条　乙。""")
    assert law.title == "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释"
    assert (law.amended, law.effective) == (date(2022, 3, 22), date(2022, 4, 10))


def test_opinions_numbered_by_ordinals() -> None:
    law = parse_statute("""最高人民法院关于虚构文明执行的意见
法发〔2031〕35号
一、总体要求
1. 坚持虚构。
继续坚持。
2. 保持真实。
二、其他
3. 本意见自2031年1月1日起施行。""")
    assert law.numbered == "序号"
    assert numbers(law) == [(1, None), (2, None), (3, None)]
    assert law.articles[0].text == "坚持虚构。\n继续坚持。"
    assert any("序号" in p for p in law.problems)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("第二条", "第二十条"), "缺少"),
        (("第三条", "第二条"), "重复"),
        (("第二条", "第×条"), "无法识读"),
    ],
)
def test_what_could_not_be_taken_apart_is_told(change: tuple[str, str], told: str) -> None:
    law = parse_statute(PLAIN.replace(*change))
    assert any(told in p for p in law.problems)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "申请执行人某某，被执行人某某。", "\x00\x01乱码", "第条第条第条", "目录\n目录"]
)
def test_garbage_gives_no_articles_and_says_so(text: str) -> None:
    law = parse_statute(text)
    assert law.articles == ()
    assert law.problems
