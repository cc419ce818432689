"""JSON as bytes for the database: compressed, any character allowed (PostgreSQL's text takes no NUL)."""

from __future__ import annotations

import json
import zlib
from typing import Any


def pack(value: Any) -> bytes:
    """*value* as compressed JSON; lone surrogates and NUL survive as escapes."""
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 6)


def unpack(data: bytes | memoryview) -> Any:
    """What :func:`pack` was given."""
    return json.loads(zlib.decompress(data))
