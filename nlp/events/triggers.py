"""All patterns of the event finders behind one automaton, so that a narrative is scanned once for all of them."""

from __future__ import annotations

import re
from typing import Any

from nlp.context import CREDITOR_SIGN, DEBTOR_SIGN
from nlp.lexicons import load
from nlp.triggers import Anchored, TriggerSet


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
    out["asset.value"] = assets["value"]
    out["asset.other_court"], out["asset.own_first"] = assets["other_court"], assets["own_first"]
    return out


#: Patterns that only look around a match of another one (what denies a clue, who speaks): not worth waiting for.
_GUARDS = re.compile(
    r"_not$|^say\.(?:interview\.(?:to_creditor|not_to_creditor|objects)|opinion\.(?:subject|written|oral|answered|unsigned)"
    r"|clue\.(?:checked|refused|unvisited|vague|disproved|not_given)|opinion\.ignored|request_ignored|request_settled|insolvency_pending|add_party_settled|settlement_|rights\.)"
)
_SLOTS = {"{creditor}": f"{CREDITOR_SIGN}+", "{debtor}": f"(?:被执行人|{DEBTOR_SIGN}+)"}


def _filled(pattern: str) -> str:
    for slot, sign in _SLOTS.items():
        pattern = pattern.replace(slot, sign)
    return pattern


_RAW = {k: _filled(v) for k, v in _sources().items()}
#: The notice of rights is looked for in all that follows the reasons, not clause by clause.
RIGHTS = {k: Anchored(v) for k, v in _RAW.items() if k.startswith("say.rights.")}
GUARDS = {k: re.compile(v) for k, v in _RAW.items() if _GUARDS.search(k)}
TRIGGERS = TriggerSet({k: v for k, v in _RAW.items() if not _GUARDS.search(k)})
