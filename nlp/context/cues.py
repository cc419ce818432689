"""The cue patterns of ``context.yaml``, compiled once.

Cues look at the text in which each party's name is blotted out; ``{name}`` in a pattern stands for one of them.
"""

from __future__ import annotations

import re

from nlp.lexicons import load
from nlp.triggers import Either, hint

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
OWN_AGAIN = _one("own_again")
OWN_CASE = _one("own_case")
COURT_AGAIN = _one("court_again")
THAT_BODY = _one("that_body")
BARE_SUBJECT = _one("bare_subject")
OTHER_AGENT = _one("other_agent")
OTHER_AGENT_NOT = _one("other_agent_not")
OTHER_AGENT_PASSIVE = _one("other_agent_passive")
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
NEGATION_BEHIND = _one("negation_behind")
DOUBLE_NEGATION = _one("double_negation")
AFFIRMED = _one("affirmed")
NEGATION_STOP = _one("negation_stop")
#: No clause makes a condition in a sentence without one of these words.
CONDITION = hint(_filled(_DATA["hypothetical"]), _filled(_DATA["warned"]))
#: Nor is anything denied, or asked for, without one of these.
DENIAL = hint(_filled(_DATA["negation"]))
REQUEST = hint(_filled(_DATA["requested"]))
#: One look that tells whether any cue of status can be in a stretch at all: a character or word that each of them has.
ANY = re.compile(
    "[未没不无非免若如倘拟待应须需否]|假|万一|一旦|一经|除非|警告|告诫|提醒|准备|打算|计划|将|下一步|视|可以?|建议"
    "|提请|报请|择|本该|亟|必|解除|撤|取消|停止|中止|删除|屏蔽|有无|暂缓|漏|并|且|同时|以及|及|申请|请求|要求|再"
)
WINDOW: int = _DATA["window"]
LIST_WINDOW: int = _DATA["list_window"]
SUBJECTS = {who: re.compile(_DATA[who]["subject"]) for who in ("creditor", "debtor", "third_party")}
SAYING = _one("saying")
