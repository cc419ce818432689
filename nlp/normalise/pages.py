"""Round 2, page breaks: page numbers and form feeds go, and a sentence that a page break cut in two is whole again.

第 3 页, - 3 -, 共 4 页, 第3页共10页 alone on a line are nothing else. A bare number or 3/10 is a page number only
between lines of running text; anywhere else it may be a cell of a table, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.normalise.signs import BLANK
from nlp.normalise.starts import STOPS, opens_a_line, stands_alone
from nlp.normalise.work import Change

_B = f"[{BLANK}\t]*"
_N = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
_THIS, _OF = f"第{_B}{_N}{_B}页", f"共{_B}{_N}{_B}页"
_SURE = rf"{_THIS}(?:[，,/、]?{_B}{_OF})?|{_OF}(?:[，,/、]?{_B}{_THIS})?|[-—–－·]+{_B}\d{{1,4}}{_B}[-—–－·]+"
_NUMBER = rf"(?:{_SURE}|\d{{1,4}}{_B}/{_B}\d{{1,4}}|\d{{1,3}})"
_LINE = rf"{_B}(?:{_NUMBER}{_B})?"
#: Line ends with nothing but blanks and page numbers between them.
_BLOCK = re.compile(rf"[\n\x0c](?:{_LINE}[\n\x0c])*(?:{_LINE}\Z)?")
_FIRST = re.compile(rf"{_B}(?:{_SURE}){_B}[\n\x0c]")
_SURE_LINE = re.compile(rf"{_B}(?:{_SURE}){_B}")
#: Most texts have no line that begins like a page number; all others pay for the search above.
_GATE = re.compile(rf"\n{_B}(?:[第共]{_B}{_N}{_B}页|[-—–－·]|\d{{1,4}}{_B}(?:[\n\x0c/]|\Z))")
_INLINE = re.compile(rf"[{BLANK}](?:{_THIS}[，,/、]?{_B}{_OF}|[-—–]{_B}\d{{1,3}}{_B}[-—–])(?=[{BLANK}])")
_GLUED = re.compile(r"\[\d{1,4}\](?=\d?\d?[年月日])")
#: The last line of a paper, below which only a page number can stand.
_SIGNED_LINE = re.compile(
    rf"{_B}(?:二[〇零○OＯ0].*日|.{{0,3}}书{_B}记{_B}员.{{1,12}}|法{_B}官{_B}助{_B}理.{{1,12}}){_B}"
)
#: What needs a number behind it, and what needs one before it.
_COUNTS = re.compile(r"(?:[年月第约计共为达付欠余币￥¥至到-]|\d[.，,年月]?)$")
_UNIT = re.compile("[年月日号条款项元万亿个份次时分天余名套辆%％‰.]")
_REACH = 200  # code points on either side of a page break that tell what stands there
_RUNNING = 15  # code points of a line of running text, at least
_NEVER_FIRST = "，。；、：）》〉”！？"
_REASON = "单独成行的页码"
_TORN = "被换页拆开的数字"


def page_breaks(text: str, odd: frozenset[str]) -> Iterator[Change]:
    """The changes of this round; *odd* are the unusual characters of *text*."""
    changes: list[Change] = []
    if "\x0c" in odd or _GATE.search(text) or _FIRST.match(text):
        changes += _blocks(text)
    if "页" in text or "- " in text or "— " in text:
        found = [m for m in _INLINE.finditer(text) if not text[m.start() - 1 : m.start()].isdigit()]
        changes += [Change(m.start(), m.end(), "", "夹在正文中的页码") for m in found]
    if "[" in odd:
        found = [m for m in _GLUED.finditer(text) if text[m.start() - 1 : m.start()].isdigit()]
        changes += [Change(m.start(), m.end(), "", "夹在日期中的页码") for m in found]
    yield from sorted(changes)


def _blocks(text: str) -> Iterator[Change]:
    first = _FIRST.match(text)
    if first:
        yield Change(0, first.end(), "", _REASON)
    for block in _BLOCK.finditer(text, first.end() - 1 if first else 0):
        found = block.group()
        number = found.strip(f" \t\n\x0c{BLANK}")
        if not number and "\x0c" not in found:
            continue
        start, end = block.span()
        before, behind = _around(text, start, end)
        if number and not _is_page_number(found, before, behind):
            continue
        reason = _REASON if number else ""
        if _joined(before, behind):
            torn = before[-1].isdigit() and behind.lstrip()[0].isdigit()
            indent = len(behind) - len(behind.lstrip())
            yield Change(start - _trailing(text, start), end + indent, "", _TORN if torn else reason)
        else:
            # One line end stays, and everything behind it goes.
            yield Change(start + 1, end, "", reason) if found[0] == "\n" else Change(start, end, "\n", reason)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The line before and the line behind a block, clipped, the line before without trailing blanks."""
    before = text[max(0, start - _REACH) : start].rstrip().rpartition("\n")[2]
    return before, text[end : end + _REACH].partition("\n")[0]


def _trailing(text: str, start: int) -> int:
    head = text[max(0, start - _REACH) : start]
    return len(head) - len(head.rstrip())


def _is_page_number(block: str, before: str, behind: str) -> bool:
    lines = [line for line in re.split("[\n\x0c]", block) if line.strip()]
    if all(_SURE_LINE.fullmatch(line) for line in lines):
        return True
    if "\t" in before + behind or len(lines) != 1 or _COUNTS.search(before) or _UNIT.match(behind.strip()):
        return False  # 2025年5月 / 20 / 日: a number of the text that a line end tore off
    if not behind.strip():
        return _SIGNED_LINE.fullmatch(before) is not None
    running = len(before) >= _RUNNING and (len(behind) >= _RUNNING or behind.rstrip().endswith(("。", "；")))
    return running and (len(behind) >= _RUNNING or _joined(before, behind))


def _joined(before: str, behind: str) -> bool:
    """Whether a page break between these two lines stands inside a sentence."""
    ahead = behind.strip()
    if not before.strip() or not ahead or "\t" in before + behind or before[-1] in STOPS:
        return False
    return ahead[0] in _NEVER_FIRST or not (opens_a_line(ahead) or stands_alone(before.strip()))
