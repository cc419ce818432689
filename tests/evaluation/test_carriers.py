"""The same paper through every carrier: the same fields and conclusions, and evidence that stands in its text."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from corpora.generator import Case
from corpora.generator.carriers import CARRIERS
from evaluation.carriers import GOALS, Agreement, compare, measure, mixed, paper_of, papers, table

CHOSEN = [name for name, carrier in CARRIERS.items() if carrier.available and carrier.kind != "scan"]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return papers(12)


@pytest.mark.parametrize("name", CHOSEN)
def test_agreement(name: str, cases: list[Case]) -> None:
    [agreement] = measure(cases, [name])
    assert agreement.papers == len(cases) and agreement.unread == 0 and agreement.broken == 0
    assert agreement.field_share >= GOALS[agreement.kind], agreement.misses
    assert agreement.finding_share >= 0.97, agreement.misses


@pytest.mark.slow
@pytest.mark.skipif(find_spec("rapidocr") is None or find_spec("nlp.readers.ocr") is None, reason="needs the ocr extra")
@pytest.mark.parametrize("name", [n for n in ("scan_pdf",) if CARRIERS[n].available])
def test_scans(name: str) -> None:
    [agreement] = measure(papers(1)[:1], [name])
    assert agreement.unread == 0 and agreement.broken == 0
    assert agreement.field_share >= GOALS["scan"], agreement.misses


def test_disagreement_is_counted() -> None:
    plain = {"case": {"court": "甲法院", "measures": [{"type": "onsite"}]}, "findings": [], "documents": []}
    other = {"case": {"court": "乙法院", "measures": []}, "findings": [], "documents": [], "status": "reviewed"}
    agreement = Agreement("x", "noisy")
    compare(agreement, Case("a", 0, ()), plain, other)
    assert not agreement.fields[True] and agreement.fields[False] == 2
    assert {row[1] for row in agreement.misses} == {"court", "measures"}
    assert "| x | noisy | 1 | 0 | 0.0000 |" in table([agreement], "表")


def test_roles_of_a_plain_text() -> None:
    paper = paper_of(
        "甲县人民法院\n执行裁定书\n（2020）苏01执1号\n正文。\n审判员 甲乙\n二〇二〇年一月一日\n书记员 丙丁\n"
    )
    assert [line.role for line in paper.lines] == ["court", "title", "number", "body", "sign", "date", "sign"]


def test_mixed_papers_come_in_turn() -> None:
    found = mixed(7)
    assert len(found) == 7
    assert [case.id.startswith("g0") for case in found] == [True, False, True, False, True, False, True]
    assert [case.id for case in mixed(3)] == [case.id for case in found[:3]]
