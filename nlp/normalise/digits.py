"""Round 5, digits: a letter where a digit must stand in a date or the year of a case number; doubts are reported.

Only a fixed frame makes a letter a digit: four signs before 年 that begin 19 or 20, one or two before 月 or 日 within
the calendar, four in the brackets of a case number. An amount or a docket number is never mended so: it stays as it
is and is reported as doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.normalise.work import Change

#: Letters and strokes that stand for 0 and 1.
LETTERS = "OolI丨|"
#: One of them beside a digit or in the frame of a date; most texts with an O have none.
_GATE = re.compile(f"[{LETTERS}](?:(?=\\d)|(?<=\\d.)|(?<=[年月].))")
_TO_DIGIT = str.maketrans("OolI丨|", "001111")
_RUN = f"[\\d{LETTERS}]"
_FRAMED = re.compile(
    rf"(?P<year>(?<!{_RUN}){_RUN}{{4}})(?=年)|(?P<month>(?<=年){_RUN}{{1,2}})(?=月)|(?P<day>(?<=月){_RUN}{{1,2}})(?=[日号曰])"
    rf"|(?P<docket>(?<=[（(〔\[]){_RUN}{{4}})(?=[）)〕\]])"
)
_DOUBTFUL = re.compile(
    rf"(?<![A-Za-z\d]){_RUN}*(?:\d[{LETTERS}]|[{LETTERS}]\d){_RUN}*(?=(?:\.\d+)?(?:元|万|亿|号|条|％|%))"
)
_REASON = "日期、案号年份中的字母改为形近的数字"
_SAYS = re.compile(
    "曰(?<=月[\\d一二三四五六七八九十]曰)|曰(?<=月[\\d一二三四五六七八九十]{2}曰)|曰(?<=月[一二三四五六七八九十]{3}曰)"
)
_DOUBT = "数字中混有形近字母，未作改动，请核对原件"


def digits(text: str, odd: frozenset[str]) -> Iterator[Change]:
    """The changes of this round; *odd* are the unusual characters of *text*, among them the letters in question."""
    found: list[Change] = []
    if not odd.isdisjoint(LETTERS) and _GATE.search(text):
        found += [*_framed(text), *_doubtful(text)]
    if "曰" in odd:
        found += _days(text)
    yield from sorted(found)


def _days(text: str) -> Iterator[Change]:
    for match in _SAYS.finditer(text):
        yield Change(match.start(), match.end(), "日", "日期中的“日”写成了形近的“曰”")


def _framed(text: str) -> Iterator[Change]:
    for match in _FRAMED.finditer(text):
        after = match.group().translate(_TO_DIGIT)
        if after != match.group() and after.isdigit() and _possible(match.lastgroup, int(after)):
            yield Change(match.start(), match.end(), after, _REASON)


def _doubtful(text: str) -> Iterator[Change]:
    """Changes that change nothing: they only report."""
    for match in _DOUBTFUL.finditer(text):
        yield Change(match.start(), match.end(), match.group(), _DOUBT)


def _possible(kind: str | None, number: int) -> bool:
    if kind in ("year", "docket"):
        return 1949 <= number <= 2099
    return 1 <= number <= (12 if kind == "month" else 31)
