"""``benmo user``, ``audit``, ``backup``, ``restore``, ``export``: looking after the desk from the machine itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benmo.cli.frame import LazyGroup, command
from benmo.errors import Exit

if TYPE_CHECKING:
    from benmo.desk.service import Desk
    from benmo.storage.store import Store

_File = click.Path(path_type=Path, dir_okay=False)
_HERE = "benmo.cli.desk:"
ROLES = ("承办人", "部门负责人", "案管", "管理员")


@contextmanager
def _desk() -> Iterator[Desk]:
    from benmo.desk.service import Desk

    with Desk.open() as desk:
        if desk.first_password:
            click.echo(f"已建立管理员 admin，一次性口令：{desk.first_password}（只显示这一次，登录后须修改）")
        yield desk


@contextmanager
def _store() -> Iterator[Store]:
    from benmo.settings import home, load
    from benmo.storage.store import Store

    store = Store(home(), load().storage.url)
    try:
        yield store
    finally:
        store.close()


@click.group(
    "user",
    cls=LazyGroup,
    lazy={
        "add": (f"{_HERE}add", "增加用户，显示一次性口令"),
        "passwd": (f"{_HERE}passwd", "重设口令，显示新的一次性口令"),
        "list": (f"{_HERE}list_", "列出用户"),
    },
)
def user() -> None:
    """办案台的用户。"""


@command("add")
@click.argument("name", metavar="用户名")
@click.option("--display", metavar="姓名", default="", help="姓名，默认同用户名")
@click.option(
    "--role", metavar="角色", type=click.Choice(ROLES), default=ROLES[0], help="承办人、部门负责人、案管、管理员"
)
@click.option("--office", metavar="单位", default="", help="所在单位，默认为设置中的本院")
def add(name: str, display: str, role: str, office: str) -> None:
    """增加用户；显示的一次性口令，第一次登录后须修改。"""
    from benmo.desk.model import Role

    with _desk() as desk:
        click.echo(f"用户 {name}，一次性口令：{desk.add_user(None, name, display, Role(role), office)}")


@command("passwd")
@click.argument("name", metavar="用户名")
def passwd(name: str) -> None:
    """重设用户的口令，原有登录全部失效。"""
    with _desk() as desk:
        click.echo(f"用户 {name}，一次性口令：{desk.reset_password(None, name)}")


@command("list")
def list_() -> None:
    """列出全部用户。"""
    with _desk() as desk:
        for u in desk.users(None):
            notes = [*([] if u.active else ["已停用"]), *(["口令未修改"] if u.must_change else [])]
            click.echo("  ".join([u.name, u.display, u.role.value, u.office, *notes]))


@click.group("audit", cls=LazyGroup, lazy={"verify": (f"{_HERE}verify", "核对审计日志与原件，查有无改动、删除")})
def audit() -> None:
    """审计日志。"""


@command("verify")
def verify() -> int:
    """核对审计日志逐条衔接、没有改动或删除，并核对全部原件与校验值相符。"""
    from sqlalchemy import select

    from benmo.storage.schema import ORIGINALS

    with _desk() as desk:
        count, faults = desk.verify_audit(None)
        with desk.store.read() as cx:
            names = list(cx.execute(select(ORIGINALS.c.sha256)).scalars())
        damaged = desk.store.originals.verify(names)
    for fault in (*faults, *damaged):
        click.echo(fault, err=True)
    if faults or damaged:
        click.echo(f"发现 {len(faults) + len(damaged)} 处问题。", err=True)
        return Exit.UNREADABLE
    click.echo(f"审计日志 {count} 条，逐条衔接，没有改动；原件 {len(names)} 件，与校验值相符。")
    return Exit.DONE


@command("backup")
@click.argument("file", metavar="文件", type=_File)
def backup(file: Path) -> None:
    """把全部数据（案件、原件、用户、日志、设置）备份为一个文件；办案台运行时也可备份。"""
    from benmo.storage.backup import backup as make

    with _desk() as desk:
        made = make(desk.store, file)
    click.echo(f"已备份到 {file}：案件 {made.cases} 件，原件 {made.originals} 件。请妥善保管，其中有案件材料。")


@command("restore")
@click.argument("file", metavar="文件", type=_File)
def restore(file: Path) -> None:
    """从备份恢复到空的数据目录（或者空的数据库）；不覆盖已有数据。"""
    from benmo.storage.backup import restore as put_back

    with _store() as store:
        made = put_back(store, file)
    click.echo(f"已恢复 {made.made_at} 的备份：案件 {made.cases} 件，原件 {made.originals} 件。")


@command("export")
@click.argument("file", metavar="文件", type=_File)
def export(file: Path) -> None:
    """导出全部案件及其问题、决定：文件名以 .xlsx、.csv 或 .jsonl 结尾。"""
    from benmo.desk.exporting import export as write

    with _desk() as desk:
        click.echo(f"已导出 {write(desk.store, None, file)} 件案件到 {file}")
