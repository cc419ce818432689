"""裁定记载与案卷不符: the ruling statement by statement against what the file records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from benmo.cases.dossier import Dossier
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, Item, not_shown, ok, violation
from benmo.review.filed.disposal import frozen_money, left_alone, unhandled
from benmo.review.filed.initiation import given_before, made, words_of
from benmo.review.filed.investigation import checked, clues
from benmo.review.filed.registry import file_side
from benmo.review.filed.sheets import gaps, unanswered
from benmo.review.trifles import considerable
from benmo.review.words import CATEGORY, day, listed, yuan


class Compared(NamedTuple):
    """One statement of the ruling beside the file: ``state`` is matched, broken or absent."""

    statement: str
    state: str
    words: str
    places: tuple[Place, ...]


@file_side("ruling_contradicts_file")
def ruling_contradicts_file(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Statement by statement; a contradiction needs both places."""
    rows = [row for compare in _STATEMENTS for row in compare(facts, file, law)]
    items = [
        Item(
            f"statement:{i}",
            {"matched": "ok", "broken": "violation", "absent": "not_shown"}[r.state],
            f"{r.statement}：{r.words}",
            places=r.places[:4],
        )
        for i, r in enumerate(rows, 1)
    ]
    broken = [r for r in rows if r.state == "broken"]
    if broken:
        return violation(f"{'；'.join(r.words for r in broken)}。", [p for r in broken for p in r.places], items=items)
    matched = [r for r in rows if r.state == "matched"]
    absent = [r for r in rows if r.state == "absent"]
    if absent and not matched:
        return not_shown(
            "裁定书的关键陈述在案卷中找不到对应材料。",
            [p for r in absent for p in r.places],
            [r.statement for r in absent],
            items,
        )
    found = ok("裁定书的主要陈述与案卷记载未见矛盾。", [p for r in matched for p in r.places[1:2]])
    found = found._replace(items=tuple(items))
    return found.but(f"{listed(r.statement for r in absent)}在案卷中未见对应材料") if absent else found


def _clue(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    none = [t for t in facts.alone.done("clue", "none") if not _besides(facts, t)]
    if not none:
        return
    # 没有其他线索 does not deny a clue that was given before and checked.
    given = [c for c in clues(file) if c.spoken or checked(file, c)[0] is None]
    if given:
        places = (none[0].place, *(p for c in given for p in c.places))
        yield Compared(
            "申请执行人未提供财产线索",
            "broken",
            "裁定书称申请执行人未能提供财产线索，而案卷记载其提供了具体线索",
            places,
        )
    elif agreed := [t for t in file.talks if t.record.no_clue]:
        places = (none[0].place, *agreed[0].at(agreed[0].record.no_clue))
        yield Compared("申请执行人未提供财产线索", "matched", "与约谈笔录相符", places)


_FURTHER = re.compile("其他|其它|别的|更多|新的|进一步|另外")


def _besides(facts: CaseFacts, told: Told) -> bool:
    """提供的租地款线索已经核实，无其他线索: nothing but the clue that the ruling itself tells of."""
    text = facts.readings[told.reading].text
    given = [*facts.alone.done("clue", "given"), *facts.alone.done("clue", "checked")]
    named = any(t.reading == told.reading and t.said.span.start < told.said.span.start for t in given)
    return named and _FURTHER.search(text, told.said.clause.start, told.said.clause.end) is not None


def _opinion(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    mild = [*facts.alone.done("opinion", "consent"), *facts.alone.done("opinion", "no_objection")]
    talks = file.talks
    if not mild or not talks:
        return
    against = [t for t in talks if t.record.objection]
    later = file.agreed_after(against[-1]) if against else None
    if against and later:
        yield Compared(
            "申请执行人同意或者无异议", "matched", "约谈时曾不同意，其后材料载有同意", (mild[0].place, later.place)
        )
    elif against:
        yield Compared(
            "申请执行人同意或者无异议",
            "broken",
            "裁定书称申请执行人同意或者无异议，而约谈笔录记载其不同意",
            (mild[0].place, *against[0].at(against[0].record.objection)),
        )
    else:
        yield Compared("申请执行人同意或者无异议", "matched", "与约谈笔录相符", (mild[0].place, talks[0].place))


def _talk_day(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    told = facts.alone.done("interview")
    dated = [t for t in file.talks if t.record.date]
    if not told:
        return
    if not dated:
        if not file.talks and not file.said("interview"):
            yield Compared("已告知申请执行人", "absent", "案卷未见约谈笔录或者告知记录", (told[0].place,))
        return
    late = [t for t in dated if file.ruled and t.record.date > file.ruled]
    if late and len(late) == len(dated):
        yield Compared(
            "已告知申请执行人",
            "broken",
            f"裁定书称裁定前已告知申请执行人，而案卷仅有裁定之后（{day(late[0].record.date)}）的笔录",
            (told[0].place, late[0].place),
        )
    else:
        yield Compared("已告知申请执行人", "matched", "案卷有约谈笔录", (told[0].place, dated[0].place))


def _nothing(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    """名下无车辆、无不动产 against the feedback of the same category."""
    none: dict[str, Place] = {}
    for told in facts.alone.done("inquire"):
        category, _, result = told.said.detail.partition(":")
        if result == "none":
            none.setdefault(category, told.place)
    shown = {a.category for _, a in facts.assets if a.states or a.reasons}
    for category, place in none.items():
        rows = [f for f in file.of("feedback") if f.record.category == category]
        found = [
            f
            for f in rows
            if f.record.found
            and "none_worth" not in f.record.flags
            and (f.record.amount is None or f.record.amount >= law.limit("substantial_yuan"))
            and category not in shown
        ]
        name = CATEGORY[category]
        if found:
            yield Compared(
                f"名下无{name}",
                "broken",
                f"裁定书称名下无{name}，而查控反馈载有{name}（{found[0].record.result[:40]}）",
                (place, *(f.place for f in found[:3])),
            )
        elif rows:
            yield Compared(f"名下无{name}", "matched", "与查控反馈相符", (place, rows[0].place))


def _none_at_all(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    """未发现可供执行的财产 against assets that the feedback shows free and that nobody dealt with."""
    told = facts.alone.done("nothing_found") or [
        t for t in facts.alone.done("inquire") if t.said.detail.endswith(":none")
    ]
    named = {t.said.detail for t in facts.alone.done("inquire")}
    free = [f for f in unhandled(facts, file) if f"{f.record.category}:none" not in named]
    if told and not any(_others(facts, t) for t in told):
        left = [f for f in left_alone(facts, file, law) if f"{f.record.category}:none" not in named]
        free += [f for f in left if f not in free]
    if told and free:
        found = listed(f"{CATEGORY[f.record.category]}（{f.record.result[:40]}）" for f in free[:3])
        words = f"裁定书称未发现可供执行的财产，而查控反馈载有{found}"
        yield Compared("未发现可供执行的财产", "broken", words, (told[0].place, *(x.place for x in free[:3])))


def _others(facts: CaseFacts, told: Told) -> bool:
    """未发现其他可供执行财产 leaves room for what was found."""
    return any(w in words_of(facts, told) for w in _OTHER)


_OTHER = ("其他", "其它", "另外", "除上述", "除此")


def _small(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    """余额较小 against a substantial balance frozen."""
    small = [(i, a) for i, a in facts.assets if a.category in ("deposit", "online_funds") and "small" in a.reasons]
    large = [row for row in frozen_money(file, law) if considerable(facts, row[0].record.amount, law)]
    if small and large:
        f = large[0][0]
        place = Place(0, (small[0][1].spans or (small[0][1].span,))[-1])
        yield Compared(
            "账户余额较小",
            "broken",
            f"裁定书称账户余额较小，而查控反馈载明冻结{yuan(f.record.amount)}",
            (place, f.place),
        )


def _recovered(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    """到位 0 元 against money that came in before the ruling."""
    value = facts.head.amounts.recovered
    if value is None or value.value != 0:
        return
    came = [p for p in file.of("payments") if p.record.amount and (p.record.arrived or p.record.released)]
    early = [p for p in came if not file.ruled or (p.record.arrived or p.record.released) <= file.ruled]
    logged = [
        t
        for t in file.said("arrival")
        if t.said.amount and t.said.date and (not file.ruled or t.said.date <= file.ruled)
    ]
    settled = [r for r in file.of("instalments") if r.record.paid and file.ruled and r.record.paid <= file.ruled]
    if settled and not (early or logged):
        words = "裁定书称执行到位0元，而案卷所附付款记录载有裁定前按和解协议支付的款项"
        yield Compared("执行到位0元", "broken", words, (Place(0, value.span), *(r.place for r in settled[:3])))
    if early or logged:
        place = early[0].place if early else logged[0].place
        yield Compared(
            "执行到位0元",
            "broken",
            "裁定书称执行到位0元，而案款记录载有裁定前到账的款项",
            (Place(0, value.span), place),
        )


def _looked(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    """已经查询 has a counterpart in feedback or log."""
    told = facts.alone.done("inquire") or facts.alone.done("system_inquiry")
    if not told:
        return
    rows = file.of("feedback")
    logged = file.said("system_inquiry")
    open_ = gaps(facts, file)
    if open_ or unanswered(facts, file):
        told_ = {t.said.detail.partition(":")[0] for t in facts.alone.done("inquire")}
        held = {f.record.category for f in rows}
        for category in dict.fromkeys(c for _, c in open_ if c in told_ and c not in held):
            place = next(t.place for t in facts.alone.done("inquire") if t.said.detail.startswith(category))
            name = CATEGORY[category]
            yield Compared(f"已查询{name}", "absent", f"裁定书称已查询{name}，案卷所附查控反馈没有该项", (place,))
    if rows or logged:
        yield Compared(
            "已通过网络查控系统查询",
            "matched",
            "案卷有查控反馈或者日志记录",
            (told[0].place, rows[0].place if rows else logged[0].place),
        )
    else:
        yield Compared("已通过网络查控系统查询", "absent", "案卷未见查控反馈", (told[0].place,))


def _orders(facts: CaseFacts, file: Dossier, law: LawIndex) -> Iterator[Compared]:
    """已发出执行通知、限制消费令 against the log's word that it was not, or was only after the ruling."""
    for act, name in (
        ("execution_notice", "执行通知书"),
        ("asset_report_order", "报告财产令"),
        ("consumption_restriction", "限制消费令"),
    ):
        told = facts.alone.done(act)
        logged = [t for t in file.said(act) if t.said.date]
        if not told:
            continue
        late = [t for t in logged if file.ruled and t.said.date and t.said.date > file.ruled]
        early = [t for t in logged if t not in late]
        denied = file.said(act, status="not_done")
        # Where the ruling dates the order, one served once more after it belies nothing; one made after it does.
        anew = denied or not given_before(facts, file, act) or any(made(facts, t) for t in late)
        only_late = late and not early and anew
        if only_late or (denied and not logged):
            yield Compared(
                f"已发出{name}",
                "broken",
                f"裁定书称已发出{name}，而案卷记录显示裁定前未发出",
                (told[0].place, (late or denied)[0].place),
            )
        elif early:
            yield Compared(f"已发出{name}", "matched", "与案卷记录相符", (told[0].place, early[0].place))


_STATEMENTS: tuple[Callable[[CaseFacts, Dossier, LawIndex], Iterator[Compared]], ...] = (
    _orders,
    _looked,
    _nothing,
    _none_at_all,
    _small,
    _recovered,
    _talk_day,
    _opinion,
    _clue,
)
