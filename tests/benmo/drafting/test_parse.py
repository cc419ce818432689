"""Raw replies of models, as they were seen or are feared."""

from __future__ import annotations

import pytest

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
