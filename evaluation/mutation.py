"""Break each checkpoint's decision, one place at a time, and see whether an example notices (mutation testing).

``python -m evaluation.mutation [CHECKPOINT…]``: every condition is forced false and true, every comparison is moved by
one, every conclusion is swapped, in the decision and in the helpers of its module that it calls. The examples that ask
for the checkpoint are read once; each mutant only decides them again. A mutant that answers every example as before has
survived: either an example is missing or the code says nothing (DeMillo, Lipton and Sayward 1978).
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benmo import law
from benmo.cases.facts import CaseFacts
from benmo.cases.intake import gather
from benmo.review.catalog import catalogue, decisions
from benmo.review.conclusion import Conclusion
from benmo.review.filed.registry import BOTH, file_sides
from benmo.review.service import RULING, gather_facts
from corpora.folders import build
from evaluation import examples
from evaluation.tasks import load_gold
from nlp.document import Document
from nlp.pipeline import read_document

#: A conclusion, and what it is swapped for: the nearest wrong answer.
_SWAP = {"ok": "not_shown", "not_shown": "ok", "violation": "not_shown", "na": "ok"}
_MOVED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
#: Helpers that place evidence and word reasons: they decide no conclusion.
_WORDING = frozenset(("places", "item", "_value_place"))
Decision = Callable[[CaseFacts, Any], Conclusion]


class Asked(NamedTuple):
    """A case whose conclusion for the checkpoint is labelled."""

    id: str
    facts: CaseFacts
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, what was done, and whether some example noticed."""

    checkpoint: str
    place: str
    change: str
    killed: bool


def mutants(checkpoint: str, cases: list[Asked]) -> Iterator[Mutant]:
    """Every mutant of one checkpoint's decision, and of its file side, judged on *cases*."""
    decide, side = decisions()[checkpoint], file_sides().get(checkpoint)
    index = law.load()

    def right(case: Asked, by: Decision, beside: Any) -> bool:
        return _answer(checkpoint, by, beside, case.facts, index) in case.accepted

    sound = [case for case in cases if right(case, decide, side)]
    for change in _broken(decide):
        broken: Any = change.function
        killed = broken is None or not all(right(case, broken, side) for case in sound)
        yield Mutant(checkpoint, change.place, change.word, killed)
    for change in _broken(side) if side else ():
        broken = change.function
        killed = broken is None or not all(right(c, decide, broken) for c in sound if c.facts.file is not None)
        yield Mutant(checkpoint, change.place, change.word, killed)


class Change(NamedTuple):
    """One mutant as a function; None where it cannot be built."""

    place: str
    word: str
    function: Callable[..., Conclusion] | None


def _broken(function: Callable[..., Conclusion]) -> Iterator[Change]:
    """Each mutant of *function*, broken in itself or in a helper of its module."""
    module = importlib.import_module(function.__module__)
    tree = ast.parse(inspect.getsource(module))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    where = module.__name__.removeprefix("benmo.review.")
    for name in sorted(_reached(function.__name__, functions)):
        for line, word, mutated in _changes(functions[name]):
            yield Change(f"{where}:{line}", word, _decision(module, functions, name, mutated, function.__name__))


def _answer(checkpoint: str, decide: Decision, side: Any, facts: CaseFacts, index: Any) -> str:
    try:
        if facts.file is None:
            return decide(facts, index).conclusion
        answer = decide(facts if checkpoint in BOTH else facts.alone, index)
        return (side(facts, facts.file, answer) if side else answer).conclusion
    except Exception as error:  # a mutant may fall over; that is noticed too
        return type(error).__name__


def _reached(start: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """*start* and the functions of its module that it calls, directly or not."""
    seen, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        waiting += [n.id for n in ast.walk(functions[name]) if isinstance(n, ast.Name)]
    return seen - _WORDING


def _changes(function: ast.FunctionDef) -> Iterator[tuple[int, str, ast.FunctionDef]]:
    """Each change of *function*: its line, a word for it, and the changed copy."""
    for number, node in enumerate(ast.walk(function)):
        for change, alter in _alterations(node):
            mutated = copy.deepcopy(function)
            alter([*ast.walk(mutated)][number])
            yield getattr(node, "lineno", function.lineno), change, ast.fix_missing_locations(mutated)


def _alterations(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    if isinstance(node, ast.If):  # a conditional expression only words a reason
        words = ast.unparse(node.test)[:60]
        yield f"never: {words}", lambda n: setattr(n, "test", ast.Constant(False))
        yield f"always: {words}", lambda n: setattr(n, "test", ast.Constant(True))
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield f"and/or: {ast.unparse(node)[:60]}", lambda n: setattr(n, "op", other)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _MOVED:
        moved = _MOVED[type(node.ops[0])]()
        yield f"moved: {ast.unparse(node)[:60]}", lambda n: setattr(n, "ops", [moved, *n.ops[1:]])
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from _swaps(node.value)


def _swaps(value: ast.expr) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """``return ok(…)`` and ``return "ok", why`` with another conclusion."""
    target = value
    if isinstance(target, ast.Call) and isinstance(target.func, ast.Attribute):  # ok(…).but(…)
        target = target.func.value
    if isinstance(target, ast.Call) and isinstance(target.func, ast.Name) and target.func.id in _SWAP:
        old = target.func.id
        yield f"{old} → {_SWAP[old]}", lambda n: _rename(n, old)
    if isinstance(value, ast.Tuple) and isinstance(value.elts[0], ast.Constant) and value.elts[0].value in _SWAP:
        word = value.elts[0].value
        yield f"{word} → {_SWAP[word]}", lambda n: setattr(n.value.elts[0], "value", _SWAP[word])


def _rename(node: ast.Return, old: str) -> None:
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id == old:
            part.id = "_swapped"
            return


def _decision(
    module: Any, functions: dict[str, ast.FunctionDef], name: str, mutated: ast.FunctionDef, start: str
) -> Decision | None:
    """The decision *start* with *mutated* in the place of *name*; None where it cannot be built."""
    scope = dict(vars(module))
    new: list[ast.stmt] = []
    for reached in _reached(start, functions):
        function = copy.deepcopy(mutated if reached == name else functions[reached])
        function.decorator_list = []
        new.append(function)
    scope["_swapped"] = _swapped
    try:
        exec(compile(ast.Module(new, []), str(module.__file__), "exec"), scope)
    except (SyntaxError, TypeError):
        return None
    decision: Decision = scope[start]
    return decision


def _swapped(*args: Any, **keywords: Any) -> Conclusion:
    """Stands for any of the four makers of conclusions: none of the labels accepts it."""
    return Conclusion("swapped", "")


def cases_for(checkpoint: str) -> list[Asked]:
    """Every example, and every labelled lone ruling that ships, that asks for *checkpoint*."""
    return [Asked(e, f, expect[checkpoint]) for e, f, expect in _material() if checkpoint in expect]


@cache
def _material() -> list[tuple[str, CaseFacts, dict[str, tuple[str, ...]]]]:
    known = examples.known()
    out = []
    for example in examples.load():
        expect = {k: v for k, v in example.expect.items() if f"{example.id}/{k}" not in known}
        out.append((example.id, gather_facts((examples.read(example.text),)), expect))
    out += _folders()
    for name in ("gold", "breadth"):
        folder = Path(str(files("corpora") / name))
        for gold in load_gold(folder).values():
            source = folder / "input" / f"{gold.id}.txt"
            if gold.findings and source.is_file():
                text = source.read_text("utf-8", errors="replace")
                reading = read_document(Document("例", "例.txt", "0" * 64, "txt", text))
                out.append((gold.id, gather_facts((reading,)), {k: tuple(v) for k, v in gold.findings.items()}))
    return out


def _folders() -> list[tuple[str, CaseFacts, dict[str, tuple[str, ...]]]]:
    """The examples that are case files, built and read."""
    out = []
    with TemporaryDirectory() as place:
        for case in examples.folders():
            material = gather(build(case["documents"], Path(place) / case["id"]))[0]
            readings = sorted(map(read_document, material.documents), key=lambda r: r.type.type != RULING)
            expect = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in case["expect"].items()}
            out.append((case["id"], gather_facts(tuple(readings)), expect))
    return out


def run(checkpoints: Iterable[str]) -> list[Mutant]:
    """All mutants of *checkpoints*."""
    return [m for c in checkpoints for m in mutants(c, cases_for(c))]


def main(arguments: list[str]) -> int:
    """Print survivors and the table; 1 where a checkpoint's every mutant survived."""
    wanted = arguments or [c.id for c in catalogue()]
    dead_everywhere = True
    print(f"{'checkpoint':30s} examples mutants killed")
    for name in wanted:
        cases = cases_for(name)
        found = list(mutants(name, cases))
        killed = sum(m.killed for m in found)
        dead_everywhere &= not found or killed > 0
        print(f"{name:30s} {len(cases):8d} {len(found):7d} {killed:6d}")
        for m in found:
            if not m.killed:
                print(f"    survived {m.place}: {m.change}")
    return 0 if dead_everywhere else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
