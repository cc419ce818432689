"""For every route of the API: what another office or a lesser role gets of a case is nothing, in body and status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from benmo.api.app import make_app
from benmo.desk import people
from benmo.desk.model import Actor, Role, Upload
from benmo.desk.service import Desk

SAMPLE = next((Path(__file__).resolve().parents[3] / "corpora" / "samples").glob("03_*"))
V1 = "/api/v1"
#: Routes about oneself, or lists that hold only what one may see: open to everybody who is logged in.
OWN = {
    ("POST", "/login"), ("POST", "/logout"), ("GET", "/me"), ("POST", "/password"), ("GET", "/tokens"),
    ("POST", "/tokens"), ("GET", "/users"), ("GET", "/cases"), ("POST", "/cases"), ("GET", "/search"),
    ("GET", "/papers"), ("GET", "/jobs"),
}  # fmt: skip
#: What the registry of the office may do to a case that is another's, and what a colleague may.
REGISTRY = {
    ("POST", "/cases/{key}/files"), ("PUT", "/cases/{key}/assignee"), ("POST", "/cases/{key}/papers"),
    ("PATCH", "/papers/{number}"), ("POST", "/papers/{number}/reply"), ("POST", "/cases/{key}/admission"),
}  # fmt: skip


class World:
    """A case of 甲院 with everything around it, its assignee, and people who may do less or nothing."""

    def __init__(self, desk: Desk, http: TestClient) -> None:
        assert desk.first_password
        self.desk, self.http = desk, http
        login = desk.login("admin", desk.first_password)
        self.admin = desk.change_password(login.actor, desk.first_password, "Zhong-Ben-2026")
        self.heads: dict[str, dict[str, str]] = {"admin": self._head(self.admin)}
        self.own = self._person("own", Role.PROSECUTOR, "甲院")
        for name, role, office in (
            ("colleague", Role.PROSECUTOR, "甲院"), ("registry", Role.REGISTRY, "甲院"),
            ("foreign", Role.PROSECUTOR, "乙院"), ("foreign_head", Role.HEAD, "乙院"),
            ("foreign_registry", Role.REGISTRY, "乙院"),
        ):  # fmt: skip
            self._person(name, role, office)
        self.job = desk.intake(self.own, [Upload(SAMPLE.name, SAMPLE.read_bytes())]).id
        desk.runner.drain()
        self.key = str(desk.items(self.own, self.job)[0].case)
        review = desk.case(self.own, self.key).review
        self.shown = next(f["checkpoint"] for f in review["findings"] if f["conclusion"] == "violation")
        self.document = review["documents"][0]["id"]
        desk.decide(self.own, self.key, self.shown, "confirmed")
        desk.answer_admission(self.own, self.key, "gate", "overruled", note="只作测试")
        self.mark = desk.add_mark(self.own, self.key, self.document, 20, 40, name="另行发现").id
        self.draft = desk.draft(self.own, self.key, "检察建议书").row.id
        sent = desk.register_sent(
            self.own, self.key, paper="检察建议书", court="江东市江北区人民法院", sent_on=date(2026, 6, 1)
        )
        self.paper = sent.id
        self.file = desk.case(self.own, self.key).files[0].id
        self.token = desk.make_token(self.own, "mine")[0].id
        row, text = desk.case(self.own, self.key).row, review["documents"][0]["text"]
        told = (row.case_no, row.court, row.name, *row.parties.split("、"), text[200:220], "另行发现", "只作测试")
        self.secrets = [s for s in told if s]
        assert len(self.secrets) >= 6

    def _head(self, who: Actor) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.desk.make_token(who, 'x')[1]}"}

    def _person(self, name: str, role: Role, office: str) -> Actor:
        given = self.desk.add_user(self.admin, name, name, role, office)
        who = self.desk.change_password(self.desk.login(name, given).actor, given, f"{name}-Ben-2026x")
        self.heads[name] = self._head(who)
        return who

    def request(self, method: str, path: str) -> dict[str, Any]:
        """A good request to a route, as the assignee would make it."""
        numbers = {"drafts": self.draft, "papers": self.paper, "jobs": self.job, "tokens": self.token}
        number = numbers.get(path.split("/")[1], self.mark if "/marks/" in path else self.file)
        url = path.replace("{key}", self.key).replace("{number}", str(number)).replace("{place}", "3")
        versions = self.desk.draft_view(self.own, self.draft).row.versions
        upload = {"files": ("补.txt", "补充材料".encode())}
        bodies: dict[tuple[str, str], dict[str, Any]] = {
            ("POST", "/users"): {"json": {"name": "neu", "role": "承办人"}},
            ("POST", "/cases/{key}/files"): {"files": upload},
            ("PUT", "/cases/{key}/assignee"): {"json": {"name": "own"}},
            ("POST", "/cases/{key}/decisions"): {"json": {"checkpoint": self.shown, "decision": "confirmed"}},
            ("POST", "/cases/{key}/marks"): {
                "json": {"document": self.document, "start": 50, "end": 60, "name": "又一处"}
            },
            ("POST", "/cases/{key}/drafts"): {"json": {"paper": "检察建议书"}},
            ("POST", "/cases/{key}/admission"): {"json": {"item": "source", "answer": "application"}},
            ("PUT", "/drafts/{number}/sentences/{place}"): {"json": {"base": versions, "text": "改过。"}},
            ("POST", "/drafts/{number}/sentences/{place}"): {"json": {"base": versions, "text": "加上。"}},
            ("POST", "/cases/{key}/papers"): {"json": {"paper": "函", "court": "某院", "sent_on": "2026-06-01"}},
            ("PATCH", "/papers/{number}"): {"json": {"received_on": "2026-06-03"}},
            ("POST", "/papers/{number}/reply"): {"files": {"file": ("回复.txt", REPLY.encode())}},
        }
        return {"method": method, "url": V1 + url.replace("{checkpoint}", self.shown)} | bodies.get((method, path), {})

    def ask(self, name: str, method: str, path: str) -> Any:
        """The answer that *name* gets."""
        return self.http.request(**self.request(method, path), headers=self.heads[name])

    def leaks(self, body: str) -> list[str]:
        """What of the case stands in *body*, written out or escaped."""
        return [s for s in self.secrets if s in body or json.dumps(s)[1:-1] in body]


REPLY = """江东市江北区人民法院
关于检察建议书的回复
江北区人民检察院：
你院江北检执监〔2026〕3号检察建议书收悉。经审查，你院检察建议成立，本院予以采纳。
现将有关情况回复如下：
一、已恢复对该案的执行，案号为（2026）浙0199执恢12号。
此复。
二〇二六年九月一日
"""


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: cheap)
    with Desk.open(url="", apart=False) as desk:
        app = make_app(desk)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as http:
            yield World(desk, http)


def routes(world: World) -> list[tuple[str, str]]:
    """Every route; those that take something away come last."""
    paths = world.http.get(f"{V1}/openapi.json").json()["paths"]
    found = [(m.upper(), p.removeprefix(V1)) for p, methods in paths.items() for m in methods]
    return sorted(found, key=lambda r: (r[0] == "DELETE", r[1] == "/cases/{key}/reread"))


def acts(world: World, name: str) -> list[str]:
    """What the log says that *name* did."""
    return [r.act for r in world.desk.audit_log(world.admin, limit=200).rows if r.who == name]


@pytest.mark.parametrize("name", ["foreign", "foreign_head", "foreign_registry"])
def test_another_office_gets_nothing(world: World, name: str) -> None:
    before = acts(world, name)
    for method, path in routes(world):
        if (method, path) in OWN:
            continue
        answer = world.ask(name, method, path)
        assert answer.status_code in (403, 404), (method, path, answer.status_code, answer.text)
        assert not world.leaks(answer.text), (method, path)
    for path in ("/cases", "/papers", "/jobs", "/search?q=执行", "/users", "/tokens", "/cases?text=执行&order=score"):
        answer = world.http.get(V1 + path, headers=world.heads[name])
        assert answer.status_code == 200 and not world.leaks(answer.text) and world.key not in answer.text, path
    assert set(acts(world, name)) - set(before) <= {"search"}


def test_every_request_is_good_for_who_may_make_it(world: World) -> None:
    """What is refused above is refused for who asks, not for what is asked."""
    for method, path in routes(world):
        if (method, path) in OWN:
            continue
        who = "admin" if path in ("/users", "/audit") else "own"
        if (method, path) == ("PUT", "/cases/{key}/assignee"):
            who = "registry"
        if path == "/drafts/{number}/export":  # the owner's own edits above do not make it stale
            assert world.leaks(world.ask(who, "GET", "/drafts/{number}").text)
        answer = world.ask(who, method, path)
        world.desk.runner.drain()
        assert answer.status_code < 300, (method, path, answer.status_code, answer.text)


@pytest.mark.parametrize("name", ["colleague", "registry"])
def test_a_lesser_role_of_the_office_changes_nothing(world: World, name: str) -> None:
    """They see the case of their office; what they may not do is refused, and not done."""
    allowed = REGISTRY if name == "registry" else set()
    for method, path in routes(world):
        if (method, path) in OWN or (method, path) in allowed or (method == "GET" and path != "/audit"):
            continue
        before = acts(world, name)
        answer = world.ask(name, method, path)
        assert answer.status_code in (403, 404), (method, path, answer.status_code, answer.text)
        assert acts(world, name) == before, (method, path)
    assert world.ask(name, "GET", "/audit").status_code == 403
    for path in ("/jobs/{number}", "/jobs/{number}/items", "/jobs/{number}/events"):
        assert world.ask(name, "GET", path).status_code == 404, path


def test_a_one_time_password_opens_nothing_but_its_change(world: World) -> None:
    given = world.desk.add_user(world.admin, "fresh", "fresh", Role.HEAD, "甲院")
    login = world.http.post(f"{V1}/login", json={"name": "fresh", "password": given})
    word = {"X-CSRF-Token": login.json()["csrf"]}
    for method, path in routes(world):
        own = (method, path) in OWN and path in ("/tokens", "/users")
        if own or path in ("/login", "/logout", "/me", "/password"):
            continue
        answer = world.http.request(**world.request(method, path), headers=word)
        assert answer.status_code in (403, 404, 422), (method, path, answer.status_code)
        assert not world.leaks(answer.text), (method, path)
