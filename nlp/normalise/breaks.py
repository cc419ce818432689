"""Round 7, breaks: a ruling whose line ends were all lost gets them back before the parts that always begin a line.

Each inserted line end is recorded. Only a text that is nearly one single line is touched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from nlp.normalise.starts import LABELS
from nlp.normalise.work import Change

_LONG_LINE = 300
#: A line this long holds a full stop somewhere, unless they were lost with the line ends.
_STOPLESS = 200
_PROSE = 120  # code points; no line so long means a form or a table, which has no sentences to part
_B = "[ \u3000]*"
_ROLE_WORDS = ("代理审判员", "审判长", "审判员", "人民陪审员", "执行长", "执行员", "代书记员", "书记员", "法官助理")
_ROLES = "|".join(_B.join(word) for word in _ROLE_WORDS)
_PERSONS = "申请执行人|被执行人|委托(?:诉讼)?代理人|法定代表人"
_NUM = "[一二三四五六七八九十\\d]{1,3}"
_DATE = f"[二12][〇零○OＯ0-9][〇零一二三四五六七八九\\d]{{2}}年{_NUM}月{_NUM}日"
_BREAK = re.compile(
    rf"(?:(?<=[。；号书])|(?<=号之[一二三四五六七八九十]))(?=(?:{LABELS})(?:（[^）]{{1,20}}）)?[：:])"
    rf"|(?<=[。；号])(?=(?:{_PERSONS})[^，。；：]{{2,30}}，(?:男|女|住|汉族|系|律师|总?经理|董事))"
    r"|(?<=法院)(?=(?:执行|民事|结案)(?:裁定|通知|决定|判决)书)|(?<=裁定书)(?=[（(]\d{4}[）)])"
    r"|(?<=裁定如下：)|(?<=[。：])(?=终结(?:本院|本案|[（(]\d{4}[）)][^。]{1,30})?(?:的)?本次执行程序。)|(?<=终结本次执行程序。)"
    r"|(?<=[。；])(?=本院认为|本院查明|经查明|综上所?述?，|本裁定|[一二三四五六七八九十]{1,2}、)"
    rf"|(?<=。)(?=(?:{_ROLES})[ ]?[^，。；：]{{2,60}})|(?<=[^\s。，、；：])(?=(?:{_ROLES})[ ][^，。；：]{{2,30}})"
    rf"|(?<=[^，。；：、于在至到自从\s\d])(?={_DATE}(?:\s|书记员|法官助理|代书记员|$))"
    rf"|(?<=[日])(?=代?书{_B}记{_B}员|法{_B}官{_B}助{_B}理)"
)
#: A signature block run together (审判长张三审判员李四二〇二四年一月二日书记员王五),
#: with nothing else behind the last full stop.
_NAME = f"(?:[\u4e00-\u9fff某*]{_B}){{1,3}}?[\u4e00-\u9fff某*]|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+?"
# Atomic: a long row of roles must not be tried in every division.
_BLOCK = re.compile(rf"(?>(?:{_ROLES}){_B}(?:{_NAME})(?={_B}(?:(?:{_ROLES})|{_DATE}|\s|$))|{_DATE}|\s)++$")
_BLOCK_MOST = 200  # code points of a signature block
_SIGNER = re.compile(rf"(?:{_ROLES})(?P<gap>{_B})(?=(?:{_NAME}){_B}(?:(?:{_ROLES})|{_DATE}|\s|$))")
#: A title, a number and a party in one line.
_HEAD = re.compile(
    r"(?:裁定|决定|通知)书[ \u3000]*[（(]\d{4}[）)][^。，；]{2,20}号"
    r"(?:之[一二三四五六七八九十])?[ \u3000]*(?:申请|被)执行"
)
_REASON = "原文没有分段，按文书结构补上分段"
_HAN = "[\u4e00-\u9fff]"
#: A party's label that follows the line before without any sign (住某市被执行人：, 某某1被执行人：).
_GLUED = re.compile(rf"(?<=[\u4e00-\u9fff\dX×*）)])(?<![的为与和及或即等是])(?=(?:{LABELS})(?:（[^）]{{1,20}}）)?：)")
#: Where a sentence begins in a text that has lost its full stops; never behind a comma.
_OPENERS = re.compile(
    rf"(?<=[\u4e00-\u9fff\d）〉》%])(?<![经据由如若])(?=本院(?:认为|在执行|依法采取|已告知|查明)|(?:依照|依据|根据)《|据此，|综上|"
    rf"本裁定|{_ROLE_WORDS[1]}|申请执行人{_HAN}{{2,60}}(?:与|享有|于\d))"
    r"|(?<=终结本次执行程序)(?=申请执行人|被执行人|本裁定|如)"
)
#: The marks of a list that runs on (1、…2、…3、); 第1、2、3项 is none.
_ITEM = re.compile(rf"(?<=[\u4e00-\u9fff。；：，\n ）])(?<![第至到和及某])(\d{{1,2}})[、.．](?={_HAN})")
_ITEM_LEAST = 12  # code points of an item; less is an enumeration inside a sentence
_SIGNS = "。；：，\n "


def breaks(text: str) -> Iterator[Change]:
    """The line ends to insert; none unless some line is very long and holds what belongs on lines of its own."""
    lines = text.split("\n")
    if max(map(len, lines)) < _PROSE:
        return
    whole = len(text) >= _LONG_LINE and (len(lines) - 1) * _LONG_LINE <= len(text)
    stopless = text.count("。") * _STOPLESS < len(text)
    lost = _items(text)
    if stopless:
        lost |= {match.start() for shape in (_GLUED, _OPENERS) for match in shape.finditer(text)}
    places = sorted(lost)
    at = 0
    for line in lines:
        own = places[bisect_left(places, at) : bisect_left(places, at + len(line))]
        found = {place - at: "\n" for place in own}
        if _HEAD.search(line) or (whole and len(line) >= _LONG_LINE and _holds_much(line)):
            found |= {match.start(): "\n" for match in _BREAK.finditer(line) if match.start() < len(line)}
            found |= {match.start(): "\n" for match in _GLUED.finditer(line)}
            found |= _signers(line)
        elif stopless:
            found |= _signers(line)
        if found:
            for place in sorted(found):
                reason = _REASON if "\n" in found[place] else ""
                yield Change(at + place, at + place, found[place], reason)
        at += len(line) + 1


def _holds_much(line: str) -> bool:
    return "裁定如下" in line or "申请执行人：" in line


def _items(text: str) -> set[int]:
    """Where items of a list (1、…2、…3、) run on without a sign between them: two at least, numbers that count up."""
    found: set[int] = set()
    run: list[int] = []
    last = -_ITEM_LEAST
    for mark in _ITEM.finditer(text):
        number = int(mark[1])
        if number == 1:
            found |= _bare(text, run)
            run = [mark.start()]
        elif run and number == len(run) + 1 and mark.start() - last >= _ITEM_LEAST:
            run.append(mark.start())
        else:
            continue
        last = mark.start()
    return found | _bare(text, run)


def _bare(text: str, run: list[int]) -> set[int]:
    """The items of a list that no sign parts from what stands before them, where there are two at least."""
    bare = {at for at in run if text[at - 1] not in _SIGNS}
    return bare if len(bare) > 1 else set()


def _signers(line: str) -> dict[int, str]:
    """Where a signature block run together needs a line end (before a role) or a space (behind one)."""
    tail = line.rfind("。") + 1
    if not tail or not _BLOCK.match(line, tail):
        # No full stop before it: the block begins with one of the roles near the end.
        near = (role.start() for role in _SIGNER.finditer(line, max(len(line) - _BLOCK_MOST, 0)))
        tail = next((at for at in near if _BLOCK.match(line, at)), -1)
        if tail <= 0:
            return {}
    found: dict[int, str] = {}
    for role in _SIGNER.finditer(line, tail):
        found[role.start()] = "\n"
        if not role["gap"]:
            found[role.end()] = " "
    return found
