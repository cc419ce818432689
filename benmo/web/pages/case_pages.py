"""The pages of an original as pictures, beside the findings: drawn when somebody switches to them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benmo.web.visit import Visit

#: Names of files that have pages to be looked at.
PAGED = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")


def switch(key: str, number: int, document: Mapping[str, Any], boxed: bool) -> str:
    """A button that shows the pages of a document instead of its text; empty where it has none."""
    if not (boxed or str(document["path"]).lower().endswith(PAGED)):
        return ""
    where = f"/cases/{escape(key)}/pages/{number}"
    return (
        f' <button type=button class=as-pages data-pages="{where}" aria-pressed=false>页面图像</button>'
    )  # fmt: skip


def sheets(visit: Visit, key: str, document: int) -> str:
    """The pages of a document with the places of the case's evidence on them.

    Raises:
        NoSuch, Unreadable: there is nothing to be shown.
    """
    from benmo.web.marking import RANK
    from benmo.web.pages.case import evidence_with_kinds, opened

    view = opened(visit, key)
    kinds = list(evidence_with_kinds(view.case.review))
    graver = sorted(kinds, key=lambda pair: RANK.get(pair[1], len(RANK)), reverse=True)
    by_place = {(e["document"], e["start"], e["end"]): kind for e, kind in graver}
    unique = {(e["document"], e["start"], e["end"]): e for e, _ in kinds}
    rows = visit.desk.pages(visit.who, key, document, list(unique.values()))
    numbers: dict[tuple[Any, ...], list[int]] = {}
    for e, kind in kinds:
        at = (e["document"], e["start"], e["end"])
        if (n := view.marks.number(e, kind)) not in numbers.setdefault(at, []):
            numbers[at].append(n)
    parts = []
    for row in rows:
        boxes = ""
        for e, box in row.boxes:
            at = (e["document"], e["start"], e["end"])
            names = " ".join(map(str, numbers[at]))
            boxes += f'<mark class="box {by_place[at]}" data-e="{names}" style="{_at(box)}"></mark>'
        source = f"/cases/{escape(key)}/pages/{document}/{row.number}"
        parts.append(
            f'<figure class=sheet-page style="aspect-ratio:{row.ratio:.4f}"><img loading=lazy alt="第{row.number}页" '
            f'src="{source}">{boxes}<figcaption>第 {row.number} 页，共 {len(rows)} 页</figcaption></figure>'
        )
    return "".join(parts)


def _at(box: tuple[int, int, int, int]) -> str:
    left, top, right, bottom = (v / 100 for v in box)
    return f"left:{left:.2f}%;top:{top:.2f}%;width:{right - left:.2f}%;height:{bottom - top:.2f}%"
