"""Pages so plain that their tags alone tell the text: a head, then paragraphs that hold nothing but text.

Most rulings are crawled in this shape, a ``div`` with a style for each paragraph, an empty anchor here and there. Such
a page needs no tree. Every tag must be known and stand where it may; one odd sign, and the page goes to the parser.
Both ways give the same text: the tests hold them against each other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.readers.styles import style_reason

#: To the first ">" only. What a bracket within an attribute would do to this, the counts and ``_KNOWN`` refuse.
_TAG = re.compile("<([^>]*)>")
_KNOWN = re.compile(
    r"(/?)(!doctype html|html|head|meta|title|body|div|p|br|a)"
    r"((?:\s+[a-z][a-z-]*\s*=\s*(?:'[^'<&]*'|\"[^\"<&]*\"))*)\s*(/?)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s+([a-z][a-z-]*)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")", re.IGNORECASE)
#: A tag as a letter, so that a page is a word.
_OPEN = {
    "!doctype html": "x", "html": "H", "head": "E", "meta": "m", "title": "T", "body": "B",
    "div": "D", "p": "P", "br": "r", "a": "A",
}  # fmt: skip
_PAGE = re.compile("x?(?:H(?:Em*(?:Tt)?m*e)?B)?(?:Dd|Pp|Aa|r)+(?:bh)?")
_ODD = "?"
#: The first tags, or a script near the top, tell most pages of another shape; the rest of those is not looked at.
_FIRST, _TOP = 12, 1_000
#: Longer tags hold pictures. Longer pages meet limits of the parser.
_TAG_LIMIT, _PAGE_LIMIT = 500, 1_000_000
_BLANK = " \t\n\r"


def paragraphs(page: str) -> tuple[list[str], str] | None:
    """What the paragraphs of *page* hold, white space as it is, and its title; None if a parser must read it.

    *page* is without control characters.
    """
    if len(page) > _PAGE_LIMIT or page.find("<script", 0, _TOP) >= 0:
        return None
    pieces = _TAG.split(page, _FIRST)
    letters = "".join(map(_letter, pieces[1::2]))
    if _ODD in letters:
        return None
    pieces[-1:] = _TAG.split(pieces[-1])
    letters = "".join(map(_letter, pieces[1::2]))
    if page.count(">") != len(letters) or "<" in pieces[-1] or not _PAGE.fullmatch(letters):
        return None
    if "&" in page:
        # Of the entities only the commonest; others are for the parser.
        if page.count("&") != page.count("&nbsp;"):
            return None
        pieces = [piece.replace("&nbsp;", "\xa0") for piece in pieces]
    texts, held, title = pieces[2::2], [], ""
    for letter, text in zip(letters, texts, strict=True):
        if letter in "DP":
            held.append(text)
        elif letter == "T":
            title = text.replace("\r\n", "\n").replace("\r", "\n")  # as a parser does
        elif text and text.strip(_BLANK):
            return None
    return None if pieces[0].strip(_BLANK) else (held, title)


@lru_cache(512)
def _letter(tag: str) -> str:
    """The letter of a *tag*, capital where it opens; ``?`` for one that is not known or may hide what it holds."""
    found = _KNOWN.fullmatch(tag) if len(tag) <= _TAG_LIMIT else None
    if found is None:
        return _ODD
    closing, name, attributes, empty = found.groups()
    letter = _OPEN[name.lower()]
    if (closing or empty) and letter in ("xmr" if closing else "xHETBDPA"):
        return _ODD
    if closing:
        return _ODD if attributes else letter.lower()
    named = [(n.lower(), one or two) for n, one, two in _ATTRIBUTE.findall(attributes)]
    if "hidden" in dict(named) or any(name == "style" and style_reason(value) for name, value in named):
        return _ODD
    return letter
