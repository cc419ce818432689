"""Sessions end: by themselves after a while without a look, and on the day they were given at the latest."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from benmo.desk import people
from benmo.desk.service import Desk
from benmo.errors import NotLoggedIn
from benmo.storage.schema import KEYS, USERS


def ago(minutes: float) -> str:
    """A moment *minutes* before now, as the tables have it."""
    return (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def opened(desk: Desk, kit: Any) -> str:
    """The token of a session of the administrator's."""
    kit.administrator(desk)
    return str(desk.login("admin", "Zhong-Ben-2026").token)


def turn_back(desk: Desk, **columns: str) -> None:
    with desk.store.write() as cx:
        cx.execute(update(KEYS).values(**columns))


@pytest.mark.parametrize(("minutes", "ended"), [(119, False), (121, True)])
def test_a_session_without_a_look_ends(desk: Desk, kit: Any, minutes: int, ended: bool) -> None:
    token = opened(desk, kit)
    turn_back(desk, seen_at=ago(minutes))
    if ended:
        with pytest.raises(NotLoggedIn, match="登录已过期"):
            desk.session(token)
    else:
        assert desk.session(token).name == "admin"


def test_a_look_keeps_it_open(desk: Desk, kit: Any) -> None:
    token = opened(desk, kit)
    turn_back(desk, seen_at=ago(100))
    desk.session(token)  # seen just now
    with desk.store.read() as cx:
        seen = [moment for (moment,) in cx.execute(select(KEYS.c.seen_at))]
    assert sum(moment > ago(1) for moment in seen) == 1, "of this session only"


def test_it_ends_at_its_hour_whatever_is_looked_at(desk: Desk, kit: Any) -> None:
    token = opened(desk, kit)
    desk.session(token)
    turn_back(desk, expires_at=ago(1))
    with pytest.raises(NotLoggedIn):
        desk.session(token)


def test_the_settings_decide_how_long(lite: Desk, kit: Any, own_home: Path) -> None:
    token = opened(lite, kit)
    turn_back(lite, seen_at=ago(20))
    assert lite.session(token).name == "admin"
    turn_back(lite, seen_at=ago(20))
    (own_home / "settings.toml").write_text("[web]\nsession_minutes = 15\n", "utf-8")
    with pytest.raises(NotLoggedIn):
        lite.session(token)


def test_an_ended_session_is_told_so_by_api_and_page(lite: Desk, kit: Any) -> None:
    from starlette.testclient import TestClient

    from benmo.api.app import make_app
    from benmo.web import attach

    token = opened(lite, kit)
    app = make_app(lite)
    attach(app, lite)
    cookie = {"benmo_session": token}
    with TestClient(app, base_url="http://127.0.0.1", cookies=cookie, follow_redirects=False) as http:
        assert http.get("/api/v1/cases").status_code == 200
        turn_back(lite, seen_at=ago(600))
        answer, page = http.get("/api/v1/cases"), http.get("/cases")
    assert answer.status_code == 401
    assert "重新登录" in answer.text
    assert page.status_code in (302, 303, 307)
    assert page.headers["location"].startswith("/login")


def kept(desk: Desk) -> str:
    """The administrator's password as it is kept."""
    with desk.store.read() as cx:
        return str(cx.execute(select(USERS.c.password).where(USERS.c.name == "admin")).scalar_one())


@pytest.mark.parametrize(("password", "renewed"), [("Zhong-Ben-2026", True), ("Zhong-Ben-2025", False)])
def test_a_hash_of_other_parameters_is_renewed_by_the_right_password(
    desk: Desk, kit: Any, password: str, renewed: bool
) -> None:
    kit.administrator(desk)
    old = PasswordHasher(time_cost=2, memory_cost=8_192, parallelism=2).hash("Zhong-Ben-2026")
    with desk.store.write() as cx:
        cx.execute(update(USERS).values(password=old))
    with nullcontext() if renewed else pytest.raises(NotLoggedIn):
        desk.login("admin", password)
    assert (kept(desk) != old) is renewed
    assert people._hasher().check_needs_rehash(kept(desk)) is not renewed
    desk.login("admin", "Zhong-Ben-2026")


def test_a_hash_of_todays_parameters_stays(desk: Desk, kit: Any) -> None:
    kit.administrator(desk)
    before = kept(desk)
    desk.login("admin", "Zhong-Ben-2026")
    assert kept(desk) == before
