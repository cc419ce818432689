"""The office's own rules and templates: checked before they are in force, a slip can be undone, entered in the log."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from benmo.desk.model import Role
from benmo.desk.service import Desk
from benmo.errors import BenmoError, NoSuch, NotAllowed, SettingsError, UsageError

GOOD = "off:\n  interview: 另行核查\nweights: {onsite_investigation: minor}\nlimits: {seizure_warning_days: 90}\n"


def docx(*lines: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


FULL = ("{{院名}}", "{{文书名称}}", "{{文号}}", "{{主送单位}}", "{{正文}}", "{{致送法院}}", "{{落款}}", "{{附件}}")


def test_rules_are_told_saved_and_in_force_at_the_next_reading(lite: Desk, kit: Any, own_home: Path) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "03")
    assert any(f["checkpoint"] == "interview" for f in lite.case(who, key).review["findings"])
    told = lite.check_rules(who, GOOD)
    assert any("停用：" in t and "另行核查" in t for t in told) and any("改为 90" in t for t in told)
    assert not (own_home / "office.yaml").exists()
    assert lite.save_rules(who, GOOD).changes == told == lite.rules(who).changes
    lite.reread(who, [key])
    lite.runner.drain()
    held = {f["checkpoint"]: f["conclusion"] for f in lite.case(who, key).review["findings"]}
    assert held.get("interview", "na") == "na"
    assert lite.save_rules(who, "  \n").changes == () and lite.rules(who).text == ""
    assert [row.act for row in lite.audit_log(who).rows].count("rules") == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("off: [interveiw]", "没有名为 interveiw 的监督要点"),
        ("limits: {months_between: 3}", "没有名为"),
        ("weights: {interview: heavy}", "值不在允许范围内"),
        ("off:\n - a\n b", "第 3 行不是有效的 YAML"),
        ("- a", "应为“项: 值”的形式"),
        ("own: [{id: x}]", "缺少"),
        ("when: 2026-99-99", "YAML"),
    ],
)
def test_wrong_rules_are_refused_and_the_old_ones_stay(lite: Desk, kit: Any, text: str, words: str) -> None:
    who = kit.administrator(lite)
    lite.save_rules(who, GOOD)
    with pytest.raises(SettingsError, match=words) as refused:
        lite.save_rules(who, text)
    assert "/" not in refused.value.message  # no path of the server
    assert lite.rules(who).text == GOOD


def test_a_file_that_is_wrong_is_shown_with_its_fault(lite: Desk, kit: Any, own_home: Path) -> None:
    who = kit.administrator(lite)
    (own_home / "office.yaml").write_text("off: [x]", "utf-8")
    shown = lite.rules(who)
    assert shown.text == "off: [x]" and "未生效" in shown.changes[0]


def test_a_template_is_checked_used_taken_away_and_brought_back(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    lacking = docx("{{院名}}", "{{正文}}", "{{卷号}}")
    found = lite.check_template(who, "调卷函", lacking)
    assert "文书名称" in found.lacking and found.unknown == ("卷号",)
    with pytest.raises(UsageError, match=r"缺少字段.*不认识的字段：卷号"):
        lite.save_template(who, "调卷函", lacking)
    lite.save_template(who, "调卷函", docx("本院版式", *FULL))
    assert [t.paper for t in lite.templates(who) if t.own] == ["调卷函"]
    (key,) = kit.take_in(lite, who, "03")
    kit.admit(lite, who, key)
    number = lite.draft(who, key, "调卷函").row.id
    lines = [p.text for p in Document(io.BytesIO(lite.export_draft(who, number)[1])).paragraphs]
    assert lines[0] == "本院版式"
    lite.save_template(who, "调卷函", docx("第二份", *FULL))
    lite.bring_back_template(who, "调卷函")
    assert Document(io.BytesIO(lite.template_file(who, "调卷函"))).paragraphs[0].text == "本院版式"
    lite.remove_template(who, "调卷函")
    lines = [p.text for p in Document(io.BytesIO(lite.export_draft(who, number)[1])).paragraphs]
    assert lines[0] != "本院版式"
    assert "{{正文}}" in [p.text for p in Document(io.BytesIO(lite.template_file(who, "调卷函"))).paragraphs]
    with pytest.raises(NoSuch):
        lite.remove_template(who, "调卷函")


@pytest.mark.parametrize("data", [b"no docx", docx("{{正文"), docx(*FULL, "{{ 案号.__class__.__mro__[1] }}")])
def test_a_template_that_is_none_or_a_program_is_refused(lite: Desk, kit: Any, data: bytes) -> None:
    who = kit.administrator(lite)
    with pytest.raises(BenmoError) as refused:
        lite.save_template(who, "调卷函", data)
    assert "/tmp" not in refused.value.message and not any(t.own for t in lite.templates(who))


def test_only_an_administrator(lite: Desk, kit: Any) -> None:
    admin = kit.administrator(lite)
    who = kit.person(lite, admin, "zhang", Role.HEAD, admin.office)
    for act in (
        lambda: lite.rules(who),
        lambda: lite.check_rules(who, ""),
        lambda: lite.save_rules(who, ""),
        lambda: lite.templates(who),
        lambda: lite.check_template(who, "调卷函", b""),
        lambda: lite.save_template(who, "调卷函", b""),
        lambda: lite.remove_template(who, "调卷函"),
        lambda: lite.bring_back_template(who, "调卷函"),
        lambda: lite.template_file(who, "调卷函"),
        lambda: lite.model_status(who),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_state_of_the_model_is_told_without_raising(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    lite.change_setting(who, "llm", "base_url", "http://127.0.0.1:9/v1")
    found = lite.model_status(who)
    assert not found.usable and any("没有应答" in line for line in found.lines)
