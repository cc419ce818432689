"""The pages on an application: ``mount`` puts them on one that may also carry the API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from nicegui import app as pages_app
from nicegui import ui
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benmo.desk.service import Desk
from benmo.errors import BenmoError, NoSuch
from benmo.journal import note_failure
from benmo.web import gate, transfer
from benmo.web.frame import frame
from benmo.web.pages import admission, case, cases, draft, intake, papers, settings
from benmo.web.visit import Visit

Load = Callable[[Visit, Mapping[str, str]], Any]
Show = Callable[[Visit, Any], None]

#: Nothing may be loaded from, or sent, anywhere else, whatever a document's text holds. The pages' own machinery
#: compiles its templates in the browser, hence the two "unsafe" words.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def mount(app: FastAPI, desk: Desk) -> None:
    """Put the pages of *desk* on *app*; to be called last, for the pages take every path that is left."""
    routes(app, desk)
    ui.run_with(app, title="本末", language="zh-CN", show_welcome_message=False, favicon="📘")


def routes(app: FastAPI, desk: Desk) -> None:
    """The forms, files and style sheets on *app*, and the pages on NiceGUI's own application beneath it."""
    app.mount("/static", StaticFiles(directory=str(files("benmo.web") / "static")), name="desk-static")
    app.include_router(gate.routes(desk))
    app.include_router(transfer.routes(desk))

    app.add_middleware(Policy)

    @pages_app.exception_handler(404)
    async def missing(request: Request, _error: Exception) -> Response:
        return gate.answer(NoSuch("没有这个页面。"), request)

    @pages_app.exception_handler(500)
    async def failed(request: Request, error: Exception) -> Response:
        note_failure(f"web: {request.url.path}", error)
        return gate.answer(BenmoError("程序内部错误，页面没有打开。", "详情见日志；请告诉管理员"), request)

    @pages_app.get("/")
    def start() -> Response:
        return RedirectResponse("/cases", 303)

    for path, title, here, load, show in PAGES:
        _page(desk, path, title, here, load, show)


class Policy:
    """Middleware: every answer forbids the browser to ask anywhere else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with one header more."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = (b"content-security-policy", POLICY.encode())
                message = {**message, "headers": [*message.get("headers", ()), extra]}
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def _page(desk: Desk, path: str, title: str, here: str, load: Load, show: Show) -> None:
    @ui.page(path, title=f"{title} · 本末", response_timeout=60)
    async def shown(request: Request) -> Response | None:
        visit = None
        try:
            # Never on the event loop: the look-up may wait for the database, and everybody else would wait along.
            visit = await asyncio.to_thread(gate.known, desk, request)
            gate.current(visit)
            given = {**request.query_params, **request.path_params}
            view = await asyncio.to_thread(load, visit, given)
        except BenmoError as error:
            return gate.answer(error, request, visit.who if visit else None)
        with frame(visit, here):
            show(visit, view)
        return None


PAGES: tuple[tuple[str, str, str, Load, Show], ...] = (
    ("/intake", "收件", "/intake", intake.load, intake.show),
    ("/admission", "受理", "/admission", admission.load, admission.show),
    ("/cases/{key}/admission", "受理", "/admission", admission.load_case, admission.show_case),
    ("/cases", "案件", "/cases", cases.load, cases.show),
    ("/cases/{key}", "案件", "/cases", case.load, case.show),
    ("/drafts/{number}", "文书", "/cases", draft.load, draft.show),
    ("/papers", "督办", "/papers", papers.load, papers.show),
    ("/settings", "设置", "/settings", settings.load, settings.show),
)
