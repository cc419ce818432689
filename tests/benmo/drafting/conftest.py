"""Hand-written reviews: with violations, only silent, a folder; and a scene in which each paper fits."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benmo.drafting import Decision, DraftResult, Particulars, draft

FOLDER = Path(__file__).parent / "reviews"
TODAY = date(2026, 11, 24)
_NONE = Particulars()


@dataclass(frozen=True, slots=True)
class Scene:
    """A case in which a paper can be drafted."""

    review: dict[str, Any]
    decisions: tuple[Decision, ...] = ()
    particulars: Particulars = _NONE

    def draft(self, paper: str) -> DraftResult:
        """The paper on it."""
        return draft(self.review, self.decisions, paper, today=TODAY, particulars=self.particulars)


def load_review(name: str) -> dict[str, Any]:
    """A fresh copy of a hand-written review."""
    found: dict[str, Any] = copy.deepcopy(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))
    return found


@pytest.fixture
def review() -> Callable[[str], dict[str, Any]]:
    """Loads a review by name; each call gives a fresh copy."""
    return load_review


@pytest.fixture
def today() -> date:
    """The day on which the tests draft."""
    return TODAY


@pytest.fixture
def scene() -> Callable[[str], Scene]:
    """The scene of a paper by its name."""
    return scene_of


def scene_of(paper: str) -> Scene:
    """A case that meets the needs of *paper*."""
    if paper in ("调查核实方案", "调卷函", "协助查询通知书"):
        return Scene(load_review("silent"))
    review = load_review("violations")
    if paper == "线索移送函":
        for finding in review["findings"]:
            if finding["checkpoint"] == "refusal_crime_referral":
                where = review["case"]["evidence"]["amounts.claimed"]
                finding.update(
                    conclusion="violation", reason="被执行人收到报告财产令后将车辆过户给亲属", evidence=where
                )
    if paper == "不支持监督申请决定书":
        for finding in review["findings"]:
            if finding["conclusion"] in ("violation", "not_shown"):
                finding.update(conclusion="ok")
    if paper == "终结审查决定书":
        return Scene(review, particulars=Particulars(ground="申请人于审查期间撤回监督申请"))
    outcome = {
        "处理结果审查登记表": "partly_adopted",
        "跟进监督意见": "rejected",
        "提请上级监督报告": "rejected",
        "回访函": "adopted",
    }
    if paper in outcome:
        add_reply(review, outcome[paper])
    if paper == "流程监控通知书":
        add_suggestion(review, months=1)
    return Scene(review)


def add_suggestion(review: dict[str, Any], months: int = 3) -> None:
    """An earlier 检察建议书 in the material."""
    text = "甲县人民检察院检察建议书 甲检民执监〔2025〕7号 一、依法恢复执行；二、扣划冻结存款。请在规定期限内回复。"
    review["documents"].append(_document("原建议.docx", "procuratorial_suggestion", text))
    asked = [("依法恢复执行", text.index("依法")), ("扣划冻结存款", text.index("扣划"))]
    review["suggestion"] = {
        "issuer": "甲县人民检察院",
        "addressee": review["case"]["court"],
        "number": "甲检民执监〔2025〕7号",
        "case_no": review["case"]["case_no"],
        "raised": ["frozen_funds_not_transferred", "three_months"],
        "requests": [
            {
                "text": words,
                "evidence": [{"document": "原建议.docx", "start": at, "end": at + len(words), "quote": words}],
            }
            for words, at in asked
        ],
        "reply_months": months,
        "date": "2025-03-03",
        "citations": [],
        "grade": None,
    }


def add_reply(review: dict[str, Any], outcome: str) -> None:
    """An earlier suggestion and the court's reply to it."""
    add_suggestion(review)
    text = "复函 甲检民执监〔2025〕7号检察建议书收悉。我院已于2025年4月1日扣划冻结存款。此复。"
    review["documents"].append(_document("回复.docx", "court_reply", text))
    review["reply"] = {
        "court": review["case"]["court"],
        "outcome": outcome,
        "suggestion_number": "甲检民执监〔2025〕7号",
        "date": "2025-04-20",
        "measures": ["扣划冻结存款"],
    }


def _document(name: str, kind: str, text: str) -> dict[str, Any]:
    return {
        "id": name, "path": name, "sha256": "0" * 64, "type": kind, "chars": len(text), "unread": [], "text": text,
        "hidden": [],
    }  # fmt: skip
