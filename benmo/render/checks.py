"""The result of a health check as text."""

from __future__ import annotations

from collections.abc import Iterable

from benmo.health import Check
from benmo.render.width import pad, width

MARKS = {"ok": "✓", "optional": "·", "warn": "！", "bad": "✗"}


def show_checks(checks: Iterable[Check]) -> str:
    """One line a check, with the command that mends it below."""
    rows = list(checks)
    column = max((width(c.name) for c in rows), default=0)
    lines = []
    for check in rows:
        lines.append(f"{pad(MARKS[check.state], 2)} {pad(check.name, column)}  {check.words}")
        if check.mend:
            lines.append(f"   {' ' * column}  办法：{check.mend}")
    return "\n".join(lines) + "\n"
