"""Examples hold the decisions: each conclusion is shown at least twice, and breaking a decision is noticed."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections import Counter
from functools import cache

import pytest

from benmo.review.catalog import catalogue, decisions
from evaluation import examples
from evaluation.mutation import _reached, cases_for, mutants

CONCLUSIONS = {"ok", "na", "not_shown", "violation"}
#: The share of a lone decision's mutants that must be noticed; what survives words a reason or doubles another branch.
FLOOR = 0.7
BY_RULING = [c.id for c in catalogue() if c.needs == "ruling"]


@cache
def shown() -> dict[str, Counter[str]]:
    """Checkpoint → how often each conclusion is the expected one of an example that is answered so."""
    counts: dict[str, Counter[str]] = {c.id: Counter() for c in catalogue()}
    for example in examples.load():
        for asked, accepted in example.expect.items():
            if f"{example.id}/{asked}" not in examples.known():
                counts[asked][accepted[0]] += 1
    for case in examples.folders():
        for asked, wanted in case["expect"].items():
            counts[asked][wanted if isinstance(wanted, str) else wanted[0]] += 1
    return counts


def reachable(checkpoint: str) -> set[str]:
    """The conclusions that the decision and its helpers make on a ruling alone."""
    decide = decisions()[checkpoint]
    tree = ast.parse(inspect.getsource(importlib.import_module(decide.__module__)))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    made = set()
    for name in _reached(decide.__name__, functions):
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                made |= {node.func.id} & CONCLUSIONS
                made |= {"ok", "not_shown", "violation"} if node.func.id == "reached" else set()
    return made


@pytest.mark.parametrize("checkpoint", BY_RULING)
def test_each_conclusion_is_shown_twice(checkpoint: str) -> None:
    lacking = {c: shown()[checkpoint][c] for c in reachable(checkpoint) if shown()[checkpoint][c] < 2}
    assert not lacking


@pytest.mark.slow
@pytest.mark.parametrize("checkpoint", BY_RULING)
def test_a_broken_decision_is_noticed(checkpoint: str) -> None:
    found = [m for m in mutants(checkpoint, cases_for(checkpoint)) if not m.place.startswith("filed")]
    # What changes no more than words or a caveat is no other decision.
    survivors = [f"{m.place} {m.change}" for m in found if not (m.killed or m.worded)]
    assert len(found) >= 3
    assert len(survivors) <= len(found) * (1 - FLOOR), survivors
