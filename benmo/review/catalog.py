"""The catalogue of checkpoints (监督要点): data from ``checkpoints/*.yaml``, decisions from the modules beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import yaml

if TYPE_CHECKING:
    from benmo.cases.facts import CaseFacts
    from benmo.law import LawIndex
    from benmo.review.conclusion import Conclusion

    Decision = Callable[[CaseFacts, LawIndex], Conclusion]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: One YAML and one module each, in the order of the contract.
STAGES = ("initiation", "investigation", "disposal", "coercion", "termination", "aftercare", "linkage")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint of the contract. ``basis`` holds provision ids; ``next_step`` says what to verify and where."""

    id: str
    name: str
    stage: str
    needs: str
    weight: str
    basis: tuple[str, ...]
    asks: str
    next_step: str
    meanings: dict[str, str]


@cache
def catalogue() -> tuple[Checkpoint, ...]:
    """All checkpoints, in the contract's order."""
    out = []
    for stage in STAGES:
        for e in yaml.load((files("benmo.review.checkpoints") / f"{stage}.yaml").read_text("utf-8"), _LOADER):
            meanings = {k: e[k] for k in ("ok", "not_shown", "violation", "na") if k in e}
            out.append(
                Checkpoint(
                    e["id"],
                    e["name"],
                    stage,
                    e["needs"],
                    e["weight"],
                    tuple(e["basis"]),
                    e["asks"],
                    e["next_step"],
                    meanings,
                )
            )
    return tuple(out)


_DECISIONS: dict[str, Decision] = {}
F = TypeVar("F", bound="Callable[..., Conclusion]")


def checkpoint(name: str) -> Callable[[F], F]:
    """Register the decision of checkpoint *name*.

    Raises:
        ValueError: it has one already.
    """

    def register(decide: F) -> F:
        if name in _DECISIONS:
            raise ValueError(f"{name} is decided twice")
        _DECISIONS[name] = decide
        return decide

    return register


@cache
def decisions() -> dict[str, Decision]:
    """Checkpoint id → its decision. Every checkpoint of the catalogue has exactly one (a test holds this)."""
    for stage in STAGES:
        import_module(f"benmo.review.checkpoints.{stage}")
    return _DECISIONS
