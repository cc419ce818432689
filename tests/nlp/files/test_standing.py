"""Remedies and the present state as papers tell them; what may, shall or is asked for is no such thing."""

from __future__ import annotations

import pytest

from nlp.files.standing import read_standing
from nlp.lexicons import load


def told(text: str) -> list[tuple[str, str]]:
    return [(m.kind, text[m.words.start : m.words.end]) for m in read_standing(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("申请执行人于2024年3月1日向本院提出书面异议。", {"objection_raised"}),
        ("（2024）冀0637执异12号裁定驳回其异议请求。", {"objection_raised", "objection_decided"}),
        ("其复议申请正在审查。", {"objection_pending"}),
        ("一、已恢复对该案的执行，案号为（2026）冀0637执恢12号。", {"resumed"}),
        ("2023年5月1日 恢复执行立案", {"resumed"}),
        ("我院决定恢复执行该案。", {"resumed"}),
        ("本院已依法裁定撤销（2022）冀0637执318号终结本次执行\n程序的裁定。", {"revoked"}),
        ("被执行人已履行完毕全部义务。", {"performed"}),
        ("申请人于当日撤回监督申请。", {"withdrawn"}),
    ],
)
def test_what_is_told(text: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in told(text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "如不服本裁定，可以自送达之日起十日内提出执行异议。",
        "申请执行人发现被执行人有可供执行财产的，可以再次申请恢复执行。",
        "请求依法撤销终本裁定，恢复执行。",
        "直至履行完毕之日止。",
        "应当恢复执行而未恢复执行。",
        "拟于下月恢复执行。",
        "已责令执行局于三十日内恢复执行。",
        "已通过网络查控系统执行完毕。",
        "申请执行人没有提出异议。",
        "其撤回了对保证人的起诉。",
    ],
)
def test_what_is_not(text: str) -> None:
    assert told(text) == []


def test_the_passage_is_the_source_to_the_letter() -> None:
    text = "第一句。\n　　本院已裁定恢复执行，案号另定。后一句。"
    (m,) = read_standing(text)
    assert text[m.span.start : m.span.end] == "本院已裁定恢复执行，案号另定"
    assert m.span.covers(m.words)


def test_every_kind_of_the_lexicon_is_met_above() -> None:
    marks = test_what_is_told.pytestmark  # type: ignore[attr-defined]
    assert {k for _, kinds in marks[0].args[1] for k in kinds} == set(load("standing"))
