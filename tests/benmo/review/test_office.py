"""What an office may change: switched off, weighed, moved, added; and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benmo.cases.intake import gather
from benmo.errors import SettingsError
from benmo.review import office, review
from benmo.settings import home

SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"


def _write(rules: Any) -> None:
    home().mkdir(parents=True, exist_ok=True)
    text = rules if isinstance(rules, str) else yaml.safe_dump(rules, allow_unicode=True)
    office.office_file().write_text(text, "utf-8")


def _review(prefix: str) -> dict[str, Any]:
    return review(gather(next(SAMPLES.glob(f"{prefix}_*")))[0])


def _finding(reviewed: dict[str, Any], checkpoint: str) -> dict[str, Any]:
    return next(f for f in reviewed["findings"] if f["checkpoint"] == checkpoint)


def test_without_a_file_nothing_changes() -> None:
    assert office.load() == office.NONE


def test_a_checkpoint_switched_off_stays_in_the_list_and_says_so() -> None:
    _write("off:\n  extended_assets: 本地系统未开通\n")
    reviewed = _review("05")
    finding = _finding(reviewed, "extended_assets")
    assert len(reviewed["findings"]) == 46
    assert finding["conclusion"] == "na"
    assert "本地系统未开通" in finding["reason"]


def test_a_weight_counts_in_the_grade() -> None:
    before = _review("05")
    _write({"weights": {"dishonesty_list": "minor"}})
    after = _review("05")
    assert _finding(before, "dishonesty_list")["weight"] == "ordinary"
    assert _finding(after, "dishonesty_list")["weight"] == "minor"
    points = [
        next(d["points"] for d in r["grade"]["deductions"] if d["checkpoint"] == "dishonesty_list")
        for r in (before, after)
    ]
    assert points == [3, 1.5]


OWN = {
    "id": "jiabao",
    "name": "保险现金价值查询",
    "asks": "是否查询人身保险的现金价值。",
    "requires": {"inquiries": ["insurance"]},
    "next_step": "调取保险公司的查询回执",
}


@pytest.mark.parametrize(
    ("change", "sample", "conclusion"),
    [
        ({}, "02", "ok"),
        ({}, "05", "not_shown"),
        ({"applies": {"company": True}}, "05", "na"),
        ({"requires": {"measures": ["execution_notice"], "each": True}}, "03", "ok"),
        ({"requires": {"documents": ["interview_record"]}}, "15", "ok"),
        ({"requires": {"documents": ["panel_minutes"]}, "applies": {"dossier": True}}, "03", "na"),
    ],
)
def test_a_check_of_its_own(change: dict[str, Any], sample: str, conclusion: str) -> None:
    _write({"own": [OWN | change]})
    reviewed = _review(sample)
    (finding,) = reviewed["office_findings"]
    assert finding["conclusion"] == conclusion
    assert finding["checkpoint"] == "office.jiabao"
    assert len(reviewed["findings"]) == 46


def test_a_check_of_its_own_does_not_count_in_the_grade() -> None:
    before = _review("05")["grade"]
    _write({"own": [OWN | {"weight": "severe"}]})
    assert _review("05")["grade"] == before


def test_the_file_is_read_again_when_it_changes() -> None:
    _write({"off": ["interview"]})
    assert _finding(_review("05"), "interview")["conclusion"] == "na"
    _write({"off": ["panel_review"]})
    assert _finding(_review("05"), "interview")["conclusion"] == "not_shown"


def test_a_warning_line_moves_and_a_statutory_limit_does_not() -> None:
    _write({"limits": {"inquiry_start_days": 7}})
    assert office.load().limits == {"inquiry_start_days": 7}
    _write({"limits": {"termination_months": 1}})
    with pytest.raises(SettingsError, match="法定期限"):
        office.load()


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("[1, 2]", "项: 值"),
        ("off: {interwiew: x}", "没有名为 interwiew"),
        ("weights: {interview: heavy}", "不在允许范围内"),
        ("limits: {nonsense: 3}", "没有名为 nonsense"),
        ("limits: {inquiry_start_days: 0}", "正整数"),
        ("unknown: 1", "不认识的项"),
        ("off: [", "不是有效的 YAML"),
        (yaml.safe_dump({"own": [OWN | {"requires": {}}]}), "requires 是空的"),
        (yaml.safe_dump({"own": [OWN | {"id": "interview"}]}), "重名"),
        (yaml.safe_dump({"own": [OWN | {"id": "Bad Id"}]}), "小写字母"),
        (yaml.safe_dump({"own": [{k: v for k, v in OWN.items() if k != "next_step"}]}), "缺少"),
    ],
)
def test_what_is_wrong_is_said(rules: str, words: str) -> None:
    _write(rules)
    with pytest.raises(SettingsError) as raised:
        office.load()
    assert words in str(raised.value)
    assert "office.yaml" in str(raised.value)


def test_the_chain_of_a_checkpoint_switched_off_says_so() -> None:
    _write("off:\n  extended_assets: 本地系统未开通\n")
    from benmo.review.service import explain_all

    (material,) = gather(next(SAMPLES.glob("05_*")))
    ((_, view),) = explain_all(material, "extended_assets")
    assert (view["conclusion"], "本地系统未开通" in view["reason"]) == ("na", True)
