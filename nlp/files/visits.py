"""What a record of a visit (走访、现场调查笔录) tells of things that a respondent has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.document import Span
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.model import Sighting
from nlp.lexicons import load

_DATA = load("visits")
_TITLE = re.compile(_DATA["title"])
_FINDS = tuple((category, re.compile(pattern)) for category, pattern in _DATA["finds"].items())
_DENIED = re.compile(_DATA["denied"])
_CLAUSE = re.compile(r"[^。；;\n]+")
_QUESTION = re.compile(r"^\s*(?:问|执行员问)[：:]")


def read_visit(text: str, title: str, cast: Cast, days: Days) -> Iterator[Sighting]:
    """The things that the answers name, one for each category and sentence; questions and denials tell nothing."""
    if not _TITLE.search(title):
        return
    when = days.first(0, len(text))
    everyone = cast.respondents
    about: tuple[str, ...] = everyone if len(everyone) == 1 else ()
    for m in _CLAUSE.finditer(text):
        words = m.group()
        about = cast.debtors_in(words) if cast.named(words) else about
        line = text.rfind("\n", 0, m.start()) + 1
        if _QUESTION.match(text[line:]):
            continue
        for category, pattern in _FINDS:
            found = pattern.search(words)
            if found and not _DENIED.search(words[: found.end()]):
                span = Span(m.start() + found.start(), m.start() + found.end())
                yield Sighting(category, about, when, found.group(), span)
