"""What stands before every request: who is it, is the body too large, and headers that keep browsers careful.

Plain ASGI, so that nothing of a body is read before its sender is known. A token (``Authorization: Bearer``) or a
session (cookie) opens the API; a session's writing requests must repeat its CSRF word in ``X-CSRF-Token``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from anyio import to_thread

from benmo.api.words import refusal
from benmo.desk.model import Actor, Login
from benmo.desk.people import CHECKS_AT_ONCE
from benmo.errors import BenmoError, NotAllowed, NotLoggedIn, UsageError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from benmo.desk.service import Desk

#: Who is behind a request now, without counting as use of the session. Raises NotLoggedIn.
Still = Callable[[], Actor]
COOKIE = "benmo_session"
PREFIX = "/api/"
#: Open to everybody: logging in, and the description of the API.
OPEN = frozenset({"/api/v1/login", "/api/v1/openapi.json"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Bodies other than uploads are small.
SMALL = 2 * 1024 * 1024
#: Log-ins wait for each other here and not in the threads that look up pages, of which two processors have six.
_LOGINS = ThreadPoolExecutor(CHECKS_AT_ONCE, thread_name_prefix="login")
HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
]


async def log_in(desk: Desk, name: str, password: str) -> Login:
    """Open a session, in the log-ins' own threads. Raises NotLoggedIn."""
    return await asyncio.get_running_loop().run_in_executor(_LOGINS, desk.login, name, password)


class Gate:
    """Middleware before the whole application; only the API is closed by it, pages look after themselves."""

    def __init__(self, app: ASGIApp, desk: Desk, upload_bytes: int) -> None:
        self.app, self.desk, self.upload_bytes = app, desk, upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        api = scope["path"].startswith(PREFIX)

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [*HEADERS, (b"cache-control", b"no-store")] if api else HEADERS
                message = {**message, "headers": [*message.get("headers", ()), *extra]}
            await send(message)

        if not api:
            await self.app(scope, receive, careful)
            return
        try:
            if scope["path"] not in OPEN:
                actor, still = await to_thread.run_sync(self._known, scope)
                scope.setdefault("state", {}).update(actor=actor, still=still)
            limited = _Limited(receive, self._limit(scope))
        except BenmoError as error:
            await refusal(error)(scope, receive, careful)
            return
        await self.app(scope, limited, careful)

    def _known(self, scope: Scope) -> tuple[Actor, Still]:
        """Who asks, and how a long answer finds out whether they still may."""
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        given = headers.get("authorization", "")
        if given:
            kind, _, secret = given.partition(" ")
            if kind.lower() != "bearer":
                raise NotLoggedIn("不认识的身份证明。", "用 Authorization: Bearer 令牌")
            return self.desk.bearer(secret.strip()), partial(self.desk.bearer, secret.strip(), used=False)
        token = session_token(headers.get("cookie", ""))
        if not token:
            raise NotLoggedIn("尚未登录，也没有令牌。", "登录，或者在 Authorization 中给出令牌")
        actor = self.desk.session(token)
        if scope["method"] not in SAFE and headers.get("x-csrf-token", "") != self.desk.csrf(token):
            raise NotAllowed("请求没有带上本次登录的校验码。", "在 X-CSRF-Token 中给出登录时得到的 csrf")
        return actor, partial(self.desk.session, token, used=False)

    def _limit(self, scope: Scope) -> int:
        headers = dict(scope["headers"])
        upload = headers.get(b"content-type", b"").startswith(b"multipart/form-data") and scope["path"] not in OPEN
        limit = self.upload_bytes if upload else SMALL
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > limit:
            raise TooLarge(f"请求过大：上限 {limit // 1024 // 1024} MB。", "分几次上传")
        return limit


class TooLarge(UsageError):
    """The body is larger than allowed."""


class _Limited:
    """Counts the body as it comes: a length that was not announced must not get around the limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.disconnect"}
        return message


def session_token(cookie: str) -> str:
    """The session's secret in a Cookie header, or an empty string."""
    try:
        found = SimpleCookie(cookie).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
