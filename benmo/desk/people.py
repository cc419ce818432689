"""Who there is, who is logged in, API tokens. Passwords are argon2; of every secret only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, insert, select, update

from benmo.desk import audit
from benmo.desk.model import Actor, Login, Role, TokenRow, UserRow
from benmo.errors import Conflict, NoSuch, NotAllowed, NotLoggedIn, UsageError
from benmo.storage.schema import CASES, KEYS, USERS
from benmo.storage.store import Store
from benmo.storage.times import later, now

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: After so many wrong passwords in a row the name is closed for some minutes.
MAX_FAILURES, LOCK_MINUTES = 5, 15
MIN_PASSWORD = 8
#: A password's check takes 46 MB and a processor: everybody logging in at once must not stop the pages.
CHECKS_AT_ONCE = 2
_CHECKS = threading.BoundedSemaphore(CHECKS_AT_ONCE)
#: argon2id as OWASP's Password Storage Cheat Sheet asks for at least: memory in KiB, passes, lanes. One lane, as each
#: log-in has one processor; the library's own choice (64 MiB, three passes, four lanes) took four times as long.
MEMORY, PASSES, LANES = 47_104, 1, 1
SESSION, TOKEN = "session", "token"
_WRONG = ("用户名或者口令不对。", f"连续 {MAX_FAILURES} 次不对将锁定 {LOCK_MINUTES} 分钟；忘记口令请管理员重设")


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY, parallelism=LANES)


@cache
def _nobody() -> str:
    """The hash of no password: names that do not exist take as long to refuse as those that do."""
    return _hasher().hash(secrets.token_hex(16))


def _fits(hashed: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        with _CHECKS:
            return _hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _fresh(hashed: str, password: str) -> str:
    """*hashed*, or the same password hashed anew where other parameters were in force when it was set."""
    return _hasher().hash(password) if _hasher().check_needs_rehash(hashed) else hashed


def secret_hash(secret: str) -> str:
    """What is kept of a session's or token's secret; it is random and long, so a plain hash will do."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """The word that each writing request of a session must repeat; another site cannot know it."""
    return hmac.new(token.encode(), b"benmo-csrf", hashlib.sha256).hexdigest()


def actor_of(row: Row[Any]) -> Actor:
    """The person of a row of users."""
    return Actor(row.id, row.name, row.display, row.office, Role(row.role), row.must_change)


def first_administrator(store: Store, office: str) -> str | None:
    """Make the administrator ``admin`` with a one-time password where there is nobody yet; returns that password."""
    with store.write() as cx:
        store.lock(cx, 0x62656E6F)
        if cx.execute(select(func.count()).select_from(USERS)).scalar_one():
            return None
        password = secrets.token_urlsafe(9)
        _insert(cx, "admin", "管理员", office, Role.ADMIN, password)
        audit.note(store, cx, "本机", "user.add", "admin", role=Role.ADMIN.value)
        return password


def _insert(cx: Connection, name: str, display: str, office: str, role: Role, password: str) -> int:
    made = cx.execute(
        insert(USERS).values(
            name=name, display=display, office=office, role=role.value, password=_hasher().hash(password),
            must_change=True, active=True, failures=0, created_at=now(),
        )
    )  # fmt: skip
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def login(store: Store, name: str, password: str, minutes: int, hours: int) -> Login:
    """Check the password and open a session. Raises NotLoggedIn, with the same words whatever was wrong."""
    with store.read() as cx:
        row = cx.execute(select(USERS).where(USERS.c.name == name.strip())).first()
    fits = _fits(row.password if row else _nobody(), password)  # outside any transaction: it takes 50 ms
    fresh = _fresh(row.password, password) if row and fits else ""
    refused = False
    token = secrets.token_urlsafe(32)
    with store.write() as cx:
        if row is None or not row.active or (row.locked_until and row.locked_until > now()):
            audit.note(store, cx, name, "login.refused")
            refused = True
        elif not fits:
            failures = USERS.c.failures + 1
            cx.execute(update(USERS).where(USERS.c.id == row.id).values(failures=failures))
            if cx.execute(select(USERS.c.failures).where(USERS.c.id == row.id)).scalar_one() >= MAX_FAILURES:
                cx.execute(
                    update(USERS).where(USERS.c.id == row.id).values(failures=0, locked_until=later(LOCK_MINUTES))
                )
            audit.note(store, cx, name, "login.refused")
            refused = True
        else:
            cx.execute(update(USERS).where(USERS.c.id == row.id).values(failures=0, locked_until=None))
            if fresh != row.password:  # only where nobody has set another password meanwhile
                same = (USERS.c.id == row.id) & (USERS.c.password == row.password)
                cx.execute(update(USERS).where(same).values(password=fresh))
            _key(cx, row.id, SESSION, token, "", later(hours * 60))
            audit.note(store, cx, row.name, "login")
    if refused or row is None:
        raise NotLoggedIn(*_WRONG)
    return Login(token, csrf_of(token), actor_of(row))


def _key(cx: Connection, user: int, kind: str, secret: str, name: str, expires: str) -> int:
    made = cx.execute(
        insert(KEYS).values(
            user_id=user, kind=kind, hash=secret_hash(secret), name=name, created_at=now(), seen_at=now(),
            expires_at=expires, revoked=False,
        )
    )  # fmt: skip
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def who_is(store: Store, secret: str, kind: str, minutes: int, *, used: bool = True) -> Actor:
    """The person behind a session or token. Raises NotLoggedIn where it is unknown, expired, idle or taken back.

    A look that is not *used* keeps no idle session alive: nobody did anything.
    """
    with store.read() as cx:
        row = cx.execute(
            select(USERS, KEYS.c.id.label("key"), KEYS.c.seen_at, KEYS.c.expires_at)
            .join(KEYS, KEYS.c.user_id == USERS.c.id)
            .where(KEYS.c.hash == secret_hash(secret), KEYS.c.kind == kind, ~KEYS.c.revoked, USERS.c.active)
        ).first()
    idle = kind == SESSION and row is not None and row.seen_at < later(-minutes)
    if row is None or row.expires_at < now() or idle:
        raise NotLoggedIn("尚未登录，或者登录已过期。", "请重新登录")
    if used and row.seen_at < later(-1):  # once a minute is precise enough, and spares a write at every look
        with store.write() as cx:
            cx.execute(update(KEYS).where(KEYS.c.id == row.key).values(seen_at=now()))
    return actor_of(row)


def logout(store: Store, token: str) -> None:
    """End a session; an unknown one is none."""
    with store.write() as cx:
        row = cx.execute(
            select(USERS.c.name, KEYS.c.id)
            .join(KEYS, KEYS.c.user_id == USERS.c.id)
            .where(KEYS.c.hash == secret_hash(token), KEYS.c.kind == SESSION, ~KEYS.c.revoked)
        ).first()
        if row:
            cx.execute(update(KEYS).where(KEYS.c.id == row.id).values(revoked=True))
            audit.note(store, cx, row.name, "logout")


def change_password(store: Store, who: Actor, old: str, new: str, keep: str = "") -> Actor:
    """Set one's own password; all other sessions end, that of the token *keep* goes on."""
    _good(new, who.name)
    with store.read() as cx:
        row = cx.execute(select(USERS).where(USERS.c.id == who.id)).one()
    if not _fits(row.password, old):
        raise NotLoggedIn("原口令不对。", "重新输入原口令")
    if old == new:
        raise UsageError("新口令与原口令相同。", "换一个新口令")
    with store.write() as cx:
        cx.execute(update(USERS).where(USERS.c.id == who.id).values(password=_hasher().hash(new), must_change=False))
        _end_sessions(cx, who.id, keep)
        audit.note(store, cx, who.name, "password", who.name)
    return replace(who, must_change=False)


def _end_sessions(cx: Connection, user: int, keep: str = "") -> None:
    mine = (KEYS.c.user_id == user) & (KEYS.c.kind == SESSION) & (KEYS.c.hash != (secret_hash(keep) if keep else ""))
    cx.execute(update(KEYS).where(mine).values(revoked=True))


def _good(password: str, name: str) -> None:
    if len(password) < MIN_PASSWORD or password == name or len(set(password)) < 4:
        raise UsageError(
            f"口令太简单：至少 {MIN_PASSWORD} 个字符，不同的字符不少于 4 个，且不同于用户名。", "换一个口令"
        )


def users(store: Store, who: Actor | None) -> tuple[UserRow, ...]:
    """Everybody, for an administrator (None = the machine's own command line); else those of one's own office."""
    query = select(USERS).order_by(USERS.c.office, USERS.c.id)
    if who is not None and who.role != Role.ADMIN:
        query = query.where(USERS.c.office == who.office, USERS.c.active)
    with store.read() as cx:
        return tuple(_user_row(r) for r in cx.execute(query))


def _user_row(r: Row[Any]) -> UserRow:
    return UserRow(r.id, r.name, r.display, r.office, Role(r.role), r.active, r.must_change, r.created_at)


def add_user(store: Store, who: Actor | None, name: str, display: str, role: Role, office: str) -> str:
    """Make a person; returns their one-time password."""
    name, display, office = name.strip(), display.strip() or name.strip(), office.strip()
    if not name or len(name) > 64 or any(c.isspace() for c in name) or len(display) > 64 or len(office) > 128:
        raise UsageError("用户名不能为空或含空格，用户名与姓名不超过 64 字，单位不超过 128 字。", "换一个用户名")
    password = secrets.token_urlsafe(9)
    with store.write() as cx:
        if cx.execute(select(USERS.c.id).where(USERS.c.name == name)).first():
            raise Conflict(f"已有名为 {name} 的用户。", "换一个用户名")
        _insert(cx, name, display, office, role, password)
        audit.note(store, cx, who.name if who else "本机", "user.add", name, role=role.value, office=office)
    return password


def reset_password(store: Store, who: Actor | None, name: str) -> str:
    """Give a person a new one-time password and end their sessions; returns the password."""
    password = secrets.token_urlsafe(9)
    with store.write() as cx:
        row = _named(cx, name)
        cx.execute(
            update(USERS)
            .where(USERS.c.id == row.id)
            .values(password=_hasher().hash(password), must_change=True, failures=0, locked_until=None)
        )
        _end_sessions(cx, row.id)
        audit.note(store, cx, who.name if who else "本机", "password.reset", name)
    return password


def change_user(
    store: Store, who: Actor, name: str, role: Role | None, active: bool | None, display: str | None, office: str | None
) -> None:
    """Change what is not None. The last active administrator stays one."""
    values = {
        "role": role.value if role else None, "active": active, "display": display, "office": office
    }  # fmt: skip
    values = {k: v for k, v in values.items() if v is not None}
    with store.write() as cx:
        row = _named(cx, name)
        cx.execute(update(USERS).where(USERS.c.id == row.id).values(**values))
        admins = (USERS.c.role == Role.ADMIN.value) & USERS.c.active
        if not cx.execute(select(func.count()).select_from(USERS).where(admins)).scalar_one():
            raise NotAllowed("至少要有一名管理员。", "先把另一名用户设为管理员")
        if active is False:
            cx.execute(update(KEYS).where(KEYS.c.user_id == row.id).values(revoked=True))
        audit.note(store, cx, who.name, "user.change", name, **values)


def name_office(cx: Connection, old: str, new: str) -> None:
    """Give people and cases of the office that had no name yet (*old*) its name, so that they see each other."""
    for table in (USERS, CASES):
        cx.execute(update(table).where(table.c.office == old).values(office=new))


def _named(cx: Connection, name: str) -> Row[Any]:
    row = cx.execute(select(USERS).where(USERS.c.name == name)).first()
    if row is None:
        raise NoSuch(f"没有名为 {name} 的用户。", "用 benmo user list 查看")
    return row


def make_token(store: Store, who: Actor, name: str, days: int) -> tuple[TokenRow, str]:
    """A token of one's own for other programs, and its secret, which is not kept."""
    secret = "benmo_" + secrets.token_urlsafe(32)
    if not 1 <= days <= 3650 or not name.strip():
        raise UsageError("令牌要有名称，有效期为 1 至 3650 天。", "例如 统一业务系统，365 天")
    with store.write() as cx:
        number = _key(cx, who.id, TOKEN, secret, name.strip()[:64], later(days * 24 * 60))
        audit.note(store, cx, who.name, "token.add", str(number), name=name.strip()[:64])
    return next(t for t in tokens(store, who) if t.id == number), secret


def tokens(store: Store, who: Actor) -> tuple[TokenRow, ...]:
    """One's own tokens that were not taken back."""
    mine = (KEYS.c.user_id == who.id) & (KEYS.c.kind == TOKEN) & ~KEYS.c.revoked
    with store.read() as cx:
        rows = cx.execute(select(KEYS).where(mine).order_by(KEYS.c.id)).all()
    return tuple(TokenRow(r.id, r.name, r.created_at, r.seen_at, r.expires_at) for r in rows)


def revoke_token(store: Store, who: Actor, number: int) -> None:
    """Take one of one's own tokens back. Raises NoSuch."""
    mine = (KEYS.c.id == number) & (KEYS.c.user_id == who.id) & (KEYS.c.kind == TOKEN) & ~KEYS.c.revoked
    with store.write() as cx:
        if not cx.execute(update(KEYS).where(mine).values(revoked=True)).rowcount:
            raise NoSuch("没有这个令牌。")
        audit.note(store, cx, who.name, "token.revoke", str(number))
