"""When the execution was filed (立案执行) and when it was applied for (申请执行): two different dates.

A date of application is never taken for the filing. A filing of something else (侦查, 异议, 破产, the trial) is none,
and so is the filing of another enforcement case (以（2019）某执11号立案执行). A resumed case (执恢) has the day of its
own resumption (恢复执行立案).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.document import Span, Value
from nlp.entities.model import CaseNumber, DateMention
from nlp.entities.text import sentence

_FILED = re.compile("立案|受理(?:执行|该案|本案|后|了|上述|申请执行)|收案|登记执行|受理$")
_GAP = 46
_NOT_OURS = re.compile("侦查|公安|破产|异议|复议|追加|另案|他案|参与分配|仲裁|起诉|诉至|诉讼|审理|审查立案|监察|再审")
_OTHER_FILING = re.compile("立案(?:侦查|审查|审理|调查|庭|受理原告|受理了?原告)")
_APPLIED = re.compile(
    "申请(?:本院|法院|人民法院)?(?:强制)?执行(?!人|标的|费|款)|递交(?:强制)?执行申请|提出(?:强制)?执行申请|移送(?:本院)?(?:强制)?执行|移送立案"
)
_BACKWARD = re.compile("(?:立案(?:执行)?(?:的)?(?:日期|时间|之日)|收案(?:日期|时间))(?:为|是|系|：|:)?[ \\u3000]*$")
_BY_APPLICATION = re.compile("(?:根据|依|依据|因|应)[^，。]{0,40}申请")


#: （2024）某执恢86号: the number of a case that was resumed.
_RESUMED_NUMBER = re.compile("执(?:字第)?恢|恢(?:字|执)|执恢")
_RESUMPTION = re.compile("恢复|恢执|执恢")
#: So far before a date the number of the case can stand whose filing it tells (（2019）某执11号案件于…立案).
_OPENING_REACH = 60
_CASE, _OWN = re.compile("[一该]?案|执行案|卷"), re.compile("本案")


def find_filing_date(
    clean: str, dates: Sequence[DateMention], story: Span, own: str | None = None, numbers: Sequence[CaseNumber] = ()
) -> Value[date] | None:
    """The date of 立案执行 told in *story* (narrative and reasons), None where only the application is dated.

    Args:
        own: the number of this case. Where it is a resumed one, its own resumption goes before any other filing, and a
            filing in a year before the number's is the earlier case's.
        numbers: all case numbers of the text; what is filed under another enforcement number is another case.
    """
    resumed = own is not None and _RESUMED_NUMBER.search(own) is not None
    others = [n.span for n in numbers if n.kind == "execution" and _stem(n.text) != _stem(own or "")]
    first: Value[date] | None = None
    for at, mention in enumerate(dates):
        if not _inside(mention, story) or mention.precision != "day" or mention.date is None:
            continue
        stop = _filed_at(clean, dates, at, story, resumed)
        if stop is None or _elsewhere(clean, mention, stop, others):
            continue
        found = Value(mention.date, mention.span)
        if not resumed:
            return found
        if _RESUMPTION.search(clean, mention.span.end, min(stop + 6, story.end)):
            return found
        first = first or found
    return first if first is None or own is None or f"{first.value.year}" in own[:6] else None


#: 本院于2022年5月16日恢复执行: of a resumed case the filing, though it says no 立案.
_RESUMED = re.compile("(?:本院)?(?:依法|决定|裁定)?恢复(?:对?本案(?:的)?|该案(?:的)?)?(?:强制)?执行(?!标的|申请|款)")


def _filed_at(clean: str, dates: Sequence[DateMention], at: int, story: Span, resumed: bool = False) -> int | None:
    """Where the words end that make the date a filing of this case; None where they do not."""
    if resumed and (again := _RESUMED.match(clean, dates[at].span.end)):
        return again.end()
    mention = dates[at]
    if _BACKWARD.search(clean, max(mention.span.start - 14, story.start), mention.span.start):
        return mention.span.end
    filed = _FILED.search(clean, mention.span.end, _reach(clean, dates, at, story))
    return filed.end() if filed and _is_ours(clean, mention, filed) else None


def _elsewhere(clean: str, mention: DateMention, stop: int, others: Sequence[Span]) -> bool:
    """Whether another enforcement case is filed here: its number stands between, or opens the sentence before the date.

    本院对（2019）某执11号案件恢复执行立案 is this case's own doing, whatever number it names.
    """
    low = max(sentence(clean, mention.span.start).start, mention.span.start - _OPENING_REACH)
    for other in others:
        inside = mention.span.end <= other.start and other.end <= stop
        opening = low <= other.start and other.end <= mention.span.start and _CASE.match(clean, other.end)
        if (inside or opening) and not (
            _RESUMPTION.search(clean, mention.span.end, stop + 6)
            or _OWN.search(clean, other.end, max(other.end, mention.span.start))
        ):
            return True
    return False


def _stem(number: str) -> str:
    return number.partition("之")[0]


def find_application_date(clean: str, dates: Sequence[DateMention], story: Span) -> Value[date] | None:
    """The date on which execution was applied for (向本院申请执行), None where it is not told."""
    for at, mention in enumerate(dates):
        if not _inside(mention, story) or mention.precision != "day" or mention.date is None:
            continue
        stop = _reach(clean, dates, at, story)
        applied = _APPLIED.search(clean, mention.span.end, stop)
        if applied is None or _BY_APPLICATION.search(clean, mention.span.end, applied.end()):
            continue
        if not re.search("立案|恢复|作出|生效|付清|给付|偿还|[；。]", clean[mention.span.end : applied.start()]):
            return Value(mention.date, mention.span)
    return None


def _inside(mention: DateMention, story: Span) -> bool:
    return story.start <= mention.span.start < story.end


def _reach(clean: str, dates: Sequence[DateMention], at: int, story: Span) -> int:
    """How far the words behind a date can still be about it: to the next date or the end of the sentence."""
    end = dates[at].span.end
    stop = min(end + _GAP, story.end)
    if at + 1 < len(dates):
        stop = min(stop, dates[at + 1].span.start)
    full_stop = clean.find("。", end, stop)
    return full_stop if full_stop >= 0 else stop


def _is_ours(clean: str, mention: DateMention, filed: re.Match[str]) -> bool:
    gap = clean[mention.span.end : filed.start()]
    if _OTHER_FILING.match(clean, filed.start()) or _NOT_OURS.search(gap) or "；" in gap:
        return False
    around = sentence(clean, filed.start())
    tail = clean[filed.end() : min(filed.end() + 10, around.end)]
    if _NOT_OURS.match(tail):
        return False
    # 于7月16日向本院申请执行，本院立案: the date is the application's; 根据…的申请立案 is the court's own act.
    applied = _APPLIED.search(gap)
    return applied is None or _BY_APPLICATION.search(gap) is not None
