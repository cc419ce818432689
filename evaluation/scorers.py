"""How near reviews come to the labels: fields, sets, conclusions, grades, and the three things that may not happen.

What may not happen: a violation that the labels do not know (a false accusation), evidence that does not stand in its
text, a violation without evidence. Conclusions ``violation`` and ``not_shown`` count as *flagged*.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.tasks import Gold

Review = Mapping[str, Any]

FLAGGED = frozenset({"violation", "not_shown"})
CASE_SCALARS = ("court", "case_no", "ruling_date", "filing_date", "cause")
AMOUNTS = ("claimed", "recovered", "outstanding")
SETS = (
    *("applicants", "respondents", "basis", "citations", "citation_status"),
    *("inquiries", "measures", "judges", "tags", "raised"),
)
CHECKPOINTS = 46
EMPTY: Review = {"case": {}, "findings": [], "grade": {}, "documents": []}


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, false alarms and misses; they add up."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One item on which review and label differ; ``item`` is a field, a checkpoint or ``grade``."""

    case: str
    item: str
    want: str
    have: str

    @property
    def false_accusation(self) -> bool:
        """Whether the review calls a violation what the label does not."""
        return self.have == "violation"


@dataclass(slots=True)
class Tally:
    """Everything counted over a set of cases."""

    cases: int = 0
    reviewed: int = 0
    scalars: dict[str, Counter[bool]] = field(default_factory=dict)
    sets: dict[str, Counts] = field(default_factory=dict)
    conclusions: Counter[bool] = field(default_factory=Counter)
    flagged_by_case: list[Counts] = field(default_factory=list)
    flagged: dict[str, Counts] = field(default_factory=dict)
    exact: dict[str, Counter[bool]] = field(default_factory=dict)
    violations: Counts = Counts()
    unwanted: int = 0
    grades: list[tuple[str, str]] = field(default_factory=list)
    broken_evidence: int = 0
    bare_fields: int = 0
    malformed: int = 0
    bare_violations: int = 0
    misses: list[Miss] = field(default_factory=list)


def score(golds: Mapping[str, Gold], reviews: Mapping[str, Review]) -> Tally:
    """Count agreement and disagreement of *reviews* with *golds*."""
    tally = Tally(cases=len(golds), reviewed=sum(g in reviews for g in golds))
    for gold in golds.values():
        if gold.id not in reviews:
            tally.misses.append(Miss(gold.id, "review", "present", "absent"))
        review = reviews.get(gold.id, EMPTY)
        _score_fields(tally, gold, review)
        _score_findings(tally, gold, review)
        _score_grade(tally, gold, review)
        _score_form(tally, review)
    return tally


# ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _score_fields(tally: Tally, gold: Gold, review: Review) -> None:
    view = comparable(review)
    for key, want in gold.fields.items():
        have = view.get(key)
        if key in SETS:
            wanted, found = set(want), set(have or ())
            if key == "citation_status":  # scored only for the articles for which the label gives a status
                cited = {w.split("=")[0] for w in wanted}
                found = {f for f in found if f.split("=")[0] in cited}
            counts = Counts(len(wanted & found), len(found - wanted), len(wanted - found))
            tally.sets[key] = tally.sets.get(key, Counts()) + counts
            right = wanted == found
            want, have = sorted(wanted - found), sorted(found - wanted)
        else:
            right = _same(want, have)
            tally.scalars.setdefault(key, Counter())[right] += 1
        if not right:
            tally.misses.append(Miss(gold.id, key, str(want), str(have)))


def _same(want: object, have: object) -> bool:
    numbers = isinstance(want, int | float) and isinstance(have, int | float) and not isinstance(want, bool)
    return have == want or (numbers and abs(have - want) < 0.005)  # type: ignore[operator]


def comparable(review: Review) -> dict[str, Any]:
    """The fields of a review in the form in which labels give them."""
    case, suggestion, reply = (review.get(k) or {} for k in ("case", "suggestion", "reply"))
    interview, panel, amounts = (case.get(k) or {} for k in ("interview", "panel", "amounts"))
    documents = review.get("documents") or []
    cited = [c for c in [*_list(case, "citations"), *_list(suggestion, "citations")] if c.get("article") is not None]
    numbered = [(f"{c['law']}#{c['article']}", c.get("status", "unknown")) for c in cited]
    return {
        **{k: case.get(k) for k in CASE_SCALARS},
        **{k: amounts.get(k) for k in AMOUNTS},
        "interview_held": interview.get("held"),
        "interview_date": interview.get("date"),
        "applicants": {p.get("name") for p in _list(case, "applicants")},
        "respondents": {p.get("name") for p in _list(case, "respondents")},
        "basis": {b["doc_no"] for b in _list(case, "basis") if b.get("doc_no")},
        "citations": {name for name, _ in numbered},
        "citation_status": {f"{name}={status}" for name, status in numbered if status != "unknown"},
        "inquiries": {i["category"] for i in _list(case, "inquiries")},
        "measures": {m["type"] for m in _list(case, "measures")},
        "judges": {j for j in (panel.get("presiding"), *_list(panel, "judges")) if j},
        "tags": set(_list(case, "tags")),
        "court": case.get("court") or reply.get("court"),
        "document_type": documents[0].get("type") if len(documents) == 1 else None,
        **{k: suggestion.get(k) for k in ("issuer", "addressee", "number", "reply_months")},
        "about_case": suggestion.get("case_no"),
        "requests": len(_list(suggestion, "requests")),
        "raised": set(_list(suggestion, "raised")),
        "paper_date": suggestion.get("date") or reply.get("date"),
        "outcome": reply.get("outcome"),
        "suggestion_number": reply.get("suggestion_number"),
    }


def _list(node: Mapping[str, Any], key: str) -> list[Any]:
    return node.get(key) or []


# ── conclusions and grade ────────────────────────────────────────────────────────────────────────────────────────────


def _score_findings(tally: Tally, gold: Gold, review: Review) -> None:
    found = {f["checkpoint"]: f["conclusion"] for f in _list(review, "findings")}
    if not gold.findings:  # material without a 终本 ruling: anything flagged is one too many
        for checkpoint, have in found.items():
            if have in FLAGGED:
                tally.unwanted += 1
                tally.violations += Counts(fp=have == "violation")
                tally.misses.append(Miss(gold.id, checkpoint, "no finding", have))
    of_case = Counts()
    for checkpoint, accepted in gold.findings.items():
        have = found.get(checkpoint, "absent")
        right = have in accepted
        want = have if right else accepted[0]
        flagged = _match(want in FLAGGED, have in FLAGGED)
        of_case += flagged
        tally.flagged[checkpoint] = tally.flagged.get(checkpoint, Counts()) + flagged
        tally.exact.setdefault(checkpoint, Counter())[right] += 1
        tally.conclusions[right] += 1
        tally.violations += _match(want == "violation", have == "violation")
        if not right:
            tally.misses.append(Miss(gold.id, checkpoint, "|".join(accepted), have))
    tally.flagged_by_case.append(of_case)


def _match(want: bool, have: bool) -> Counts:
    return Counts(want and have, have and not want, want and not have)


def _score_grade(tally: Tally, gold: Gold, review: Review) -> None:
    if gold.grade is None:
        return
    level = ((review.get("suggestion") or {}).get("grade") or review.get("grade") or {}).get("level")
    given = level if level in ("A", "B", "C") else ("A" if gold.grade == "C" else "C")  # no grade: the worst miss
    tally.grades.append((gold.grade, given))
    if level != gold.grade:
        tally.misses.append(Miss(gold.id, "grade", gold.grade, str(level)))


# ── form ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _score_form(tally: Tally, review: Review) -> None:
    texts = {d["id"]: d.get("text") for d in _list(review, "documents")}
    findings = _list(review, "findings")
    names = [f["checkpoint"] for f in findings]
    case = review.get("case") or {}
    tally.broken_evidence += sum(not _stands(e, texts) for e in evidence_of(review))
    tally.bare_violations += sum(f["conclusion"] == "violation" and not f.get("evidence") for f in findings)
    tally.malformed += len(names) != len(set(names)) or len(names) not in (0, CHECKPOINTS)
    tally.bare_fields += sum(case.get(k) is not None and not (case.get("evidence") or {}).get(k) for k in CASE_SCALARS)


def _stands(evidence: Mapping[str, Any], texts: Mapping[str, str | None]) -> bool:
    text = texts.get(evidence["document"])
    quote = evidence["quote"]
    return bool(quote) and text is not None and text[evidence["start"] : evidence["end"]] == quote


def evidence_of(node: object) -> Iterator[Mapping[str, Any]]:
    """Every piece of evidence anywhere in a review."""
    if isinstance(node, Mapping):
        if {"document", "start", "end", "quote"} <= node.keys():
            yield node
        else:
            for value in node.values():
                yield from evidence_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from evidence_of(value)


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def figures(tally: Tally) -> dict[str, float]:
    """The tally in single figures, in the order in which they are shown; shares are between 0 and 1."""
    out: dict[str, float] = {"cases": tally.cases, "reviewed": tally.reviewed}
    if tally.scalars:
        out["fields_exact"] = _share(sum(tally.scalars.values(), Counter()))
    if tally.sets:
        out["sets_f1"] = sum(tally.sets.values(), Counts()).f1
    if tally.conclusions:
        flagged = sum(tally.flagged_by_case, Counts())
        low, high = interval(tally.flagged_by_case)
        live = [c.f1 for c in tally.flagged.values() if c != Counts()]
        out |= {
            "conclusion_accuracy": _share(tally.conclusions),
            "flagged_precision": flagged.precision,
            "flagged_recall": flagged.recall,
            "flagged_f1": flagged.f1,
            "flagged_f1_low": low,
            "flagged_f1_high": high,
            "flagged_macro_f1": sum(live) / len(live) if live else 1.0,
        }
    out |= {
        "violation_precision": tally.violations.precision,
        "violation_recall": tally.violations.recall,
        "false_accusations": tally.violations.fp,
        "unwanted_findings": tally.unwanted,
    }
    if tally.grades:
        out["grade_accuracy"] = sum(a == b for a, b in tally.grades) / len(tally.grades)
        out["grade_kappa"] = kappa(tally.grades)
    return out | {
        "broken_evidence": tally.broken_evidence,
        "fields_without_evidence": tally.bare_fields,
        "malformed_reviews": tally.malformed,
        "violations_without_evidence": tally.bare_violations,
    }


def _share(counter: Counter[bool]) -> float:
    total = counter.total()
    return counter[True] / total if total else 1.0


def interval(by_case: Sequence[Counts], rounds: int = 1000) -> tuple[float, float]:
    """The 95 % interval of F1 by drawing cases anew (bootstrap, fixed seed)."""
    draw = random.Random(0)
    values = sorted(sum((draw.choice(by_case) for _ in by_case), Counts()).f1 for _ in range(rounds))
    return values[rounds // 40], values[rounds - rounds // 40 - 1]


def kappa(pairs: Iterable[tuple[str, str]], levels: str = "ABC") -> float:
    """Quadratic weighted kappa of (wanted, given) levels: 1 is agreement, 0 is chance."""
    seen = Counter(pairs)
    total = seen.total()
    wanted, given = Counter[str](), Counter[str]()
    for (a, b), n in seen.items():
        wanted[a] += n
        given[b] += n
    observed = sum(n * _distance(a, b, levels) for (a, b), n in seen.items())
    expected = sum(wanted[a] * given[b] * _distance(a, b, levels) for a in levels for b in levels) / total
    return 1 - observed / expected if expected else 1.0


def _distance(a: str, b: str, levels: str) -> float:
    return (levels.index(a) - levels.index(b)) ** 2 / (len(levels) - 1) ** 2
