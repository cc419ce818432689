"""Round 7, breaks: a ruling whose line ends were all lost gets them back before the parts that always begin a line.

Each inserted line end is recorded. Only a text that is nearly one single line is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.normalise.starts import LABELS
from nlp.normalise.work import Change

_LONG_LINE = 300
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
_SIGNER = re.compile(rf"(?:{_ROLES})(?P<gap>{_B})(?=(?:{_NAME}){_B}(?:(?:{_ROLES})|{_DATE}|\s|$))")
_REASON = "原文没有分段，按文书结构补上分段"


def breaks(text: str) -> Iterator[Change]:
    """The line ends to insert; none unless some line is very long and holds what belongs on lines of its own."""
    if len(text) < _LONG_LINE or text.count("\n") * _LONG_LINE > len(text):
        return
    at = 0
    for line in text.split("\n"):
        if len(line) >= _LONG_LINE and ("裁定如下" in line or "申请执行人：" in line):
            found = {match.start(): "\n" for match in _BREAK.finditer(line) if match.start() < len(line)}
            found |= _signers(line)
            for place in sorted(found):
                reason = _REASON if "\n" in found[place] else ""
                yield Change(at + place, at + place, found[place], reason)
        at += len(line) + 1


def _signers(line: str) -> dict[int, str]:
    """Where a signature block run together needs a line end (before a role) or a space (behind one)."""
    tail = line.rfind("。") + 1
    if not tail or not _BLOCK.match(line, tail):
        return {}
    found: dict[int, str] = {}
    for role in _SIGNER.finditer(line, tail):
        found[role.start()] = "\n"
        if not role["gap"]:
            found[role.end()] = " "
    return found
