"""Files in and out: an intake's upload, originals, exported drafts. Plain requests, so that a browser saves them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from benmo import settings
from benmo.desk.model import Upload
from benmo.desk.service import Desk
from benmo.errors import BenmoError, NoSuch, NotAllowed, NotLoggedIn, UsageError
from benmo.web.gate import answer, enter, genuine
from benmo.web.pages.case_pages import sheets
from benmo.web.visit import Visit

_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


def download(name: str, data: bytes, kind: str = "application/octet-stream") -> Response:
    """*data* to be saved under *name*, never shown by the browser: an original may be a page with a script."""
    safe = quote(name.replace("\\", "/").rsplit("/", 1)[-1])
    return Response(
        data,
        media_type=kind,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{safe}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def status(error: BenmoError) -> int:
    """The status of a refusal."""
    kinds = ((NotLoggedIn, 401), (NotAllowed, 403), (NoSuch, 404))
    return next((code for kind, code in kinds if isinstance(error, kind)), 400)


async def _uploads(request: Request, web: settings.Web) -> list[Upload]:
    """The files of a form, each under the path that the form names for it."""
    length = int(request.headers.get("content-length") or 0)
    if not length or length > (web.upload_mb + 8) * 1024 * 1024:
        raise UsageError(f"一次收件过多：上限 {web.upload_mb} MB。", "分几次收件")
    try:
        async with request.form(max_files=web.form_files, max_fields=web.form_fields) as form:
            paths = [str(p) for p in form.getlist("path")]
            files = [f for f in form.getlist("file") if isinstance(f, UploadFile)]
            if len(paths) != len(files):
                raise UsageError("收件不完整，未保存。", "重新选择文件")
            return [Upload(path, await file.read()) for path, file in zip(paths, files, strict=True)]
    except HTTPException as error:
        raise UsageError(f"收件未能接收：不完整，或者文件多于 {web.upload_files} 个。", "分几次收件") from error


def routes(desk: Desk) -> APIRouter:
    """The ways in and out."""
    router = APIRouter(include_in_schema=False)

    @router.post("/intake/upload")
    async def upload(request: Request) -> Response:
        web = settings.load().web
        try:
            visit = await asyncio.to_thread(enter, desk, request)
            genuine(visit, request.headers.get("x-csrf", ""))
            uploads = await _uploads(request, web)
            case, each = request.query_params.get("case", ""), request.query_params.get("each") == "1"
            if case:
                job = await asyncio.to_thread(desk.add_material, visit.who, case, uploads)
            else:
                job = await asyncio.to_thread(lambda: desk.intake(visit.who, uploads, each=each))
        except BenmoError as error:
            return JSONResponse({"message": f"{error.message}{error.hint}"}, status(error))
        return JSONResponse({"job": job.id})

    @router.get("/cases/{key}/files/{number}")
    def original(request: Request, key: str, number: int) -> Response:
        return _given(request, lambda who: download(*desk.original(who, key, number)))

    @router.get("/cases/{key}/pages/{document}")
    def pages(request: Request, key: str, document: int) -> Response:
        return _part(request, lambda visit: HTMLResponse(sheets(visit, key, document), headers=_PRIVATE))

    @router.get("/cases/{key}/pages/{document}/{number}")
    def page(request: Request, key: str, document: int, number: int) -> Response:
        return _part(
            request,
            lambda visit: Response(
                visit.desk.page_picture(visit.who, key, document, number), media_type="image/jpeg", headers=_PRIVATE
            ),
        )

    def _part(request: Request, make: Callable[[Visit], Response]) -> Response:
        """A part of a page; what goes wrong is told in a line, not in a page of its own."""
        try:
            return make(enter(desk, request))
        except BenmoError as error:
            return HTMLResponse(f"<p class=wrong>{escape(error.message + error.hint)}</p>", status(error))

    @router.get("/settings/templates/{paper}")
    def template(request: Request, paper: str) -> Response:
        return _given(request, lambda who: download(f"{paper}.docx", desk.template_file(who, paper), _KINDS["docx"]))

    @router.get("/drafts/{number}/export")
    def export(request: Request, number: int, form: str = "docx", version: int | None = None) -> Response:
        def made(who: Any) -> Response:
            name, data = desk.export_draft(who, number, version, form)
            return download(name, data, _KINDS.get(form, "application/octet-stream"))

        return _given(request, made)

    def _given(request: Request, make: Any) -> Response:
        try:
            response: Response = make(enter(desk, request).who)
            return response
        except BenmoError as error:
            return answer(error, request)

    return router
