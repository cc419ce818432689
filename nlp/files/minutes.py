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
_APPROVAL = re.compile(_DATA["approval"])
_REFUSED = re.compile(_DATA["refused"])
_AGREED = re.compile(_DATA["agreed"])


def read_minutes(text: str, days: Days) -> Minutes | None:
    """The minutes that *text* holds; None where it names neither day nor members."""
    approvals = [
        m for m in _APPROVAL.finditer(text) if not re.search(r"报(?:院长|批)?(?:审批|批准)?[。.]?$", m.group()[:8])
    ]
    approval = next((m for m in approvals if days.within(m.start(), m.end()) or "同意" in m.group()), None)
    # 报院长审批 at the end of the debate is no approval; an approval bears a day or a name of its own.
    approved = days.last(approval.start(), approval.end() + 2) if approval else None
    when = days.first(0, approval.start() if approval else min(len(text), 500))
    members_at = _MEMBERS.search(text)
    members: tuple[str, ...] = ()
    if members_at:
        names = _STOP.split(members_at["names"])[0]
        members = tuple(dict.fromkeys(_NAME.findall(_TITLES.sub("、", names).replace("：", "、"))))[:7]
    if when is None and not members:
        return None
    agreed = None if not _AGREED.search(text) else not _REFUSED.search(text)
    line = next((d for d in days.all if d.date == when), None)
    start = text.rfind("\n", 0, line.start) + 1 if line else 0
    end = text.find("\n", line.end if line else 0)
    return Minutes(
        when,
        members,
        agreed,
        approved,
        Span(approval.start(), approval.end()) if approval else None,
        Span(start, end if end > start else len(text)),
    )
