"""The API over HTTP: who gets in, what they get, and that it is the JSON of the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from benmo.api.app import make_app
from benmo.cli.app import run
from benmo.desk.model import Role
from benmo.desk.service import Desk

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = next((ROOT / "corpora" / "samples").glob("03_*"))
PASSWORD = "Zhong-Ben-2026"


@dataclass
class Served:
    """A served desk with an administrator's token."""

    desk: Desk
    http: TestClient
    token: str

    @property
    def head(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def take_in(self) -> str:
        """Take a sample in; the key of its case."""
        answer = self.http.post("/api/v1/cases", files={"files": (SAMPLE.name, SAMPLE.read_bytes())}, headers=self.head)
        assert answer.status_code == 202, answer.text
        self.desk.runner.drain()
        items = self.http.get(f"/api/v1/jobs/{answer.json()['id']}/items", headers=self.head).json()
        return str(items[0]["case"])

    def other(self) -> dict[str, str]:
        """The headers of a person of another office."""
        admin = self.desk.bearer(self.token)
        given = self.desk.add_user(admin, "wai", "外院", Role.PROSECUTOR, "外院")
        login = self.desk.login("wai", given)
        who = self.desk.change_password(login.actor, given, "Wai-Yuan-2026x")
        return {"Authorization": f"Bearer {self.desk.make_token(who, 'x')[1]}"}


@pytest.fixture
def served() -> Iterator[Served]:
    with Desk.open(url="", apart=False) as desk:
        assert desk.first_password
        login = desk.login("admin", desk.first_password)
        who = desk.change_password(login.actor, desk.first_password, PASSWORD)
        _, secret = desk.make_token(who, "test")
        with TestClient(make_app(desk), base_url="http://127.0.0.1", raise_server_exceptions=False) as http:
            yield Served(desk, http, secret)


def operations(desk: Desk) -> list[tuple[str, str]]:
    paths = make_app(desk).openapi()["paths"]
    return [(m.upper(), p) for p, methods in paths.items() for m in methods]


def test_nothing_without_a_token(served: Served) -> None:
    found = operations(served.desk)
    assert len(found) > 30
    for method, path in found:
        if path == "/api/v1/login":
            continue
        for headers in ({}, {"Authorization": "Bearer benmo_wrong"}, {"Authorization": "Basic eDp5"}):
            answer = served.http.request(method, path.replace("{", "").replace("}", ""), headers=headers)
            assert answer.status_code == 401, (method, path, answer.text)
            assert answer.json()["error"]["code"] == "E50"


def test_a_foreign_case_is_not_told_from_none(served: Served) -> None:
    key = served.take_in()
    foreign = served.other()
    view = served.desk.case(served.desk.bearer(served.token), key)
    shown = next(f["checkpoint"] for f in view.review["findings"] if f["conclusion"] == "violation")
    for path in ("", "/review", "/documents", "/findings", "/files", "/decisions", "/marks", "/drafts", f"/files/{view.files[0].id}", f"/findings/{shown}/why"):  # fmt: skip # noqa: E501
        one = served.http.get(f"/api/v1/cases/{key}{path}", headers=foreign)
        none = served.http.get(f"/api/v1/cases/c0000000000000000{path}", headers=foreign)
        assert (one.status_code, one.json()) == (404, none.json()), path
        assert served.http.get(f"/api/v1/cases/{key}{path}", headers=served.head).status_code == 200, path
    body = {"checkpoint": shown, "decision": "confirmed"}
    assert served.http.post(f"/api/v1/cases/{key}/decisions", json=body, headers=foreign).status_code == 404
    assert served.http.get("/api/v1/cases", headers=foreign).json()["total"] == 0
    assert served.http.get("/api/v1/search", params={"q": "查封"}, headers=foreign).json() == []
    assert served.http.get("/api/v1/jobs/1", headers=foreign).status_code == 404
    assert served.http.get("/api/v1/audit", headers=foreign).status_code == 403
    assert served.http.post("/api/v1/users", json={"name": "y", "role": "管理员"}, headers=foreign).status_code == 403


def test_the_review_is_that_of_the_command_line(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    key = served.take_in()
    assert run(["review", str(SAMPLE), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    got = served.http.get(f"/api/v1/cases/{key}/review", headers=served.head).json()
    assert got == told | {"decisions": []}
    schema = json.loads((ROOT / "benmo" / "contract" / "review.schema.json").read_text("utf-8"))
    jsonschema.validate(got, schema)


def test_session_by_cookie_needs_its_word(served: Served) -> None:
    http = served.http
    assert http.post("/api/v1/login", json={"name": "admin", "password": "wrong"}).status_code == 401
    answer = http.post("/api/v1/login", json={"name": "admin", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert http.get("/api/v1/me").json()["name"] == "admin"
    assert http.post("/api/v1/tokens", json={"name": "x"}).status_code == 403
    assert http.post("/api/v1/tokens", json={"name": "x"}, headers={"X-CSRF-Token": "wrong"}).status_code == 403
    word = {"X-CSRF-Token": answer.json()["csrf"]}
    made = http.post("/api/v1/tokens", json={"name": "x"}, headers=word)
    assert made.status_code == 201 and made.json()["secret"].startswith("benmo_")
    assert http.post("/api/v1/logout", headers=word).status_code == 204
    assert http.get("/api/v1/me").status_code == 401


def test_the_way_of_a_case(served: Served) -> None:
    key, http, head = served.take_in(), served.http, served.head
    found = http.get(f"/api/v1/cases/{key}/findings", params={"conclusion": "violation"}, headers=head).json()
    body: dict[str, Any] = {"checkpoint": found[0]["checkpoint"], "decision": "rejected"}
    assert http.post(f"/api/v1/cases/{key}/decisions", json=body, headers=head).status_code == 422
    body = body | {"decision": "confirmed", "seen": ["执行卷宗"]}
    assert http.post(f"/api/v1/cases/{key}/decisions", json=body, headers=head).status_code == 201
    body = {"item": "gate", "answer": "overruled", "note": "先行起草，受理另行核对"}
    assert http.post(f"/api/v1/cases/{key}/drafts", json={"paper": "检察建议书"}, headers=head).status_code == 409
    assert http.post(f"/api/v1/cases/{key}/admission", json=body, headers=head).json()["state"] == "overruled"
    made = http.post(f"/api/v1/cases/{key}/drafts", json={"paper": "检察建议书"}, headers=head)
    assert made.status_code == 201, made.text
    number = made.json()["row"]["id"]
    sentence = {"base": 1, "text": "改过的一句。"}
    assert http.put(f"/api/v1/drafts/{number}/sentences/3", json=sentence, headers=head).status_code == 200
    assert http.put(f"/api/v1/drafts/{number}/sentences/3", json=sentence, headers=head).status_code == 409
    file = http.get(f"/api/v1/drafts/{number}/export", headers=head)
    assert file.content[:2] == b"PK" and file.headers["content-disposition"].startswith("attachment")
    sent = {"paper": "检察建议书", "court": "某法院", "sent_on": "2026-06-01", "received_on": "2026-06-03"}
    paper = http.post(f"/api/v1/cases/{key}/papers", json=sent, headers=head).json()
    assert paper["due_on"] == "2026-09-03"
    longer = http.patch(f"/api/v1/papers/{paper['id']}", json={"extended": True}, headers=head).json()
    # 2026-10-03 lies in the National Day holidays; the calendar of that year says which days those are.
    assert longer["due_on"] >= "2026-10-03" and "顺延" in longer["due_note"] + longer["due_on"]
    assert http.get("/api/v1/papers", headers=head).json()[0]["id"] == paper["id"]


def test_events_of_a_job(served: Served) -> None:
    answer = served.http.post("/api/v1/cases", files={"files": (SAMPLE.name, SAMPLE.read_bytes())}, headers=served.head)
    served.desk.runner.drain()
    told = served.http.get(f"/api/v1/jobs/{answer.json()['id']}/events", headers=served.head)
    assert told.headers["content-type"].startswith("text/event-stream")
    assert told.text.startswith("event: end\n") and '"state": "done"' in told.text


def test_too_large_and_odd_requests(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENMO_WEB_UPLOAD_MB", "1")
    with TestClient(make_app(served.desk), base_url="http://127.0.0.1") as http:
        big = {"files": ("大.txt", b"x" * 1_100_000)}
        assert http.post("/api/v1/cases", files=big, headers=served.head).status_code == 413
    assert served.http.post("/api/v1/login", content=b"x" * 3_000_000).status_code == 413
    assert served.http.post("/api/v1/login", content=b"\xff").status_code == 422
    assert served.http.get("/api/v1/cases?limit=0", headers=served.head).status_code == 422
    assert served.http.get("/api/v1/drafts/99999999999999999999", headers=served.head).status_code == 422
    assert served.http.get("/api/v1/nothing", headers=served.head).status_code == 404
    answer = served.http.get("/api/v1/cases", params={"text": "\0\ud800' OR 1=1 --"[:1] + "' OR"}, headers=served.head)
    assert answer.status_code == 200 and answer.headers["x-content-type-options"] == "nosniff"


def test_no_page_of_the_api_asks_outside(served: Served) -> None:
    for path in ("/docs", "/redoc"):
        assert served.http.get(path).status_code == 404


def test_the_description_tells_how_to_log_in_and_what_may_go_wrong(served: Served) -> None:
    described = served.http.get("/api/v1/openapi.json").json()
    assert set(described["components"]["securitySchemes"]) == {"token", "session"}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert {"400", "401", "403", "404", "413", "422"} <= set(operation["responses"]), (method, path)
            assert operation.get("security", described["security"]) == (
                [] if path == "/api/v1/login" else described["security"]
            )


def test_words_that_no_database_takes_are_refused(served: Served) -> None:
    broken = b'{"name": "a\\ud800b"}'
    answer = served.http.post(
        "/api/v1/tokens", content=broken, headers=served.head | {"content-type": "application/json"}
    )
    assert answer.status_code == 422


def test_more_than_a_thousand_files_at_once(served: Served) -> None:
    files = [("files", (f"{n}.txt", f"第{n}份".encode())) for n in range(1100)]
    answer = served.http.post("/api/v1/cases", files=files, headers=served.head)
    assert answer.status_code == 202 and answer.json()["total"] == 1100, answer.text
