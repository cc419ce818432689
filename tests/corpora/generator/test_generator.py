"""Generated cases: the same seed, the same bytes; the truth stands in the text; every trait turns up."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpora.generator import Case, generate, make, split_of
from corpora.generator.__main__ import main
from corpora.generator.carriers import CARRIERS, carry

SEEDS = range(1, 201)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [make(seed) for seed in SEEDS]


def test_a_seed_is_a_case(cases: list[Case]) -> None:
    assert [make(seed) for seed in SEEDS[:10]] == cases[:10]
    rulings = [case for case in cases if case.findings]
    assert len({paper.text for case in rulings for paper in case.papers if paper.type == "termination_ruling"}) == len(
        rulings
    )


def test_splits_never_share_a_seed() -> None:
    counts = Counter(split_of(seed) for seed in range(1000))
    assert counts == {"train": 700, "dev": 200, "test": 100}
    for split in counts:
        assert {split_of(case.seed) for case in generate(1, 5, split)} == {split}


def test_names_of_the_truth_stand_in_the_text(cases: list[Case]) -> None:
    for case in cases:
        text = "".join(paper.text for paper in case.papers)
        assert all(paper.type for paper in case.papers)
        for key in ("court", "case_no", "cause"):
            assert (case.fields.get(key) or "") in text, (case.id, key)
        for key in ("applicants", "respondents", "basis", "judges"):
            assert all(name in text for name in case.fields.get(key, ())), (case.id, key)


def test_traits_vary(cases: list[Case]) -> None:
    notes = " ".join(case.notes for case in cases)
    for trait in ("shape a", "shape b", "shape c", "shape d", "paid", "waiting", "failed_auction", "wrong_article"):
        assert trait in notes
    for trait in ("near-miss news", "near-miss resumption", "near-miss template", "file late_interview", "file none"):
        assert trait in notes
    numbers = [str(case.fields.get("case_no")) for case in cases]
    assert any("字第" in n for n in numbers) and any("字第" not in n for n in numbers)
    assert len({str(case.fields.get("ruling_date"))[:4] for case in cases}) >= 9
    conclusions = {c for case in cases for f in case.findings.values() for c in ([f] if isinstance(f, str) else f)}
    assert conclusions == {"ok", "not_shown", "violation", "na"}


def test_command_writes_inputs_labels_and_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "5", "--n", "6", "--out", str(tmp_path), "--carrier", "mixed"]) == 0
    assert "6 案" in capsys.readouterr().out
    rows = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert [row["seed"] for row in rows] == list(range(5, 11))
    assert len(list((tmp_path / "input").iterdir())) == 6
    for row in rows:
        label = json.loads((tmp_path / "gold" / f"{row['id']}.json").read_text("utf-8"))
        assert label["id"] == row["id"] and label["origin"] == "synthetic"


@pytest.mark.parametrize("name", [n for n, c in CARRIERS.items() if c.available and c.kind != "scan"])
def test_carriers_are_deterministic(name: str) -> None:
    paper = make(3).papers[0]
    if CARRIERS[name].suffix == ".docx":  # the package's zip carries the clock
        assert carry(paper, name, 1)[:2] == b"PK"
        return
    assert carry(paper, name, 1) == carry(paper, name, 1)


def test_a_case_file_is_told_in_papers_of_their_kind(cases: list[Case]) -> None:
    files = [case for case in cases if len(case.papers) > 1]
    assert files
    for case in files:
        kinds = [paper.type for paper in case.papers]
        assert kinds.count("termination_ruling") == 1
        assert {"interview_record", "panel_minutes", "inquiry_report", "service_record"} <= set(kinds)
