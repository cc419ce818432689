"""Whole suggestion papers and answers in many forms: what they are, their heads, what they raise, what they come to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benmo.cases.intake import gather
from benmo.review import review_all

ROWS = yaml.safe_load(Path(__file__).with_name("whole_papers.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[str(n) for n in range(len(ROWS))])
def test_a_paper(row: dict[str, Any], tmp_path: Path) -> None:
    paper = tmp_path / "文书.txt"
    paper.write_text(row["text"], "utf-8")
    (review,) = (r for material in gather(paper) for r in review_all(material))
    suggestion, reply = review.get("suggestion") or {}, review.get("reply") or {}
    have = {
        "type": review["documents"][0]["type"],
        "issuer": suggestion.get("issuer"),
        "addressee": suggestion.get("addressee"),
        "number": suggestion.get("number") if suggestion else reply.get("suggestion_number"),
        "case": suggestion.get("case_no"),
        "months": suggestion.get("reply_months"),
        "raised": sorted(suggestion.get("raised", ())),
        "grade": (suggestion.get("grade") or {}).get("level"),
        "outcome": reply.get("outcome"),
        "court": reply.get("court"),
    }
    # ``missed``: points that the paper makes and the program is known not to find; found ones must be struck off there.
    found = sorted(set(row["want"].get("raised", ())) - set(row.get("missed", ())))
    want = row["want"] | ({"raised": found} if "raised" in row["want"] else {})
    assert {key: have[key] for key in want} == want
