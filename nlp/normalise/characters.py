"""Round 1, characters: entities, control and private-use characters, widths, look-alikes of 〇 in Chinese dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from unicodedata import normalize

from nlp.normalise.work import Change

_ENTITY = r"&(?:nbsp|times|lt|gt|amp|quot|[lr][ds]quo|middot|hellip|mdash|ensp|emsp|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
_ZERO = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_BREAK = "\r\x0b\x0c\x85\u2028\u2029"
_WIDE = "０-９Ａ-Ｚａ-ｚ％．"
_ODD = "\u2e80-\u2fdf\uf900-\ufaff"
_PRIVATE = "\ue000-\uf8ff"
#: A year, month or day in Chinese numerals with a letter O, a circle or an Arabic 0 for 〇: 二Ｏ一五年, 二0二0年.
_DIGITS = "一二三四五六七八九十"
_ROUND = "ＯOoо○◯⚪0０"
#: Each alternative begins with a set of characters: a leading look-behind would be tried at every character.
_DATE_ZERO = rf"[{_DIGITS}][〇零{_DIGITS}{_ROUND}]{{2,3}}(?=年)|[{_ROUND}](?<=[{_DIGITS}].)(?=[日月号])"

#: A text whose alphabet has none of these has only its dates looked at.
_GATE = re.compile(f"[&{_ZERO}{_BREAK}{_WIDE}{_ODD}{_PRIVATE}\\\\]")
_PATTERN = re.compile(
    rf"(?P<entity>{_ENTITY})|(?P<escape>\\u00(?:3[cCeE]|2[26]|a0))|(?P<cid>\(cid:\d+\))|(?P<quote>0[12]lydyh0[12])"
    rf"|(?P<zero>[{_ZERO}]+)|(?P<newline>\r\n|[{_BREAK}])|(?P<date>{_DATE_ZERO})"
    rf"|(?P<wide>[{_WIDE}]+)|(?P<odd>[{_ODD}])|(?P<private>[{_PRIVATE}]+)"
)
_DATE_ONLY = re.compile(_DATE_ZERO)
_TO_ZERO = dict.fromkeys(map(ord, _ROUND), "〇")
_ENDS = "。；：！？，、）》〉”"


def characters(text: str, alphabet: str) -> Iterator[Change]:
    """The changes of this round; *alphabet* is the set of characters of *text* as a string."""
    if _GATE.search(alphabet) or ("c" in alphabet and "(cid:" in text) or ("y" in alphabet and "lydyh0" in text):
        for match in _PATTERN.finditer(text):
            change = _change(text, match)
            if change:
                yield change
        return
    # The Arabic 0 stands in every text, so this gate is the pattern's own literal: a Chinese numeral before it.
    for match in _DATE_ONLY.finditer(text):
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
        return Change(start, end, "")
    if kind == "newline":
        return Change(start, end, "\n")
    if kind in ("entity", "escape"):
        after = unescape(found) if kind == "entity" else chr(int(found[2:], 16))
        return Change(start, end, after, "" if after.isspace() else "网页转义字符还原")
    if kind == "cid":
        return Change(start, end, "", "PDF 提取时无法识别的字形，请核对原件")
    if kind == "quote":
        return Change(start, end, '"', "网页引号占位符还原")
    if kind == "wide":
        return Change(start, end, normalize("NFKC", found), "全角数字、字母改为半角")
    if kind == "odd":
        after = normalize("NFKC", found)
        return Change(start, end, after, "部首或兼容字符改为通用汉字") if after != found else None
    return _private(text, start, end)


def _private(text: str, start: int, end: int) -> Change:
    """A private-use character: at the end of a line it stands for 。, beside punctuation for nothing, else it stays."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if behind in ("", "\n") and before and before not in _ENDS and before != "\n":
        return Change(start, end, "。", "无法显示的字符位于句末，按句号处理，请核对原件")
    if not before or before == "\n" or before in _ENDS or behind in _ENDS or behind in ("", "\n"):
        return Change(start, end, "", "删去标点旁无法显示的字符")
    return Change(start, end, text[start:end], "字符无法显示，未作改动，请核对原件")
