"""财产调查, on the file: clues and what became of them, respondents never looked into, requests for search or audit."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from benmo.cases.dossier import Dossier
from benmo.cases.facts import CORE_CATEGORIES, CaseFacts
from benmo.cases.places import Place, Told
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, Item, not_shown, ok, violation
from benmo.review.filed.registry import file_side
from benmo.review.filed.sheets import gaps, unanswered
from benmo.review.words import CATEGORY, listed
from benmo.review.workdays import overdue


class Clue(NamedTuple):
    """A clue on record: when the court got it, whether it was marked or sounds urgent, where it stands."""

    got: date | None
    marked: bool
    urgent: bool
    spoken: bool
    places: tuple[Place, ...]


def clues(file: Dossier) -> list[Clue]:
    """The clues that the file records before the ruling: in talks, in papers handed in, in the log."""
    found = []
    for talk in file.talks:
        if talk.record.clue:
            found.append(Clue(talk.record.date, False, talk.record.urgent, True, tuple(talk.at(talk.record.clue))))
    for paper in file.of("applications"):
        if paper.record.kind == "clue":
            got = paper.record.received or paper.record.written
            found.append(Clue(got, paper.record.urgent, paper.record.urgent, False, (paper.place,)))
    if not found:
        for told in file.said("clue"):
            if (
                any(w in told.said.detail for w in ("收", "提交", "提供", "反映", "举报"))
                and "未" not in told.said.detail
            ):
                found.append(Clue(told.said.date, False, False, False, (told.place,)))
    return [c for c in found if not (file.ruled and c.got and c.got > file.ruled)]


def checked(file: Dossier, clue: Clue) -> tuple[date | None, list[Place]]:
    """When and where the file records that *clue* was checked; (None, []) where it does not."""
    found: list[tuple[date, Place]] = []
    for told in file.said("clue_check", "onsite", "search"):
        when = told.said.date
        # The day on which it was handed in names 线索 and 核实 of the future alike; a check follows it.
        same = when == clue.got and told.said.act == "clue_check" and told.place not in clue.places
        if when and (clue.got is None or when > clue.got or same) and not (file.ruled and when > file.ruled):
            found.append((when, told.place))
    for answer in file.of("answers"):
        if answer.record.kind == "clue" and answer.record.date and (clue.got is None or answer.record.date >= clue.got):
            found.append((answer.record.date, answer.place))
    found.sort()
    return (found[0][0], [p for _, p in found[:2]]) if found else (None, [])


@file_side("creditor_clues")
def creditor_clues(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Each clue on record: checked within seven days (three where it was marked urgent), late, or not at all."""
    # 财产调查规定 art. 2
    usual, urgent = law.limit("clue_check_days"), law.limit("clue_check_urgent_days")
    given = clues(file)
    if not given:
        none = [p for t in file.talks for p in t.at(t.record.no_clue)]
        if answer.conclusion == "not_shown" and none and not facts.alone.done("clue"):
            return ok("约谈笔录载明申请执行人没有财产线索。", none)
        return answer
    denied = facts.alone.done("clue", "none")
    told_checked = [t for t in facts.alone.done("clue") if t.said.detail in ("checked", "late")]
    late: list[tuple[int, Clue, list[Place]]] = []
    open_: list[Clue] = []
    fine: list[Place] = []
    for clue in given:
        when, places = checked(file, clue)
        if when is None:
            if told_checked and not clue.spoken:
                fine += [*clue.places, *(t.place for t in told_checked)]
            else:
                open_.append(clue)
            continue
        days = (when - clue.got).days if clue.got else 0
        if clue.got and overdue(clue.got, when, urgent if clue.marked else usual):
            late.append((days, clue, places))
        else:
            fine += [*clue.places, *places]
    if open_:
        evidence = [p for c in open_ for p in c.places]
        if denied:
            return violation(
                "案卷记录载有申请执行人提供的具体财产线索，未见核实记录，裁定书却称其未能提供财产线索。",
                [*evidence, *denied],
            )
        return not_shown("案卷记录载有申请执行人提供的财产线索，未见核实情况。", evidence, ["线索核实情况"])
    if late:
        days = max(d for d, _, _ in late)
        limit = urgent if any(c.marked for _, c, _ in late) else usual
        evidence = [p for _, c, ps in late for p in (*c.places, *ps)]
        found = violation(f"收到财产线索后第{days}日才核实，超过{limit}日的期限。", evidence)
        return found._replace(weight="ordinary").but("已经核实、仅属逾期，按一般问题评价")
    return ok("申请执行人提供的财产线索已在期限内核实。", fine)


@file_side("all_respondents")
def all_respondents(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A respondent of whom every row of feedback says 未查询."""
    if len(facts.respondents) < 2:
        return answer
    denied = [t for t in file.said("inquire", status="not_done") if t.said.targets]
    done = {n for t in file.said("inquire") for n in t.said.targets}
    left = [n for n in facts.respondents if n not in done and any(n in t.said.targets for t in denied)]
    if left:
        told = [t for t in denied if set(t.said.targets) & set(left)]
        return violation(f"查控反馈载明未对{listed(left)}进行财产查询。", told, left)
    left, told = _never_begun(facts, file)
    if left:
        return violation(f"查控反馈载明未对{listed(left)}发起财产查询，未见其后补查的记录。", told, left)
    if answer.conclusion == "ok":
        return _gaps(facts, file, answer)
    return answer


def _never_begun(facts: CaseFacts, file: Dossier) -> tuple[list[str], list[Told]]:
    """Respondents for whom the sheet says no inquiry was begun, and no row, nor a later entry of a log, may be theirs.

    A later round that names nobody may have taken them in.
    """
    rows = file.said("uninquired", status="not_done")
    asked = file.said("inquire")
    days = [t.said.date for t in asked if t.said.date]
    if not rows or not days:
        return [], []
    later = [t for t in (*asked, *file.said("system_inquiry")) if t.said.date is None or t.said.date > min(days)]
    maybe = {n for t in later for n in (t.said.targets or facts.respondents)} | {
        n for t in asked for n in t.said.targets
    }
    told = [t for t in rows if not set(t.said.targets) & maybe]
    return [n for n in facts.respondents if any(n in t.said.targets for t in told)], told


def _gaps(facts: CaseFacts, file: Dossier, answer: Conclusion) -> Conclusion:
    """The ruling says that everyone was looked into; a sheet without a row, or an answer, for one does not show it."""
    lacking = [(n, c) for n, c in gaps(facts, file) if c in CORE_CATEGORIES]
    open_ = unanswered(facts, file)
    words = [f"{n}的{CATEGORY[c]}" for n, c in lacking]
    silent = [f"{'、'.join(f.record.respondents)}的{CATEGORY[f.record.category]}" for f in open_]
    reasons = [f"未见对{listed(words)}的查询"] if words else []
    reasons += [f"{listed(silent)}尚未反馈"] if silent else []
    if not reasons:
        return answer
    items = [
        Item(f"respondent:{n}:{c}", "not_shown", f"查控反馈未见{n}的{CATEGORY[c]}", respondent=n) for n, c in lacking
    ]
    evidence = [*answer.places[:2], *(f.place for f in open_)]
    return not_shown(f"裁定书称已查询各被执行人，查控反馈{'，'.join(reasons)}。", evidence, [*words, *silent], items)


@file_side("search_audit_reward")
def search_audit_reward(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Asked for in a talk or a paper, and what became of it."""
    asked: list[Place] = [p.place for p in file.of("applications") if p.record.kind == "measure"]
    for talk in file.talks:
        asked += [Place(talk.reading, s) for k, s in talk.record.demands if k in ("search", "audit", "reward")]
    if not asked or answer.conclusion in ("ok", "violation"):
        return answer
    refused = [a.place for a in file.of("answers") if a.record.kind == "measure"]
    if refused:
        return ok("申请执行人申请搜查、审计或者悬赏，案卷载有处理结果。", [*asked, *refused])
    return not_shown("案卷记录载有申请执行人要求搜查、审计或者悬赏，未见处理。", asked, ["申请的处理"])
