"""Small tools over clean text that several extractors share."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.document import Span, Value, from_fields, span_from

_value: Callable[[tuple[str, Span]], Value[str]] = from_fields(Value)
BLANKS = str.maketrans("", "", " \u3000\xa0\t\n\r\u200b\u200e")
_STOPS = re.compile("[。\n]")


def squeeze(text: str) -> str:
    """*text* without any layout space."""
    words = text.split()
    # Most lines hold none, and looking is far cheaper than translating Chinese.
    if len(words) == 1 and len(words[0]) == len(text) and "\u200b" not in text and "\u200e" not in text:
        return text
    return text.translate(BLANKS)


def value(text: str, start: int, end: int) -> Value[str]:
    """The stretch without layout spaces, with the span of exactly what is quoted (outer spaces left out)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return _value((squeeze(text[start:end]), span_from((start, end))))


def sentence(text: str, at: int) -> Span:
    """The sentence that holds offset *at*: from behind the last 。 or line break to the next one, inclusive."""
    start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    stop = _STOPS.search(text, at)
    return Span(start, stop.end() if stop else len(text))
