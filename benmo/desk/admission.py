"""受理: answers to the checklist of admission, kept append-only; the gate that stands before every paper.

A paper is made only where every question is answered and no answer stops it, or where a person has overruled the gate
with a reason. An overruling holds for the answers that it was made on: a later answer lapses it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from benmo import settings
from benmo.desk import audit, cases, decisions, keeping
from benmo.desk.model import Actor, AdmissionAnswer, AdmissionChoice, AdmissionItem, AdmissionView
from benmo.desk.rights import case_row, may_decide, may_register, require
from benmo.errors import Conflict, NoSuch, UsageError
from benmo.review import admission as checklist
from benmo.storage.schema import ADMISSIONS, CASES
from benmo.storage.store import Store
from benmo.storage.times import now

GATE, OVERRULED, WITHDRAWN = "gate", "overruled", "withdrawn"
SOURCE = "source"


def view(store: Store, who: Actor, key: str) -> AdmissionView:
    """The checklist of case *key* as it stands; the look is entered in the audit log. Raises NoSuch."""
    with store.write() as cx:
        case = case_row(cx, who, key)
        audit.note(store, cx, who.name, "read.admission", key)
    with store.read() as cx:
        return _view(cx, who, case)


def answer(
    store: Store, who: Actor, key: str, item: str, given: str, *, note: str = "", on: date | None = None
) -> AdmissionView:
    """Answer *item* by *given*, ``withdrawn`` takes an answer back; ``gate`` is overruled with a reason in *note*.

    Raises:
        NoSuch: no such case, item or answer.
        NotAllowed: not this person's to answer.
        UsageError: a note is lacking, or the day has not come.
    """
    day = on or date.today()
    if day > date.today():
        raise UsageError("核实日期在今天之后。", "填写实际核实的日期")
    note = note.strip()
    with store.write() as cx:
        case = case_row(cx, who, key)
        if item == GATE:
            require(may_decide(who, case), "越过受理核对")
            _overruling(given, note)
        else:
            require(may_register(who, case), "答复本案的受理核对")
            _answerable(decisions.present_review(cx, case), _answers(_holding(cx, case.id)), item, given, note)
        cx.execute(
            insert(ADMISSIONS).values(
                case_id=case.id, item=item, answer=given, note=keeping.clip(note, 2000), on_day=day.isoformat(),
                by_id=who.id, by_name=who.display, at=now(),
            )
        )  # fmt: skip
        audit.note(store, cx, who.name, "admission", key, item=item, answer=given)
        refresh(cx, case.id)
        return _view(cx, who, case_row(cx, who, key))


def _overruling(given: str, note: str) -> None:
    if given not in (OVERRULED, WITHDRAWN):
        raise NoSuch(f"受理核对没有“{given}”这种处理。", "可用 overruled、withdrawn")
    if given == OVERRULED and not note:
        raise UsageError("越过受理核对须写明理由。", "写明为什么在核对没有完成或者没有通过时仍要起草")


def _answerable(review: dict[str, Any], answers: dict[str, str], item: str, given: str, note: str) -> None:
    question = next((i for i in checklist.asked(review, answers) if i.id == item), None)
    if question is None:
        raise NoSuch("本案的受理核对没有这一项，或者前面的项目还没有答复。", "重新打开受理页")
    if given == WITHDRAWN:
        return
    choice = question.choice(given)
    if choice is None:
        raise NoSuch(f"“{question.name}”没有这种答复。", f"可用：{'、'.join(c.id for c in question.choices)}")
    wanted = choice.note or question.note
    if wanted and not note:
        raise UsageError(f"“{choice.name}”须附说明。", wanted)


def _holding(cx: Connection, case_id: int) -> list[Row[Any]]:
    """The newest answer of each item, those withdrawn left out."""
    newest = select(func.max(ADMISSIONS.c.id)).where(ADMISSIONS.c.case_id == case_id).group_by(ADMISSIONS.c.item)
    rows = cx.execute(select(ADMISSIONS).where(ADMISSIONS.c.id.in_(newest)).order_by(ADMISSIONS.c.id)).all()
    return [r for r in rows if r.answer != WITHDRAWN]


def _answers(held: Sequence[Row[Any]]) -> dict[str, str]:
    return {r.item: r.answer for r in held if r.item != GATE}


def _overruled(cx: Connection, case_id: int, held: Sequence[Row[Any]]) -> Row[Any] | None:
    """The overruling that holds: nothing was answered or taken back after it."""
    row = next((r for r in held if r.item == GATE), None)
    last = cx.execute(select(func.max(ADMISSIONS.c.id)).where(ADMISSIONS.c.case_id == case_id)).scalar()
    return row if row is not None and row.id == last else None


def refresh(cx: Connection, case_id: int) -> None:
    """Bring the case's row in line with answers and review."""
    case = cx.execute(select(CASES).where(CASES.c.id == case_id)).one()
    held = _holding(cx, case_id)
    state: str = checklist.outcome(decisions.present_review(cx, case), _answers(held)).state
    if state != "passed" and _overruled(cx, case_id, held) is not None:
        state = OVERRULED
    cx.execute(update(CASES).where(CASES.c.id == case_id).values(gate=state, updated_at=now()))


def require_open(cx: Connection, case: Row[Any], review: dict[str, Any], paper: str) -> str:
    """Let *paper* pass; returns words for its record where the gate was overruled, else an empty string.

    Raises:
        Conflict: the gate is closed to it.
    """
    held = _holding(cx, case.id)
    why = checklist.outcome(review, _answers(held)).hinders(paper)
    if not why:
        return ""
    row = _overruled(cx, case.id, held)
    if row is None:
        raise Conflict(f"不能起草{paper}：{why}。", "在“受理”页逐项答复，或者写明理由越过")
    return f"{row.by_name}于 {row.on_day} 越过受理核对：{row.note}"


def source_words(cx: Connection, case: Row[Any], review: dict[str, Any]) -> str:
    """Where the case came from (案件来源) in the words of papers, as a person answered; empty where nobody has."""
    answers = _answers(_holding(cx, case.id))
    question = next(i for i in checklist.asked(review, answers) if i.id == SOURCE)
    choice = question.choice(answers.get(SOURCE, ""))
    return choice.paper if choice else ""


def _view(cx: Connection, who: Actor, case: Row[Any]) -> AdmissionView:
    review, held = decisions.present_review(cx, case), _holding(cx, case.id)
    answers = _answers(held)
    outcome = checklist.outcome(review, answers)
    overruled = _overruled(cx, case.id, held)
    rows = {r.item: _row(r) for r in held}
    proposals = checklist.proposals(review, office_of(case))
    everything = select(ADMISSIONS).where(ADMISSIONS.c.case_id == case.id).order_by(ADMISSIONS.c.id)
    shown = [_item(i, proposals[i.id], rows.get(i.id)) for i in checklist.asked(review, answers)]
    open_papers = [set(s.open) for s in outcome.stops]
    common = set.intersection(*open_papers) if open_papers else set()
    return AdmissionView(
        row=cases.one_row(cx, case.id),
        state=OVERRULED if overruled is not None and outcome.state != "passed" else outcome.state,
        items=tuple(shown),
        missing=outcome.missing,
        stops=tuple(f"{s.item}：{s.words}" for s in outcome.stops),
        open=tuple(sorted(common)),
        overruled=_row(overruled) if overruled is not None else None,
        history=tuple(_row(r) for r in cx.execute(everything)),
        may_answer=may_register(who, case),
        may_overrule=may_decide(who, case),
    )


def office_of(case: Row[Any]) -> str:
    """The full name of the procuratorate: that of the case's office, or the one that is set."""
    named = str(case.office)
    return named if re.match(checklist.table()["office"], named) else settings.load().office.name


def _row(r: Row[Any]) -> AdmissionAnswer:
    return AdmissionAnswer(r.item, r.answer, r.note, r.on_day, r.by_name, r.at)


def _item(item: checklist.Item, proposal: checklist.Proposal, given: AdmissionAnswer | None) -> AdmissionItem:
    from benmo.law import load

    law, today = load(), date.today()
    basis = tuple(law.cite(b, today) + ("（条号待核）" if law.caveat(b) else "") for b in item.basis)
    choices = tuple(AdmissionChoice(c.id, c.name, c.stop, c.note or item.note, c.caution) for c in item.choices)
    return AdmissionItem(
        item.id, item.name, item.asks, basis, item.caution, item.note, choices, proposal.answer, proposal.reason,
        proposal.evidence, given,
    )  # fmt: skip
