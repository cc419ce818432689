"""Full-text search that finds words of any length, two-character Chinese words among them, on both databases.

What is indexed are letters and digits only, folded (full width to half, case): layout between the characters of a word
does not hide it. SQLite: FTS5 over single characters, a query is a phrase of them (its trigram tokenizer finds nothing
shorter than three characters, and not even LIKE does on such a table). PostgreSQL: a GIN index over the pairs of
neighbouring characters; longer words are compared with the text once more, of as few rows as will do: to read the texts
of all rows that hold the pairs of a common word takes many seconds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    delete,
    false,
    func,
    insert,
    literal,
    select,
    text,
)

from benmo.storage.schema import SEARCH

_MAX_QUERY = 100
#: Words that stand in so many rows are common.
COMMON = 20_000
#: Rows that are indexed anew at a time.
_TOGETHER = 500
#: Row and case side by side: a common word is in very many rows, whose texts must not be read to know their cases.
_COVER = "ix_search_rows_id_case_id"


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds all words of a query. ``ref`` is a document's or finding's id within the case."""

    id: int
    case_id: int
    kind: str
    ref: str


def plain(raw: str) -> str:
    """*raw* as it is indexed."""
    return fold(raw)[0]


def fold(raw: str) -> tuple[str, list[int]]:
    """The letters and digits of *raw*, folded, and where in *raw* each of them stands."""
    out: list[str] = []
    where: list[int] = []
    for at, char in enumerate(raw):
        if "\u4e00" <= char <= "\u9fff":  # most of every text, and folded already
            out.append(char)
            where.append(at)
            continue
        for one in unicodedata.normalize("NFKC", char).lower() if char > "~" else char.lower():
            if one.isalnum() and one < "\U000e0000":
                out.append(one)
                where.append(at)
    return "".join(out), where


def words(query: str) -> list[str]:
    """The words of *query*, parted by white space; all must be found."""
    return list(dict.fromkeys(w for part in query[:_MAX_QUERY].split() if (w := plain(part))))


def find(raw: str, query: str) -> list[tuple[int, int]]:
    """Where the words of *query* stand in *raw*, in order."""
    folded, where = fold(raw)
    spans = []
    for word in words(query):
        at = folded.find(word)
        while at >= 0:
            spans.append((where[at], where[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return sorted(spans)


def add(cx: Connection, case_id: int, kind: str, ref: str, raw: str) -> None:
    """Index *raw* under (*case_id*, *kind*, *ref*)."""
    add_many(cx, [(case_id, kind, ref, raw)])


def add_many(cx: Connection, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Index rows of (case, kind, ref, raw text)."""
    made: list[dict[str, Any]] = [
        {"case_id": c, "kind": kind, "ref": ref, "plain": plain(raw)} for c, kind, ref, raw in rows
    ]
    if cx.dialect.name == "sqlite":
        for row in made:
            row["id"] = cx.execute(insert(SEARCH).values(row)).inserted_primary_key[0]  # type: ignore[index]
        index = text("INSERT INTO search_fts(rowid, text) VALUES (:id, :t)")
        cx.execute(index, [{"id": row["id"], "t": " ".join(row["plain"])} for row in made])
        return
    cx.execute(
        text(
            "INSERT INTO search_rows (case_id, kind, ref, plain, grams)"
            " VALUES (:case_id, :kind, :ref, :plain, CAST(:grams AS text[]))"
        ),
        [row | {"grams": _grams(row["plain"])} for row in made],
    )


def drop(cx: Connection, case_id: int) -> None:
    """Take everything of a case out of the index."""
    mine = SEARCH.c.case_id == case_id
    if cx.dialect.name == "sqlite":
        for row in cx.execute(select(SEARCH.c.id, SEARCH.c.plain).where(mine)).all():
            cx.execute(
                text("INSERT INTO search_fts(search_fts, rowid, text) VALUES ('delete', :id, :t)"),
                {"id": row.id, "t": " ".join(row.plain)},
            )
    cx.execute(delete(SEARCH).where(mine))


def search(cx: Connection, query: str, visible: str, values: dict[str, Any], limit: int = 200) -> list[Hit]:
    """The newest rows that hold all words of *query*, of cases ``c`` for which the SQL condition *visible* holds."""
    wanted = words(query)
    if not wanted:
        return []
    if cx.dialect.name == "sqlite":
        phrase = _phrases(wanted)
        found = cx.execute(
            text(
                "SELECT r.id, r.case_id, r.kind, r.ref FROM search_fts f JOIN search_rows r ON r.id = f.rowid"
                f" JOIN cases c ON c.id = r.case_id WHERE search_fts MATCH :q AND {visible}"
                " ORDER BY f.rowid DESC LIMIT :limit"
            ),
            {**values, "q": phrase, "limit": limit},
        )
    else:
        _by_index(cx)
        longer = {f"w{n}": w for n, w in enumerate(wanted) if len(w) > 2}
        again = "".join(f" AND strpos(r.plain, :{name}) > 0" for name in longer)
        # The index first, whole; of those the visible ones, the newest first; and only then, one by one, their texts.
        found = cx.execute(
            text(
                "WITH held AS MATERIALIZED"
                " (SELECT id, case_id FROM search_rows WHERE grams @> CAST(:g AS text[])),"
                " lined AS (SELECT h.id FROM held h WHERE EXISTS"
                f" (SELECT 1 FROM cases c WHERE c.id = h.case_id AND {visible}) ORDER BY h.id DESC OFFSET 0)"
                " SELECT r.id, r.case_id, r.kind, r.ref FROM lined l CROSS JOIN LATERAL"
                f" (SELECT * FROM search_rows r WHERE r.id = l.id{again} OFFSET 0) r ORDER BY l.id DESC LIMIT :limit"
            ),
            {**values, **longer, "g": _needed(wanted), "limit": limit},
        )
    return [Hit(*row) for row in found]


def among(cx: Connection, query: str, cases: Sequence[int], limit: int = 200) -> list[Hit]:
    """The newest rows of a few *cases* that hold all words of *query*; only these are read, whatever else there is."""
    wanted = words(query)
    if not wanted or not cases:
        return []
    rows = select(SEARCH.c.id, SEARCH.c.case_id, SEARCH.c.kind, SEARCH.c.ref).where(SEARCH.c.case_id.in_(cases))
    rows = rows.where(*_holds(cx, wanted)).order_by(SEARCH.c.id.desc()).limit(limit)
    return [Hit(*row) for row in cx.execute(rows)]


def cases_with(cx: Connection, query: str) -> TextClause | Select[Any]:
    """A subquery for the numbers of the cases of which a row holds all words of *query*, as far as the index knows.

    Where :func:`proof` gives a condition, this must be asked of each of them besides.
    """
    wanted = words(query)
    if not wanted:
        return select(SEARCH.c.case_id).where(false())
    if cx.dialect.name == "sqlite":
        return text(
            f"SELECT r.case_id FROM search_fts f JOIN search_rows r INDEXED BY {_COVER} ON r.id = f.rowid"
            " WHERE search_fts MATCH :fts_query"
        ).bindparams(fts_query=_phrases(wanted))
    _by_index(cx)
    return text("SELECT case_id FROM search_rows WHERE grams @> CAST(:fts_grams AS text[])").bindparams(
        fts_grams=_needed(wanted)
    )


def common(cx: Connection, query: str) -> bool:
    """Whether SQLite's index holds the words of *query* in so many rows that gathering them costs more than reading the
    texts of a list in its order, until enough are found."""
    wanted = words(query)
    if cx.dialect.name != "sqlite" or not wanted:
        return False
    some = "SELECT 1 FROM search_fts WHERE search_fts MATCH :q LIMIT :most"
    found = cx.execute(text(f"SELECT count(*) FROM ({some})"), {"q": _phrases(wanted), "most": COMMON})
    return int(found.scalar_one()) >= COMMON


def in_texts(cx: Connection, query: str, case_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a row of the case *case_id* holds all words of *query*, from its texts."""
    # OFFSET 0: asked of one case at a time, and not turned into a join that reads the texts of all.
    rows = select(literal(1)).where(SEARCH.c.case_id == case_id, *_holds(cx, words(query)))
    return rows.offset(0).exists()


def _holds(cx: Connection, wanted: list[str]) -> Iterator[ColumnElement[bool]]:
    """The conditions that a row's text holds each of *wanted*."""
    place = func.instr if cx.dialect.name == "sqlite" else func.strpos
    return (place(SEARCH.c.plain, word) > 0 for word in wanted)


def proof(cx: Connection, query: str, case_id: ColumnElement[int]) -> ColumnElement[bool] | None:
    """Whether a row of the case *case_id* holds all words of *query*, from its texts; None where the index shows it."""
    wanted = words(query)
    if cx.dialect.name == "sqlite" or all(len(w) <= 2 for w in wanted):
        return None
    return in_texts(cx, query, case_id)


def _by_index(cx: Connection) -> None:
    """PostgreSQL thinks it cheap to walk through narrow rows: it does not reckon the long values beside them.

    Nor may it walk them in the order of another index; what remains is to gather rows from the index of the pairs, or
    those of a few cases. And it has to plan for the words that are looked for, not once for all words.
    """
    ways = {"enable_seqscan": "off", "enable_indexscan": "off", "plan_cache_mode": "force_custom_plan"}
    cx.execute(text("SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in ways.items())))


def _phrases(wanted: list[str]) -> str:
    return " AND ".join('"' + " ".join(w) + '"' for w in wanted)


def _needed(wanted: list[str]) -> list[str]:
    return list(dict.fromkeys(g for w in wanted for g in ([w] if len(w) == 1 else _pairs(w))))


def _grams(folded: str) -> list[str]:
    return sorted({*folded, *_pairs(folded)})


def _pairs(folded: str) -> list[str]:
    return [folded[i : i + 2] for i in range(len(folded) - 1)]


def rebuild(cx: Connection) -> None:
    """Make the index beside ``search_rows`` anew from its texts."""
    words_of: Callable[[str], Any]
    if cx.dialect.name == "sqlite":
        cx.execute(text("INSERT INTO search_fts(search_fts) VALUES ('delete-all')"))
        change, words_of = text("INSERT INTO search_fts(rowid, text) VALUES (:id, :t)"), " ".join
    else:
        change, words_of = text("UPDATE search_rows SET grams = CAST(:t AS text[]) WHERE id = :id"), _grams
    some, last = select(SEARCH.c.id, SEARCH.c.plain).order_by(SEARCH.c.id).limit(_TOGETHER), 0
    while rows := cx.execute(some.where(SEARCH.c.id > last)).all():
        cx.execute(change, [{"id": row.id, "t": words_of(row.plain)} for row in rows])
        last = rows[-1].id
