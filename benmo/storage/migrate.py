"""Bringing the tables to the present form, at every start.

All missing changes run in one transaction under a lock: two programs that start at once do not meet, and one that is
killed half-way leaves the tables as they were.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from benmo.errors import SettingsError
from benmo.storage.store import LOCK_MIGRATE, Store


def upgrade(store: Store, target: str = "head") -> None:
    """Run what is missing up to *target*.

    Raises:
        SettingsError: the database was written by a newer version of the program.
    """
    config = _config()
    if target == "head":
        with store.read() as cx:
            if current(cx) == ScriptDirectory.from_config(config).get_current_head():
                return
    with store.write() as cx:
        store.lock(cx, LOCK_MIGRATE)
        config.attributes["connection"] = cx
        try:
            command.upgrade(config, target)
        except CommandError as error:
            raise SettingsError(
                f"数据库的版本（{current(cx)}）比本程序新，不能使用。", "安装较新版本的 benmo，或者恢复旧的备份"
            ) from error


def current(cx: Connection) -> str | None:
    """The number of the last change that was run; None for an empty database."""
    return MigrationContext.configure(cx).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def revisions() -> list[str]:
    """The numbers of all changes, in order."""
    return sorted(str(script.revision) for script in ScriptDirectory.from_config(_config()).walk_revisions())
