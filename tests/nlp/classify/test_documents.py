"""Every type of document, and what is nearly a 终本 ruling but none; texts in documents.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlp.classify import classify
from nlp.normalise import normalise
from nlp.sections import find_sections

_ROWS = yaml.safe_load(Path(__file__).with_name("documents.yaml").read_text("utf-8"))
_CASES = [(row["type"], text) for row in _ROWS for text in row["texts"]]
_CONTRACT = {
    *("termination_ruling", "other_ruling", "execution_notice", "asset_report_order", "consumption_order"),
    *("dishonesty_decision", "inquiry_report", "interview_record", "asset_declaration", "valuation_or_auction"),
    *("service_record", "panel_minutes", "payment_record", "procedure_log", "supervision_request"),
    *("procuratorial_suggestion", "court_reply", "other"),
}


@pytest.mark.parametrize(("expected", "text"), _CASES, ids=[f"{t}-{n}" for n, (t, _) in enumerate(_CASES)])
@pytest.mark.parametrize("carrier", ["as written", "blank lines", "one line"])
def test_type(expected: str, text: str, carrier: str) -> None:
    if carrier == "one line":
        if not expected.endswith("_ruling"):
            pytest.skip("only a ruling is told without its lines")
        text = text.replace("\n", "")
    if carrier == "blank lines":
        text = text.replace("\n", "\n\n")
    clean = normalise(text).text
    found = classify(clean, find_sections(clean))
    assert found.type == expected, found.reason
    assert any("一" <= char <= "鿿" for char in found.reason)
    assert found.span is None or clean[found.span.start : found.span.end]


def test_every_type_of_the_contract_has_cases() -> None:
    assert {kind for kind, _ in _CASES} == _CONTRACT
    assert len(_CASES) >= 60
