"""The JSON that leaves the program, described once: ``review.schema.json`` and ``draft.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON schema called *name*: ``review`` or ``draft``."""
    content: dict[str, Any] = json.loads((files("benmo.contract") / f"{name}.schema.json").read_text("utf-8"))
    return content


def faults(name: str, document: Mapping[str, Any]) -> list[str]:
    """Where *document* breaks the schema called *name*, one line each; empty where it is valid."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(schema(name)).iter_errors(document)
    return sorted(f"{error.json_path}: {error.message[:200]}" for error in errors)
