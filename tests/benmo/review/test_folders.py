"""Case files as folders of documents, through reading and extraction to the conclusions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benmo.cases.intake import gather
from benmo.review import review
from corpora.folders import build
from evaluation import examples

CASES = [*examples.folders()]


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any]], dict[str, Any]]:
    done: dict[str, dict[str, Any]] = {}

    def get(case: dict[str, Any]) -> dict[str, Any]:
        if case["id"] not in done:
            folder: Path = build(case["documents"], tmp_path_factory.mktemp("case") / case["id"])
            done[case["id"]] = review(gather(folder)[0], with_text=True)
        return done[case["id"]]

    return get


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_folder(case: dict[str, Any], reviewed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    result = reviewed(case)
    found = {f["checkpoint"]: f for f in result["findings"]}
    wrong = []
    for asked, wanted in case["expect"].items():
        accepted = [wanted] if isinstance(wanted, str) else wanted
        if found[asked]["conclusion"] not in accepted:
            wrong.append(f"{asked}: {found[asked]['conclusion']}, wanted {accepted}: {found[asked]['reason']}")
    assert not wrong, case["why"]
    texts = {d["id"]: d["text"] for d in result["documents"]}
    for finding in result["findings"]:
        if finding["conclusion"] == "violation":
            assert finding["evidence"], finding["checkpoint"]
        for e in finding["evidence"]:
            assert texts[e["document"]][e["start"] : e["end"]] == e["quote"]


@pytest.mark.parametrize("case", [c for c in CASES if c.get("weights")], ids=lambda c: c["id"])
def test_weight(case: dict[str, Any], reviewed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    found = {f["checkpoint"]: f["weight"] for f in reviewed(case)["findings"]}
    assert {k: found[k] for k in case["weights"]} == case["weights"]


@pytest.mark.parametrize("case", [c for c in CASES if c.get("matrix")], ids=lambda c: c["id"])
def test_matrix_keeps_to_its_rows(case: dict[str, Any], reviewed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    cells = {(c["respondent"], c["category"]): c for c in reviewed(case)["matrix"]}
    for respondent, category, *wanted in case["matrix"]:
        cell = cells[respondent, category]
        assert [cell["inquired"], cell["inquired_on"], cell["found"]] == wanted, (respondent, category)


_FIELDS = {
    "interview_held": lambda c: c["interview"]["held"],
    "interview_date": lambda c: c["interview"]["date"],
    "filing_date": lambda c: c["filing_date"],
    "case_no": lambda c: c["case_no"],
    "recovered": lambda c: c["amounts"]["recovered"],
    "outstanding": lambda c: c["amounts"]["outstanding"],
}


@pytest.mark.parametrize("case", [c for c in CASES if c.get("fields")], ids=lambda c: c["id"])
def test_fields(case: dict[str, Any], reviewed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    told = reviewed(case)["case"]
    assert {k: _FIELDS[k](told) for k in case["fields"]} == case["fields"]


@pytest.mark.parametrize("case", [*examples.near()], ids=lambda c: c["id"])
def test_near_miss_accuses_nobody(case: dict[str, Any], tmp_path: Path) -> None:
    result = review(gather(build(case["documents"], tmp_path / "卷宗"))[0])
    accused = {f["checkpoint"]: f["reason"] for f in result["findings"] if f["conclusion"] == "violation"}
    assert not accused.keys() - set(case.get("may", ())), (case["why"], accused)
