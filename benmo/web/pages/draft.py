"""文书: a draft beside its sources, sentence by sentence; edited, compared by version, exported."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from nicegui import ui

from benmo.desk.model import Actor, CaseView, DraftView
from benmo.errors import NoSuch
from benmo.web.frame import chip, html, when
from benmo.web.visit import Visit

AUTHORS = {"template": "程序写成", "model": "模型润色", "person": "人工"}


@dataclass(frozen=True, slots=True)
class View:
    """A version of a draft, its case for the sources, and the version that it is compared with."""

    draft: DraftView
    case: CaseView
    before: DraftView | None

    @property
    def newest(self) -> bool:
        """Whether it can be edited: only the newest version."""
        return self.draft.number == self.draft.row.versions


def load(visit: Visit, given: Mapping[str, str]) -> View:
    """The view; ``version`` names an older one. Raises NoSuch."""
    if not given["number"].isdecimal() or not given.get("version", "1").isdecimal():
        raise NoSuch("没有这份文稿，或者无权查看。")
    other = given.get("with", "")
    if not other.isdecimal():
        other = "0"
    return opened(visit, int(given["number"]), int(given["version"]) if "version" in given else None, int(other))


def opened(visit: Visit, number: int, version: int | None, other: int = 0) -> View:
    """The view of a draft beside version *other*, 0 for the one before. Raises NoSuch."""
    who = visit.desk.session(visit.token)
    draft = visit.desk.draft_view(who, number, version)
    other = other or draft.number - 1
    before = visit.desk.draft_view(who, number, other) if other and other != draft.number else None
    return View(draft, visit.desk.case(who, draft.row.case), before)


def show(visit: Visit, view: View) -> None:
    """Draw the page."""
    live = Live(visit, view)
    live.head()
    with ui.element("div").classes("split"):
        with ui.element("div").classes("pane paper-pane"):
            live.text()
        with ui.element("div").classes("pane side"):
            live.beside()


class Live:
    """The draft as it is worked on: which sentence is chosen, which version is shown."""

    def __init__(self, visit: Visit, view: View) -> None:
        self.visit, self.view, self.chosen = visit, view, 0
        held = [n for n, s in enumerate(view.draft.draft["sentences"]) if s["finding_ids"]]
        self.chosen = held[0] if held else 0

    @property
    def sentences(self) -> list[dict[str, Any]]:
        """The sentences shown."""
        found: list[dict[str, Any]] = self.view.draft.draft["sentences"]
        return found

    def redraw(self) -> None:
        """Draw everything again."""
        self.chosen = min(self.chosen, len(self.sentences) - 1)
        for part in (self.head, self.text, self.beside):
            part.refresh()

    async def edit(self, call: Callable[[Actor], DraftView], told: str) -> bool:
        """Make a new version; False where it was refused."""
        made = await self.visit.do(call)
        view = await self.visit.do(lambda _: opened(self.visit, self.view.draft.row.id, None)) if made else None
        if view is None:
            return False
        self.view = view
        self.redraw()
        ui.notify(f"{told}（第 {view.draft.number} 版）", type="positive", position="bottom-right", timeout=2500)
        return True

    @ui.refreshable_method
    def head(self) -> None:
        """Which draft and version, and the ways out."""
        d = self.view.draft
        stale = f"<p class=wrong>{escape(d.row.stale)}</p>" if d.row.stale else ""
        stale += model_words(d.draft)
        links = "".join(
            f'<a class=pick href="/drafts/{d.row.id}/export?form={f}&version={d.number}">导出 {w}</a>'
            for f, w in (("docx", "Word"), ("pdf", "PDF"))
        )
        name = escape(self.view.case.row.case_no or "案件")
        with ui.row().classes("case-head"):
            html(
                f"<h1>{escape(d.row.paper)} <small>第 {d.number} 版，共 {d.row.versions} 版</small></h1>"
                f'<p class=soft><a href="/cases/{escape(d.row.case)}">{name}</a>'
                f"　须经人核对、审批后方可发出</p>{stale}"
            )
            ui.space()
            html("" if d.row.stale else links)
            if self.view.case.may_register:
                from benmo.web.pages import case, case_papers

                of_case = case.Live(self.visit, case.View(self.view.case, ()))
                ui.button("登记发出", on_click=lambda: case_papers.register(of_case, d.row.id)).props(
                    "outline no-caps dense"
                )

    @ui.refreshable_method
    def text(self) -> None:
        """The paper itself; each sentence can be chosen and then shows its sources."""
        with ui.element("div").classes("sheet-paper"):
            paragraph: list[tuple[int, dict[str, Any]]] = []
            for n, s in enumerate(self.sentences):
                paragraph.append((n, s))
                if s["text"].endswith("\n") or n + 1 == len(self.sentences):
                    self.paragraph(paragraph)
                    paragraph = []

    def paragraph(self, members: list[tuple[int, dict[str, Any]]]) -> None:
        """One paragraph."""
        style = members[0][1].get("style", "body")
        with ui.element("p").classes(f"style-{style} kind-{members[0][1]['kind']}"):
            for n, s in members:
                on = " on" if n == self.chosen else ""
                sentence = ui.element("span").classes(f"sentence {s['author']}{on}").props("role=button tabindex=0")
                sentence.on("click", lambda n=n: self.choose(n))
                sentence.on("keydown.enter", lambda n=n: self.choose(n))
                with sentence:
                    ui.label(s["text"].rstrip("\n") or "　")

    def choose(self, n: int) -> None:
        """Show the sources of a sentence."""
        self.chosen = n
        self.text.refresh()
        self.beside.refresh()

    @ui.refreshable_method
    def beside(self) -> None:
        """The chosen sentence: its sources and what can be done to it; then versions and what was left out."""
        n, s = self.chosen, self.sentences[self.chosen]
        html(sources(s, self.view.case.review))
        if self.view.newest and self.view.case.may_decide:
            words = ui.textarea("这一句", value=s["text"].rstrip("\n")).props("outlined autogrow").classes("wide")
            desk, number, base = self.visit.desk, self.view.draft.row.id, self.view.draft.number
            with ui.row().classes("acts"):
                ui.button(
                    "保存修改",
                    on_click=lambda: self.edit(
                        lambda w: desk.edit_sentence(w, number, base, n, words.value or ""), "已修改"
                    ),
                ).props("no-caps unelevated dense")
                ui.button(
                    "重新生成",
                    on_click=lambda: self.edit(lambda w: desk.regenerate_sentence(w, number, base, n), "已重新生成"),
                ).props("flat no-caps dense")
                ui.button(
                    "删去", on_click=lambda: self.edit(lambda w: desk.edit_sentence(w, number, base, n, ""), "已删去")
                ).props("flat no-caps dense color=negative")
            self.adding(n)
        html(left_out(self.view.draft))
        html(versions(self.view.draft) + compared(self.view))
        if not self.view.newest and self.view.case.may_decide:
            ui.button("恢复为最新", on_click=self.restore).props("outline no-caps dense")

    def adding(self, n: int) -> None:
        """A blank box for a sentence behind the chosen one, or for a paragraph behind its paragraph."""
        desk, number, base = self.visit.desk, self.view.draft.row.id, self.view.draft.number
        with ui.expansion("增写").classes("wide").props("dense"):
            fresh = ui.textarea("增写的内容").props("outlined autogrow").classes("wide")
            apart = ui.checkbox("另起一段").props("dense")
            ui.button(
                "在这一句后增写",
                on_click=lambda: self.edit(
                    lambda w: desk.insert_sentence(w, number, base, n, fresh.value or "", paragraph=bool(apart.value)),
                    "已增写",
                ),
            ).props("outline no-caps dense")

    async def restore(self) -> None:
        """Make the version shown the newest again."""
        d = self.view.draft
        await self.edit(
            lambda w: self.visit.desk.restore_version(w, d.row.id, d.row.versions, d.number), f"已恢复第 {d.number} 版"
        )


def model_words(draft: Mapping[str, Any]) -> str:
    """Where the language model did not get done: how much of the paper kept the template's words, and why."""
    left = (draft.get("model") or {}).get("not_assessed") or ()
    if not left:
        return ""
    why = escape(str(left[0]).rstrip("。"))
    return f"<p class=wrong>语言模型有 {len(left)} 项没有完成（{why}），这些段落保留程序写成的文字。</p>"


def sources(s: Mapping[str, Any], review: Mapping[str, Any]) -> str:
    """Where a sentence comes from: findings, places, provisions; what the guard made of the model's words."""
    from benmo.render.model import Places, basis_words
    from benmo.render.words import checkpoint_name

    places = Places(review)
    found = [f for f in review["findings"] if any(i.split("/")[0] == f["id"] for i in s["finding_ids"])]
    rows = "".join(f"<li>{escape(checkpoint_name(f['checkpoint']))}：{escape(f['reason'])}" for f in found)
    quotes = "".join(
        f"<blockquote>{escape(e['quote'])}<br><small>{escape(places.of(e))}</small></blockquote>" for e in s["evidence"]
    )
    laws = "；".join(basis_words(s["norms"], review)) if s["norms"] else ""
    guard = s.get("guard") or {}
    used = "已采用" if guard.get("kept") else "未采用"
    told = f"<p class=soft>模型改写{used}：{escape(str(guard.get('reason', '')))}</p>" if guard else ""
    body = (f"<ul>{rows}</ul>" if rows else "") + quotes + (f"<p>依据：{escape(laws)}</p>" if laws else "")
    none = (
        "<p class=soft>格式语句，没有事实来源。</p>"
        if s["author"] != "person"
        else "<p class=wrong>人工写入，没有来源，请自行核对。</p>"
    )
    return f"<h3>出处　{chip(s['author'], AUTHORS.get(s['author'], s['author']))}</h3>{body or none}{told}"


def left_out(draft: DraftView) -> str:
    """What is left for people to fill in, and what did not get into the paper."""
    blanks = "".join(f"<li>{escape(b)}" for b in draft.draft["blanks"])
    dropped = "".join(
        f"<li>{escape(d['text'])}<small>（{escape(d['reason'])}）</small>" for d in draft.draft["dropped"]
    )
    return (f"<details open><summary>待人工填写</summary><ul>{blanks}</ul></details>" if blanks else "") + (
        f"<details><summary>没有写入的（{len(draft.draft['dropped'])}）</summary><ul>{dropped}</ul></details>"
        if dropped
        else ""
    )


def versions(draft: DraftView) -> str:
    """All versions, the newest first."""
    rows = "".join(
        f'<tr{" class=on" if v.number == draft.number else ""}><td><a href="/drafts/{draft.row.id}?version={v.number}">'
        f"第 {v.number} 版</a><td>{escape(v.change)}<td>{escape(v.by)}<td>{when(v.made_at)}"
        for v in reversed(draft.versions)
    )
    return f"<h3>版本</h3><table class=card>{rows}</table>"


def compared(view: View) -> str:
    """What this version changed against another one, which can be chosen."""
    draft = view.draft
    if draft.row.versions < 2:
        return ""
    shown = view.before.number if view.before else 0
    choices = "".join(
        f"<option value={v.number}{' selected' if v.number == shown else ''}>第 {v.number} 版　{escape(v.change[:20])}"
        for v in draft.versions
        if v.number != draft.number
    )
    form = (
        f"<form class=filters method=get action=/drafts/{draft.row.id}>"
        f"<input type=hidden name=version value={draft.number}>"
        f"<label>第 {draft.number} 版与<select name=with>{choices}</select></label><button>比较</button></form>"
    )
    return form + (differences(view.before, draft) if view.before else "")


def differences(one: DraftView, other: DraftView) -> str:
    """What stands in only one of two versions, the older one's words struck out."""
    old, new = sorted((one, other), key=lambda d: d.number)
    was = [s["text"].strip() for s in old.draft["sentences"]]
    now = [s["text"].strip() for s in new.draft["sentences"]]
    rows = ""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            rows += "".join(f"<p><del>{escape(t)}</del></p>" for t in was[a:b])
            rows += "".join(f"<p><ins>{escape(t)}</ins></p>" for t in now[c:d])
    rows = rows or "<p class=soft>没有差别。</p>"
    return f"<details open><summary>第 {old.number} 版到第 {new.number} 版的差别</summary>{rows}</details>"
