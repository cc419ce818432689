"""What drafting knows, as data: sentence templates, requests, merges, checks, word lists, models.

:func:`read_yaml` is the only way to read it; each file is read once in a process.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def read_yaml(name: str) -> Any:
    """The content of the YAML file *name* of this folder. Callers must not change it."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)
