"""Cases with their findings and decisions as a table (xlsx, csv) or as reviews (JSON lines)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benmo.desk import audit, decisions
from benmo.desk.model import Actor
from benmo.desk.rights import visible
from benmo.errors import UsageError
from benmo.files import replacing
from benmo.storage.schema import CASES, USERS
from benmo.storage.store import Store
from nlp.readers.system import system_words

CASE_HEAD = (
    "案件编号", "名称", "状态", "案号", "法院", "案由", "裁定日期", "当事人", "评级", "分数", "疑似违法", "待核实",
    "已决定", "未读部分", "单位", "承办人",
)  # fmt: skip
FINDING_HEAD = ("案件编号", "案号", "监督要点", "名称", "结论", "理由", "决定", "决定人", "决定日期", "备注")
STATES = {"new": "新收", "decided": "已处理", "drafted": "已起草", "sent": "已发出", "answered": "已回复"}
CONCLUSIONS = {"violation": "疑似违法", "not_shown": "待核实", "ok": "合规", "na": "不适用"}
VERDICTS = {"confirmed": "确认", "rejected": "不采纳", "confirmed_absent": "查明未做"}
#: So many cases are in memory at a time.
_ROWS = 500
#: A cell that begins so is a formula to a spreadsheet; texts of documents must never become one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(store: Store, who: Actor | None, target: Path) -> int:
    """Write the visible cases (all of them for None, the machine's own command line); returns their number.

    Raises:
        UsageError: the suffix is unknown, or the file cannot be written.
    """
    kinds: dict[str, Callable[[Store, Actor | None, Path], int]] = {".xlsx": _xlsx, ".csv": _csv, ".jsonl": _jsonl}
    write = kinds.get(target.suffix.lower())
    if write is None:
        raise UsageError(f"不能导出为 {target.suffix or target.name}。", "文件名以 .xlsx、.csv 或 .jsonl 结尾")
    try:
        with replacing(target, private=True) as spare:
            count = write(store, who, spare)
    except OSError as error:
        raise UsageError(f"写不进 {target}：{system_words(error)}。", "检查路径与磁盘空间") from error
    with store.write() as cx:
        audit.note(store, cx, who.name if who else "本机", "export.cases", "", cases=count, form=target.suffix)
    return count


def _each(store: Store, who: Actor | None) -> Iterator[tuple[Any, dict[str, Any], list[Any]]]:
    """Case, review and decisions, by case, all as of one moment."""
    query = select(CASES, USERS.c.display.label("assignee")).outerjoin(USERS, USERS.c.id == CASES.c.assignee_id)
    if who is not None:
        query = query.where(visible(who))
    query, last = query.order_by(CASES.c.id).limit(_ROWS), 0
    with store.read() as cx:
        while rows := cx.execute(query.where(CASES.c.id > last)).all():
            for case in rows:
                yield case, decisions.present_review(cx, case), decisions.holding(cx, case.id)
            last = rows[-1].id


def _case_cells(case: Any) -> tuple[Any, ...]:
    return (
        case.key, case.name, STATES[case.state], case.case_no, case.court, case.cause, case.ruling_date, case.parties,
        case.level, case.score, case.violations, case.open_points, case.decided, case.unread, case.office,
        case.assignee,
    )  # fmt: skip


def _finding_cells(case: Any, review: dict[str, Any], held: list[Any]) -> Iterator[tuple[Any, ...]]:
    from benmo.review.catalog import catalogue

    names = {c.id: c.name for c in catalogue()}
    made = {d.checkpoint: d for d in held}
    for f in review["findings"]:
        d = made.get(f["checkpoint"])
        if f["conclusion"] in ("violation", "not_shown") or d is not None:
            decided = (VERDICTS.get(d.decision), d.by_name, d.on_day, d.note) if d is not None else ("", "", "", "")
            yield (
                case.key, case.case_no, f["checkpoint"], names.get(f["checkpoint"], f["checkpoint"]),
                CONCLUSIONS[f["conclusion"]], f["reason"], *decided,
            )  # fmt: skip


def _plain(cell: Any) -> Any:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    words = "".join(c for c in cell if c >= " " or c in "\n\t")
    return f"'{words}" if words.startswith(_FORMULA) else words


def _xlsx(store: Store, who: Actor | None, path: Path) -> int:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet, findings = book.create_sheet("案件"), book.create_sheet("问题")
    sheet.append(CASE_HEAD)
    findings.append(FINDING_HEAD)
    count = 0
    for case, review, held in _each(store, who):
        count += 1
        sheet.append([_plain(c) for c in _case_cells(case)])
        for cells in _finding_cells(case, review, held):
            findings.append([_plain(c) for c in cells])
    book.save(path)
    return count


def _csv(store: Store, who: Actor | None, path: Path) -> int:
    # The mark at the start is what makes Excel and WPS read UTF-8.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        out = csv.writer(stream)
        out.writerow((*CASE_HEAD, *FINDING_HEAD[2:]))
        count = 0
        for case, review, held in _each(store, who):
            count += 1
            head = [_plain(c) for c in _case_cells(case)]
            rows = [[_plain(c) for c in cells[2:]] for cells in _finding_cells(case, review, held)]
            out.writerows([*head, *row] for row in rows or [[""] * len(FINDING_HEAD[2:])])
    return count


def _jsonl(store: Store, who: Actor | None, path: Path) -> int:
    from benmo.jsonline import dump_line
    from benmo.review.decided import with_decisions

    count = 0
    with path.open("wb") as stream:
        for case, review, held in _each(store, who):
            count += 1
            whole = with_decisions(review, [decisions.record(d) for d in held])
            stream.write(dump_line(whole | {"desk": {"key": case.key, "state": case.state, "office": case.office}}))
    return count
