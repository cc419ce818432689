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


SUGGESTION = """{head}

{court}：
本院对你院（2019）鄂7101执58号案进行了审查。裁定书未在互联网公布，也查不到不予公布的审批。建议你院将裁定书依法上网公开，请于三个月内函复。

{office}
2021年9月8日
"""


@pytest.mark.parametrize(
    ("head", "court", "office"),
    [
        ("武汉铁路运输检察院\n检察建议书\n武铁检民执监〔2021〕2号", "武汉铁路运输法院", "武汉铁路运输检察院"),
        ("关于若干问题的\n检 察 建 议 书\n津武检民执监〔2025〕 5 号", "某市某区人民法院", "某市某区人民检察院"),
        ("某市人民检察院\n检察建议书\n某检民执监〔2021〕2号", "某市人民法院", "某市人民检察院"),
    ],
)
def test_a_suggestion_by_its_office_or_its_number(head: str, court: str, office: str) -> None:
    text = SUGGESTION.format(head=head, court=court, office=office)
    clean = normalise(text).text
    assert classify(clean, find_sections(clean)).type == "procuratorial_suggestion"
