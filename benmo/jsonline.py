"""One review as one line of JSON, in UTF-8."""

from __future__ import annotations

import json
from typing import Any

import orjson


def dump_line(review: dict[str, Any]) -> bytes:
    """The line with its end. A text with broken surrogates, which UTF-8 cannot hold, has them replaced."""
    try:
        return orjson.dumps(review, option=orjson.OPT_APPEND_NEWLINE)
    except (TypeError, orjson.JSONEncodeError):
        return json.dumps(review, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
