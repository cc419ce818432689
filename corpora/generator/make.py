"""From a seed to a case, and from a row of seeds to a set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from corpora.generator.casefile import case_file
from corpora.generator.draw import Draw, draw
from corpora.generator.model import Case, split_of
from corpora.generator.nearmiss import near_miss
from corpora.generator.ruling import ruling
from corpora.generator.teller import Finding

#: Severe by default (law of the catalogue) and generated.
_SEVERE = (
    *("execution_notice", "asset_report_order", "online_inquiry_core", "creditor_clues", "consumption_restriction"),
    *("interview", "panel_review"),
)


def make(seed: int) -> Case:
    """The case of *seed*, the same every time: of ten seeds seven are rulings, two near-misses, one a case file."""
    rng = Random(f"benmo-case-{seed}")
    drawn = draw(rng)
    kind = seed // 10 % 10
    if kind in (3, 6):
        paper, fields, key = near_miss(drawn, rng)
        return Case(f"g{seed:06d}", seed, (paper,), fields, {}, None, f"near-miss {key}")
    if kind == 8:
        return _file(seed, drawn, rng)
    paper, fields, findings = ruling(drawn, rng)
    return Case(f"g{seed:06d}", seed, (paper,), fields, findings, _grade(findings), _notes(drawn))


def _file(seed: int, drawn: Draw, rng: Random) -> Case:
    """A file around a ruling that reads well: what is wrong is wrong in the file."""
    drawn = replace(drawn, defects=drawn.defects & {"early"}, story="none", recovered=0, debtors=drawn.debtors[:3])
    paper, fields, findings = ruling(drawn, rng)
    papers, more, defect = case_file(drawn, paper, rng)
    for check in ("ruling_contradicts_file", "service_publication", "assets_left_undisposed", "date_consistency"):
        findings.pop(check, None)
    if defect != "none":
        for check in ("interview", "interview_substance", "panel_review", "online_inquiry_core"):
            findings.pop(check, None)
        fields = {k: v for k, v in fields.items() if not k.startswith("interview")}
    fields.pop("document_type", None)
    fields.pop("measures", None)  # the letters of the file show more than the ruling tells
    return Case(f"g{seed:06d}", seed, papers, fields, findings | more, None, f"file {defect}; {_notes(drawn)}")


def _notes(drawn: Draw) -> str:
    return f"shape {drawn.shape}, story {drawn.story}, defects {', '.join(sorted(drawn.defects)) or 'none'}"


def _grade(findings: dict[str, Finding]) -> str | None:
    """C where it is certain: three severe checkpoints not shown for sure."""
    missing = sum(findings.get(check) == "not_shown" for check in _SEVERE)
    return "C" if missing >= 3 else None


def generate(seed: int, n: int, split: str | None = None) -> Iterator[Case]:
    """*n* cases from *seed* on; with *split* only the seeds of train, dev or test."""
    made, at = 0, seed
    while made < n:
        if split in (None, split_of(at)):
            yield make(at)
            made += 1
        at += 1
