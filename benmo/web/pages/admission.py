"""受理: the checklist before every paper beside what the material itself answers, and the cases that wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from nicegui import ui

from benmo.desk.model import AdmissionAnswer, AdmissionItem, AdmissionView, CaseFilter, CaseRow, Page
from benmo.errors import UsageError
from benmo.web.frame import chip, html, when
from benmo.web.visit import Visit

STATES = {"open": "待核对", "stopped": "未通过", "passed": "已通过", "overruled": "说明理由后继续"}
#: How the states are coloured, by the names of the style sheet.
KINDS = {"open": "not_shown", "stopped": "failed", "passed": "ok", "overruled": "mark"}
LIMIT = 25


@dataclass(frozen=True, slots=True)
class Waiting:
    """Cases whose gate is in the states asked for."""

    page: Page[CaseRow]
    gate: str


def load(visit: Visit, given: Mapping[str, str]) -> Waiting:
    """The list; ``gate`` names one state, without it those that wait are listed. Raises UsageError."""
    gate = given.get("gate", "")
    offset = given.get("offset", "0")
    if not offset.isdecimal():
        raise UsageError("没有这一页。")
    wanted = CaseFilter(gate=(gate,) if gate in STATES else ("open", "stopped"))
    return Waiting(visit.desk.cases(visit.who, wanted, int(offset), LIMIT), gate if gate in STATES else "")


def show(_visit: Visit, view: Waiting) -> None:
    """Draw the list."""
    links = "".join(
        f'<a href="/admission?gate={k}"{" aria-current=page" if k == view.gate else ""}>{w}</a>'
        for k, w in STATES.items()
    )
    here = "" if view.gate else " aria-current=page"
    html(
        f"<h1>受理　<small>{view.page.total} 件</small></h1>"
        "<p class=soft>起草任何文书之前，先逐项核对受理条件和案件目前状态。</p>"
        f"<nav class=states><a href=/admission{here}>等待核对</a>{links}</nav>"
    )
    if not view.page.rows:
        html("<p class=empty>没有案件。</p>")
        return
    html(f"<table class=list><tr><th>案号<th>法院<th>当事人<th>受理<th>承办人{_rows(view)}</table>{_pages(view)}")


def _rows(view: Waiting) -> str:
    return "".join(
        f'<tr><td><a href="/cases/{escape(r.key)}/admission">{escape(r.case_no or r.name)}</a>'
        f"<td>{escape(r.court or '')}<td class=parties>{escape(r.parties)}"
        f"<td>{chip(KINDS[r.gate], STATES[r.gate])}<td>{escape(r.assignee or '未分配')}"
        for r in view.page.rows
    )


def _pages(view: Waiting) -> str:
    page, gate = view.page, f"gate={view.gate}&" if view.gate else ""
    before = f'<a href="/admission?{gate}offset={max(0, page.offset - LIMIT)}">上一页</a>　' if page.offset else ""
    after = f'　<a href="/admission?{gate}offset={page.offset + LIMIT}">下一页</a>' if page.more else ""
    words = f"第 {page.offset + 1}—{page.offset + len(page.rows)} 件，共 {page.total} 件"
    return f"<p class=pages>{before}{words}{after}</p>"


def load_case(visit: Visit, given: Mapping[str, str]) -> AdmissionView:
    """The checklist of a case. Raises NoSuch."""
    return visit.desk.admission(visit.desk.session(visit.token), given["key"])


def show_case(visit: Visit, view: AdmissionView) -> None:
    """Draw the checklist."""
    Live(visit, view).whole()


class Live:
    """The checklist as it is answered; what was typed and not yet saved outlives a redraw."""

    def __init__(self, visit: Visit, view: AdmissionView) -> None:
        self.visit, self.view = visit, view
        self.typed: dict[str, dict[str, Any]] = {}

    async def answer(self, item: str, given: str, told: str, note: str = "", on: date | None = None) -> bool:
        """Answer an item and redraw; False where it was refused."""
        desk, key = self.visit.desk, self.view.row.key
        view = await self.visit.do(lambda who: desk.answer_admission(who, key, item, given, note=note, on=on))
        if view is None:
            return False
        self.view = view
        self.typed.pop(item, None)
        self.whole.refresh()
        ui.notify(told, type="positive", position="bottom-right", timeout=2000)
        return True

    @ui.refreshable_method
    def whole(self) -> None:
        """Head, questions, history."""
        with ui.element("div").classes("admission"):
            html(head(self.view))
            if self.view.state != "passed" and self.view.may_overrule:
                with ui.row().classes("acts"):
                    if self.view.overruled is None:
                        ui.button("说明理由，继续起草", on_click=self.overrule).props("outline dense no-caps")
                    else:
                        ui.button("撤回", on_click=lambda: self.answer("gate", "withdrawn", "已撤回")).props(
                            "flat dense no-caps"
                        )
            for item in self.view.items:
                with ui.element("article").classes(f"finding {_kind(item)}"):
                    html(question(item))
                    if self.view.may_answer:
                        self.choices(item)
            html(history(self.view))

    def choices(self, item: AdmissionItem) -> None:
        """What the item may be answered by; an answer given can be taken back."""
        if item.answer is not None:
            with ui.row().classes("acts"):
                ui.button("撤回答复", on_click=lambda: self.answer(item.id, "withdrawn", "已撤回")).props(
                    "flat dense no-caps"
                )
            return
        typed = self.typed.setdefault(item.id, {"choice": item.proposed, "note": "", "on": date.today().isoformat()})
        names = {c.id: c.name for c in item.choices}
        ui.radio(names, value=typed["choice"]).props("dense").classes("answers").bind_value_to(typed, "choice")
        dated = item.note != ""
        wants = next((c.note for c in item.choices if c.note), "")
        label = f"说明（{item.note}）" if dated else f"说明（部分答复须写：{wants}）" if wants else "说明（可空）"
        with ui.row().classes("acts"):
            if dated:
                day = ui.input("核实日期", value=typed["on"]).props("dense outlined type=date stack-label")
                day.bind_value_to(typed, "on")
            note = ui.input(label, value=typed["note"]).props("dense outlined").classes("grow")
            note.bind_value_to(typed, "note")
            save = ui.button("答复", on_click=lambda: self.save(item)).props("outline dense no-caps")
            save.props(f'aria-label="答复{escape(item.name)}"')

    async def save(self, item: AdmissionItem) -> None:
        """Record what was chosen."""
        typed = self.typed[item.id]
        if not typed["choice"]:
            ui.notify(f"请先选择“{item.name}”的答复。", type="warning", position="top")
            return
        try:
            on = date.fromisoformat(typed["on"])
        except (TypeError, ValueError):
            ui.notify("请填核实日期。", type="warning", position="top")
            return
        await self.answer(item.id, str(typed["choice"]), "已答复", str(typed["note"] or ""), on)

    def overrule(self) -> None:
        """Ask for the reason of going on all the same."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html(
                "<h2>说明理由，继续起草</h2><p class=soft>理由记入文稿的版本说明和操作记录；改变答复后须重新说明。</p>"
            )
            reason = ui.textarea("理由（必填）").props("outlined autofocus").classes("wide")

            async def done() -> None:
                if await self.answer("gate", "overruled", "已记录", reason.value or ""):
                    dialog.close()

            with ui.row():
                ui.button("确定", on_click=done).props("no-caps unelevated")
                ui.button("取消", on_click=dialog.close).props("flat no-caps")


def head(view: AdmissionView) -> str:
    """Which case, how it stands, what is lacking or stops it."""
    row = view.row
    name = escape(row.case_no or row.name)
    told = ""
    if view.missing:
        told += f"<p>还没有答复：{escape('、'.join(view.missing))}</p>"
    told += "".join(f"<p class=wrong>{escape(s)}</p>" for s in view.stops)
    if view.stops and view.open and not view.missing:
        told += f"<p>仍可起草：{escape('、'.join(view.open))}</p>"
    if view.overruled is not None:
        o = view.overruled
        told += f"<p class=decision>{escape(f'{o.by}于 {o.on} 说明理由后继续：{o.note}')}</p>"
    if view.state == "passed":
        told += f'<p>各项均已答复，可以起草文书。<a href="/cases/{escape(row.key)}?tab=papers">去起草</a></p>'
    return (
        f"<h1>受理核对　{chip(KINDS[view.state], STATES[view.state])}</h1>"
        f'<p class=soft><a href="/cases/{escape(row.key)}">{name}</a>　{escape(row.court or "")}　'
        f"{escape(row.parties)}</p>{told}"
    )


def _kind(item: AdmissionItem) -> str:
    if item.answer is None:
        return "not_shown"
    choice = next((c for c in item.choices if c.id == item.answer.answer), None)
    return "violation" if choice is not None and choice.stop else "ok"


def question(item: AdmissionItem) -> str:
    """One question: what is asked, on which law, what the material says, what was answered."""
    quotes = "".join(
        f"<blockquote>{escape(e['quote'])}<br><small>《{escape(str(e['document']).rsplit('/', 1)[-1])}》"
        f"{escape(str(e.get('place') or ''))}</small></blockquote>"
        for e in item.evidence
    )
    told = f"<p><b>材料</b>　{escape(item.told)}</p>{quotes}"
    caution = f"<p class=soft>注意：{escape(item.caution)}</p>" if item.caution else ""
    law = f"<p class=soft>依据：{escape('、'.join(item.basis))}</p>" if item.basis else ""
    return f"<h3>{escape(item.name)}　{_answered(item)}</h3><p>{escape(item.asks)}</p>{told}{law}{caution}"


def _answered(item: AdmissionItem) -> str:
    a = item.answer
    if a is None:
        return chip("not_shown", "待答复")
    choice = next((c for c in item.choices if c.id == a.answer), None)
    note = f"（{a.note}）" if a.note else ""
    more = f"；{choice.caution}" if choice is not None and choice.caution else ""
    kind = "failed" if choice is not None and choice.stop else "ok"
    name = choice.name if choice is not None else a.answer
    return f"{chip(kind, name)}<small>{escape(f'{a.by}，{a.on}{note}{more}')}</small>"


def history(view: AdmissionView) -> str:
    """Everything that was ever answered, the newest first."""
    if not view.history:
        return ""
    items = {i.id: i for i in view.items}
    rows = "".join(
        f"<tr><td>{when(a.at)}<td>{escape(a.by)}<td>{escape(_name(items, a))}<td>{escape(_word(items, a))}"
        f"<td>{escape(a.note)}"
        for a in reversed(view.history)
    )
    return f"<details><summary>答复记录（{len(view.history)}）</summary><table class=card>{rows}</table></details>"


def _name(items: Mapping[str, AdmissionItem], a: AdmissionAnswer) -> str:
    return "继续起草" if a.item == "gate" else items[a.item].name if a.item in items else a.item


def _word(items: Mapping[str, AdmissionItem], a: AdmissionAnswer) -> str:
    known = {"withdrawn": "撤回", "overruled": "说明理由后继续"}
    if a.item in items:
        known |= {c.id: c.name for c in items[a.item].choices}
    return known.get(a.answer, a.answer)
