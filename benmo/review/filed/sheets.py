"""What sheets of inquiry feedback leave open: categories of which they bring no row, or no answer, for a respondent."""

from __future__ import annotations

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CORE_CATEGORIES, CaseFacts

#: A sheet is one of many categories where it names this many of the statutory ones.
_SHEET = 2


def gaps(facts: CaseFacts, file: Dossier) -> list[tuple[str, str]]:
    """(respondent, category) that no row of the feedback holds, though its rows name their respondents.

    Only sheets that go by categories count: a reply of one registry shows nothing about the others.
    """
    rows = [f.record for f in file.of("feedback")]
    held = {(n, r.category) for r in rows for n in r.respondents}
    categories = {r.category for r in rows}
    if not held or len(categories & set(CORE_CATEGORIES)) < _SHEET or any(not r.respondents for r in rows):
        return []
    wanted = (*CORE_CATEGORIES, *(sorted(_told(facts) - set(CORE_CATEGORIES))))
    return [(n, c) for n in facts.respondents for c in wanted if (n, c) not in held]


def unanswered(facts: CaseFacts, file: Dossier) -> list[Filed]:
    """Rows on a statutory category whose institution has not answered, and that no other row answers."""
    rows = file.of("feedback")
    answered = {
        (n, f.record.category) for f in rows if "unanswered" not in f.record.flags for n in f.record.respondents
    }
    return [
        f
        for f in rows
        if "unanswered" in f.record.flags
        and f.record.category in CORE_CATEGORIES
        and any((n, f.record.category) not in answered for n in f.record.respondents)
    ]


def _told(facts: CaseFacts) -> set[str]:
    """The categories that the ruling says were looked up."""
    return {t.said.detail.partition(":")[0] for t in facts.alone.done("inquire")} - {""}
