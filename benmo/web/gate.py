"""Log in, log out, change the password: plain forms, so that the session's cookie can be HttpOnly.

The cookie is SameSite=Strict, and every form that writes repeats the session's word against forgery.
"""

from __future__ import annotations

import asyncio
import hmac
from html import escape
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from benmo.api.gate import COOKIE, log_in
from benmo.desk.model import Actor
from benmo.desk.service import Desk
from benmo.errors import BenmoError, NoSuch, NotAllowed, NotLoggedIn
from benmo.web.visit import Visit

#: The forms of the gate hold a few words.
SMALL = 16 * 1024
_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} · 本末</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/desk.css"></head>
<body class="gate"><main><h1>本末</h1><p class="soft">终本案件检察监督</p>{body}</main></body></html>"""
_LOGIN = """<form method="post" action="/login?next={next}"><h2>登录</h2>{told}
<label>用户名<input name="name" autocomplete="username" required autofocus value="{name}"></label>
<label>口令<input name="password" type="password" autocomplete="current-password" required></label>
<button>登录</button><p class="soft">没有账号或忘记口令，请与本院管理员联系。</p></form>"""
_PASSWORD = """<form method="post" action="/password"><h2>修改口令</h2>{told}
<input type="hidden" name="csrf" value="{csrf}">
<label>现用口令<input name="old" type="password" autocomplete="current-password" required autofocus></label>
<label>新口令<input name="new" type="password" autocomplete="new-password" required minlength="8"></label>
<label>再输一次新口令<input name="again" type="password" autocomplete="new-password" required minlength="8"></label>
<button>修改口令</button><p class="soft">至少 8 个字符。{more}</p></form>"""


def enter(desk: Desk, request: Request) -> Visit:
    """The visit behind a request. Raises NotLoggedIn; NotAllowed while a one-time password was not changed."""
    return current(known(desk, request))


def current(visit: Visit) -> Visit:
    """*visit* itself. Raises NotAllowed while a one-time password was not changed."""
    if visit.who.must_change:
        raise NotAllowed("请先修改初始口令。")
    return visit


def known(desk: Desk, request: Request) -> Visit:
    """The visit behind a request, whatever the state of the password. Raises NotLoggedIn."""
    token = request.cookies.get(COOKIE, "")
    return Visit(desk, token, desk.session(token))


def genuine(visit: Visit, word: str) -> None:
    """Raises NotAllowed unless *word* is the session's word against forged requests."""
    if not hmac.compare_digest(visit.desk.csrf(visit.token).encode(), word.encode()):
        raise NotAllowed("请求已失效，未执行。", "刷新页面后再试")


def answer(error: BenmoError, request: Request, who: Actor | None = None) -> Response:
    """What a browser gets where a page cannot be shown."""
    if isinstance(error, NotLoggedIn):
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(there)}", 303)
    if who is not None and who.must_change:
        return RedirectResponse("/password", 303)
    status = 404 if isinstance(error, NoSuch) else 403 if isinstance(error, NotAllowed) else 400
    hint = f"<p class=soft>{escape(error.hint)}</p>" if error.hint else ""
    body = f"<form><h2>{escape(error.message)}</h2>{hint}<p><a href='/'>返回</a></p></form>"
    return HTMLResponse(_PAGE.format(title="提示", body=body), status)


def _told(words: str) -> str:
    return f"<p class=wrong role=alert>{escape(words)}</p>" if words else ""


def _login_page(request: Request, name: str = "", words: str = "", status: int = 200) -> HTMLResponse:
    there = quote(_inside(request.query_params.get("next", "/")))
    body = _LOGIN.format(next=there, told=_told(words), name=escape(name))
    return HTMLResponse(_PAGE.format(title="登录", body=body), status)


def _inside(target: str) -> str:
    """*target* where it is a path of this desk, else the start page: a link must not lead elsewhere."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if plain else "/"


def _password_page(visit: Visit, words: str = "", status: int = 200) -> HTMLResponse:
    more = "初始口令只用一次，修改后方可办案。" if visit.who.must_change else "修改后，其他地方的登录一律退出。"
    body = _PASSWORD.format(told=_told(words), csrf=visit.desk.csrf(visit.token), more=more)
    return HTMLResponse(_PAGE.format(title="修改口令", body=body), status)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form; one that is too large, or does not say how large it is, counts as empty."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > SMALL:
        return {}
    return {k: str(v) for k, v in (await request.form(max_files=0, max_fields=8)).items()}


def routes(desk: Desk) -> APIRouter:
    """The forms of the gate."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def login_page(request: Request) -> Response:
        return _login_page(request)

    @router.post("/login")
    async def login(request: Request) -> Response:
        form = await _form(request)
        name, password = form.get("name", ""), form.get("password", "")
        try:
            opened = await log_in(desk, name, password)
        except BenmoError as error:
            return _login_page(request, name, f"{error.message}{error.hint}", 401)
        there = "/password" if opened.actor.must_change else _inside(request.query_params.get("next", "/"))
        reply = RedirectResponse(there, 303)
        secure = request.url.scheme == "https"
        reply.set_cookie(COOKIE, opened.token, httponly=True, samesite="strict", secure=secure, path="/")
        return reply

    @router.post("/logout")
    async def logout(request: Request) -> Response:
        form = await _form(request)
        try:
            visit = await asyncio.to_thread(known, desk, request)
            genuine(visit, form.get("csrf", ""))
            await asyncio.to_thread(desk.logout, visit.token)
        except NotLoggedIn:
            pass
        except BenmoError as error:
            return answer(error, request)
        reply = RedirectResponse("/login", 303)
        reply.delete_cookie(COOKIE, path="/")
        return reply

    @router.get("/password")
    def password_page(request: Request) -> Response:
        try:
            return _password_page(known(desk, request))
        except BenmoError as error:
            return answer(error, request)

    @router.post("/password")
    async def password(request: Request) -> Response:
        form = await _form(request)
        try:
            visit = await asyncio.to_thread(known, desk, request)
        except BenmoError as error:
            return answer(error, request)
        try:
            genuine(visit, form.get("csrf", ""))
            if form.get("new") != form.get("again"):
                return _password_page(visit, "两次输入的新口令不同。", 400)
            await asyncio.to_thread(
                desk.change_password, visit.who, form.get("old", ""), form.get("new", ""), visit.token
            )
        except BenmoError as error:
            return _password_page(visit, f"{error.message}{error.hint}", 400)
        return RedirectResponse("/", 303)

    return router
