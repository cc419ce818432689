"""The way of a case in a real browser, against the served program: from the first log-in to the court's reply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"
PASSWORD = "Zhong-Ben-2026"
REPLY = """河北省博野县人民法院
关于检察建议书的回复
博野县人民检察院：
你院博检执监〔2026〕3号检察建议书收悉。经审查，你院检察建议成立，本院予以采纳。
现将有关情况回复如下：
一、已恢复对该案的执行，案号为（2026）冀0637执恢12号。
此复。
二〇二六年九月一日
"""


def enter(page: Any, served: Any) -> None:
    """First log-in, with the one-time password changed."""
    page.goto(served.url + "/")
    page.fill("[name=name]", "admin")
    page.fill("[name=password]", served.password)
    page.click("button")
    page.wait_for_url("**/password")
    page.fill("[name=old]", served.password)
    page.fill("[name=new]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.click("button")
    page.wait_for_selector("text=还没有案件")


def test_the_whole_way_of_a_case(page: Any, served: Any, tmp_path: Path) -> None:
    enter(page, served)
    page.click("nav >> text=收件")
    page.set_input_files("input[webkitdirectory]", str(next(SAMPLES.glob("15_*"))))
    page.wait_for_selector(".panel .chip.done >> text=已审查")
    # The list below knows it too: no job there is under way any more.
    page.wait_for_selector("h2:has-text('近来的收件与审查') + table .chip.done")
    assert page.locator("h2:has-text('近来的收件与审查') + table .chip.running").count() == 0
    # The same bytes once more: told to be a duplicate, no second case.
    page.set_input_files("input[webkitdirectory]", str(next(SAMPLES.glob("15_*"))))
    page.wait_for_selector(".panel .chip.duplicate")
    page.click("nav >> text=案件")
    page.wait_for_selector("text=1 件")
    page.click("table.list >> text=318号")

    first = page.locator("article.violation").nth(0)
    first.locator(".ev").nth(0).click()
    hit = page.locator("mark.hit").nth(0)
    assert hit.bounding_box()["y"] < 768 and "赵二强" in hit.inner_text()
    first.get_by_text("为什么").click()
    assert "读到了什么" in page.locator(".why").inner_text()
    page.click("text=关闭")
    first.get_by_role("button", name="不采纳").click()
    page.fill(".sheet textarea", "卷内另有材料")
    page.click(".sheet >> text=确定")
    page.wait_for_selector("article.rejected >> text=不进入任何文书（卷内另有材料）")
    kept = page.locator("article.violation:not(.rejected)").nth(0)
    name = kept.locator("h3").inner_text()
    kept.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_selector("article.confirmed >> text=可以写入检察建议书")

    page.click("text=受理：待核对")
    for item, answer, note in (
        ("案件来源", "本院履行职责中发现", ""),
        ("是否民事执行", "是民事执行", ""),
        ("同级管辖", "执行法院与本院同级", ""),
        ("依职权哪一项", "损害国家利益", ""),
        ("案件目前状态", "仍处于终结本次执行程序状态", "电话询问执行法院"),
    ):
        card = page.locator("article.finding", has=page.locator(f"h3:has-text('{item}')")).first
        card.locator(".q-radio", has_text=answer).click()
        if note:
            card.locator("input[type=text]").fill(note)
        card.locator("button", has_text="答复").click()
        card.locator("text=撤回答复").wait_for()
    page.wait_for_selector("text=各项均已答复")
    page.click("text=去起草")
    page.click("button:has-text('起草') >> nth=0")
    page.wait_for_url("**/drafts/*")
    page.wait_for_selector(".sentence.on")
    assert "财产线索核实" not in page.locator(".side >> ul").nth(0).inner_text() and name
    page.fill(".side textarea", "这一句由承办人改写。")
    page.click("text=保存修改")
    page.wait_for_selector("text=共 2 版")
    with page.expect_download() as waiting:
        page.click("text=导出 Word")
    saved = tmp_path / "draft.docx"
    waiting.value.save_as(saved)
    from docx import Document

    words = "\n".join(p.text for p in Document(str(saved)).paragraphs)
    assert "这一句由承办人改写。" in words and "检察建议书" in words

    page.click("text=登记发出")
    page.fill("[aria-label=文号]", "博检执监〔2026〕3号")
    page.fill("[aria-label=发出日期]", "2026-06-01")
    page.fill("[aria-label^=法院签收]", "2026-06-03")
    page.click(".sheet button:has-text('登记')")
    page.wait_for_selector("text=已登记")
    page.click("nav >> text=督办")
    page.wait_for_selector("article.overdue >> text=回复期限 2026-09-03")
    page.click("text=读入法院回复")
    reply = tmp_path / "复函.txt"
    reply.write_text(REPLY, "utf-8")
    page.set_input_files(".sheet input[type=file]", str(reply))
    page.wait_for_selector("article.answered >> text=2026-09-01")
    assert "结果：采纳" in page.locator("article.answered").inner_text()


def test_marked_text_becomes_a_finding_and_hostile_text_stays_text(page: Any, served: Any, tmp_path: Path) -> None:
    enter(page, served)
    ruling = next(p for p in sorted(SAMPLES.glob("03_*"))).read_text("utf-8")
    hostile = "<img src=http://example.com/x.png onerror=alert(1)><script>alert(2)</script>\U00020bb7"
    file = tmp_path / f"甲{'<b onmouseover=alert(3)>'.replace('/', '')}.txt"
    file.write_text(f"{hostile}\n{ruling}", "utf-8")
    page.click("nav >> text=收件")
    page.set_input_files("input[multiple]:not([webkitdirectory])", str(file))
    page.click(".panel table a")
    text = page.locator(".source")
    assert hostile in text.inner_text()
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector('.source'), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const at = walk.currentNode.data.indexOf('申请执行人');
          if (at >= 0) { const r = document.createRange(); r.setStart(walk.currentNode, at);
            r.setEnd(walk.currentNode, at + 5); getSelection().removeAllRanges();
            getSelection().addRange(r); return; } } }"""
    )
    page.click("text=添加所选文字为问题")
    page.fill("[aria-label^=问题]", "另行发现的问题")
    page.click(".sheet button:has-text('添加')")
    page.wait_for_selector("article.mark >> text=另行发现的问题")
    assert page.locator("article.mark q").inner_text() == "申请执行人"
