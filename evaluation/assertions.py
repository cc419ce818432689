"""How well assertions are read: act, status, source and targets on hand-marked clauses (corpora/assertions)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple

from benmo.review.caseview import MEASURES
from evaluation.scorers import Counts
from nlp.document import Document, Span
from nlp.events.model import Assertion
from nlp.pipeline import read_document

CREDITOR, COMPANY = "柏松林", "青川县同兴建筑有限公司"
DEBTORS = ("骆明辉", "阮春燕", COMPANY)
_NAMES = {"骆明辉": "骆明辉", "阮春燕": "阮春燕", "同兴": COMPANY}
_STATUS = {"": "done", "-": "not_done", "~": "intended", "!": "required", "?": "hypothetical"}
_MARK = re.compile(
    r"(?P<act>[a-z_]+)(?::(?P<detail>[a-z_]+))?(?P<status>[-~!?]?)"
    r"(?:@(?P<source>[a-z_]+))?(?:>(?P<targets>\S+))?$"
)
#: Acts whose speaker does not matter unless the mark names one: a party's own doing is told by whoever tells it.
_ANY_SOURCE = frozenset(
    ("opinion", "clue", "report", "payout", "missing_person", "settlement", "evasion", "obstruction", "interview")
)
#: Acts that the marks cover; what else is read (a system, a stage of a sale) is not scored here.
ACTS = frozenset(MEASURES) | {
    "panel_review",
    "interview",
    "opinion",
    "clue",
    "report",
    "missing_person",
    "evasion",
    "obstruction",
    "payout",
    "inquire",
    "locate",
    "settlement",
}
_ASSERTING = ("done", "not_done")
_DETAILED = ("inquire", "opinion", "clue")


class Mark(NamedTuple):
    """One marked assertion; ``detail``, ``source`` and ``targets`` are None where the mark leaves them open."""

    act: str
    detail: str | None
    status: str
    source: str | None
    targets: frozenset[str] | None

    def fits(self, said: Assertion) -> bool:
        """Whether *said* is what was marked."""
        return (
            (said.act, said.status) == (self.act, self.status)
            and (self.source is None or said.source == self.source)
            and (self.detail is None or said.detail.startswith(self.detail))
            and (self.targets is None or frozenset(said.targets) == self.targets)
        )

    def __str__(self) -> str:
        sign = next(s for s, name in _STATUS.items() if name == self.status)
        return f"{self.act}{':' + self.detail if self.detail else ''}{sign}{'@' + self.source if self.source else ''}"


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its marks, and how many respondents its ruling has."""

    text: str
    marks: tuple[Mark, ...]
    respondents: int


class Slip(NamedTuple):
    """What was missed (``missed`` true) or read without being there."""

    text: str
    what: str
    missed: bool


@dataclass(slots=True)
class Scores:
    """Counts by act and by status, and every single slip."""

    acts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    statuses: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    total: Counts = field(default_factory=Counts)
    slips: list[Slip] = field(default_factory=list)

    def add(self, act: str, status: str, counts: Counts) -> None:
        """Enter *counts* under act, status and total."""
        self.acts[act] += counts
        self.statuses[status] += counts
        self.total += counts


SETS = ("clauses.txt", "fresh.txt")


def load_clauses(which: str = "") -> tuple[Clause, ...]:
    """The marked clauses that ship with the package: one file of :data:`SETS`, or all.

    Raises:
        ValueError: a line has no marks, or one that cannot be read.
    """
    folder = files("corpora") / "assertions"
    lines = [line for name in ((which,) if which else SETS) for line in (folder / name).read_text("utf-8").splitlines()]
    return tuple(_clause(line) for line in lines if line and not line.startswith("#"))


def _clause(line: str) -> Clause:
    text, _, marks = line.partition("\t")
    if not marks:
        raise ValueError(f"no marks: {line}")
    many = text.startswith("3|")
    return Clause(
        text.removeprefix("3|"),
        tuple(_mark(m) for m in marks.split() if m != "-"),
        len(DEBTORS) if many else 1,
    )


def _mark(written: str) -> Mark:
    m = _MARK.match(written)
    if m is None or m["act"] not in ACTS:
        raise ValueError(f"no mark: {written}")
    targets = None
    if m["targets"]:
        targets = frozenset(DEBTORS if m["targets"] == "*" else (_NAMES[n] for n in m["targets"].split("+")))
    source = m["source"] or (None if m["act"] in _ANY_SOURCE else "court")
    return Mark(m["act"], m["detail"], _STATUS[m["status"]], source, targets)


def ruling_around(clause: Clause) -> str:
    """A plain ruling of 2022 whose narrative is the clause."""
    parties = [f"申请执行人：{CREDITOR}，男，1971年3月2日出生，汉族，住四川省青川县。"]
    for name in DEBTORS[: clause.respondents]:
        where = "，住所地四川省青川县。" if name == COMPANY else "，1980年6月5日出生，汉族，住四川省青川县。"
        parties.append(f"被执行人：{name}{where}")
    short = "（以下简称同兴公司）" if clause.respondents > 2 else ""
    debtors = "、".join(DEBTORS[: clause.respondents]) + short
    return "\n".join(
        (
            "四川省青川县人民法院",
            "执行裁定书",
            "（2022）川0822执777号",
            *parties,
            f"{CREDITOR}与{debtors}买卖合同纠纷一案，本院（2021）川0822民初555号民事判决书已经生效。"
            "本院于2022年5月6日立案执行。",
            clause.text,
            "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：",
            "终结本次执行程序。",
            "审判员　宋立",
            "二〇二二年十一月二十三日",
            "书记员　白露",
        )
    )


def read(clause: Clause) -> list[Assertion]:
    """The scored assertions whose words stand in the clause itself."""
    text = ruling_around(clause)
    reading = read_document(Document("例", "例.txt", "0" * 64, "txt", text))
    start = reading.text.index(clause.text)
    inside = Span(start, start + len(clause.text))
    return [
        said for said in map(_as_marked, reading.narrative.assertions) if said.act in ACTS and inside.covers(said.span)
    ]


def _as_marked(said: Assertion) -> Assertion:
    """未予纳入 is read as an excuse of its own; marks call it the listing not done."""
    if said.act == "dishonesty_excused" and said.status == "done":
        return said._replace(act="dishonesty_list", status="not_done")
    return said


def score(clauses: Iterable[Clause]) -> Scores:
    """Precision and recall of what is read in *clauses*."""
    scores = Scores()
    for clause in clauses:
        found = read(clause)
        for mark in clause.marks:
            hit = any(mark.fits(said) for said in found)
            scores.add(mark.act, mark.status, Counts(tp=int(hit), fn=int(not hit)))
            if not hit:
                scores.slips.append(Slip(clause.text, str(mark), True))
        seen = set()
        for said in found:
            detail = said.detail.partition(":")[0] if said.act in _DETAILED else ""
            key = (said.act, detail, said.status, said.source, said.targets if clause.respondents > 1 else ())
            harmless = said.status not in _ASSERTING or said.source not in ("court", "creditor")
            if key in seen or harmless or any(mark.fits(said) for mark in clause.marks):
                continue
            if said.source == "creditor" and said.act not in ("opinion", "clue"):
                continue  # a creditor's claim is kept as one; it proves nothing
            if not said.targets and clause.respondents > 1:
                continue
            seen.add(key)
            scores.add(said.act, said.status, Counts(fp=1))
            scores.slips.append(Slip(clause.text, f"{said.act}:{said.detail} {said.status} @{said.source}", False))
    return scores
