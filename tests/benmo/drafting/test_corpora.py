"""Drafts on all that ships: no sentence without support, nothing that is not in the material, no dead article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benmo.cases.intake import gather
from benmo.drafting import Decision, DraftResult, draft, papers
from benmo.drafting.checks import broken
from benmo.drafting.data import read_yaml
from benmo.drafting.guard_tokens import hard_tokens
from benmo.drafting.norms import at, known_ids
from benmo.errors import NothingFirm
from benmo.law import BAD, load
from benmo.review import review_all
from nlp.statutes import read_citations

ROOT = Path(__file__).parents[3] / "corpora"
TODAY = date(2026, 11, 27)
PLACES = [p for s in ("samples", "gold/input", "blind/input") for p in sorted((ROOT / s).iterdir())]
CASES = [p for p in PLACES if p.name not in ("README.md", "labels")]
#: Whatever the papers say of time themselves.
OWN_DATES = {"日期:2026-11-27", "日期:2026-11-20"}


def reviews(path: Path) -> Iterator[dict[str, Any]]:
    for material in gather(path):
        yield from review_all(material, with_text=True)


@cache
def drafts(path: Path) -> tuple[tuple[dict[str, Any], DraftResult], ...]:
    """All papers that fit the case: as it is, and after a person confirmed every open finding."""
    made = []
    for review in reviews(path):
        open_ = [f["checkpoint"] for f in review["findings"] if f["conclusion"] == "not_shown"]
        kinds = ("confirmed", "confirmed_absent")
        decided = [
            Decision(c, kinds[n % 2], "张三", TODAY.replace(day=20), ("执行卷宗正卷",), "3")  # type: ignore[arg-type]
            for n, c in enumerate(open_)
        ]
        for decisions in ((), tuple(decided)):
            for paper in papers():
                try:
                    result = draft(review, decisions, paper.name, today=TODAY)
                except NothingFirm:
                    continue
                made.append((review, result))
    return tuple(made)


pytestmark = pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.parent.name}-{p.name[:6]}")


def test_no_sentence_without_support(path: Path) -> None:
    for review, made in drafts(path):
        texts = {d["id"]: d["text"] for d in review["documents"]}
        for sentence in made.draft["sentences"]:
            if sentence["kind"] in ("fact", "defect") and sentence["author"] != "person":
                assert sentence["evidence"] or sentence["facts"] or sentence["finding_ids"], sentence["text"]
            if sentence["kind"] == "norm":
                assert sentence["norms"]
            for e in sentence["evidence"]:
                assert texts[e["document"]][e["start"] : e["end"]] == e["quote"]


def test_a_finding_that_is_not_shown_enters_no_suggestion_unconfirmed(path: Path) -> None:
    for review, made in drafts(path):
        if made.draft["paper"] == "检察建议书":
            confirmed = {c["checkpoint"] for c in made.draft["confirmed"]}
            allowed = {
                f["id"] for f in review["findings"] if f["conclusion"] == "violation" or f["checkpoint"] in confirmed
            }
            told = {i for s in made.draft["sentences"] for i in s["finding_ids"]}
            assert told <= allowed
            assert (
                sum(s["text"].startswith(("一是", "二是", "三是", "四是", "五是")) for s in made.draft["sentences"])
                <= 4
            )


def test_no_number_date_or_quotation_of_our_own(path: Path) -> None:
    for review, made in drafts(path):
        texts = ["".join(d["text"].split()) for d in review["documents"]]
        case = json.dumps({k: v for k, v in review.items() if k != "documents"}, ensure_ascii=False)
        known = set(hard_tokens("\n".join([*texts, case]))) | OWN_DATES
        known |= {f"金额:{v:g}" for v in review["case"]["amounts"].values() if v is not None}
        known |= {f"金额:{a['value']:.2f}".rstrip("0").rstrip(".") for a in review["case"]["assets"] if a.get("value")}
        for sentence in made.draft["sentences"]:
            quoted = re.findall(r"“([^”]*)”", sentence["text"])
            if sentence["kind"] == "fact" and "未载明”指" not in sentence["text"]:
                told = [q for q in quoted if q not in {p["name"] for p in read_yaml("points.yaml").values()}]
                assert all(any("".join(q.split()) in t for t in texts) for q in told), sentence["text"]
            bare = re.sub(r"“[^”]*”", "", sentence["text"])
            found = {t for t in hard_tokens(bare) if t.startswith(("金额:", "案号:", "日期:"))}
            assert found <= known, (sentence["text"], found - known)


def test_no_article_that_is_not_of_the_plan_or_was_not_in_force(path: Path) -> None:
    law, pattern = load(), re.compile(r"《[^》]+(?:《[^》]*》)?[^《》]*》第[〇零一二三四五六七八九十百]+条")
    for review, made in drafts(path):
        acts = {p.on for p in (*made.plan.points, *made.plan.more)}
        days = (
            TODAY,
            *acts,
            *(d for d in [review["case"]["ruling_date"] and date.fromisoformat(review["case"]["ruling_date"])] if d),
        )
        allowed = {n.full for i in known_ids() for d in days if (n := at(i, d))}
        allowed |= {f"《{n.short}》{n.article}" for i in known_ids() for d in days if (n := at(i, d))}
        for sentence in made.draft["sentences"]:
            bare = re.sub(r"“[^”]*”", "", sentence["text"])
            if "引用" in bare or sentence["kind"] == "fact":
                continue
            named = pattern.findall(bare.replace("（以下简称《终本规定》）", ""))
            assert all(n in allowed or n.replace("》）", "》") in allowed for n in named if "以下简称" not in n), named
            for mention in read_citations(bare):
                verdicts = [law.judge(mention, d).status for d in days]
                assert not all(v in BAD for v in verdicts), (bare, verdicts)


def test_nothing_that_its_readers_must_not_read(path: Path) -> None:
    audiences = {p.name: p.audience for p in papers()}
    for review, made in drafts(path):
        for sentence in made.draft["sentences"]:
            assert not broken(sentence["text"], review["case"], audiences[made.draft["paper"]]), sentence["text"]
        for rubbish in ("None", "。。", "；。", "，。", "、。", "{", "（）"):
            assert rubbish not in made.text, made.draft["paper"]
