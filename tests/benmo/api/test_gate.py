"""What stands before requests: log-ins must not take the threads that pages are looked up in."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from benmo.api.app import make_app
from benmo.api.gate import log_in
from benmo.desk.service import Desk
from benmo.errors import NotLoggedIn
from benmo.web.app import routes


class Waiting:
    """A desk whose password checks last until *go*."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def login(self, name: str, _password: str) -> str:
        assert self.go.wait(60)
        return name


def test_waiting_logins_leave_the_threads_of_pages_free() -> None:
    desk: Any = Waiting()

    async def rush() -> tuple[str, list[Any]]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        people = [asyncio.create_task(log_in(desk, f"人{n}", "x")) for n in range(30)]
        try:
            await asyncio.sleep(0)  # all have asked
            page = await asyncio.wait_for(asyncio.to_thread(lambda: "page"), 30)
            assert not any(task.done() for task in people)
        finally:
            desk.go.set()
        return page, await asyncio.gather(*people)

    page, opened = asyncio.run(rush())
    assert page == "page"
    assert opened == [f"人{n}" for n in range(30)]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/login", {"data": {"name": "谁", "password": "x"}}),
        ("/api/v1/login", {"json": {"name": "谁", "password": "x"}}),
    ],
)
def test_form_and_api_check_passwords_in_those_threads(
    path: str, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def login(_desk: Desk, _name: str, _password: str) -> None:
        seen.append(threading.current_thread().name)
        raise NotLoggedIn("用户名或者口令不对。")

    async def ask(desk: Desk) -> int:
        app = make_app(desk)
        routes(app, desk)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
            return (await http.post(path, **given)).status_code

    monkeypatch.setattr(Desk, "login", login)
    with Desk.open(url="", apart=False) as desk:
        assert asyncio.run(ask(desk)) == 401
    assert [name.startswith("login") for name in seen] == [True]
