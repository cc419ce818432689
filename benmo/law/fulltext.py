"""The words of an article: from what the office has imported, else from the package of national laws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from benmo.law import national, office
from benmo.law.index import LawIndex
from benmo.law.tables import Law


@dataclass(frozen=True, slots=True)
class Words:
    """The official words of one article. ``source`` is a Chinese sentence that says where they come from."""

    text: str
    heading: str
    source: str


def imported_words(index: LawIndex, law: Law, article: int, suffix: int | None, on: date) -> Words | None:
    """The words as imported for the version of *on*."""
    version = law.at(on)
    if version is None:
        return None
    entry = next(
        (e for e in index.imports if (e.law or e.id.partition("-")[0]) == law.key and e.start == version.start), None
    )
    if entry is None:
        return None
    for row in office.text_of(entry)["articles"]:
        if (row["number"], row["suffix"]) == (article, suffix):
            source = (
                f"原文据导入文件 {entry.source}（{entry.doc_no + '，' if entry.doc_no else ''}{entry.start}起施行）"
            )
            return Words(_joined(row["paragraphs"]), " ".join(row["path"]), source)
    return None


def _joined(paragraphs: list[dict[str, Any]]) -> str:
    lines = []
    for paragraph in paragraphs:
        lines.append(paragraph["text"])
        lines += [f"{number}{words}" for number, words in paragraph["items"]]
    return "\n".join(line for line in lines if line)


def national_words(title: str, law: Law | None, article: int, suffix: int | None, on: date) -> Words | str:
    """The current words of a national law; a Chinese sentence where there are none for that day.

    Raises:
        MissingExtra: the package of national laws is not installed.
    """
    found = national.article(title, article, suffix)
    if found is None:
        if title in national.titles():
            return f"所装法律原文（《{title}》）中没有这一条。"
        return f"所装法律原文中没有《{title}》；司法解释和规范性文件用 benmo law import 导入。"
    if law is not None and law.versions and on < law.versions[-1].start:
        return f"所装法律原文只有现行文本，{on}施行的版本未收录原文。"
    if law is None and found.dated and on < date.fromisoformat(found.dated):
        return f"所装法律原文为{found.dated}的文本，{on}施行的版本未收录原文。"
    if law is not None and not _same_text(law, found.dated):
        return f"所装法律原文为{found.dated}的文本，不是现行版本，未引用。"
    return Words(found.text, found.heading, f"原文据所装国家法律库（文本日期{found.dated}），引用前请与官方文本核对")


def _same_text(law: Law, dated: str) -> bool:
    """Whether a text of that day can be the present version: passed before it came into force, after the one before."""
    if not dated or len(law.versions) < 2:
        return True
    return date.fromisoformat(dated) > law.versions[-2].start


def words(
    index: LawIndex, law: Law | None, title: str, article: int, suffix: int | None, on: date, *, ask: bool
) -> Words | str:
    """The words of an article on *on*, or why there are none; *ask* goes to the package of national laws too.

    Raises:
        MissingExtra: *ask* was given, nothing is imported and the package is not installed.
    """
    if law is not None:
        found = imported_words(index, law, article, suffix, on)
        if found is not None:
            return found
        if law.level not in ("法律", "导入") and ask:
            return f"未收录《{law.title}》当日版本的原文：司法解释和规范性文件用 benmo law import 导入。"
    return national_words(title, law, article, suffix, on) if ask else ""
