"""Interview records (终本约谈、谈话、询问笔录): who was told what, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from nlp.document import Span
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.model import Talk
from nlp.lexicons import load

_DATA = load("talks")
_P = {k: re.compile(v) for k, v in _DATA.items() if isinstance(v, str)}
_OBJECTS = {k: re.compile(v) for k, v in _DATA["objects"].items()}
_DEMANDS = {k: re.compile(v) for k, v in _DATA["demands"].items()}
_TURN = re.compile(
    r"(?:(?<=[\n）)。？！」”；])|^)[ 　]*"
    r"(?P<who>问|答|(?:审判[员长]|执行(?:员|法官)|承办(?:人|法官)|法官|申请人|代理人)?[\u4e00-\u9fff]{1,4})[：:]",
    re.M,
)
_TITLED = re.compile("(?P<court>审判[员长]|执行(?:员|法官)|承办(?:人|法官)|法官)|申请人|代理人")
_LABEL = re.compile(
    rf"(?P<label>{_DATA['court_labels']}|{_DATA['other_labels']}|{_DATA['clerks']})"
    r"[ \t　]*[：:\t][ \t　]*(?P<names>[^\n：:]{2,60})"
)
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
_TELLS, _REPLIES = re.compile(_DATA["tells"], re.M), re.compile(_DATA["replies"], re.M)
_COURT_TITLE = re.compile(_DATA["court_title"])
_NAMED = re.compile(_DATA["named"], re.M)
_COURT_WORDS, _OTHER_WORDS = set(_DATA["court_words"]), set(_DATA["other_words"])
_DIRECT = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})问，")


class _Turn(NamedTuple):
    court: bool
    start: int
    end: int


def read_talk(text: str, cast: Cast, days: Days) -> Talk | None:
    """The talk that *text* records; None where it is empty of both telling and answer."""
    court, others, other_line = _speakers(text, cast)
    turns = list(_turns(text, court, others, cast))
    head_end = turns[0].start if turns else min(len(text), 400)
    whole = text
    asked = [t for t in turns if t.court]
    answers = [t for t in turns if not t.court]
    body = turns[0].start if turns else head_end
    # A record told in the third person has no turn of the court: what stands before the answer was told.
    told_parts = asked or [_Turn(True, 0, answers[0].start if answers else len(text))]
    objects = tuple(k for k, p in _OBJECTS.items() if any(p.search(whole, t.start, t.end) for t in told_parts))
    said = answers or ([_Turn(False, body, len(text))] if not turns else [])
    objection = _first(_P["objection"], whole, said)
    consent = _first(_P["consent"], whole, said, _before_not)
    if objection and _about_something_else(whole, asked, objection):
        objection = None
    if objection:
        # 开始不同意…经解释…那我同意: what was said last, in a turn of its own, is the answer.
        later = _first(_P["consent"], whole, [t for t in said if t.start > objection.end], _before_not)
        later = later or _appended(text, objection.end)
        if later and not _first(_P["objection"], whole, [t for t in said if t.start >= later.start]):
            objection, consent = None, later
    written = _written(text, turns)
    consent = consent or written
    mild = _first(_P["mild"], whole, said, _before_not)
    clue = _first(_P["clue"], whole, said, _not_theirs)
    no_clue = _first(_P["no_clue"], whole, said)
    if objection:
        consent = None
        mild = None
    with_whom, name, authorised = _whom(text, other_line, others, cast, head_end)
    demands = tuple(
        (k, Span(m.start(), m.end()))
        for k, p in _DEMANDS.items()
        for t in said
        if (m := p.search(whole, t.start, t.end))
    )
    answer = _answer(whole, asked, objection or clue)
    when = _when(text, days, head_end)
    if not (objects or consent or mild or objection or clue or no_clue):
        return None
    told = Span(told_parts[0].start, min(told_parts[0].end, told_parts[0].start + 300)) if told_parts else None
    signed = (
        "refused"
        if _P["refused"].search(whole)
        else "yes"
        if name and text.rstrip().rfind(name) > len(text) // 2
        else "unknown"
    )
    urgent = clue is not None and any(_P["urgent"].search(whole, t.start, t.end) for t in said)
    return Talk(
        when,
        with_whom,
        name,
        authorised,
        objects,
        consent,
        mild,
        objection,
        clue,
        no_clue,
        urgent,
        demands,
        answer,
        signed,
        told,
        _head_span(text, when, days, head_end),
    )


def _about_something_else(text: str, asked: list[_Turn], answer: Span) -> bool:
    """Whether the question before *answer* asked about bankruptcy, an offset or the like, and not about the ending."""
    before = [t for t in asked if t.end <= answer.start]
    if not before:
        return False
    if _P["this_question"].search(text, answer.start, answer.end):
        return False  # 不申请。我不同意终本: the answer says itself what it is about
    question = before[-1]
    other = _P["other_question"].search(text, question.start, question.end)
    return other is not None and not _P["this_question"].search(text, question.start, question.end)


def _head_span(text: str, when: date | None, days: Days, head_end: int) -> Span:
    """The line that gives the day of the talk, else its first line."""
    for d in days.all:
        if d.date == when:
            start = text.rfind("\n", 0, d.start) + 1
            end = text.find("\n", d.end)
            return Span(start, min(end if end >= 0 else len(text), start + 120))
    end = text.find("\n")
    return Span(0, end if end > 0 else min(len(text), 60))


def _when(text: str, days: Days, head_end: int) -> date | None:
    for m in re.finditer(_DATA["time"], text[: head_end + 40]):
        found = days.after(m.end(), 12)
        if found:
            return found
    return days.first(0, head_end + 1) or days.last(max(0, len(text) - 160), len(text))


def _speakers(text: str, cast: Cast) -> tuple[set[str], set[str], str]:
    court: set[str] = set(cast.officials)
    others: set[str] = set(cast.spokesmen) | set(cast.creditors)
    line = ""
    for m in _LABEL.finditer(text):
        label, names = m["label"], m["names"]
        cut = re.split(_DATA["clerks"] + r"[ \t　]*[：:]", names)[0]
        found = [n for n in _PERSON.findall(re.split("[（(，,。；;]", cut)[0].replace(" ", "、").replace("　", "、"))][
            :3
        ]
        if re.fullmatch(_DATA["other_labels"], label):
            others |= set(found[:1])
            if not line:
                line = names + text[m.end() : text.find("\n", m.end()) if text.find("\n", m.end()) >= 0 else len(text)]
                line = (found[0] if found else "") + "|" + label + "|" + line
        else:
            court |= set(found)
    if direct := _DIRECT.search(text[:200]):
        court.add(direct["name"])
    return court - others, others, line


def _turns(text: str, court: set[str], others: set[str], cast: Cast) -> Iterator[_Turn]:
    marks: list[tuple[int, int, bool]] = []
    for m in _TURN.finditer(text):
        who = m["who"]
        if who not in ("问", "答") and _NAMED.match(text, m.end()):
            continue  # 审判员：易敏 at the head or foot names who it is
        side = _side(who, court, others)
        if side is not None:
            marks.append((m.start(), m.end(), side))
    for m in re.finditer("|".join(map(re.escape, sorted(court | others, key=len, reverse=True))) or r"(?!)", text):
        if text[m.end() : m.end() + 1] in ("：", ":") and not any(s <= m.start() < e for s, e, _ in marks):
            before = text[max(0, m.start() - 10) : m.start()]
            if not re.search(r"(?:人|员|官|长|代表)[：:]?[ \t　]*$", before):
                marks.append((m.start(), m.end() + 1, m.group() in court))
    told = list(_told_marks(text, court, others))
    ends = {m[1] for m in told}
    marks = [m for m in marks if m[1] not in ends] + told
    marks.sort()
    for (_, start, side), following in zip(marks, [*(m[0] for m in marks[1:]), len(text)], strict=False):
        yield _Turn(side, start, following)


def _told_marks(text: str, court: set[str], others: set[str]) -> Iterator[tuple[int, int, bool]]:
    """Turns of records without 问 and 答: 审判员告知某某：…, 告知内容：…, 申请执行人意见：…, 某某表示，…."""
    for m in _TELLS.finditer(text):
        yield m.start(), m.end(), True
    for m in _REPLIES.finditer(text):
        name = m["name"]
        if (
            name is None
            or name in others
            or (name not in court and name in ("申请执行人", "申请人", "对方", "其", "该"))
        ):
            yield m.start(), m.end(), False


def _side(who: str, court: set[str], others: set[str]) -> bool | None:
    if who in _COURT_WORDS:
        return True
    if who in _OTHER_WORDS:
        return False
    for names, side in ((court, True), (others, False)):
        if who in names:
            return side
    if _COURT_TITLE.search(who):
        return True
    if titled := _TITLED.match(who):  # 法官武永胜：
        return titled["court"] is not None
    if len(who) <= 2:
        for names, side in ((others, False), (court, True)):
            if any(n.startswith(who) or n.endswith(who) for n in names):
                return side
    return None


def _first(
    pattern: re.Pattern[str], text: str, turns: list[_Turn], unless: Callable[[str, int, int], bool] | None = None
) -> Span | None:
    for turn in turns:
        for m in pattern.finditer(text, turn.start, turn.end):
            if unless and unless(text, m.start(), turn.start):
                continue
            end = min((i for i in (text.find(c, m.end(), turn.end) for c in "。；\n") if i >= 0), default=turn.end)
            begin = max((text.rfind(c, turn.start, m.start()) + 1 for c in "。；\n"), default=turn.start)
            return Span(max(begin, turn.start), max(end, m.end()))
    return None


def _before_not(text: str, at: int, floor: int) -> bool:
    return re.search("不$|没$|未$|别$|如果|是否$", text[max(floor, at - 4) : at]) is not None


def _not_theirs(text: str, at: int, floor: int) -> bool:
    """我方曾怀疑…有车，但委托当地查过，不是他的: a suspicion taken back is no clue, nor is what was sold already."""
    end = min((i for i in (text.find(c, at) for c in "。\n") if i >= 0), default=len(text))
    if _P["dealt_with"].match(text, at, end):
        return True
    return (
        re.search("不是他的|查过，不|已(?:经)?核实过|没有线索|曾怀疑|如果|要是", text[max(floor, at - 24) : end])
        is not None
    )


def _written(text: str, turns: list[_Turn]) -> Span | None:
    """同意终结本次执行程序。范振国: consent in the interviewee's own hand below the last answer."""
    m = re.search(r"(?:^|\n)[ 　]*(?:本人|我方?)?同意终结本次执行程序", text)
    return Span(m.start() + text[m.start() : m.end()].count("\n"), m.end()) if m else None


def _appended(text: str, after: int) -> Span | None:
    """【附】7月14日回执：…同意终结: what was added below a record when its questions had been answered."""
    note = _P["appended"].search(text, after)
    return _first(_P["consent"], text, [_Turn(False, note.end(), len(text))], _before_not) if note else None


def _answer(text: str, asked: list[_Turn], after: Span | None) -> str:
    if after is None:
        return "none"
    later = [t for t in asked if t.start >= after.end]
    words = "".join(text[t.start : t.end] for t in later)
    for kind in ("answered", "promised", "noted"):
        if _P[kind].search(words):
            return kind
    return "none"


def _whom(text: str, line: str, others: set[str], cast: Cast, head_end: int) -> tuple[str, str, bool]:
    name, label, rest = [*line.split("|", 2), "", "", ""][:3]
    head = text[: head_end + 1] if head_end > 20 else text[:300]
    about = rest or head
    authorised = _P["authorised"].search(about) is not None and not _P["unauthorised"].search(text)
    if name and _P["unauthorised"].search(text) and name not in cast.creditors:
        return "stranger", name, False
    if (kin := _P["relative"].search(text)) and _P["unauthorised"].search(text):
        return "stranger", kin["name"] or kin["kin"], False
    if not name:
        name = next((s for s in (*cast.spokesmen, *cast.creditors) if s in text), "")
    if name and (name in cast.spokesmen or name in cast.creditors):
        return "creditor" if name in cast.creditors else "agent", name, True
    if "申请执行人" in label or "申请执行人" in about or any(n in cast.creditors for n in cast.named(about)):
        return "agent" if name not in cast.creditors else "creditor", name, authorised
    if name in cast.respondents or name in cast.debtor_side or "被执行人" in about:
        return "debtor", name, False
    if not name:
        named = cast.named(text)
        return ("unknown", "", False) if named else ("stranger", "", False)
    if cast.knows(text):
        return "unknown", name, authorised
    return "stranger", name, False
