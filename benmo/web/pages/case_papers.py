"""The papers of a case: drafts, those sent, the way to new ones."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from nicegui import ui

from benmo.desk.model import JobRow
from benmo.drafting.particulars import Particulars
from benmo.web.frame import chip, html, when
from benmo.web.pages.paper_words import OUTCOMES, STATES, clock_words

if TYPE_CHECKING:
    from benmo.web.pages.case import Live


def show(live: Live) -> None:
    """Drafts, papers sent, and what can be drafted."""
    case = live.view.case
    if case.may_decide and case.row.gate in ("open", "stopped"):
        words = (
            "还没有完成，起草前须先逐项答复，或者说明理由后继续"
            if case.row.gate == "open"
            else "没有通过，只能起草受理页所列的文书；其余文书须先改正答复，或者说明理由后继续"
        )
        where = f'<a href="/cases/{escape(case.row.key)}/admission">去受理页</a>'
        html(f"<p class=wrong>受理核对{words}。{where}</p>")
    if case.may_decide:
        _draft(live)
        _running(live)
    html("<h3>文稿</h3>" + _drafts(live))
    html("<h3>已发出的文书</h3>" + _sent(live))
    if case.may_register:
        ui.button("登记发出", on_click=lambda: register(live, None)).props("outline dense no-caps")


def _draft(live: Live) -> None:
    kinds = sorted(live.visit.desk.paper_kinds(), key=lambda k: k[0] != "检察建议书")
    with ui.row().classes("chooser"):
        paper = ui.select({k: k for k, _, _ in kinds}, value=kinds[0][0], label="文书").props("dense outlined")
        source = ui.input("案件来源").props("placeholder=不填则按受理核对").props("dense outlined").classes("half")
        ground = ui.input("事由（可空）").props("dense outlined").classes("half")

        def given() -> Particulars:
            return Particulars((source.value or "").strip(), (ground.value or "").strip())

        ui.button("起草", on_click=lambda: make(live, str(paper.value), given())).props("no-caps unelevated")
        if model_named():
            ui.button("起草并由模型润色", on_click=lambda: make_with_model(live, str(paper.value), given())).props(
                "outline no-caps"
            )
    about = {k: f"{what}。{needs}" for k, what, needs in kinds}
    told = ui.label(about[kinds[0][0]]).classes("soft")
    paper.on_value_change(lambda e: told.set_text(about[e.value]))


def model_named() -> bool:
    """Whether the office has set a language model."""
    from benmo import settings

    llm = settings.load().llm
    return bool(llm.base_url or llm.model_path or llm.backend)


async def make(live: Live, paper: str, given: Particulars) -> None:
    """Draft with template sentences and open the draft."""
    made = await live.visit.do(lambda who: live.visit.desk.draft(who, live.view.key, paper, given))
    if made is not None:
        ui.navigate.to(f"/drafts/{made.row.id}")


async def make_with_model(live: Live, paper: str, given: Particulars) -> None:
    """Draft with the model; its words are shown as they come, and it can be stopped."""
    desk = live.visit.desk
    job = await live.visit.do(lambda who: desk.draft_with_model(who, live.view.key, paper, given))
    if job is None:
        return
    watch(live, job.id)


def watch(live: Live, number: int) -> None:
    """Show what the model writes for job *number* until it is over; it can be stopped, and loses nothing by it."""
    desk = live.visit.desk
    with ui.dialog(value=True).props("persistent") as dialog, ui.card().classes("sheet"):
        ui.label("模型正在润色，每句都经核对，凡改动事实的不采用。").classes("title")
        count = ui.label("").classes("soft")
        words = ui.label("等待模型……").classes("quoted streaming").props("aria-live=polite")

        async def stop() -> None:
            halt.set_enabled(False)
            await live.visit.do(lambda who: desk.cancel(who, number))
            count.set_text("正在停止，没有改完的保留程序写成的文字……")

        with ui.row():
            halt = ui.button("停止", on_click=stop).props("outline no-caps autofocus")
            shut = ui.button("关闭", on_click=dialog.close).props("flat no-caps")
            shut.tooltip("关闭后润色继续，可从“文书”中再打开")

        async def look() -> None:
            now: JobRow | None = await live.visit.do(lambda who: desk.job(who, number))
            if now is None or now.over:
                timer.cancel()
            if now is None:
                return
            if now.total and halt.enabled:
                count.set_text(f"已完成 {now.done} 项，共 {now.total} 项")
            words.set_text(now.message or "等待模型……")
            if now.over and now.result and "draft" in now.result:
                ui.navigate.to(f"/drafts/{now.result['draft']}")
            elif now.over:
                halt.set_enabled(False)

        timer = ui.timer(0.7, look)


def _running(live: Live) -> None:
    """The way back to a draft that the model is still at, after the page was closed or loaded again."""
    jobs = live.visit.desk.jobs(live.visit.desk.session(live.visit.token))
    name = live.view.case.row.name
    for job in jobs:
        if job.kind == "draft" and not job.over and job.title.endswith(f"：{name}"):
            ui.button(
                f"{job.title.partition('：')[0]}：模型正在润色，查看", on_click=lambda j=job: watch(live, j.id)
            ).props("outline dense no-caps")


def _drafts(live: Live) -> str:
    rows = "".join(
        f'<tr><td><a href="/drafts/{d.id}">{escape(d.paper)}</a><td>第 {d.versions} 版<td>{escape(d.by)}'
        f"<td>{when(d.made_at, day=True)}<td class=wrong>{escape(d.stale)}"
        for d in live.view.case.drafts
    )
    return f"<table class=card>{rows}</table>" if rows else "<p class=empty>还没有文稿。</p>"


def _sent(live: Live) -> str:
    rows = "".join(
        f"<tr><td>{escape(p.number or p.paper)}<td>{escape(p.court)}<td>{escape(p.sent_on)} 发出"
        f"<td>{chip(p.state, STATES[p.state])} {escape(clock_words(p))} {OUTCOMES.get(p.outcome or '', '')}"
        for p in live.view.case.papers
    )
    return (
        f"<table class=card>{rows}</table><p><a href=/papers>到“督办”办理签收与回复</a></p>"
        if rows
        else "<p class=empty>没有。</p>"
    )


def register(live: Live, draft: int | None) -> None:
    """Ask for what the register needs of a paper that left the house."""
    row = live.view.case.row
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        html("<h2>登记发出</h2><p class=soft>登记法院签收日期后开始计算三个月回复期。</p>")
        drafts = {d.id: f"{d.paper}（第 {d.versions} 版）" for d in live.view.case.drafts}
        first = draft if draft in drafts else next(iter(drafts), None)
        of = ui.select(drafts, value=first, label="文稿").props("outlined").classes("wide") if drafts else None
        paper = ui.input("文书名称", value="检察建议书").props("outlined").classes("wide")
        number = ui.input("文号").props("outlined autofocus").classes("wide")
        court = ui.input("主送法院", value=row.court or "").props("outlined").classes("wide")
        sent = ui.input("发出日期", value=date.today().isoformat()).props("outlined type=date").classes("wide")
        received = ui.input("法院签收日期（未知可空）").props("outlined type=date stack-label").classes("wide")
        desk, key = live.visit.desk, live.view.key

        async def done() -> None:
            if not sent.value:
                ui.notify("请填发出日期。", type="warning", position="top")
                return
            on, got = date.fromisoformat(sent.value), date.fromisoformat(received.value) if received.value else None
            ok = await live.act(
                lambda who: desk.register_sent(
                    who, key, paper=paper.value or "", court=court.value or "", sent_on=on, number=number.value or "",
                    received_on=got, draft_id=of.value if of else None,
                ),
                "已登记",
            )  # fmt: skip
            if ok:
                dialog.close()

        with ui.row():
            ui.button("登记", on_click=done).props("no-caps unelevated")
            ui.button("取消", on_click=dialog.close).props("flat no-caps")
