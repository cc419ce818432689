"""Dates of a paper by offset, with the short forms that tables use (03-25, 6.20) resolved from the date before."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nlp.entities.dates import calendar_day
from nlp.entities.model import DateMention
from nlp.entities.numerals import number

#: 1.2公顷, 5.8万元, 1.8米, 2-3层, 4-1号楼: a measure, an amount or an address, no day.
_MEASURE = (
    r"[ \u3000]?(?:公[顷里斤亩分升尺]|平方?|立方|[亩顷㎡米吨层倍折间室栋幢座克斤里寸尺升度圆元万亿千百%％‰]"
    "|[ck]?m[²2³3]?(?![a-z])|kg|厘米|毫米|单元|车间|人民币|个|美元|港[元币]|欧元"
    "|号(?:楼|房|商|门|厂|库|车|地|院|铺|仓))"
)
_SHORT = re.compile(rf"(?<![\d.\-/:：年元])(\d{{1,2}})[-./](\d{{1,2}})(?![\d\-/:：])(?!{_MEASURE})(?!\.\d)")
#: A day so many days before the last one belongs to the next year.
_TURNED = 60
_TERM = re.compile(r"(?:期限|为期|查封期|冻结期|续封|期)[^，。；\d一二两三]{0,4}([一二两三123])\s?年")


class When(NamedTuple):
    """A day and where it stands."""

    date: date
    start: int
    end: int


class Days:
    """The dates of one text, in order; made once for each paper."""

    def __init__(self, text: str, mentions: tuple[DateMention, ...], year: int | None = None) -> None:
        """*year* is that of a log which opens with the filing and gives no year itself (5.22 立案); it runs on."""
        found = [When(m.date, *m.span) for m in mentions if m.date and m.precision == "day"]
        if year is not None and not found:
            found = list(_year_lent(text, year))
        taken = [(m.span.start, m.span.end) for m in mentions]
        starts = [t[0] for t in taken]
        for m in _SHORT.finditer(text):
            i = bisect_left(starts, m.end())
            if any(s < m.end() and m.start() < e for s, e in taken[max(0, i - 2) : i + 1]):
                continue
            before = [w for w in found if w.end <= m.start()]
            lender = max(before, key=lambda w: w.end, default=None)
            if year is not None and not mentions:
                if when := _running_on(lender.date if lender else None, year, m):
                    found.append(When(when, m.start(), m.end()))
                continue
            if lender is None or m.start() - lender.end > 160:
                continue
            when = calendar_day(lender.date.year, int(m[1]), int(m[2]))
            if when:
                found.append(When(when, m.start(), m.end()))
        found.sort(key=lambda w: w.start)
        self.all = found
        self._starts = [w.start for w in found]

    def within(self, start: int, end: int) -> list[When]:
        """The days that stand between two offsets."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def first(self, start: int, end: int) -> date | None:
        """The first day between two offsets."""
        found = self.within(start, end)
        return found[0].date if found else None

    def last(self, start: int, end: int) -> date | None:
        """The last day between two offsets."""
        found = self.within(start, end)
        return found[-1].date if found else None

    def before(self, at: int, reach: int) -> date | None:
        """The nearest day that ends within *reach* characters before *at*."""
        found = self.within(max(0, at - reach - 12), at)
        return found[-1].date if found and found[-1].end >= at - reach else None

    def after(self, at: int, reach: int) -> date | None:
        """The nearest day that begins within *reach* characters after *at*."""
        found = self.within(at, at + reach + 1)
        return found[0].date if found else None


_MONTH_DAY = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")


def _year_lent(text: str, year: int) -> Iterator[When]:
    """The days of a paper that gives no year (10月22日 签收); they run on from *year*."""
    last: date | None = None
    for m in _MONTH_DAY.finditer(text):
        if when := _running_on(last, year, m):
            yield When(when, m.start(), m.end())
            last = when


def _running_on(last: date | None, year: int, found: re.Match[str]) -> date | None:
    """The month and day *found* in the year of the *last* day, or the next one where they would lie far behind it."""
    when = calendar_day(last.year if last else year, int(found[1]), int(found[2]))
    if when and last and (last - when).days > _TURNED:
        when = calendar_day(last.year + 1, int(found[1]), int(found[2]))
    return when


def years_of(words: str) -> int | None:
    """The term that *words* name (期限三年), in years."""
    m = _TERM.search(words)
    return number("二" if m[1] == "两" else m[1]) if m else None


def ends_after(start: date, years: int) -> date:
    """The last day of a term of *years*; *start* itself does not count (民诉法: 期间开始的日不计算在内)."""
    year = start.year + years
    last = calendar.monthrange(year, start.month)[1]
    return date(year, start.month, min(start.day, last))
