"""督办: papers that were sent, the clock of the reply, the reply read in, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from nicegui import events, ui

from benmo.desk.model import PaperRow, Upload
from benmo.desk.supervision import follow_ups
from benmo.web.frame import chip, html
from benmo.web.pages.paper_words import OUTCOMES, STATES, clock_words
from benmo.web.visit import Visit


@dataclass(frozen=True, slots=True)
class View:
    """Papers, the most pressing first, and the state that they are restricted to."""

    papers: tuple[PaperRow, ...]
    state: str


def load(visit: Visit, given: Mapping[str, str]) -> View:
    """The view."""
    state = given.get("state", "")
    return View(visit.desk.papers(visit.who), state if state in STATES else "")


def show(visit: Visit, view: View) -> None:
    """Draw the page."""
    live = Live(visit, view)
    live.table()


class Live:
    """The list as it changes."""

    def __init__(self, visit: Visit, view: View) -> None:
        self.visit, self.view = visit, view

    async def act(self, call: Any, told: str) -> bool:
        """Do something to a paper and redraw."""
        done = await self.visit.do(lambda who: (call(who),))
        if done is None:
            return False
        ui.notify(told, type="positive", position="bottom-right", timeout=2500)
        await self.renew()
        return True

    async def renew(self) -> None:
        """Ask again and redraw."""
        papers = await self.visit.do(self.visit.desk.papers)
        if papers is not None:
            self.view = View(papers, self.view.state)
            self.table.refresh()

    @ui.refreshable_method
    def table(self) -> None:
        """The list."""
        counts = {s: sum(p.state == s for p in self.view.papers) for s in STATES}
        links = "".join(
            f'<a href="/papers?state={s}"{" aria-current=page" if s == self.view.state else ""}>{w} {counts[s]}</a>'
            for s, w in STATES.items()
        )
        html(f"<h1>督办</h1><nav class=states><a href=/papers>全部 {len(self.view.papers)}</a>{links}</nav>")
        shown = [p for p in self.view.papers if not self.view.state or p.state == self.view.state]
        if not shown:
            html("<p class=empty>没有文书。文书发出后，在案件的“文书”中登记发出。</p>")
        for p in shown:
            with ui.element("article").classes(f"paper {p.state}"):
                html(row(p))
                with ui.row().classes("acts"):
                    self.buttons(p)

    def buttons(self, p: PaperRow) -> None:
        """What can be done to a paper now."""
        desk = self.visit.desk
        if p.received_on is None:
            ui.button("登记签收", on_click=lambda: self.receipt(p)).props("outline dense no-caps")
        elif p.state != "answered" and not p.extended:
            ui.button(
                "延长一个月",
                on_click=lambda: self.act(lambda who: desk.change_paper(who, p.id, extended=True), "已延长"),
            ).props("flat dense no-caps")
        elif p.state != "answered":
            ui.button(
                "撤回延长",
                on_click=lambda: self.act(lambda who: desk.change_paper(who, p.id, extended=False), "已撤回延长"),
            ).props("flat dense no-caps")
        ui.button("读入法院回复", on_click=lambda: self.reply(p)).props("outline dense no-caps")
        ui.button("登记结果", on_click=lambda: self.outcome(p)).props("flat dense no-caps")
        for paper, what in follow_ups(p):
            make = ui.button(f"起草{paper}", on_click=lambda paper=paper: self.follow(p, paper))
            make.props("outline dense no-caps color=accent").tooltip(what)

    def follow(self, p: PaperRow, paper: str) -> None:
        """Draft a paper that follows this one up, and open it."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html(f"<h2>起草{escape(paper)}</h2><p class=soft>{escape(why(p))}</p>")
            ground = ui.textarea("事由（可空，空则按登记和回复写）").props("outlined rows=2 autofocus").classes("wide")

            async def done() -> None:
                given = (ground.value or "").strip()
                made = await self.visit.do(lambda who: self.visit.desk.follow_up(who, p.id, paper, given))
                if made is not None:
                    ui.navigate.to(f"/drafts/{made.row.id}")

            with ui.row():
                ui.button("起草", on_click=done).props("no-caps unelevated")
                ui.button("取消", on_click=dialog.close).props("flat no-caps")

    def receipt(self, p: PaperRow) -> None:
        """Ask for the day of receipt."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html("<h2>登记签收</h2>")
            day = ui.input("法院签收日期", value=date.today().isoformat()).props("outlined type=date autofocus")

            async def done() -> None:
                on = date.fromisoformat(day.value)
                if await self.act(lambda who: self.visit.desk.change_paper(who, p.id, received_on=on), "已登记"):
                    dialog.close()

            ui.button("登记", on_click=done).props("no-caps unelevated")

    def reply(self, p: PaperRow) -> None:
        """Take the court's reply in and show what was read of it."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html("<h2>读入法院回复</h2><p class=soft>读出的日期和结果须经人核对，可在“登记结果”中改正。</p>")

            async def taken(e: events.UploadEventArguments) -> None:
                upload = Upload(e.file.name, await e.file.read())
                read = await self.visit.do(lambda who: self.visit.desk.read_reply(who, p.id, upload))
                if read is None:
                    return
                dialog.close()
                await self.renew()
                told = f"读出：{OUTCOMES.get(read[1]['outcome'], '不明')}，{read[1]['date'] or '日期未读出'}。请核对。"
                ui.notify(told, type="info", position="top", timeout=8000, close_button="知道了")

            ui.upload(label="选择回复文件", on_upload=taken, auto_upload=True, max_files=1).props("flat bordered")
            ui.button("关闭", on_click=dialog.close).props("flat no-caps")

    def outcome(self, p: PaperRow) -> None:
        """Set day and outcome as a person read them."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html("<h2>登记结果</h2>")
            day = ui.input("回复日期", value=p.replied_on or date.today().isoformat()).props("outlined type=date")
            what = ui.select(OUTCOMES, value=p.outcome or "unclear", label="处理结果").props("outlined").classes("wide")
            note = ui.textarea("备注", value=p.note).props("outlined rows=2").classes("wide")

            async def done() -> None:
                given = {"replied_on": date.fromisoformat(day.value), "outcome": what.value, "note": note.value or ""}
                if await self.act(lambda who: self.visit.desk.change_paper(who, p.id, **given), "已登记"):
                    dialog.close()

            ui.button("登记", on_click=done).props("no-caps unelevated")


def why(p: PaperRow) -> str:
    """What a follow-up rests on."""
    if p.state == "overdue":
        return f"回复期限 {p.due_on} 已过，{clock_words(p)}，没有登记回复。"
    outcome = OUTCOMES.get(p.outcome or "", "不明")
    more = "回复没有表明是否采纳的，须写明事由，例如 回复未对车辆查控作出答复。" if outcome == "不明" else ""
    return f"{p.replied_on or '日期不明'} 回复，结果：{outcome}。先读入回复，才能逐项对照。{more}"


def row(p: PaperRow) -> str:
    """A paper in the list."""
    due = (
        f"<span title='{escape(p.due_note)}'>回复期限 {escape(p.due_on)}{'（已延长）' if p.extended else ''}</span>"
        if p.due_on
        else "未登记签收，尚未计算期限"
    )
    outcome = f"　结果：<b>{OUTCOMES.get(p.outcome, '')}</b>" if p.outcome else ""
    note = f"<p class=soft>{escape(p.note)}</p>" if p.note else ""
    if p.replied_on and p.replied_on < p.sent_on:
        note += "<p class=wrong>回复日期早于发出日期，请核对。</p>"
    return (
        f"<h3>{chip(p.state, STATES[p.state])}<b>{escape(clock_words(p))}</b>　{escape(p.paper)}　{escape(p.number)}"
        f'　<a href="/cases/{escape(p.case)}">{escape(p.case_no or "案件")}</a></h3>'
        f"<p>{escape(p.court)}　{escape(p.sent_on)} 发出"
        f"{'　' + escape(p.received_on) + ' 签收' if p.received_on else ''}　{due}{outcome}</p>{note}"
    )
