"""The heading lines of a document, and the forms in which one may be compared with known titles."""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.entities.text import squeeze
from nlp.sections.model import Sections

_TOP = 14
_COURT_AFTER = re.compile("^.{2,40}?(?:人民法院|检察院|法院)(?=.)")
_NUMBER_TAIL = re.compile(r"[（(〔].{2,40}号(?:之[一二三四五六七八九十]+|-\d+)?$")
MAX_TITLE = 46
LINE = re.compile(r"[^\n]+")
CELL = re.compile(r"[\t,，|｜]")

Heads = list[tuple[str, Span]]


def heading_lines(clean: str, sections: Sections) -> Heads:
    """The heading lines, without layout spaces: the short lines on top, or the header of a one-line text."""
    header = sections.span("header")
    parties = sections.first("parties")
    limit = header.end if header and parties else len(clean)
    found: Heads = []
    for line in LINE.finditer(clean, 0, limit):
        plain = squeeze(line.group())
        if not plain:
            continue
        if _is_row(line.group()) and not found:
            break  # a table without a title: its first row is the heading
        if (len(plain) <= MAX_TITLE and not _is_row(line.group())) or not found:
            found.append((plain, Span(line.start(), line.end())))
        if len(found) >= _TOP or (len(plain) > 60 and len(found) > 1):
            break
    return found


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: three cells or more, none long."""
    cells = CELL.split(line.strip())
    return len(cells) > 2 and max(map(len, cells)) < 30


def variants(plain: str) -> list[str]:
    """The heading itself, and without the court before it or the number behind it (fused headings)."""
    texts = [plain]
    number = _NUMBER_TAIL.search(plain)
    if number:
        texts.append(plain[: number.start()])
    texts.extend(text[court.end() :] for text in list(texts) if (court := _COURT_AFTER.match(text)))
    if note := re.search(r"[（(][^（）()]{1,20}[)）]$", texts[-1]):
        texts.append(texts[-1][: note.start()])
    return [text for text in texts if text]
