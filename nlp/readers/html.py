"""Web pages as crawled from court sites: broken, unclosed, with law titles in raw angle brackets."""

from __future__ import annotations

import re

from nlp.readers.decoding import decode
from nlp.readers.markup import extract
from nlp.readers.source import Reading, Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_GB = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"}


def read_html(source: Source) -> Reading:
    """Read a page: block elements end a line, hidden text is kept and reported, page furniture goes to the notes."""
    page, encoded, notes = _decode(source.data)
    reading = extract(page, source.limits, encoded)
    reading.notes[:0] = notes
    return reading


def _decode(data: bytes) -> tuple[str, bytes | None, list[str]]:
    """The page by what its bytes prove, and its UTF-8 where it came in it.

    The declared charset decides only what the bytes leave open.
    """
    if b"\0" not in data:
        encoded = data.removeprefix(b"\xef\xbb\xbf")
        try:
            return encoded.decode("utf-8"), encoded, []
        except UnicodeDecodeError:
            pass
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii", "replace").lower() if named else ""
    if name in _GB:
        try:
            return data.decode("gb18030"), None, []
        except UnicodeDecodeError:
            pass
    text, notes = decode(data, name)
    return text, None, notes
