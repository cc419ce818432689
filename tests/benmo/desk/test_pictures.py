"""The pages of an original beside its text: every piece of evidence lies on its page, and only who may look sees it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from benmo.desk.model import Role, Upload
from benmo.desk.service import Desk
from benmo.errors import NoSuch, Unreadable

pytest.importorskip("PIL", reason="pillow comes with the extra ocr")


def evidence(desk: Desk, who: Any, key: str) -> list[dict[str, Any]]:
    review = desk.case(who, key).review
    return [e for f in review["findings"] for e in f["evidence"]]


def test_the_evidence_of_a_text_layer_lies_on_its_pages(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "10")
    asked = evidence(lite, who, key)
    rows = lite.pages(who, key, 0, asked)
    placed = {(e["start"], e["end"]) for row in rows for e, _ in row.boxes}
    assert rows[0].number == 1 and len(placed) * 2 > len({(e["start"], e["end"]) for e in asked})
    assert all(e["page"] == row.number for row in rows for e, _ in row.boxes)
    assert lite.page_picture(who, key, 0, len(rows)).startswith(b"\xff\xd8")
    with pytest.raises(Unreadable):
        lite.page_picture(who, key, 0, len(rows) + 1)
    with pytest.raises(NoSuch):
        lite.pages(who, key, 7)
    assert {"read.page"} <= {row.act for row in lite.audit_log(who).rows}


def test_boxes_of_recognised_text_are_taken_as_they_are(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "10")
    document = lite.case(who, key).review["documents"][0]["id"]
    given = {"document": document, "start": 0, "end": 1, "quote": "x", "page": 2, "boxes": [[1, 2, 30, 40]]}
    rows = lite.pages(who, key, 0, [given])
    assert [box for row in rows for _, box in row.boxes] == [(1, 2, 30, 40)] and rows[1].boxes


def test_a_file_within_an_archive_and_one_without_pages(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("裁定书.pdf", kit.sample("10")[0].data)
    job = lite.intake(who, [Upload("案.zip", pack.getvalue())])
    lite.runner.drain()
    key = str(lite.items(who, job.id)[0].case)
    assert lite.page_picture(who, key, 0, 1).startswith(b"\xff\xd8")
    (other,) = kit.take_in(lite, who, "03")
    with pytest.raises(Unreadable, match="页面图像"):
        lite.pages(who, other, 0)


def test_nobody_else_sees_a_page(lite: Desk, kit: Any) -> None:
    admin = kit.administrator(lite)
    (key,) = kit.take_in(lite, admin, "10")
    stranger = kit.person(lite, admin, "wai", Role.HEAD, "外院")
    for act in (lambda: lite.pages(stranger, key, 0), lambda: lite.page_picture(stranger, key, 0, 1)):
        with pytest.raises(NoSuch):
            act()
