"""What must never, and what must always, stand in a paper (data/checks.yaml), as functions over texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from benmo.drafting.data import read_yaml
from benmo.drafting.errors import MissingParts
from benmo.drafting.words import case_stem

_QUOTED = re.compile(r"“[^”]*”")


#: Who reads a paper, for rules that do not say for whom they hold.
_READERS = ("court", "outside", "police")


@cache
def _never(audience: str) -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (re.compile(r["pattern"]), r["reason"], bool(r.get("quotes")))
        for r in read_yaml("checks.yaml")["never"]
        if audience in r.get("for", _READERS)
    )


def broken(text: str, case: Mapping[str, Any], audience: str = "court") -> list[str]:
    """The reasons why *text* may not stand in a paper to that *audience*; empty when it may.

    court: the executing court; outside: parties, banks, registries; police; internal: the office itself.
    The cause of action, the parties' names and verbatim quotations are the case's own words and are exempt, except
    from judges' names and from words that judge a person.
    """
    own = [case.get("cause") or "", *(p["name"] for p in (*case["applicants"], *case["respondents"]))]
    whole = text
    for words in sorted(filter(None, own), key=len, reverse=True):
        whole = whole.replace(words, "")
    bare = _QUOTED.sub("", whole)
    found = [reason for pattern, reason, quotes in _never(audience) if pattern.search(whole if quotes else bare)]
    if audience == "internal":
        return found
    parties = {p["name"] for p in (*case["applicants"], *case["respondents"])}
    panel = case.get("panel") or {}
    people = [panel.get("presiding"), panel.get("clerk"), *panel.get("judges", ())]
    if any(name and len(name) > 1 and name not in parties and name in whole for name in people):
        found.append("不得出现审判、执行人员姓名")
    return found


def missing(paper: str, text: str, case: Mapping[str, Any]) -> list[str]:
    """The names of obligatory parts that the finished paper *text* lacks."""
    stem = re.escape(case_stem(case["case_no"]))
    rules = read_yaml("checks.yaml")["always"].get(paper, ())
    return [r["name"] for r in rules if not re.search(r["pattern"].replace("{case_no_stem}", stem), text)]


def require_complete(paper: str, text: str, case: Mapping[str, Any]) -> None:
    """Raise MissingParts when an obligatory part is lacking."""
    lacking = missing(paper, text, case)
    if lacking:
        raise MissingParts(f"起草的{paper}缺少：{'、'.join(lacking)}。", "这是程序的缺陷，请报告；文书未写出。")
