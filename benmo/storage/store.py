"""The database: one engine, transactions that read and transactions that write.

SQLite in the data folder unless ``[storage] url`` names a PostgreSQL. On SQLite every writing transaction takes the
write lock at its start (BEGIN IMMEDIATE), so it never fails half-way for want of it; WAL with synchronous=FULL means
that what was committed survives a power cut.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from benmo.errors import SettingsError, UsageError
from benmo.storage.originals import Originals

FILE = "benmo.sqlite3"
_WRITE = "benmo_write"
#: What PostgreSQL's driver says of a character that SQLite takes.
_NUL = "cannot contain NUL"
#: One writer at a time also on PostgreSQL where order matters (the audit chain, migrations).
LOCK_MIGRATE, LOCK_AUDIT = 0x62656E6D, 0x62656E6E


class Store:
    """Database and originals of one data folder.

    Args:
        home: the data folder.
        url: an SQLAlchemy URL; empty = SQLite in *home*.

    Raises:
        SettingsError: the database cannot be reached or the URL is wrong.
    """

    def __init__(self, home: Path, url: str = "") -> None:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.home = home
        self.originals = Originals(home / "originals")
        self.engine = _engine(url or f"sqlite:///{home / FILE}")
        self.sqlite = self.engine.dialect.name == "sqlite"
        # SQLite's writers are alone; whoever waits there tries again after ever longer sleeps, here they are woken.
        self._turn: AbstractContextManager[object] = threading.Lock() if self.sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self.engine.connect() as cx:
            if not self.sqlite:
                cx = cx.execution_options(isolation_level="REPEATABLE READ")
            with cx.begin():
                yield cx

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed whole at the end of the block, or not at all."""
        with self._turn, self.engine.connect() as cx:
            cx = cx.execution_options(**{_WRITE: True})
            with cx.begin():
                yield cx

    def lock(self, cx: Connection, name: int) -> None:
        """Wait until no other transaction holds the lock *name*; SQLite's writers are alone anyway."""
        if not self.sqlite:
            cx.exec_driver_sql(f"SELECT pg_advisory_xact_lock({name})")

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    hint = "设置 [storage] url，例如 postgresql://用户:口令@127.0.0.1:5432/benmo；留空用数据目录中的 SQLite"
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise SettingsError(f"不支持的数据库 {parsed.get_backend_name()}。", hint)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite":
            return _prepared(_telling(create_engine(parsed, connect_args={"timeout": 30})))
        engine = _plain(_telling(create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=20)))
        with engine.connect():
            return engine
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        words = "没有安装 psycopg" if isinstance(error, ModuleNotFoundError) else "地址写法不对"
        mend = 'pip install -e ".[postgres]"' if isinstance(error, ModuleNotFoundError) else hint
        raise SettingsError(f"数据库设置有误：{words}。", mend) from error
    except OperationalError as error:
        raise SettingsError("连不上所设置的数据库。", "检查数据库是否启动、地址和口令是否正确；" + hint) from error


def _telling(engine: Engine) -> Engine:
    """Words that a database cannot take are the sender's to mend, wherever they came in: no internal error."""

    @event.listens_for(engine, "handle_error")
    def _refused(context: ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(error, UnicodeEncodeError) or _NUL in str(error):
            raise UsageError("文字中有数据库不能保存的字符。", "删去看不见的字符后再试") from error

    return engine


def _plain(engine: Engine) -> Engine:
    """PostgreSQL must not compile queries: that takes 60 ms and pays for queries of seconds, which the desk has not."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.execute("SET jit = off")
        connection.commit()

    return engine


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin too late (at the first write); ours begin where the block does.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(cx: Connection) -> None:
        cx.exec_driver_sql("BEGIN IMMEDIATE" if cx.get_execution_options().get(_WRITE) else "BEGIN")

    return engine
