"""Who sees and may do what; log-ins; what the first administrator may do before changing the password."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benmo.desk import people
from benmo.desk.model import CaseFilter, Role, Upload
from benmo.desk.service import Desk
from benmo.errors import NoSuch, NotAllowed, NotLoggedIn, UsageError
from benmo.storage import times


@pytest.fixture
def cast(lite: Desk, kit: Any) -> dict[str, Any]:
    """A case of 甲院 with its assignee; people of 甲院 and 乙院."""
    admin = kit.administrator(lite)
    made = {
        name: kit.person(lite, admin, name, role, office)
        for name, role, office in (
            ("own", Role.PROSECUTOR, "甲院"),
            ("colleague", Role.PROSECUTOR, "甲院"),
            ("head", Role.HEAD, "甲院"),
            ("registry", Role.REGISTRY, "甲院"),
            ("foreign", Role.PROSECUTOR, "乙院"),
            ("foreign_head", Role.HEAD, "乙院"),
        )
    }
    (key,) = kit.take_in(lite, made["own"], "03")
    kit.admit(lite, made["own"], key)
    shown = next(f for f in lite.case(made["own"], key).review["findings"] if f["conclusion"] == "violation")
    return made | {"admin": admin, "key": key, "shown": shown["checkpoint"]}


@pytest.mark.parametrize("name", ["own", "colleague", "head", "registry"])
def test_the_office_sees_its_case(lite: Desk, cast: dict[str, Any], name: str) -> None:
    assert lite.case(cast[name], cast["key"]).row.key == cast["key"]
    assert lite.cases(cast[name]).total == 1 and lite.search(cast[name], "查封")


@pytest.mark.parametrize("name", ["foreign", "foreign_head", "admin"])
def test_nobody_else_learns_of_it(lite: Desk, cast: dict[str, Any], name: str) -> None:
    who, key = cast[name], cast["key"]
    made = lite.decide(cast["own"], key, cast["shown"], "confirmed")
    assert made
    draft = lite.draft(cast["own"], key, "检察建议书").row.id
    paper = lite.register_sent(cast["own"], key, paper="检察建议书", court="x", sent_on=date(2026, 1, 5)).id
    job = lite.jobs(cast["own"])[0].id
    for act in (
        lambda: lite.case(who, key),
        lambda: lite.why(who, key, cast["shown"]),
        lambda: lite.original(who, key, 1),
        lambda: lite.decide(who, key, cast["shown"], "confirmed"),
        lambda: lite.decision_history(who, key),
        lambda: lite.add_mark(who, key, "x", 0, 1, name="x"),
        lambda: lite.admission(who, key),
        lambda: lite.answer_admission(who, key, "civil", "civil"),
        lambda: lite.draft(who, key, "检察建议书"),
        lambda: lite.draft_with_model(who, key, "检察建议书"),
        lambda: lite.draft_view(who, draft),
        lambda: lite.edit_sentence(who, draft, 1, 0, "x"),
        lambda: lite.export_draft(who, draft),
        lambda: lite.paper(who, paper),
        lambda: lite.change_paper(who, paper, extended=True),
        lambda: lite.read_reply(who, paper, Upload("x.txt", b"x")),
        lambda: lite.add_material(who, key, [Upload("x.txt", b"x")]),
        lambda: lite.reread(who, [key]),
        lambda: lite.assign(who, key, who.name),
        lambda: lite.job(who, job),
        lambda: lite.items(who, job),
        lambda: lite.cancel(who, job),
    ):
        with pytest.raises(NoSuch):
            act()
    assert lite.cases(who).total == 0 and lite.cases(who, CaseFilter(text="查封")).total == 0
    assert lite.search(who, "查封") == () and lite.papers(who) == ()


def test_the_assignee_sees_it_wherever_they_are(lite: Desk, cast: dict[str, Any]) -> None:
    lite.assign(cast["head"], cast["key"], "foreign")
    assert lite.case(cast["foreign"], cast["key"]).may_decide
    assert lite.search(cast["foreign"], "查封")
    with pytest.raises(NoSuch):
        lite.case(cast["foreign_head"], cast["key"])
    assert not lite.case(cast["own"], cast["key"]).may_decide


@pytest.mark.parametrize(
    ("name", "decides", "registers", "assigns"),
    [("own", True, True, False), ("head", True, True, True), ("colleague", False, False, False),
     ("registry", False, True, True)],
)  # fmt: skip
def test_what_each_may_do(
    lite: Desk, cast: dict[str, Any], name: str, decides: bool, registers: bool, assigns: bool
) -> None:
    who, key = cast[name], cast["key"]

    def allowed(act: Any) -> bool:
        try:
            act()
        except NotAllowed:
            return False
        return True

    assert allowed(lambda: lite.decide(who, key, cast["shown"], "confirmed")) is decides
    sent = {"paper": "检察建议书", "court": "x", "sent_on": date(2026, 1, 5)}
    assert allowed(lambda: lite.register_sent(who, key, **sent)) is registers
    assert allowed(lambda: lite.assign(who, key, "own")) is assigns
    assert not allowed(lambda: lite.add_user(who, "x", "x", Role.ADMIN))
    assert not allowed(lambda: lite.change_setting(who, "web", "remind_days", "3"))
    assert not allowed(lambda: lite.audit_log(who))


def test_the_one_time_password_opens_nothing_else(lite: Desk) -> None:
    assert lite.first_password
    login = lite.login("admin", lite.first_password)
    assert login.actor.must_change
    for act in (lambda: lite.cases(login.actor), lambda: lite.make_token(login.actor, "x")):
        with pytest.raises(NotAllowed, match="初始口令"):
            act()
    for bad in ("short", "admin", "aaaaaaaaaa"):
        with pytest.raises(UsageError, match="太简单"):
            lite.change_password(login.actor, lite.first_password, bad)
    again = lite.login("admin", lite.first_password)
    lite.change_password(login.actor, lite.first_password, "Zhong-Ben-2026", login.token)
    assert lite.session(login.token).name == "admin"
    with pytest.raises(NotLoggedIn):
        lite.session(again.token)
    with Desk.open(url="", apart=False) as second:
        assert second.first_password is None


def test_guessing_closes_the_name_for_a_while(lite: Desk, kit: Any) -> None:
    kit.administrator(lite)
    told = set()
    for name in ("admin", "nobody"):
        for _ in range(people.MAX_FAILURES):
            with pytest.raises(NotLoggedIn) as refused:
                lite.login(name, "wrong")
            told.add(str(refused.value))
    assert len(told) == 1  # whether there is such a name is not told
    with pytest.raises(NotLoggedIn):
        lite.login("admin", "Zhong-Ben-2026")


def test_sessions_and_tokens_end(lite: Desk, kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    who = kit.administrator(lite)
    login, (row, secret) = lite.login("admin", "Zhong-Ben-2026"), lite.make_token(who, "x", 1)
    assert lite.bearer(secret).name == "admin"
    with pytest.raises(NotLoggedIn):
        lite.session(secret)
    real = times.later
    monkeypatch.setattr(people, "later", lambda minutes: real(minutes + 121))
    with pytest.raises(NotLoggedIn):
        lite.session(login.token)
    monkeypatch.setattr(people, "now", lambda: real(25 * 60))
    with pytest.raises(NotLoggedIn):
        lite.bearer(secret)
    monkeypatch.undo()
    lite.revoke_token(who, row.id)
    with pytest.raises(NotLoggedIn):
        lite.bearer(secret)


def test_no_secret_lies_in_the_database(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    login, (_, secret) = lite.login("admin", "Zhong-Ben-2026"), lite.make_token(who, "x")
    data = b"".join(p.read_bytes() for p in lite.store.home.glob("benmo.sqlite3*"))
    for word in ("Zhong-Ben-2026", login.token, secret):
        assert word.encode() not in data


def test_somebody_who_left_is_out_at_once(lite: Desk, kit: Any) -> None:
    admin = kit.administrator(lite)
    leaving = kit.person(lite, admin, "leaving", Role.PROSECUTOR)
    token = lite.login("leaving", "leaving-Ben-2026x").token
    _, secret = lite.make_token(leaving, "x")
    lite.change_user(admin, "leaving", active=False)
    for look in (lambda: lite.session(token), lambda: lite.bearer(secret)):
        with pytest.raises(NotLoggedIn):
            look()
    with pytest.raises(NotAllowed, match="至少"):
        lite.change_user(admin, "admin", role=Role.HEAD)
