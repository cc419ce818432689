"""Decisions from files and from the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benmo.drafting.decisions import confirmations, parse_decisions, read_decisions
from benmo.drafting.errors import WrongDecisions

ON = date(2026, 11, 20)
ONE = {"checkpoint": "interview", "decision": "confirmed", "by": "张三", "on": "2026-11-20"}


def test_yaml_with_common_name_and_date(tmp_path: Path) -> None:
    file = tmp_path / "决定.yaml"
    file.write_text(
        "by: 张三\non: 2026-11-20\ndecisions:\n"
        "- {checkpoint: interview, decision: confirmed_absent, seen: 执行卷宗正卷, pages: 12}\n"
        "- {checkpoint: three_months, decision: rejected, note: 另有规定}\n",
        "utf-8",
    )
    first, second = read_decisions(file)
    assert (first.by, first.on, first.seen, first.pages) == ("张三", ON, ("执行卷宗正卷",), "12")
    assert second.decision == "rejected"


def test_json_list(tmp_path: Path) -> None:
    file = tmp_path / "决定.json"
    file.write_text(json.dumps([ONE]), "utf-8")
    assert read_decisions(file)[0].checkpoint == "interview"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"decision": []}, "不认识的项"),
        ("confirmed", "列表"),
        ([ONE | {"by": ""}], "不能为空"),
        ([{k: v for k, v in ONE.items() if k != "by"}], "缺少 by"),
        ([ONE | {"decision": "maybe"}], "只能是"),
        ([ONE | {"on": "昨天"}], "日期 on"),
        ([ONE | {"checkpoint": "intervew"}], "是不是 interview"),
        ([ONE | {"extra": 1}], "不认识的项 extra"),
        ([ONE, ONE], "出现两次"),
        (["interview"], "第 1 项"),
    ],
)
def test_wrong_content_is_told_in_chinese(content: object, told: str) -> None:
    with pytest.raises(WrongDecisions) as error:
        parse_decisions(content, "决定.yaml")
    assert told in str(error.value)


@pytest.mark.parametrize(("name", "content"), [("a.yaml", "a: [1"), ("a.json", "{"), ("b.yaml", None)])
def test_unreadable_files(tmp_path: Path, name: str, content: str | None) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(WrongDecisions, match=name):
        read_decisions(tmp_path / name)


def test_confirmations() -> None:
    made = confirmations("interview，three_months,interview", "张三", ON)
    assert [d.checkpoint for d in made] == ["interview", "three_months"]


@pytest.mark.parametrize(("ids", "by"), [("interview", " "), (" , ", "张三"), ("interviews", "张三")])
def test_wrong_confirmations(ids: str, by: str) -> None:
    with pytest.raises(WrongDecisions):
        confirmations(ids, by, ON)
