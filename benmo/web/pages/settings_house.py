"""设置, the office's own: rules with a check before they are saved, Word templates, the state of the language model."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, TypeVar

from nicegui import events, ui

from benmo.desk.house import Fields, Rules, TemplateRow
from benmo.errors import SettingsError
from benmo.web.frame import chip, html
from benmo.web.visit import Visit

T = TypeVar("T")
EXAMPLE = """# 停用要点（写明理由）
off:
  extended_assets: 本地系统尚未开通
# 调整轻重：severe 严重、ordinary 一般、minor 轻微
weights:
  onsite_investigation: minor
# 提示线（法定期限不能改）
limits:
  seizure_warning_days: 90
# 自定要点
own:
  - id: jiabao
    name: 保险现金价值查询
    asks: 是否查询人身保险的现金价值。
    requires: {inquiries: [insurance]}
    next_step: 调取保险公司的查询回执
"""


class RulesPanel:
    """The rules as they are edited."""

    def __init__(self, visit: Visit, rules: Rules) -> None:
        self.visit, self.rules = visit, rules
        self.typed = {"text": rules.text}

    def draw(self) -> None:
        """Text on the left, what may be written on the right."""
        html(
            "<p class=soft>停用监督要点、调整轻重、改提示线、增加自定要点。自定要点只会得出“合规”“待核实”“不适用”，"
            "不会得出“违法”。"
            "保存后，以后的审查按新规则；已经审查的案件，在案件页点“重新审查”。</p>"
        )
        with ui.element("div").classes("rules"):
            with ui.element("div"):
                text = ui.textarea("本院规则（YAML）", value=self.typed["text"]).props(
                    "outlined rows=13 spellcheck=false"
                )
                text.classes("wide code").bind_value_to(self.typed, "text")
                with ui.row().classes("acts"):
                    ui.button("核对", on_click=self.check).props("outline dense no-caps")
                    ui.button("保存并启用", on_click=self.save).props("unelevated dense no-caps")
                    ui.button("填入示例", on_click=lambda: text.set_value(EXAMPLE)).props("flat dense no-caps")
                    ui.button("恢复为已保存的", on_click=lambda: text.set_value(self.rules.text)).props(
                        "flat dense no-caps"
                    )
                self.told()
            html(reference())

    @ui.refreshable_method
    def told(self, changes: tuple[str, ...] | None = None, words: str = "现在生效的规则", wrong: str = "") -> None:
        """What the rules change, or what is wrong with them."""
        if wrong:
            html(f"<h3>有误，没有保存</h3><p class=wrong role=alert>{escape(wrong)}</p>")
            return
        shown = self.rules.changes if changes is None else changes
        rows = "".join(f"<li>{escape(c)}" for c in shown) or "<li>没有改动，全部按原有要点"
        html(f"<h3>{words}</h3><ul>{rows}</ul>")

    async def check(self) -> None:
        """Say what the text would change, or what is wrong with it."""
        desk, text = self.visit.desk, self.typed["text"] or ""
        found = await self.visit.do(lambda who: or_fault(lambda: desk.check_rules(who, text)))
        if found is not None:
            self.told.refresh(found[0], "核对无误，保存后将改动", found[1])

    async def save(self) -> None:
        """Put the text in force."""
        desk, text = self.visit.desk, self.typed["text"] or ""
        made = await self.visit.do(lambda who: or_fault(lambda: desk.save_rules(who, text)))
        if made is None:
            return
        if made[0] is not None:
            self.rules = made[0]
            ui.notify("已保存，以后的审查按此规则", type="positive", position="bottom-right", timeout=2500)
        self.told.refresh(None, "现在生效的规则", made[1])


def or_fault(act: Callable[[], T]) -> tuple[T | None, str]:
    """What *act* gives, or None and what is wrong with what was typed."""
    try:
        return act(), ""
    except SettingsError as error:
        return None, f"{error.message}{error.hint}"


def reference() -> str:
    """The checkpoints and lines that may be written."""
    from benmo.desk.house import limits
    from benmo.render.words import word
    from benmo.review.catalog import catalogue

    points = "".join(
        f"<tr><td><code>{escape(c.id)}</code><td>{escape(c.name)}<td>{word('weights', c.weight)}" for c in catalogue()
    )
    lines = "".join(f"<tr><td><code>{escape(n)}</code><td>{escape(zh)}<td class=n>{v}" for n, zh, v in limits())
    return (
        "<div class=reference><details open><summary>可以改的提示线</summary>"
        f"<table class=card>{lines}</table></details><details><summary>46 个监督要点的编号</summary>"
        f"<table class=card>{points}</table></details></div>"
    )


class TemplatesPanel:
    """The office's Word templates."""

    def __init__(self, visit: Visit, rows: tuple[TemplateRow, ...]) -> None:
        self.visit, self.rows = visit, rows

    async def act(self, call: Any, told: str) -> None:
        """Do something and redraw."""
        done = await self.visit.do(lambda who: (call(who),))
        rows = await self.visit.do(self.visit.desk.templates) if done is not None else None
        if rows is not None:
            self.rows = rows
            self.draw.refresh()
            ui.notify(told, type="positive", position="bottom-right", timeout=2500)

    @ui.refreshable_method
    def draw(self) -> None:
        """One line a paper."""
        html(
            "<p class=soft>没有本院模板的文书用程序的版式。先下载含全部字段的模板，在 Word 中改好版式后上传；"
            "缺少字段的不启用，并说明缺什么。</p>"
        )
        desk = self.visit.desk
        for r in self.rows:
            with ui.row().classes("setting"):
                state = chip("ok", "本院模板") if r.own else chip("", "程序版式")
                html(f"{state}<span>{escape(r.paper)}</span>")
                ui.space()
                words = "下载本院模板" if r.own else "下载含全部字段的模板"
                html(f'<a href="/settings/templates/{escape(r.paper)}">{words}</a>')
                ui.button("上传", on_click=lambda r=r: self.upload(r.paper)).props("outline dense no-caps")
                if r.own:
                    ui.button(
                        "恢复程序版式",
                        on_click=lambda r=r: self.act(lambda w: desk.remove_template(w, r.paper), "已恢复程序版式"),
                    ).props("flat dense no-caps")
                if r.before:
                    ui.button(
                        "换回上一份",
                        on_click=lambda r=r: self.act(lambda w: desk.bring_back_template(w, r.paper), "已换回"),
                    ).props("flat dense no-caps")

    def upload(self, paper: str) -> None:
        """Take a template in: its fields are shown; it is put in use only where it is whole."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html(f"<h2>{escape(paper)}的本院模板</h2>")
            told = ui.element("div")
            held: dict[str, bytes] = {}
            desk = self.visit.desk

            async def taken(e: events.UploadEventArguments) -> None:
                data = await e.file.read()
                found = await self.visit.do(lambda who: desk.check_template(who, paper, data))
                told.clear()
                if found is None:
                    return
                held["data"] = data
                with told:
                    html(fields(found))
                use.set_enabled(not found.lacking and not found.unknown)

            async def done() -> None:
                await self.act(lambda who: desk.save_template(who, paper, held["data"]), "已启用")
                dialog.close()

            ui.upload(label="选择 docx 模板", on_upload=taken, auto_upload=True, max_files=1).props("flat bordered")
            with ui.row():
                use = ui.button("启用", on_click=done).props("no-caps unelevated")
                use.set_enabled(False)
                ui.button("关闭", on_click=dialog.close).props("flat no-caps")


def fields(found: Fields) -> str:
    """What a template holds and lacks."""
    there = "、".join(found.fields) or "没有"
    lacking = f"<p class=wrong>缺少：{escape('、'.join(found.lacking))}</p>" if found.lacking else ""
    unknown = f"<p class=wrong>不认识的字段：{escape('、'.join(found.unknown))}</p>" if found.unknown else ""
    good = "" if found.lacking or found.unknown else "<p>字段齐全，可以启用。</p>"
    return f"<p>模板中的字段：{escape(there)}</p>{lacking}{unknown}{good}"


class ModelPanel:
    """The language model: how it is reached, whether it answers."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    def draw(self) -> None:
        """A button; nothing is contacted unasked."""
        with ui.row().classes("acts"):
            ui.button("查看模型状态", on_click=self.look).props("outline dense no-caps")
        self.told = html("<p class=soft>只联系设置中的接口地址，不发送案件内容。</p>")

    async def look(self) -> None:
        """Ask for the state and show it."""
        self.told.set_content("<p class=soft>正在查看……</p>")
        found = await self.visit.do(self.visit.desk.model_status)
        if found is None:
            self.told.set_content("<p class=wrong>没有查到，见上方提示。</p>")
            return
        state = chip("ok", "可用") if found.usable else chip("failed", "不可用")
        rows = "".join(f"<li>{escape(line)}" for line in found.lines)
        rows += "".join(f"<li class=wrong>办法：{escape(m)}" for m in found.mend)
        self.told.set_content(f"<p>{state}</p><ul>{rows}</ul>")
