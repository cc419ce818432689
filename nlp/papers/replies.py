"""A court's answer to a 检察建议书: what it admits, does, refuses or leaves open, point by point, and the outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nlp.document import Span
from nlp.lexicons import load
from nlp.papers.defects import topics_of

ADOPTED, PARTLY, REJECTED, UNCLEAR = "adopted", "partly_adopted", "rejected", "unclear"


class ReplyItem(NamedTuple):
    """One point of the answer. ``stance`` is adopted, partly_adopted, rejected or unclear; ``topics`` names defects.

    A point that is only promised (拟、将、正在) is unclear; ``promised`` are the words of the promise, ``refused`` the
    sentences that refuse, with their reason.
    """

    span: Span
    stance: str
    topics: tuple[str, ...]
    promised: tuple[Span, ...] = ()
    refused: tuple[Span, ...] = ()


class Reply(NamedTuple):
    """The outcome of the whole, the words that decide it, the measures taken, the points, and what is only planned."""

    outcome: str
    grounds: tuple[Span, ...]
    measures: tuple[Span, ...]
    items: tuple[ReplyItem, ...]
    promised: tuple[Span, ...] = ()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    node = load("replies")
    for key in name.split("."):
        node = node[key]
    return re.compile(node)


_OPENING = re.compile(
    r"(?:收悉|(?<![于自在])收到(?![^。，]{0,4}(?:次日|当日|之日|后))|已收阅)[^。]{0,40}[。，]|[：:]\s*\n"
)
_CLOSING = re.compile(r"\n[ \u3000]*(?:此复|此函|特此(?:函复|回复|复函)|此致|专此)|\n[ \u3000]*附[件：:]")
_ITEM = re.compile(
    r"(?:^|(?<=[\n。；]))[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[.．、](?!\d)"
    r"|建议[一二三四五六七八九](?=[，、：:。])|头一(?:条|件|个)，|第[一二三四五六七八九](?:条|件|个)，|对?(?:于)?(?:来函|建议书?)?第[一二三四五六七八九](?:项|条|点|，|、)|[一二三四五六七八九]是|(?:关于|针对)(?=[^。\n]{2,60}(?:问题|意见|建议|事项|案件|情况)))"
)
_SENTENCE = re.compile(r"[^。；\n]+")
_CLAUSE = re.compile(r"[^，]+")
_ALREADY = re.compile(r"已|业经")
_NUMBER = re.compile(
    r"[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d))?"
    r"[ \u3000]*"
)
#: 关于……的问题， before what is said of it.
_NAMED = re.compile(r"(?:关于|针对)[^，。；]{2,60}(?:问题|意见|建议|事项|情况)，")
#: What a court says the suggestion holds, before it answers (建议书提出…、贵院认为…), is not its own stance.
_QUOTED = re.compile(
    r"(?:建议书|贵院|你院|检察院|来函|建议)(?:中)?(?:所)?(?:指出|提出|认为|认定|建议|所提|指)|“[^”]{0,200}”"
)


def _blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """*text* with what *patterns* find blanked, one after the other; every offset stays what it was."""
    for pattern in patterns:
        text = pattern.sub(lambda m: "\u3000" * len(m.group()), text)
    return text


def read_reply(clean: str) -> Reply:
    """Read the answer in *clean*; pure and linear. ``unclear`` where nothing says what was done."""
    body = _body(clean)
    items = tuple(_item(clean, span) for span in _points(clean, body))
    # What a refused point tells of was done before (已与其谈话并记录入卷): it defends, and is no measure taken.
    answered = [i for i in items if i.stance != REJECTED]
    measures = tuple(m for i in answered for m in _measures(clean, i.span))
    measures = measures or (() if items and not answered else _measures(clean, body))
    outcome, grounds = _outcome(clean, body, items, bool(measures))
    promised = tuple(p for i in items for p in i.promised) or _promised(clean, body)
    return Reply(outcome, grounds, measures, items, promised)


def _body(clean: str) -> Span:
    opening, closing = _OPENING.search(clean), _CLOSING.search(clean)
    start = opening.end() if opening and clean[opening.end() :].strip() else 0
    stop = closing.start() if closing and closing.start() > start else len(clean)
    return Span(start, stop)


def _points(clean: str, body: Span) -> list[Span]:
    """The numbered or titled points; none in a letter that answers in one go."""
    starts = [m.start() for m in _ITEM.finditer(clean, body.start, body.end)]
    if len(starts) < 2:
        return []
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], body.end], strict=True)]


def _item(clean: str, span: Span) -> ReplyItem:
    text = clean[span.start : span.end]
    topics = topics_of(text[:160])
    return ReplyItem(span, _stance(clean, span), topics, _promised(clean, span), _refusals(clean, span))


def _stance(clean: str, span: Span) -> str:
    good = bad = False
    for sentence in _sentences(clean, span):
        words = _unplanned(_blanked(sentence.group(), _QUOTED))
        refused = _pattern("refused").search(words) or _pattern("whole.rejected").search(words)
        bad = bad or refused is not None
        if not refused:
            good = good or bool(_pattern("admitted").search(words) or _pattern("done").search(words))
    if good and bad:
        return PARTLY
    if bad:
        return REJECTED
    return ADOPTED if good else UNCLEAR


def _measures(clean: str, span: Span) -> tuple[Span, ...]:
    """What is said to be done: the clauses of a sentence without those that only plan."""
    return tuple(
        part
        for sentence in _sentences(clean, span)
        if not _pattern("refused").search(sentence.group())
        for part, planned in _parts(sentence)
        if not planned and _pattern("done").search(clean[part.start : part.end])
    )


def _promised(clean: str, span: Span) -> tuple[Span, ...]:
    """What is announced but not done (拟、将、正在), apart from general good will."""
    return tuple(
        part
        for sentence in _sentences(clean, span)
        for part, planned in _parts(sentence)
        if planned and _pattern("act").search(clean[part.start : part.end])
    )


def _refusals(clean: str, span: Span) -> tuple[Span, ...]:
    """The sentences that refuse a point."""
    found = []
    for sentence in _sentences(clean, span):
        bare = _blanked(sentence.group(), _QUOTED)
        if _pattern("refused").search(bare) or _pattern("whole.rejected").search(bare):
            found.append(_trim(sentence.string, sentence.start(), sentence.end()))
    return tuple(found)


def _sentences(clean: str, span: Span) -> Iterator[re.Match[str]]:
    """The sentences of *span*, without the heading of a point: it repeats what was asked and reports nothing."""
    found = list(_SENTENCE.finditer(clean, span.start, span.end))
    for n, sentence in enumerate(found):
        if not (n + 1 < len(found) and _heading(sentence.group())):
            yield sentence


def _heading(sentence: str) -> bool:
    words = _NUMBER.sub("", sentence, count=1).strip(" \u3000：:")
    return len(words) <= 45 and not _pattern("says").search(words)


def _planned_clauses(words: str) -> list[tuple[int, int, bool]]:
    """The clauses of a sentence with whether they only plan; a plan holds until a clause says 已."""
    out, planned = [], False
    for clause in _CLAUSE.finditer(words):
        text = clause.group()
        done = _ALREADY.search(text)
        plan = _pattern("planned").search(text) or (_pattern("under_way").search(text) if not done else None)
        planned = bool(plan) or (planned and not done)
        out.append((clause.start(), clause.end(), planned))
    return out


def _unplanned(words: str) -> str:
    """The sentence with the clauses that only plan blanked."""
    for start, end, planned in _planned_clauses(words):
        if planned:
            words = words[:start] + "\u3000" * (end - start) + words[end:]
    return words


def _parts(sentence: re.Match[str]) -> list[tuple[Span, bool]]:
    """Runs of neighbouring clauses that are alike: done, or only planned."""
    runs: list[tuple[int, int, bool]] = []
    for start, end, planned in _planned_clauses(sentence.group()):
        if runs and runs[-1][2] == planned:
            runs[-1] = (runs[-1][0], end, planned)
        else:
            runs.append((start, end, planned))
    at = sentence.start()
    return [(_trim(sentence.string, at + a, at + b), planned) for a, b, planned in runs]


def _trim(text: str, start: int, end: int) -> Span:
    """Without the number of the point, the clause that only names it, and white space."""
    piece = text[start:end]
    number = _NUMBER.match(piece)
    skip = number.end() if number else 0
    named = _NAMED.match(piece, skip)
    skip = named.end() if named and named.end() < len(piece) else skip
    return Span(start + skip, start + len(piece.rstrip(" \u3000\n，")))


def _outcome(clean: str, body: Span, items: tuple[ReplyItem, ...], acted: bool) -> tuple[str, tuple[Span, ...]]:
    text = clean[body.start : body.end]
    partly = _pattern("whole.partly").search(text)
    if partly:
        return PARTLY, (_shift(partly, body),)
    own = _blanked(text, _QUOTED, _EARLIER)
    whole = _pattern("whole.all").search(own)
    if whole and not _pattern("whole.rejected").search(text):
        return ADOPTED, (_shift(whole, body),)
    if items and (verdict := _closing_refusal(clean, body)):
        return REJECTED, (verdict,)
    stances = {i.stance for i in items} - {UNCLEAR}
    if items and stances:
        grounds = tuple(i.span for i in items if i.stance != UNCLEAR)
        if stances == {ADOPTED}:
            return (ADOPTED, grounds) if not _rest_refuses(clean, body, items) else (PARTLY, grounds)
        return (REJECTED, grounds) if stances == {REJECTED} else (PARTLY, grounds)
    return _in_one_go(clean, body, acted)


_CONCLUDES = re.compile(r"(?:综上|因此|据此|总之|故(?!意))")


def _closing_refusal(clean: str, body: Span) -> Span | None:
    """The sentence that sums up and refuses (综上，…并无违法), where the letter owns up to nothing."""
    bare = _blanked(clean[body.start : body.end], _QUOTED)
    if _pattern("admitted").search(bare):
        return None
    for sentence in _SENTENCE.finditer(bare):
        words = sentence.group().lstrip(" \u3000")
        refused = _pattern("refused").search(words) or _pattern("whole.rejected").search(words)
        if _CONCLUDES.match(words) and refused:
            return Span(body.start + sentence.start(), body.start + sentence.end())
    return None


def _rest_refuses(clean: str, body: Span, items: tuple[ReplyItem, ...]) -> bool:
    """Whether a sentence outside the points refuses something."""
    before = clean[body.start : items[0].span.start]
    return _pattern("whole.rejected").search(before) is not None


#: What became of earlier suggestions is no answer to this one.
_EARLIER = re.compile(r"(?<![^。\n \u3000])(?:此前|前次|以往|过去|先前|早前)[^。]{0,80}检察建议[^。]*")


def _in_one_go(clean: str, body: Span, acted: bool) -> tuple[str, tuple[Span, ...]]:
    text = clean[body.start : body.end]
    own = _blanked(text, _EARLIER)
    bare = _SENTENCE.sub(lambda m: _unplanned(m.group()), _blanked(own, _QUOTED))
    rejected, adopted = _pattern("whole.rejected").search(bare), _pattern("whole.adopted").search(bare)
    refused, admitted = rejected or _pattern("refused").search(bare), _pattern("admitted").search(bare)
    if refused:
        # A court that refuses the point and mends a side matter has refused; it must own up to something for more.
        own_up = (admitted and not _within(admitted, refused)) or (adopted and not rejected and acted)
        return (PARTLY if own_up and acted else REJECTED), (_shift(refused, body),)
    pending = _pattern("pending").search(text)
    if acted and not (pending and not admitted):
        return ADOPTED, tuple(_measures(clean, body)[:2])
    if adopted and not pending:
        return ADOPTED, (_shift(adopted, body),)
    return UNCLEAR, ((_shift(pending, body),) if pending else ())


def _within(inner: re.Match[str], outer: re.Match[str]) -> bool:
    return outer.start() <= inner.start() and inner.end() <= outer.end() + 2


def _shift(m: re.Match[str], body: Span) -> Span:
    return Span(body.start + m.start(), body.start + m.end())
