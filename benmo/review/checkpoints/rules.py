"""Questions that several checkpoints ask first."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.law import LawIndex

#: Provision whose document (终本规定, 法〔2016〕373号) carries most conditions; in force since 2016-12-01.
TERMINATION_RULE = "zhongben-2016-art1"


def before_rule(facts: CaseFacts, law: LawIndex) -> bool:
    """Whether the ruling is older than 终本规定, so that what rests on it alone does not apply."""
    return facts.ruling_date is not None and not law.in_force(TERMINATION_RULE, facts.ruling_date)


def no_creditor(facts: CaseFacts) -> bool:
    """A matter without an applicant (罚金、移送执行)."""
    return not facts.head.applicants and bool(facts.head.respondents)
