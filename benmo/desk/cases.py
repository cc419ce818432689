"""Lists of cases, one case whole, and full-text search. Only what the person may see is ever asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import BinaryExpression, ColumnElement, Connection, Row, Select, false, func, select, update

from benmo.desk import audit, keeping
from benmo.desk.model import Actor, CaseFilter, CaseRow, FileRow, Page, Role, SearchHit
from benmo.desk.rights import VISIBLE_SQL, case_row, may_decide, require, scope, visible
from benmo.errors import NoSuch, UsageError
from benmo.storage import search
from benmo.storage.packing import unpack
from benmo.storage.schema import CASES, FILES, FINDINGS, ORIGINALS, REVIEWS, USERS
from benmo.storage.store import Store

MAX_PAGE = 200
#: Where a list has to be proven from texts, so many cases at least are counted; of more it is said that there are more.
COUNTED = 1000
#: So many keys go into one query.
MAX_KEYS = 500
ORDERS = {
    "updated": "updated_at", "ruling": "ruling_date", "score": "score", "violations": "violations"
}  # fmt: skip
#: Characters around a found word that a passage shows.
AROUND = 30


def listed(store: Store, who: Actor, wanted: CaseFilter, offset: int, limit: int) -> Page[CaseRow]:
    """The cases that *wanted* asks for, one page of them."""
    limit, offset = max(1, min(limit, MAX_PAGE)), max(0, offset)
    with store.read() as cx:
        numbers, total, above = _walked(cx, who, wanted, offset, limit) or _numbers(
            cx, _conditions(cx, who, wanted), wanted, offset, limit
        )
        page = _rows().where(CASES.c.id.in_(numbers)).order_by(*_order(wanted.order, CASES.c))
        rows = tuple(row_of(r) for r in cx.execute(page))
    return Page(rows, total, offset, limit, above)


def _numbers(
    cx: Connection, conditions: list[ColumnElement[bool]], wanted: CaseFilter, offset: int, limit: int
) -> tuple[list[int], int, bool]:
    """The numbers of a page's cases, how many cases there are in all, and whether there are still more.

    The numbers first: an index alone gives them, however deep the page. Where a word, a finding or a court is looked
    for, every case that fits has to be looked at anyway: they are gathered once, for the page and the count, and set
    apart, lest a planner walk through all cases in the page's order in the hope of an early end.
    """
    order, whole = wanted.order, _searches(wanted)
    fit: Any = select(CASES.c.id, CASES.c[_column(order)]).where(*conditions)
    fit = fit.cte("fit").prefix_with("MATERIALIZED") if whole else fit.subquery("fit")
    proven = _proven(cx, fit, wanted, max(offset + limit, COUNTED))
    if proven is not None:
        return proven[0][offset : offset + limit], len(proven[0]), proven[1]
    count = select(func.count()).select_from(fit)
    page = select(fit.c.id).order_by(*_order(order, fit.c)).limit(limit).offset(offset)
    if not whole:
        return list(cx.execute(page).scalars()), cx.execute(count).scalar_one(), False
    rows = cx.execute(page.add_columns(count.scalar_subquery())).all()
    return [r[0] for r in rows], int(rows[0][1]) if rows else cx.execute(count).scalar_one(), False


def _walked(
    cx: Connection, who: Actor, wanted: CaseFilter, offset: int, limit: int
) -> tuple[list[int], int, bool] | None:
    """The same as :func:`_numbers` for common words alone on SQLite; None for any other list.

    The index by office and day gives the list's order; the texts of its cases are read until the page is full and a
    thousand are counted, instead of gathering tens of thousands.
    """
    if (
        replace(wanted, text="", order=CaseFilter().order) != CaseFilter()
        or wanted.order.removeprefix("-") != "updated"
    ):
        return None
    mine = scope(cx, who)
    if not isinstance(mine, BinaryExpression) or not search.common(cx, wanted.text):
        return None
    most = max(offset + limit, COUNTED)
    fit = select(CASES.c.id).where(mine, search.in_texts(cx, wanted.text, CASES.c.id))
    found = list(cx.execute(fit.order_by(*_order(wanted.order, CASES.c)).limit(most + 1)).scalars())
    return found[:most][offset : offset + limit], min(len(found), most), len(found) > most


def _proven(cx: Connection, fit: Any, wanted: CaseFilter, most: int) -> tuple[list[int], bool] | None:
    """The first *most* of those of *fit* that hold the words, in order, and whether there are more of them.

    None where the index has proven them all. Their texts are read in the list's order, and no further than needed.
    """
    lined = select(fit).order_by(*_order(wanted.order, fit.c)).offset(0).subquery("lined")
    holds = search.proof(cx, wanted.text, lined.c.id)
    if holds is None:
        return None
    first = select(lined.c.id).where(holds).order_by(*_order(wanted.order, lined.c)).limit(most + 1)
    found = list(cx.execute(first).scalars())
    return found[:most], len(found) > most


def _searches(wanted: CaseFilter) -> bool:
    return bool(wanted.text.strip() or wanted.checkpoint or wanted.conclusion or wanted.court)


def _rows() -> Select[Any]:
    return select(CASES, USERS.c.display.label("assignee")).outerjoin(USERS, USERS.c.id == CASES.c.assignee_id)


def _column(order: str) -> str:
    column = ORDERS.get(order.removeprefix("-"))
    if column is None:
        raise UsageError(f"不能按 {order} 排序。", f"可用：{'、'.join(ORDERS)}，前加 - 为从大到小")
    return column


def _order(order: str, of: Any) -> tuple[ColumnElement[Any], ...]:
    columns = (of[_column(order)], of.id)
    return tuple(c.desc() if order.startswith("-") else c.asc() for c in columns)


def _conditions(cx: Connection, who: Actor, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [scope(cx, who)]
    if wanted.mine:
        found.append(CASES.c.assignee_id == who.id)
    if wanted.level:
        found.append(CASES.c.level.in_(wanted.level))
    if wanted.state:
        found.append(CASES.c.state.in_(wanted.state))
    if wanted.gate:
        found.append(CASES.c.gate.in_(wanted.gate))
    if wanted.status:
        found.append(CASES.c.status == wanted.status)
    if wanted.court:
        found.append(CASES.c.court.contains(wanted.court, autoescape=True))
    if wanted.since:
        found.append(CASES.c.ruling_date >= _day(wanted.since))
    if wanted.until:
        found.append(CASES.c.ruling_date <= _day(wanted.until))
    if wanted.checkpoint:
        flagged = select(FINDINGS.c.case_id).where(FINDINGS.c.checkpoint == wanted.checkpoint)
        if wanted.conclusion:
            flagged = flagged.where(FINDINGS.c.conclusion == wanted.conclusion)
        found.append(CASES.c.id.in_(flagged))
    elif wanted.conclusion:  # the case's row has counted them already
        counted = {"violation": CASES.c.violations, "not_shown": CASES.c.open_points}.get(wanted.conclusion)
        found.append(counted > 0 if counted is not None else false())
    if wanted.text.strip():
        found.append(CASES.c.id.in_(search.cases_with(cx, wanted.text)))
    return found


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"日期 {value!r} 不对。", "写作 2026-11-24 的形式") from None


def row_of(r: Row[Any]) -> CaseRow:
    """A row of cases, with the assignee's name, as handed out."""
    return CaseRow(
        r.key, r.name, r.state, r.status, r.case_no, r.court, r.cause, r.ruling_date, r.parties, r.level, r.score,
        r.violations, r.open_points, r.decided, r.unread, r.assignee, r.updated_at, r.gate,
    )  # fmt: skip


def rows(store: Store, who: Actor, keys: Iterable[str]) -> tuple[CaseRow, ...]:
    """The rows of those of the cases *keys* that the person may see, in no order."""
    wanted, found = list(dict.fromkeys(keys)), []
    with store.read() as cx:
        for first in range(0, len(wanted), MAX_KEYS):
            some = CASES.c.key.in_(wanted[first : first + MAX_KEYS])
            found += [row_of(r) for r in cx.execute(_rows().where(some, visible(who)))]
    return tuple(found)


def one_row(cx: Connection, case_id: int) -> CaseRow:
    """The row of one case."""
    return row_of(cx.execute(_rows().where(CASES.c.id == case_id)).one())


def files(cx: Connection, who: Actor, case_id: int) -> tuple[FileRow, ...]:
    """The originals of a case, each with the other cases that hold the same bytes."""
    query = select(FILES, ORIGINALS.c.size).join(ORIGINALS, ORIGINALS.c.sha256 == FILES.c.sha256)
    rows = cx.execute(query.where(FILES.c.case_id == case_id).order_by(FILES.c.id)).all()
    twins = (
        select(FILES.c.sha256, CASES.c.key)
        .join(CASES, CASES.c.id == FILES.c.case_id)
        .where(FILES.c.sha256.in_({r.sha256 for r in rows}), FILES.c.case_id != case_id, visible(who))
        .limit(100)
    )
    also: dict[str, list[str]] = {}
    for twin in cx.execute(twins) if rows else ():  # of no file SQLite would look through those of all cases
        also.setdefault(twin.sha256, []).append(twin.key)
    return tuple(
        FileRow(r.id, r.path, r.sha256, r.size, r.role, tuple(dict.fromkeys(also.get(r.sha256, ())))) for r in rows
    )


def original(store: Store, who: Actor, key: str, number: int) -> tuple[str, bytes]:
    """Name and bytes of an original of a case. Raises NoSuch."""
    with store.write() as cx:
        case = case_row(cx, who, key)
        row = cx.execute(select(FILES).where(FILES.c.id == number, FILES.c.case_id == case.id)).first()
        if row is None:
            raise NoSuch("案件中没有这个文件。")
        audit.note(store, cx, who.name, "read.original", key, file=row.path[:200])
    return row.path, store.originals.get(row.sha256)


def assign(store: Store, who: Actor, key: str, name: str) -> None:
    """Give a case to a person, of whatever office. For the head, the registry and the administrator of its office."""
    with store.write() as cx:
        case = case_row(cx, who, key)
        allowed = case.office == who.office and who.role in (Role.HEAD, Role.REGISTRY, Role.ADMIN)
        require(allowed, "分配案件")
        user = cx.execute(select(USERS).where(USERS.c.name == name, USERS.c.active)).first()
        if user is None:
            raise NoSuch(f"没有名为 {name} 的用户。")
        cx.execute(update(CASES).where(CASES.c.id == case.id).values(assignee_id=user.id))
        audit.note(store, cx, who.name, "assign", key, to=name)


def found(
    store: Store, who: Actor, query: str, limit: int, within: Sequence[str] | None = None
) -> tuple[SearchHit, ...]:
    """Documents and findings that hold all words of *query*, the newest first, each with the first passage.

    *within* restricts to those cases.
    """
    limit, values = max(1, min(limit, MAX_PAGE)), {"office": who.office, "me": who.id}
    # Looked up before the transaction that notes the search: whoever writes must not wait for it.
    with store.read() as cx:
        if within is None:
            hits = search.search(cx, query, VISIBLE_SQL, values, limit)
        else:
            mine = select(CASES.c.id).where(CASES.c.key.in_(within[:MAX_KEYS]), visible(who))
            hits = search.among(cx, query, list(cx.execute(mine).scalars()), limit)
    with store.write() as cx:
        audit.note(store, cx, who.name, "search", "", query=query[:100], hits=len(hits))
    with store.read() as cx:
        whole = _with_reviews(cx, {hit.case_id for hit in hits})
    return tuple(_hit(*whole[hit.case_id], hit, query) for hit in hits if hit.case_id in whole)


def _with_reviews(cx: Connection, numbers: Iterable[int]) -> dict[int, tuple[Row[Any], dict[str, Any]]]:
    """The rows of some cases (a page of them at most) and their present reviews, asked for at once."""
    both = select(CASES, REVIEWS.c.body).join(REVIEWS, REVIEWS.c.id == CASES.c.review_id)
    return {r.id: (r, unpack(r.body)) for r in cx.execute(both.where(CASES.c.id.in_(numbers)))}


def _hit(case: Row[Any], review: dict[str, Any], hit: search.Hit, query: str) -> SearchHit:
    if hit.kind == "doc":
        ids = {keeping.clip(d["id"], 1000): d for d in review["documents"]}
        raw = str(ids.get(hit.ref, {}).get("text") or "")
    elif hit.kind == "finding":
        raw = "\n".join(f["reason"] for f in review["findings"] if f["conclusion"] in keeping.FLAGGED)
    else:
        raw = "\n".join(filter(None, (case.name, case.case_no, case.court, case.cause, case.parties)))
    places = search.find(raw, query)
    start = max(0, places[0][0] - AROUND) if places else 0
    end = min(len(raw), (places[0][1] if places else 0) + 2 * AROUND)
    spans = tuple((a - start, b - start) for a, b in places if b <= end)
    return SearchHit(case.key, case.case_no, case.name, hit.kind, hit.ref, raw[start:end], spans, start)


def outdated(cx: Connection, who: Actor, keys: Sequence[str]) -> list[int]:
    """The numbers of the cases *keys* that this person may have read anew."""
    rows = [case_row(cx, who, key) for key in dict.fromkeys(keys)]
    for row in rows:
        require(may_decide(who, row), "重新审查案件")
    return [row.id for row in rows]
