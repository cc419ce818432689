"""Chinese words for the codes of a review, read once from data files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from benmo.review.catalog import catalogue

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (files("benmo.render") / "words.yaml").read_text("utf-8")
    return cast("dict[str, dict[str, str]]", yaml.load(text, _Loader))


def word(kind: str, code: object) -> str:
    """The Chinese word for *code* of *kind* (a section of words.yaml); an unknown code shows as itself."""
    return _words()[kind].get(str(code), str(code)) if code is not None else "—"


def words(kind: str) -> dict[str, str]:
    """All codes of *kind* with their words, in their order."""
    return dict(_words()[kind])


@cache
def checkpoint_name(checkpoint: str) -> str:
    """The Chinese name of a checkpoint (监督要点); an unknown id shows as itself."""
    return next((c.name for c in catalogue() if c.id == checkpoint), checkpoint)
