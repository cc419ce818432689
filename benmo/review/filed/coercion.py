"""强制与惩戒, on the file: orders after the ruling, gifts after the notice, false reports."""

from __future__ import annotations

from benmo.cases.dossier import Dossier
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, not_shown, violation
from benmo.review.filed.initiation import false_declarations, given
from benmo.review.filed.registry import file_side
from benmo.review.words import listed


def withheld(facts: CaseFacts, file: Dossier, act: str) -> tuple[tuple[str, ...], list[Told]]:
    """Respondents for whom the log says the order was not made, and where; none who may have got it after all.

    A later entry or a paper that names them, or that names nobody, may be theirs. A log that stops before the ruling
    does not show how it stood on that day.
    """
    denied = [
        t
        for t in file.said(f"withheld_{act}", status="not_done")
        if not (file.ruled and t.said.date and t.said.date > file.ruled)
    ]
    if not denied or not file.ruled or not any(t.said.date and t.said.date >= file.ruled for t in file.told):
        return (), []
    made = [t for t in file.said(act) if not (t.said.date and t.said.date > file.ruled)]
    spans = {(t.reading, t.said.span) for t in denied}
    others = [t for t in made if (t.reading, t.said.span) not in spans]
    maybe = {n for t in others for n in (t.said.targets or facts.respondents)}
    maybe |= {p.name for p in facts.head.respondents if p.minor}
    left = tuple(dict.fromkeys(n for t in denied for n in t.said.targets if n not in maybe))
    return left, [t for t in denied if set(t.said.targets) & set(left)]


@file_side("consumption_restriction")
def consumption_restriction(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """限制消费令 after the ruling, recorded as not issued, or as not made for one of several."""
    answer = given(facts, file, answer, "consumption_restriction", "发出限制消费令")
    left, where = withheld(facts, file, "consumption_restriction")
    if left and answer.conclusion in ("ok", "not_shown"):
        return violation(f"案卷记录载明未对{listed(left)}制作、发出限制消费令，未见裁定前补发的记录。", where)
    return answer


@file_side("dishonesty_list")
def dishonesty_list(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """失信 decision recorded as not made for one of several: why is to be asked, since not everyone meets its terms."""
    left, where = withheld(facts, file, "dishonesty_list")
    if left and answer.conclusion == "ok":
        return not_shown(
            f"案卷记录载明未对{listed(left)}作出失信决定，未见不纳入的理由。", where, ["纳入失信名单或者不纳入的理由"]
        )
    return answer


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
