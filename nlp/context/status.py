"""The status of a trigger inside its clause: done, not done, intended, required, hypothetical or lifted."""

from __future__ import annotations

from collections.abc import Callable

from nlp.context import cues
from nlp.context.clauses import STATUTE, Clause, Context, Sentence

DONE, NOT_DONE, INTENDED, REQUIRED, HYPOTHETICAL = "done", "not_done", "intended", "required", "hypothetical"
#: The act is told as undone again (解除限制消费): it neither holds nor was it omitted.
LIFTED = "lifted"

_HYPOTHETICAL, _WARNED = cues.BIT["hypothetical"], cues.BIT["warned"]
_DISCLAIMED, _DISCLAIMED_BEHIND, _LIFTED = (cues.BIT[k] for k in ("disclaimed", "disclaimed_behind", "lifted"))
_INTENDED, _INTENDED_BEHIND, _AFFIRMED = (cues.BIT[k] for k in ("intended", "intended_behind", "affirmed"))
_NEGATION, _NEGATION_BEHIND = cues.BIT["negation"], cues.BIT["negation_behind"]
_STATUS_BITS = cues.STATUS_BITS
_REQUIRED, _REQUESTED, _CONJUNCTION = (cues.BIT[k] for k in ("required", "requested", "conjunction"))


def status_at(context: Context, clause: Clause, start: int, end: int) -> str:
    """The status of the words ``text[start:end]`` in *clause*.

    Cues before the trigger inside the clause count, some behind it too (执行通知书没能发出); a condition at the head of
    the clause or of an earlier clause of the same sentence as well (如继续怠于履行，将…). A doubled negation affirms; a
    proposition that the text disclaims (不存在…的情形, …与事实不符) is asserted neither way.
    """
    if clause.source == STATUTE:
        return REQUIRED
    held = clause.cues if end <= clause.end else context.cues_between(clause, end)
    if not held & _STATUS_BITS:
        return clause.plain or _plain(context, clause)
    if _condition_before(context, clause):
        return HYPOTHETICAL
    text = context.masked
    before = text[clause.start : start]
    if (held & _HYPOTHETICAL and cues.HYPOTHETICAL.search(before)) or (held & _WARNED and cues.WARNED.search(before)):
        return HYPOTHETICAL
    if held & _DISCLAIMED and cues.DISCLAIMED.search(before) and not cues.DOUBLE_NEGATION.search(before):
        return HYPOTHETICAL
    if held & _DISCLAIMED_BEHIND and cues.DISCLAIMED_BEHIND.match(text, end, clause.end):
        return HYPOTHETICAL
    if held & _LIFTED and cues.LIFTED.search(before):
        return LIFTED
    if _intended(context, clause, start, end, held):
        return INTENDED
    if held & _AFFIRMED and cues.AFFIRMED.search(before):
        return DONE
    if (held & _NEGATION and _negated(text, clause.start, start, end)) or (
        held & _NEGATION_BEHIND and denied_behind(text, end, clause.end)
    ):
        return DONE if made_up_for(context, clause) else NOT_DONE
    if held & _REQUIRED and cues.REQUIRED.search(before):
        return REQUIRED
    if held & _REQUESTED and cues.REQUESTED.search(before):
        return INTENDED
    return _shared(context, clause)


def _plain(context: Context, clause: Clause) -> str:
    """The status of all that stands in a clause without cues: only what stands before it can tell (asked once)."""
    if _condition_before(context, clause):
        clause.plain = HYPOTHETICAL
    else:
        clause.plain = INTENDED if _waits(context, clause) else _shared(context, clause)
    return clause.plain


def _intended(context: Context, clause: Clause, start: int, end: int, held: int) -> bool:
    """Whether an intention stands before the trigger and nothing between them says that it came to be."""
    text = context.masked
    if held & _INTENDED:
        found = cues.INTENDED.search(text, max(clause.start - 1, 0), clause.end)
        if found is not None and found.start() < start and not cues.INTENDED_DONE.search(text[found.end() + 2 : start]):
            return True
    if held & _INTENDED_BEHIND and cues.INTENDED_BEHIND.match(text, end, clause.end):
        return True
    return _waits(context, clause)


def _waits(context: Context, clause: Clause) -> bool:
    """Whether the clause before tells what has to come first (待首封法院处置后，再行……)."""
    if clause.index <= context.sentences[clause.sentence].first:
        return False
    before = context.clauses[clause.index - 1]
    if not context.text.startswith(cues.WAIT_OPENS, before.start):
        return False
    return cues.INTENDED_WAIT.match(context.text_of(before)) is not None


def _shared(context: Context, clause: Clause) -> str:
    """What an earlier clause lends to this one: 拟约谈…，听取意见 plans both; 应当告知…，并听取意见 demands both."""
    if clause.shared is None:
        clause.shared = _find_shared(context, clause)
    return clause.shared


def _find_shared(context: Context, clause: Clause) -> str:
    sentence = context.sentences[clause.sentence]
    if clause.index == sentence.first:
        return DONE
    text = context.masked
    if sentence.planned_from is None:
        sentence.planned_from = _first_clause(context, sentence, cues.BIT["intended_open"], _plans)
    if sentence.planned_from < clause.start:
        return INTENDED
    if clause.cues & _CONJUNCTION and cues.CONJUNCTION.match(text, clause.start, clause.end):
        before = context.clauses[clause.index - 1]
        if cues.REQUIRED.search(text, before.start, before.end):
            return REQUIRED
    return DONE


def _plans(words: str) -> bool:
    return cues.INTENDED_OPEN.search(words) is not None


def _first_clause(context: Context, sentence: Sentence, bits: int, holds: Callable[[str], bool]) -> int:
    """Where the first clause of *sentence* begins that has one of *bits* and of whose words *holds* is true.

    Behind all clauses if there is none.
    """
    for clause in context.clauses_of(sentence):
        if clause.cues & bits and holds(context.masked[clause.start : clause.end]):
            return clause.start
    return sentence.end


def _negated(text: str, clause: int, start: int, end: int) -> bool:
    """Whether the last negation before the trigger reaches it. The trigger is in view: 不 denies only some verbs.

    A list (未采取限制消费、罚款、拘留等措施) is denied as a whole: its items do not use up the reach.
    """
    low = max(clause, start - cues.WINDOW)
    if "、" in text[low:start]:
        low = max(clause, start - cues.LIST_WINDOW)
    if cues.DENIAL.search(text, low, start) is None:
        return False
    tail = text[low:end]
    last = None
    for found in cues.NEGATION.finditer(tail):
        if found.start() >= start - low:
            break
        last = found
    if last is None:
        return False
    between = tail[last.end() : start - low].removeprefix("决定")
    if len(between.partition("、")[0]) > cues.WINDOW or cues.NEGATION_STOP.search(between):
        return False
    return not cues.DOUBLE_NEGATION.search(text, clause, start)


def denied_behind(text: str, end: int, stop: int) -> bool:
    """Whether the words behind the trigger deny it (限制消费措施暂未采取)."""
    if cues.DENIAL_BEHIND.search(text, end, stop) is None:
        return False
    return cues.NEGATION_BEHIND.match(text, end, stop) is not None


def made_up_for(context: Context, clause: Clause) -> bool:
    """Whether a later clause of the sentence tells that what this one denies was done after all."""
    end = context.sentences[clause.sentence].end
    return clause.end < end and cues.SUPERSEDED.search(context.masked, clause.end, end) is not None


def _condition_before(context: Context, clause: Clause) -> bool:
    """Whether an earlier clause of the sentence makes a condition (asked once a sentence)."""
    sentence = context.sentences[clause.sentence]
    if sentence.condition_from is None:
        sentence.condition_from = _first_clause(context, sentence, _HYPOTHETICAL | _WARNED, _makes_condition)
    return sentence.condition_from < clause.start


def _makes_condition(words: str) -> bool:
    return cues.HYPOTHETICAL.search("，" + words) is not None or cues.WARNED.search(words) is not None
