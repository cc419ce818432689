"""Offsets: the way from repaired text back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.document import CleanText, Document, Edit, Mark, OffsetMap, Repair, Span, apply_edits, quote

LETTERS = "甲乙丙丁 （）\n１2a𠮷"


@st.composite
def edited(draw: st.DrawFn, source: str | None = None) -> tuple[str, list[Edit]]:
    """A text and a sorted row of edits that do not overlap (deletions, insertions, replacements)."""
    text = draw(st.text(LETTERS, max_size=40)) if source is None else source
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits = [
        Edit(start, end, draw(st.text(LETTERS, max_size=4))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, edits


def plainly(text: str, edits: list[Edit]) -> str:
    """The same edits, last first, as anybody would make them by hand."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def origins(text: str, edits: list[Edit]) -> list[int | None]:
    """For each character of the edited text, the index it had in *text*; None for new ones."""
    out: list[int | None] = []
    at = 0
    for edit in edits:
        out += [*range(at, edit.start), *[None] * len(edit.text)]
        at = edit.end
    return [*out, *range(at, len(text))]


@given(edited())
def test_edits_are_applied_as_by_hand(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert apply_edits(text, edits)[0] == plainly(text, edits)


@given(edited())
def test_untouched_characters_map_to_themselves(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    _, back = apply_edits(text, edits)
    for offset, origin in enumerate(origins(text, edits)):
        if origin is not None:
            assert (back.start(offset), back.end(offset + 1)) == (origin, origin + 1)


@given(edited())
def test_new_characters_map_to_the_whole_replaced_range(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    clean, back = apply_edits(text, edits)
    at = moved = 0
    for edit in edits:
        moved += edit.start - at
        for offset in range(moved, moved + len(edit.text)):
            assert (back.start(offset), back.end(offset + 1)) == (edit.start, edit.end)
        moved += len(edit.text)
        at = edit.end
    assert len(clean) == moved + len(text) - at


@given(edited(), st.data())
def test_spans_stay_ordered_and_inside(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    clean, back = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(clean)))
    end = data.draw(st.integers(start, len(clean)))
    raw = CleanText(clean, (back,)).raw(Span(start, end))
    assert 0 <= raw.start <= raw.end <= len(text)
    wider = CleanText(clean, (back,)).raw(Span(max(0, start - 1), min(len(clean), end + 1)))
    if start < end:
        assert wider.start <= raw.start and raw.end <= wider.end


@given(edited(), st.data())
def test_two_rounds_lead_back_through_both(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, first = case
    middle, one = apply_edits(text, first)
    _, second = data.draw(edited(middle))
    clean, two = apply_edits(middle, second)
    before, whence = origins(text, first), origins(middle, second)
    both = CleanText(clean, (one, two))
    for offset, step in enumerate(whence):
        if step is not None and before[step] is not None:
            raw = both.raw(Span(offset, offset + 1))
            assert raw == Span(before[step], before[step] + 1)  # type: ignore[arg-type]
            assert text[raw.start : raw.end] == clean[offset]


def test_no_edits_is_the_same_text() -> None:
    assert apply_edits("原文", []) == ("原文", OffsetMap())
    assert CleanText("原文").raw(Span(0, 2)) == Span(0, 2)


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(3, 4, "x"), Edit(0, 1, "")]])
def test_overlapping_or_unsorted_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("一二三四五", edits)


@pytest.mark.parametrize(
    ("raw", "edits", "wanted", "quoted"),
    [
        ("终 本", [Edit(1, 2, "")], "终本", "终 本"),
        ("被执行人张 三", [Edit(5, 6, "")], "张三", "张 三"),
        ("1，000元", [Edit(1, 2, "")], "1000元", "1，000元"),
        ("二0二三年", [Edit(1, 2, "〇")], "二〇二三年", "二0二三年"),
        ("《民诉法》第五一七条", [Edit(5, 10, "第五百一十七条")], "第五百一十七条", "第五一七条"),
    ],
)
def test_quotes_show_the_source_with_its_slips(raw: str, edits: list[Edit], wanted: str, quoted: str) -> None:
    text, back = apply_edits(raw, edits)
    clean = CleanText(text, (back,))
    start = text.index(wanted)
    where = clean.raw(Span(start, start + len(wanted)))
    assert raw[where.start : where.end] == quoted


def test_a_deleted_stretch_belongs_to_no_span_beside_it() -> None:
    text, back = apply_edits("第1页本院查明", [Edit(0, 3, "")])
    assert CleanText(text, (back,)).raw(Span(0, 2)) == Span(3, 5)


def test_repairs_under_a_span_are_found() -> None:
    text, back = apply_edits("壹O元与贰O元", [Edit(1, 2, "0"), Edit(5, 6, "0")])
    repairs = (Repair(1, 2, "O", "0", "形近字"), Repair(5, 6, "O", "0", "形近字"))
    clean = CleanText(text, (back,), repairs)
    assert clean.repaired(Span(0, 3)) == repairs[:1]
    assert clean.repaired(Span(3, 4)) == ()
    assert clean.repaired(Span(0, 7)) == repairs


def test_span_relations() -> None:
    assert Span(1, 4).covers(Span(1, 4)) and not Span(1, 4).covers(Span(0, 2))
    assert Span(1, 4).overlaps(Span(3, 9)) and not Span(1, 4).overlaps(Span(4, 9))
    assert len(Span(2, 7)) == 5
    assert quote("一二三四", [Span(0, 1), Span(2, 4)]) == ["一", "三四"]


def test_pages_come_from_marks() -> None:
    marks = (Mark("page", 0, 10, "1"), Mark("paragraph", 0, 20, "x"), Mark("page", 10, 20, "2"))
    document = Document("a", "a.pdf", "0" * 64, "pdf", "字" * 20, marks)
    assert [document.page_of(n) for n in (0, 9, 10, 19, 20)] == [1, 1, 2, 2, None]
    assert Document("b", "b.txt", "0" * 64, "txt", "字").page_of(0) is None
