"""Rounds 2 and 3, lines: page numbers that stand alone, glyph-per-line signatures, lines that only wrap a paragraph.

Real paragraph ends stay: a line is joined to the next one only where the text as a whole is hard-wrapped and the line
reaches the wrapping width, or where it is long and stops in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.normalise.work import Change

_BLANKS = " \u3000\u00a0\u2002-\u200a\t"
_STOPS = "。；：！？”"
#: 第 3 页, - 3 -, 3/10, 第3页共10页, or a bare number of at most three digits.
_PAGE = re.compile(
    rf"^[{_BLANKS}]*(?:第[{_BLANKS}]*\d{{1,4}}[{_BLANKS}]*页(?:[，,/{_BLANKS}]*共[{_BLANKS}]*\d{{1,4}}[{_BLANKS}]*页)?"
    rf"|[-—–－·]+[{_BLANKS}]*\d{{1,4}}[{_BLANKS}]*[-—–－·]+|\d{{1,4}}[{_BLANKS}]*/[{_BLANKS}]*\d{{1,4}}"
    rf"|(?P<bare>\d{{1,3}}))[{_BLANKS}]*$",
    re.M,
)
_GATE_PAGE = re.compile(rf"\n[{_BLANKS}]*(?:第[{_BLANKS}]*)?[-—–－·]*[{_BLANKS}]*\d")
_NARROW = re.compile("[\x20-\x7e]")
_STARTS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d)"
    r"|(?:申请执行人|被执行人|申请人|被申请人|异议人|复议申请人|利害关系人|案外人|第三人|法定代表人|法定代理人|负责人|经营者"
    r"|委托(?:诉讼)?代理人)[（：:]|(?:代理)?审判[长员]|人民陪审员|执行[长员]|书记员|法官助理|本院认为|综上|二[〇零]..?年"
    r"|[（(]\d{4}[）)][^，。；、]{2,16}号(?:之.{1,3})?$)"
)
_LONG = 20  # code points; no heading, party label or signature that stops without punctuation is longer by rule
_GATE_GLYPH = re.compile(rf"\n[{_BLANKS}]*[\u4e00-\u9fff〇][{_BLANKS}]*\n[{_BLANKS}]*[\u4e00-\u9fff〇][{_BLANKS}]*\n")
_GLYPH = re.compile(rf"(?:^[{_BLANKS}]*[\u4e00-\u9fff〇][{_BLANKS}]*\n){{3,}}", re.M)


def page_numbers(text: str) -> Iterator[Change]:
    """Delete page numbers alone on a line, and ``[100]`` glued into a date."""
    if "[" in text:
        for match in re.finditer(r"(?<=\d)\[\d{1,4}\](?=\d?\d?[年月日])", text):
            yield Change(match.start(), match.end(), "", "夹在日期中的页码")
        return
    if not _GATE_PAGE.search(text):
        return
    for match in _PAGE.finditer(text):
        start, end = match.span()
        if match["bare"] and not _between_paragraphs(text, start, end):
            continue
        # The line goes with its line end, so that what it interrupted can be joined.
        end = min(end + 1, len(text))
        yield Change(start, end, "", "单独成行的页码")


def _between_paragraphs(text: str, start: int, end: int) -> bool:
    """Whether the lines around are running text: a bare number between short lines may be a table's cell."""
    before = text[:start].rstrip("\n ").rpartition("\n")[2]
    behind = text[end:].lstrip("\n ").partition("\n")[0]
    return len(before) >= 15 and len(behind) >= 15 and "\t" not in before + behind


def glyph_lines(text: str) -> Iterator[Change]:
    """Join three or more lines of one glyph each, as broken signature blocks have them."""
    if not _GATE_GLYPH.search(text):
        return
    for match in _GLYPH.finditer(text):
        for gap in re.finditer(rf"[{_BLANKS}]*\n[{_BLANKS}]*(?=\S)", match.group().rstrip("\n")):
            yield Change(match.start() + gap.start(), match.start() + gap.end(), "")


def wraps(text: str) -> Iterator[Change]:
    """Delete the line ends that only wrap a paragraph; digits that they had torn apart are recorded."""
    lines = text.split("\n")
    if len(lines) < 3:
        return
    # One pass over the lines (not the characters): those that are long and stop in mid-sentence betray wrapping.
    torn = [line for line in lines if len(line) >= _LONG and line.rstrip()[-1:] not in _STOPS]
    if len(torn) < 2:
        return
    widths = sorted(_width(line) for line in torn)
    full = widths[len(widths) * 3 // 4]
    close = sum(full - 8 <= width <= full + 4 for width in widths)
    if full > 120 or close < 2 or close * 2 < len(torn):
        return
    indented = sum(line[:1] in (" ", "\u3000", "\u00a0") for line in lines if line.strip()) >= 2
    at = 0
    for line, following in pairwise(lines):
        at += len(line) + 1
        if _continues(line, following, full, indented):
            head, tail = len(line.rstrip()), len(following) - len(following.lstrip())
            yield _join(line[head - 1], following[tail], at - 1 - (len(line) - head), at + tail)


def _width(line: str) -> int:
    """Display columns: ASCII counts one, all else two."""
    line = line.rstrip()
    return 2 * len(line) - len(_NARROW.findall(line))


def _continues(line: str, following: str, full: int, indented: bool) -> bool:
    ahead = following.strip()
    if not ahead or not line.strip() or "\t" in line:
        return False
    width = _width(line)
    last = line.rstrip()[-1]
    if last not in _STOPS:
        if ahead[0] in "，。；、：）》〉”！？":
            return width >= full // 2
        return width >= full * 3 // 4 and not (width < full - 8 and _STARTS.match(ahead))
    # Behind a full stop at the right margin only the indentation of the next paragraph tells, where there is any.
    if width < full - 4 or last == "：" or _STARTS.match(ahead):
        return False
    return indented and following[:1] not in (" ", "\u3000", "\u00a0")


def _join(left: str, right: str, start: int, end: int) -> Change:
    if left.isdigit() and right.isdigit():
        return Change(start, end, "", "被换行拆开的数字")
    both_latin = left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    return Change(start, end, " " if both_latin else "")
