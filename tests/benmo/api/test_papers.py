"""The stream of a job's events: it may be left and taken up again, and ends with the session of whoever reads it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from benmo.api.app import make_app
from benmo.api.gate import Still
from benmo.api.papers import events
from benmo.desk.model import Login
from benmo.desk.service import Desk
from benmo.storage.schema import KEYS
from benmo.storage.times import later

SAMPLE = next((Path(__file__).resolve().parents[3] / "corpora" / "samples").glob("03_*"))
PASSWORD = "Zhong-Ben-2026"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "家", "", apart=False) as opened:
        yield opened


@pytest.fixture
def login(desk: Desk) -> Login:
    assert desk.first_password
    first = desk.login("admin", desk.first_password)
    desk.change_password(first.actor, desk.first_password, PASSWORD, first.token)
    return desk.login("admin", PASSWORD)


@pytest.fixture
def job(desk: Desk, login: Login) -> int:
    """A job that waits: nobody works in this desk until it is drained."""
    with TestClient(make_app(desk), base_url="http://127.0.0.1", cookies={"benmo_session": login.token}) as http:
        files = {"files": (SAMPLE.name, SAMPLE.read_bytes())}
        answer = http.post("/api/v1/cases", files=files, headers={"X-CSRF-Token": login.csrf})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


async def told(stream: AsyncIterator[Any]) -> tuple[str, dict[str, Any]]:
    """The next event: its name and data."""
    text = str(await asyncio.wait_for(anext(stream), 60))
    name, data = text.strip().split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def opened(desk: Desk, login: Login, number: int, still: Still | None = None) -> AsyncIterator[Any]:
    def look() -> Any:
        return desk.session(login.token, used=False)

    answer = await events(desk, login.actor, still or look, number)
    return answer.body_iterator.__aiter__()


def test_a_reader_who_leaves_and_returns_is_told_where_the_job_stands(desk: Desk, login: Login, job: int) -> None:
    async def walk() -> None:
        stream = await opened(desk, login, job)
        name, first = await told(stream)
        assert name == "progress" and first["id"] == job
        await stream.aclose()  # type: ignore[attr-defined]
        await asyncio.to_thread(desk.runner.drain)
        again = await opened(desk, login, job)
        name, last = await told(again)
        assert name == "end" and last["state"] == "done"
        with pytest.raises(StopAsyncIteration):
            await anext(again)

    asyncio.run(walk())


def test_the_stream_ends_with_the_session(desk: Desk, login: Login, job: int) -> None:
    async def walk() -> None:
        stream = await opened(desk, login, job)
        assert (await told(stream))[0] == "progress"
        desk.logout(login.token)
        await asyncio.to_thread(desk.runner.drain)  # there would be news
        name, error = await told(stream)
        assert name == "refused" and error["error"]["code"] == "E50"
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    asyncio.run(walk())


def test_a_stream_keeps_no_idle_session_alive(desk: Desk, login: Login, job: int) -> None:
    def seen() -> str:
        with desk.store.read() as cx:
            rows = cx.execute(select(KEYS.c.seen_at).order_by(KEYS.c.id.desc())).all()
        return str(rows[0].seen_at)

    with desk.store.write() as cx:
        cx.execute(update(KEYS).values(seen_at=later(-5)))
    before = seen()

    async def walk() -> None:
        stream = await opened(desk, login, job)
        assert (await told(stream))[0] == "progress"
        await asyncio.to_thread(desk.runner.drain)
        assert (await told(stream))[0] == "end"

    asyncio.run(walk())
    assert seen() == before
    desk.session(login.token)
    assert seen() != before


def test_over_the_wire_the_session_is_asked_again(desk: Desk, login: Login, job: int) -> None:
    desk.runner.drain()
    with TestClient(make_app(desk), base_url="http://127.0.0.1", cookies={"benmo_session": login.token}) as http:
        told = http.get(f"/api/v1/jobs/{job}/events")
        assert told.text.startswith("event: end\n")
        desk.logout(login.token)
        assert http.get(f"/api/v1/jobs/{job}/events").status_code == 401
