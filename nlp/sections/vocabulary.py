"""Read the YAML and TXT word lists that stand beside the code that uses them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_yaml(package: str, name: str) -> dict[str, Any]:
    """The mapping in the YAML file *name* of *package*.

    Raises:
        FileNotFoundError: the installation is broken, a data file is missing.
    """
    data = yaml.load((files(package) / name).read_text("utf-8"), Loader=_Loader)
    if not isinstance(data, dict):
        raise TypeError(f"{package}/{name} is not a mapping")
    return data


@cache
def load_words(package: str, name: str) -> frozenset[str]:
    """The words of a TXT file, one a line; ``#`` starts a comment."""
    lines = (files(package) / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def alternation(words: list[str]) -> str:
    """A regex alternation of YAML pattern fragments, longest first so that a longer label is never cut short."""
    return "|".join(sorted(words, key=len, reverse=True))
