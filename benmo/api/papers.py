"""Drafts, papers sent, jobs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, File, Query, Response, UploadFile
from starlette.responses import StreamingResponse

from benmo.api.cases import download, uploads
from benmo.api.shapes import (
    AddedSentence,
    NewDraft,
    NewPaper,
    NewSentence,
    Number,
    PaperChange,
    Short,
    Stays,
    TheDesk,
    Who,
)
from benmo.api.words import problem
from benmo.desk.model import DraftView, ItemRow, JobRow, PaperRow
from benmo.drafting.particulars import Particulars
from benmo.errors import BenmoError

router = APIRouter(tags=["papers"])
State = Literal["sent", "waiting", "near", "overdue", "answered"]
#: How often the events of a job look for news, in seconds.
LOOK = 0.4


@router.post("/cases/{key}/drafts", status_code=201, responses={202: {"model": JobRow}})
def draft(desk: TheDesk, who: Who, key: Short, body: NewDraft, response: Response) -> DraftView | JobRow:
    """Draft a paper; with ``model`` the answer is the job (202) that a language model works on."""
    particulars = Particulars(body.source, body.ground, body.served)
    if body.model:
        response.status_code = 202
        return desk.draft_with_model(who, key, body.paper, particulars)
    return desk.draft(who, key, body.paper, particulars)


@router.get("/drafts/{number}")
def draft_view(desk: TheDesk, who: Who, number: Number, version: Number | None = None) -> DraftView:
    """A version of a draft (draft.schema.json in ``draft``), the newest by default."""
    return desk.draft_view(who, number, version)


@router.put("/drafts/{number}/sentences/{place}")
def edit(desk: TheDesk, who: Who, number: Number, place: Number, body: NewSentence) -> DraftView:
    """Replace a sentence; empty words strike it out."""
    return desk.edit_sentence(who, number, body.base, place, body.text)


@router.post("/drafts/{number}/sentences/{place}")
def add_sentence(desk: TheDesk, who: Who, number: Number, place: Number, body: AddedSentence) -> DraftView:
    """Add a sentence after that one."""
    return desk.insert_sentence(who, number, body.base, place, body.text, paragraph=body.paragraph)


@router.get("/drafts/{number}/export", response_class=Response)
def export(
    desk: TheDesk,
    who: Who,
    number: Number,
    version: Number | None = None,
    form: Literal["docx", "pdf", "json"] = "docx",
    comments: bool = True,
) -> Response:
    """A version as a file."""
    name, data = desk.export_draft(who, number, version, form, comments=comments)
    return download(name, data)


@router.get("/papers")
def papers(desk: TheDesk, who: Who, state: Annotated[list[State], Query()] = []) -> tuple[PaperRow, ...]:  # noqa: B006
    """Papers sent, the most pressing first."""
    return desk.papers(who, state=tuple(state))


@router.post("/cases/{key}/papers", status_code=201)
def register(desk: TheDesk, who: Who, key: Short, body: NewPaper) -> PaperRow:
    """Register a paper as sent."""
    return desk.register_sent(
        who, key, paper=body.paper, court=body.court, sent_on=body.sent_on, number=body.number,
        received_on=body.received_on, draft_id=body.draft_id, note=body.note,
    )  # fmt: skip


@router.get("/papers/{number}")
def paper(desk: TheDesk, who: Who, number: Number) -> PaperRow:
    """One registered paper."""
    return desk.paper(who, number)


@router.patch("/papers/{number}")
def change_paper(desk: TheDesk, who: Who, number: Number, body: PaperChange) -> PaperRow:
    """Receipt, extension, reply, outcome."""
    return desk.change_paper(
        who, number, received_on=body.received_on, extended=body.extended, replied_on=body.replied_on,
        outcome=body.outcome, note=body.note,
    )  # fmt: skip


@router.post("/papers/{number}/reply", status_code=201)
def reply(desk: TheDesk, who: Who, number: Number, file: Annotated[UploadFile, File()]) -> dict[str, Any]:
    """Read the court's reply in: the paper as it stands now, and what was read."""
    row, view = desk.read_reply(who, number, uploads([file], [])[0])
    return {"paper": asdict(row), "reply": view}


@router.get("/jobs")
def jobs(desk: TheDesk, who: Who) -> tuple[JobRow, ...]:
    """My jobs, the newest first."""
    return desk.jobs(who)


@router.get("/jobs/{number}")
def job(desk: TheDesk, who: Who, number: Number) -> JobRow:
    """One job."""
    return desk.job(who, number)


@router.get("/jobs/{number}/items")
def items(desk: TheDesk, who: Who, number: Number) -> tuple[ItemRow, ...]:
    """What became of each case of a job."""
    return desk.items(who, number)


@router.delete("/jobs/{number}", status_code=202)
def cancel(desk: TheDesk, who: Who, number: Number) -> JobRow:
    """Ask a job to stop."""
    desk.cancel(who, number)
    return desk.job(who, number)


@router.get("/jobs/{number}/events", response_class=StreamingResponse)
async def events(desk: TheDesk, who: Who, still: Stays, number: Number) -> StreamingResponse:
    """Server-sent events: ``progress`` with the job at every change, ``end`` when it is over.

    ``refused`` with the error closes the stream where the session has ended or the job may no longer be seen.
    """
    first = await to_thread.run_sync(desk.job, who, number)

    def look() -> JobRow:
        return desk.job(still(), number)

    async def follow() -> AsyncIterator[str]:
        shown, now = None, first
        while True:
            if now != shown:
                shown = now
                yield _event("end" if now.over else "progress", asdict(now))
            if now.over:
                return
            await asyncio.sleep(LOOK)
            try:
                now = await to_thread.run_sync(look)
            except BenmoError as error:
                yield _event("refused", problem(error.code, error.message, error.hint))
                return

    return StreamingResponse(follow(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
