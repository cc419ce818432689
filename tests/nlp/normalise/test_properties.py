"""What holds for any text: the way back, the way there, and no digit that changes without a record."""

from __future__ import annotations

import time
from unicodedata import normalize as unicode_normal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.document import CleanText, Hidden, Span
from nlp.normalise import normalise

#: Pieces of rulings with the damage that the rounds look for, and single characters between them.
PIECES = [
    *(
        "申请执行人：",
        "被执行人：张三，男，",
        "被 执行人",
        "人民法院\n",
        "执 行 裁 定 书\n",
        "裁定如下：\n",
        "终结本次执行程序。\n",
    ),
    *(
        "（2021）浙0602执123号",
        "(2021）浙06 02执1 23号",
        "〔2019〕",
        "法〔2016〕373号",
        "【2020】川01执5号之一",
        "执行长",
        "审　判　长　　甲　乙\n",
    ),
    *(
        "审判员张三\n",
        "........书记员　李四\n",
        "审\n判\n员\n王\n五\n",
        "二Ｏ一八年三月五日\n",
        "二0二0年1月2日",
        "2016年3[100]月1日",
        "二〇二〇年",
    ),
    *(
        "2O21年l月1O日",
        "1O00元",
        "400，000元",
        "58，833.5 0元",
        "12。50元",
        "7万元",
        "１２３元",
        "10 000元",
        "2020 2021年",
    ),
    *(
        "\n第 3 页\n",
        "\n- 4 -\n",
        "\n3\n",
        " 第3页 共9页 ",
        "\x0c",
        "(cid:9)",
        "&nbsp;",
        "&#12295;",
        "&#53;",
        "&lt;民诉法&gt;",
        "\\u003c",
        "01lydyh01",
    ),
    *(
        "\u200b",
        "\ufeff",
        "\ue5e5",
        "\ue004，",
        "\r\n",
        "　　",
        "\u00a0",
        "  ",
        "\t",
        "\n\n",
        "⼈",
        "\ud800",
        "𠮷",
        "栽定",
        "申清执行",
        "末能",
        "本次执行程厅",
    ),
    *(
        "<中华人民共和国民事诉讼法>",
        "关于适用《",
        "》第五百一十七条",
        "经查，",
        "。",
        "；",
        "，",
        ",",
        ":",
        "0",
        "7",
        "九",
        "，未发现",
        "元",
        "年",
        "月",
        "日",
        "号",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map("".join)


def is_digit(char: str) -> bool:
    return char.isdigit() and unicode_normal("NFKC", char).isdigit()


@st.composite
def cleaned(draw: st.DrawFn) -> tuple[str, CleanText]:
    text = draw(TEXTS)
    hidden = []
    if text and draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        hidden = [Hidden(start, draw(st.integers(start, len(text))), "白色文字")]
    return text, normalise(text, hidden)


def recorded(clean: CleanText, start: int, end: int) -> bool:
    return any(r.start <= end and start <= max(r.end, r.start) for r in clean.repairs)


@settings(max_examples=300, deadline=None)
@given(cleaned(), st.data())
def test_every_span_leads_to_its_source_and_back(case: tuple[str, CleanText], data: st.DataObject) -> None:
    text, clean = case
    start = data.draw(st.integers(0, len(clean.text)))
    end = data.draw(st.integers(start, len(clean.text)))
    raw = clean.raw(Span(start, end))
    assert 0 <= raw.start <= raw.end <= len(text)
    for at in range(start, end):
        one = clean.raw(Span(at, at + 1))
        assert one.start == one.end or raw.covers(one)
        # An inserted line end has no source; everything else comes back to itself.
        assert one.start == one.end or clean.clean(one).covers(Span(at, at + 1))


@settings(max_examples=300, deadline=None)
@given(cleaned(), st.data())
def test_every_raw_span_leads_to_what_came_of_it(case: tuple[str, CleanText], data: st.DataObject) -> None:
    text, clean = case
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(min(start + 1, len(text)), len(text)))
    there = clean.clean(Span(start, end))
    assert 0 <= there.start <= there.end <= len(clean.text)
    wider = clean.clean(Span(max(start - 1, 0), min(end + 1, len(text))))
    assert wider.start <= there.start and there.end <= wider.end


@settings(max_examples=400, deadline=None)
@given(cleaned())
def test_no_digit_changes_without_a_record(case: tuple[str, CleanText]) -> None:
    text, clean = case
    for at, char in enumerate(clean.text):
        if is_digit(char):
            raw = clean.raw(Span(at, at + 1))
            assert text[raw.start : raw.end] == char or recorded(clean, raw.start, raw.end), (text, char)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_digit_is_lost_where_nothing_is_hidden(text: str) -> None:
    clean = normalise(text)
    for at, char in enumerate(text):
        if is_digit(char):
            there = clean.clean(Span(at, at + 1))
            assert char in clean.text[there.start : there.end] or recorded(clean, at, at + 1), (text, char)


def test_a_raised_digit_is_a_digit() -> None:
    assert normalise("¹\xa00").text == "¹ 0"
    assert normalise("第¹ ²条").text == "第¹ ²条"


@settings(max_examples=400, deadline=None)
@given(cleaned())
def test_digits_never_meet_without_a_record(case: tuple[str, CleanText]) -> None:
    text, clean = case
    for at in range(len(clean.text) - 1):
        if is_digit(clean.text[at]) and is_digit(clean.text[at + 1]):
            left, right = clean.raw(Span(at, at + 1)), clean.raw(Span(at + 1, at + 2))
            assert right.start <= left.end or recorded(clean, left.end, right.start), (text, clean.text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_repairs_are_told_in_chinese_and_quote_the_source(text: str) -> None:
    clean = normalise(text)
    assert list(clean.repairs) == sorted(clean.repairs, key=lambda r: (r.start, r.end))
    for repair in clean.repairs:
        assert 0 <= repair.start <= repair.end <= len(text)
        assert any("一" <= c <= "鿿" for c in repair.reason)


@pytest.mark.parametrize(
    "unit",
    ["审判员", "（2021）", "第3页\n", "- 3 -\n", "1，000", "甲\n", " 甲", "年1月", "二0", "<甲", "\ue000", "书 记 员 "],
)
def test_cost_grows_no_faster_than_the_text(unit: str) -> None:
    def cost(times: int) -> float:
        text = unit * times + "裁定如下：申请执行人：" + unit * times
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            normalise(text)
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text: linear is 8, quadratic 64; the bound leaves room for noise, and tiny costs say nothing.
    small, large = cost(500), cost(4000)
    assert large < 30 * max(small, 0.002)
