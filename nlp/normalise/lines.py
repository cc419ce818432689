"""Round 3, lines: glyph-per-line signatures, lines that only wrap a paragraph.

Real paragraph ends stay: a line is joined to the next one only where the text as a whole is hard-wrapped and the line
reaches the wrapping width, or where it is long and stops in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.normalise.signs import BLANK
from nlp.normalise.starts import STOPS, opens_a_line, starts_an_entry, surely_opens
from nlp.normalise.work import Change

_NARROW = re.compile("[\x20-\x7e]")
_LONG = 20  # code points; no heading, party label or signature that stops without punctuation is longer by rule
_GATE_GLYPH = re.compile(rf"\n[{BLANK}\t]*[\u4e00-\u9fff〇][{BLANK}\t]*\n[{BLANK}\t]*[\u4e00-\u9fff〇][{BLANK}\t]*\n")
_GLYPH = re.compile(rf"(?:^[{BLANK}\t]*[\u4e00-\u9fff〇][{BLANK}\t]*(?:\n|\Z)){{3,}}", re.M)
_CN_DIGIT, _B = "[〇零○◯ＯOo0一二三四五六七八九十]", f"[{BLANK}\t\n]*"
#: A line of a signature that ends so may be followed by the rest of its date. The literal comes first: few are tried.
_GATE_DATE = re.compile("\n(?<=[年月〇零○二一]\n)")
_TORN_DATE = re.compile(
    f"(?<=\n)[{BLANK}\t]*二{_B}[〇零○◯ＯOo0]{_B}{_CN_DIGIT}{_B}{_CN_DIGIT}{_B}年{_B}{_CN_DIGIT}{{1,2}}{_B}月{_B}{_CN_DIGIT}{{1,3}}{_B}日"
)
#: A line that ends in a digit, or a decimal point, before one that begins with one.
_GATE_NUMBER = re.compile(f"\n(?<=[0-9.]\n)[{BLANK}\t]*[0-9]")
_GAP = f"[{BLANK}\t]*\n[{BLANK}\t]*"
#: Frames in which the halves can only be one number, each with what it may be.
_TORN_NUMBERS = tuple(
    (re.compile(f"(?<={before})(?P<left>{left}){_GAP}(?P<right>{right})(?=[{BLANK}]*{after})"), low, high)
    for before, left, right, after, low, high in (
        ("月", r"\d", r"\d", "[日号]", 1, 31),
        ("年", r"\d", r"\d", "月", 1, 12),
        (r"[^\d.,，]", r"[12]", r"\d{3}", "年", 1949, 2099),
        (r"[^\d.,，]", r"19|20", r"\d{2}", "年", 1949, 2099),
        (r"[^\d.,，]", r"(?:19|20)\d", r"\d", "年", 1949, 2099),
        (r"\d\.", "", r"\d{1,2}", "元", 0, 99),
        (r"\d\.", r"\d", r"\d", "元", 0, 99),
    )
)
_TORN_DOCKET = re.compile(
    rf"[)）〕\]][\u4e00-\u9fff]{{1,3}}\d{{0,6}}[\u4e00-\u9fff]{{1,4}}(?P<left>\d{{1,6}}){_GAP}(?P<right>\d{{1,6}})(?=号)"
)
#: A sum whose first figures may stand on the line before, in mid-sentence.
_TORN_SUM = re.compile(
    rf"(?<=[\u4e00-\u9fff，：])(?P<left>\d{{1,7}}){_GAP}(?P<right>\d{{1,7}})(?=(?:\.\d{{1,6}})?(?:元|万元|亿元))"
)
_TORN = "被换行拆开的数字"
_TORN_DOUBT = "数字在换行处可能断开，未作改动，请核对原件"
_GLYPH_GAP = re.compile(rf"[{BLANK}\t]*\n[{BLANK}\t]*(?=\S)")


def glyph_lines(text: str) -> Iterator[Change]:
    """Join three or more lines of one glyph each, as broken signature blocks have them."""
    if not _GATE_GLYPH.search(text):
        return
    for match in _GLYPH.finditer(text):
        for gap in _GLYPH_GAP.finditer(match.group().rstrip("\n")):
            yield Change(match.start() + gap.start(), match.start() + gap.end(), "")


def torn_dates(text: str) -> Iterator[Change]:
    """Join the date of a signature that stands on two lines or more (二〇二一年 / 九月九日)."""
    if not _GATE_DATE.search(text):
        return
    for match in _TORN_DATE.finditer(text):
        for gap in _GLYPH_GAP.finditer(match.group()):
            yield Change(match.start() + gap.start(), match.start() + gap.end(), "", "被换行拆开的日期")


def torn_numbers(text: str) -> Iterator[Change]:
    """Join a date, a case number or a decimal that one line end tore apart; a sum that may be torn is only reported."""
    if not _GATE_NUMBER.search(text):
        return
    found = {}
    for pattern, low, high in _TORN_NUMBERS:
        for match in pattern.finditer(text):
            if low <= int(match["left"] + match["right"]) <= high:
                found[match.end("left")] = Change(match.end("left"), match.start("right"), "", _TORN)
    for match in _TORN_DOCKET.finditer(text):
        found[match.end("left")] = Change(match.end("left"), match.start("right"), "", _TORN)
    for match in _TORN_SUM.finditer(text):
        if match.start() - text.rfind("\n", 0, match.start()) > _LONG and match.end("left") not in found:
            found[match.end("left")] = Change(match.start(), match.end(), match.group(), _TORN_DOUBT)
    yield from sorted(found.values())


def wraps(text: str) -> Iterator[Change]:
    """Delete the line ends that only wrap a paragraph; digits that they had torn apart are recorded."""
    lines = text.split("\n")
    if len(lines) < 3:
        return
    if _interleaved(lines):
        yield from _wraps_between_blanks(text, lines)
        return
    if (found := _wrapping(lines)) is None:
        return
    full, indented = found
    at = 0
    for line, following in pairwise(lines):
        at += len(line) + 1
        if _continues(line, following, full, indented):
            head, tail = len(line.rstrip()), len(following) - len(following.lstrip())
            yield _join(line[head - 1], following[tail], at - 1 - (len(line) - head), at + tail)


def _interleaved(lines: list[str]) -> bool:
    """Whether a blank line stands between nearly all lines, as some converters leave them."""
    blank = lines.count("")
    if blank * 3 < len(lines):  # those of nothing but blanks count too, but cost more to find
        blank += sum(map(str.isspace, lines))
    if blank * 3 < len(lines):
        return False
    written = [bool(line) and not line.isspace() for line in lines]
    return sum(a and b for a, b in pairwise(written)) * 10 < sum(written)


def _wraps_between_blanks(text: str, lines: list[str]) -> Iterator[Change]:
    """As :func:`wraps`, where blank lines stand between the lines of one paragraph too."""
    starts, at = [], 0
    for line in lines:
        if line.strip():
            starts.append((at, line))
        at += len(line) + 1
    if (found := _wrapping([line for _, line in starts])) is None:
        return
    for (first, line), (second, following) in pairwise(starts):
        if _continues(line, following, *found):
            head, tail = len(line.rstrip()), len(following) - len(following.lstrip())
            yield _join(line[head - 1], following[tail], first + head, second + tail)


def _wrapping(lines: list[str]) -> tuple[int, bool] | None:
    """The width at which *lines* are hard-wrapped and whether paragraphs are indented; None if they are not wrapped."""
    # One pass over the lines (not the characters): those that are long and stop in mid-sentence betray wrapping.
    torn = [line for line in lines if len(line) >= _LONG and line.rstrip()[-1:] not in STOPS and not _set_off(line)]
    if len(torn) < 2:
        return None
    widths = sorted(_width(line) for line in torn)
    full = widths[len(widths) * 3 // 4]
    close = sum(full - 8 <= width <= full + 4 for width in widths)
    if full > 120 or close < 2 or close * 2 < len(torn):
        return None
    return full, sum(line[:1] in (" ", "\u3000", "\u00a0") for line in lines if line.strip()) >= 2


def _width(line: str) -> int:
    """Display columns: ASCII counts one, all else two."""
    line = line.rstrip()
    return 2 * len(line) - len(_NARROW.findall(line))


#: Columns of blanks before a line that is set in the middle or at the right: a number, a signature, a date.
_SET_OFF = 12
_BLANKS = re.compile("[ \u3000\u00a0]*")


def _set_off(line: str) -> bool:
    blanks = _BLANKS.match(line)
    return blanks is not None and blanks.end() * 2 >= _SET_OFF and _width(blanks.group() + "|") > _SET_OFF


_CASE = 60  # code points within which the first sentence behind the parties says whose case (一案) it is


def _continues(line: str, following: str, full: int, indented: bool) -> bool:
    ahead = following.strip()
    if not ahead or not line.strip() or "\t" in line or _set_off(line) or _set_off(following):
        return False
    width = _width(line)
    last = line.rstrip()[-1]
    if last not in STOPS:
        if ahead[0] in "，。；、：）》〉”！？":
            return width >= full // 2
        if starts_an_entry(line.strip(), ahead):
            return False
        if surely_opens(ahead) or ("一案" in ahead[:_CASE] and surely_opens(line.lstrip())):
            return False
        return width >= full * 3 // 4 and not (width < full - 8 and opens_a_line(ahead))
    # Behind a full stop at the right margin only the indentation of the next paragraph tells, where there is any.
    if width < full - 4 or last == "：" or opens_a_line(ahead):
        return False
    return indented and following[:1] not in (" ", "\u3000", "\u00a0")


def _join(left: str, right: str, start: int, end: int) -> Change:
    if left.isdigit() and right.isdigit():
        return Change(start, end, "", _TORN)
    both_latin = left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    return Change(start, end, " " if both_latin else "")
