"""Round 5, punctuation: brackets of case numbers, commas inside amounts, half-width marks in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.normalise.signs import ANGLES, BRACKETS, COMMAS, MARKS, STOPS, Hit
from nlp.normalise.work import Change

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
# Each pattern begins with a set of characters: a leading look-behind would be tried at every character of the text.
_BRACKET = re.compile(r"[(（〔\[【﹝]\d{4}[)）〕\]】﹞](?=[^\n，。；、（(]{1,24}?号)")
_UNIT = "元|万元|亿元|美元|平方米|股|吨|公斤"
_COMMA = re.compile(r"[，,] ?\d{3}(?!\d)")
_GROUPS = re.compile(rf"\d{{1,3}}(?:[，,] ?\d{{3}})+(?:[.。]\d{{1,2}})?(?={_UNIT})")
_POINT = re.compile(r"。(?<=\d.)(?=\d{1,2}元)")
_MARK = re.compile(
    rf"[:;,?!](?<=[{_HAN}〉》”）〕×＊*].)(?![\d/])|[,;:](?<=[{_HAN}].)(?=\d)|[,;](?<=[\dA-Z].)(?=[{_HAN}])"
)
_ROUND = re.compile(rf"\((?=[{_HAN}])|\((?<=[{_HAN}].)(?=[^()\n]{{1,60}}\))|\)(?<=[{_HAN}〉》”）].)")
_TITLE = re.compile(rf"[<＜](?=[{_HAN}])[^<>＜＞\n]{{2,60}}[>＞]")
_WIDE = str.maketrans(":;,?!()", "：；，？！（）")
#: What stands before the year of an official paper: 法〔2016〕373号, 民执监〔2025〕6号.
_PAPERS = tuple("法检函发办复建监民刑行执释")


def punctuation(text: str, odd: frozenset[str], hits: Sequence[Hit]) -> Iterator[Change]:
    """The changes of this round, kind by kind; *odd* are *text*'s unusual characters, *hits* its telltale words."""
    words = {hit.word for hit in hits}
    if "," in odd or not words.isdisjoint(COMMAS):
        yield from _amounts(text)
    if not words.isdisjoint(STOPS):
        for match in _POINT.finditer(text):
            yield Change(match.start(), match.end(), ".", "金额中的小数点误作句号")
    if not odd.isdisjoint(BRACKETS):
        yield from _brackets(text)
    if not odd.isdisjoint(MARKS):
        for match in _MARK.finditer(text):
            yield Change(match.start(), match.end(), match.group().translate(_WIDE))
    if not odd.isdisjoint("()"):
        for match in _ROUND.finditer(text):
            yield Change(match.start(), match.end(), match.group().translate(_WIDE))
    if not odd.isdisjoint(ANGLES):
        for match in _TITLE.finditer(text):
            yield Change(match.start(), match.start() + 1, "〈")
            yield Change(match.end() - 1, match.end(), "〉")


def _amounts(text: str) -> Iterator[Change]:
    """Groups of three digits behind full-width commas, before a unit: one amount, not a list of numbers."""
    at = 0
    for comma in _COMMA.finditer(text):
        start = comma.start()
        if start < at or not text[start - 1 : start].isdigit():
            continue
        first = start
        while first > max(0, start - 4) and text[first - 1].isdigit():
            first -= 1
        match = _GROUPS.match(text, first)
        if match is None or text[first - 1 : first] in ("，", ",", "."):
            continue
        at, found = match.end(), match.group()
        after = found.replace("，", ",").replace(" ", "").replace("。", ".")
        if after != found:
            yield Change(match.start(), match.end(), after, "金额中的全角逗号、空格改为千位分隔符")


def _brackets(text: str) -> Iterator[Change]:
    """（2024）苏0583执3092号, but 法〔2016〕373号: the brackets of official papers stay square where they were."""
    for match in _BRACKET.finditer(text):
        found = match.group()
        left, right = found[0], found[-1]
        if (left, right) in (("（", "）"), ("〔", "〕")):
            continue
        square = not {left, right}.isdisjoint("〔〕﹝﹞") and text[match.start() - 1 : match.start()] in _PAPERS
        pair = "〔〕" if square else "（）"
        yield Change(match.start(), match.end(), pair[0] + found[1:-1] + pair[1], "案号、文号的括号统一写法")
