"""Respondents whose death the ruling tells: nothing is asked of a dead person; the estate and a substitution are.

变更、追加当事人规定: a deceased respondent is replaced by heirs or the estate's administrator on request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: After the name: the words of death, and no verb that makes it somebody else's (驾车致……死亡、与……).
_DEATH = (
    r"(?:[（(，])?(?:已|业已|现已|均已)?(?:经(?:宣告|查))?[^，。；\n致造导将与驾撞及和向其母父妻夫子女]{0,18}"
    r"(?:死亡|去世|病故|身故|亡故|过世|逝世)(?!赔偿|补偿|证明书?送)"
)
_DENIED = re.compile(r"未死亡|没有死亡|并未|是否|如|若|谎称")


def deceased(review: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The respondents who are dead by the ruling's own words, each with the passage."""
    found: dict[str, dict[str, Any]] = {}
    for document in review["documents"]:
        text = str(document.get("text") or "")
        if document["type"] != "termination_ruling":
            continue
        for party in review["case"]["respondents"]:
            name = str(party["name"])
            told = re.search(re.escape(name) + _DEATH, text) if name and party.get("kind") != "organisation" else None
            if told and not _DENIED.search(told.group()) and name not in found:
                found[name] = {
                    "document": document["id"], "start": told.start(), "end": told.end(), "quote": told.group(),
                }  # fmt: skip
    return found
