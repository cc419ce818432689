"""Break each checkpoint's decision, one place at a time, and see whether an example notices (mutation testing).

``python -m evaluation.mutation [--report FILE] [CHECKPOINT…]``: every condition is forced false and true, every
comparison is moved by one, every conclusion is swapped, in the decision and in the helpers of its module that it calls.
The examples that ask for the checkpoint are read once; each mutant only decides them again. A mutant that concludes
every example as before has survived, and is listed with its file and line: either an example is missing or the code
says nothing (DeMillo, Lipton and Sayward 1978). Survivors that change a reason, a place or a caveat somewhere, and no
conclusion, are counted apart: they word an answer, as far as this material goes. ``--report`` writes the table.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_NO_VIOLATION = ("ok", "not_shown", "na")
Decision = Callable[[CaseFacts, Any], Conclusion]


class Asked(NamedTuple):
    """A case whose conclusion for the checkpoint is labelled."""

    id: str
    facts: CaseFacts
    accepted: tuple[str, ...]
    weight: str | None = None


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, what was done, whether some example noticed, and whether at least some words changed."""

    checkpoint: str
    place: str
    change: str
    killed: bool
    worded: bool = False


def mutants(checkpoint: str, cases: list[Asked]) -> Iterator[Mutant]:
    """Every mutant of one checkpoint's decision, and of its file side, judged on *cases*."""
    decide, side = decisions()[checkpoint], file_sides().get(checkpoint)
    index = law.load()

    usual = next(c.weight for c in catalogue() if c.id == checkpoint)

    def answer(case: Asked, by: Decision, beside: Any) -> Conclusion:
        told = _answer(checkpoint, by, beside, case.facts, index)
        return told if told.weight else told._replace(weight=usual)

    sound = [(case, told) for case in cases if _right(case, told := answer(case, decide, side))]

    def judged(change: Change, by: Any, beside: Any, on: list[tuple[Asked, Conclusion]]) -> Mutant:
        worded = False
        for case, before in on if change.function else ():
            try:
                after = answer(case, by, beside)
            except Exception:  # a mutant may fall over; that is noticed too
                return Mutant(checkpoint, change.place, change.word, killed=True)
            if not _right(case, after):
                return Mutant(checkpoint, change.place, change.word, killed=True)
            worded = worded or after != before
        return Mutant(checkpoint, change.place, change.word, change.function is None, worded)

    for change in _broken(decide):
        yield judged(change, change.function, side, sound)
    filed = [(case, told) for case, told in sound if case.facts.file is not None]
    for change in _broken(side) if side else ():
        yield judged(change, decide, change.function, filed)


def _right(case: Asked, answer: Conclusion) -> bool:
    return answer.conclusion in case.accepted and case.weight in (None, answer.weight)


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


def _answer(checkpoint: str, decide: Decision, side: Any, facts: CaseFacts, index: Any) -> Conclusion:
    if facts.file is None:
        return decide(facts, index)
    answer = decide(facts if checkpoint in BOTH else facts.alone, index)
    return side(facts, facts.file, answer, index) if side else answer


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
    return [
        Asked(case.id, case.facts, case.expect[checkpoint], case.weights.get(checkpoint))
        for case in material()
        if checkpoint in case.expect
    ]


class Labelled(NamedTuple):
    """A ruling or a case file, read, with its labels."""

    id: str
    facts: CaseFacts
    expect: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, str]


@cache
def material() -> list[Labelled]:
    """Everything labelled that ships: examples, case files, near misses, gold rulings."""
    known = examples.known()
    out = []
    for example in examples.load():
        expect = {k: v for k, v in example.expect.items() if f"{example.id}/{k}" not in known}
        out.append(Labelled(example.id, gather_facts((examples.read(example.text),)), expect, {}))
    out += _folders()
    for name in ("gold", "breadth"):
        folder = Path(str(files("corpora") / name))
        for gold in load_gold(folder).values():
            source = folder / "input" / f"{gold.id}.txt"
            if gold.findings and source.is_file():
                text = source.read_text("utf-8", errors="replace")
                reading = read_document(Document("例", "例.txt", "0" * 64, "txt", text))
                expect = {k: tuple(v) for k, v in gold.findings.items()}
                out.append(Labelled(gold.id, gather_facts((reading,)), expect, {}))
    return out


def _folders() -> list[Labelled]:
    """The examples that are case files, built and read; of a near miss nothing but ``may`` is a violation."""
    out = []
    ids = [c.id for c in catalogue()]
    with TemporaryDirectory() as place:
        for case in (*examples.folders(), *examples.near()):
            expect = case.get("expect") or {i: _NO_VIOLATION for i in ids if i not in case.get("may", ())}
            labels = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in expect.items()}
            out.append(Labelled(case["id"], read_folder(case, Path(place)), labels, case.get("weights", {})))
    return out


def read_folder(case: Mapping[str, Any], place: Path) -> CaseFacts:
    """The facts of a case-file example, its papers written under *place*."""
    papers = gather(build(case["documents"], place / case["id"]))[0]
    readings = sorted(map(read_document, papers.documents), key=lambda r: r.type.type != RULING)
    return gather_facts(tuple(readings))


def run(checkpoints: Iterable[str]) -> list[Mutant]:
    """All mutants of *checkpoints*."""
    return [m for c in checkpoints for m in mutants(c, cases_for(c))]


def main(arguments: list[str]) -> int:
    """Print survivors and the table; 1 where a checkpoint's every mutant survived."""
    report = Path(arguments[1]) if arguments[:1] == ["--report"] else None
    wanted = (arguments[2:] if report else arguments) or [c.id for c in catalogue()]
    rows: list[tuple[str, int, list[Mutant]]] = []
    print(f"{'checkpoint':30s} examples mutants killed worded")
    for name in wanted:
        cases = cases_for(name)
        found = list(mutants(name, cases))
        rows.append((name, len(cases), found))
        killed, worded = sum(m.killed for m in found), sum(m.worded for m in found)
        print(f"{name:30s} {len(cases):8d} {len(found):7d} {killed:6d} {worded:6d}", flush=True)
        for m in found:
            if not m.killed:
                print(f"    {'words only' if m.worded else 'survived'} {m.place}: {m.change}")
    if report:
        report.write_text(_table(rows), "utf-8")
    return 0 if any(m.killed for _, _, found in rows for m in found) else 1


_HEAD = """\
# 规则的变异测试

`python -m evaluation.mutation --report 文件`：把每个要点的判断（连同所调用的同模块函数，案卷部分另列）逐处改坏——条件\
恒真恒假、且或互换、比较挪一格、结论换掉——看例句、案卷例子、近似案卷和随附标注的裁定书有没有一个察觉。\
「只改措辞」：在这些材料上结论都不变，只有理由、证据或者提示变了。「存活」：什么都没变，或与另一分支等价，或缺例子。\
不带 `--report` 时逐条列出存活处的文件和行号。

| 要点 | 材料 | 变异 | 察觉 | 只改措辞 | 存活（裁定书部分） | 存活（案卷部分） |
|---|---|---|---|---|---|---|
"""


def _table(rows: list[tuple[str, int, list[Mutant]]]) -> str:
    """The report: a line for each checkpoint, and the sum."""
    lines = [f"| {name} | {cases} | {' | '.join(map(str, _counts(found)))} |" for name, cases, found in rows]
    total = _counts([m for _, _, found in rows for m in found])
    return _HEAD + "\n".join(lines) + f"\n| 合计 |  | {' | '.join(map(str, total))} |\n"


def _counts(found: list[Mutant]) -> tuple[int, int, int, int, int]:
    """Mutants, noticed, words only, survivors of the lone decision, survivors of the file side."""
    silent = [m for m in found if not m.killed and not m.worded]
    filed = sum(m.place.startswith("filed") for m in silent)
    return (
        len(found),
        sum(m.killed for m in found),
        sum(m.worded for m in found),
        len(silent) - filed,
        filed,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
