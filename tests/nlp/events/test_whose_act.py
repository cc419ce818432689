"""Whom an act struck, in which case, and whether it came to be; what an answer was about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.pipeline import Reading

THREE = ("孙大勇", "钱秀兰", "江北县恒通建材有限公司")
COMPANY = ("江北县恒通建材有限公司",)


@pytest.mark.parametrize(
    ("text", "act", "status", "targets"),
    [
        ("本院对其法定代表人周一鸣决定拘留十日，因其患病未实际收拘。", "detention", "not_done", ()),
        ("本院决定对其主要负责人拘留十五日，拘留所以身体原因不予收拘。", "detention", "not_done", ()),
        ("本院对其法定代表人周一鸣拘留十日。", "detention", "done", ()),
        ("本院对该公司的法定代表人限制消费。", "consumption_restriction", "done", ()),
        ("本院对被执行人及其法定代表人限制消费。", "consumption_restriction", "done", COMPANY),
        ("本院对被执行人限制消费。", "consumption_restriction", "done", COMPANY),
    ],
)
def test_officer(tell: Callable[..., Reading], text: str, act: str, status: str, targets: tuple[str, ...]) -> None:
    found = tell(text, COMPANY).narrative.of(act)
    assert [(a.status, a.source, a.targets) for a in found] == [(status, "court", targets)]


@pytest.mark.parametrize(
    "text",
    [
        "（2019）苏0999执70号案件中，本院已于2020年1月2日将孙大勇纳入失信被执行人名单。",
        "在本院办理的（2019）苏0999执70号一案中，本院已将孙大勇纳入失信被执行人名单。",
    ],
)
def test_another_case(tell: Callable[..., Reading], text: str) -> None:
    assert {a.source for a in tell(text).narrative.of("dishonesty_list")} == {"other_case"}


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("本院向孙大勇送达执行通知书；钱秀兰因下落不明，于2023年5月1日公告送达上述文书。", {"孙大勇", "钱秀兰"}),
        ("本院向孙大勇送达执行通知书，钱秀兰由其母代收上述文书。", {"孙大勇", "钱秀兰"}),
        ("本院向孙大勇送达执行通知书。\n钱秀兰收到上述材料。", {"孙大勇"}),
    ],
)
def test_the_papers_named_before(tell: Callable[..., Reading], text: str, reached: set[str]) -> None:
    found = [a for a in tell(text, THREE).narrative.of("execution_notice") if a.status == "done"]
    assert {n for a in found for n in a.targets} == reached


TALK = "本院约谈赵立群，告知其执行情况、调查措施、财产情况、终结本次执行程序的依据及后果，"


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        (f"{TALK}询问是否移送破产审查，其不同意。", False),
        (f"{TALK}并征询是否拍卖该房屋，申请执行人不同意。", False),
        (f"{TALK}询问是否悬赏，申请执行人不同意；其同意终结本次执行程序。", False),
        (f"{TALK}申请执行人不同意。", True),
        ("询问是否移送破产审查后，申请执行人不同意终结本次执行程序。", True),
    ],
)
def test_what_was_objected_to(tell: Callable[..., Reading], text: str, objects: bool) -> None:
    found = [a for a in tell(text).narrative.of("opinion") if a.detail.startswith("objection")]
    assert bool(found) is objects


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (f"{TALK}询问有无财产线索，其称没有。", {"none"}),
        (f"{TALK}询问是否有财产线索，申请执行人答复暂无。", {"none"}),
        (f"{TALK}询问是否有财产线索。", set()),
    ],
)
def test_asked_for_clues(tell: Callable[..., Reading], text: str, details: set[str]) -> None:
    assert {a.detail for a in tell(text).narrative.of("clue")} == details


def test_an_asset_told_by_its_owner_and_sealed_by_the_court(tell: Callable[..., Reading]) -> None:
    text = "孙大勇申报其持有某公司30%的股权，另有门面房一间。2023年6月1日本院查封门面房一间。上述股权本院已冻结。"
    states = {a.category: set(a.states) for a in tell(text).narrative.assets}
    assert states == {"real_estate": {"seized"}, "equity": {"frozen"}}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("本院查封孙大勇名下房屋一套（建筑面积90平方米，设有抵押），未能处置。", "（建筑面积90平方米，设有抵押）"),
        ("本院冻结孙大勇银行存款12,345元，尚未扣划。", "12,345元"),
    ],
)
def test_whole_figures_and_brackets(tell: Callable[..., Reading], text: str, quote: str) -> None:
    reading = tell(text)
    (asset,) = reading.narrative.assets
    assert reading.text[asset.span.start : asset.span.end].endswith(quote)
    assert all(reading.text[s.end - 1] not in "（," for s in asset.spans)


@pytest.mark.parametrize(
    ("text", "verified"),
    [
        ("本院经审查认为孙大勇如实申报财产，决定不予纳入失信被执行人名单。", True),
        ("经核查确认，孙大勇已如实报告财产。", True),
        ("孙大勇如实申报了财产。", False),
        ("孙大勇称其已如实申报财产。", False),
    ],
)
def test_found_true(tell: Callable[..., Reading], text: str, verified: bool) -> None:
    told = [a.detail for a in tell(text).narrative.of("report") if a.status == "done"]
    assert ("verified" in told) is verified
