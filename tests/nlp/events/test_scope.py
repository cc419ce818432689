"""Which of several respondents an act reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.pipeline import Reading

THREE = ("孙大勇", "钱秀兰", "江北县恒通建材有限公司")
ALL = set(THREE)
FIRST, SECOND, COMPANY = ({name} for name in THREE)
TABLE: list[tuple[str, str, set[str]]] = [
    ("本院向三被执行人发出执行通知书。", "execution_notice", ALL),
    ("本院向各被执行人发出执行通知书。", "execution_notice", ALL),
    ("本院向上述被执行人发出执行通知书。", "execution_notice", ALL),
    ("本院向全部被执行人发出执行通知书。", "execution_notice", ALL),
    ("三名被执行人均已收到执行通知书。", "execution_notice", ALL),
    ("本院对孙大勇、钱秀兰、江北县恒通建材有限公司采取限制消费措施。", "consumption_restriction", ALL),
    ("本院对孙大勇采取限制消费措施。", "consumption_restriction", FIRST),
    ("本院对被执行人孙大勇、钱秀兰采取限制消费措施。", "consumption_restriction", FIRST | SECOND),
    ("本院对江北县恒通建材有限公司采取限制消费措施。", "consumption_restriction", COMPANY),
    ("除孙大勇外，本院对其余被执行人采取限制消费措施。", "consumption_restriction", SECOND | COMPANY),
    ("除孙大勇外的其他被执行人均被采取限制消费措施。", "consumption_restriction", SECOND | COMPANY),
    ("本院对除钱秀兰以外的各被执行人采取限制消费措施。", "consumption_restriction", FIRST | COMPANY),
    ("本院将各被执行人（钱秀兰除外）纳入失信被执行人名单。", "dishonesty_list", FIRST | COMPANY),
    ("本院将被执行人纳入失信被执行人名单，不包括钱秀兰。", "dishonesty_list", FIRST | COMPANY),
    ("本院对孙大勇及其余被执行人发出限制消费令。", "consumption_restriction", ALL),
    ("本院依法传唤孙大勇，对其予以拘留。", "detention", FIRST),
    ("2023年4月2日，孙大勇到庭，本院对其罚款2000元。", "fine", FIRST),
    ("本院作出限制消费令，对钱秀兰限制高消费。", "consumption_restriction", SECOND),
    ("孙大勇、钱秀兰下落不明，本院对二人限制出境。", "exit_ban", FIRST | SECOND),
]


def _rows() -> list[object]:
    return [
        pytest.param(
            *row,
            id=f"{n}-{row[1]}",
        )
        for n, row in enumerate(TABLE)
    ]


@pytest.mark.parametrize(("text", "act", "targets"), _rows())
def test_targets(tell: Callable[..., Reading], text: str, act: str, targets: set[str]) -> None:
    found = [a for a in tell(text, THREE).narrative.of(act) if a.status == "done"]
    assert {name for a in found for name in a.targets} == targets


def test_a_mention_without_a_target_names_nobody(tell: Callable[..., Reading]) -> None:
    found = tell("本院发出执行通知书。", THREE).narrative.of("execution_notice")
    assert [(a.scope, a.targets) for a in found] == [("unsaid", ())]


def test_a_lone_respondent_is_everybody(tell: Callable[..., Reading]) -> None:
    found = tell("本院发出执行通知书。").narrative.of("execution_notice")
    assert [(a.scope, a.targets) for a in found] == [("all", ("孙大勇",))]


def test_short_names_stand_for_the_party(tell: Callable[..., Reading]) -> None:
    story = "被执行人江北县恒通建材有限公司（以下简称恒通公司）未履行。本院对恒通公司采取限制消费措施。"
    found = tell(story, THREE).narrative.of("consumption_restriction")
    assert {n for a in found for n in a.targets} == COMPANY
