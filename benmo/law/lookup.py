"""What stands behind ``benmo law show`` and ``benmo law check``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from benmo.law.index import LawIndex, load
from benmo.law.tables import Law, Version
from benmo.law.verdict import Verdict
from nlp.statutes import CitationMention, read_citations
from nlp.statutes.numerals import article_text

TERMINATION = "终结本次执行程序"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one number meant in one version."""

    version: str
    start: date
    end: date | None
    subjects: tuple[str, ...]
    exists: bool | None


@dataclass(frozen=True, slots=True)
class Move:
    """Where the subject of the number stands in another version."""

    subject: str
    version: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LawAnswer:
    """What an article number meant on a day and what became of it. ``lines`` is the whole answer in Chinese."""

    law: str | None
    article: int
    on: date
    version: str | None
    meaning: tuple[str, ...]
    requirement: str
    provision_id: str | None
    caveat: str
    history: tuple[Meaning, ...]
    moves: tuple[Move, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation and its verdict."""

    mention: CitationMention
    verdict: Verdict


def show(alias: str, article: int, on: date) -> LawAnswer:
    """What *article* of *alias* meant on *on* and in every version, and where its subject stands in each."""
    index = load()
    law = index.law(alias)
    if law is None:
        lines = (f"本地法律库中没有“{alias}”。",)
        return LawAnswer(None, article, on, None, (), "", None, "", (), (), lines)
    version = law.at(on)
    subjects = tuple(c.name for c in index.meaning(law, version, article)) if version else ()
    provision = index.provision(law, article, on) if version else None
    history = tuple(_meaning(index, law, v, article) for v in law.versions)
    moves = _moves(index, law, version, article) if version else ()
    caveat = index.caveat(provision.id) if provision else ""
    answer = LawAnswer(
        law.title, article, on, version.title if version else None, subjects,
        provision.requirement if provision else "",
        provision.id if provision else None, caveat, history, moves, (),
    )  # fmt: skip
    return _with_lines(answer, law, version)


def check(text: str, on: date, subject: str | None = None) -> tuple[Checked, ...]:
    """Every citation of *text* judged on *on*, unread ones included, in the order of the text.

    Without *subject*, a text that orders 终结本次执行程序 is taken as a ruling of that kind.
    """
    mentions = read_citations(text)
    if subject is None and _orders_termination(text):
        subject = TERMINATION
    verdicts = load().judge_all(mentions, on, subject)
    return tuple(Checked(m, v) for m, v in zip(mentions, verdicts, strict=True))


_ORDER = re.compile(r"裁\s{0,3}定\s{0,3}如\s{0,3}下|作出?如下裁定")
_ENDING = re.compile(r"终\s?结[^。；]{0,60}?本\s?次\s?执\s?行")
_IN_PASSING = re.compile(r"(?<![以应可得院])(?:(?<=本院)裁定|裁定)终结本次执行")


def _orders_termination(text: str) -> bool:
    """Whether *text* is, or is the end of, a ruling that orders the ending; a paper that tells of one is not."""
    order = _ORDER.search(text)
    if order is not None:
        return _ENDING.search(text, order.end(), order.end() + 200) is not None
    return "检察" not in text and _IN_PASSING.search(text) is not None


def _meaning(index: LawIndex, law: Law, version: Version, article: int) -> Meaning:
    subjects = tuple(c.name for c in index.meaning(law, version, article))
    exists: bool | None = True if article <= index.known_last(law, version) else None
    if exists is None and version.articles is not None:
        exists = False
    return Meaning(version.title, version.start, version.end, subjects, exists)


def _moves(index: LawIndex, law: Law, version: Version, article: int) -> tuple[Move, ...]:
    """Each subject of the number in the version of the day, with its number in every other version."""
    return tuple(
        Move(concept.name, other.title, concept.articles.get(other.key, ()))
        for concept in index.meaning(law, version, article)
        for other in law.versions
        if other.key != version.key and other.key in concept.articles
    )


def _with_lines(answer: LawAnswer, law: Law, version: Version | None) -> LawAnswer:
    day = f"{answer.on.year}年{answer.on.month}月{answer.on.day}日"
    number = article_text(answer.article)
    lines = [f"《{law.title}》{number}，{day}"]
    if version is None:
        first = law.versions[0].start
        lines.append("当日尚未施行。" if answer.on < first else "当日已不再施行。")
    else:
        lines.append(
            f"当日施行的是{version.title}（{version.doc_no}）。" if version.doc_no else f"当日施行的是{version.title}。"
        )
        lines += _day_lines(answer, version)
    lines += [_history_line(m) for m in answer.history]
    lines += [f"“{m.subject}”在{m.version}为{_numbers(m.articles)}。" for m in answer.moves]
    return replace(answer, lines=tuple(lines))


def _day_lines(answer: LawAnswer, version: Version) -> list[str]:
    lines = []
    if answer.meaning:
        lines.append(f"当日内容：{'、'.join(answer.meaning)}。")
    if answer.requirement:
        lines.append(f"要点（自拟，非原文）：{answer.requirement}")
    if answer.caveat:
        lines.append(answer.caveat)
    if not answer.meaning and not answer.requirement:
        exists = version.articles is not None and answer.article > version.articles
        lines.append(f"当日共{version.articles}条，没有这一条。" if exists else "本地法律库未收录该条内容。")
    return lines


def _history_line(meaning: Meaning) -> str:
    if meaning.exists is False:
        return f"{meaning.version}：没有这一条。"
    return f"{meaning.version}：{'、'.join(meaning.subjects) if meaning.subjects else '内容未收录'}。"


def _numbers(articles: tuple[int, ...]) -> str:
    if not articles:
        return "无此规定"
    if len(articles) == 1:
        return article_text(articles[0])
    return f"{article_text(articles[0])}至{article_text(articles[-1])}"
