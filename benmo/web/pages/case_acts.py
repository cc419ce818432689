"""What a person does to a case: decide on findings, add one, assign, add material. By default nothing is adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from nicegui import ui

from benmo.desk.model import DecisionRow, Role
from benmo.web.frame import html
from benmo.web.pages.intake import drop_zone

if TYPE_CHECKING:
    from benmo.web.pages.case import Live


def buttons(live: Live, f: Mapping[str, Any], made: DecisionRow | None) -> None:
    """The decisions that a finding is open to."""
    if made is not None:
        ui.button("修改", on_click=lambda: edit(live, f, made)).props("flat dense no-caps")
        ui.button("撤回决定", on_click=lambda: decide(live, f, "withdrawn")).props("flat dense no-caps")
        return
    if f["conclusion"] == "violation":
        ui.button("采纳", on_click=lambda: decide(live, f, "confirmed")).props("outline dense no-caps color=positive")
    else:
        ui.button("查明未做", on_click=lambda: verified(live, f)).props("outline dense no-caps color=positive")
    ui.button("不采纳", on_click=lambda: reject(live, f)).props("outline dense no-caps color=secondary")


async def decide(live: Live, f: Mapping[str, Any], decision: str, **more: Any) -> bool:
    """Record a decision."""
    told = {"confirmed": "已采纳", "withdrawn": "已撤回", "rejected": "已记为不采纳"}.get(decision, "已记录")
    desk, key = live.visit.desk, live.view.key
    return await live.act(lambda who: desk.decide(who, key, f["checkpoint"], decision, **more), told)


def reject(live: Live, f: Mapping[str, Any]) -> None:
    """Ask for the reason of a rejection."""
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        html("<h2>不采纳</h2><p class=soft>不采纳的问题不进入任何文书。</p>")
        reason = ui.textarea("理由（必填）").props("outlined autofocus").classes("wide")

        async def done() -> None:
            if await decide(live, f, "rejected", note=reason.value or ""):
                dialog.close()

        _close(dialog, "确定", done)


def verified(live: Live, f: Mapping[str, Any]) -> None:
    """Ask what was looked at, when and where: only so does a point that is not shown get into a paper."""
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        html("<h2>查明未做</h2><p class=soft>记下何时查阅了什么、在卷宗何页；据此方可写入检察建议书。</p>")
        day = ui.input("查阅日期", value=date.today().isoformat()).props("outlined type=date").classes("wide")
        seen = ui.input("查阅了什么（多项用顿号分开，必填）").props("outlined autofocus").classes("wide")
        pages = ui.input("卷页，例如 12-18").props("outlined").classes("wide")
        note = ui.textarea("说明").props("outlined rows=2").classes("wide")

        async def done() -> None:
            what = tuple(s.strip() for s in (seen.value or "").split("、") if s.strip())
            if not what:
                ui.notify("请写明查阅了什么。", type="warning", position="top")
                return
            on = date.fromisoformat(day.value) if day.value else None
            more = {"on": on, "seen": what, "pages": pages.value or "", "note": note.value or ""}
            if await decide(live, f, "confirmed_absent", **more):
                dialog.close()

        _close(dialog, "确定", done)


def edit(live: Live, f: Mapping[str, Any], made: DecisionRow) -> None:
    """Change what a decision says: day, what was looked at, pages, words. The earlier one stays in the record."""
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        html("<h2>修改决定</h2><p class=soft>原决定留存在记录中，以修改后的为准；说明写入文稿的批注。</p>")
        day = ui.input("日期", value=made.on).props("outlined type=date").classes("wide")
        seen = ui.input("查阅了什么（多项用顿号分开）", value="、".join(made.seen)).props("outlined").classes("wide")
        pages = ui.input("卷页，例如 12-18", value=made.pages).props("outlined").classes("wide")
        words = "理由（必填）" if made.decision == "rejected" else "说明"
        note = ui.textarea(words, value=made.note).props("outlined rows=2 autofocus").classes("wide")

        async def done() -> None:
            what = tuple(s.strip() for s in (seen.value or "").split("、") if s.strip())
            if made.decision == "confirmed_absent" and not what:
                ui.notify("请写明查阅了什么。", type="warning", position="top")
                return
            on = date.fromisoformat(day.value) if day.value else None
            more = {"on": on, "seen": what, "pages": pages.value or "", "note": note.value or ""}
            if await decide(live, f, made.decision, **more):
                dialog.close()

        _close(dialog, "保存", done)


async def mark(live: Live) -> None:
    """Add a finding on the text that is selected."""
    picked = await ui.run_javascript("benmoSelection()", timeout=5)
    if not picked or not str(picked.get("quote", "")).strip():
        ui.notify("请先在左边原文中选中作为依据的文字（不要跨文书）。", type="warning", position="top")
        return
    text = {d["id"]: str(d.get("text") or "") for d in live.view.case.review["documents"]}.get(picked["document"], "")
    start, end = int(picked["start"]), int(picked["end"])
    if text[start:end] != picked["quote"]:
        ui.notify("所选文字与原文没有对上，请重新选择。", type="warning", position="top")
        return
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        ui.label("添加问题").classes("title")
        ui.label(str(picked["quote"])[:300]).classes("quoted")
        name = ui.input("问题（必填），例如 未告知终本的后果").props("outlined autofocus").classes("wide")
        choices = {"": "不归入", **live.view.checkpoints}
        point = ui.select(choices, value="", label="归入监督要点").props("outlined").classes("wide")
        note = ui.textarea("说明").props("outlined rows=2").classes("wide")
        desk, key = live.visit.desk, live.view.key

        async def done() -> None:
            given = {"name": name.value or "", "checkpoint": point.value or "", "note": note.value or ""}
            if await live.act(lambda who: desk.add_mark(who, key, picked["document"], start, end, **given), "已添加"):
                dialog.close()

        _close(dialog, "添加", done)


async def withdraw_mark(live: Live, number: int) -> None:
    """Take back a finding that a person added."""
    await live.act(lambda who: live.visit.desk.withdraw_mark(who, live.view.key, number), "已撤回")


def assign(live: Live) -> None:
    """Choose who handles the case, for those who may."""
    row, who = live.view.case.row, live.visit.who
    if who.role not in (Role.HEAD, Role.REGISTRY, Role.ADMIN):
        html(f"<span class=soft>承办人：{ui_safe(row.assignee or '未分配')}</span>")
        return
    names = {u.name: u.display for u in live.view.people if u.active}
    now = next((n for n, d in names.items() if d == row.assignee), None)

    async def chosen(name: str) -> None:
        await live.act(lambda who: live.visit.desk.assign(who, live.view.key, name), "已分配")

    ui.select(names, value=now, label="承办人", on_change=lambda e: chosen(e.value)).props("dense outlined").classes(
        "assignee"
    )


def ui_safe(text: str) -> str:
    """*text* escaped."""
    from html import escape

    return escape(text)


def material(live: Live) -> None:
    """Add files to the case."""
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        html("<h2>添加材料</h2>" + drop_zone(live.visit, many=False, case=live.view.key))
        ui.button("关闭", on_click=dialog.close).props("flat no-caps")


def _close(dialog: ui.dialog, words: str, done: Any) -> None:
    with ui.row():
        ui.button(words, on_click=done).props("no-caps unelevated")
        ui.button("取消", on_click=dialog.close).props("flat no-caps")
