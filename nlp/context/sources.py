"""Who vouches for a clause: this court, a party, a quoted rule, another court or another case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.context import cues
from nlp.context.clauses import COURT, CREDITOR, DEBTOR, OTHER_CASE, STATUTE, THIRD, Clause, Context

_CASE_NUMBER = re.compile(r"[（(〔]\d{4}[）)〕][^，。；\n（）()]{1,16}?第?\d+(?:-\d+)?号(?:之[一二三四五六七八九十]+)?")
_ENFORCEMENT = re.compile(r"执|保")
_IN_THAT_CASE = re.compile(r"^[^，。；]{0,40}?(?:案中|一案|案件|纠纷|执行案)")
_COURT_NEAR = re.compile(r"本院|合议庭|法院")
#: How far back an agent (…法院、公安机关) is looked for before an act.
_AGENT_REACH = 48
_AGENT_BIT = cues.BIT["other_agent"]


def mark_sources(context: Context, creditors: set[str], own: Sequence[str]) -> None:
    """Enter for each clause who vouches for it; what nobody else says is the court's."""
    mark_statutes(context)
    text = context.text
    for clause in context.clauses if context.held & cues.ELSEWHERE else ():
        if not clause.cues & cues.ELSEWHERE:
            continue
        for m in cues.OTHER_CASE.finditer(text, clause.start, clause.end):
            if not cues.SHARES_THERE.search(text, clause.start, clause.end):
                _rest_of_sentence(context, m.start(), OTHER_CASE)
    mark_foreign_numbers(context, own)
    mark_sayings(context, creditors)
    mark_grounds(context, creditors)


def source_at(context: Context, clause: Clause, start: int) -> str:
    """Who vouches for the act told at *start*: the clause's source, or another authority that did it itself.

    被邻县法院限制高消费, 公安机关已对其拘留: the nearest agent before the act counts; one to which this court turns
    (委托某法院、请求公安机关) does not.
    """
    source = clause.source_at(start)
    if source != COURT or not clause.cues & _AGENT_BIT:
        return source
    text = context.masked
    low = max(clause.start, start - _AGENT_REACH)
    agent = cues.OTHER_AGENT.search(text, low, start)
    if agent is None:
        return source
    if cues.OWN_AGENT.search(text, agent.start(), start):
        return source
    before = text[clause.start : agent.start()]
    passive = cues.OTHER_AGENT_PASSIVE.search(before) is not None
    if not passive and (cues.OTHER_AGENT_NOT.search(before) or cues.OWN_AGENT.search(before)):
        return source
    return OTHER_CASE if "院" in agent.group()[:2] else THIRD


def mark_statutes(context: Context) -> None:
    """Clauses that quote what a rule demands."""
    text, region = context.text, context.region
    for m in cues.STATUTE.finditer(text, region.start, region.end):
        first = context.clause_at(m.start() if text[m.start()] not in "。；\n，" else m.start() + 1)
        if not cues.STATUTE_BASIS.search(text[first.start : m.start()]):
            whole = m.group().lstrip("的，").startswith("人民法院")
            _rest_of_sentence(context, context.sentence_of(first).start if whole else m.end() - 1, STATUTE)


def mark_foreign_numbers(context: Context, own: Sequence[str]) -> None:
    """Clauses behind the number of an enforcement case that is not this one."""
    stems = {_stem(n) for n in own}
    for m in _CASE_NUMBER.finditer(context.text, context.region.start, context.region.end):
        number = m.group()
        if _stem(number) in stems or not _ENFORCEMENT.search(number):
            continue
        if _IN_THAT_CASE.match(context.text[m.end() : m.end() + 60]):
            _rest_of_sentence(context, m.start(), OTHER_CASE)


def _stem(number: str) -> str:
    """A case number without brackets and sub-number, so that 之一 and its parent are the same case."""
    return re.sub(r"[（）()〔〕\s第]|号.*$|-\d+", "", number)


def _rest_of_sentence(context: Context, offset: int, source: str) -> None:
    clause = context.clause_at(offset)
    sentence = context.sentence_of(clause)
    clauses = context.clauses_of(sentence)
    again = cues.OWN_AGAIN
    if source == STATUTE:
        # A quoted rule lists its demands with semicolons; it ends at the full stop.
        for following in context.sentences[clause.sentence + 1 :]:
            if context.text[following.start - 1] not in "；;":
                break
            clauses += context.clauses_of(following)
    elif cues.OTHER_CASE_FRAME.match(context.text_of(clause)):
        again = cues.OWN_CASE
    for c in clauses:
        if c.start < clause.start:
            continue
        if c.start > offset and again.match(context.text_of(c)):
            break
        c.source = source


def mark_sayings(context: Context, creditors: set[str]) -> None:
    """Attribute to a party what follows its verb of saying, to the end of the sentence or of the quotation.

    The court speaks again where a clause has it as its subject (经查, 本院…); a party calls it 法院. What stands right
    behind a bare verb (称：…, 提出，…) is what was said, whatever its subject.
    """
    text = context.text
    for m in cues.SAYING.finditer(text, context.region.start, context.region.end):
        clause = context.clause_at(m.start())
        if clause.said_from >= 0 or clause.source != COURT or text[m.start() - 1] in "未不没":
            continue
        who = _speaker(context, clause, m.start(), creditors)
        if who is None:
            continue
        clause.said_from, clause.said_by = m.end(), who
        _attribute(context, clause, m.end(), who)


def mark_grounds(context: Context, creditors: set[str]) -> None:
    """申请执行人以本院未约谈为由提出异议: the ground stands in the party's mouth."""
    if "为由" not in context.text:
        return
    for m in cues.CLAIMED_GROUND.finditer(context.text, context.region.start, context.region.end):
        clause = context.clause_at(m.start())
        who = _speaker(context, clause, m.start(), creditors) if clause.said_from < 0 else None
        if who is not None:
            clause.said_from, clause.said_by = m.start("ground"), who


def _attribute(context: Context, clause: Clause, verb_end: int, who: str) -> None:
    text, sentence = context.text, context.sentence_of(clause)
    stop, quoted = sentence.end, False
    opened = text.find("“", verb_end, min(verb_end + 4, stop))
    if opened >= 0:
        closed = text.find("”", opened, opened + 600)
        stop, quoted = (closed, True) if closed >= 0 else (stop, False)
    bare = verb_end >= clause.end
    for c in context.clauses[sentence.first :]:
        if c.start >= stop:
            break
        if c.start <= clause.start or c.source != COURT:
            continue
        if not quoted and not bare and cues.COURT_AGAIN.match(text, c.start, c.end):
            break
        bare = False
        c.source = who


def _speaker(context: Context, clause: Clause, verb: int, creditors: set[str]) -> str | None:
    """Whose verb of saying stands at *verb*: the nearest subject before it in the clause, else None."""
    before = context.text[clause.start : verb]
    if _COURT_NEAR.search(before[-8:]):
        return None
    third = cues.SUBJECTS[THIRD].search(before)
    named = [(m.start, m.name) for m in context.mentions(clause.start, verb)]
    if third and (not named or third.start() + clause.start > named[-1][0]):
        return THIRD
    if named:
        return _side(named[-1][1], creditors)
    for who, pattern in cues.SUBJECTS.items():
        if pattern.search(before):
            return who
    if cues.THAT_BODY.search(before):
        earlier = context.names_in(max(context.region.start, clause.start - 200), clause.start)
        if earlier:
            return _side(earlier[-1], creditors)
    if clause.start > context.region.start and cues.BARE_SUBJECT.fullmatch(before):
        return _speaker_before(context, clause, creditors, "其" in before)
    return None


def _side(name: str, creditors: set[str]) -> str:
    return CREDITOR if name in creditors else DEBTOR


def _speaker_before(context: Context, clause: Clause, creditors: set[str], pronoun: bool) -> str | None:
    """For a verb without subject (…，表示同意): who is spoken of earlier in the sentence.

    其 is the last one named. Without any word the subject of the clause before goes on, and where that is the court
    (本院通知申请执行人，要求…) nobody's claim follows.
    """
    sentence = context.sentence_of(clause)
    if not pronoun:
        for c in reversed(context.clauses_of(sentence)):
            if c.start < clause.start and (court := _COURT_NEAR.search(context.text, c.start, c.end)):
                named = [m.start for m in context.mentions(c.start, c.end)]
                if not named or court.start() < named[0]:
                    return (
                        None
                        if _ASKS.match(context.text, clause.start, clause.end)
                        else _last(context, sentence.start, clause, creditors)
                    )
                break
            if c.start < clause.start:
                break
    return _last(context, sentence.start, clause, creditors)


_ASKS = re.compile(r"[^，]{0,3}(?:要求|请求|提出|认为|说|答复|回复|主张|强调|指出|声明|讲)")


def _last(context: Context, start: int, clause: Clause, creditors: set[str]) -> str | None:
    named = context.names_in(start, clause.start)
    if named:
        return _side(named[-1], creditors)
    before = context.text[start : clause.start]
    for who, pattern in cues.SUBJECTS.items():
        if pattern.search(before):
            return who
    return None
