"""What stands behind ``benmo law show``: what a number meant on a day, what became of it, and its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from benmo.law import national
from benmo.law.checking import Checked, check
from benmo.law.fulltext import Words, words
from benmo.law.index import LawIndex, load
from benmo.law.tables import Law, Version
from nlp.statutes.numerals import article_text
from nlp.statutes.titles import look_up, nearly

__all__ = ["Checked", "LawAnswer", "Meaning", "Move", "check", "near_titles", "show"]


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
    """What an article number meant on a day and what became of it. ``lines`` is the whole answer in Chinese.

    ``moves`` follows the subjects of the day into the other versions; ``origins`` says where the subjects that the
    number has in other versions stood on the day.
    """

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
    suffix: int | None = None
    words: Words | None = None
    origins: tuple[Move, ...] = ()


def show(name: str, article: int, on: date, suffix: int | None = None, *, text: bool = False) -> LawAnswer:
    """What *article* of *name* meant on *on* and in every version, and where its subject stands in each.

    The official words come from what the office has imported; with *text* also from the package of national laws.

    Raises:
        MissingExtra: *text* was asked for, nothing is imported, and the package is not installed.
    """
    index = load()
    law = index.law(name) or _loosely(index, name)
    if law is None:
        return _outside(name, article, on, suffix, text)
    version = law.at(on)
    known = suffix is None
    subjects = tuple(c.name for c in index.meaning(law, version, article)) if version and known else ()
    provision = index.provision(law, article, on) if version and known else None
    history = tuple(_meaning(index, law, v, article) for v in law.versions) if known else ()
    moves = _moves(index, law, version, article) if version and known else ()
    caveat = index.caveat(provision.id) if provision else ""
    answer = LawAnswer(
        law.title, article, on, version.title if version else None, subjects,
        provision.requirement if provision else "",
        provision.id if provision else None, caveat, history, moves, (), suffix,
        origins=_origins(index, law, version, article) if version and known else (),
    )  # fmt: skip
    found = words(index, law, law.title, article, suffix, on, ask=text)
    return _with_words(_with_lines(answer, law, version), found)


def _loosely(index: LawIndex, name: str) -> Law | None:
    title = nearly(name)
    return index.law(title.law) if title else None


def _outside(name: str, article: int, on: date, suffix: int | None, text: bool) -> LawAnswer:
    """A law without versions of ours; its present words may be at hand all the same."""
    title = look_up(name)
    official = title.law if title else name.strip("《》")
    none = LawAnswer(None, article, on, None, (), "", None, "", (), (), (), suffix)
    for candidate in dict.fromkeys((official, f"中华人民共和国{official}")) if text else ():
        found = national.article(candidate, article, suffix)
        if found is not None:
            answer = replace(none, law=candidate)
            lines = (f"《{candidate}》{article_text(article, suffix)}（条号沿革未收录）",)
            said = words(load(), None, candidate, article, suffix, on, ask=True)
            return _with_words(replace(answer, lines=lines), said)
    near = near_titles(name)
    known = f"《{official}》不在本地法律库中，条号沿革未收录。" if title else f"本地法律库中没有“{name}”。"
    if official in national.titles():
        known += "所装国家法律库有现行原文，加 --text 查看。"
    return replace(none, lines=(known, *((f"名称相近的有：{'、'.join(near)}。",) if near else ())))


def near_titles(name: str, most: int = 5) -> tuple[str, ...]:
    """Titles and short names that look like *name*, the nearest first."""
    index = load()
    shown: dict[str, str] = {}
    for law in index.laws.values():
        for alias in (law.title, law.short, *law.aliases):
            shown.setdefault(alias, law.short)
    for title in national.titles():
        shown.setdefault(title, title)
        shown.setdefault(title.removeprefix("中华人民共和国"), title)
    wanted = name.strip("《》")
    inside = [shown[a] for a in shown if len(wanted) >= 2 and (wanted in a or (len(a) >= 3 and a in wanted))]
    close = [shown[a] for a in get_close_matches(wanted, shown, n=most, cutoff=0.5)]
    return tuple(dict.fromkeys([*close, *inside]))[:most]


def _with_words(answer: LawAnswer, found: Words | str) -> LawAnswer:
    if isinstance(found, str):
        return replace(answer, lines=(*answer.lines, found)) if found else answer
    shown = [f"{found.source}：", *(f"  {line}" for line in found.text.splitlines())]
    if found.heading:
        shown.insert(1, f"  〔{found.heading}〕")
    return replace(answer, words=found, lines=(*answer.lines, *shown))


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


def _origins(index: LawIndex, law: Law, version: Version, article: int) -> tuple[Move, ...]:
    """Each subject that the number has in another version, with its number in the version of the day."""
    now = {c.name for c in index.meaning(law, version, article)}
    found: dict[str, Move] = {}
    for other in law.versions:
        for concept in index.meaning(law, other, article):
            if concept.name not in now and version.key in concept.articles:
                found[concept.name] = Move(concept.name, version.title, concept.articles[version.key])
    return tuple(found.values())


def _with_lines(answer: LawAnswer, law: Law, version: Version | None) -> LawAnswer:
    day = f"{answer.on.year}年{answer.on.month}月{answer.on.day}日"
    number = article_text(answer.article, answer.suffix)
    lines = [f"《{law.title}》{number}，{day}"]
    if version is None:
        first = law.versions[0].start
        if not law.whole:
            lines.append("当日的版本没有导入。")
        else:
            lines.append("当日尚未施行。" if answer.on < first else "当日已不再施行。")
    else:
        lines.append(
            f"当日施行的是{version.title}（{version.doc_no}）。" if version.doc_no else f"当日施行的是{version.title}。"
        )
        lines += _day_lines(answer, version)
    if any(m.subjects or m.exists is False for m in answer.history):
        told = [m for m in answer.history if m.subjects or m.exists is False]
        lines += [_history_line(m) for m in told]
        if len(told) < len(answer.history):
            lines.append("其余版本：内容未收录。")
    lines += [f"“{m.subject}”在{m.version}为{_numbers(m.articles)}。" for m in answer.moves]
    lines += [f"“{m.subject}”当日（{m.version}）为{_numbers(m.articles)}。" for m in answer.origins]
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
