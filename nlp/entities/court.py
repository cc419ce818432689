"""Court and title in the header: 河南省洛阳市涧西区人民法院 · 执行裁定书."""

from __future__ import annotations

import re

from nlp.document import Span, Value
from nlp.entities.text import squeeze, value

_COURT = re.compile(
    r"(?:[一-龥〇][ \u3000\xa0]{0,6}){2,41}?(?:人[ \u3000\xa0]*民[ \u3000\xa0]*法[ \u3000\xa0]*院|"
    r"(?:铁路运输|海事|互联网|金融|知识产权|军事|林区|农垦|矿区|油田)[一-龥]{0,4}法院)"
)
_PREFIX = re.compile(r"^(?:.*(?:[：:]|发布机构|(?:执行|民事|刑事|行政)案件|审理法院|执行法院|[0-9a-zA-Z.]))")
_TITLE = re.compile(
    r"(?:刑事|民事|行政|执行)?[一-龥]{0,16}?(?:[裁栽截]定书|判决书|调解书|决定书|通知书|告知书|"
    r"建议书|申请书|申报表|报告表|财产令|消费令|搜查令|拘传票|笔录|回证|复函|公告|反馈表?|日志|函)"
)
_SPACED_LINE = re.compile(r"[^\n]+")


def find_court(clean: str, header: Span) -> Value[str] | None:
    """The court at the head, as printed without layout spaces; None where the header names none.

    A line that is nothing but a court name is preferred, and the last of them, because web copies put the publisher's
    own record on top. A name printed twice (××法院××法院) counts once.
    """
    best: Value[str] | None = None
    whole_line = False
    for line in _SPACED_LINE.finditer(clean, header.start, header.end):
        found = _COURT.search(clean, line.start(), line.end())
        if found is None:
            continue
        got = _trim(clean, found.start(), found.end())
        alone = len(squeeze(line.group())) <= len(got.value) + 8 or found.start() == line.start()
        if best is None or (alone and not whole_line) or (alone and len(squeeze(line.group())) == len(got.value)):
            best, whole_line = got, alone
    return best


def _trim(clean: str, start: int, end: int) -> Value[str]:
    got = value(clean, start, end)
    prefix = _PREFIX.match(clean[got.span.start : got.span.end])
    return value(clean, got.span.start + prefix.end(), got.span.end) if prefix else got


def find_title(clean: str, header: Span) -> Value[str] | None:
    """The title of the document (执行裁定书, 结案通知书 …) in the header, without layout spaces."""
    for line in _SPACED_LINE.finditer(clean, header.start, header.end):
        plain = squeeze(line.group())
        if len(plain) > 60:
            plain = plain[:60]
        at = plain.find("法院")
        found = _TITLE.search(plain, at + 2 if at >= 0 and at + 2 < len(plain) else 0)
        if found and "法院" not in found.group():
            # A file name on the first line glues the number to the title: （2021）…号执行裁定书.doc
            cut = found.group().rfind("号") + 1
            start, end = _unsqueeze(clean, line.start(), line.end(), found.start() + cut, found.end())
            return Value(found.group()[cut:], Span(start, end))
    return None


def _unsqueeze(clean: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The offsets in *clean* of characters *first* to *last* of the squeezed line."""
    kept = [at for at in range(start, end) if squeeze(clean[at])]
    return kept[first], kept[last - 1] + 1
