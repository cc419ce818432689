"""Cases: lists, reviews, originals, decisions, intake, search."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from benmo.api.shapes import Assignment, CasePage, Named, NewDecision, NewMark, Number, Review, Short, TheDesk, Who
from benmo.desk.model import CaseFilter, CaseRow, DecisionRow, DraftRow, FileRow, JobRow, MarkRow, SearchHit, Upload

router = APIRouter(tags=["cases"])
State = Literal["new", "decided", "drafted", "sent", "answered"]
Order = Literal[
    "updated", "ruling", "score", "violations", "-updated", "-ruling", "-score", "-violations"
]  # fmt: skip


@router.get("/cases")
def cases(
    desk: TheDesk,
    who: Who,
    text: Short = "",
    level: Annotated[list[Short], Query()] = [],  # noqa: B006
    state: Annotated[list[State], Query()] = [],  # noqa: B006
    status: Literal["", "reviewed", "unsupported", "unreadable"] = "",
    checkpoint: Short = "",
    conclusion: Literal["", "violation", "not_shown"] = "",
    court: Short = "",
    since: date | None = None,
    until: date | None = None,
    mine: bool = False,
    gate: Annotated[list[Short], Query()] = [],  # noqa: B006
    order: Order = "-updated",
    offset: Number = 0,
    limit: int = Query(50, ge=1, le=200),
) -> CasePage:
    """The cases I may see."""
    wanted = CaseFilter(
        text, tuple(level), tuple(state), status, checkpoint, conclusion, court,
        since.isoformat() if since else "", until.isoformat() if until else "", mine, order, tuple(gate),
    )  # fmt: skip
    page = desk.cases(who, wanted, offset, limit)
    return CasePage(page.rows, page.total, page.offset, page.limit, page.above)


@router.post("/cases", status_code=202)
def intake(
    desk: TheDesk,
    who: Who,
    files: Annotated[list[UploadFile], File(min_length=1)],
    each: Annotated[bool, Form()] = False,
    paths: Annotated[list[str], Form()] = [],  # noqa: B006
) -> JobRow:
    """Take files in. ``paths`` gives, file by file, the path within its folder where the name alone does not."""
    return desk.intake(who, uploads(files, paths), each=each)


def uploads(files: list[UploadFile], paths: list[str]) -> list[Upload]:
    """What came in, under the names that the sender's machine gave."""
    names = [f.filename or "未命名" for f in files] if len(paths) != len(files) else paths
    return [Upload(name, f.file.read()) for name, f in zip(names, files, strict=True)]


@router.get("/cases/{key}")
def case(desk: TheDesk, who: Who, key: Short) -> CaseRow:
    """One case as in the list."""
    return desk.case(who, key).row


@router.get("/cases/{key}/review")
def review(desk: TheDesk, who: Who, key: Short, with_text: bool = False) -> Review:
    """The review, the same JSON as ``benmo review --format json``, with what was decided at each finding."""
    whole = desk.case(who, key).review
    if with_text:
        return whole
    return whole | {"documents": [{k: v for k, v in d.items() if k != "text"} for d in whole["documents"]]}


@router.get("/cases/{key}/documents")
def documents(desk: TheDesk, who: Who, key: Short) -> list[dict[str, Any]]:
    """The documents with their texts."""
    found: list[dict[str, Any]] = desk.case(who, key).review["documents"]
    return found


@router.get("/cases/{key}/findings")
def findings(
    desk: TheDesk, who: Who, key: Short, conclusion: Literal["", "violation", "not_shown", "ok", "na"] = ""
) -> list[dict[str, Any]]:
    """The findings, with what was decided."""
    found = desk.case(who, key).review["findings"]
    return [f for f in found if not conclusion or f["conclusion"] == conclusion]


@router.get("/cases/{key}/findings/{checkpoint}/why")
def why(desk: TheDesk, who: Who, key: Short, checkpoint: Short) -> dict[str, Any]:
    """The chain behind a finding, the same JSON as ``benmo why --format json``."""
    return desk.why(who, key, checkpoint)


@router.get("/cases/{key}/files")
def files(desk: TheDesk, who: Who, key: Short) -> tuple[FileRow, ...]:
    """The originals."""
    return desk.case(who, key).files


@router.get("/cases/{key}/files/{number}", response_class=Response)
def original(desk: TheDesk, who: Who, key: Short, number: Number) -> Response:
    """An original, byte for byte, to be saved and not shown."""
    path, data = desk.original(who, key, number)
    return download(path.rpartition("/")[2], data)


def download(name: str, data: bytes) -> Response:
    """Bytes that a browser saves under *name* and never interprets."""
    encoded = quote(name.encode("utf-8", "replace"), safe="")
    return Response(
        data, media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{encoded}"},
    )  # fmt: skip


@router.post("/cases/{key}/files", status_code=202)
def add_files(desk: TheDesk, who: Who, key: Short, files: Annotated[list[UploadFile], File(min_length=1)]) -> JobRow:
    """Add material to a case, which is then read anew."""
    return desk.add_material(who, key, uploads(files, []))


@router.post("/cases/{key}/reread", status_code=202)
def reread(desk: TheDesk, who: Who, key: Short) -> JobRow:
    """Read a case anew; decisions stay."""
    return desk.reread(who, [key])


@router.put("/cases/{key}/assignee", status_code=204)
def assign(desk: TheDesk, who: Who, key: Short, body: Assignment) -> None:
    """Give a case to a person."""
    desk.assign(who, key, body.name)


@router.get("/cases/{key}/decisions")
def decisions(desk: TheDesk, who: Who, key: Short, history: bool = False) -> tuple[DecisionRow, ...]:
    """What was decided: what holds, or with ``history`` everything that ever was."""
    return desk.decision_history(who, key) if history else desk.case(who, key).decisions


@router.post("/cases/{key}/decisions", status_code=201)
def decide(desk: TheDesk, who: Who, key: Short, body: NewDecision) -> DecisionRow | None:
    """Decide on a finding; null where a decision was withdrawn."""
    return desk.decide(
        who, key, body.checkpoint, body.decision, on=body.on, seen=tuple(body.seen), pages=body.pages, note=body.note
    )


@router.get("/cases/{key}/marks")
def marks(desk: TheDesk, who: Who, key: Short) -> tuple[MarkRow, ...]:
    """The findings that people added."""
    return desk.case(who, key).marks


@router.post("/cases/{key}/marks", status_code=201)
def add_mark(desk: TheDesk, who: Who, key: Short, body: NewMark) -> MarkRow:
    """Add a finding on marked text."""
    return desk.add_mark(
        who, key, body.document, body.start, body.end, name=body.name, checkpoint=body.checkpoint, note=body.note
    )


@router.delete("/cases/{key}/marks/{number}", status_code=204)
def withdraw_mark(desk: TheDesk, who: Who, key: Short, number: Number) -> None:
    """Take an added finding back."""
    desk.withdraw_mark(who, key, number)


@router.get("/cases/{key}/drafts")
def drafts(desk: TheDesk, who: Who, key: Short) -> tuple[DraftRow, ...]:
    """The drafts of a case."""
    return desk.case(who, key).drafts


@router.get("/search")
def search(desk: TheDesk, who: Who, q: Named, limit: int = Query(50, ge=1, le=200)) -> tuple[SearchHit, ...]:
    """Documents and findings that hold all words of ``q``."""
    return desk.search(who, q, limit)
