"""From a document to everything read in it: whole, pure, inside the text, and silent where the text is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.document import CleanText, Document, Span
from nlp.pipeline import Reading, narrative_region, read_clean, read_document
from nlp.sections import find_sections

CORPORA = Path(str(files("corpora")))
TEXTS = sorted((CORPORA / "gold" / "input").glob("*.txt"))


def document(text: str) -> Document:
    """A text file of *text*."""
    return Document("裁定书", "裁定书.txt", "0" * 64, "txt", text)


def spans(thing: Any) -> Iterator[Span]:
    """Every span inside *thing*, at whatever depth."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, Document | CleanText | str):
        return
    elif is_dataclass(thing):
        for f in fields(thing):
            yield from spans(getattr(thing, f.name))
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from spans(part)


def check(reading: Reading) -> None:
    """What holds for every reading of every text."""
    size, raw_size = len(reading.text), len(reading.document.text)
    for span in spans(reading):
        assert 0 <= span.start <= span.end <= size
        raw = reading.clean.raw(span)
        assert 0 <= raw.start <= raw.end <= raw_size
    said = reading.narrative.assertions
    assert [a.span.start for a in said] == sorted(a.span.start for a in said)
    for a in said:
        assert a.clause.start <= a.span.start < a.clause.end
        assert a.status in ("done", "not_done", "intended", "required", "hypothetical", "lifted")
        assert a.source in ("court", "creditor", "debtor", "third_party", "statute", "other_case")
        assert set(a.targets) <= {p.name for p in reading.head.respondents}
        assert reading.region.covers(a.span)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_real_texts(path: Path) -> None:
    reading = read_document(document(path.read_text("utf-8", errors="replace")))
    check(reading)
    assert read_document(reading.document) == reading


WORDS = [
    "被执行人",
    "申请执行人",
    "孙大勇",
    "赵立群",
    "本院",
    "未",
    "应当",
    "如",
    "查封",
    "冻结",
    "约谈",
    "同意",
    "终结本次执行程序",
    "《",
    "》",
    "第五百一十七条",
    "（2023）苏0999执1号",
    "2023年3月1日",
    "5000元",
    "，",
    "。",
    "；",
    "\n",
    "：",
    "“",
    "”",
    "裁定如下：",
    "审判长",
    " ",
    "\u3000",
    "称",
    "二被执行人",
    "除",
    "外",
    "经查",
    "房屋",
    "线索",
    "拘留",
    "江北县人民法院",
    "执行裁定书",
    "二〇二三年九月十八日",
    "0",
    "元",
    "𠮷",
    "\ue0c1",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_words_in_any_order(text: str) -> None:
    check(read_document(document(text)))


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_characters(text: str) -> None:
    check(read_document(document(text)))


@pytest.mark.parametrize("text", ["", " ", "\n", "。", "，，，", "\u3000\n\u3000"])
def test_next_to_nothing(text: str) -> None:
    reading = read_document(document(text))
    assert reading.narrative.assertions == () == reading.narrative.assets
    assert reading.head.court is None and reading.citations == ()


def test_silence_asserts_nothing(tell: Callable[..., Reading]) -> None:
    told = {a.act for a in tell("").narrative.assertions}
    assert told == set()


def test_the_operative_part_is_no_narrative(tell: Callable[..., Reading]) -> None:
    reading = tell("本院发出执行通知书。")
    assert reading.type.type == "termination_ruling"
    told = reading.text[reading.region.start : reading.region.end]
    assert "本院发出执行通知书" in told and "终结本次执行程序" not in told and "审判长" not in told


def test_an_appendix_is_not_told_by_the_court(tell: Callable[..., Reading]) -> None:
    text = tell("").document.text + "\n附：相关法律条文\n第二百五十二条　人民法院应当发出执行通知书，可以拘留、罚款。"
    assert read_document(document(text)).narrative.assertions == ()


def test_clean_text_is_taken_as_it_is(tell: Callable[..., Reading]) -> None:
    reading = tell("本院发出执行通知书。")
    assert read_clean(document(reading.text), CleanText(reading.text)).narrative == reading.narrative


def test_layout_spaces_change_nothing_but_offsets(tell: Callable[..., Reading]) -> None:
    plain, spaced = tell("本院对孙大勇采取限制消费措施。"), tell("本院对孙　大　勇采取限 制消费措施。")
    assert [(a.act, a.status, a.targets) for a in plain.narrative.assertions] == [
        (a.act, a.status, a.targets) for a in spaced.narrative.assertions
    ]
    found = spaced.narrative.of("consumption_restriction")[0]
    raw = spaced.clean.raw(found.span)
    assert spaced.document.text[raw.start : raw.end] == "限 制消费"


def test_dates_are_those_of_the_sentence(tell: Callable[..., Reading]) -> None:
    story = "2023年3月3日，本院发出执行通知书。2023年4月5日，本院对孙大勇拘留十五日。本院查封车辆一辆。"
    read = {a.act: a.date and a.date.isoformat() for a in tell(story).narrative.assertions}
    assert (read["execution_notice"], read["detention"], read["seizure"]) == ("2023-03-03", "2023-04-05", None)


def test_a_text_without_sections_is_narrative_throughout() -> None:
    text = "经查，未发现财产。"
    assert narrative_region(text, find_sections(text)) == Span(0, len(text))
