"""Dates in every form that rulings use, resolved in reading order.

A date without a year (3月11日), 同年, 同月, 同日, 当日, 次日 takes what it lacks from the last date before it.
Birth dates and the ends of periods (至2025年7月23日止) tell no point of the story and lend nothing.

One cheap pass finds 年, 月, 同日 and the like; only there is anything looked at more closely, which keeps the cost at
some 0.05 ms for a thousand characters.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlp.document import Span, from_fields, span_from
from nlp.entities.model import DateMention
from nlp.entities.numerals import digits, number

_ONE = "[一二三四五六七八九]"
_MD = f"(?:[0-9０-９]{{1,2}}|十{_ONE}?|二十{_ONE}?|三十一?|廿{_ONE}?|[〇零○ＯOo]?{_ONE}|元)"
_S = "[ \\u3000]?"
#: One set of characters to look for, then what tells whether a date is there; for 2021-01-14 it is the first sign.
_ANCHOR = re.compile(r"[年月同当次翌即./-](?:(?<=[年月])|(?<=[同当次翌即])[日天]|(?<=[12][09][0-9]{2}[-./])(?=[0-9]))")
#: 5日, or the first of 5、6日.
_DAY = f"{_S}({_MD})(?:{_S}[日号]|(?=[、和及至][0-9]{{1,2}}[日号]))"
_AFTER_YEAR = re.compile(f"度?(?:{_S}({_MD}){_S}月(?:份)?(?:{_DAY})?)?")
_AFTER_MONTH = re.compile(f"(?:份)?(?:{_DAY}(?!内)|([初底末]|[上中下]旬))")
_BEFORE_MONTH = re.compile(f"{_MD}$")
_MASKED_YEAR = re.compile(f"(?:20)?[×X*xＸ＿_]{{2,4}}{_S}$")
_MASKED_REST = re.compile(f"(?:{_S}[×X*xＸ0-9]{{1,2}}{_S}月)?(?:{_S}[×X*xＸ0-9]{{1,2}}{_S}日)?")
_ISO = re.compile(r"([12][09][0-9]{2})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?![0-9])")
_LUNAR = re.compile(f"(?:农历|阴历)[^，。]{{0,6}}?(?:{_MD}|正|腊|冬){_S}$")
_MORE_DAYS = re.compile(f"[至到、和及—–~～-](?P<day>[0-9]{{1,2}}){_S}[日号](?!内|前|以)")
#: 3.5月 is a length of time, whatever day it seems to name.
_DECIMAL = re.compile("[0-9０-９][.．]$")
_BIRTH = re.compile("[ \\u3000]?出?生")


_date = from_fields(DateMention)


class _Reader:
    """The state of one reading: what has been found, and which date lends its year to the next."""

    __slots__ = ("base", "end", "found", "last_day", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[DateMention] = []
        self.base: DateMention | None = None
        self.last_day: DateMention | None = None
        self.end = 0

    def add(self, mention: DateMention) -> None:
        self.found.append(mention)
        self.end = mention.span.end
        if mention.date is None or mention.precision == "year":
            return
        start = mention.span.start
        if self.text[start - 1 : start] not in ("至", "到") and not _BIRTH.match(self.text, self.end):
            # A month that borrowed its year (4月下旬) is a side remark and lends nothing on.
            if mention.precision == "day":
                self.base = self.last_day = mention
            elif mention.resolved_from is None:
                self.base = mention
        while mention.precision == "day" and (more := _MORE_DAYS.match(self.text, self.end)):
            when = calendar_day(mention.date.year, mention.date.month, int(more["day"]))
            self.found.append(DateMention(Span(more.start("day"), more.end()), when, "day", mention.span, when is None))
            self.end = more.end()

    def year(self, at: int) -> None:
        """年 at offset *at*: a full date, a month, a year, 同年4月1日, or a masked one."""
        text = self.text
        stop = at - (text[at - 1 : at] in (" ", "\u3000"))
        value = digits(text[max(stop - 4, self.end) : stop])
        if value and 1900 <= value <= 2100:
            rest = _AFTER_YEAR.match(text, at + 1)
            assert rest is not None  # every part of the pattern is optional
            self.add(_mention(span_from((stop - 4, rest.end())), value, rest[1], rest[2]))
        elif text[at - 1 : at] in ("同", "当", "次", "翌", "本"):
            rest = _AFTER_YEAR.match(text, at + 1)
            if rest and rest[1] and (rest[2] or text[at - 1] != "本"):
                lender = self.base
                lent = lender.date.year + (text[at - 1] in "次翌") if lender and lender.date else None
                self.add(_mention(Span(at - 1, rest.end()), lent, rest[1], rest[2], lender))
        elif masked := _MASKED_YEAR.search(text, max(at - 6, self.end), at):
            rest = _MASKED_REST.match(text, at + 1)
            self.add(DateMention(Span(masked.start(), rest.end() if rest else at + 1), None, "masked"))

    def month(self, at: int) -> None:
        """月 at offset *at* with no year before it: 3月11日, 10月下旬, 同月5日, 农历十二月."""
        text = self.text
        before = text[at - 1 : at]
        if before == "个":
            return
        lender = self.base if self.base and self.base.date else None
        when = lender.date if lender else None
        if before in ("同", "当", "次"):
            rest = _AFTER_MONTH.match(text, at + 1)
            dom = rest[1] if rest else None
            ahead = before == "次"
            month = str(when.month % 12 + 1 if ahead else when.month) if when else "1"
            year = when.year + (ahead and when.month == 12) if when else None
            self.add(_mention(Span(at - 1, rest.end() if rest and dom else at + 1), year, month, dom, lender))
            return
        if lunar := _LUNAR.search(text, max(at - 10, self.end), at):
            rest = _AFTER_MONTH.match(text, at + 1)
            self.add(DateMention(Span(lunar.start(), rest.end() if rest else at + 1), None, "lunar"))
            return
        stop = at - (before in (" ", "\u3000"))
        name, rest = _BEFORE_MONTH.search(text, max(stop - 3, self.end), stop), _AFTER_MONTH.match(text, at + 1)
        if name and rest and not _DECIMAL.search(text, max(name.start() - 2, 0), name.start()):
            year = when.year if when else None
            self.add(_mention(span_from((name.start(), rest.end())), year, name.group(), rest[1], lender))

    def day(self, at: int) -> None:
        """同日, 当日, 次日, 当天 at offset *at*."""
        lender = self.last_day
        when = lender.date if lender else None
        if when and self.text[at] in "次翌":
            when += timedelta(days=1)
        self.add(DateMention(Span(at, at + 2), when, "day", lender.span if lender else None))

    def iso(self, at: int) -> None:
        """2021-01-14, 2025.7.8, or the month 2016-05."""
        found = _ISO.match(self.text, at)
        if found is None or self.text[at - 1 : at].isdigit():
            return
        year, sign, month, dom = found.groups()
        if not dom and (sign != "-" or len(month) < 2 or not 1 <= int(month) <= 12):
            return
        self.add(_mention(Span(*found.span()), int(year), month, dom))


def find_dates(clean: str) -> tuple[DateMention, ...]:
    """All dates of *clean* in order; linear. Durations (三个月, 十日内) and case years are no dates."""
    reader = _Reader(clean)
    read = {"年": reader.year, "月": reader.month}
    for anchor in _ANCHOR.finditer(clean):
        at, token = anchor.start(), anchor.group()
        if token in "-./":
            at -= 4
        if at >= reader.end:
            (read.get(token) or (reader.day if len(token) == 2 else reader.iso))(at)
    return tuple(reader.found)


def calendar_day(year: int | None, month: int | None, dom: int | None) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year or 0, month or 0, dom or 0)
    except ValueError:
        return None


def _mention(
    span: Span, year: int | None, month: str | None, dom: str | None, lender: DateMention | None = None
) -> DateMention:
    precision = "day" if dom else "month" if month else "year"
    when = calendar_day(year, number(month) if month else 1, number(dom) if dom else 1)
    # A year without a lender is unknown, which is not the same as impossible.
    return _date((span, when, precision, lender.span if lender else None, year is not None and when is None))
