"""Word lists and patterns, as YAML files beside this loader: adding a word is a change of data, not of code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml reads these files about ten times as fast as the pure Python loader, which decides the cold start.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The content of ``nlp/lexicons/<name>.yaml``.

    Raises:
        FileNotFoundError: there is no such lexicon.
    """
    return yaml.load((files(__package__) / f"{name}.yaml").read_text("utf-8"), _LOADER)
