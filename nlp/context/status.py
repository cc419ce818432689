"""The status of a trigger inside its clause: done, not done, intended, required or hypothetical."""

from __future__ import annotations

from nlp.context import cues
from nlp.context.clauses import STATUTE, Clause, Context

DONE, NOT_DONE, INTENDED, REQUIRED, HYPOTHETICAL = "done", "not_done", "intended", "required", "hypothetical"


def status_at(context: Context, clause: Clause, start: int, end: int) -> str:
    """The status of the words ``text[start:end]`` in *clause*.

    Cues before the trigger inside the clause count, a condition at the head of the clause or of an earlier clause of
    the same sentence counts too (如继续怠于履行，将…). A doubled negation affirms.
    """
    if clause.source == STATUTE:
        return REQUIRED
    text = context.text
    if cues.DENIED_AFTER.match(text, end, clause.end):
        return NOT_DONE
    before = text[clause.start : start]
    if not _any_cue(context, clause):
        return _shared(context, clause)
    if cues.HYPOTHETICAL.search(before) or cues.WARNED.search(before) or _condition_before(context, clause):
        return HYPOTHETICAL
    if cues.INTENDED.search(text[max(clause.start - 1, 0) : start]):
        return INTENDED
    if _negated(text, clause.start, start, end):
        return NOT_DONE
    if cues.REQUIRED.search(before):
        return REQUIRED
    if cues.REQUESTED.search(before):
        return INTENDED
    return _shared(context, clause)


def _shared(context: Context, clause: Clause) -> str:
    """What an earlier clause lends to this one: 拟约谈…，听取意见 plans both; 应当告知…，并听取意见 demands both."""
    known: str = context.memo.setdefault(("shared", clause.start), _find_shared(context, clause))
    return known


def _find_shared(context: Context, clause: Clause) -> str:
    sentence = context.sentence_of(clause)
    before = None
    for other in context.clauses_of(sentence):
        if other.start >= clause.start:
            break
        if cues.INTENDED_OPEN.search(context.text_of(other)):
            return INTENDED
        before = other
    if (
        before is not None
        and cues.CONJUNCTION.match(context.text_of(clause))
        and cues.REQUIRED.search(context.text_of(before))
    ):
        return REQUIRED
    return DONE


def _any_cue(context: Context, clause: Clause) -> bool:
    """Whether the clause, or a condition before it, holds anything that could change a status (asked once a clause)."""
    key = ("cue", clause.start)
    if key not in context.memo:
        context.memo[key] = bool(
            cues.ANY.search(context.text, max(clause.start - 1, 0), clause.end)
        ) or _condition_before(context, clause)
    known: bool = context.memo[key]
    return known


def _negated(text: str, clause: int, start: int, end: int) -> bool:
    """Whether the last negation before the trigger reaches it. The trigger is in view: 不 denies only some verbs."""
    low = max(clause, start - cues.WINDOW)
    tail = text[low:end]
    last = None
    for found in cues.NEGATION.finditer(tail):
        if found.start() >= start - low:
            break
        last = found
    if last is None or cues.NEGATION_STOP.search(tail, min(last.end(), start - low), start - low):
        return False
    return not cues.DOUBLE_NEGATION.search(text, clause, start)


def _condition_before(context: Context, clause: Clause) -> bool:
    key = ("condition", clause.start)
    if key not in context.memo:
        context.memo[key] = _find_condition(context, clause)
    known: bool = context.memo[key]
    return known


def _find_condition(context: Context, clause: Clause) -> bool:
    sentence = context.sentence_of(clause)
    for other in context.clauses_of(sentence):
        if other.start >= clause.start:
            return False
        words = context.text[other.start : other.end]
        if cues.HYPOTHETICAL.search("，" + words) or cues.WARNED.search(words):
            return True
    return False
