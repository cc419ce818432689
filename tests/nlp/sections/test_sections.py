"""The ordered grammar: parts in place, tolerant of lost lines and missing headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.sections import find_sections

_TEXT = (
    "云溪县人民法院\n执行裁定书\n（2021）江0302执118号\n"
    "申请执行人：卜明远，男，1970年5月1日出生。\n被执行人：乙大伟，男。\n"
    "申请执行人卜明远与被执行人乙大伟借款合同纠纷一案，本院立案执行。"
    "\n一、财产调查\n查询存款。\n二、听取意见\n已告知。\n"
    "本院认为，未发现财产。综上，可以终结。依照《解释》第五百一十七条的规定，裁定如下：\n"
    "终结本次执行程序。\n可以再次申请执行。\n本裁定立即生效。\n审判员 "
    "房木\n二〇二二年九月二日\n书记员 阿南\n附：相关法律条文\n第一条 依照本条，裁定终结。\n"
)


def _body(text: str, kind: str) -> str | None:
    span = find_sections(text).span(kind)
    return text[span.start : span.end].strip() if span else None


def test_parts_in_order() -> None:
    kinds = [part.kind for part in find_sections(_TEXT).parts]
    assert kinds == [
        "header",
        "parties",
        "narrative",
        "item",
        "item",
        "reasons",
        "basis",
        "operative",
        "rights",
        "effect",
        "signature",
        "appendix",
    ]


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("header", "云溪县人民法院", "118号"),
        ("parties", "申请执行人：", "乙大伟，男。"),
        ("narrative", "申请执行人卜明远与", "已告知。"),
        ("reasons", "本院认为", "可以终结。"),
        ("basis", "依照", "的规定，"),
        ("operative", "裁定如下", "终结本次执行程序。"),
        ("rights", "可以再次", "立即生效。"),
        ("signature", "审判员", "阿南"),
        ("appendix", "附：", "裁定终结。"),
    ],
)
@pytest.mark.parametrize("flat", [False, True])
def test_bounds(kind: str, start: str, end: str, flat: bool) -> None:
    body = _body(_TEXT.replace("\n", "") if flat else _TEXT, kind)
    assert body and body.startswith(start) and body.endswith(end)


def test_items_have_titles_and_a_parent() -> None:
    sections = find_sections(_TEXT)
    items = sections.all("item")
    assert [_TEXT[i.title.start : i.title.end] for i in items if i.title] == ["财产调查", "听取意见"]
    assert {i.parent for i in items} == {"narrative"}


def test_ruling_excludes_the_appendix() -> None:
    sections = find_sections(_TEXT)
    assert "附：" not in _TEXT[sections.ruling.start : sections.ruling.end]


def test_missing_parts_are_missing() -> None:
    sections = find_sections("终结本次执行程序。\n本裁定立即生效。\n审判员 房木")
    assert sections.first("operative") is not None and sections.first("parties") is None


def test_records_keep_their_words() -> None:
    text = (
        "约谈笔录\n约谈法官：区某 书记员：卢某\n申请执行人：麦某\n问：同意吗？\n答：不同意，有线索。\n麦某 2020-12-10"
    )
    assert find_sections(text).first("appendix") is None


@given(st.text(alphabet="申请执行人：被，。\n本院认为依照裁定如下终结次程序审判员附二〇年月日 ", max_size=300))
def test_any_text_is_cut(text: str) -> None:
    sections = find_sections(text)
    assert all(0 <= p.span.start <= p.span.end <= len(text) for p in sections.parts)
