"""Words for a reason that depend on what was read, where the conclusion does not."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Told


def short_of(facts: CaseFacts, act: str, what: str, silent: str = "") -> tuple[list[Told], str]:
    """What the ruling tells of *act* short of doing it in this case, and the sentence that says so.

    Planned (拟…), done in another case, or not mentioned at all (*silent*): in each case the act is not shown.
    """
    told = [t for t in facts.told if t.said.act == act]
    planned = [t for t in told if t.said.status == "intended" and t.said.source == "court"]
    if planned:
        return planned, f"裁定书只载明拟{what}，未见已{what}的记载。"
    elsewhere = [t for t in told if t.said.status == "done" and t.said.source == "other_case"]
    if elsewhere:
        return elsewhere, f"裁定书只载明在另案中{what}，未见在本案中{what}的记载。"
    return [], silent or f"裁定书未提及{what}。"
