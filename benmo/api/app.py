"""The application: the API on FastAPI behind the gate; pages, where there are any, are attached to the same one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from benmo import __version__
from benmo.api import admission, cases, papers, people
from benmo.api.gate import COOKIE, OPEN, Gate
from benmo.api.words import Json, Problem, problem, refusal
from benmo.desk.service import Desk
from benmo.errors import BenmoError
from benmo.journal import note_failure
from benmo.settings import load

#: What may be wrong with any request, and how each answer tells it.
_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "请求的正文读不懂"},
    401: {"model": Problem, "description": "没有登录，或者登录、令牌已失效"},
    403: {"model": Problem, "description": "无权进行"},
    404: {"model": Problem, "description": "没有，或者无权查看"},
    409: {"model": Problem, "description": "与现有的状态冲突"},
    413: {"model": Problem, "description": "请求过大"},
    422: {"model": Problem, "description": "请求的内容不合要求"},
    502: {"model": Problem, "description": "语言模型没有答复"},
}


def make_app(desk: Desk) -> FastAPI:
    """An application over *desk*. Its description is at ``/api/v1/openapi.json``; no page of it asks outside."""
    web = load().web
    app = FastAPI(
        title="benmo 本末",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        default_response_class=Json,
        # As many files as the settings allow: left alone, a form of more than a thousand is refused.
        form_limits={"max_files": web.form_files, "max_fields": web.form_fields},
    )
    app.state.desk = desk
    api = APIRouter(prefix="/api/v1", responses=_REFUSALS)
    for part in (people, cases, admission, papers):
        api.include_router(part.router)
    app.include_router(api)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    app.add_exception_handler(BenmoError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(Gate, desk=desk, upload_bytes=web.upload_mb * 1024 * 1024)
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The description of the API, with the two ways to show who asks."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        made["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
        }
        made["security"] = [{"token": []}, {"session": []}]
        for path in OPEN & made["paths"].keys():
            for operation in made["paths"][path].values():
                operation["security"] = []
        app.openapi_schema = made
    return app.openapi_schema


async def _refused(_request: Request, error: Exception) -> Json:
    assert isinstance(error, BenmoError)
    return refusal(error)


async def _invalid(_request: Request, error: Exception) -> Json:
    assert isinstance(error, RequestValidationError)
    places = "、".join(dict.fromkeys(".".join(map(str, e["loc"][1:])) or "正文" for e in error.errors()))
    return Json(problem("E10", f"请求不合格式：{places}。", "见 /api/v1/openapi.json"), 422)


async def _http(_request: Request, error: Exception) -> Json:
    assert isinstance(error, HTTPException)
    words = {400: "请求的正文读不懂。", 404: "没有这个地址。", 405: "这个地址不接受这种请求。"}.get(
        error.status_code, "请求没有完成。"
    )
    return Json(problem("E10", words), error.status_code, dict(error.headers or {}))


async def _failed(request: Request, error: Exception) -> Json:
    note_failure(f"api: {request.method} {request.url.path}", error)
    return Json(problem("E00", f"程序内部错误（{type(error).__name__}），详情见日志。"), 500)
