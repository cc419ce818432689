"""衔接, on the file: applications to add a party, and what an enterprise asked for."""

from __future__ import annotations

from benmo.cases.dossier import Dossier
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, not_shown, ok, violation
from benmo.review.filed.registry import file_side
from benmo.review.words import day
from benmo.review.workdays import overdue


@file_side("add_party")
def add_party(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Decided within sixty days of receipt (变更追加规定 art. 28), late, on record undecided, or unknown."""
    limit = law.limit("add_party_days")
    asked = [a for a in file.of("applications") if a.record.kind == "add_party"]
    logged = [t for t in file.said("add_party") if "申请" in t.said.detail and not _decides(t.said.detail)]
    if not asked and not logged:
        return answer
    got = min(
        (d for d in (*(a.record.received or a.record.written for a in asked), *(t.said.date for t in logged)) if d),
        default=None,
    )
    places: list[Place | Told] = [*(a.place for a in asked), *logged[:1]]
    ruled = [t for t in file.said("add_party_ruling")]
    ruled += [
        t
        for t in file.said("add_party")
        if any(w in t.said.detail for w in ("裁定", "驳回", "准许")) and t not in logged
    ]
    answers = [a for a in file.of("answers") if a.record.kind == "add_party"]
    decided = min((d for d in (*(t.said.date for t in ruled), *(a.record.date for a in answers)) if d), default=None)
    if decided and got:
        days = (decided - got).days
        evidence = [*places, *ruled, *(a.place for a in answers)]
        if overdue(got, decided, limit):
            return violation(f"{day(got)}收到追加申请，第{days}日才作出裁定，超过{limit}日。", evidence)
        return ok(f"追加申请已在{limit}日内裁定。", evidence)
    open_ = [t for t in file.said("add_party", status="not_done")]
    open_ += [
        t for t in file.said("urged") if "追加" in t.said.detail and any(w in t.said.detail for w in ("尚未", "未"))
    ]
    late = [t for t in open_ if got and t.said.date and overdue(got, t.said.date, limit)]
    if late and got:
        return violation(f"{day(got)}收到追加申请，案卷记录载明逾{limit}日仍未审查裁定。", [*places, *late])
    return not_shown("有变更、追加被执行人的申请，未见裁定。", [*places, *open_], ["变更、追加申请的处理"])


def _decides(words: str) -> bool:
    return any(w in words for w in ("裁定", "驳回", "准许"))


@file_side("enterprise_protection")
def enterprise_protection(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A representative listed in the company's stead; requests to lift or repair and their answer."""
    listed_ = [
        t
        for t in file.said("dishonesty_list")
        if facts.companies
        and any(_listed(facts, t.reading, t.said.span, n) for n in file.cast.debtor_side if n not in facts.respondents)
    ]
    if listed_:
        return violation("案卷记录显示将被执行企业的法定代表人列入失信名单。", listed_)
    asked = [a for a in file.of("applications") if a.record.kind in ("release", "credit")]
    if not asked:
        return answer
    answers = [a for a in file.of("answers") if a.record.kind in ("release", "credit")]
    logged = file.said("credit_repair")
    undone = file.said("credit_repair", status="not_done")
    places = [a.place for a in asked]
    if answers or logged:
        return ok("解除、信用修复等申请已经处理。", [*places, *(a.place for a in answers), *logged])
    if undone:
        return violation("案卷记录载明信用修复、解除申请未予处理。", [*places, *undone])
    return not_shown("有解除、信用修复等申请，处理情况不明。", places, ["申请的处理情况"])


def _listed(facts: CaseFacts, reading: int, span: tuple[int, int], name: str) -> bool:
    """失信（公司、黎志荣）: the representative's name stands behind the word, before any other order."""
    words = facts.readings[reading].text[slice(*span)]
    behind = words.partition("失信")[2]
    for stop in ("限制", "限消", "限高", "；", "。"):
        behind = behind.partition(stop)[0]
    return name in behind
