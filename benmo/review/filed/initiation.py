"""启动, on the file: orders after the ruling or never given; declarations that the feedback belies."""

from __future__ import annotations

import re

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, not_shown, ok, violation
from benmo.review.filed.registry import file_side
from benmo.review.words import CATEGORY, day, listed
from nlp.lexicons import load


def given(facts: CaseFacts, file: Dossier, answer: Conclusion, act: str, what: str) -> Conclusion:
    """An order that the file's log dates after the ruling, or records as not given, with no earlier one on record."""
    logged, denied = file.said(act), file.said(act, status="not_done")
    dated = [t for t in logged if t.said.date]
    late = [t for t in dated if file.ruled and t.said.date and t.said.date > file.ruled]
    told_before = given_before(facts, file, act) and not any(made(facts, t) for t in late)
    if late and len(late) == len(dated) and not told_before and late[0].said.date and file.ruled:
        return violation(
            f"案卷记录的{what}日期（{day(late[0].said.date)}）晚于终本裁定日期（{day(file.ruled)}），未见此前作出的记录。",
            late,
        )
    if denied and not logged:
        return violation(f"案卷记录载明未{what}。", denied)
    return answer


_MAKING = re.compile(load("nodes")["making"])


def made(facts: CaseFacts, told: Told) -> bool:
    """Whether an entry says that the order was made then (制作、补), and not served once more."""
    return _MAKING.search(words_of(facts, told)) is not None


def words_of(facts: CaseFacts, told: Told) -> str:
    """The words that *told* was read from."""
    return facts.readings[told.reading].text[slice(*told.said.span)]


def given_before(facts: CaseFacts, file: Dossier, act: str) -> list[Told]:
    """Where the ruling itself dates the order, before it ended the case."""
    return [t for t in facts.alone.done(act) if t.said.date and (not file.ruled or t.said.date <= file.ruled)]


@file_side("execution_notice")
def execution_notice(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """执行通知."""
    return given(facts, file, answer, "execution_notice", "发出执行通知")


@file_side("asset_report_order")
def asset_report_order(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """报告财产令."""
    return given(facts, file, answer, "asset_report_order", "责令报告财产")


def false_declarations(file: Dossier, law: LawIndex) -> list[tuple[Filed, str, list[Place]]]:
    """Declared "none" of a category in which the feedback of that time shows something: paper, words, places."""
    out = []
    for declared in file.of("declarations"):
        for category, span in declared.record.nothing:
            for f in file.of("feedback"):
                r = f.record
                people = set(declared.record.respondents)
                if (
                    r.category != category
                    or not r.found
                    or (people and r.respondents and not people & set(r.respondents))
                ):
                    continue
                if r.amount is not None and r.amount < law.limit("substantial_yuan"):
                    continue
                if r.date and declared.record.date and r.date > declared.record.date:
                    continue
                out.append((declared, CATEGORY[category], [*declared.at(span), f.place]))
                break
    return out


@file_side("asset_report_followup")
def asset_report_followup(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Reported falsely to the court's knowledge and left so: a violation; checked, or sanctioned: ok."""
    false = false_declarations(file, law)
    known = file.said("false_report")
    waived = file.said("sanction_waived")
    sanctions: list[Told] = facts.done("fine") + facts.done("detention")
    unchecked = file.said("report_unchecked")
    places = [p for _, _, ps in false for p in ps]
    if false or known:
        what = (
            f"申报{listed(dict.fromkeys(w for _, w, _ in false))}为无，与查控反馈不符"
            if false
            else "案卷记录载明属虚假报告"
        )
        if sanctions:
            return ok(f"被执行人{what}，法院已予罚款或者拘留。", [*places, *sanctions])
        if waived and known:
            return violation(f"被执行人{what}，案卷记录显示法院明知而不予处理。", [*places, *known, *waived])
        return not_shown(f"被执行人{what}，未见核查与处罚。", [*places, *known], ["核查与处罚"])
    if unchecked:
        return not_shown("案卷记录载明被执行人的财产报告未与查询反馈比对核实。", unchecked, ["核实情况"])
    checked = file.said("report_checked")
    if answer.conclusion == "not_shown" and checked and file.said("report_received") and not facts.denied("report"):
        return ok("被执行人已报告财产，案卷记录显示法院予以核实。", checked)
    return answer
