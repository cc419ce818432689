"""The development gold: every head field of the rulings in one file, and the type of every document."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from nlp.classify import classify
from nlp.document import Document
from nlp.entities import Head, read_head
from nlp.normalise import normalise
from nlp.readers import read_file
from nlp.sections import find_sections

_GOLD = Path(str(files("corpora"))) / "gold"
_CASES = sorted((_GOLD / "gold").glob("*.json")) if _GOLD.is_dir() else []


def _view(head: Head) -> dict[str, Any]:
    amounts = head.amounts
    return {
        "court": head.court and head.court.value,
        "case_no": head.case_no and head.case_no.value,
        "ruling_date": head.ruling_date and head.ruling_date.value.isoformat(),
        "filing_date": head.filing_date and head.filing_date.value.isoformat(),
        "cause": head.cause and head.cause.value,
        "applicants": {p.name for p in head.applicants},
        "respondents": {p.name for p in head.respondents},
        "basis": {b.number for b in head.basis},
        "claimed": amounts.claimed and float(amounts.claimed.value),
        "recovered": amounts.recovered and float(amounts.recovered.value),
        "outstanding": amounts.outstanding and float(amounts.outstanding.value),
        "judges": {j.value for j in head.panel.judges},
        "tags": {t.value for t in head.tags},
    }


@pytest.mark.skipif(not _CASES, reason="the development gold is not in this checkout")
@pytest.mark.parametrize("gold", _CASES, ids=lambda p: p.stem)
def test_lone_documents(gold: Path) -> None:
    source = next((path for path in (_GOLD / "input").glob(f"{gold.stem}.*") if path.is_file()), None)
    document = read_file(source) if source else None
    if source is None or not isinstance(document, Document):
        pytest.skip("a case file, or a format whose reader is missing here")
    fields = json.loads(gold.read_text("utf-8"))["fields"]
    text = normalise(document.text, document.hidden).text
    sections = find_sections(text)
    found = _view(read_head(text, sections)) | {"document_type": classify(text, sections, source.name).type}
    if fields["document_type"] not in ("termination_ruling", "other_ruling"):
        fields = {"document_type": fields["document_type"]}
    wanted = {key: set(value) if isinstance(value, list) else value for key, value in fields.items() if key in found}
    assert {key: found[key] for key in wanted} == wanted
