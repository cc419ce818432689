"""The cue patterns of ``context.yaml``, compiled once.

Cues look at the text in which each party's name is blotted out; ``{name}`` in a pattern stands for one of them.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from nlp.lexicons import load
from nlp.literals import hint, required_literals, shape
from nlp.triggers import Either

#: What parts clauses (:mod:`nlp.context.clauses`).
CLAUSE_SIGNS = "。；;！？\n，,：:"
#: Stand for each character of a creditor's or another party's name; private use, so in no text.
CREDITOR_SIGN, DEBTOR_SIGN = "\ue0c1", "\ue0d1"

_DATA = load("context")
_SLOTS = {"{name}": f"[{CREDITOR_SIGN}{DEBTOR_SIGN}]", "{creditor}": CREDITOR_SIGN, "{debtor}": DEBTOR_SIGN}


def _filled(pattern: str) -> str:
    for slot, sign in _SLOTS.items():
        pattern = pattern.replace(slot, sign)
    return pattern


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(p)})" for p in patterns))


def _one(key: str) -> re.Pattern[str]:
    return re.compile(_filled(_DATA[key]))


STATUTE = Either([_filled(p) for p in _DATA["statute"]])
STATUTE_BASIS = _one("statute_basis")
OTHER_CASE = _either(_DATA["other_case"])
OTHER_CASE_FRAME = _one("other_case_frame")
SHARES_THERE = _one("shares_there")
OWN_AGAIN = _one("own_again")
OWN_CASE = _one("own_case")
COURT_AGAIN = _one("court_again")
THAT_BODY = _one("that_body")
BARE_SUBJECT = _one("bare_subject")
OTHER_AGENT = _one("other_agent")
OTHER_AGENT_NOT = _one("other_agent_not")
OTHER_AGENT_PASSIVE = _one("other_agent_passive")
CLAIMED_GROUND = _one("claimed_ground")
OWN_AGENT = _one("own_agent")
HYPOTHETICAL = _one("hypothetical")
WARNED = _one("warned")
INTENDED = _one("intended")
INTENDED_BEHIND = _one("intended_behind")
INTENDED_WAIT = _one("intended_wait")
INTENDED_DONE = _one("intended_done")
INTENDED_OPEN = _one("intended_open")
REQUESTED = _one("requested")
CONJUNCTION = _one("conjunction")
REQUIRED = _one("required")
LIFTED = _one("lifted")
DISCLAIMED = _one("disclaimed")
DISCLAIMED_BEHIND = _one("disclaimed_behind")
NEGATION = _one("negation")
SUPERSEDED = _one("superseded")
NEGATION_BEHIND = _one("negation_behind")
DOUBLE_NEGATION = _one("double_negation")
AFFIRMED = _one("affirmed")
NEGATION_STOP = _one("negation_stop")
#: What a clause of waiting begins with; all of them, as nothing may stand before it.
WAIT_OPENS = (
    tuple(required_literals(INTENDED_WAIT.pattern) or ("",)) if shape(INTENDED_WAIT.pattern).lead == 0 else ("",)
)
#: Which cues may be in a clause is asked once for all of them (see :func:`marks`): most clauses hold none, and a cue
#: that begins with what may be missing would be tried at every character. Each has its bit; a new cue needs one too.
_ASKED = (
    "hypothetical", "warned", "disclaimed", "disclaimed_behind", "lifted", "intended", "intended_behind",
    "intended_open", "affirmed", "negation", "negation_behind", "double_negation", "required", "requested",
    "conjunction", "other_agent",
)  # fmt: skip
BIT = {key: 1 << n for n, key in enumerate(_ASKED)}
#: Cues that can change the status of an act in their own clause.
STATUS_BITS = sum(BIT[key] for key in _ASKED if key not in ("intended_open", "conjunction", "other_agent"))
_LITERALS = {key: required_literals(_filled(_DATA[key]), prefer="rarest") for key in _ASKED}
#: Bits of the cues that hold no word which could be looked for; their patterns always run.
UNMARKED = sum(BIT[key] for key, literals in _LITERALS.items() if literals is None)
#: For the shorter stretch in which a denial can reach an act.
DENIAL, DENIAL_BEHIND = (hint(_filled(_DATA[key]), prefer="rarest") for key in ("negation", "negation_behind"))
_WORDS: dict[str, int] = {}
for _key, _literals in _LITERALS.items():
    for _literal in _literals or ():
        _WORDS[_literal] = _WORDS.get(_literal, 0) | BIT[_key]
_watched = len(BIT)


def watch(*words: str) -> int:
    """A bit of its own that :func:`marks` sets wherever one of *words* stands; for modules to ask at import.

    A pattern each of whose matches holds one of the words, none of which spans clauses, need not be tried in a clause
    without the bit.

    Raises:
        ValueError: a word holds a sign that parts clauses.
    """
    global _watched
    if any(sign in word for word in words for sign in CLAUSE_SIGNS):
        raise ValueError(f"no clause holds one of {words}")
    bit = 1 << _watched
    _watched += 1
    for word in words:
        _WORDS[word] = _WORDS.get(word, 0) | bit
    _finder.cache_clear()
    return bit


@cache
def _finder() -> tuple[AhoCorasick, list[int]]:
    return AhoCorasick(list(_WORDS), implementation=Implementation.DFA), list(_WORDS.values())


def marks(text: str) -> list[tuple[int, int]]:
    """Where in *text* a word stands that some cue needs: offset and the bits of those cues. One pass."""
    finder, masks = _finder()
    return [(start, masks[number]) for number, start, _ in finder.find_matches_as_indexes(text, overlapping=True)]


def watched(*patterns: str) -> int:
    """As :func:`watch`, for the words that *patterns* need.

    Raises:
        ValueError: one of them needs none.
    """
    words: set[str] = set()
    for pattern in patterns:
        needed = required_literals(pattern)
        if not needed:
            raise ValueError(f"no word can be watched for: {pattern}")
        words |= needed
    return watch(*sorted(words))


#: Where another case may be told of (:data:`OTHER_CASE`).
ELSEWHERE = watched(*map(_filled, _DATA["other_case"]))
WINDOW: int = _DATA["window"]
LIST_WINDOW: int = _DATA["list_window"]
SUBJECTS = {who: re.compile(_DATA[who]["subject"]) for who in ("creditor", "debtor", "third_party")}
SAYING = _one("saying")
