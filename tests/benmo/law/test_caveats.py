"""What rests on a provision whose text is not checked says so, and accuses nobody."""

from __future__ import annotations

from typing import Any

import pytest

from benmo import law
from benmo.cases.intake import CaseMaterial
from benmo.law import CAVEAT, CONCLUSIVE_UNVERIFIED
from benmo.review.catalog import Checkpoint, catalogue
from benmo.review.conclusion import NA, NOT_SHOWN, OK, VIOLATION, Conclusion, Item
from benmo.review.service import _held, review
from nlp.document import Document


@pytest.mark.parametrize("checkpoint", catalogue(), ids=lambda c: c.id)
def test_every_basis_is_known_and_one_of_it_can_carry_a_violation(checkpoint: Checkpoint) -> None:
    index = law.load()
    assert set(checkpoint.basis) <= set(index.provisions)
    if "violation" in checkpoint.meanings:
        assert index.supports(checkpoint.basis)
    unchecked = [i for i in checkpoint.basis if not index.provisions[i].verified]
    caveats = index.caveats(checkpoint.basis)
    assert bool(caveats) == bool(unchecked)
    assert all(c.startswith(CAVEAT) for c in caveats)
    for i in unchecked:
        assert index.brief(index.provisions[i]) in caveats[0]


def test_internal_papers_and_reference_figures_carry_no_violation() -> None:
    index = law.load()
    for checkpoint in catalogue():
        levels = {index.laws[index.provisions[i].law].level for i in checkpoint.basis}
        assert not levels & {"内部文件", "参考"}, checkpoint.id


def test_the_corroborated_articles_are_the_only_unchecked_ones_that_conclude() -> None:
    index = law.load()
    assert {i for i, p in index.provisions.items() if not p.verified and index.conclusive(i)} == CONCLUSIVE_UNVERIFIED
    assert {p.article for i in CONCLUSIVE_UNVERIFIED for p in [index.provisions[i]]} == {3, 5, 6}


def test_a_violation_on_unchecked_text_alone_becomes_a_hint() -> None:
    hint = Checkpoint("own", "自设", "disposal", "ruling", "minor", ("zhiyue-2021-art-chakong",), "", "", {})
    firm = Checkpoint("own", "自设", "disposal", "ruling", "minor", ("zhongben-2016-art5",), "", "", {})
    answer = Conclusion(VIOLATION, "超过期限。", items=(Item("a", VIOLATION, "超过期限"),))
    held = _held(hint, answer, law.load())
    assert held.conclusion == NOT_SHOWN
    assert "线索" in held.reason
    assert [i.conclusion for i in held.items] == [NOT_SHOWN]
    assert _held(firm, answer, law.load()) is answer
    for other in (OK, NA, NOT_SHOWN):
        assert _held(hint, Conclusion(other, "。"), law.load()).conclusion == other


BARE = """某某市人民法院
执行裁定书
（2023）某0101执1号
申请执行人：甲某。
被执行人：乙某公司。
裁定如下：
终结本次执行程序。
"""


@pytest.mark.parametrize("text", [BARE, BARE.replace("裁定如下", "申请执行人表示不同意，本院未予理会。裁定如下")])
def test_in_a_review_exactly_the_open_findings_on_unchecked_text_carry_it(text: str) -> None:
    document = Document("例.txt", "例.txt", "0" * 64, "txt", text)
    findings: list[dict[str, Any]] = review(CaseMaterial("例", (document,)))["findings"]
    index = law.load()
    assert len(findings) == len(catalogue())
    told = 0
    for finding in findings:
        caveats = [c for c in finding.get("caveats", []) if c.startswith(CAVEAT)]
        rests = finding["conclusion"] in ("violation", "not_shown") and any(
            not index.provisions[i].verified for i in finding["basis"]
        )
        assert bool(caveats) == rests, finding["checkpoint"]
        told += bool(caveats)
        if finding["conclusion"] == "violation":
            assert index.supports(finding["basis"])
    assert told >= 3
