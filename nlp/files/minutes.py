"""Minutes of a panel (合议庭评议笔录): when, who, what they concluded, and the president's approval (院长审批)."""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.files.days import Days
from nlp.files.model import Minutes

_MEMBERS = re.compile(
    r"(?:合议庭(?:组成)?(?:成员|人员)?|成员|参加人?(?:员)?|评议人(?:员)?|出席)(?:（[^（）\n]{1,10}）)?"
    r"[ 　]*[：:\t][ 　]*(?P<names>[^\n]{4,80})"
)
_STOP = re.compile(r"(?:[；;，,]|\s)*(?:书记员|记录人?|列席|案由|主持)")
_TITLES = re.compile(r"审判长|代理审判员|审判员|执行员|人民陪审员|承办人|主审|[（(][^（）()]*[)）]")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_APPROVAL = re.compile(r"(?:院长|分管(?:副)?院长|主管(?:副)?院长|院领导|局长|审批|批准|副院长)[^\n]{0,60}")
_REFUSED = re.compile(r"不同意终|暂不终|不予批准|退回")
_AGREED = re.compile(r"同意|终结本次执行程序|终本")


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
