"""Reading the text of a law: head, then articles with their 款 and 项 under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from nlp.legislation.head import effective_day, read_head
from nlp.legislation.lines import HEADING, clean_lines, opens_article, without_contents
from nlp.legislation.model import Article, Heading, Paragraph, Statute
from nlp.statutes.numerals import article_text, read_number

_RANK = {"编": 0, "分编": 1, "章": 2, "节": 3}
_ITEM = re.compile(r"^([（(]\s?[一二三四五六七八九十百]{1,4}\s?[)）]|\d{1,2}[.．、]|[①-⑳])\s*(.*)$", re.S)
_ORDINAL = re.compile(r"^(?:(\d{1,3})[.．、]|([一二三四五六七八九十]{1,4})、)\s*(.*)$", re.S)
_APPENDIX = re.compile(r"^附(?:件|录|表|图)?\s?\d*[：:\s](?!\s*则)|^附(?:件|录)\d*$|^相关(?:法律|规定)链接")
_UNREADABLE = re.compile(r"^第[^，。；\s]{0,6}[×xX□?？＿_■○][^，。；\s]{0,6}条")
_ENDS = "。；：！？…”」）)—"
# 附则 without a number of its own.
_FINAL = re.compile(r"^附[\s\u3000]*则$")
_SHOWN = 24
_LEAST = 2


def parse_statute(text: str) -> Statute:
    """Take *text* apart. Never raises for what it holds; where there are no articles, ``problems`` says so."""
    lines = without_contents(clean_lines(text))
    first = next((i for i, line in enumerate(lines) if opens_article(line, 1) or HEADING.match(line)), None)
    opened = any(opens_article(line, 1) for line in lines)
    if not opened or first is None:
        return _by_ordinals(lines)
    head = read_head(lines[:first])
    body = _Body()
    for line in lines[first:]:
        body.take(line)
    articles, problems = body.done()
    effective = head.effective or _from_articles(articles, head.adopted, head.amended)
    return Statute(
        head.title, head.doc_no, head.adopted, head.amended, effective, articles, head.rest, "条", tuple(problems)
    )


def _from_articles(articles: tuple[Article, ...], adopted: date | None, amended: date | None) -> date | None:
    """The day that the last articles name (本规定自……起施行); an amended text keeps that of its first version."""
    if amended is not None:
        return None
    for article in reversed(articles[-4:]):
        day = effective_day(article.text, adopted)
        if day is not None:
            return day
    return None


@dataclass(slots=True)
class _Open:
    """The article that lines are being added to."""

    number: int
    suffix: int | None
    path: tuple[Heading, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)

    def add(self, line: str) -> None:
        item = _ITEM.match(line)
        last = self.paragraphs[-1] if self.paragraphs else None
        if item is not None and last is not None:
            numbered = (re.sub(r"\s", "", item.group(1)), item.group(2))
            self.paragraphs[-1] = replace(last, items=(*last.items, numbered))
        elif last is not None and not self._closed(last):
            self.paragraphs[-1] = self._longer(last, line)
        else:
            self.paragraphs.append(Paragraph(line))

    @staticmethod
    def _closed(last: Paragraph) -> bool:
        end = last.items[-1][1] if last.items else last.text
        return bool(end) and end[-1] in _ENDS

    @staticmethod
    def _longer(last: Paragraph, line: str) -> Paragraph:
        if last.items:
            number, words = last.items[-1]
            return replace(last, items=(*last.items[:-1], (number, words + line)))
        return replace(last, text=last.text + line)


class _Body:
    """The articles of one text, line by line."""

    def __init__(self) -> None:
        self._path: list[Heading] = []
        self._articles: list[Article] = []
        self._open: _Open | None = None
        self._problems: list[str] = []
        self._seen: set[tuple[int, int | None]] = set()
        self._over = False
        self._last = 0

    def take(self, line: str) -> None:
        if self._over:
            return
        opened = opens_article(line, self._last + 1)
        if opened is not None:
            self._start(*opened)
        elif (heading := HEADING.match(line)) is not None and line[-1:] not in "。；，":
            self._under(heading)
        elif _FINAL.match(line):
            self._close()
            self._path = [Heading("章", 0, "附则")]
        elif self._last and _APPENDIX.match(line):
            self._over = True
            self._problems.append(f"“{line[:_SHOWN]}”起为附件，未收入")
        elif _UNREADABLE.match(line):
            self._problems.append(f"条号无法识读：“{line[:_SHOWN]}”，该处文字并入了上一条")
            self._append(line)
        else:
            self._append(line)

    def _append(self, line: str) -> None:
        if self._open is not None:
            self._open.add(line)
        else:
            self._problems.append(f"标题与条文之间的文字未收入：“{line[:_SHOWN]}”")

    def _start(self, number: int, suffix: int | None, rest: str) -> None:
        self._close()
        self._open, self._last = _Open(number, suffix, tuple(self._path)), number
        if rest:
            self._open.add(rest)

    def _under(self, found: re.Match[str]) -> None:
        self._close()
        number = read_number(found.group(1))
        kind, words = found.group(2), found.group(3).strip(" \u3000")
        if number is None:
            self._problems.append(f"编章节序号无法识读：“{found.group()[:_SHOWN]}”")
            return
        self._path = [h for h in self._path if _RANK[h.kind] < _RANK[kind]]
        self._path.append(Heading(kind, number, words))

    def _close(self) -> None:
        one, self._open = self._open, None
        if one is None:
            return
        key = (one.number, one.suffix)
        written = article_text(one.number, one.suffix)
        if key in self._seen:
            self._problems.append(f"{written}重复出现，保留先出现的")
        else:
            self._seen.add(key)
            if not one.paragraphs:
                self._problems.append(f"{written}没有内容")
            self._articles.append(Article(one.number, one.suffix, one.path, tuple(one.paragraphs)))

    def done(self) -> tuple[tuple[Article, ...], list[str]]:
        self._close()
        numbers = sorted({a.number for a in self._articles})
        if numbers:
            missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
            if missing:
                shown = "、".join(article_text(n) for n in missing[:8])
                self._problems.append(f"缺少{shown}{'等' if len(missing) > 8 else ''}共{len(missing)}条")
        return tuple(self._articles), self._problems


def _by_ordinals(lines: list[str]) -> Statute:
    """A text without 第…条: opinions and replies number their parts 1. 2. 3. or 一、二、三、."""
    for arabic in (True, False):
        starts: list[tuple[int, int, str]] = []
        for i, line in enumerate(lines):
            found = _ORDINAL.match(line)
            number = read_number(found.group(1) or found.group(2)) if found else None
            if found and bool(found.group(1)) is arabic and number == len(starts) + 1:
                starts.append((i, number, found.group(3)))
        if len(starts) >= _LEAST:
            return _ordinals(lines, starts)
    head = read_head(lines[:40])
    return Statute(
        head.title, head.doc_no, head.adopted, head.amended, head.effective, (), "", "",
        ("没有找到“第…条”或者连续的序号",),
    )  # fmt: skip


def _ordinals(lines: list[str], starts: list[tuple[int, int, str]]) -> Statute:
    head = read_head(lines[: starts[0][0]])
    articles = []
    for (at, number, rest), end in zip(starts, [s[0] for s in starts[1:]] + [len(lines)], strict=True):
        one = _Open(number, None, ())
        for line in [rest, *lines[at + 1 : end]]:
            # 一、总体要求 between two numbers heads what follows.
            if line and not (_ORDINAL.match(line) and len(line) < 30):
                one.add(line)
        articles.append(Article(number, None, (), tuple(one.paragraphs)))
    made = tuple(articles)
    effective = head.effective or _from_articles(made, head.adopted, head.amended)
    problems = ("本文件不以“第…条”编排，已按序号收入",)
    return Statute(head.title, head.doc_no, head.adopted, head.amended, effective, made, head.rest, "序号", problems)
