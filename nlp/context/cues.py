"""The cue patterns of ``context.yaml``, compiled once."""

from __future__ import annotations

import re

from nlp.lexicons import load
from nlp.triggers import hint

_DATA = load("context")


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


STATUTE = _either(_DATA["statute"])
STATUTE_BASIS = re.compile(_DATA["statute_basis"])
OTHER_CASE = _either(_DATA["other_case"])
OWN_AGAIN = re.compile(_DATA["own_again"])
HYPOTHETICAL = re.compile(_DATA["hypothetical"])
INTENDED = re.compile(_DATA["intended"])
REQUESTED = re.compile(_DATA["requested"])
CONJUNCTION = re.compile(_DATA["conjunction"])
INTENDED_OPEN = re.compile(_DATA["intended_open"])
REQUIRED = re.compile(_DATA["required"])
WARNED = re.compile(_DATA["warned"])
NEGATION = re.compile(_DATA["negation"])
DOUBLE_NEGATION = re.compile(_DATA["double_negation"])
DENIED_AFTER = re.compile(_DATA["denied_after"])
NEGATION_STOP = re.compile(_DATA["negation_stop"])
#: No clause makes a condition in a sentence without one of these words.
CONDITION = hint(_DATA["hypothetical"], _DATA["warned"])
#: One look that tells whether any cue of status can be in a stretch at all.
ANY = _either(
    [
        *(
            _DATA[k]
            for k in ("hypothetical", "intended", "required", "warned", "negation", "denied_after", "conjunction")
        ),
        "申请|请求",
    ]
)
WINDOW: int = _DATA["window"]
SUBJECTS: dict[str, str] = {who: _DATA[who]["subject"] for who in ("creditor", "debtor", "third_party")}
SAYING: str = _DATA["saying"]
