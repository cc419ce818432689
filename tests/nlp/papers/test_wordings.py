"""Many wordings: what a sentence of a suggestion raises, what an answer comes to."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlp.document import Span
from nlp.papers import find_raised, read_reply

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in yaml.safe_load((HERE / name).read_text("utf-8"))]


@pytest.mark.parametrize(("checkpoints", "text"), rows("raised.yaml"))
def test_raised(checkpoints: str, text: str) -> None:
    clean = "\n" + text
    assert {r.defect for r in find_raised(clean, Span(0, len(clean)))} == set(checkpoints.split())


@pytest.mark.parametrize(("outcome", "text"), rows("outcomes.yaml"))
def test_outcome(outcome: str, text: str) -> None:
    assert read_reply(text).outcome == outcome
