"""The status of a trigger inside its clause: done, not done, intended, required or hypothetical."""

from __future__ import annotations

from collections.abc import Callable

from nlp.context import cues
from nlp.context.clauses import STATUTE, Clause, Context, Sentence

DONE, NOT_DONE, INTENDED, REQUIRED, HYPOTHETICAL = "done", "not_done", "intended", "required", "hypothetical"


def status_at(context: Context, clause: Clause, start: int, end: int) -> str:
    """The status of the words ``text[start:end]`` in *clause*.

    Cues before the trigger inside the clause count, a condition at the head of the clause or of an earlier clause of
    the same sentence counts too (如继续怠于履行，将…). A doubled negation affirms.
    """
    if clause.source == STATUTE:
        return REQUIRED
    if not _any_cue(context, clause):
        return _shared(context, clause)
    text = context.text
    if cues.DENIED_AFTER.match(text, end, clause.end):
        return NOT_DONE
    before = text[clause.start : start]
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
    if clause.shared is None:
        clause.shared = _find_shared(context, clause)
    return clause.shared


def _find_shared(context: Context, clause: Clause) -> str:
    sentence = context.sentences[clause.sentence]
    if clause.start == context.clauses[sentence.first].start:
        return DONE
    if sentence.planned_from is None:
        possible = cues.INTENDED_OPEN.search(context.text, sentence.start, sentence.end)
        sentence.planned_from = _first_clause(context, sentence, _plans) if possible else sentence.end
    if sentence.planned_from < clause.start:
        return INTENDED
    words = context.text_of(clause)
    if cues.CONJUNCTION.match(words):
        clauses = context.clauses_of(sentence)
        before = [other for other in clauses if other.start < clause.start][-1]
        if cues.REQUIRED.search(context.text_of(before)):
            return REQUIRED
    return DONE


def _plans(words: str) -> bool:
    return cues.INTENDED_OPEN.search(words) is not None


def _first_clause(context: Context, sentence: Sentence, holds: Callable[[str], bool]) -> int:
    """Where the first clause of *sentence* begins whose words *holds* is true of; behind all clauses if none."""
    for clause in context.clauses_of(sentence):
        if holds(context.text[clause.start : clause.end]):
            return clause.start
    return sentence.end


def _any_cue(context: Context, clause: Clause) -> bool:
    """Whether the clause, or a condition before it, holds anything that could change a status (asked once a clause)."""
    if clause.cued is None:
        start = clause.start - 1 if clause.start else 0
        clause.cued = cues.ANY.search(context.text, start, clause.end) is not None or _condition_before(context, clause)
    return clause.cued


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
    """Whether an earlier clause of the sentence makes a condition (asked once a sentence)."""
    sentence = context.sentences[clause.sentence]
    if sentence.condition_from is None:
        possible = cues.CONDITION.search(context.text, sentence.start, sentence.end)
        sentence.condition_from = _first_clause(context, sentence, _makes_condition) if possible else sentence.end
    return sentence.condition_from < clause.start


def _makes_condition(words: str) -> bool:
    return cues.HYPOTHETICAL.search("，" + words) is not None or cues.WARNED.search(words) is not None
