"""Minutes of a panel (合议庭评议笔录): when, who, what they concluded, and the president's approval (院长审批)."""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.files.days import Days
from nlp.files.model import Minutes
from nlp.lexicons import load

_DATA = load("filed")["minutes"]
_MEMBERS = re.compile(_DATA["members"])
_STOP = re.compile(_DATA["stop"])
_TITLES = re.compile(_DATA["titles"])
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ROW = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){1,6}(?![\u4e00-\u9fff])")
_PART = re.compile(r"[^；;，,。\n]+")
_APPROVAL_LINE = re.compile(_DATA["approval_line"], re.M)
_GRANTED, _DENIED = re.compile(_DATA["granted"]), re.compile(_DATA["denied"])
_ON_THE_WAY, _PARTY = re.compile(_DATA["on_the_way"]), re.compile(_DATA["party"])
_CONCLUDED = re.compile(_DATA["concluded"])
_REFUSED = re.compile(_DATA["refused"])
_AGREED = re.compile(_DATA["agreed"])


def read_minutes(text: str, days: Days) -> Minutes | None:
    """The minutes that *text* holds; None where it names neither day nor members."""
    approval, refused = approval_in(text, days)
    approved = days.last(*approval) if approval else None
    when = days.first(0, approval.start if approval else min(len(text), 500))
    members = _members(text)
    if when is None and not members:
        return None
    concluded = _CONCLUDED.search(text) is not None
    against = refused or (not concluded and _against(text))
    agreed = False if against else True if concluded or _AGREED.search(text) else None
    line = next((d for d in days.all if d.date == when), None)
    start = text.rfind("\n", 0, line.start) + 1 if line else 0
    end = text.find("\n", line.end if line else 0)
    return Minutes(when, members, agreed, approved, approval, Span(start, end if end > start else len(text)))


def approval_in(text: str, days: Days) -> tuple[Span | None, bool]:
    """Where the president approved, and whether the last word of the approval was a refusal.

    报院长审批 at the end of the debate and 拟同意 on the way up are no approval: one bears 同意 (or a day of its own)
    behind the office that gives it.
    """
    found: Span | None = None
    refused = False
    for line in _APPROVAL_LINE.finditer(text):
        for part in _PART.finditer(text, line.start("at"), line.end()):
            words = part.group()
            if _DENIED.search(words):
                refused = True
            elif _GRANTED.search(words) or (
                days.within(part.start(), part.end()) and not _ON_THE_WAY.search(words) and found is None
            ):
                later = days.within(part.start(), line.end())
                found, refused = Span(line.start("at"), later[0].end if later else part.end()), False
    return (None, True) if refused else (found, False)


def _against(text: str) -> bool:
    """Whether the panel itself spoke against the ending; what a party said (申请人不同意终本) is not the panel's."""
    return any(not _PARTY.search(text[max(0, m.start() - 14) : m.start()]) for m in _REFUSED.finditer(text))


def _members(text: str) -> tuple[str, ...]:
    """Those who debated: behind a label, else a run of names in the heading lines (贺家骏、易敏、库大成)."""
    labelled = _MEMBERS.search(text)
    if labelled:
        names = _STOP.split(labelled["names"])[0]
        return tuple(dict.fromkeys(_NAME.findall(_TITLES.sub("、", names).replace("：", "、"))))[:7]
    for line in text.split("\n")[:4]:
        row = _ROW.search(line)
        if row:
            return tuple(row.group().split("、"))
    return ()
