"""Raw replies of models, as they were seen or are feared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import prompts
from benmo.drafting.compare import compare
from benmo.drafting.parse import parse_paragraph

TEXT = "你院未发出限制消费令即裁定终结本次执行程序，违反上述规定。"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT,
        f"<think>先看规则。</think>\n{TEXT}",
        f"先看规则，再改写。</think>{TEXT}",
        f"```\n{TEXT}\n```",
        f"```text\n{TEXT}",
        f"**{TEXT}**",
        f"### {TEXT}",
        f"改写后的段落如下：\n{TEXT}",
        f"<材料>\n{TEXT}\n</材料>",
        f"一是{TEXT}",
        f"1. {TEXT}",
        f'{{"paragraph": "{TEXT}"}}',
        f"{TEXT}\n\n说明：保留了全部事实。",
    ],
)
def test_the_paragraph_is_found(raw: str) -> None:
    assert parse_paragraph(raw).text == TEXT


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "没有输出"),
        ("  \n ", "没有输出"),
        ("<think>还在想……", "思考"),
        ('{"paragraph": "你院未发出', "JSON"),
        ("抱歉，我无法改写这段文字。", "拒绝"),
        ("作为一个AI语言模型，我不能评价法院。", "拒绝"),
        (TEXT * 4, "重复"),
        ("违反规定" * 12, "重复"),
    ],
)
def test_what_is_no_paragraph(raw: str, fault: str) -> None:
    reply = parse_paragraph(raw)
    assert not reply.text
    assert fault in reply.fault


PROMPT = (
    "你是检察机关的文字校核人员。未依法向被执行人发出限制消费令。"
    "你院未发出限制消费令即裁定终结本次执行程序，违反上述规定。"
)
SOURCE = "你院未查询不动产。终结本次执行程序裁定书载明“未查询”。"


@pytest.mark.parametrize(
    ("raw", "finish", "fault"),
    [
        ("你院未查询不动产。终结本次执行程序裁", "length", "截断"),
        ("The court did not query the real estate registry, which violates the rules.", "stop", "中文"),
        ("裁判所は不動産をしらべなかった。これはきそくにいはんする。", "stop", "中文"),
        ("你是检察机关的文字校核人员。你院未查询不动产。", "stop", "照抄"),
        ("你院未查询不动产。未依法向被执行人发出限制消费令。", "stop", "照抄"),
    ],
)
def test_cut_off_foreign_echoed_and_leaked_replies(raw: str, finish: str, fault: str) -> None:
    reply = parse_paragraph(raw, finish, SOURCE, PROMPT)
    assert not reply.text
    assert fault in reply.fault


def test_a_turn_of_phrase_from_the_example_is_no_echo() -> None:
    told = PROMPT + "本案终结本次执行程序裁定书载明"
    raw = "你院未查询不动产。本案终结本次执行程序裁定书载明“未查询”。"
    assert parse_paragraph(raw, "stop", SOURCE, told).text == raw


#: What the small model wrote about invented cases, and how often its wording stood, sentence by sentence.
RECORDED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "recorded_replies.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", RECORDED, ids=[r["of"] for r in RECORDED])
def test_recorded_replies_of_a_small_model(row: dict[str, Any]) -> None:
    given = "\n".join(m.content for m in prompts.load("drafting/jianyi.point", 1).render(paragraph=""))
    reply = parse_paragraph(row["reply"], "stop", "".join(row["sentences"]), given)
    if row["fault"]:
        assert row["fault"] in reply.fault
        return
    found = compare(row["sentences"], reply.text, row["parties"])
    assert [p.model for p in found.pieces] == row["model"]
    assert {i for p in found.pieces for i in p.stands_for} == set(range(len(row["sentences"])))
