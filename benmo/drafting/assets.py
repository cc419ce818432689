"""Assets in words: what an asset of the review is called in a paper, or nothing when the material is too rough.

A description is what stood in the source: a clause, a row of a table, sometimes a question in a record. A paper
prints it only when it reads as a thing; otherwise the kind of asset, and not even that when nothing but its category
is known (a list of what was *looked up* is no list of what was *found*).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benmo.drafting.data import read_yaml
from benmo.drafting.words import category, yuan

#: The number that a list in the ruling puts before an asset.
_NUMBER = re.compile(r"^(?:[\d一二三四五六七八九十]+[、.．)）]|[（(][\d一二三四五六七八九十]+[)）])")
#: The court's verbs before the thing, and whose account it is.
_LEAD = re.compile(
    r"^(?:本院|依法|已|共|分别|另|又|并|还|仅)*(?:查到|查得|查明|查询到|发现|查封|扣押|冻结|轮候|扣划|划拨)(?:了|到|有)*"
)
_OWN = re.compile(r"^(?:该公司|该企业|其|被执行人)(?:名下)?(?:在|有|的)*|^(?:登记)?有(?=.{4})")
#: What tells that a description is talk, a question, a row of a table or a list of searches, not a thing.
_TALK = re.compile(
    r"[？?！!：:\t；]|为什么|怎么|查询|总对总|我|你|他们|\d{4}-\d{2}-\d{2}|反馈|未发现|未查到|是否|无可供"
)
_HELD = re.compile(r"名下(?:登记|现|尚|共|查)*有(?=.{3})")
_SPARE = {"内有存款": "内存款", "内有余额": "内余额"}
_TOO_ROUGH = frozenset({"unknown", "no_value", "undisposed"})


@dataclass(frozen=True, slots=True)
class Named:
    """An asset that a paper may name: its place in the review, its words, its holder, what was done with it."""

    place: int
    asset: Mapping[str, Any]
    name: str
    specific: bool

    @property
    def owner(self) -> str:
        """``甲名下的``, unless the name says it."""
        holder = self.asset.get("holder") or ""
        return f"{holder}名下的" if holder and holder not in self.name else ""

    @property
    def state(self) -> str:
        """What was done with it, in words; empty when nothing is known or the name says it."""
        words = str(read_yaml("words.yaml")["states"].get(self.asset["state"], ""))
        return "" if words and words[1:] in self.name else words


def named_assets(assets: Sequence[Mapping[str, Any]]) -> list[Named]:
    """The assets that a paper may name, in order, each once."""
    found = [n for n in (_named(at, a) for at, a in enumerate(assets)) if n]
    kept: dict[tuple[Any, ...], Named] = {}
    for one in found:
        if not one.specific and any(_covers(o, one) for o in found if o.specific):
            continue
        kept.setdefault((one.owner, one.name, one.state), one)
    plain = {(o.owner, o.name) for o in kept.values() if o.state}
    return [o for o in kept.values() if o.state or (o.owner, o.name) not in plain]


def _covers(specific: Named, generic: Named) -> bool:
    holder, other = specific.asset.get("holder"), generic.asset.get("holder")
    return specific.asset["category"] == generic.asset["category"] and (holder == other or not holder or not other)


def _named(place: int, asset: Mapping[str, Any]) -> Named | None:
    words = _thing(str(asset.get("description") or ""))
    if words:
        return Named(place, asset, words, True)
    kind, value = category(asset["category"]), asset.get("value")
    if value is not None:
        return Named(place, asset, f"{kind}{yuan(value)}", True)
    return None if asset["state"] in _TOO_ROUGH else Named(place, asset, kind, False)


def _thing(description: str) -> str:
    """The description as the name of a thing; empty when it does not read as one."""
    if _TALK.search(description):
        return ""
    words = _OWN.sub("", _LEAD.sub("", _NUMBER.sub("", "".join(description.split()))))
    words = words.strip("，、。；（）()“”")
    if words.count("（") > words.count("）"):
        words = words[: words.rindex("（")].rstrip("，、")
    words = _HELD.sub("名下的", words)
    for long, short in _SPARE.items():
        words = words.replace(long, short)
    holds = re.search(r"[\u4e00-\u9fff]", words) and not re.search(r"^[轮候查封冻结]+$", words)
    return words if 3 <= len(words) <= 45 and holds and "。" not in words and "“" not in words else ""
