"""Every paper: it can be drafted where its needs are met, says what it must, and refuses where they are not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from benmo.drafting import Decision, Particulars, draft, draft_several, papers
from benmo.drafting.checks import broken, missing
from benmo.drafting.data import read_yaml
from benmo.drafting.decisions import checkpoint_ids
from benmo.drafting.errors import Unfit, WrongDecisions
from benmo.drafting.norms import at, known_ids
from benmo.errors import NothingFirm

Load = Callable[[str], dict[str, Any]]
SCHEMA = json.loads((Path(__file__).parents[3] / "benmo/contract/draft.schema.json").read_text("utf-8"))
SINGLE = [p.name for p in papers() if not p.several]


@pytest.mark.parametrize("paper", SINGLE)
def test_every_paper_is_drafted_and_complete(scene: Callable[[str], Any], paper: str) -> None:
    made = scene(paper).draft(paper)
    jsonschema.validate(made.draft, SCHEMA)
    assert made.draft["blanks"]
    assert not missing(paper, made.text, made.plan.case)
    for rubbish in ("{", "}", "None", "。。", "；。", "，。", "  "):
        assert rubbish not in made.text, rubbish


@pytest.mark.parametrize("paper", SINGLE)
def test_facts_and_defects_rest_on_something(scene: Callable[[str], Any], paper: str) -> None:
    for sentence in scene(paper).draft(paper).draft["sentences"]:
        if sentence["kind"] in ("fact", "defect") and sentence["author"] != "person":
            assert sentence["evidence"] or sentence["facts"] or sentence["finding_ids"], sentence["text"]


@pytest.mark.parametrize("paper", SINGLE)
def test_what_its_readers_must_not_read(scene: Callable[[str], Any], paper: str) -> None:
    made = scene(paper).draft(paper)
    audience = next(p.audience for p in papers() if p.name == paper)
    for sentence in made.draft["sentences"]:
        assert not broken(sentence["text"], made.plan.case, audience), sentence["text"]


@pytest.mark.parametrize("paper", SINGLE)
def test_never_looks_final(scene: Callable[[str], Any], paper: str) -> None:
    text = scene(paper).draft(paper).text
    assert "20　　年　　月　　日" in text
    assert "〔20　　〕　　号" in text or "〔20　" not in text


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        ("检察建议书", "silent"), ("线索移送函", "violations"), ("不支持监督申请决定书", "violations"),
        ("终结审查决定书", "violations"), ("处理结果审查登记表", "violations"), ("跟进监督意见", "violations"),
        ("提请上级监督报告", "violations"), ("回访函", "violations"), ("流程监控通知书", "violations"),
    ],
)  # fmt: skip
def test_refused_with_reason_and_what_fits(review: Load, today: date, paper: str, name: str) -> None:
    with pytest.raises(NothingFirm) as caught:
        draft(review(name), (), paper, today=today)
    assert caught.value.exit_code == 3
    assert caught.value.message.endswith(("。", "）"))
    if isinstance(caught.value, Unfit):
        assert caught.value.instead
        for other in caught.value.instead:
            draft(review(name), (), other, today=today)


def test_several_alone_is_refused(review: Load, today: date) -> None:
    with pytest.raises(Unfit, match="两件以上"):
        draft(review("violations"), (), "类案检察建议书", today=today)


def test_report_says_what_is_uncertain_and_what_the_court_may_answer(review: Load, today: date) -> None:
    made = draft(review("violations"), (), "审查终结报告", today=today)
    open_ = {f["id"] for f in review("violations")["findings"] if f["conclusion"] == "not_shown"}
    uncertain = made.text.split("七、尚待核实的问题")[1].split("八、处理意见")[0]
    told = {i for s in made.draft["sentences"] for i in s["finding_ids"]}
    assert open_ <= told
    assert "既不能认定已经实施，也不能认定没有实施" in uncertain
    for words in ("应当：", "实际：", "差距：", "依据：", "法院可能的解释：", "对此：", "证明程度："):
        assert words in made.text
    assert not any(f"{level}级" in made.text for level in "ABC")


def test_report_and_suggestion_rest_on_one_plan(review: Load, today: date) -> None:
    report, suggestion = (draft(review("violations"), (), p, today=today) for p in ("审查终结报告", "检察建议书"))
    assert report.plan.points == suggestion.plan.points
    for point in suggestion.plan.points:
        assert point.template["label"]["v"] in report.text


def test_report_has_the_matrix_and_the_timeline(review: Load, today: date) -> None:
    rows = [
        s for s in draft(review("folder"), (), "审查终结报告", today=today).draft["sentences"] if s["style"] == "row"
    ]
    assert rows
    assert all("\t" in s["text"] for s in rows)
    assert any(s["evidence"] for s in rows)


def test_every_point_has_an_answer_of_the_court() -> None:
    points = read_yaml("points.yaml")
    assert set(read_yaml("rebuttals.yaml")) == {c for c in points if "barred" not in points[c]}
    assert set(read_yaml("met.yaml")) | set(read_yaml("answered.yaml")) <= checkpoint_ids()


def test_letters_name_known_norms_only(today: date) -> None:
    import re

    text = json.dumps(read_yaml("letters.yaml"), ensure_ascii=False)
    named = set(re.findall(r"\{@([\w-]+)\}", text)) | {
        i for e in read_yaml("letters.yaml").values() for b in e["body"] for s in b.get("say", ())
        if isinstance(s, dict) for i in s.get("norms", ())
    }  # fmt: skip
    assert named <= known_ids()
    assert all(at(i, today) for i in named)


def test_overdue_is_counted_by_corresponding_days(scene: Callable[[str], Any], today: date) -> None:
    made = scene("流程监控通知书").review
    late = Particulars(served=date(2026, 8, 20))
    text = draft(made, (), "跟进监督意见", today=today, particulars=late).text
    assert "三个月的回复期限于2026年11月20日届满" in text
    with pytest.raises(Unfit):
        draft(made, (), "跟进监督意见", today=today, particulars=Particulars(served=date(2026, 8, 24)))


def test_a_case_without_a_creditor_is_named_by_its_debtor(review: Load, today: date) -> None:
    made = review("silent")
    made["case"]["applicants"] = []
    text = draft(made, (), "调卷函", today=today).text
    assert f"被执行人{made['case']['respondents'][0]['name']}" in text
    assert "　申请执行" not in text


def test_what_the_court_has_done_is_not_called_undone(scene: Callable[[str], Any]) -> None:
    text = scene("跟进监督意见").draft("跟进监督意见").text
    assert "据回复，你院已采取的措施有：“扣划冻结存款" in text
    assert "未予扣划" not in text
    assert "未满三个月" in text


def test_a_silent_file_is_not_an_omission_in_a_class(review: Load, today: date) -> None:
    first, second = review("silent"), review("silent")
    second["id"] = "另一案"
    decisions = [
        Decision("interview", "confirmed", "张三", today, ("执行卷宗正卷",), case=first["id"]),
        Decision("interview", "confirmed_absent", "张三", today, ("执行卷宗正卷",), case="另一案"),
    ]
    text = draft_several([first, second], decisions, today=today).text
    assert "2件中有2件" in text
    assert "一是未见" in text
    assert "违反上述规定" not in text


def test_class_of_two_proven_cases(review: Load, today: date) -> None:
    first, second = review("violations"), review("violations")
    second["id"] = "另一案"
    made = draft_several([first, second], (), today=today)
    jsonschema.validate(made.draft, SCHEMA)
    assert made.draft["case_nos"] == [first["case"]["case_no"]] * 2
    assert "2件中有2件" in made.text
    assert {s["case"] for s in made.draft["sentences"] if "case" in s} == {first["id"], "另一案"}


def test_class_needs_one_court_and_a_shared_fault(review: Load, today: date) -> None:
    first, second = review("violations"), review("violations")
    second["case"]["court"] = "某市某区人民法院"
    with pytest.raises(Unfit, match="执行法院不同"):
        draft_several([first, second], (), today=today)
    silent = review("silent")
    silent["case"]["court"] = first["case"]["court"]
    with pytest.raises(Unfit, match="没有一项问题"):
        draft_several([first, silent], (), today=today)


def test_class_decisions_name_their_case(review: Load, today: date) -> None:
    with pytest.raises(WrongDecisions, match="哪一案"):
        draft_several([review("violations")] * 2, [Decision("interview", "confirmed", "张三", today)], today=today)


def test_a_persons_words_are_marked_as_such(review: Load, today: date) -> None:
    told = Particulars(source="郭长顺向本院申请监督")
    made = draft(review("violations"), (), today=today, particulars=told).draft
    assert next(s for s in made["sentences"] if s["text"].startswith("郭长顺向本院"))["author"] == "person"
    assert "案件来源" not in made["blanks"]


def test_one_quotation_stands_once(review: Load, today: date) -> None:
    import re

    opinion = draft(review("violations"), (), today=today).text.split("本院认为")[1]
    quoted = re.findall(r"“[^”]+”", opinion)
    assert len(quoted) == len(set(quoted))


@pytest.mark.parametrize("text", [
    "裁定书未载明约谈，故未约谈。", "建议予以司法救助。", "建议对承办人予以处分。", "建议国家赔偿。",
])  # fmt: skip
def test_recurring_faults(review: Load, text: str) -> None:
    assert broken(text, review("violations")["case"])


def test_the_police_may_read_of_the_crime_the_court_may_not(review: Load) -> None:
    text = "被执行人涉嫌拒不执行判决、裁定的线索"
    assert broken(text, review("violations")["case"], "court")
    assert not broken(text, review("violations")["case"], "police")
