"""JSON out: answers that never fail on odd characters, and errors in one form with Chinese words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse

from benmo.errors import (
    BenmoError,
    Cancelled,
    Conflict,
    ModelError,
    NoSuch,
    NotAllowed,
    NothingFirm,
    NotLoggedIn,
    Unreadable,
    UsageError,
)

STATUS: dict[type[BenmoError], int] = {
    NotLoggedIn: 401,
    NotAllowed: 403,
    NoSuch: 404,
    Conflict: 409,
    Cancelled: 409,
    NothingFirm: 409,
    Unreadable: 422,
    UsageError: 422,
    ModelError: 502,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: a code of :mod:`benmo.errors`, and in Chinese what happened and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The body of every answer that is no success; the same form as the commands' ``--format json``."""

    error: Fault


class Json(JSONResponse):
    """JSON in UTF-8; a text with broken surrogates, which UTF-8 cannot hold, has them replaced."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def refusal(error: BenmoError) -> Json:
    """The answer to a request that *error* ended."""
    from benmo.api.gate import TooLarge

    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    if isinstance(error, TooLarge):
        status = 413
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return Json(problem(error.code, error.message, error.hint), status, headers)


def problem(code: str, message: str, hint: str = "") -> dict[str, Any]:
    """The one form of an error."""
    return {"error": {"code": code, "message": message, "hint": hint}}
