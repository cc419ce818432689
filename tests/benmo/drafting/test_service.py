"""Whole drafts: schema, must-haves, prohibitions, refusal, order, decisions, no model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from benmo.drafting import NothingFirm, confirmations, draft, review_sha256
from benmo.drafting.checks import broken
from benmo.drafting.data import read_yaml
from benmo.drafting.decisions import Decision, checkpoint_ids
from benmo.drafting.errors import MissingParts, UnknownPaper
from benmo.drafting.guard_tokens import hard_tokens
from benmo.drafting.norms import known_ids

Load = Callable[[str], dict[str, Any]]
SCHEMA = json.loads((Path(__file__).parents[3] / "benmo/contract/draft.schema.json").read_text("utf-8"))
CONFIRM = "interview,consumption_restriction,online_inquiry_core,panel_review"


def drafted(review: dict[str, Any], today: date, paper: str = "检察建议书", confirm: str = "") -> dict[str, Any]:
    decisions = confirmations(confirm, "张三", today) if confirm else ()
    return draft(review, decisions, paper, today=today).draft


@pytest.mark.parametrize("name", ["violations", "silent", "folder"])
@pytest.mark.parametrize(
    "paper", ["审查终结报告", "检察建议书", "调卷函", "调查核实方案", "说明案件执行情况通知书", "致申请人通知书"]
)
def test_every_draft_obeys_the_schema(review: Load, today: date, name: str, paper: str) -> None:
    made = drafted(review(name), today, paper, CONFIRM if name == "silent" else "")
    jsonschema.validate(made, SCHEMA)
    assert made["review_sha256"] == review_sha256(review(name))
    assert made["blanks"]


def test_suggestion_tells_facts_norms_and_requests(review: Load, today: date) -> None:
    text = draft(review("violations"), (), today=today).text
    for words in (
        "（2022）赣0881民初1890号民事判决书", "（2023）赣0881执512号之一", "52300元", "其间共73日", "二被执行人",
        "《中华人民共和国民事诉讼法》第二百四十六条", "三个月内", "依法纠正", "《终本规定》第一条",
    ):  # fmt: skip
        assert words in text


def test_law_of_the_day_of_the_act(review: Load, today: date) -> None:
    made = drafted(review("silent"), today, confirm="panel_review")
    assert any("mjs-2015-art519" in s["norms"] for s in made["sentences"])
    assert "第五百一十七条" not in "".join(s["text"] for s in made["sentences"])


def test_strongest_first_at_most_four_and_merged(review: Load, today: date) -> None:
    result = draft(
        review("violations"), confirmations("interview,dishonesty_list,rights_notice", "张三", today), today=today
    )
    checkpoints = [p.checkpoint for p in result.plan.points]
    assert len(checkpoints) == 4
    assert checkpoints[0] == "frozen_funds_not_transferred"
    assert "assets_left_undisposed" not in checkpoints
    assert "f-assets_left_undisposed" in result.plan.points[0].finding_ids
    assert result.draft["dropped"]


def test_not_shown_never_enters_unconfirmed(review: Load, today: date) -> None:
    text = draft(review("violations"), (), today=today).text
    assert "听取其意见" not in text.split("本院认为")[1]
    assert "未见" not in text


def test_confirmed_says_that_the_file_is_silent(review: Load, today: date) -> None:
    made = drafted(review("silent"), today, confirm="interview")
    text = "".join(s["text"] for s in made["sentences"])
    assert "经查阅（此处写明查阅的材料），未见你院" in text
    assert "违反上述规定" not in text
    assert made["confirmed"][0]["by"] == "张三"


def test_confirmed_absent_says_not_done(review: Load, today: date) -> None:
    seen = ("执行卷宗正卷", "网络执行查控系统")
    decision = Decision("online_inquiry_core", "confirmed_absent", "李四", today, seen, "15")
    text = draft(review("silent"), [decision], today=today).text
    assert "经查阅执行卷宗正卷、网络执行查控系统查明，你院未查询谭志勇的不动产、有价证券情况（检察卷第15页）" in text
    assert "违反上述规定" in text


@pytest.mark.parametrize(
    "checkpoint", ["interview", "online_inquiry_core", "consumption_restriction", "creditor_clues"]
)
def test_a_decision_is_told_with_what_was_seen_and_nothing_more(review: Load, today: date, checkpoint: str) -> None:
    """That somebody was asked, or a system compared, is for the person to say, not for the template."""
    case = review("silent")
    for finding in case["findings"]:
        if finding["checkpoint"] == checkpoint:
            finding["conclusion"] = "not_shown"
    decision = Decision(checkpoint, "confirmed_absent", "李四", today, ("审判正卷",))
    text = draft(case, [decision], today=today).text
    assert "经查阅审判正卷查明，" in text
    for invented in ("核实，你院", "并向", "核对查控系统记录", "执行卷宗，"):
        assert invented not in text


def test_rejected_violation_never_enters(review: Load, today: date) -> None:
    decision = Decision("three_months", "rejected", "李四", today)
    assert "未满三个月" not in draft(review("violations"), [decision], today=today).text


def test_nothing_firm(review: Load, today: date) -> None:
    with pytest.raises(NothingFirm, match="没有查实"):
        draft(review("silent"), (), today=today)


def test_barred_points_alone_are_nothing_firm(review: Load, today: date) -> None:
    made = review("silent")
    for finding in made["findings"]:
        if finding["checkpoint"] == "refusal_crime_referral":
            finding.update(conclusion="violation", reason="有转移财产情形，未移送。")
    with pytest.raises(NothingFirm):
        draft(made, (), today=today)


def test_administrative_execution_is_refused(review: Load, today: date) -> None:
    made = review("violations")
    made["case"]["tags"] = ["administrative"]
    with pytest.raises(NothingFirm, match="行政"):
        draft(made, (), today=today)


def test_confirming_what_is_ok_is_told(review: Load, today: date) -> None:
    made = drafted(review("violations"), today, confirm="execution_notice")
    assert any("两者不一致" in d["reason"] for d in made["dropped"])


def test_unknown_paper(review: Load, today: date) -> None:
    with pytest.raises(UnknownPaper, match="检察建议书"):
        draft(review("violations"), (), "起诉书", today=today)


@pytest.mark.parametrize("name", ["violations", "folder"])
def test_every_number_of_the_body_is_supported(review: Load, today: date, name: str) -> None:
    made = review(name)
    text = draft(made, (), today=today).text
    material = "".join(d["text"] for d in made["documents"]) + json.dumps(made["case"], ensure_ascii=False)
    found = {t for t in hard_tokens(text) if t.startswith(("金额:", "案号:"))}
    assert found
    assert found <= set(hard_tokens(material)) | {f"金额:{v:g}" for v in made["case"]["amounts"].values() if v}


@pytest.mark.parametrize("name", ["violations", "folder"])
def test_quotations_are_verbatim(review: Load, today: date, name: str) -> None:
    made = review(name)
    texts = {d["id"]: d["text"] for d in made["documents"]}
    for sentence in draft(made, (), today=today).draft["sentences"]:
        for e in sentence["evidence"]:
            assert texts[e["document"]][e["start"] : e["end"]] == e["quote"]
        if sentence["kind"] == "fact":
            for piece in sentence["text"].split("“")[1:]:
                assert any(piece.split("”")[0] in "".join(t.split()) for t in texts.values())


def test_facts_rest_on_something(review: Load, today: date) -> None:
    for sentence in drafted(review("violations"), today)["sentences"]:
        if sentence["kind"] == "fact":
            assert sentence["evidence"] or sentence["facts"] or sentence["finding_ids"]
        if sentence["kind"] == "norm":
            assert sentence["norms"]


def test_judges_are_not_named(review: Load, today: date) -> None:
    made = review("violations")
    text = draft(made, (), today=today).text
    assert not any(name in text for name in made["case"]["panel"]["judges"])


def test_missing_values_become_blanks(review: Load, today: date) -> None:
    made = review("violations")
    made["case"].update(filing_date=None, basis=[], cause=None, case_no=None)
    result = draft(made, (), today=today)
    assert {"立案日期", "执行依据", "执行案号"} <= set(result.draft["blanks"])
    assert "None" not in result.text


def test_missing_must_have_is_an_error(review: Load, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {"检察建议书": [{"name": "没有的部分", "pattern": "此句不存在"}]}
    monkeypatch.setattr("benmo.drafting.checks.read_yaml", lambda name: {"always": rules, "never": []})
    with pytest.raises(MissingParts, match="没有的部分"):
        draft(review("violations"), (), today=today)


@pytest.mark.parametrize(
    "text",
    [
        "执行员故意不予扣划。", "应当追究被执行人刑事责任。", "本案评为C级。", "经模型比对发现，你院未查询。",
        "见副卷合议笔录。",
        "请在一个月内回复。", "建议你院加强业务学习。", "建议赔偿申请执行人损失。", "丁伟民未处置财产。",
        "three_months 不符合。",
        "根据《实施方案》的规定。", "银行流水显示转出款项。",
    ],
)  # fmt: skip
def test_what_must_never_stand_in_a_paper(review: Load, text: str) -> None:
    assert broken(text, review("violations")["case"])


def test_the_cause_of_action_may_be_damages(review: Load) -> None:
    case = review("violations")["case"] | {"cause": "机动车交通事故责任损害赔偿纠纷"}
    assert not broken("郭长顺申请执行彭树林机动车交通事故责任损害赔偿纠纷一案", case)


def test_every_checkpoint_has_a_template() -> None:
    points = read_yaml("points.yaml")
    assert len(points) == 46
    for name, template in points.items():
        assert {"name", "class", "verify"} <= set(template), name
        if "barred" not in template:
            assert {"label", "c", "a", "norms", "verdict", "request"} <= set(template), name


def test_every_named_norm_is_known() -> None:
    points = read_yaml("points.yaml").values()
    used = {n["id"] for t in points for part in (t, *t.get("variants", ())) for n in part.get("norms", ())}
    assert used <= known_ids()


@pytest.mark.parametrize("proof", ["violation", "confirmed", "confirmed_absent"])
@pytest.mark.parametrize("checkpoint", sorted(checkpoint_ids()))
def test_every_template_makes_a_complete_paper(review: Load, today: date, checkpoint: str, proof: str) -> None:
    made = review("violations")
    quote = made["case"]["evidence"]["amounts.claimed"]
    for finding in made["findings"]:
        finding.update(conclusion="na", evidence=[])
        if finding["checkpoint"] == checkpoint:
            wanted = "violation" if proof == "violation" else "not_shown"
            finding.update(conclusion=wanted, evidence=quote, reason="案卷材料载明的情形不符合要求。")
    decisions = [] if proof == "violation" else [Decision(checkpoint, proof, "张三", today)]  # type: ignore[arg-type]
    if "barred" in read_yaml("points.yaml")[checkpoint]:
        with pytest.raises(NothingFirm):
            draft(made, decisions, today=today)
        return
    result = draft(made, decisions, today=today)
    jsonschema.validate(result.draft, SCHEMA)
    opinion = result.text.split("本院认为")[1]
    assert "{" not in opinion
    assert "。。" not in opinion
    assert not result.draft["dropped"]


def test_plan_of_verification_asks_for_everything_open(review: Load, today: date) -> None:
    made = review("silent")
    result = draft(made, (), "调查核实方案", today=today)
    asked = {i for s in result.draft["sentences"] for i in s["finding_ids"]}
    assert asked == {f["id"] for f in made["findings"] if f["conclusion"] == "not_shown"}
    assert "询问申请执行人（杜桂香）" in result.text


def test_importing_drafting_is_light() -> None:
    heavy = "'langchain_core', 'docx', 'pydantic', 'yaml', 'httpx'"
    code = f"import sys, benmo.drafting; print([m for m in ({heavy}) if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
