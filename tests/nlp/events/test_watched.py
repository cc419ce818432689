"""A pattern that is only tried where a word stands must hold one of the words in every match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.context import cues
from nlp.context.clauses import lay_out
from nlp.document import Span
from nlp.events import acts, assets, scope

GATED = {
    "an exception": (scope._EXCEPT, scope._MAY_EXCEPT),
    "an exception in a clause of its own": (scope._ALL_BUT, scope._MAY_EXCEPT),
    "a group": (scope._GROUP, scope._MAY_GROUP),
    "an omission": (acts._OMITTED, acts._MAY_OMIT),
    "the same papers to others": (acts._ALSO, acts._MAY_ALSO),
    "pointing back": (assets._POINTING, assets._MAY_POINT),
    "a judgment": (assets._ORIGIN, assets._MAY_ORIGIN),
    "another case": (cues.OTHER_CASE, cues.ELSEWHERE),
}


@pytest.mark.parametrize("what", GATED)
@settings(max_examples=40)
@given(data=st.data())
def test_every_match_holds_a_word_that_is_watched_for(what: str, data: st.DataObject) -> None:
    pattern, bit = GATED[what]
    text = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="utf-8")))
    found = pattern.search(text)
    if found is not None:
        assert any(bits & bit for _, bits in cues.marks(found.group())), found.group()


def test_a_bit_is_set_in_the_clause_of_its_word_and_nowhere_else() -> None:
    text = "除张三外，其余被执行人均已送达。李四于同日领取上述文书"
    context = lay_out(text, Span(0, len(text)), {}, ())
    held = [bool(clause.cues & scope._MAY_EXCEPT) for clause in context.clauses]
    assert held == [True, False, False]
    assert [bool(clause.cues & acts._MAY_ALSO) for clause in context.clauses] == [False, True, True]
    assert context.held & scope._MAY_EXCEPT
    assert not context.held & assets._MAY_ORIGIN


def test_what_needs_no_word_cannot_be_watched_for() -> None:
    with pytest.raises(ValueError, match="no word"):
        cues.watched(r"\d{4}年?")


def test_every_watcher_has_a_bit_of_its_own() -> None:
    bits = [bit for _, bit in {id(b): (p, b) for p, b in GATED.values()}.values()]
    assert all(re.fullmatch(r"10*", bin(bit)[2:]) for bit in bits)
    assert not set(bits) & set(cues.BIT.values())
