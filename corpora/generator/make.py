"""From a seed to a case, and from a row of seeds to a set."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from corpora.generator.draw import draw
from corpora.generator.model import Case, split_of
from corpora.generator.ruling import ruling


def make(seed: int) -> Case:
    """The case of *seed*: the same every time, on every machine."""
    rng = Random(f"benmo-case-{seed}")
    drawn = draw(rng)
    paper, fields, findings = ruling(drawn, rng)
    notes = f"shape {drawn.shape}, story {drawn.story}, defects {', '.join(sorted(drawn.defects)) or 'none'}"
    return Case(f"g{seed:06d}", seed, (paper,), fields, dict(findings), None, notes)


def generate(seed: int, n: int, split: str | None = None) -> Iterator[Case]:
    """*n* cases from *seed* on; with *split* only the seeds of train, dev or test."""
    made, at = 0, seed
    while made < n:
        if split in (None, split_of(at)):
            yield make(at)
            made += 1
        at += 1
