"""The lines of a law's text without what printing added: page numbers, running heads, the table of contents."""

from __future__ import annotations

import re
from collections import Counter

from nlp.statutes.numerals import NUMERAL, read_number

HEADING = re.compile(rf"^第\s*([{NUMERAL}\s]{{1,8}}?)\s*(编|分编|章|节)(?![程期])[\s\u3000]*(.{{0,40}})$")
ARTICLE = re.compile(
    rf"^第\s?([{NUMERAL}\s]{{1,12}}?)\s?条(?:\s?之([一二三四五六七八九十]{{1,2}}))?(?!款|件)(.*)$", re.S
)
# Words behind a number that only a sentence has: such a line was wrapped, it opens no article.
RUNS_ON = re.compile(r"^\s?(?:规定|所称|所列|的|之|第|、|，|和|及|或|至|款|项|情形|要求|中)")
_PAGE = re.compile(
    r"^(?:[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4})$"
)
_DOTS = re.compile(r"[\s.．…·・]*[（(]?\d{0,4}[)）]?$")
_CONTENTS = re.compile(r"^目\s*[录次]$")
# 第一条 … 。第二条 … in one line: articles and headings glued by a copy that lost its line ends.
_GLUED = re.compile(
    rf"(?<=[。；：”》）])[\s\u3000]*(?=第[{NUMERAL}]{{1,8}}条(?:之[一二三四五六七八九十])?[\s\u3000])"
    rf"|(?<=[。”》）])[\s\u3000]*(?=第[{NUMERAL}]{{1,5}}[编章节][\s\u3000])"
)
_REPEATED = 3
_TITLE = re.compile(r"(?:法|法典|规定|解释|意见|办法|条例|规则|批复|通知|纪要)(?:[（(][^（）()]{1,12}[)）])?$")


def clean_lines(text: str) -> list[str]:
    """The lines that say something, outer spaces gone, in order."""
    text = _GLUED.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    lines = [line.strip(" \t\u3000\u00a0\ufeff\u200b") for line in text.split("\n")]
    lines = [line for line in lines if line and not _PAGE.match(line)]
    running = {
        line
        for line, times in Counter(lines).items()
        if times >= _REPEATED and len(line) < 40 and not ARTICLE.match(line) and line[-1] not in "。；：，"
    }
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line in running and (line in seen or not _TITLE.search(line)):
            continue
        seen.add(line)
        kept.append(line)
    return kept


def without_contents(lines: list[str]) -> list[str]:
    """*lines* without the table of contents (目录): headings only, which come again before the articles."""
    at = next((i for i, line in enumerate(lines) if _CONTENTS.match(line)), None)
    if at is None:
        return lines
    end = at + 1
    first = _bare(lines[end]) if end < len(lines) else ""
    while end < len(lines):
        line = lines[end]
        if opens_article(line, None) is not None or (end > at + 1 and _bare(line) == first):
            break
        if HEADING.match(_DOTS.sub("", line)) is None and len(line) > 40:
            break
        end += 1
    return lines[:at] + lines[end:]


def _bare(line: str) -> str:
    return "".join(_DOTS.sub("", line).split())


def opens_article(line: str, expected: int | None) -> tuple[int, int | None, str] | None:
    """Number, suffix and first words where *line* opens an article; None where it is any other line.

    *expected* is the number due next: a line that starts 第五条 without a space and goes on like a sentence is one that
    was wrapped there.
    """
    found = ARTICLE.match(line)
    if found is None:
        return None
    number = read_number(found.group(1))
    if number is None:
        return None
    rest = found.group(3)
    suffix = read_number(found.group(2)) if found.group(2) else None
    due = expected is None or number == expected or (suffix is not None and number == expected - 1)
    spaced = rest[:1] in (" ", "\u3000", "\u00a0", "\t", "")
    if not spaced and (RUNS_ON.match(rest) or not due):
        return None
    if spaced and not due and RUNS_ON.match(rest.lstrip(" \t\u3000\u00a0")):
        return None
    return number, suffix, rest.lstrip(" \t\u3000\u00a0：:").rstrip()
