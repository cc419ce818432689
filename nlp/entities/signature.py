"""Who signed (审判长, 审判员, 执行员, 书记员) and on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.document import Span, Value
from nlp.entities.model import DateMention, Panel
from nlp.entities.text import value
from nlp.sections.tail import spaced
from nlp.sections.vocabulary import alternation, load_yaml

_SIGNERS: dict[str, list[str]] = load_yaml("nlp.sections", "headings.yaml")["signers"]
_ROLE = re.compile(
    "|".join(f"(?P<{kind}>{alternation([spaced(word) for word in words])})" for kind, words in _SIGNERS.items())
)
_NAME = re.compile(
    r"[ \u3000\xa0.…:：]*(?:[（(]代[)）])?[ \u3000\xa0]*"
    r"(?P<name>[一-龥〇某*＊×xX](?:[ \u3000\xa0]*[一-龥·•・.．\-—*＊×xX0-9甲-癸]){0,14})"
)
_NOT_NAME = re.compile(
    r"[〇零○ＯO二一]?[二两][ \u3000]?[〇零○ＯOo0一二三四五六七八九][ "
    r"\u3000]?[〇零○ＯOo0一二三四五六七八九]|附|打印|校对|本件|联系|注|（|[\d〇零○ＯOo一二三四五六七八九]{2,4}年"
)


def find_panel(clean: str, signature: Span | None) -> Panel:
    """The signing judges in order, the clerk and the assistants; empty where nobody signs.

    Jurors (人民陪审员) sit in the panel and are counted; 书记员 and 法官助理 are not.
    """
    if signature is None:
        return Panel()
    marks = list(_ROLE.finditer(clean, signature.start, signature.end))
    stops = [*(mark.start() for mark in marks[1:]), signature.end]
    presiding: Value[str] | None = None
    clerk: Value[str] | None = None
    judges: list[Value[str]] = []
    assistants: list[Value[str]] = []
    for mark, stop in zip(marks, stops, strict=bool(marks)):
        name = _name(clean, mark.end(), stop)
        if name is None:
            continue
        if mark["clerk"]:
            clerk = clerk or name
        elif mark["assistant"]:
            assistants.append(name)
        else:
            judges.append(name)
            presiding = presiding or (name if mark["presiding"] else None)
    return Panel(presiding, tuple(judges), clerk, tuple(assistants))


def _name(clean: str, start: int, stop: int) -> Value[str] | None:
    line = clean.find("\n", start, stop)
    # A role alone on its line has its name on the next one.
    stop = line if line >= 0 and clean[start:line].strip(" \u3000\xa0.…:：") else stop
    while start < stop and clean[start] in "\n":
        start += 1
    if cut := _NOT_NAME.search(clean, start, stop):
        stop = cut.start()
    found = _NAME.match(clean, start, stop)
    if found is None:
        return None
    name = value(clean, *found.span("name"))
    return Value(name.value.rstrip(".．-—·"), name.span) if name.value.rstrip(".．-—·") else None


def find_ruling_date(
    clean: str, dates: Sequence[DateMention], signature: Span | None, close: int
) -> Value[date] | None:
    """The date of the signature: the first full date in the block, else the last line that is nothing but a date.

    *close* is where the document's own words end.
    """
    days = [mention for mention in dates if mention.precision == "day" and mention.span.start < close]
    if signature:
        inside = (m for m in days if signature.start - 1 <= m.span.start < signature.end and m.resolved_from is None)
        if found := next(inside, None):
            return Value(found.date, found.span) if found.date else None
    for mention in reversed(days):
        line = clean[clean.rfind("\n", 0, mention.span.start) + 1 : mention.span.start].strip(" \u3000\xa0（）()院印")
        rest = clean[mention.span.end : mention.span.end + 6].lstrip(" \u3000\xa0")
        if (
            mention.date
            and not line
            and (not rest or rest[0] in "\n（(" or rest.startswith(("书", "法官", "审")))
            and mention.resolved_from is None
        ):
            return Value(mention.date, mention.span)
    return None
