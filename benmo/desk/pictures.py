"""The pages of a case's originals as pictures, with the places of its evidence on them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from benmo import settings
from benmo.cases.photos import run_of
from benmo.desk import audit, decisions
from benmo.desk.model import Actor
from benmo.desk.rights import case_row
from benmo.errors import NoSuch, Unreadable
from benmo.storage.schema import FILES
from benmo.storage.store import Store
from nlp.readers.source import Refused

Placed = tuple[Mapping[str, Any], tuple[int, int, int, int]]

#: PDFium may be in only one thread of a process.
_ONE = threading.Lock()
#: A page is looked for the words of at most so many pieces of evidence.
_MOST = 200


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page: its number, width over height, and (evidence, box) pairs; boxes in ten-thousandths of the page."""

    number: int
    ratio: float
    boxes: tuple[Placed, ...]


def pages(store: Store, who: Actor, key: str, document: int, evidence: Iterable[Mapping[str, Any]]) -> list[PageRow]:
    """The pages of document *document* (its place in the review), with those of *evidence* that lie on them.

    Raises:
        NoSuch: no such case or document.
        Unreadable: its original has no pages that can be shown.
    """
    from nlp.readers.pictures import page_sizes

    parts, found = _originals(store, who, key, document, 0)
    mine = [e for e in evidence if e["document"] == found["id"]]
    with _ONE, _told():
        rows: list[PageRow] = []
        for part in parts:
            for local, ratio in enumerate(page_sizes(part, settings.load().limits), 1):
                number = len(rows) + 1
                here = [e for e in mine if e.get("page", 1) == number][:_MOST]
                rows.append(PageRow(number, ratio, tuple(_placed(part, local, here))))
    return rows


def _placed(data: bytes, number: int, evidence: list[Mapping[str, Any]]) -> Iterator[Placed]:
    """The boxes of *evidence* on a page: those that the reader kept, or those of its words in the text layer."""
    from nlp.readers.pictures import word_boxes

    for e in evidence:
        for box in e.get("boxes") or ():
            yield e, _box(box)
    bare = [e for e in evidence if not e.get("boxes")]
    if bare:
        for e, boxes in zip(bare, word_boxes(data, number, (e["quote"] for e in bare)), strict=True):
            for box in boxes:
                yield e, box


def picture(store: Store, who: Actor, key: str, document: int, number: int) -> bytes:
    """Page *number* of a document as a JPEG. Raises NoSuch, Unreadable."""
    from nlp.readers.pictures import page_picture, page_sizes

    parts, _ = _originals(store, who, key, document, number)
    limits = settings.load().limits
    with _ONE, _told():
        if len(parts) == 1:
            return page_picture(parts[0], number, limits)
        for part in parts:
            count = len(page_sizes(part, limits))
            if number <= count:
                return page_picture(part, number, limits)
            number -= count
    raise NoSuch("文书没有这一页。")


def _box(box: Any) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(v) for v in box)
    return (left, top, right, bottom)


class _told:
    """Makes a refusal of a reader, or a component that is not installed, an error for the person."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Refused):
            raise Unreadable(f"{error.reason}。", error.hint) from error
        if isinstance(error, ImportError):
            raise Unreadable("显示页面图像需要可选组件 ocr。", '在项目目录运行 pip install -e ".[ocr]"') from error


def _originals(
    store: Store, who: Actor, key: str, document: int, page: int
) -> tuple[list[bytes], dict[str, Any]]:  # fmt: skip
    """The files that a document was read from, in the order of its pages, and the document."""
    with store.write() as cx:
        case = case_row(cx, who, key)
        documents = decisions.present_review(cx, case)["documents"]
        if not 0 <= document < len(documents):
            raise NoSuch("案件中没有这份文书。")
        found: dict[str, Any] = documents[document]
        rows = _files(cx, case)
        audit.note(store, cx, who.name, "read.page", key, file=str(found["path"])[:200], page=page)
    if any(r.sha256 == found["sha256"] for r in rows):
        return [store.originals.get(found["sha256"])], found
    members = {r.sha256: (str(r.path), r.sha256) for r in rows}
    run = run_of([(path, sha256) for path, sha256 in members.values()], str(found["path"]), str(found["sha256"]))
    if run:
        return [store.originals.get(sha256) for sha256 in run], found
    data = _within(store, rows, found)
    if data is None:
        raise Unreadable(f"{found['path']} 的原件不能显示页面图像。", "请下载原件查看")
    return [data], found


def _files(cx: Connection, case: Row[Any]) -> list[Row[Any]]:
    return list(cx.execute(select(FILES).where(FILES.c.case_id == case.id).order_by(FILES.c.id)).all())


def _within(store: Store, rows: Iterable[Row[Any]], found: Mapping[str, Any]) -> bytes | None:
    """The bytes of a document that lies in an archive."""
    from nlp.readers import is_archive, members

    for row in rows:
        data = store.originals.get(row.sha256)
        if not is_archive(data):
            continue
        try:
            for member in members(data, settings.load().limits):
                if member.data and hashlib.sha256(member.data).hexdigest() == found["sha256"]:
                    return member.data
        except Refused:
            continue
    return None
