"""案件: the texts with their evidence on one side; findings, views and papers on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from nicegui import ui

from benmo.desk.model import CaseView, DecisionRow, MarkRow, UserRow
from benmo.web.frame import chip, html
from benmo.web.marking import Marks
from benmo.web.pages import admission, case_acts, case_pages, case_papers, case_views
from benmo.web.pages.cases import STATES, STATUS
from benmo.web.visit import Visit

CONCLUSIONS = ("violation", "not_shown", "ok", "na")
SHORT = {"violation": "疑似违法", "not_shown": "待核实", "ok": "合规", "na": "不适用"}
WEIGHTS = {"severe": 0, "ordinary": 1, "minor": 2}
#: The tabs of the right side; the address may name one (``?tab=papers``).
TABS = {
    "findings": "问题", "conditions": "终本条件", "assets": "财产", "times": "时间线", "grade": "评级",
    "papers": "文书", "files": "材料",
}  # fmt: skip
VERDICTS = {"confirmed": "采纳", "rejected": "不采纳", "confirmed_absent": "查明未做"}


@dataclass
class View:
    """A case as its page draws it; ``marks`` numbers the places that the page's links name."""

    case: CaseView
    people: tuple[UserRow, ...]
    marks: Marks = field(default_factory=Marks)
    checkpoints: dict[str, str] = field(default_factory=dict)
    tab: str = "findings"

    @property
    def key(self) -> str:
        """The case's key."""
        return self.case.row.key

    def findings(self, conclusion: str) -> list[Mapping[str, Any]]:
        """The findings of a conclusion, the gravest first."""
        chosen = [f for f in self.case.review["findings"] if f["conclusion"] == conclusion]
        return sorted(chosen, key=lambda f: WEIGHTS.get(f["weight"], 3))

    def decision(self, checkpoint: str) -> DecisionRow | None:
        """What was decided on a checkpoint."""
        return next((d for d in self.case.decisions if d.checkpoint == checkpoint), None)


def load(visit: Visit, given: Mapping[str, str]) -> View:
    """The view. Raises NoSuch."""
    view = opened(visit, given["key"])
    view.tab = given["tab"] if given.get("tab") in TABS else "findings"
    return view


def opened(visit: Visit, key: str) -> View:
    """The view of case *key*, with all its places numbered. Raises NoSuch."""
    from benmo.render.words import checkpoint_name
    from benmo.review.catalog import catalogue

    who = visit.desk.session(visit.token)
    view = View(visit.desk.case(who, key), visit.desk.users(who), checkpoints={c.id: c.name for c in catalogue()})
    for f in view.case.review["findings"]:
        view.checkpoints.setdefault(f["checkpoint"], checkpoint_name(f["checkpoint"]))
    number_all(view)
    return view


def number_all(view: View) -> None:
    """Number every place that the page may link to, in a fixed order."""
    for e, kind in evidence_with_kinds(view.case.review):
        view.marks.number(e, kind)
    for m in view.case.marks:
        if m.document is not None:
            view.marks.number({"document": m.document, "start": m.start, "end": m.end}, "mark")


def evidence_with_kinds(review: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every place of a review with how it is marked."""
    for finding in review["findings"]:
        kind = finding["conclusion"] if finding["conclusion"] in ("violation", "not_shown") else "other"
        for item in (finding, *(finding.get("items") or ())):
            for e in item.get("evidence") or ():
                yield e, kind
    shown = review["views"]
    for rows in (review.get("timeline"), review.get("matrix"), shown["urgent"], shown["conditions"]):
        for row in rows or ():
            for e in row.get("evidence") or ():
                yield e, "other"


def evidence_of(review: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every place of a review."""
    return (e for e, _ in evidence_with_kinds(review))


def show(visit: Visit, view: View) -> None:
    """Draw the page."""
    live = Live(visit, view)
    live.head()
    with ui.element("div").classes("split"):
        html(documents(view), "pane texts").props('tabindex=0 role=region aria-label="材料原文"')
        with ui.element("div").classes("pane side"):
            live.side()


class Live:
    """The parts of the page that change as one works; lives as long as the page is open in one browser."""

    def __init__(self, visit: Visit, view: View) -> None:
        self.visit, self.view = visit, view
        self.shown = ["violation", "not_shown"]

    async def renew(self) -> None:
        """Ask for the case again and redraw what depends on decisions."""
        view = await self.visit.do(lambda _: opened(self.visit, self.view.key))
        if view is not None:
            self.view = view
            self.head.refresh()
            self.findings.refresh()
            self.papers.refresh()

    async def act(self, call: Callable[[Any], Any], told: str = "") -> bool:
        """Do something to the case and redraw; False where it was refused."""
        done = await self.visit.do(lambda who: (call(who),))
        if done is None:
            return False
        if told:
            ui.notify(told, type="positive", position="bottom-right", timeout=2500)
        await self.renew()
        return True

    @ui.refreshable_method
    def head(self) -> None:
        """The head line: which case, how it stands, what can be done to it as a whole."""
        with ui.row().classes("case-head"):
            html(_head(self.view))
            ui.space()
            if self.view.case.may_decide:
                case_acts.assign(self)
                ui.button("添加材料", on_click=lambda: case_acts.material(self)).props("flat dense no-caps")
                again = "用新版程序重新审查" if self.view.case.outdated else "重新审查"
                ui.button(again, on_click=self.reread).props("flat dense no-caps")

    async def reread(self) -> None:
        """Queue a new reading and go where it can be followed."""
        job = await self.visit.do(lambda who: self.visit.desk.reread(who, [self.view.key]))
        if job is not None:
            ui.navigate.to(f"/intake?job={job.id}")

    def side(self) -> None:
        """The right side: findings first, then the views, the papers, the material."""
        review = self.view.case.review
        with ui.tabs().props("dense no-caps align=left inline-label narrow-indicator").classes("side-tabs") as tabs:
            for name, words in TABS.items():
                ui.tab(name, words)
        with ui.tab_panels(tabs, value=self.view.tab).classes("side-panels").props("keep-alive"):
            with ui.tab_panel("findings"):
                html(case_views.urgent(review, self.view.marks) + case_views.warnings(review))
                self.findings()
            for name, content in (
                ("conditions", case_views.conditions(review, self.view.marks)),
                ("assets", case_views.matrix(review, self.view.marks)),
                ("times", case_views.timeline(review, self.view.marks)),
                ("grade", case_views.grade(review)),
                ("files", case_views.files(self.view.case)),
            ):
                with ui.tab_panel(name):
                    html(content)
            with ui.tab_panel("papers"):
                self.papers()

    @ui.refreshable_method
    def papers(self) -> None:
        """Drafts and papers of the case."""
        case_papers.show(self)

    @ui.refreshable_method
    def findings(self) -> None:
        """The findings of the chosen conclusions, those that a person added first."""
        view = self.view
        with ui.row().classes("chooser"):
            for c in CONCLUSIONS:
                count = len(view.findings(c))
                ui.checkbox(
                    f"{SHORT[c]} {count}", value=c in self.shown, on_change=lambda e, c=c: self.choose(c)
                ).props("dense")
            if view.case.may_decide:
                ui.button("添加所选文字为问题", on_click=lambda: case_acts.mark(self)).props("outline dense no-caps")
        if not view.case.review["findings"]:
            html(f"<p class=empty>{no_ruling(view.case.review['documents'])}</p>")
        for m in view.case.marks:
            self.mark(m)
        for c in CONCLUSIONS:
            if c in self.shown:
                for f in view.findings(c):
                    self.finding(f)

    def mark(self, m: MarkRow) -> None:
        """A finding that a person added; decided upon with the checkpoint that it was put under."""
        view = self.view
        f = next((f for f in view.case.review["findings"] if f["checkpoint"] == m.checkpoint), None)
        made = view.decision(m.checkpoint) if m.checkpoint else None
        with ui.element("article").classes("finding mark"):
            html(case_views.added(m, view.marks, view.checkpoints, case_views.mark_words(f, made)))
            if not view.case.may_decide:
                return
            with ui.row().classes("acts"):
                ui.button("撤回添加", on_click=lambda: case_acts.withdraw_mark(self, m.id)).props("flat dense no-caps")
                if f is not None and f["conclusion"] in ("violation", "not_shown"):
                    case_acts.buttons(self, f, made)

    def choose(self, conclusion: str) -> None:
        """Show or hide a conclusion."""
        self.shown = [c for c in CONCLUSIONS if (c in self.shown) != (c == conclusion)]
        self.findings.refresh()

    def finding(self, f: Mapping[str, Any]) -> None:
        """One finding with what may be decided on it."""
        made = self.view.decision(f["checkpoint"])
        state = f" {made.decision}" if made else ""
        with ui.element("article").classes(f"finding {f['conclusion']}{state}"):
            html(case_views.finding(f, self.view.case.review, self.view.marks, made))
            with ui.row().classes("acts"):
                ui.button("为什么", on_click=lambda: self.why(f["checkpoint"])).props("flat dense no-caps")
                if self.view.case.may_decide and f["conclusion"] in ("violation", "not_shown"):
                    case_acts.buttons(self, f, made)

    async def why(self, checkpoint: str) -> None:
        """Show the chain of reasons of a checkpoint."""
        from benmo.render.why import render

        view = await self.visit.do(lambda who: self.visit.desk.why(who, self.view.key, checkpoint))
        if view is None:
            return
        text = await asyncio.to_thread(render, view, self.view.case.review, 78)
        text = f"{view['name']}\n" + text.partition("\n")[2]
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html(f"<h2>为什么</h2><div class=why>{escape(text)}</div>")
            ui.button("关闭", on_click=dialog.close).props("flat no-caps autofocus")


def _head(view: View) -> str:
    row, grade = view.case.row, view.case.review["grade"]
    level = f'<b class="level {escape(row.level)}">{escape(row.level)}</b>' if row.level else ""
    status = chip("failed", STATUS.get(row.status, row.status)) if row.status != "reviewed" else ""
    unread = chip("unread", f"{row.unread} 处未读出") if row.unread else ""
    score = f"<small>{grade['score']:g} 分　内部参考</small>" if grade.get("score") is not None else ""
    state = chip("state", STATES.get(row.state, row.state))
    state += (
        f'<a class=gate-link href="/cases/{escape(row.key)}/admission">'
        f"{chip(admission.KINDS[row.gate], '受理：' + admission.STATES[row.gate])}</a>"
    )
    parties = f"<small>{escape(row.parties)}</small>" if row.parties else ""
    return (
        f"<h1>{escape(row.case_no or row.name)} {level} {score} {status}{unread}{state}</h1>"
        f"<p class=soft>{escape(row.court or '')}　{parties}　{escape(row.cause or '')}　"
        f"{'裁定 ' + escape(row.ruling_date) if row.ruling_date else ''}</p>"
    )


def no_ruling(documents: Sequence[Mapping[str, Any]]) -> str:
    """Why there is nothing to list: what was read instead, and whether something was not."""
    from benmo.render.words import word

    kinds = dict.fromkeys(word("document_types", d["type"]) for d in documents if d["chars"])
    told = f"读到的是{'、'.join(kinds)}。" if kinds else "没有读出文字。"
    unread = sum(len(d.get("unread") or ()) for d in documents)
    look = f"有 {unread} 处没有读出，请看“材料”中标出的部分。" if unread else "如应有裁定，请用“添加材料”补入。"
    return f"没有读到终本裁定，没有可列的问题。{told}{look}"


def documents(view: View) -> str:
    """The texts with their marks, one after the other, and links between them."""
    from benmo.render.words import word

    docs = view.case.review["documents"]
    shown = {e["document"] for e in evidence_of(view.case.review) if e.get("boxes")}
    jumps = "".join(
        f'<button type=button data-doc-to="{n}">{escape(d["path"].rsplit("/", 1)[-1])}</button>'
        for n, d in enumerate(docs)
    )
    parts = [f"<nav class=jumps aria-label=材料>{jumps}</nav>"] if len(docs) > 1 else []
    for n, d in enumerate(docs):
        unread = "".join(f"<li>{escape(str(u.get('reason', '')))}" for u in d.get("unread") or ())
        told = f"<div class=unread><b>未读出的部分（须人工查看原件）</b><ul>{unread}</ul></div>" if unread else ""
        parts.append(
            f'<section data-number="{n}"><h3>{escape(d["path"])} <small>{word("document_types", d["type"])}，'
            f"{d['chars']:,} 字</small>{case_pages.switch(view.key, n, d, d['id'] in shown)}</h3>{told}"
            f'<div class=source data-doc="{escape(d["id"])}">{view.marks.html(d)}</div><div class=sheets hidden></div>'
            "</section>"
        )
    return "".join(parts) or "<p class=empty>没有读出文字。</p>"
