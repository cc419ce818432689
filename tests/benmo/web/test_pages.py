"""The pages without a browser: what each shows, to whom, and that nothing of a document becomes markup."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from nicegui.testing import User, user_simulation
from starlette.testclient import TestClient

from benmo.api.app import make_app
from benmo.api.gate import COOKIE
from benmo.desk.model import Role, Upload
from benmo.desk.service import Desk
from benmo.web import app as web

SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"
PASSWORD = "Zhong-Ben-2026"
HEADS = ("/cases", "/intake", "/admission", "/papers", "/settings")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An empty desk on SQLite that works only when told to."""
    with Desk.open(url="", apart=False) as opened:
        yield opened


def administrator(desk: Desk) -> str:
    """The token of a session of the first administrator, past the change of the password."""
    assert desk.first_password
    login = desk.login("admin", desk.first_password)
    desk.change_password(login.actor, desk.first_password, PASSWORD, login.token)
    return login.token


def person(desk: Desk, token: str, name: str, role: Role, office: str) -> str:
    """The token of a session of another person."""
    given = desk.add_user(desk.session(token), name, name, role, office)
    login = desk.login(name, given)
    desk.change_password(login.actor, given, f"{name}-Ben-2026x", login.token)
    return login.token


def take_in(desk: Desk, token: str, *uploads: Upload) -> str:
    """The key of the case that *uploads* make."""
    who = desk.session(token)
    job = desk.intake(who, uploads)
    desk.runner.drain()
    return str(desk.items(who, job.id)[0].case)


def admit(desk: Desk, token: str, key: str) -> None:
    """Overrule the gate of admission, which has tests of its own."""
    desk.answer_admission(desk.session(token), key, "gate", "overruled", note="测试")


def sample(prefix: str) -> list[Upload]:
    """A shipped sample."""
    path = next(SAMPLES.glob(f"{prefix}_*"))
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [Upload(str(p.relative_to(SAMPLES)), p.read_bytes()) for p in files]


async def sees(user: User, words: str) -> None:
    """The page shows *words*, however long a busy machine takes."""
    await user.should_see(words, retries=300)


def browse(desk: Desk, token: str, look: Callable[[User], Awaitable[None]]) -> None:
    """Run *look* as the person of *token*."""

    async def run() -> None:
        async with user_simulation(root=lambda: None) as user:
            web.routes(FastAPI(), desk)
            user.http_client.cookies.set(COOKIE, token)
            await look(user)

    asyncio.run(run())


def test_a_case_is_read_and_decided(desk: Desk) -> None:
    token = administrator(desk)
    key = take_in(desk, token, *sample("15"))

    async def look(user: User) -> None:
        await user.open("/cases")
        await sees(user, "（2022）冀0637执318号")
        await user.open(f"/cases/{key}")
        await sees(user, "财产线索核实")
        await sees(user, "疑似违法 5")
        user.find("采纳").click()
        await sees(user, "已确认，可以写入检察建议书")
        await sees(user, "撤回决定")
        user.find("修改").click()
        user.find("卷页，例如 12-18").type("12")
        user.find("保存").click()
        await sees(user, "卷页 12")

    browse(desk, token, look)
    made = desk.case(desk.session(token), key).decisions
    assert len(made) == 1 and made[0].decision == "confirmed" and made[0].by == "管理员" and made[0].pages == "12"


def test_nothing_is_adopted_unless_said(desk: Desk) -> None:
    token = administrator(desk)
    key = take_in(desk, token, *sample("15"))
    admit(desk, token, key)

    async def look(user: User) -> None:
        await user.open(f"/cases/{key}")
        user.find("起草").click()
        await sees(user, "还没有采纳任何问题")

    browse(desk, token, look)
    assert desk.case(desk.session(token), key).drafts == ()


def test_the_draft_beside_its_sources(desk: Desk) -> None:
    token = administrator(desk)
    key = take_in(desk, token, *sample("15"))
    who = desk.session(token)
    admit(desk, token, key)
    desk.decide(who, key, "creditor_clues", "confirmed")
    number = desk.draft(who, key, "检察建议书").row.id

    async def look(user: User) -> None:
        await user.open(f"/drafts/{number}")
        await sees(user, "财产线索核实")
        await sees(user, "第 1 版")
        user.find("删去").click()
        await sees(user, "共 2 版")
        await user.open(f"/drafts/{number}?version=1")
        user.find("恢复为最新").click()
        await sees(user, "共 3 版")

    browse(desk, token, look)


def test_the_gate_is_answered_item_by_item(desk: Desk) -> None:
    token = administrator(desk)
    key = take_in(desk, token, *sample("15"))

    async def look(user: User) -> None:
        await user.open("/admission")
        await sees(user, "（2022）冀0637执318号")
        await user.open(f"/cases/{key}/admission")
        await sees(user, "案件目前状态")
        await sees(user, "不能说明现在的状态")
        await sees(user, "执行依据：（2021）冀0637民初1509号")
        user.find("说明理由，继续起草").click()
        await sees(user, "理由记入文稿的版本说明")
        user.find("理由（必填）").type("急需调卷")
        user.find("确定").click()
        await sees(user, "说明理由后继续：急需调卷")
        await user.open(f"/cases/{key}")
        await sees(user, "受理：说明理由后继续")

    browse(desk, token, look)
    assert desk.case(desk.session(token), key).row.gate == "overruled"


def test_papers_and_settings(desk: Desk) -> None:
    token = administrator(desk)
    key = take_in(desk, token, *sample("03"))
    from datetime import date

    who = desk.session(token)
    paper = {"paper": "检察建议书", "court": "某法院", "sent_on": date(2025, 1, 2), "received_on": date(2025, 1, 3)}
    desk.register_sent(who, key, **paper)  # type: ignore[arg-type]

    async def look(user: User) -> None:
        await user.open("/papers")
        await sees(user, "逾期未回复 1")
        user.find("延长一个月").click()
        await sees(user, "已延长")
        await user.open("/settings")
        await sees(user, "单位、模型与上限")
        await user.open("/intake")
        await sees(user, "把裁定书、卷宗文件夹或压缩包拖到这里")

    browse(desk, token, look)


def test_rules_and_templates_are_set_in_the_page(desk: Desk) -> None:
    token = administrator(desk)

    async def look(user: User) -> None:
        await user.open("/settings")
        user.find("本院规则").click()
        user.find("本院规则（YAML）").clear().type("off: [interveiw]")
        user.find("核对").click()
        await sees(user, "是不是 interview")
        user.find("本院规则（YAML）").clear().type("off: {interview: 另行核查}")
        user.find("保存并启用").click()
        await sees(user, "停用：终本约谈")
        user.find("文书模板").click()
        await sees(user, "程序版式")
        user.find("查看模型状态").click()
        await sees(user, "不可用")

    browse(desk, token, look)
    assert desk.rules(desk.session(token)).text == "off: {interview: 另行核查}"
    forms = client(desk, token)
    assert forms.get("/settings/templates/调卷函").content[:2] == b"PK"
    assert forms.get("/settings/templates/x").status_code == 404
    who = person(desk, token, "zhang", Role.PROSECUTOR, "")
    assert client(desk, who).get("/settings/templates/调卷函").status_code == 403


def test_what_could_not_be_read_comes_first(desk: Desk) -> None:
    from benmo.web.pages import intake
    from benmo.web.visit import Visit

    token = administrator(desk)
    who = desk.session(token)
    job = desk.intake(who, [*sample("03"), *sample("05"), Upload("坏.pdf", b"%PDF-1.4 broken"), *sample("06")])
    desk.runner.drain()
    view = intake.followed(Visit(desk, token, who), job.id)
    assert len(view.rows) == len(view.items) == 4

    async def look(user: User) -> None:
        page = (await user.http_client.get(f"/intake?job={job.id}")).text
        assert "其中 1 项有未读出或者未能审查的部分" in page
        assert page.index("无法读取") < page.index("已审查")

    browse(desk, token, look)


def client(desk: Desk, token: str = "") -> TestClient:
    """Plain requests to the forms and files, as one who holds *token*."""
    app = make_app(desk)
    web.routes(app, desk)
    return TestClient(app, cookies={COOKIE: token} if token else None, follow_redirects=False)


def test_other_offices_get_nothing(desk: Desk) -> None:
    admin = administrator(desk)
    key = take_in(desk, admin, *sample("15"))
    who = desk.session(admin)
    admit(desk, admin, key)
    desk.decide(who, key, "creditor_clues", "confirmed")
    number = desk.draft(who, key, "检察建议书").row.id
    file = desk.case(who, key).files[0].id
    stranger = person(desk, admin, "wai", Role.HEAD, "外院")

    async def look(user: User) -> None:
        for path in (f"/cases/{key}", f"/cases/{key}/admission", f"/drafts/{number}"):
            reply = await user.http_client.get(path)
            assert reply.status_code == 404 and "无权查看" in reply.text and "财产线索" not in reply.text
        assert "318号" not in (await user.http_client.get("/cases")).text

    browse(desk, stranger, look)
    outside = client(desk, stranger)
    for path in (f"/cases/{key}/files/{file}", f"/drafts/{number}/export"):
        assert outside.get(path).status_code == 404
    assert client(desk, admin).get(f"/cases/{key}/files/{file}").status_code == 200
    assert client(desk).get(f"/drafts/{number}/export").headers["location"].startswith("/login")


def test_pages_of_a_scan_come_with_the_places_of_the_evidence(desk: Desk) -> None:
    pytest.importorskip("PIL", reason="pillow comes with the extra ocr")
    admin = administrator(desk)
    key = take_in(desk, admin, *sample("10"))
    own, outside = client(desk, admin), client(desk, person(desk, admin, "wai", Role.HEAD, "外院"))
    sheets = own.get(f"/cases/{key}/pages/0")
    assert sheets.status_code == 200 and 'class="box' in sheets.text and f"/cases/{key}/pages/0/1" in sheets.text
    assert own.get(f"/cases/{key}/pages/0/1").headers["content-type"] == "image/jpeg"
    assert own.get(f"/cases/{key}/pages/9").status_code == 404
    for path in (f"/cases/{key}/pages/0", f"/cases/{key}/pages/0/1"):
        assert outside.get(path).status_code == 404 and client(desk).get(path).status_code == 401


def test_the_registry_may_not_decide(desk: Desk) -> None:
    admin = administrator(desk)
    key = take_in(desk, admin, *sample("15"))
    registry = person(desk, admin, "anguan", Role.REGISTRY, "")

    async def look(user: User) -> None:
        await user.open(f"/cases/{key}")
        await sees(user, "财产线索核实")
        await user.should_not_see("不采纳")
        await user.should_not_see("起草")
        await sees(user, "登记发出")

    browse(desk, registry, look)


def test_a_page_without_a_session_leads_to_the_login(desk: Desk) -> None:
    async def look(user: User) -> None:
        for path in (*HEADS, "/cases/x", "/cases/x/admission", "/drafts/1"):
            reply = await user.http_client.get(path)
            assert reply.status_code == 303 and reply.headers["location"].startswith("/login?next=")

    browse(desk, "no session", look)


def test_the_login_sets_a_guarded_cookie_and_leads_only_inside(desk: Desk) -> None:
    administrator(desk)
    forms = client(desk)
    assert forms.post("/login", data={"name": "admin", "password": "falsch"}).status_code == 401
    for there, leads in (("/papers", "/papers"), ("//evil.example", "/"), ("https://evil.example", "/")):
        reply = forms.post("/login", params={"next": there}, data={"name": "admin", "password": PASSWORD})
        assert reply.headers["location"] == leads
        cookie = reply.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert "default-src 'self'" in forms.get("/login").headers["content-security-policy"]


def test_a_one_time_password_opens_nothing_but_its_change(desk: Desk) -> None:
    assert desk.first_password
    token = desk.login("admin", desk.first_password).token

    async def look(user: User) -> None:
        reply = await user.http_client.get("/cases")
        assert (reply.status_code, reply.headers["location"]) == (303, "/password")

    browse(desk, token, look)
    forms = client(desk, token)
    body = {"old": desk.first_password, "new": PASSWORD, "again": PASSWORD}
    assert forms.post("/password", data=body).status_code == 400  # without the session's word
    assert forms.post("/password", data={**body, "csrf": desk.csrf(token)}).headers["location"] == "/"
    assert not desk.session(token).must_change


def test_an_upload_without_the_word_of_the_session_is_refused(desk: Desk) -> None:
    token = administrator(desk)
    forms, given = client(desk, token), {"files": {"file": ("f", b"x")}, "data": {"path": "a.txt"}}
    assert forms.post("/intake/upload", **given).status_code == 403
    assert client(desk).post("/intake/upload", **given).status_code == 401
    taken = forms.post("/intake/upload", headers={"X-CSRF": desk.csrf(token)}, **given)
    assert taken.status_code == 200 and desk.job(desk.session(token), taken.json()["job"]).title == "a"


def test_without_a_ruling_the_page_says_what_was_read_and_whether_something_was_not() -> None:
    from benmo.web.pages.case import no_ruling

    paper = {"type": "procuratorial_suggestion", "chars": 900}
    assert "读到的是检察建议书" in no_ruling([paper])
    assert "没有读出，请看" not in no_ruling([paper])
    assert "有 2 处没有读出" in no_ruling([paper, {"type": "unreadable", "chars": 0, "unread": [{}, {}]}])
    assert "没有读出文字" in no_ruling([])
