"""Where the list of parties (当事人) begins and ends."""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.sections", "headings.yaml")
ROLES: dict[str, list[str]] = _WORDS["roles"]
ROLE = alternation([word for words in ROLES.values() for word in words])
REPRESENTATIVE = alternation([word for words in _WORDS["representatives"].values() for word in words])
_PAREN = r"(?:[（(][^（）()\n]{1,24}[)）])?"
_COLON = re.compile(f"(?:{ROLE}){_PAREN}[ \\u3000]*[：:]")
# Without a colon the label must open a line and be followed by a name and the first personal datum.
_BARE = re.compile(
    f"[ \\u3000]*((?:{ROLE}){_PAREN}[ \\u3000]*[^，,。；：:\\n]{{2,30}}"
    r"(?:[，,][ \u3000]*(?:男|女|住|性别|汉族|出生|生于|\d{4}年|统一|组织|身份|公民|法定)|[。]?\n))"
)
_SEGMENT = re.compile(r"[^。\n]*(?:[。\n][。\s]*|$)")
_LABELLED = re.compile(
    f"[ \\u3000\\s]*(?:{ROLE}|{REPRESENTATIVE}){_PAREN}[ "
    f"\\u3000]*(?:(?P<colon>[：:])|[^，,。：:]{{2,40}}(?:[，,。\\n]|$))"
)
_CONTINUES = re.compile(f"[ \\u3000\\s]*(?:{alternation(_WORDS['continuation'])})")
# Words of the narrative that a party line without a colon never has.
_TELLS = re.compile(
    r"一案|财产|申报|笔录|名单|情况|台账|本院|纠纷|申请(?:强制)"
    r"?执行(?!人|单位)|向.{0,8}申请|不服|称，|经查|发生法律效力"
)
_TURN = re.compile(
    r"(?:申请执行人|原告|异议人)[^：:，。\n]{2,60}?(?:与|申请(?:强制)"
    r"?执行|诉)|本院(?:在执行|依据|根据|执行的|作出|受理|于|立案)|关于"
)


def party_zone(clean: str, limit: int) -> Span | None:
    """The span of the party list before *limit*, None where there is none."""
    first = _COLON.search(clean, 0, limit)
    bare = _bare(clean, limit)
    start = min((m.start(g) for m, g in ((first, 0), (bare, 1)) if m), default=None)
    if start is None or (bare and bare.start(1) == start and _TELLS.search(bare.group(1))):
        if first is None:
            return None
        start = first.start()
    at = start
    while at < limit:
        segment = _SEGMENT.match(clean, at, limit)
        if segment is None or segment.end() == at:
            break
        stop = _keeps(clean, segment)
        if stop <= at and not _stray(clean, segment, limit):
            break
        stop = max(stop, segment.end()) if stop <= at else stop
        at = stop
        if stop < segment.end():
            break
    return Span(start, min(at, limit)) if at > start else None


def _bare(clean: str, limit: int) -> re.Match[str] | None:
    """The first line before *limit* that opens with a label and no colon."""
    at = 0
    while True:
        found = _BARE.match(clean, at, limit)
        at = clean.find("\n", at, limit) + 1
        if found or not at:
            return found


def _stray(clean: str, segment: re.Match[str], limit: int) -> bool:
    """Whether *segment* is a torn-off end of a party's line (the rest of a number or an address) before the next."""
    start, end = segment.span()
    if end - start > 60 or _TELLS.search(clean, start, end):
        return False
    following = _LABELLED.match(clean, end, limit)
    return following is not None and following["colon"] is not None


def _keeps(clean: str, segment: re.Match[str]) -> int:
    """How far *segment* still belongs to the list: its end, its start (not at all), or where the narrative cuts in."""
    start, end = segment.span()
    labelled = _LABELLED.match(clean, start, end)
    if labelled:
        tells = _TELLS.search(clean, labelled.end("colon") if labelled["colon"] else start, end)
        if tells is None:
            return end
        if labelled["colon"]:
            turn = _TURN.search(clean, labelled.end(), end)
            return turn.start() if turn else end
        return start
    if not segment.group().strip(" 。\n\u3000，"):
        return end
    if end - start < 120 and _CONTINUES.match(clean, start, end) and not _TELLS.search(clean, start, end):
        return end
    return start
