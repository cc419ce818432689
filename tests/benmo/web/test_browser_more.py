"""More ways in a real browser: large files, batches, a stopped model, strangers, hostile names, the keyboard."""

from __future__ import annotations

import re
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benmo.desk.model import Role, Upload
from benmo.desk.service import Desk

pytestmark = pytest.mark.slow
SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"
PASSWORD = "Zhong-Ben-2026"
SLOWLY = 900_000


def files_of(prefix: str, root: str = "") -> list[Upload]:
    """A shipped sample as a browser would send it."""
    path = next(SAMPLES.glob(f"{prefix}_*"))
    found = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [Upload(f"{root or path.name}/{p.name}" if path.is_dir() else p.name, p.read_bytes()) for p in found]


def prepared(office: Any, name: str) -> tuple[Desk, Any, str]:
    """Beside the served program: the desk, its administrator, and a case of the sample under a name of its own."""
    desk = Desk.open(office.home, "", apart=False)
    who = desk.login("admin", PASSWORD).actor
    extra = Upload(f"{name}/说明.txt", name.encode())
    job = desk.intake(who, [*files_of("15", name), extra])
    while not desk.job(who, job.id).over:  # the served program takes it up
        time.sleep(0.1)
    return desk, who, str(desk.items(who, job.id)[0].case)


def admitted(desk: Desk, who: Any, key: str) -> None:
    """The gate is open and a point adopted."""
    desk.answer_admission(who, key, "gate", "overruled", note="测试")
    desk.decide(who, key, "creditor_clues", "confirmed")


def test_a_url_without_the_right_gives_nothing(office: Any, browser_page: Any, login: Any) -> None:
    desk, who, key = prepared(office, "权限")
    admitted(desk, who, key)
    number = desk.draft(who, key, "检察建议书").row.id
    file = desk.case(who, key).files[0].id
    given = desk.add_user(who, "wai", "外院人员", Role.HEAD, "外省某县人民检察院")
    actor = desk.login("wai", given).actor
    desk.change_password(actor, given, "Wai-Yuan-2026x")
    desk.close()
    page = browser_page
    page.goto(f"{office.url}/cases/{key}")
    page.wait_for_selector("text=318号")
    page.click("text=退出")
    page.wait_for_url("**/login")
    hidden = (
        f"/cases/{key}", f"/cases/{key}?tab=papers", f"/cases/{key}/admission", f"/drafts/{number}",
        f"/drafts/{number}?version=1", f"/drafts/{number}/export?form=docx", f"/cases/{key}/files/{file}",
        f"/cases/{key}/pages/0", f"/cases/{key}/pages/0/1", "/settings/templates/调卷函",
        f"/api/v1/cases/{key}/review", f"/api/v1/drafts/{number}",
    )  # fmt: skip
    for path in hidden:  # nobody is logged in
        answer = page.goto(office.url + path)
        assert "赵二强" not in page.content() and "鑫旺" not in page.content()
        assert answer.status in (401, 404) or page.url.startswith(f"{office.url}/login")
    login(page, office, "wai", "Wai-Yuan-2026x")
    assert "没有符合条件的案件" in page.inner_text("main") or "还没有案件" in page.inner_text("main")
    for path in hidden:
        answer = page.goto(office.url + path)
        assert answer.status in (401, 403, 404), path
        assert "赵二强" not in page.content() and "鑫旺" not in page.content()
    page.goto(f"{office.url}/cases?text=赵二强")
    assert "没有符合条件的案件" in page.inner_text("main")
    page.goto(f"{office.url}/papers")
    page.wait_for_selector("text=没有文书")
    page.goto(f"{office.url}/settings")
    page.wait_for_selector("text=接口令牌")
    assert "本院规则" not in page.inner_text("main") and "操作记录" not in page.inner_text("main")


def test_a_file_of_three_hundred_pages(office: Any, browser_page: Any, tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab is not installed")
    from corpora.generator.carriers.page import pdf
    from corpora.generator.model import Line, Paper

    ruling = [Line(text, "body") for text in files_of("03")[0].data.decode().split("\n") if text.strip()]
    filler = [Line(f"附件材料第{n}行，流水记载。", "body") for n in range(34 * 298)]
    file = tmp_path / "三百页.pdf"
    file.write_bytes(pdf(Paper("三百页", "other", (*ruling, *filler)), Random(1)))
    page = browser_page
    page.goto(f"{office.url}/intake")
    page.set_input_files("input[multiple]:not([webkitdirectory])", str(file))
    page.wait_for_selector(".panel .chip.done >> text=已审查", timeout=SLOWLY)
    page.click(".panel table a")
    page.wait_for_selector("article.finding")
    page.click("text=页面图像")
    page.wait_for_selector(".sheet-page img", timeout=SLOWLY)
    sheets = page.locator(".sheet-page").count()
    assert sheets >= 298
    # Only what is near the eye is fetched; the last page is drawn when one goes there.
    loaded = "Array.from(document.querySelectorAll('.sheet-page img')).filter(i => i.complete && i.naturalWidth).length"
    page.wait_for_function(f"{loaded} > 0", timeout=SLOWLY)
    assert page.evaluate(loaded) < 60
    last = page.locator(".sheet-page img").last
    last.scroll_into_view_if_needed()
    page.wait_for_function(
        "Array.from(document.querySelectorAll('.sheet-page img')).at(-1).naturalWidth > 100", timeout=SLOWLY
    )
    page.locator("article.finding .ev").first.click()
    page.wait_for_selector("mark.hit:visible")


def test_a_batch_of_five_hundred_rulings_shows_its_progress(office: Any, browser_page: Any, tmp_path: Path) -> None:
    folder = tmp_path / "成批裁定书"
    folder.mkdir()
    text = files_of("05")[0].data.decode("gb18030")
    number = re.search(r"执\d+号", text)
    assert number
    for n in range(500):
        (folder / f"{n:03}.txt").write_text(text.replace(number[0], f"执{70000 + n}号"), "utf-8")
    page = browser_page
    page.goto(f"{office.url}/intake")
    page.check("[name=each]")
    page.set_input_files("input[webkitdirectory]", str(folder))
    page.wait_for_url("**/intake?job=*", timeout=SLOWLY)
    page.wait_for_selector(".panel progress", timeout=SLOWLY)
    begun = "(() => { const bar = document.querySelector('.panel progress'); return !bar || bar.value > 0; })()"
    page.wait_for_function(begun, timeout=SLOWLY)
    seen = page.inner_text(".panel h2")
    found = re.search(r"(\d+) / 500", seen)
    assert found and 0 < int(found[1]) <= 500
    page.reload()  # in the middle: nothing is lost, the progress goes on
    page.wait_for_selector(".panel .chip.done >> text=已完成", timeout=SLOWLY)
    assert "500 / 500" in page.inner_text(".panel h2")
    assert "已处理 500 项" in page.inner_text(".panel")
    page.goto(f"{office.url}/cases?text=执70499号")
    page.wait_for_selector("text=执70499号")


def test_a_model_that_writes_is_watched_and_stopped(office: Any, browser_page: Any, dripping: str) -> None:
    desk, who, key = prepared(office, "模型")
    admitted(desk, who, key)
    plain = [s["text"].strip() for s in desk.draft(who, key, "检察建议书").draft["sentences"]]
    desk.close()
    page = browser_page
    page.goto(f"{office.url}/settings")
    for words, value in (("OpenAI 兼容接口地址", dripping), ("接口上的模型名", "m")):
        row = page.locator(".setting", has_text=words)
        row.locator("input").fill(value)
        row.get_by_text("保存").click()
        page.wait_for_selector("text=已保存")
    page.goto(f"{office.url}/cases/{key}?tab=papers")
    page.click("text=起草并由模型润色")
    page.wait_for_selector(".streaming >> text=字0字1")
    page.reload()  # in the middle: the model goes on, and the way back is there
    page.click("text=模型正在润色，查看")
    page.wait_for_selector(".streaming >> text=字0字1")
    page.click(".sheet button:has-text('停止')")
    page.wait_for_url("**/drafts/*")
    page.wait_for_selector("text=这些段落保留程序写成的文字")
    shown = [t.strip() for t in page.locator(".sentence").all_inner_texts()]
    assert [t for t in plain if t] == [t for t in shown if t]
    assert "被停止" in page.inner_text(".side")
    page.go_back()
    page.wait_for_selector("text=文稿")


def test_the_pages_of_a_file_carry_the_places_of_the_evidence(office: Any, browser_page: Any) -> None:
    pytest.importorskip("PIL", reason="pillow comes with the extra ocr")
    page = browser_page
    page.goto(f"{office.url}/intake")
    page.set_input_files("input[multiple]:not([webkitdirectory])", str(next(SAMPLES.glob("10_*"))))
    page.click(".panel table a")
    page.click("text=页面图像")
    page.wait_for_selector("mark.box", state="attached")
    page.locator("article.finding .ev").first.click()
    box = page.locator("mark.box.hit").first.bounding_box()
    pane = page.locator(".texts").bounding_box()
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"] and box["width"] > 10
    page.click("button.as-pages")
    assert page.locator(".source").is_visible() and not page.locator(".sheets").is_visible()


def test_names_that_are_markup_templates_or_endless_stay_names(office: Any, browser_page: Any, tmp_path: Path) -> None:
    page = browser_page
    ruling = files_of("03")[0].data.decode()
    script = "<script>window.hit=1</script>"
    names = ["{{constructor.constructor('window.hit=2')()}}", "长" * 70, "a&b'\""]
    folder = tmp_path / "恶意{{7*7}}"
    folder.mkdir()
    for n, name in enumerate(names):
        words = f"{script}<img src=x onerror=window.hit=3>{{{{7*7}}}}{'很' * 3000}\n"
        (folder / f"{name}.txt").write_text(words + ruling.replace("。", f"。{n}", 1), "utf-8")
    page.goto(f"{office.url}/intake")
    page.check("[name=each]")
    page.set_input_files("input[webkitdirectory]", str(folder))
    page.wait_for_selector(".panel .chip.done >> text=已完成", timeout=SLOWLY)
    assert names[0] in page.inner_text(".panel")
    page.locator(".panel table a").first.click()
    page.wait_for_selector("article.finding, .empty")
    assert script in page.inner_text(".source") and "{{7*7}}" in page.inner_text(".source")
    key = page.url.rsplit("/", 1)[-1]
    page.goto(f"{office.url}/cases/{key}/admission")
    card = page.locator("article.finding", has=page.locator("h3:has-text('案件来源')")).first
    card.locator(".q-radio", has_text="当事人申请监督").click()
    card.locator("input[type=text]").fill(f"{script}{{{{7*7}}}}")
    card.locator("button", has_text="答复").click()
    card.locator("text=撤回答复").wait_for()
    assert f"{script}{{{{7*7}}}}" in card.inner_text()
    page.goto(f"{office.url}/cases?text={script}")
    page.wait_for_selector("main")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_the_keyboard_goes_everywhere(office: Any, browser_page: Any) -> None:
    desk, _, key = prepared(office, "键盘")
    desk.close()
    page = browser_page
    page.goto(f"{office.url}/cases")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admission")
    page.goto(f"{office.url}/cases/{key}/admission")
    page.locator(".q-radio").first.focus()
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.q-radio').getAttribute('aria-checked') === 'true'", timeout=10_000)
    page.goto(f"{office.url}/cases/{key}")
    adopt = page.locator("article.violation button", has_text="采纳").first
    adopt.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("article.confirmed")
    place = page.locator("article .ev").first
    place.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.hit")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_an_overdue_reply_is_followed_up(office: Any, browser_page: Any) -> None:
    from datetime import date

    desk, who, key = prepared(office, "督办")
    admitted(desk, who, key)
    draft = desk.draft(who, key, "检察建议书").row.id
    desk.register_sent(
        who, key, paper="检察建议书", court="河北省博野县人民法院", number="博检执监〔2025〕9号",
        sent_on=date(2025, 1, 2), received_on=date(2025, 1, 3), draft_id=draft,
    )  # fmt: skip
    desk.close()
    page = browser_page
    page.goto(f"{office.url}/papers")
    row = page.locator("article.overdue", has_text="博检执监〔2025〕9号")
    row.get_by_text("起草跟进监督意见").click()
    page.click(".sheet button:has-text('起草')")
    page.wait_for_url("**/drafts/*")
    page.wait_for_selector("text=未收到书面回复")
