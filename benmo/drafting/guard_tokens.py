"""The hard tokens of a paragraph: numbers, dates, sums, case numbers, articles, quotations, titles, plates.

Written differently they still compare equal: 二〇二三年五月十八日 = 2023年5月18日 = 2023-05-18,
38.65万元 = 386500元, 第517条 = 第五百一十七条.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

_CN = "〇零一二三四五六七八九十百千两"
_WIDE = str.maketrans("０１２３４５６７８９：（）．，", "0123456789：（）.，")
_CASE = re.compile(
    r"[（(〔\[](\d{4})[）)〕\]]\s*([^\s（）()，。；、《》“”]{1,12}?\d+(?:号)?(?:之[一二三四五六七八九十]+)?)"
)
_QUOTE = re.compile(r"“([^”]*)”")
_TITLE = re.compile(r"《([^》]+)》")
_CN_DATE = re.compile(rf"([〇零一二三四五六七八九Ｏ○]{{4}})年([{_CN}]{{1,3}})月(?:([{_CN}]{{1,3}})日)?")
_DATE = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(?:(\d{1,2})\s*日?)?")
_SHORT_DATE = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")
_ARTICLE = re.compile(rf"第([\d{_CN}]+)(条|款|项|页|号|次|期|册)")
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?\s*元")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CN_COUNT = re.compile(rf"([{_CN}]+)(?=[个余]?(?:日|天|月|年|名|人|件|份|次|套|辆|处|笔|项|元|万|%|年内|个月|工作日))")
#: Sums in words: 陆万陆仟元整, 六万六千元.
_CAPITAL = re.compile(r"([壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*)[元圆]整?")
_CN_MONEY = re.compile(
    r"((?<![\d.])[一二三四五六七八九十百千零两]+[万亿][一二三四五六七八九十百千万零两]*|[一二三四五六七八九十百千零两]{2,})元"
)
_PLATE = re.compile(r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6})")
_BLANK_PAGE = re.compile(r"第　+页")
_ORDINAL = re.compile(r"^[一二三四五六七八九十]是")


def hard_tokens(text: str) -> Counter[str]:
    """Everything in *text* that a rewrite must carry over exactly, normalised, with how often it comes."""
    rest = _ORDINAL.sub("", text.translate(_WIDE))
    found: Counter[str] = Counter()
    rest = _take(_QUOTE, rest, found, lambda m: f"引文:{re.sub(chr(92) + 's', '', m.group(1))}", inside=True)
    rest = _BLANK_PAGE.sub(lambda _: found.update(["页:待填"]) or "□", rest)
    rest = _take(_PLATE, rest, found, lambda m: f"车牌:{m.group(1)}")
    rest = _take(_CASE, rest, found, lambda m: f"案号:{m.group(1)}{m.group(2)}")
    rest = _take(_TITLE, rest, found, lambda m: f"名称:{m.group(1)}")
    rest = _take(_CN_DATE, rest, found, lambda m: _date(*(str(chinese_number(g)) if g else "" for g in m.groups())))
    rest = _take(_DATE, rest, found, lambda m: _date(*(g or "" for g in m.groups())))
    rest = _take(_SHORT_DATE, rest, found, lambda m: f"日期:{int(m.group(1))}月{int(m.group(2))}日")
    rest = _take(_ARTICLE, rest, found, lambda m: f"第{chinese_number(m.group(1))}{m.group(2)}")
    rest = _take(_CAPITAL, rest, found, lambda m: f"金额:{_capital(m.group(1))}")
    rest = _take(_CN_MONEY, rest, found, lambda m: f"金额:{large_number(m.group(1))}")
    rest = _take(_MONEY, rest, found, lambda m: f"金额:{_yuan(m.group(1), m.group(2))}")
    rest = _take(_CN_COUNT, rest, found, lambda m: f"数:{chinese_number(m.group(1))}")
    _take(_DIGITS, rest, found, lambda m: f"数:{Decimal(m.group(0).replace(',', '')).normalize():f}")
    return found


def canonical(text: str) -> str:
    """*text* with dates, sums, counts and article numbers in one form: 2023年5月18日, 386500元, 3个月, 第517条.

    Quotations keep their own letters.
    """
    parts = re.split(r"(“[^”]*”)", text.translate(_WIDE))
    return "".join(p if p.startswith("“") else _canonical(p) for p in parts)


def _canonical(text: str) -> str:
    text = _CN_DATE.sub(lambda m: _printed(*(str(chinese_number(g)) if g else "" for g in m.groups())), text)
    text = _CAPITAL.sub(lambda m: f"{_capital(m.group(1))}元", text)
    text = _CN_MONEY.sub(lambda m: f"{large_number(m.group(1))}元", text)
    text = _MONEY.sub(lambda m: f"{_yuan(m.group(1), m.group(2))}元", text)
    text = _ARTICLE.sub(lambda m: f"第{chinese_number(m.group(1))}{m.group(2)}", text)
    return _CN_COUNT.sub(lambda m: str(chinese_number(m.group(1))), text)


def _printed(year: str, month: str, day: str) -> str:
    return f"{int(year)}年{int(month)}月" + (f"{int(day)}日" if day else "")


def chinese_number(text: str) -> int:
    """一百零六 → 106, 二〇二三 → 2023, 两 → 2, 517 → 517."""
    if text.isdigit():
        return int(text)
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "Ｏ": 0, "○": 0, "两": 2}
    if not set(text) & set("十百千"):
        return int("".join(str(digits[c]) for c in text))
    total, now = 0, 0
    for c in text:
        unit = {"十": 10, "百": 100, "千": 1000}.get(c)
        if unit is None:
            now = digits[c]
        else:
            total += (now or 1) * unit
            now = 0
    return total + now


def large_number(text: str) -> int:
    """六万六千 → 66000, 一百二十万 → 1200000, 一亿二千万 → 120000000."""
    total = 0
    for unit, times in (("亿", 10**8), ("万", 10**4)):
        head, mark, rest = text.partition(unit)
        if mark:
            total += (chinese_number(head) if head else 1) * times
            text = rest.lstrip("零")
    return total + (chinese_number(text) if text else 0)


def _capital(text: str) -> int:
    return large_number(text.translate(str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")))


def _take(pattern: re.Pattern[str], text: str, found: Counter[str], name: object, *, inside: bool = False) -> str:
    """Count the matches under their names and blank them out, so that a date is not read again as numbers."""
    assert callable(name)
    for match in pattern.finditer(text):
        found[name(match)] += 1
    return pattern.sub("□", text) if not inside else pattern.sub("“□”", text)


def _date(year: str, month: str, day: str = "") -> str:
    return f"日期:{int(year)}-{int(month)}" + (f"-{int(day)}" if day else "")


def _yuan(number: str, unit: str | None) -> str:
    value = Decimal(number.replace(",", "")) * {"万": 10**4, "亿": 10**8, None: 1}[unit]
    return f"{value.normalize():f}"
