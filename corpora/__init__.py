"""The collections that benmo carries: statutes, samples, gold, examples. Data first; code here only reads it.

``sets.yaml`` says for each set what it is, where it comes from, under what licence, and whether it may be handed on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorpusSet:
    """One shipped set of data and the terms it comes under."""

    name: str
    title: str
    origin: str
    licence: str
    may_ship: bool
    personal_data: str


def read_bytes(*parts: str) -> bytes:
    """A data file of this package, by its path below ``corpora``.

    The package's own loader serves it, so it works from a wheel and costs no import (``importlib.resources`` alone
    would take longer than reading all the statutes).

    Raises:
        FileNotFoundError: there is no such file.
    """
    from os.path import dirname, join

    if __spec__ is None or __spec__.loader is None or not hasattr(__spec__.loader, "get_data"):
        raise FileNotFoundError("/".join(parts))
    data: bytes = __spec__.loader.get_data(join(dirname(__file__), *parts))
    return data


def read_text(*parts: str) -> str:
    """A UTF-8 data file of this package as text; see :func:`read_bytes`."""
    return read_bytes(*parts).decode("utf-8")


def sets() -> tuple[CorpusSet, ...]:
    """What ships, from ``sets.yaml``."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(read_text("sets.yaml"), Loader=loader)
    return tuple(CorpusSet(**row) for row in rows)
