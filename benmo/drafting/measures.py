"""One measure of the court in words: its own verbs, the named persons, the named things, and no more than was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benmo.drafting.assets import Named, named_assets
from benmo.drafting.data import read_yaml
from benmo.drafting.plan import Plan
from benmo.drafting.words import listed, yuan

_COUNTS = ("", "", "二", "三", "四", "五", "六", "七", "八", "九")
_MOST_THINGS = 3
#: The verbs of a measure on property, in the order in which a paper names them.
_VERBS: dict[str, tuple[tuple[str, str], ...]] = {
    "seizure": (("轮候查封", r"轮候(?!冻结)"), ("查封", r"(?<!轮候)(?<!未)查封"), ("扣押", r"(?<!未)(?<!实际)扣押")),
    "freeze": (("轮候冻结", r"轮候冻结"), ("冻结", r"(?<!轮候)(?<!未)冻结"), ("扣划", r"(?<!未)(?:扣划|划拨)")),
    "auction": (("评估", r"(?<!未)评估"), ("拍卖", r"(?<!未)拍卖|流拍"), ("变卖", r"(?<!未)变卖")),
}
_DEFAULT = {"seizure": "控制", "freeze": "冻结", "auction": "处置"}
#: States of an asset that go with a measure.
_STATES: dict[str, frozenset[str]] = {
    "seizure": frozenset({"seized", "seized_first", "seized_waiting", "not_found_physically", "mortgaged"}),
    "freeze": frozenset({"frozen", "transferred", "seized", "seized_waiting"}),
    "auction": frozenset({"sold", "failed_auction"}),
}
_NOT_HELD = re.compile(r"(?:未|没有)(?:能|予|被|实际)*(?:收拘|收押|执行拘留|拘留到位|送拘)")


def measure_words(kind: str, targets: Sequence[str], evidence: Sequence[Mapping[str, Any]], plan: Plan) -> str:
    """The act *kind* without subject and day, as its *evidence* tells it; *targets* are the persons it names."""
    told = "；".join(str(e["quote"]) for e in evidence)
    if kind in _VERBS:
        return _on_property(kind, targets, evidence, told, plan)
    words = read_yaml("words.yaml")["measures"]
    who = persons(plan, targets)
    if kind == "consumption_restriction" and "限制消费令" in told:
        return f"向{who}发出限制消费令"
    if kind == "detention":
        return f"决定对{who}拘留" + ("（未实际收拘）" if _NOT_HELD.search(_clause_after(plan, evidence)) else "")
    return str(words[kind]).format(t=who)


def _on_property(
    kind: str, targets: Sequence[str], evidence: Sequence[Mapping[str, Any]], told: str, plan: Plan
) -> str:
    verbs = listed(word for word, pattern in _VERBS[kind] if re.search(pattern, told)) or _DEFAULT[kind]
    things = _things(kind, evidence, plan)
    if things:
        return f"{verbs}{listed(_thing(n) for n in things)}"
    row = _row(plan, evidence)
    told = f"（反馈记载“{row}”）" if row else ""
    return f"对{persons(plan, targets)}的财产采取{verbs}措施{told}" if targets else f"采取{verbs}措施{told}"


def _row(plan: Plan, evidence: Sequence[Mapping[str, Any]]) -> str:
    """The row of a feedback sheet that holds the cell of the measure: it tells the account and the sum."""
    for inquiry in plan.case["inquiries"]:
        for item in inquiry.get("evidence", ()):
            quote = str(item["quote"])
            if (
                "\t" in quote
                and "\n" not in quote.strip()
                and not set("“”") & set(quote)
                and _overlap([item], evidence)
            ):
                return " ".join(c.strip() for c in quote.split("\t") if c.strip())
    return ""


def _things(kind: str, evidence: Sequence[Mapping[str, Any]], plan: Plan) -> list[Named]:
    """The named assets that stand in the very passages of the measure, in a state that goes with it."""
    found = [
        n
        for n in named_assets(plan.case["assets"])
        if n.asset["state"] in _STATES[kind] and n.specific and _overlap(n.asset.get("evidence", ()), evidence)
    ]
    return found if len(found) <= _MOST_THINGS else []


def _thing(named: Named) -> str:
    value = named.asset.get("value")
    money = named.asset["category"] in ("deposit", "online_funds", "provident_fund")
    said = value is not None and money and not re.search(r"\d", named.name)
    return f"{named.owner}{named.name}{yuan(value) if said else ''}"


def _overlap(one: Iterable[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    return any(
        a["document"] == b["document"] and a["start"] < b["end"] and b["start"] < a["end"] for a in one for b in other
    )


def _clause_after(plan: Plan, evidence: Sequence[Mapping[str, Any]]) -> str:
    """The passages with what follows them to the end of their sentence."""
    out = []
    for item in evidence:
        text = str((plan.documents.get(str(item["document"])) or {}).get("text") or "")
        stop = text.find("。", int(item["end"]))
        out.append(str(item["quote"]) + (text[int(item["end"]) : stop] if stop >= 0 else ""))
    return "".join(out)


def persons(plan: Plan, targets: Sequence[str]) -> str:
    """The persons concerned by an act: by name, or 二被执行人 when it names them all; 被执行人 when it names nobody."""
    everyone = [p["name"] for p in plan.case["respondents"]]
    if not targets:
        return "被执行人"
    if set(targets) != set(everyone):
        return listed(targets)
    return f"{_COUNTS[len(everyone)]}被执行人" if 1 < len(everyone) < len(_COUNTS) else "被执行人"
