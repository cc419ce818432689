"""Finding the numbers of articles (第五百一十九条, 第519条, 五一九条, 第三、五条) with their 款, 项 and 目.

Only places with the character 条 are looked at, so a text without citations costs one scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.statutes.numerals import NUMERAL, read_number

_NUM = rf"[{NUMERAL}](?:\s{{0,2}}[{NUMERAL}]){{0,8}}"
_JOIN = r"\s{0,2}(?:、|以及|和|及|与|或|至|到|[-—－–~～])\s{0,2}"
# What stands before 条. A number without 第 is only a citation right behind a title (民诉法解释517条).
_BEFORE = re.compile(
    rf"[第弟苐笫]\s{{0,2}}(?P<list>{_NUM}(?:{_JOIN}第?\s?{_NUM})*)\s{{0,3}}$|(?P<bare>{_NUM}(?:{_JOIN}{_NUM})*)\s?$"
)
_SPLIT = re.compile(rf"({_JOIN})第?\s?")
_BAD = re.compile(rf"第[\sA-Za-zＸ×＊*_＿?？□■◇某（）()…·—–－~～\[\]{NUMERAL}-]{{0,10}}$")
_SUFFIX = re.compile(r"\s?之([一二三四五六七八九十]{1,2}|\d{1,2})(?![\d年月日号])")

_ONE = rf"第?\s?(?:[（(]?\s?[{NUMERAL}]{{1,4}}\s?[)）]?|[①-⑳])"
_SERIES = rf"{_ONE}(?:\s?(?:、|，|,|和|及|至|或)\s?{_ONE}){{0,6}}"
_PARAGRAPH = rf"(?:之|的)?\s?(?:[（(](?=\s?第))?(?P<paragraph>{_SERIES})\s?款(?:(?<=款)[）)])?"
_ITEM = (
    rf"(?:之|的|，|,)?\s?(?P<item>{_SERIES})\s?项|\s?第?(?P<bracketed>[（(]\s?[{NUMERAL}]{{1,3}}\s?[)）])(?!\s?[款目])"
)
_POINT = rf"\s?第?\s?[{NUMERAL}]{{1,3}}\s?目"
_DETAIL = re.compile(rf"\s{{0,2}}(?:{_PARAGRAPH})?\s{{0,2}}(?:{_ITEM})?(?:{_POINT})?")
# A further 款 or 项 of the same article: 第一款、第二款; 第（七）项、第（十一）项.
_MORE = re.compile(rf"\s?(、|，|,|和|及|以及|与|或|至|到)\s?(?=第?\s?[（(]?\s?[{NUMERAL}]{{1,4}}\s?[)）]?\s?[款项])")
_NUMBERS = re.compile(rf"[{NUMERAL}]+|至|[①-⑳]")
_MAX_RANGE = 60
# 第三条线索, 第二条记录, 第五条巷: 条 counts things.
_COUNTED = re.compile(
    r"\s?(?:财产)?(?:线索|记录|信息|短信|消息|微信|留言|评论|查询|反馈|通话|街|路|巷|道路|胡同|生产线|船|鱼|约定|的约定)"
)
_NEIGHBOURS = frozenset(
    "0123456789０１２３４５６７８９〇○零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
    " \t\r\n\u3000\u00a0第×xXlIoO＊*_＿?？□■◇某）)…·"
)


@dataclass(frozen=True, slots=True)
class Detail:
    """One 款/项 named behind an article and where its text ends."""

    paragraph: int | None
    item: int | None
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """One place with article numbers: ``text[start:end]`` runs from 第 to the last 款 or 项.

    ``articles`` is empty where the number could not be read; ``bare`` where 第 is missing.
    """

    start: int
    end: int
    sign: int
    articles: tuple[int, ...]
    suffix: int | None
    details: tuple[Detail, ...]
    bare: bool
    written: str


def find_anchors(text: str) -> Iterator[Anchor]:
    """All article numbers of *text*, in order, readable or not; 条件, 借条 and the like are passed over."""
    at = text.find("条")
    last_end = 0
    while at >= 0:
        anchor = _anchor(text, at, last_end)
        if anchor is not None:
            yield anchor
            last_end = anchor.end
        at = text.find("条", max(at + 1, last_end if anchor else 0))


def _anchor(text: str, sign: int, floor: int) -> Anchor | None:
    # 条件, 借条, 线索一条: most 条 are no article, and their left neighbour tells.
    if text[sign - 1 : sign] not in _NEIGHBOURS or sign <= floor:
        return None
    before = text[max(floor, sign - 48) : sign]
    found = _BEFORE.search(before)
    if found is None or found.group("list") is None:
        # 第5l9条, 第五百□十九条: something unreadable between 第 and 条, also where the last digits are well-formed.
        bad = _BAD.search(before)
        if bad is not None and len(bad.group()) <= 10:
            return Anchor(sign - len(bad.group()), sign + 1, sign, (), None, (), False, bad.group() + "条")
    if found is None:
        return None
    written = found.group("list") or found.group("bare")
    start = sign - len(before) + found.start()
    bare = found.group("list") is None
    if (bare and text[sign + 1 : sign + 2] in ("件", "款")) or _COUNTED.match(text, sign + 1):
        return None
    articles = _numbers(written)
    suffix_match = _SUFFIX.match(text, sign + 1)
    suffix = read_number(suffix_match.group(1)) if suffix_match else None
    after = suffix_match.end() if suffix_match else sign + 1
    details = read_details(text, after)
    end = details[-1].end if details else after
    return Anchor(start, end, sign, articles, suffix, details, bare, text[start : sign + 1])


def _numbers(written: str) -> tuple[int, ...]:
    parts = _SPLIT.split(written)
    numbers: list[int] = []
    for i in range(0, len(parts), 2):
        value = read_number(parts[i])
        if value is None:
            return ()
        joint = parts[i - 1].strip() if i else ""
        if joint in ("至", "到", "-", "—", "－", "–", "~", "～"):
            # 第五百-十九条 is no range: a stroke was misread for 一, and the number stays unread.
            if value <= numbers[-1]:
                return ()
            if value - numbers[-1] <= _MAX_RANGE:
                numbers.extend(range(numbers[-1] + 1, value))
        numbers.append(value)
    return tuple(numbers)


def read_details(text: str, at: int) -> tuple[Detail, ...]:
    """The 款 and 项 behind an article number that ends at *at*; a lone 款 carries over to the 项 that follow it."""
    details: list[Detail] = []
    paragraph: int | None = None
    through = False
    while True:
        found = _DETAIL.match(text, at)
        if found is None or not (found["paragraph"] or found["item"] or found["bracketed"]):
            return tuple(details)
        paragraphs = _series(found["paragraph"])
        items = _series(found["item"] or found["bracketed"])
        if paragraphs:
            paragraph = paragraphs[-1]
        if through and items and details and details[-1].item:
            items = (*range(details[-1].item + 1, items[0]), *items)
        for number in (paragraphs or (paragraph,)) if not items else (paragraph,):
            details.extend(Detail(number, item, found.end()) for item in (items or (None,)))
        more = _MORE.match(text, found.end())
        if more is None:
            return tuple(details)
        through = more[1] in ("至", "到")
        at = more.end()


def _series(written: str | None) -> tuple[int, ...]:
    if not written:
        return ()
    numbers: list[int] = []
    through = False
    for token in _NUMBERS.findall(written):
        if token == "至":
            through = True
            continue
        value = ord(token) - ord("①") + 1 if "①" <= token <= "⑳" else read_number(token)
        if value is None:
            continue
        if through and numbers and 0 < value - numbers[-1] < 30:
            numbers.extend(range(numbers[-1] + 1, value))
        numbers.append(value)
        through = False
    return tuple(numbers)
