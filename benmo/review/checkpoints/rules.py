"""Questions that several checkpoints ask first."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.law import LawIndex

#: The document (法〔2016〕373号) that carries most conditions; in force since 2016-12-01.
TERMINATION_RULE = "终本规定"
#: The recurring question which article of the interpretation is the basis of 终本 on a day (519, then 517).
TERMINATION_BASIS = "终本依据条款"


def before_rule(facts: CaseFacts, law: LawIndex) -> bool:
    """Whether the ruling is older than 终本规定, so that what rests on it alone does not apply."""
    return facts.ruling_date is not None and law.in_force(TERMINATION_RULE, facts.ruling_date) is False


def no_creditor(facts: CaseFacts) -> bool:
    """A matter without an applicant (罚金、移送执行)."""
    return not facts.head.applicants and bool(facts.head.respondents)
