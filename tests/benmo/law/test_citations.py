"""The citation strings of corpora/citations: each is read as it should be and judged as it should be."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

import corpora
from benmo.law import load
from benmo.law.lookup import Checked, check

ROWS: list[dict[str, Any]] = yaml.load(
    corpora.read_text("citations", "citations.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)
BAD = ("outdated", "not_yet", "nonexistent", "mismatched")


def label(checked: Checked) -> str:
    mention, verdict = checked.mention, checked.verdict
    law = load().law(mention.law) if mention.law else None
    text = law.key if law else mention.law or "?"
    if mention.article or mention.unread:
        text += f"#{mention.article or '?'}"
    if mention.suffix:
        text += f"-{mention.suffix}"
    if mention.paragraph or mention.item:
        text += f".{mention.paragraph or 0}"
    if mention.item:
        text += f".{mention.item}"
    source = "!party" if mention.by_party else "!appendix" if mention.in_appendix else ""
    return f"{text}={verdict.status}{source}"


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['group']}-{i}" for i, r in enumerate(ROWS)])
def test_read_and_judged(row: dict[str, Any]) -> None:
    checked = check(row["text"], row["day"])
    assert sorted(label(c) for c in checked) == sorted(row["want"])
    assert sum(c.mention.unread for c in checked) == row.get("unread", 0)
    assert all(
        c.verdict.should_be or c.verdict.status not in ("outdated", "mismatched") or c.verdict.reason for c in checked
    )


def test_the_set_is_large_enough_and_covers_every_status() -> None:
    wants = [want for row in ROWS for want in row["want"]]
    assert len(wants) >= 300
    assert {w.partition("=")[2].partition("!")[0] for w in wants} == {"valid", "unknown", *BAD}
