"""A generator of cases with known truth: invented rulings, near-misses and case files, and their carriers.

For coverage and regression, never for claims of quality: whoever wrote the phrases knows the rules. The same seed gives
the same case, byte for byte; train, dev and test are told apart by the seed alone.

``python -m corpora.generator --seed 1 --n 100 --out DIR`` writes ``input/``, ``gold/`` (the labels' format of
``corpora/gold``) and ``manifest.json``.
"""

from __future__ import annotations

from corpora.generator.make import generate, make
from corpora.generator.model import Case, Line, Paper, split_of

__all__ = ["Case", "Line", "Paper", "generate", "make", "split_of"]
