"""Round 4, blanks: indentation, blank lines, spaced words (执 行 裁 定 书), spaces torn into words and numbers.

What a blank means depends on its size. One narrow blank between two characters of running text is an accident of
conversion and goes; a wide one (U+3000, or two and more) separates things and becomes one space, unless it only spreads
the glyphs of one word. In a signature line role and name stay apart by one space; each role gets a line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from nlp.normalise.signs import BLANK
from nlp.normalise.starts import LABELS
from nlp.normalise.work import Change

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_FULL = "，。；：、！？（）《》〈〉“”‘’【】〔〕…—"
_ROLES = (
    "代理审判长 审判长 代理审判员 助理审判员 审判员 人民陪审员 陪审员 执行长 代理执行员 执行员 法官助理 执行法官"
    " 代理书记员 代书记员 见习书记员 书记员 速录员"
)
_ROLE = re.compile("|".join(f"[{BLANK}]*".join(role) for role in _ROLES.split()))
_ROLE_STARTS = "|".join(sorted({role[:2] for role in _ROLES.split()}))
#: What stands first on a line that needs mending though it may have no blank.
_OPENING = re.compile(rf"[\n.．·…。\-_]|{_ROLE_STARTS}")
_TOUCH = re.compile(rf"[{BLANK}\t\n](?:(?<!\n)|(?={_OPENING.pattern}))")
_TIDY = re.compile(f"(?:{'|'.join(_ROLES.split())}) [{_HAN}]{{1,4}}")
#: The commonest signature: 审判长　　包金锁, 审判员　　储　燕.
_PLAIN_SIGNATURE = re.compile(
    f"(?:{'|'.join(_ROLES.split())})([{BLANK}]+)(?:[{_HAN}]{{2,4}}|[{_HAN}]([{BLANK}]+)[{_HAN}])"
)
_ROLE_HEADS = frozenset(role[:2] for role in _ROLES.split())
_LEADER_SIGNS = frozenset(".．·…。-_ ")
_LEADERS = re.compile(r"^[.．·…。\-_ ]{2,}(?=\S)|^[.．·。](?=\S)")
_PUNCTUATED = re.compile("[，。；：、！？\t]")
_RUN = re.compile(f"[{BLANK}]+")
_EDGES = re.compile(f"^[{BLANK}\t]+|[{BLANK}\t]+$")
_SPREAD = re.compile(
    f"(?<![{_HAN}])[{_HAN}](?:[{BLANK}]+[{_HAN}]){{2,}}(?![{_HAN}])"  # a word on its own, one glyph at a time
    f"|(?<=[{_HAN}])(?:[{BLANK}]+[{_HAN}]){{3,}}(?![{_HAN}])"  # ...or glued behind another
    f"|^[{_HAN}][{BLANK}]+[{_HAN}]$|(?<=[（(])[{_HAN}][{BLANK}]+[{_HAN}](?=[）)])"
)
_NUMBER = re.compile(
    r"(?<![\d.:：/\-])\d+(?: \d+)+(?=(?:[，,]\d{3})*(?:\.\d+)?(号|元|万|亿|年|月|日|条|平方米|份|％|%))"
)
_LABEL = re.compile(f"[{_HAN}]{{2,6}}[：:]")
_KNOWN_LABELS = (*LABELS.replace("(?:诉讼)?", "").split("|"), "委托诉讼代理人", "统一社会信用代码")
_NO_LABELS = ("如下", "下列", "以下措施", "认为", "称", "理由", "规定", "决定", "期间", "过程中")
_NAME_LIMIT = 16
#: What may follow a role without any blank and still be a name; 执行员前往银行 is no signature.
_GLUED_NAME = re.compile(
    f"(?![的对于在经根告应将说电前到赴向均已未])(?:[{_HAN}*＊×]{{2,4}}|[{_HAN}]+·[{_HAN}·]+)|[（(]"
)


def spaces(text: str) -> list[Change]:
    """The changes of this round, line by line; lines without blanks, leaders or glued signatures are not looked at."""
    at = 0
    changes: list[Change] = []
    if _OPENING.match(text):
        at = _line_end(text, 0)
        changes += _mended(text, 0, at)
    while found := _TOUCH.search(text, at):
        touch = found.start()
        # A line end speaks of the line behind it, a blank of the line in which it stands.
        start = touch + 1 if text[touch] == "\n" else text.rfind("\n", at, touch) + 1
        at = _line_end(text, start)
        changes += _mended(text, start, at)
    return changes


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _mended(text: str, start: int, end: int) -> list[Change]:
    line = text[start:end]
    if not line or line.isspace():
        if end < len(text):
            # A blank line goes together with its line end; the last one has only the line end before it.
            return [Change(start, end + 1, "")]
        return [Change(start, end, "")] if start < end else []
    if line[:2] in _ROLE_HEADS:
        if _TIDY.fullmatch(line):
            return []
        if plain := _PLAIN_SIGNATURE.fullmatch(line):
            first = Change(start + plain.start(1), start + plain.end(1), " ")
            return [first, Change(start + plain.start(2), start + plain.end(2), "")] if plain[2] else [first]
    return _line(line, start)


def _line(line: str, at: int) -> list[Change]:
    start = 0
    if line[0].isspace() and (lead := _EDGES.match(line)):
        start = lead.end()
    body = line[start:].rstrip()
    stop = start + len(body)
    changes = [Change(at, at + start, "")] if start else []
    changes += _body(body, at + start)
    if stop < len(line):
        changes.append(Change(at + stop, at + len(line), ""))
    return changes


def _body(body: str, at: int) -> Iterable[Change]:
    leaders = _LEADERS.match(body) if body[:1] in _LEADER_SIGNS else None
    skip = leaders.end() if leaders else 0
    if len(body) <= 90 and _ROLE.search(body) and not _PUNCTUATED.search(body, skip):
        roles = list(_ROLE.finditer(body, skip))
        if roles and _signed(body, roles):
            cut = [Change(at, at + skip, "", "删去签名前的引导点")] if skip else []
            return [*cut, *_signature(body, roles, skip, at)]
    return _plain(body, at)


def _signed(body: str, roles: list[re.Match[str]]) -> bool:
    """Whether every role is followed by something as short as a name (or by nothing)."""
    ends = [role.start() for role in roles[1:]] + [len(body)]
    return all(_is_name(body[role.end() : end]) for role, end in zip(roles, ends, strict=True))


def _is_name(tail: str) -> bool:
    name = _RUN.sub("", tail)
    return len(name) <= _NAME_LIMIT and (not name or tail[0] != name[0] or _GLUED_NAME.fullmatch(name) is not None)


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
    # 甲　乙　丙 is one name; 乌云 其木格 is one of six glyphs or two: then a space stays. A lone glyph is no name.
    parts = [part for part in _RUN.split(name) if part]
    lone = len(parts) == 2 and 1 in map(len, parts)
    short = lone or len("".join(parts)) <= 4 or "·" in name or all(len(part) == 1 for part in parts)
    if not gaps or gaps[0].start() > 0:
        yield Change(at + start, at + start, "" if name[0] in "（(" else " ")
    else:
        first = gaps[0]
        yield Change(at + start, at + start + first.end(), " ")
    for gap in inner:
        yield Change(at + start + gap.start(), at + start + gap.end(), "" if short else " ")


def _plain(body: str, at: int) -> Iterable[Change]:
    runs = [run.span() for run in _RUN.finditer(body)]
    if not runs:
        return ()
    if "\t" in body:
        # A table row: blanks inside a cell separate values.
        return [Change(at + start, at + end, " ") for start, end in runs]
    changes = sorted([*_spread(body, runs), *_numbers(body, runs)])
    firsts = [change.start for change in changes]
    for start, end in runs:
        before = bisect_right(firsts, start) - 1
        if before < 0 or changes[before].end <= start:
            changes.append(_gap(body, start, end))
    return [Change(at + start, at + end, after, reason) for start, end, after, reason in sorted(changes)]


def _spread(body: str, runs: list[tuple[int, int]]) -> Iterator[Change]:
    """The gaps inside words that are spread one glyph at a time."""
    if len(runs) == 1 and len(body) - (runs[0][1] - runs[0][0]) > 2 and "（" not in body and "(" not in body:
        return  # one gap spreads a word only where it stands between two glyphs alone on a line or in brackets
    for word in _SPREAD.finditer(body):
        for gap in _RUN.finditer(word.group()):
            yield Change(word.start() + gap.start(), word.start() + gap.end(), "")


def _numbers(body: str, runs: list[tuple[int, int]]) -> Iterator[Change]:
    """The numbers that a blank tore apart, each one change."""
    if not any(body[start - 1].isdigit() and body[end].isdigit() for start, end in runs):
        return
    for number in _NUMBER.finditer(body):
        if _joins(number):
            yield Change(number.start(), number.end(), number.group().replace(" ", ""), "数字中间的空格")


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


def _inside_label(body: str, start: int, label: re.Match[str]) -> bool:
    """Whether the blank at *start* tears a known label or 裁定 如下：; 李四 被执行人： is two things."""
    left = _RUN.sub("", body[max(0, start - 8) : start])
    joined = left + label.group()[:-1]
    if joined.endswith(_NO_LABELS):
        return True
    return any(joined.endswith(known) and len(known) > len(label.group()) - 1 for known in _KNOWN_LABELS)


def _gap(body: str, start: int, end: int) -> Change:
    left, right = body[start - 1], body[end]
    narrow = end - start == 1 and body[start] != "\u3000"
    if not narrow and left in "。；" and end - start >= 2:
        return Change(start, end, "\n")  # the indentation of a paragraph whose line end was lost
    if left in _FULL or right in _FULL:
        return Change(start, end, "")
    # Two digits (also ¹ and 0), or two Latin words, are never joined on the strength of a blank alone.
    if (left.isascii() and right.isascii()) or (left.isdigit() and right.isdigit()):
        return Change(start, end, " ")
    label = _LABEL.match(body, end) if narrow else None
    if narrow and (label is None or _inside_label(body, start, label)):
        return Change(start, end, "")
    return Change(start, end, " ")
