"""类案检察建议书 on pairs of cases of one court: the same proofs that a paper on one case has to pass."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benmo.cases.intake import CaseMaterial
from benmo.drafting import Decision, DraftResult, draft_several
from benmo.drafting.checks import broken
from benmo.drafting.guard_tokens import hard_tokens
from benmo.law import BAD, load
from benmo.review import review
from nlp.document import Document
from nlp.statutes import read_citations

ROOT = Path(__file__).parents[3] / "corpora"
TODAY = date(2026, 11, 27)
RULINGS = [p for s in ("gold", "blind", "unseen") for p in sorted((ROOT / s / "input").glob("*.txt"))]
_SERIAL = re.compile(r"(执(?:恢|字第)?)(\d+)(号)")


def _reviewed(text: str, name: str) -> dict[str, Any]:
    document = Document(f"{name}.txt", f"{name}.txt", name.ljust(64, "0")[:64], "txt", text)
    return review(CaseMaterial(name, (document,), is_folder=False), with_text=True)


@cache
def made() -> tuple[tuple[list[dict[str, Any]], DraftResult], ...]:
    """A ruling and its twin under another number, both with what a person confirmed in them."""
    found = []
    for path in RULINGS:
        text = path.read_bytes().decode("utf-8", "replace")
        twin = _SERIAL.sub(lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}", text)
        if twin == text or "\ufffd" in text:
            continue
        pair = [_reviewed(text, f"{path.stem}-a"), _reviewed(twin, f"{path.stem}-b")]
        if any(r["case"]["court"] is None or r["case"]["case_no"] is None for r in pair):
            continue
        decided = [
            Decision(f["checkpoint"], "confirmed", "张三", TODAY.replace(day=20), ("执行卷宗",), "3", case=r["id"])
            for r in pair
            for f in r["findings"]
            if f["conclusion"] == "not_shown"
        ]
        try:
            found.append((pair, draft_several(pair, decided, today=TODAY)))
        except Exception as error:
            if type(error).__name__ not in ("Unfit", "NothingFirm"):
                raise
    return tuple(found)


def test_there_are_pairs() -> None:
    assert len(made()) >= 20


def test_every_sentence_rests_on_something_that_stands_in_one_of_the_cases() -> None:
    for pair, result in made():
        texts = [{d["id"]: d["text"] for d in r["documents"]} for r in pair]
        known = set(hard_tokens("\n".join("".join(t.split()) for by_id in texts for t in by_id.values())))
        told = [{k: v for k, v in r.items() if k != "documents"} for r in pair]
        known |= set(hard_tokens(json.dumps(told, ensure_ascii=False)))
        for s in result.draft["sentences"]:
            if s["kind"] in ("fact", "defect"):
                assert s["evidence"] or s["facts"] or s["finding_ids"], s["text"]
            for e in s["evidence"]:
                assert any(t.get(e["document"], "")[e["start"] : e["end"]] == e["quote"] for t in texts), s["text"]
            bare = re.sub(r"“[^”]*”", "", s["text"])
            own = {t for t in hard_tokens(bare) if t.startswith(("案号:", "金额:"))}
            assert own <= known, (s["text"], own - known)


def test_both_cases_are_named_and_no_dead_article_is() -> None:
    law = load()
    for pair, result in made():
        numbers = [r["case"]["case_no"].partition("之")[0] for r in pair]  # the case, not one ruling of it (之一)
        missing = [n for n in numbers if n not in result.text]
        assert not missing, result.text
        days = [TODAY, *(date.fromisoformat(r["case"]["ruling_date"]) for r in pair if r["case"]["ruling_date"])]
        for s in result.draft["sentences"]:
            bare = re.sub(r"“[^”]*”", "", s["text"])
            if "引用" in bare or s["kind"] == "fact":
                continue
            for mention in read_citations(bare):
                assert not all(law.judge(mention, d).status in BAD for d in days), bare


def test_nothing_that_a_court_must_not_read() -> None:
    for pair, result in made():
        for s in result.draft["sentences"]:
            assert not broken(s["text"], pair[0]["case"], "court"), s["text"]
        for rubbish in ("None", "。。", "；。", "，。", "、。", "{", "（）"):
            assert rubbish not in result.text
