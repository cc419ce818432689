"""What parties asked for (续封、恢复、追加、线索、解除、信用修复、监督申请) and what the court answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.document import Span
from nlp.files.days import Days
from nlp.files.model import Answer, Application, Ground
from nlp.lexicons import load

_DATA = load("filed")["requests"]
#: kind → words of a title (first lines) that make a paper an application of that kind.
TITLES = {k: re.compile(v) for k, v in _DATA["titles"].items()}
#: The answer's own title; the line end before it may be lost behind a date.
_ANSWER_TITLE = re.compile(_DATA["answer_title"])
_ANSWERS_TITLE = re.compile(_DATA["answers_title"], re.M)
_ANSWERS = re.compile(_DATA["answers"])
_RECEIVED = re.compile(_DATA["received"])
_URGENT = re.compile(_DATA["urgent"])
_ANSWERED = {k: re.compile(v) for k, v in _DATA["answered"].items()}
_GROUND = re.compile(_DATA["ground"])
_HEADING = re.compile(_DATA["heading"])


_LISTED = re.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十][）)]|\d{1,2}[.、．])[^\n]+", re.M
)
#: No evidence of clues is longer than this (characters).
_CLUES = 240


def read_request(text: str, days: Days, title_lines: str) -> tuple[list[Application], list[Answer], list[Ground]]:
    """The application that a paper is, the court's answer that it holds, the grounds of a supervision request."""
    kind = next((k for k, p in TITLES.items() if p.search(title_lines)), "")
    if kind and kind != "supervision" and _answers_only(title_lines, kind):
        return [], list(_answers(text, 0, len(text), kind, days)), []
    applications: list[Application] = []
    answers: list[Answer] = []
    grounds: list[Ground] = []
    if kind == "supervision":
        start = _HEADING.search(text)
        grounds = [
            Ground(m[1].strip(), Span(m.start(1), m.end(1)))
            for m in _GROUND.finditer(text, start.end() if start else 0)
        ]
        return applications, answers, grounds
    cut = _answer_at(text) if kind else None
    stop = cut if cut is not None else len(text)
    if kind:
        received = _received(text, days, stop)
        written = days.last(0, stop)
        title_end = text.find("\n")
        body = Span(title_end + 1 if 0 < title_end < stop - 1 else 0, _short(text, title_end + 1, stop))
        listed = list(_LISTED.finditer(text, body.start, stop)) if kind == "clue" else []
        if listed:  # the clues themselves, not the address of the court before them
            body = Span(listed[0].start(), min(listed[-1].end(), listed[0].start() + _CLUES))
        applications.append(
            Application(
                kind, written, received, _URGENT.search(text[:stop]) is not None, body, text[body.start : body.end]
            )
        )
        if cut is not None:
            answers += _answers(text, cut, len(text), kind, days)
    else:
        about = next((k for k, p in _ABOUT.items() if p.search(text)), "")
        if about and (_ANSWERS_TITLE.search(title_lines) or "驳回" in title_lines):
            answers += _answers(text, 0, len(text), about, days)
    return applications, answers, grounds


def _answers_only(title_lines: str, kind: str) -> bool:
    """Whether the title that names the application is that of the court's answer (关于恢复执行申请的答复)."""
    return any(TITLES[kind].search(line) and _ANSWERS.search(line.strip()) for line in title_lines.split("\n"))


_ABOUT = {k: re.compile(v) for k, v in _DATA["about"].items()}


def _short(text: str, start: int, stop: int) -> int:
    at = start
    for _ in range(4):
        following = text.find("\n", at + 1, stop)
        if following < 0:
            return min(stop, start + 240)
        at = following
    return min(at, start + 240)


def _answer_at(text: str) -> int | None:
    """Where the court's answer begins in a paper that holds both."""
    for m in _ANSWER_TITLE.finditer(text):
        if "申请" not in m["title"]:
            return m.start("title")
    return None


def _received(text: str, days: Days, stop: int) -> date | None:
    for m in _RECEIVED.finditer(text, 0, stop):
        line = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.end(), stop)
        found = days.within(line, end if end >= 0 else stop)
        if found:
            return found[0].date
    return None


def _answers(text: str, start: int, stop: int, kind: str, days: Days) -> Iterator[Answer]:
    for outcome, pattern in _ANSWERED.items():
        m = pattern.search(text, start, stop)
        if m:
            yield Answer(kind, _signed(text, days, start, stop), outcome, Span(m.start(), m.end()))
            return
    yield Answer(kind, _signed(text, days, start, stop), "checked", Span(start, min(stop, start + 60)))


def _signed(text: str, days: Days, start: int, stop: int) -> date | None:
    """The day of the answer: that of the court's own signature line, not of the party's receipt below it."""
    for m in re.finditer(r"[^\n]*(?:人民法院|法院)[^\n]{0,30}$", text[start:stop], re.M):
        found = days.within(start + m.start(), start + m.end())
        if found:
            return found[-1].date
    return days.last(start, stop)
