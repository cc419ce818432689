"""Moments as the database keeps them: ISO 8601 in UTC, as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This moment, to the microsecond."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """*moment* as kept; sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def later(minutes: float) -> str:
    """The moment *minutes* from now; negative for the past."""
    return stamp(datetime.now(UTC) + timedelta(minutes=minutes))
