"""Round 1, characters: entities, control and private-use characters, widths, look-alikes of 〇 in Chinese dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from nlp.normalise.signs import LINE_BREAKS, PRIVATE, RADICALS, ROUND, SURROGATES, WIDE, ZERO_WIDTH
from nlp.normalise.starts import opens_a_line
from nlp.normalise.work import Change

_ENTITY = (
    r"&(?:amp;)?(?:nbsp|times|lt|gt|amp|quot|[lr][ds]quo|middot|hellip|mdash|ensp|emsp|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
_DIGITS = "一二三四五六七八九十"
#: A year, month or day in Chinese numerals with a letter O, a circle or an Arabic 0 for 〇: 二Ｏ一五年, 二0二0年.
#: Each alternative begins with a set of characters: a leading look-behind would be tried at every character.
_DATE_ZERO = rf"[{_DIGITS}][〇零{_DIGITS}0{ROUND}]{{2,3}}(?=年)|[0{ROUND}](?<=[{_DIGITS}].)(?=[日月号])"
#: The Arabic 0 stands in every text; only one behind a Chinese numeral is looked at.
_ZERO_IN_CHINESE = re.compile(f"0(?<=[〇零{_DIGITS}]0)")

_BLOCK_TAG = r"br|p|div|tr|table|tbody|li|ul|ol|h[1-6]|center"
#: Mark-up that a crawler left in a body of plain text; 〈…〉 written as <…> holds Chinese and is none.
_TAG = rf"</?(?P<name>{_BLOCK_TAG}|span|font|a|b|i|u|td|th|strong|em|o:p)(?:\s[^<>\u4e00-\u9fff]{{0,200}})?\s*/?>"
#: With none of these among the unusual characters only the dates are looked at.
_GATE = re.compile(f"[&<{ZERO_WIDTH}{LINE_BREAKS}{WIDE}{RADICALS}{PRIVATE}{SURROGATES}\\\\]")
_PATTERN = re.compile(
    rf"(?P<entity>{_ENTITY})|(?P<escape>\\u00(?:3[cCeE]|2[26]|a0))|(?P<literal>\\r\\n|\\[nrt](?![a-zA-Z]))|(?P<tag>{_TAG})|(?P<cid>\(cid:\d+\))|(?P<quote>0[12]lydyh0[12])"
    rf"|(?P<zero>[{ZERO_WIDTH}]+)|(?P<newline>\r\n|[{LINE_BREAKS}])|(?P<date>{_DATE_ZERO})"
    rf"|(?P<wide>[{WIDE}]+(?:[－／][{WIDE}]+)*)|(?P<odd>[{RADICALS}])|(?P<private>[{PRIVATE}]+)|(?P<lone>[{SURROGATES}]+)"
)
_DATE_ONLY = re.compile(_DATE_ZERO)
_BLOCK_NAME = re.compile(_BLOCK_TAG)
_LINE_BREAK, _INVISIBLE, _WIDE = (re.compile(f"[{c}]") for c in (LINE_BREAKS, ZERO_WIDTH, WIDE))
_TO_ZERO = dict.fromkeys(map(ord, f"0{ROUND}"), "〇")
_ENDS = "。；：！？，、）》〉”"


def characters(text: str, odd: frozenset[str]) -> Iterator[Change]:
    """The changes of this round; *odd* are the unusual characters of *text*."""
    if (odd and _GATE.search("".join(odd))) or ("(" in odd and "(cid:" in text) or "lydyh0" in text:
        pattern = _PATTERN
    elif _ZERO_IN_CHINESE.search(text) or not odd.isdisjoint(ROUND):
        pattern = _DATE_ONLY
    else:
        return
    for match in pattern.finditer(text):
        change = _change(text, match)
        if change:
            yield change


def _change(text: str, match: re.Match[str]) -> Change | None:
    start, end = match.span()
    found = match.group()
    kind = match.lastgroup
    if kind is None or kind == "date":
        after = found.translate(_TO_ZERO)
        return Change(start, end, after, "中文日期中的“〇”写成了形近字符") if after != found else None
    if kind == "zero":
        torn = text[max(start - 1, 0) : start].isdigit() and text[end : end + 1].isdigit()
        return Change(start, end, "", "数字中间不可见的字符" if torn else "")
    if kind == "newline":
        return Change(start, end, "\n")
    if kind in ("entity", "escape"):
        after = _unescaped(found) if kind == "entity" else chr(int(found[2:], 16))
        return Change(start, end, after, "" if not after or after.isspace() else "网页转义字符还原")
    if kind == "literal":
        return Change(start, end, " " if found == "\\t" else "\n", "转义的换行还原")
    if kind == "tag":
        block = _BLOCK_NAME.fullmatch(match["name"])
        return Change(start, end, "\n" if block else "", "删去正文中残留的网页标记")
    if kind == "cid":
        return Change(start, end, "", "PDF 提取时无法识别的字形，请核对原件")
    if kind == "quote":
        return Change(start, end, '"', "网页引号占位符还原")
    if kind == "wide":
        return Change(start, end, normalize("NFKC", found), "全角数字、字母改为半角")
    if kind == "lone":
        return Change(start, end, "\ufffd" * (end - start), "字符编码残缺，无法还原，请核对原件")
    if kind == "odd":
        after = normalize("NFKC", found)
        return Change(start, end, after, "部首或兼容字符改为通用汉字") if after != found else None
    return _private(text, start, end)


def _unescaped(entity: str) -> str:
    """The character of *entity*, unless it is one that this round takes out where it stands as itself."""
    after = unescape(unescape(entity))  # &amp;lt; was escaped twice
    if _LINE_BREAK.match(after):
        return "\n"
    return "" if _INVISIBLE.match(after) else normalize("NFKC", after) if _WIDE.match(after) else after


#: As much of the text behind a private-use character as tells whether a paragraph begins there; or before it, whether
#: somebody signed there.
_AHEAD = 40
_SIGNED_LINE = re.compile(r"(?:(?:审判|陪审|执行|书记)[员长]|法官助理)[ \u3000]*[\u4e00-\u9fff·某]{2,6}$")


_PER_LINE = 300  # code points per line end; more is a text that lost them
_RUNS = re.compile(f"[{PRIVATE}]+")


@lru_cache(maxsize=4)
def _for_line_ends(text: str) -> bool:
    """Whether private-use characters stand where the line ends of *text* stood: it has hardly any, but many of them."""
    few = text.count("\n") * _PER_LINE <= len(text)
    return few and sum(text[run.start() - 1 : run.start()] in ("。", "；", "：") for run in _RUNS.finditer(text)) >= 3


def _private(text: str, start: int, end: int) -> Change:
    """A private-use character: at the end of a line it stands for 。, beside punctuation for nothing, else it stays."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before not in ("", "\n") and (opens_a_line(text[end : end + _AHEAD]) or _for_line_ends(text)):
        return Change(start, end, "\n", "无法显示的字符位于段首之前，按分段处理，请核对原件")
    if not behind.strip() and _SIGNED_LINE.search(text, max(start - _AHEAD, 0), start):
        return Change(start, end, "", "删去署名后无法显示的字符")
    if behind in ("", "\n") and before and before not in _ENDS and before != "\n":
        return Change(start, end, "。", "无法显示的字符位于句末，按句号处理，请核对原件")
    if not before or before == "\n" or before in _ENDS or behind in _ENDS or behind in ("", "\n"):
        return Change(start, end, "", "删去标点旁无法显示的字符")
    return Change(start, end, text[start:end], "字符无法显示，未作改动，请核对原件")
