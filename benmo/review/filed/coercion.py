"""强制与惩戒, on the file: orders after the ruling, gifts after the notice, false reports."""

from __future__ import annotations

from benmo.cases.dossier import Dossier
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, not_shown
from benmo.review.filed.initiation import false_declarations, given
from benmo.review.filed.registry import file_side


@file_side("consumption_restriction")
def consumption_restriction(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """限制消费令 after the ruling, or recorded as not issued."""
    return given(facts, file, answer, "consumption_restriction", "发出限制消费令")


def evasive(facts: CaseFacts, file: Dossier) -> list[Place]:
    """Gifts by a respondent after filing, and declarations that the feedback belies."""
    start = facts.filing_date
    gifts = [
        t.place
        for t in file.of("transfers")
        if t.record.gratuitous
        and t.record.old in facts.respondents
        and t.record.date
        and (start is None or t.record.date >= start)
    ]
    return gifts


@file_side("coercive_measures")
def coercive_measures(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A reason for fine or detention that the file shows."""
    reason = (
        evasive(facts, file)
        + [p for _, _, ps in false_declarations(file, law) for p in ps]
        + [t.place for t in file.said("false_report")]
    )
    if answer.conclusion == "na" and reason:
        return not_shown(
            "案卷显示被执行人虚假报告财产或者执行中无偿转让财产，未见罚款、拘留等措施。",
            reason,
            ["强制措施或者不采取的理由"],
        )
    return answer


@file_side("refusal_crime_referral")
def refusal_crime_referral(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A gift after filing: examined for referral?"""
    reason = evasive(facts, file)
    if answer.conclusion == "na" and reason:
        return not_shown(
            "登记资料显示被执行人在执行中将财产无偿转让他人，未见移送的审查。", reason, ["是否移送的审查意见"]
        )
    return answer
