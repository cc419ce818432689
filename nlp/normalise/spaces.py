"""Round 4, blanks: indentation, blank lines, spaced words (执 行 裁 定 书), spaces torn into words and numbers.

What a blank means depends on its size. One narrow blank between two characters of running text is an accident of
conversion and goes; a wide one (U+3000, or two and more) separates things and becomes one space, unless it only spreads
the glyphs of one word. In a signature line role and name stay apart by one space; each role gets a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.normalise.work import Change

BLANK = " \u3000\u00a0\u2002-\u200a\u202f\u205f"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_FULL = "，。；：、！？（）《》〈〉“”‘’【】〔〕…—"
_ROLES = (
    "代理审判长 审判长 代理审判员 助理审判员 审判员 人民陪审员 陪审员 执行长 代理执行员 执行员 法官助理 执行法官"
    " 代理书记员 代书记员 见习书记员 书记员 速录员"
)
_ROLE = re.compile("|".join(f"[{BLANK}]*".join(role) for role in _ROLES.split()))
_LEADERS = re.compile(r"^[.．·…。\-_ ]{2,}(?=\S)|^[.．·。](?=\S)")
_PUNCTUATED = re.compile("[，。；：、！？\t]")
_RUN = re.compile(f"[{BLANK}]+")
_ANY = re.compile(f"[{BLANK}]")
_EDGES = re.compile(f"^[{BLANK}\t]+|[{BLANK}\t]+$")
_SPREAD = re.compile(
    f"(?<![{_HAN}])[{_HAN}](?:[{BLANK}]+[{_HAN}]){{2,}}(?![{_HAN}])"  # a word on its own, one glyph at a time
    f"|(?<=[{_HAN}])(?:[{BLANK}]+[{_HAN}]){{3,}}(?![{_HAN}])"  # ...or glued behind another
    f"|^[{_HAN}][{BLANK}]+[{_HAN}]$|(?<=[（(])[{_HAN}][{BLANK}]+[{_HAN}](?=[）)])"
)
_NUMBER = re.compile(r"(?<![\d.:：/\-])\d+(?: \d+)+(?=(?:\.\d+)?(号|元|万|亿|年|月|日|条|平方米|份|％|%))")
_LABEL = re.compile(f"[{_HAN}]{{2,6}}[：:]")
_NAME_LIMIT = 16


def spaces(text: str) -> Iterator[Change]:
    """The changes of this round, line by line; a line without blanks costs one look."""
    at = 0
    written = False
    for line in text.split("\n"):
        end = at + len(line)
        if not line or line.isspace():
            # A blank line goes together with its line end; the last one has only the line end before it.
            if end < len(text):
                yield Change(at, end + 1, "")
            elif at < end:
                yield Change(at, end, "")
        else:
            written = True
            if len(line) != len(line.strip()) or _ANY.search(line) or line[0] in ".．·…。-_":
                yield from _line(line, at)
        at = end + 1
    if not written:
        return


def _line(line: str, at: int) -> Iterator[Change]:
    lead = _EDGES.match(line)
    start = lead.end() if lead else 0
    body = line[start:].rstrip()
    stop = start + len(body)
    if start:
        yield Change(at, at + start, "")
    yield from _body(body, at + start)
    if stop < len(line):
        yield Change(at + stop, at + len(line), "")


def _body(body: str, at: int) -> Iterator[Change]:
    leaders = _LEADERS.match(body)
    skip = leaders.end() if leaders else 0
    if len(body) <= 90 and _ROLE.search(body) and not _PUNCTUATED.search(body, skip):
        roles = list(_ROLE.finditer(body, skip))
        if roles and _signed(body, roles):
            if skip:
                yield Change(at, at + skip, "", "删去签名前的引导点")
            yield from _signature(body, roles, skip, at)
            return
    yield from _plain(body, at)


def _signed(body: str, roles: list[re.Match[str]]) -> bool:
    """Whether every role is followed by something as short as a name (or by nothing)."""
    ends = [role.start() for role in roles[1:]] + [len(body)]
    return all(
        len(_RUN.sub("", body[role.end() : end])) <= _NAME_LIMIT for role, end in zip(roles, ends, strict=True)
    )


def _signature(body: str, roles: list[re.Match[str]], skip: int, at: int) -> Iterator[Change]:
    head = body[skip : roles[0].start()]
    if head.strip():
        yield from _plain(head.rstrip(), at + skip)
        yield _break(body, skip + len(head.rstrip()), roles[0].start(), at)
    ends = [role.start() for role in roles[1:]] + [len(body)]
    for index, (role, end) in enumerate(zip(roles, ends, strict=True)):
        for gap in _RUN.finditer(role.group()):
            yield Change(at + role.start() + gap.start(), at + role.start() + gap.end(), "")
        name = body[role.end() : end]
        stop = role.end() + len(name.rstrip())
        yield from _name(body, role.end(), stop, at)
        if index < len(roles) - 1:
            yield _break(body, max(stop, role.end()), end, at)


def _break(body: str, start: int, end: int, at: int) -> Change:
    """Give the next role its own line; where nothing but the glued text stood, say so."""
    return Change(at + start, at + end, "\n", "" if start < end else "同一行的两个签名分行")


def _name(body: str, start: int, stop: int, at: int) -> Iterator[Change]:
    name = body[start:stop]
    if not name:
        return
    gaps = list(_RUN.finditer(name))
    inner = [gap for gap in gaps if gap.start() > 0]
    # 甲　乙　丙 is one name; 乌云 其木格 is one of six glyphs or two: then a space stays.
    parts = [part for part in _RUN.split(name) if part]
    short = len("".join(parts)) <= 4 or all(len(part) == 1 for part in parts)
    if not gaps or gaps[0].start() > 0:
        yield Change(at + start, at + start, "" if name[0] in "（(" else " ")
    else:
        first = gaps[0]
        yield Change(at + start, at + start + first.end(), " ")
    for gap in inner:
        yield Change(at + start + gap.start(), at + start + gap.end(), "" if short else " ")


def _plain(body: str, at: int) -> Iterator[Change]:
    if not _ANY.search(body):
        return
    if "\t" in body:
        # A table row: blanks inside a cell separate values.
        for run in _RUN.finditer(body):
            yield Change(at + run.start(), at + run.end(), " ")
        return
    taken: list[tuple[int, int]] = []
    changes: list[Change] = []
    for word in _SPREAD.finditer(body):
        taken.append(word.span())
        changes += [Change(word.start() + g.start(), word.start() + g.end(), "") for g in _RUN.finditer(word.group())]
    for number in _NUMBER.finditer(body):
        if _joins(number):
            taken.append(number.span())
            reason = "数字中间的空格"
            changes.append(Change(number.start(), number.end(), number.group().replace(" ", ""), reason))
    for run in _RUN.finditer(body):
        if not any(start <= run.start() < end for start, end in taken):
            changes.append(_gap(body, run.start(), run.end()))
    for change in sorted(changes):
        yield change._replace(start=at + change.start, end=at + change.end)


def _joins(number: re.Match[str]) -> bool:
    """Whether digits around a blank make one number of their unit: 2 024年 does, 2020 2021年 does not."""
    joined, unit = number.group().replace(" ", ""), number[1]
    if unit == "年":
        return len(joined) == 4 and joined[:2] in ("19", "20")
    if unit == "月":
        return len(joined) == 2 and int(joined) <= 12
    if unit == "日":
        return len(joined) == 2 and int(joined) <= 31
    return len(joined) <= 12


def _gap(body: str, start: int, end: int) -> Change:
    left, right = body[start - 1], body[end]
    narrow = end - start == 1 and body[start] != "\u3000"
    if not narrow and left in "。；" and end - start >= 2:
        return Change(start, end, "\n")  # the indentation of a paragraph whose line end was lost
    if left in _FULL or right in _FULL:
        return Change(start, end, "")
    # Two digits, or two Latin words, are never joined on the strength of a blank alone.
    if left.isascii() and right.isascii():
        return Change(start, end, " ")
    if narrow and not _LABEL.match(body, end):
        return Change(start, end, "")
    return Change(start, end, " ")
