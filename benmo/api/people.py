"""Logging in, tokens, people, the log."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request, Response

from benmo.api.gate import COOKIE, log_in, session_token
from benmo.api.shapes import (
    AuditPage,
    Credentials,
    NewPassword,
    NewToken,
    NewUser,
    Number,
    Opened,
    Secret,
    TheDesk,
    Who,
)
from benmo.desk.model import Actor, TokenRow, UserRow

router = APIRouter(tags=["people"])


@router.post("/login")
async def login(desk: TheDesk, body: Credentials, request: Request, response: Response) -> Opened:
    """Open a session by name and password."""
    made = await log_in(desk, body.name, body.password)
    response.set_cookie(
        COOKIE, made.token, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )
    return Opened(made.csrf, made.actor)


@router.post("/logout", status_code=204)
def logout(desk: TheDesk, who: Who, request: Request, response: Response) -> None:
    """End the session."""
    desk.logout(session_token(request.headers.get("cookie", "")))
    response.delete_cookie(COOKIE, path="/")


@router.get("/me")
def me(who: Who) -> Actor:
    """Who I am."""
    return who


@router.post("/password")
def password(desk: TheDesk, who: Who, body: NewPassword, request: Request) -> Actor:
    """Set my password; other sessions end."""
    return desk.change_password(who, body.old, body.new, session_token(request.headers.get("cookie", "")))


@router.get("/tokens")
def tokens(desk: TheDesk, who: Who) -> tuple[TokenRow, ...]:
    """My tokens."""
    return desk.tokens(who)


@router.post("/tokens", status_code=201)
def make_token(desk: TheDesk, who: Who, body: NewToken) -> Secret:
    """Make a token; its secret is shown this once."""
    row, secret = desk.make_token(who, body.name, body.days)
    return Secret(row.name, secret)


@router.delete("/tokens/{number}", status_code=204)
def revoke_token(desk: TheDesk, who: Who, number: Number) -> None:
    """Take a token back."""
    desk.revoke_token(who, number)


@router.get("/users")
def users(desk: TheDesk, who: Who) -> tuple[UserRow, ...]:
    """The people: all for an administrator, else those of my office."""
    return desk.users(who)


@router.post("/users", status_code=201)
def add_user(desk: TheDesk, who: Who, body: NewUser) -> Secret:
    """Make a person; the secret is their one-time password. For administrators."""
    return Secret(body.name, desk.add_user(who, body.name, body.display, body.role, body.office))


@router.get("/audit")
def audit(
    desk: TheDesk, who: Who, offset: Number = 0, limit: int = Query(100, ge=1, le=200)
) -> AuditPage:  # fmt: skip
    """The audit log, the newest first. For administrators."""
    page = desk.audit_log(who, offset, limit)
    return AuditPage(page.rows, page.total, page.offset, page.limit)
