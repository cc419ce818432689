"""Orders, forms and rulings of this case: what each of them shows to have been done, and on which day."""

from __future__ import annotations

import re
from datetime import date

from nlp.document import Span
from nlp.events.model import UNSAID, Assertion
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.feedback import (
    controls_in,
)
from nlp.files.gathered import Gathered
from nlp.files.minutes import approval_in
from nlp.files.model import Control
from nlp.files.sales import read_sales
from nlp.files.tabled import control_acts
from nlp.lexicons import load
from nlp.pipeline import Reading

ORDER_ACT = {
    "execution_notice": "execution_notice",
    "asset_report_order": "asset_report_order",
    "consumption_order": "consumption_restriction",
    "dishonesty_decision": "dishonesty_list",
}
TITLED_ACTS = (
    (re.compile(r"罚款决定书"), "fine"),
    (re.compile(r"拘留决定书"), "detention"),
    (re.compile(r"搜查(?:令|笔录)"), "search"),
    (re.compile(r"参与分配函|商请移送函|函告"), "queue_response"),
    (re.compile(r"(?:现场|实地|走访)(?:调查|勘查)?笔录|走访记录|调查笔录"), "onsite"),
    (re.compile(r"移送[^\n]{0,8}(?:公安|犯罪)|拒执[^\n]{0,6}移送"), "crime_referral"),
    (re.compile(r"悬赏公告"), "reward"),
    (re.compile(r"协助(?:查找|查控|布控|扣押)[^\n]{0,6}(?:函|通知)"), "locate"),
)
_DATA = load("filed")["papers"]
_ENDING_TITLE = re.compile(_DATA["ending_title"])
_BEYOND_DATE = re.compile(r"[^\s（()）院印章]")
#: Characters that a line of nothing but a date may hold besides it.
_DATE_LINE = 8
_NOTE = re.compile(_DATA["note"])


def signed_day(text: str, days: Days) -> date | None:
    """The day of an order: a line of nothing but a date; else the last before a note on its service, else the last."""
    alone = [
        d.date
        for d in days.all
        if not _BEYOND_DATE.search(_line_of(text, d.start, d.end)) and len(_line_of(text, d.start, d.end)) < _DATE_LINE
    ]
    if alone:
        return alone[-1]
    note = _NOTE.search(text)
    return days.last(max(0, len(text) - 200), note.start() if note else len(text)) or days.last(0, len(text))


def _line_of(text: str, start: int, end: int) -> str:
    """The rest of the line around a stretch of text."""
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : start] + text[end : stop if stop >= 0 else len(text)]


def approved_in_form(text: str, title: str, days: Days, ruled: date | None) -> list[Assertion]:
    """The president's approval on a form of its own (终本审批表).

    A form for closing the case (结案审批表) is approved after the ruling by its nature; only one for the ending counts.
    """
    where, _ = approval_in(text, days)
    when = days.last(*where) if where else None
    if where is None or not when or (not _ENDING_TITLE.search(title) and (ruled is None or when > ruled)):
        return []
    return [Assertion("president_approval", "done", "court", where, where, UNSAID, (), when)]


def published(text: str, days: Days) -> list[Assertion]:
    out = []
    for act, pattern in (("publication", "上网|公布|公开"), ("database", "终本库|信息库"), ("closed", "报结|结案")):
        for m in re.finditer(pattern, text):
            line = text.rfind("\n", 0, m.start()) + 1
            stop = text.find("\n", m.end())
            where = Span(line, m.end())
            behind = days.within(m.end(), min(m.end() + 10, stop if stop >= 0 else len(text)))
            before = days.within(max(line, m.start() - 24), m.start())
            # 报结日期：2021-12-29 gives its day behind it, 2021-12-29 报结 before it.
            when = behind[0].date if behind else before[-1].date if before else None
            if when is None and re.search(pattern, text[m.end() :]):
                continue
            out.append(Assertion(act, "done", "court", where, where, UNSAID, (), when))
            break
    return out


def read_ruling(reading: Reading, cast: Cast, days: Days, out: Gathered) -> None:
    """Another ruling of this case: what its operative part orders."""
    text = reading.text
    operative = reading.sections.span("operative")
    start = operative.start if operative else 0
    end = operative.end if operative else len(text)
    holders = cast.debtors_in(text[start:end]) or cast.debtors_in(text)
    found = list(controls_in(Span(start, end), text, holders, "other", days))
    # The term may stand in a sentence of its own: 查封期限为三年，自…起至…止.
    merged = _merge(found)
    told = [
        c
        for c in controls_in(Span(reading.region.start, reading.region.end), text, holders, "other", days)
        if c.until and not c.renewal
    ]
    signed = days.last(end, len(text))
    out.controls += told
    out.controls += [c._replace(start=signed or c.start) if c.renewal else c for c in merged]
    out.assertions += control_acts(merged, cast)
    m = re.search(r"追加[^，。\n]{2,40}为[^，。\n]{0,20}被执行人|驳回[^。\n]{0,30}追加", text[start:end])
    if m:
        where = Span(start + m.start(), start + m.end())
        out.assertions.append(Assertion("add_party_ruling", "done", "court", where, where, UNSAID, (), signed))
    m = re.search(r"抵(?:债|偿|付)", text[start:end])
    if m:
        where = Span(start, end)
        out.assertions.append(Assertion("offset_ruling", "done", "court", where, where, UNSAID, (), signed))
        out.sales += read_sales(text, days, reading.head.money)


def _merge(found: list[Control]) -> list[Control]:
    out: list[Control] = []
    for c in found:
        if (
            out
            and c.kind == out[-1].kind
            and out[-1].until is None
            and c.until
            and (c.category == "other" or c.category == out[-1].category)
        ):
            out[-1] = out[-1]._replace(until=c.until, start=out[-1].start or c.start)
        else:
            out.append(c)
    return out
