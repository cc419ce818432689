"""The reviews of everything shipped, made once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from benmo.cases.intake import CaseMaterial, gather, list_entries
from benmo.review import review_all

CORPORA = Path(str(files("corpora")))


@cache
def materials() -> tuple[CaseMaterial, ...]:
    """Every case of the development gold and of the samples."""
    folders = [f for f in (CORPORA / "gold" / "input", CORPORA / "samples") if f.is_dir()]
    entries = [
        e
        for folder in folders
        for e in list_entries(folder, [CORPORA / "samples" / "labels", CORPORA / "samples" / "README.md"])[0]
    ]
    return tuple(m for e in entries for m in gather(e.path, e.id))


@pytest.fixture(scope="session")
def reviews() -> list[dict[str, Any]]:
    """Their reviews, with text."""
    return [r for m in materials() for r in review_all(m, with_text=True)]


@pytest.fixture(scope="session")
def rulings(reviews: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that concern a termination ruling."""
    return [r for r in reviews if any(d["type"] == "termination_ruling" for d in r["documents"])]
