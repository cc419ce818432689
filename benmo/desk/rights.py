"""Who may see and do what. Every query for a case goes through :func:`visible`; every act through :func:`require`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from benmo.desk.model import Actor, Role
from benmo.errors import NoSuch, NotAllowed
from benmo.storage.schema import CASES

#: The same as :func:`visible` for hand-written SQL with a table ``c`` of cases.
VISIBLE_SQL = "(c.office = :office OR c.assignee_id = :me)"


def visible(who: Actor) -> ColumnElement[bool]:
    """The cases of one's office, and those that one is assigned to wherever they are."""
    return or_(CASES.c.office == who.office, CASES.c.assignee_id == who.id)


def scope(cx: Connection, who: Actor) -> ColumnElement[bool]:
    """The same as :func:`visible`, put so that the indexes by office serve where no case of another office is in it."""
    mine = select(CASES.c.id).where(CASES.c.assignee_id == who.id).limit(1)
    # Asked in two halves, each of which the index by assignee and office answers at once.
    elsewhere = (mine.where(CASES.c.office < who.office), mine.where(CASES.c.office > who.office))
    if all(cx.execute(half).first() is None for half in elsewhere):
        return CASES.c.office == who.office
    return visible(who)


def case_row(cx: Connection, who: Actor, key: str) -> Row[Any]:
    """The case *key*. Raises NoSuch where there is none for this person."""
    row = cx.execute(select(CASES).where(CASES.c.key == key, visible(who))).first()
    if row is None:
        raise NoSuch("没有这个案件，或者无权查看。", "案件只对本单位人员和承办人可见")
    return row


def may_decide(who: Actor, case: Row[Any]) -> bool:
    """Decide on findings, draft: the assignee; the head and the administrator of the office; anyone of an open case."""
    if case.assignee_id == who.id:
        return True
    if case.office != who.office:
        return False
    return who.role in (Role.HEAD, Role.ADMIN) or (case.assignee_id is None and who.role == Role.PROSECUTOR)


def may_register(who: Actor, case: Row[Any]) -> bool:
    """Register papers and replies: whoever may decide, and the registry of the office."""
    return may_decide(who, case) or (case.office == who.office and who.role == Role.REGISTRY)


def require(allowed: bool, words: str) -> None:
    """Raises NotAllowed unless *allowed*; *words* is the act."""
    if not allowed:
        raise NotAllowed(f"无权{words}。", "请承办人、部门负责人或者管理员办理")


def require_current(who: Actor) -> None:
    """Raises NotAllowed while the one-time password was not changed."""
    if who.must_change:
        raise NotAllowed("请先修改初始口令。", "登录后在“设置”中修改口令")


def administrator(who: Actor | None) -> None:
    """Raises NotAllowed unless an administrator (or the machine's own command line, None)."""
    if who is not None:
        require_current(who)
        require(who.role == Role.ADMIN, "进行管理操作")
