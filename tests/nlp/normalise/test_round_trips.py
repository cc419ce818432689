"""Damage and repair: a paper damaged in one way comes back letter for letter, wherever the damage fell."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.generator import make
from corpora.generator.carriers import noise
from nlp.normalise import normalise

PAPERS = [case.papers[0] for case in map(make, range(1, 60)) if len(case.papers) == 1 and case.findings]
#: A gap in the middle of a long name (斯琴 格日乐) parts one person or two: that stays in doubt.
LONG_NAME = re.compile(r"(?:审判[员长]|陪审员|书记员)[ \u3000]*[一-龥]{5}")
CLEAR = [paper for paper in PAPERS if not LONG_NAME.search(paper.text)]
#: What can be undone without a doubt.
EXACT = {
    "spaces": noise.spaces,
    "blank_lines": noise.blank_lines,
    "private": noise.private,
    "zero_width": noise.zero_width,
    "widths": noise.widths,
    "signatures": noise.signatures,
    "lookalikes": noise.lookalikes,
}
#: What leaves a doubt (where a paragraph ended, which brackets, which sign for 〇): another text, never a wrong one.
DOUBTFUL = {
    "wrapped": noise.wrapped,
    "pages": noise.pages,
    "brackets": noise.brackets,
    "dates": noise.dates,
    "one_line": noise.one_line,
    "sentence_lines": noise.sentence_lines,
}


def bare(text: str) -> str:
    """*text* without what damage may leave in doubt."""
    for sign in "\n。〈〉<>＜＞《》 ":
        text = text.replace(sign, "")
    return text.translate(str.maketrans("〔〕[]【】零", "（）（）（）〇"))


@pytest.mark.parametrize("name", EXACT)
@settings(max_examples=12, deadline=None)
@given(paper=st.sampled_from(CLEAR), seed=st.integers(0, 10**6))
def test_comes_back_letter_for_letter(name: str, paper: object, seed: int) -> None:
    damaged = EXACT[name](paper, Random(seed)).decode("utf-8-sig")  # type: ignore[arg-type]
    assert normalise(damaged).text.strip() == normalise(paper.text).text.strip()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", DOUBTFUL)
@settings(max_examples=12, deadline=None)
@given(paper=st.sampled_from(PAPERS), seed=st.integers(0, 10**6))
def test_comes_back_but_for_what_is_in_doubt(name: str, paper: object, seed: int) -> None:
    damaged = DOUBTFUL[name](paper, Random(seed)).decode("utf-8-sig")  # type: ignore[arg-type]
    assert bare(normalise(damaged).text) == bare(normalise(paper.text).text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [*EXACT, *DOUBTFUL])
@settings(max_examples=6, deadline=None)
@given(paper=st.sampled_from(PAPERS), seed=st.integers(0, 10**6))
def test_what_is_mended_needs_no_mending(name: str, paper: object, seed: int) -> None:
    damage = (EXACT | DOUBTFUL)[name]
    once = normalise(damage(paper, Random(seed)).decode("utf-8-sig")).text  # type: ignore[arg-type]
    assert normalise(once).text == once


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("斯琴格日 乐", "斯琴格日乐"),
        ("斯 琴格日乐", "斯琴格日乐"),
        ("斯琴 格日乐", "斯琴 格日乐"),
        ("穆 宗翰", "穆宗翰"),
    ],
)
def test_a_lone_glyph_belongs_to_the_name_beside_it(name: str, wanted: str) -> None:
    text = f"某县人民法院\n执行裁定书\n审判长　张某\n审判员　{name}\n二〇二五年十一月二十六日\n书记员　蔺守信\n"
    assert f"\n审判员 {wanted}\n" in normalise(text).text
