"""A desk on SQLite and, where one is running, on PostgreSQL."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from benmo.desk import people
from benmo.desk.model import Actor, Role, Upload
from benmo.desk.service import Desk

SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"
SERVER = os.environ.get("PGTEST", "postgresql://postgres@127.0.0.1:5432/postgres")


def no_postgresql() -> str:
    """Why there is no PostgreSQL to test on; empty where there is one."""
    try:
        import psycopg
    except ImportError:
        return "psycopg is not installed: the tests on PostgreSQL are left out"
    try:
        psycopg.connect(SERVER, connect_timeout=2).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL on 127.0.0.1:5432, the tests on it are left out: {str(error).splitlines()[0]}"
    return ""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A database of its own for this process."""
    if why := no_postgresql():
        pytest.skip(why)
    import psycopg

    name = f"benmo_test_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as cx:
        cx.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    yield f"{SERVER.rpartition('/')[0]}/{name}"
    with psycopg.connect(SERVER, autocommit=True) as cx:
        cx.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def emptied(url: str) -> str:
    """The same database with nothing in it."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as cx:
        cx.execute("DROP SCHEMA public CASCADE")
        cx.execute("CREATE SCHEMA public")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind; empty = SQLite in the data folder."""
    return "" if request.param == "sqlite" else emptied(request.getfixturevalue("postgresql"))


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a password's hash would be most of what these tests take."""
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: cheap)


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    """An empty desk that reads in this process and works only when told to."""
    with Desk.open(url=url, apart=False) as opened:
        yield opened


@pytest.fixture
def lite() -> Iterator[Desk]:
    """The same, on SQLite only: for what does not depend on the database."""
    with Desk.open(url="", apart=False) as opened:
        yield opened


class Kit:
    """What the tests of the desk do again and again."""

    @staticmethod
    def administrator(desk: Desk) -> Actor:
        """The first administrator, past the change of the one-time password."""
        assert desk.first_password
        login = desk.login("admin", desk.first_password)
        return desk.change_password(login.actor, desk.first_password, "Zhong-Ben-2026", login.token)

    @staticmethod
    def person(desk: Desk, admin: Actor, name: str, role: Role, office: str = "") -> Actor:
        """A person who has set a password of their own."""
        given = desk.add_user(admin, name, name, role, office)
        login = desk.login(name, given)
        return desk.change_password(login.actor, given, f"{name}-Ben-2026x", login.token)

    @staticmethod
    def sample(prefix: str) -> list[Upload]:
        """The files of a shipped sample, as a browser would send them."""
        path = next(SAMPLES.glob(f"{prefix}_*"))
        if path.is_file():
            return [Upload(path.name, path.read_bytes())]
        files = sorted(p for p in path.rglob("*") if p.is_file())
        return [Upload(f"{path.name}/{p.relative_to(path)}", p.read_bytes()) for p in files]

    def take_in(self, desk: Desk, who: Actor, *prefixes: str) -> list[str]:
        """Take samples in; the keys of their cases in order."""
        job = desk.intake(who, [u for prefix in prefixes for u in self.sample(prefix)])
        desk.runner.drain()
        assert desk.job(who, job.id).state == "done"
        return [str(i.case) for i in desk.items(who, job.id)]

    @staticmethod
    def admit(desk: Desk, who: Actor, key: str, **other: str) -> None:
        """Answer the whole checklist of admission so that papers may be made; *other* answers win."""
        fit = {"source": "application", "civil": "civil", "level": "same", "objection": "no_remedy", "state": "ended"}
        fit |= {"ex_officio": "public_interest"} | other
        left = [i.id for i in desk.admission(who, key).items]
        while left:
            item = left.pop(0)
            view = desk.answer_admission(who, key, item, fit.get(item, "verify"), note="已向执行法院核实")
            left += [i.id for i in view.items if i.answer is None and i.id not in left]


@pytest.fixture
def kit() -> Kit:
    """Helpers."""
    return Kit()
