"""The guard on hand-made good and bad rewrites, and its reading of numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benmo.drafting.guard import act_states, guard
from benmo.drafting.guard_tokens import chinese_number, hard_tokens

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "guard_cases.yaml").read_text("utf-8"))
GOOD = [(c["template"], t, c["parties"]) for c in CASES for t in (c["template"], *c["good"])]
BAD = [pytest.param(c["template"], b["text"], c["parties"], id=b["why"]) for c in CASES for b in c["bad"]]


def test_there_are_enough_cases() -> None:
    assert len(GOOD) + len(BAD) >= 60


@pytest.mark.parametrize(("template", "rewrite", "parties"), GOOD)
def test_good_rewrites_are_kept(template: str, rewrite: str, parties: list[str]) -> None:
    ruling = guard(template, rewrite, parties)
    assert ruling.kept, ruling.reason


@pytest.mark.parametrize(("template", "rewrite", "parties"), BAD)
def test_bad_rewrites_are_refused(template: str, rewrite: str, parties: list[str]) -> None:
    ruling = guard(template, rewrite, parties)
    assert not ruling.kept
    assert ruling.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二〇二三年五月十八日", "2023年5月18日"),
        ("2023-05-18", "2023年05月18日"),
        ("38.65万元", "386500元"),
        ("386,500元", "386500.00元"),
        ("第五百一十七条", "第517条"),
        ("三个月", "3个月"),
        ("（2023）赣0881执512号之一", "(2023)赣0881执512号之一"),
        ("１２日内", "12日内"),
    ],
)
def test_the_same_value_written_differently(one: str, other: str) -> None:
    assert hard_tokens(one) == hard_tokens(other)


@pytest.mark.parametrize(("one", "other"), [("第五条", "第六条"), ("5230元", "52300元"), ("三个月", "六个月")])
def test_different_values_differ(one: str, other: str) -> None:
    assert hard_tokens(one) != hard_tokens(other)


@pytest.mark.parametrize(
    ("text", "value"), [("一百零六", 106), ("二〇二三", 2023), ("两", 2), ("十五", 15), ("517", 517)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("text", "act", "state"),
    [
        ("你院未查询不动产", "查询", "not"),
        ("已查封的房产未处置", "处置", "not"),
        ("已查封的房产未处置", "查封", "done"),
        ("应当告知申请执行人", "告知", "ought"),
        ("将不动产予以查封", "查封", "done"),
    ],
)
def test_states_of_acts(text: str, act: str, state: str) -> None:
    assert (act, state) in act_states(text)


def test_a_verdict_that_loses_the_court_is_refused() -> None:
    template = "你院立案未满三个月即裁定终结本次执行程序，违反上述规定。"
    assert not guard(template, "据此，立案未满三个月即裁定终结本次执行程序，违反上述规定。").kept
    assert guard(template, "据此，你院立案未满三个月即裁定终结本次执行程序，违反上述规定。").kept
