"""The chain of a conclusion (:mod:`benmo.review.why`) as JSON-ready data with evidence in the source's own offsets."""

from __future__ import annotations

from typing import Any

from benmo.cases.facts import CaseFacts
from benmo.review.evidence import Evidencer
from benmo.review.why import Chain, explain, places, value_words


def why_view(facts: CaseFacts, checkpoint: str) -> dict[str, Any]:
    """What was asked, read and not counted for *checkpoint*, which rule it follows, what would change it.

    Raises:
        KeyError: there is no such checkpoint.
    """
    chain = explain(facts, checkpoint)
    show = Evidencer(facts.readings)
    entry, answer = chain.checkpoint, chain.conclusion
    return {
        "checkpoint": entry.id,
        "name": entry.name,
        "asks": entry.asks,
        "conclusion": answer.conclusion,
        "reason": answer.reason,
        "evidence": show.list(answer.places),
        "steps": _steps(chain, show),
        "passed": [{"why": p.why, "act": p.told.said.act, "evidence": show.list([p.told.place])} for p in chain.passed],
        "meaning": entry.meanings.get(answer.conclusion, ""),
        "others": chain.others,
        "basis": list(entry.basis),
        "caveats": list(answer.caveats),
        "next_step": answer.next_step or (entry.next_step if answer.conclusion in ("violation", "not_shown") else ""),
    }


def _steps(chain: Chain, show: Evidencer) -> list[dict[str, Any]]:
    """The questions, each subject once: a later question on the same act adds to its places."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for step in chain.steps:
        words = value_words(step)
        key = ("value", step.name) if words else ("act", step.act)
        if key == ("act", ""):
            continue
        row = rows.setdefault(key, {"act": step.act, "words": words, "evidence": []})
        row["evidence"] += [e for e in show.list(places(step)) if e not in row["evidence"]]
    return list(rows.values())
