"""Metamorphic evaluation: the same paper through every carrier must lead to the same fields and conclusions.

The review of the plain text is the measure, not the label: what is told apart here is reading from judging. A field of
one value counts one, a field of several counts each value that either side has; conclusions are counted beside them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from benmo.cases.intake import gather
from benmo.review import review_all
from corpora.generator import Case, Line, Paper, generate
from corpora.generator.carriers import CARRIERS, Carrier, carry
from evaluation.scorers import AMOUNTS, SETS, comparable, evidence_of

Review = Mapping[str, Any]
#: What an agreement of field values must reach, by the kind of carrier.
GOALS = {"noiseless": 0.98, "noisy": 0.98, "scan": 0.93}


@dataclass(slots=True)
class Agreement:
    """How far one carrier led to the same review as the plain text."""

    carrier: str
    kind: str
    papers: int = 0
    unread: int = 0
    fields: Counter[bool] = field(default_factory=Counter)
    findings: Counter[bool] = field(default_factory=Counter)
    broken: int = 0
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def field_share(self) -> float:
        return _share(self.fields)

    @property
    def finding_share(self) -> float:
        return _share(self.findings)


def _share(counts: Counter[bool]) -> float:
    return counts[True] / counts.total() if counts.total() else 1.0


def papers(n: int, seed: int = 1) -> list[Case]:
    """*n* generated single papers and the shipped sample rulings."""
    found = [case for case in generate(seed, n * 2) if len(case.papers) == 1][:n]
    return [*found, *samples()]


def mixed(n: int, seed: int = 1) -> list[Case]:
    """*n* papers for the slow carriers: generated ones and samples in turn, for samples are longer."""
    every = papers(n, seed)
    pairs = zip_longest(every[:n], every[n:])
    return [case for pair in pairs for case in pair if case][:n]


def samples() -> Iterator[Case]:
    """The shipped samples of a single ruling, as the readers give their text, as papers."""
    from importlib.resources import as_file, files

    with as_file(files("corpora") / "samples") as folder:
        for path in sorted(p for p in folder.iterdir() if p.is_file() and p.suffix != ".md"):
            for document in gather(path)[0].documents:
                yield Case(path.stem, 0, (paper_of(document.text),))


def paper_of(text: str) -> Paper:
    """A paper from a plain text whose heading and signature stand on lines of their own."""
    lines = [line.strip(" \u3000") for line in text.splitlines() if line.strip()]
    return Paper("执行裁定书", "other", tuple(Line(line, _role(line, at, len(lines))) for at, line in enumerate(lines)))


def _role(line: str, at: int, count: int) -> str:
    if at == 0 and line.endswith("院"):
        return "court"
    if at < 3 and len(line) < 20:
        return "number" if line.endswith("号") or "号之" in line else "title"
    if at > count - 8 and len(line) < 20 and not line.endswith("。"):
        return "date" if line.endswith("日") else "sign"
    return "body"


def measure(cases: Iterable[Case], names: Iterable[str] | None = None) -> list[Agreement]:
    """The agreement of each carrier (of *names*) with the plain text over *cases*; those not installed are left out."""
    chosen = [CARRIERS[n] for n in names] if names else [c for c in CARRIERS.values() if c.kind != "scan"]
    found = [Agreement(c.name, c.kind) for c in chosen if c.available]
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            plain = read_through(case, CARRIERS["txt_utf8"], Path(folder))
            for agreement in found:
                compare(agreement, case, plain, read_through(case, CARRIERS[agreement.carrier], Path(folder)))
    return found


def read_through(case: Case, carrier: Carrier, folder: Path) -> Review:
    """The review of the first paper of *case* carried by *carrier*."""
    path = folder / f"{case.id}{carrier.suffix}"
    path.write_bytes(carry(case.papers[0], carrier.name, case.seed))
    try:
        return review_all(gather(path)[0], with_text=True)[0]
    finally:
        path.unlink()


def compare(agreement: Agreement, case: Case, plain: Review, carried: Review) -> None:
    """Count agreement of *carried* with *plain*."""
    agreement.papers += 1
    agreement.unread += carried["status"] == "unreadable"
    ours, theirs = comparable(plain), comparable(carried)
    for key, want in ours.items():
        have = theirs[key]
        if key in SETS:
            for item in set(want) | set(have):
                _count(agreement, case, key, item if item in want else None, item if item in have else None)
        elif want or have or (key in AMOUNTS and (want, have) != (None, None)):
            # Nothing on both sides is no agreement; an amount of 0 is one.
            _count(agreement, case, key, want, have)
    wanted = {f["checkpoint"]: f["conclusion"] for f in plain["findings"]}
    had = {f["checkpoint"]: f["conclusion"] for f in carried["findings"]}
    for checkpoint in wanted | had:
        same = wanted.get(checkpoint) == had.get(checkpoint)
        agreement.findings[same] += 1
        if not same:
            row = (case.id, f"finding.{checkpoint}", str(wanted.get(checkpoint)), str(had.get(checkpoint)))
            agreement.misses.append(row)
    texts = {d["id"]: d.get("text", "") for d in carried["documents"]}
    agreement.broken += sum(
        texts.get(e["document"], "")[e["start"] : e["end"]] != e["quote"] for e in evidence_of(carried)
    )


def _count(agreement: Agreement, case: Case, key: str, want: object, have: object) -> None:
    agreement.fields[want == have] += 1
    if want != have:
        agreement.misses.append((case.id, key, str(want), str(have)))


def table(found: Iterable[Agreement], title: str) -> str:
    """The agreements as a Markdown table."""
    rows = [
        f"# {title}",
        "",
        "| 载体 | 类别 | 份数 | 未读出 | 字段一致 | 结论一致 | 证据错位 | 目标 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for a in found:
        share = f"{a.field_share:.4f} | {a.finding_share:.4f}"
        rows.append(f"| {a.carrier} | {a.kind} | {a.papers} | {a.unread} | {share} | {a.broken} | {GOALS[a.kind]} |")
    return "\n".join(rows) + "\n"
