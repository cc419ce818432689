"""Databases for the tests of storage."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from benmo.storage.store import Store

SERVER = os.environ.get("PGTEST", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind, without tables."""
    if request.param == "sqlite":
        made = Store(tmp_path / "data")
        yield made
        made.close()
        return
    psycopg = pytest.importorskip("psycopg")
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL on 127.0.0.1:5432, the tests on it are left out: {str(error).splitlines()[0]}")
    name = f"benmo_test_{secrets.token_hex(6)}"
    with server:
        server.execute(f"CREATE DATABASE {name}")
        made = Store(tmp_path / "data", f"{SERVER.rpartition('/')[0]}/{name}")
        yield made
        made.close()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
