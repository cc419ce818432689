"""All patterns of the event finders behind one automaton, so that a narrative is scanned once for all of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from nlp.lexicons import load
from nlp.triggers import TriggerSet

#: Stands for a party's name in a pattern whose names are not known yet; occurs in no text.
_NOBODY = "\ufff0"
_SLOTS = ("{creditor}", "{debtor}")


def _flat(node: Any, prefix: str) -> dict[str, str]:
    if isinstance(node, str):
        return {prefix: node}
    out: dict[str, str] = {}
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        out |= _flat(value, f"{prefix}.{key}")
    return out


def _sources() -> dict[str, str]:
    out: dict[str, str] = {}
    for entry in load("acts"):
        out[f"act.{entry['act']}"] = entry["pattern"]
    for entry in load("categories"):
        for kind in ("words", "thing"):
            out[f"category.{entry['category']}.{kind}"] = entry[kind]
    out |= _flat(load("statements"), "say")
    for name in ("cue", "system"):
        out[f"inquiry.{name}"] = load("inquiry")[name]
    assets = load("assets")
    for name in ("states", "reasons"):
        out |= _flat(assets[name], f"asset.{name}")
    out["asset.other_court"], out["asset.own_first"] = assets["other_court"], assets["own_first"]
    return out


#: Patterns that only look around a match of another one (what denies a clue, who speaks): not worth waiting for.
_GUARDS = re.compile(
    r"_not$|^say\.(?:interview\.(?:to_creditor|not_to_creditor|objects)|opinion\.(?:subject|written|oral|answered|unsigned)"
    r"|clue\.(?:checked|refused|not_given)|opinion\.ignored|request_ignored|request_settled|add_party_settled|settlement_|rights\.)"
)
_RAW = _sources()
NAMED = {k: v for k, v in _RAW.items() if any(s in v for s in _SLOTS)}
GUARDS = {k: re.compile(v) for k, v in _RAW.items() if _GUARDS.search(k) and k not in NAMED}
TRIGGERS = TriggerSet({k: v.replace("{creditor}", _NOBODY).replace("{debtor}", _NOBODY) for k, v in _RAW.items() if not _GUARDS.search(k)})


@lru_cache(maxsize=256)
def with_names(key: str, creditors: tuple[str, ...], debtors: tuple[str, ...]) -> re.Pattern[str]:
    """Pattern *key* with the parties' names in its slots.

    Raises:
        KeyError: there is no such pattern.
    """
    if key not in NAMED:
        return GUARDS[key] if key in GUARDS else TRIGGERS.patterns[key]
    creditor = "|".join(map(re.escape, creditors)) or _NOBODY
    debtor = "|".join(map(re.escape, ("被执行人", *debtors)))
    return re.compile(NAMED[key].replace("{creditor}", f"(?:{creditor})").replace("{debtor}", f"(?:{debtor})"))


#: Patterns that may match by a name alone: their literals do not tell, so they always run.
ALWAYS = frozenset(k for k in NAMED if not _GUARDS.search(k) and any(_NOBODY in literal for literal in TRIGGERS.literals_of(k)))
