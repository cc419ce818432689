"""Which words a pattern is said to need, and how far around them it is said to reach.

That this holds of every match is tested with what uses it (``test_triggers``).
"""

from __future__ import annotations

import re

import pytest

from nlp.literals import hint, required_literals, shape


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("查封", {"查封"}),
        ("查封|扣押", {"查封", "扣押"}),
        ("(?:轮候)?查封", {"查封"}),
        ("(?:轮候)*冻结", {"冻结"}),
        ("(?:本院|法院)+查封令", {"查封令"}),
        ("[甲乙]方", {"方"}),
        ("[甲乙]", {"甲", "乙"}),
        ("未[^，]{0,4}?报告", {"报告"}),
        (r"\d+元", {"元"}),
        ("(?<!未)查封", {"查封"}),
        ("查(?=封)封", {"查"}),
        ("(?:拍卖){2}", {"拍卖"}),
    ],
)
def test_literals(pattern: str, wanted: set[str]) -> None:
    found = required_literals(pattern)
    assert found is not None
    # Any set is right of which every match holds a member; this one must be no worse than the obvious set.
    assert all(any(literal in other or other in literal for other in wanted) for literal in found)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("收(?:悉|妥)", {"收悉", "收妥"}),
        ("收[悉妥](?:了)?", {"收悉", "收妥"}),
        ("(?:并)?(?:未|没有)通知", {"未通知", "没有通知"}),
        # Of the words in a match the rare one is looked for, not the one in every ruling.
        ("被执行人[^，]{0,8}商铺", {"商铺"}),
        ("执行[^，]{0,8}(?:悬赏|搜查)", {"悬赏", "搜查"}),
        # Many ways to say it: the part that they share is enough.
        ("(?:在|于|从|向|往)(?:其|他|她|它|该)(?:家|店|厂|院)里吊销", {"里吊销"}),
    ],
)
def test_the_rarest_words_are_asked_for(pattern: str, wanted: set[str]) -> None:
    assert required_literals(pattern) == wanted


def test_few_words_where_they_are_looked_for_one_by_one() -> None:
    assert required_literals("收(?:悉|妥)", prefer="few") == {"收"}
    assert hint("收(?:悉|妥)").pattern == "收"


@pytest.mark.parametrize("pattern", [r"\d+", "[^甲]", "(?:查封)?", "查封|.{3}", "(?:查封)*", ".", "(?:甲|乙)?丙?"])
def test_patterns_that_need_no_word(pattern: str) -> None:
    assert required_literals(pattern) is None


def test_a_broken_pattern_is_refused() -> None:
    with pytest.raises(re.error):
        required_literals("(查封")


@pytest.mark.parametrize("pattern", ["(?i)abc", "(?i:abc)"])
def test_ignoring_case(pattern: str) -> None:
    assert required_literals(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("查封", (0, 2)),
        ("(?:轮候|已经)?(?:查封|扣押)", (2, 4)),
        ("未[^，]{0,4}?报告", (5, 7)),
        ("查封(?!令)", (0, 3)),
        ("(?<!未)查封[^，]*", (0, None)),
        ("[^，]*查封", (None, None)),
        ("查封$", (0, None)),
        ("[甲乙]方?", (0, 2)),
    ],
)
def test_shape(pattern: str, wanted: tuple[int | None, int | None]) -> None:
    assert shape(pattern) == wanted
