"""Acts of enforcement: notices, orders, measures (``lexicons/acts.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from nlp.context import DEBTOR_SIGN, Clause, Context, made_up_for, source_at, status_at
from nlp.context.clauses import COURT
from nlp.context.cues import watch
from nlp.context.status import DONE, NOT_DONE
from nlp.document import Span, span_from
from nlp.events.model import SOME, Assertion, assertion_from
from nlp.events.scope import scope_of
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan


@dataclass(frozen=True, slots=True)
class _Trigger:
    act: str
    name: str
    unless: re.Pattern[str] | None
    unless_sentence: re.Pattern[str] | None
    after: re.Pattern[str] | None
    denied_by: re.Pattern[str] | None
    anyone: bool
    reason: re.Pattern[str] | None


def _triggers() -> tuple[_Trigger, ...]:
    return tuple(
        _Trigger(
            e["act"],
            f"act.{e['act']}",
            re.compile(e["unless"]) if "unless" in e else None,
            re.compile(e["unless_sentence"]) if "unless_sentence" in e else None,
            re.compile(e["after"]) if "after" in e else None,
            re.compile(e["denied_by"]) if "denied_by" in e else None,
            e.get("anyone", False),
            re.compile(e["reason"]) if "reason" in e else None,
        )
        for e in load("acts")
    )


_TRIGGERS = {trigger.name: trigger for trigger in _triggers()}
DateAt = Callable[[int, int], "date | None"]  # the last full date between two offsets
FirstDate = Callable[[int, int], "date | None"]  # the first one that is no date of filing


def find_acts(context: Context, scan: Scan, respondents: tuple[str, ...], date_at: DateAt) -> list[Assertion]:
    """Every mention of an act in the narrative, with its status; the caller decides what it proves."""
    text, region = context.masked, context.region
    found: list[Assertion] = []
    for name in TRIGGERS.may_match(_TRIGGERS, scan):
        trigger = _TRIGGERS[name]
        unless = trigger.unless
        for m in TRIGGERS.matches(name, scan, text):
            clause = context.clause_at(m.start())
            if unless and unless.search(text, clause.start, min(clause.end + 1, region.end)):
                continue
            if trigger.unless_sentence:
                sentence = context.sentence_of(clause)
                if trigger.unless_sentence.search(text, sentence.start, sentence.end):
                    continue
            if trigger.act in _LISTED and _RELATIVE.match(text, clause.start, m.start()):
                continue
            found.append(_assertion(context, clause, trigger, m, respondents, date_at))
    if len(respondents) > 1:
        found.extend(_elliptic(context, found, respondents))
    return found


#: 向甲送达执行通知书，未向乙送达 · 对甲送达……，乙由家属代收上述文书: the act is named once, then another is told of.
_OMITTED = re.compile(
    r"(?:未|没有)(?:能|予)?(?:向|对|给|将)[^，。；]{2,40}?(?:送达|发出|采取|发送|实施|作出|纳入|列入|限制|适用)$"
)
_ALSO = re.compile(r"(?:代收|签收|收到|送达|领取)(?:了)?(?:上述|前述|上列|该|同样的?)[^，。；]{0,8}(?:文书|材料|通知)")
_MAY_OMIT = watch(*(f"{no}{may}{to}" for no in ("未", "没有") for may in ("", "能", "予") for to in "向对给将"))
_MAY_ALSO = watch("代收", "签收", "收到", "送达", "领取")


def _elliptic(context: Context, found: list[Assertion], respondents: tuple[str, ...]) -> list[Assertion]:
    """What a clause without a trigger of its own says of the acts that the clause before tells."""
    text = context.masked
    out: list[Assertion] = []
    if "上述" not in text and "前述" not in text and "未向" not in text and "未对" not in text and "没有" not in text:
        return out
    told: dict[int, list[Assertion]] = {}
    for said in found:
        if said.status == DONE and said.source == COURT:
            told.setdefault(context.clause_at(said.span.start).sentence, []).append(said)
    for number in sorted(told):
        for clause in context.clauses_of(context.sentences[number])[1:]:
            out.extend(_also(context, clause, told[number], respondents))
        if number + 1 < len(context.sentences):  # ……；乙因下落不明，公告送达上述文书
            following = context.sentences[number + 1]
            if "\n" not in text[context.sentences[number].end : following.start]:
                for clause in context.clauses_of(following):
                    if not (clause.cues & _MAY_OMIT and _OMITTED.search(text, clause.start, clause.end)):
                        out.extend(_also(context, clause, told[number], respondents))
    return out


def _also(context: Context, clause: Clause, told: list[Assertion], respondents: tuple[str, ...]) -> Iterator[Assertion]:
    """Those of *told* before *clause* that it extends to others, or denies of them."""
    cues, text = clause.cues, context.masked
    omitted = _OMITTED.search(text, clause.start, clause.end) if cues & _MAY_OMIT else None
    m = omitted or (_ALSO.search(text, clause.start, clause.end) if cues & _MAY_ALSO else None)
    if m is None or clause.source != COURT:
        return
    sentence = context.sentence_of(clause)
    for start in (clause.start, sentence.start):  # 乙因下落不明，于……公告送达上述文书
        named = tuple(n for n in dict.fromkeys(context.names_in(start, clause.end)) if n in respondents)
        if named or omitted:
            break
    if not named:
        return
    status, where, span = NOT_DONE if omitted else DONE, Span(clause.start, clause.end), Span(*m.span())
    for said in told:
        if said.span.start < clause.start:
            yield said._replace(status=status, span=span, clause=where, scope=SOME, targets=named)


#: Of what was not done, with a ground that the law knows told in the same breath (因其如实报告，未予纳入).
REASONED = "reasoned"
#: Of a detention that was decided and not carried out (决定拘留，未实际收拘).
DECIDED = "decided"
#: Measures that may strike an officer (法定代表人) and leave the respondent itself untouched.
_PERSONAL = ("detention", "fine", "consumption_restriction", "exit_ban", "dishonesty_list")
#: What bears on the respondent alone. A relative may be fined or held for obstruction.
_LISTED = ("consumption_restriction", "exit_ban", "dishonesty_list")
_OFFICER = re.compile("[对向给将](?P<both>[^，。；]{0,40}?)(?:法定代表人|主要负责人|实际控制人|直接责任人|负责人)")
#: 对其法定代表人杜某及被执行人: the respondent named behind its officer.
_TOO = re.compile("[及和与、](?:其|该)?(?:被执行人|公司|企业|单位|该社)")
_BOTH = re.compile("[及和与、并以]|均|分别")
#: 某某的哥哥被列为失信: done to somebody of the respondent's, not to it.
_RELATIVE = re.compile(
    f"(?:{DEBTOR_SIGN}+|被执行人|其)的?(?:父|母|妻|夫|丈夫|儿子|女儿|哥|弟|姐|妹|兄|岳|亲属|亲戚|前妻|前夫"
    "|母公司|子公司|关联(?:公司|企业)|股东)[^，。；及和与、]{0,10}$"
)


def _of_officer(context: Context, clause: Clause, act: int, respondents: tuple[str, ...]) -> bool:
    """对其法定代表人决定拘留: told of the officer alone. 对该公司及其法定代表人 strikes both; an officer who is a
    respondent is one."""
    found = _OFFICER.search(context.masked, clause.start, act)
    if found is None or _BOTH.search(found["both"]):
        return False
    if _TOO.search(context.masked, found.end(), act):
        return False
    return not any(n in respondents for n in context.names_in(found.end(), act))


#: A long match (合议庭未对本案进行审查) may hold the negation itself: then its last word is what is asked for.
_DENIABLE = re.compile("[未没不]")


def _grounded(context: Context, clause: Clause, reason: re.Pattern[str]) -> bool:
    """Whether the sentence of *clause*, or the one before it in the same paragraph, tells a ground."""
    sentence = context.sentence_of(clause)
    first = context.sentences[max(clause.sentence - 1, 0)].start
    start = sentence.start if "\n" in context.text[first : sentence.start] else first
    return reason.search(context.masked, start, sentence.end) is not None


def _assertion(
    context: Context, clause: Clause, trigger: _Trigger, m: re.Match[str], respondents: tuple[str, ...], date_at: DateAt
) -> Assertion:
    begin, end = m.span()
    inside = trigger.denied_by is None and not trigger.act.startswith("dishonesty_") and _DENIABLE.search(m.group())
    status = status_at(context, clause, end - 2 if inside else begin, end)
    detail = ""
    if status == DONE and trigger.after and trigger.after.search(context.text[end : end + 24]):
        status = DONE if made_up_for(context, clause) else NOT_DONE
        detail = DECIDED if trigger.act == "detention" and status == NOT_DONE else ""
    if status == NOT_DONE and trigger.denied_by and not trigger.denied_by.search(context.masked, clause.start, end):
        status = DONE
    if trigger.reason and (status == NOT_DONE or trigger.act == "dishonesty_excused"):
        detail = REASONED if _grounded(context, clause, trigger.reason) else ""
    scope, targets = scope_of(context, clause, respondents)
    if trigger.act in _PERSONAL and (
        _of_officer(context, clause, begin, respondents) or _RELATIVE.match(context.masked, clause.start, begin)
    ):
        scope, targets = SOME, ()
    source = clause.source_at(begin) if trigger.anyone else source_at(context, clause, begin)
    when = date_at(context.sentences[clause.sentence].start, end)
    span, where = span_from((begin, end)), span_from((clause.start, clause.end))
    return assertion_from((trigger.act, status, source, span, where, scope, targets, when, detail, None))
