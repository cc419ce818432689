"""What every rendering needs to know of a review: order of findings, places in words, laws in words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from benmo.render.words import word

Finding = Mapping[str, Any]
Review = Mapping[str, Any]

WEIGHT_ORDER = {"severe": 0, "ordinary": 1, "minor": 2}
#: A quote longer than this shows its two ends.
QUOTE_CHARS = 80


def by_weight(findings: Iterable[Finding], conclusion: str) -> list[Finding]:
    """The findings of one conclusion, the gravest first, otherwise in the order of the catalogue."""
    chosen = [f for f in findings if f["conclusion"] == conclusion]
    return sorted(chosen, key=lambda f: WEIGHT_ORDER.get(f["weight"], 3))


def deducted(grade: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The deductions that took points, the largest first; the cap to the level's band keeps the last place."""
    rows = [d for d in grade["deductions"] if d["points"]]
    return sorted(rows, key=lambda d: (d["checkpoint"] is None, -d["points"]))


class Places:
    """Where an evidence stands, in words: document, page, paragraph (as far as the review tells)."""

    def __init__(self, review: Review) -> None:
        self._names = {d["id"]: d["path"].rsplit("/", 1)[-1] for d in review["documents"]}
        self._starts = {d["id"]: _paragraph_starts(d["text"]) for d in review["documents"] if d.get("text") is not None}

    def of(self, evidence: Mapping[str, Any]) -> str:
        """For example 《约谈笔录.docx》第2页第5行; the name is left out where there is one document only."""
        document = evidence["document"]
        name = f"《{self._names.get(document, document)}》" if len(self._names) > 1 else ""
        if evidence.get("place"):
            return f"{name}{evidence['place']}"
        page = f"第{evidence['page']}页" if evidence.get("page") else ""
        starts = self._starts.get(document)
        paragraph = f"第{bisect_right(starts, evidence['start'])}段" if starts else ""
        return name + page + paragraph


def _paragraph_starts(text: str) -> list[int]:
    """Offsets at which the non-empty lines begin."""
    starts, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            starts.append(at)
        at += len(line)
    return starts or [0]


def short_quote(quote: str) -> str:
    """*quote* on one line, the middle left out where it is long: cut between clauses where one is near."""
    flat = " ".join(quote.split())
    if len(flat) <= QUOTE_CHARS:
        return flat
    half = QUOTE_CHARS // 2
    stop = max(flat.rfind(c, half - _NEAR, half) + 1 for c in _CLAUSE)
    tail = len(flat) - half
    start = max(flat.rfind(c, tail - _NEAR, tail) + 1 for c in _CLAUSE)
    stop, start = stop or half, start or tail
    return flat if start <= stop else f"{flat[:stop]}……{flat[start:]}"


#: Where a quote may be cut, and how many characters off the middle such a place is looked for.
_CLAUSE, _NEAR = "，。；：、！？ ", 30


def basis_words(ids: Iterable[str], review: Review) -> list[str]:
    """Provision ids as a prosecutor cites them, in the version of the ruling's day (today's where it has none)."""
    from benmo.law import load

    index = load()
    day = review["case"].get("ruling_date")
    on = date.fromisoformat(day) if day else date.today()
    by_law: dict[str, list[str]] = {}
    for provision in ids:
        words = index.cite(provision, on) if provision in index.provisions else provision
        law, mark, article = words.rpartition("》")
        by_law.setdefault(law + mark, []).append(article)
    return [law + "、".join(dict.fromkeys(articles)) for law, articles in by_law.items()]


def case_told(case: Mapping[str, Any]) -> bool:
    """Whether anything of a case was read; a supervision paper alone tells of none."""
    return any(case[k] for k in ("court", "case_no", "cause", "applicants", "respondents", "ruling_date"))


def decision_words(decision: Mapping[str, Any]) -> str:
    """Who decided what, when, on which material, and what follows."""
    seen = f"，查阅{'、'.join(decision['seen'])}" if decision["seen"] else ""
    pages = f"，卷页{decision['pages']}" if decision["pages"] else ""
    note = f"（{decision['note']}）" if decision["note"] else ""
    return f"{decision['by']}于{decision['on']}：{decision['effect']}{seen}{pages}{note}"


def citations_words(case: Mapping[str, Any]) -> str:
    """How many citations of law were read, with what verdicts, and which could not be read."""
    cited, unread = case["citations"], case.get("citations_unread", [])
    by = Counter(word("citation", c["status"]) for c in cited)
    told = "、".join(f"{kind}{n}处" for kind, n in by.items()) or "未读到"
    if unread:
        shown = "；".join(
            f"“{short_quote(e['quote'])}”（{u['reason']}）" for u in unread[:5] for e in u["evidence"][:1]
        )
        told += f"；另有{len(unread)}处未能读准，未核对：{shown}"
    return told


def yuan(amount: float | None) -> str:
    """An amount for the eye: 9,600.00元."""
    return "未载明" if amount is None else f"{amount:,.2f}元"


def names(parties: Iterable[Mapping[str, Any]]) -> str:
    """The names of *parties*, or 未读出."""
    return "、".join(p["name"] for p in parties) or "未读出"
