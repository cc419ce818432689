"""The served program and a real browser, for the tests that walk through the pages."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "Zhong-Ben-2026"


class Served:
    """`benmo serve` as its user starts it. *password*: the administrator's, where there is one already."""

    def __init__(self, home: Path, password: str = "") -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benmo", "serve", "--port", str(port)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "BENMO_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        told = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told += line
            if "办案台" in line:
                break
        found = re.search(r"一次性口令：(\S+?)（", told)
        assert found or password, told
        self.password = found[1] if found else password
        for _ in range(600):
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(told)

    def close(self) -> None:
        """Stop it as Ctrl-C would."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def served(own_home: Path) -> Iterator[Served]:
    """The program, served from an empty data folder."""
    running = Served(own_home)
    yield running
    running.close()


@contextmanager
def browsing(served: Served) -> Iterator[Any]:
    """A browser's page; no request may leave the machine, nothing may go wrong in the page."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: the tests in a browser are left out")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    outside: list[str] = []
    wrong: list[str] = []
    inside = (served.url, served.url.replace("http", "ws"), "data:", "blob:")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
        opened = context.new_page()
        opened.set_default_timeout(120_000)
        opened.on("request", lambda r: outside.append(r.url) if not r.url.startswith(inside) else None)
        opened.on("websocket", lambda w: outside.append(w.url) if not w.url.startswith(inside) else None)
        opened.on("pageerror", lambda e: wrong.append(str(e)))
        opened.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        yield opened
        browser.close()
    assert outside == []
    assert wrong == []


@pytest.fixture
def page(served: Served) -> Iterator[Any]:
    """A browser's page on the program as it is first started."""
    with browsing(served) as opened:
        yield opened


@pytest.fixture
def login() -> Any:
    """Logs a page in by name and password."""

    def enter(page: Any, served: Served, name: str, password: str) -> None:
        page.goto(served.url + "/login")
        page.fill("[name=name]", name)
        page.fill("[name=password]", password)
        page.click("button")
        page.wait_for_url("**/cases")

    return enter


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk that several tests share: an administrator of 河北省博野县人民检察院 with the password ``PASSWORD``."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: the tests in a browser are left out")
    from benmo.desk.service import Desk

    home = tmp_path_factory.mktemp("office")
    with Desk.open(home, "", apart=False) as desk:
        assert desk.first_password
        login = desk.login("admin", desk.first_password)
        desk.change_password(login.actor, desk.first_password, PASSWORD, login.token)
        desk.change_user(desk.session(login.token), "admin", office="河北省博野县人民检察院")
    running = Served(home, PASSWORD)
    yield running
    running.close()


@pytest.fixture
def browser_page(office: Served, login: Any) -> Iterator[Any]:
    """A browser's page, logged in as the administrator of the shared desk."""
    with browsing(office) as opened:
        login(opened, office, "admin", PASSWORD)
        yield opened
