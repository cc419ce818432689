"""Hand-written reviews: one with violations, one that is only silent, one folder."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "reviews"


@pytest.fixture
def review() -> Callable[[str], dict[str, Any]]:
    """Loads a review by name; each call gives a fresh copy."""

    def load(name: str) -> dict[str, Any]:
        return copy.deepcopy(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))

    return load


@pytest.fixture
def today() -> date:
    """The day on which the tests draft."""
    return date(2026, 11, 24)
