"""设置: the office's settings, its people, tokens for other programs, the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from nicegui import ui

from benmo.desk.house import Rules, TemplateRow
from benmo.desk.model import AuditRow, Page, Role, SettingRow, TokenRow, UserRow
from benmo.web.frame import html, when
from benmo.web.pages.settings_house import ModelPanel, RulesPanel, TemplatesPanel
from benmo.web.visit import Visit

SECTIONS = {
    "office": "单位", "llm": "语言模型", "ocr": "文字识别", "web": "网页", "storage": "数据库", "limits": "读取上限"
}  # fmt: skip

ACTS = {
    "login": "登录", "login.refused": "登录被拒", "logout": "退出", "password": "修改口令",
    "password.reset": "重设口令",
    "user.add": "添加人员", "user.change": "改动人员", "token.add": "生成令牌", "token.revoke": "收回令牌",
    "intake": "收件", "case.add": "新立案件", "file.add": "加入材料", "review": "审查", "review.queue": "要求重新审查",
    "admission": "受理核对", "read.admission": "查阅受理核对", "read.page": "查阅页面图像",
    "read.case": "查阅案件", "read.why": "查看理由", "read.original": "下载原件", "read.draft": "查阅文稿",
    "search": "搜索", "assign": "分配", "decide": "作出决定", "mark.add": "添加问题", "mark.withdraw": "撤回添加的问题",
    "draft": "起草", "draft.edit": "修改文稿", "export": "导出", "paper.sent": "登记发出",
    "paper.change": "登记签收、回复", "setting": "改动设置", "rules": "改动本院规则", "template": "改动文书模板",
    "backup": "备份", "restore": "恢复",
    "export.cases": "导出案件表",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What the person may see of it; ``log`` and ``settings`` are for administrators."""

    settings: tuple[SettingRow, ...]
    people: tuple[UserRow, ...]
    tokens: tuple[TokenRow, ...]
    log: Page[AuditRow] | None
    rules: Rules | None = None
    templates: tuple[TemplateRow, ...] = ()

    @property
    def administers(self) -> bool:
        """Whether the person may change things here."""
        return self.log is not None


def load(visit: Visit, given: Mapping[str, str]) -> View:
    """The view."""
    desk, who = visit.desk, visit.desk.session(visit.token)
    admin = who.role == Role.ADMIN
    log = desk.audit_log(who, 0, 50) if admin else None
    if not admin:
        return View((), desk.users(who), desk.tokens(who), log)
    return View(
        desk.settings(who), desk.users(who), desk.tokens(who), log, desk.rules(who), desk.templates(who)
    )  # fmt: skip


def show(visit: Visit, view: View) -> None:
    """Draw the page."""
    live = Live(visit, view)
    named = [("people", "人员"), ("tokens", "接口令牌")]
    if view.administers:
        own = [("settings", "单位、模型与上限"), ("rules", "本院规则"), ("templates", "文书模板")]
        named = [*own, *named, ("log", "操作记录")]
    html("<h1>设置</h1>")
    with ui.tabs().props("dense no-caps align=left") as tabs:
        for name, words in named:
            ui.tab(name, words)
    with ui.tab_panels(tabs, value=named[0][0]).classes("plain-panels").props("keep-alive"):
        for name, _ in named:
            with ui.tab_panel(name):
                getattr(live, name)()


class Live:
    """The page as it changes."""

    def __init__(self, visit: Visit, view: View) -> None:
        self.visit, self.view = visit, view

    async def act(self, call: Any, told: str = "已保存") -> Any:
        """Do something and ask again; the result, in a tuple, or None."""
        done = await self.visit.do(lambda who: (call(who),))
        if done is None:
            return None
        view = await self.visit.do(lambda _: load(self.visit, {}))
        if view is not None:
            self.view = view
            for part in (self.people, self.tokens) + ((self.settings, self.log) if view.administers else ()):
                part.refresh()
        ui.notify(told, type="positive", position="bottom-right", timeout=2500)
        return done

    def rules(self) -> None:
        """The office's rules."""
        assert self.view.rules is not None
        RulesPanel(self.visit, self.view.rules).draw()

    def templates(self) -> None:
        """The office's Word templates."""
        TemplatesPanel(self.visit, self.view.templates).draw()

    @ui.refreshable_method
    def settings(self) -> None:
        """All settings by section."""
        for section in dict.fromkeys(r.section for r in self.view.settings):
            rows = [r for r in self.view.settings if r.section == section]
            with ui.expansion(SECTIONS.get(section, section), value=section in ("office", "llm")).classes("wide"):
                if section == "llm":
                    ModelPanel(self.visit).draw()
                for r in rows:
                    self.setting(r)

    def setting(self, r: SettingRow) -> None:
        """One setting."""
        with ui.row().classes("setting"):
            fixed = "<small>（由环境变量设定，此处不能改）</small>" if r.locked else ""
            html(f"<span>{escape(r.words or r.key)}</span>{fixed}")
            ui.space()
            shown = "（已设的不显示）" if r.secret else ""
            value = ui.input(value=r.value, placeholder=shown).props("dense outlined").classes("value")
            value.set_enabled(not r.locked)
            desk = self.visit.desk
            save = ui.button(
                "保存", on_click=lambda: self.act(lambda w: desk.change_setting(w, r.section, r.key, value.value or ""))
            ).props("flat dense no-caps")
            save.set_enabled(not r.locked)

    @ui.refreshable_method
    def people(self) -> None:
        """The people of the office."""
        rows = "".join(
            f"<tr><td>{escape(u.name)}<td>{escape(u.display)}<td>{u.role.value}<td>{escape(u.office)}"
            f"<td>{'在用' if u.active else '停用'}{'，未改初始口令' if u.must_change else ''}"
            for u in self.view.people
        )
        html(f"<table class=list><tr><th>用户名<th>姓名<th>角色<th>单位<th>状态{rows}</table>")
        if self.view.administers:
            with ui.row().classes("acts"):
                ui.button("添加人员", on_click=self.add_person).props("outline dense no-caps")
                ui.button("改动人员", on_click=self.change_person).props("outline dense no-caps")

    def add_person(self) -> None:
        """Ask for a new person."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html("<h2>添加人员</h2>")
            name = ui.input("用户名").props("outlined autofocus").classes("wide")
            display = ui.input("姓名").props("outlined").classes("wide")
            role = ui.select({r.value: r.value for r in Role}, value=Role.PROSECUTOR.value, label="角色")
            role.props("outlined").classes("wide")
            desk = self.visit.desk

            async def done() -> None:
                given = (name.value or "", display.value or "", Role(role.value))
                made = await self.act(lambda w: desk.add_user(w, *given), "已添加")
                if made is not None:
                    dialog.close()
                    _secret(f"{given[0]} 的初始口令", made[0])

            ui.button("添加", on_click=done).props("no-caps unelevated")

    def change_person(self) -> None:
        """Change a person's role, switch them off or on, give a new one-time password."""
        with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
            html("<h2>改动人员</h2>")
            names = {u.name: f"{u.display}（{u.name}）" for u in self.view.people}
            name = ui.select(names, value=next(iter(names)), label="人员").props("outlined").classes("wide")
            role = (
                ui.select({r.value: r.value for r in Role}, label="新角色").props("outlined clearable").classes("wide")
            )
            desk = self.visit.desk

            async def change(**given: Any) -> None:
                who = str(name.value)
                if await self.act(lambda w: desk.change_user(w, who, **given)) is not None:
                    dialog.close()

            async def reset() -> None:
                who = str(name.value)
                made = await self.act(lambda w: desk.reset_password(w, who), "已重设")
                if made is not None:
                    dialog.close()
                    _secret(f"{who} 的初始口令", made[0])

            with ui.row():
                ui.button("改角色", on_click=lambda: change(role=Role(role.value)) if role.value else None).props(
                    "outline no-caps"
                )
                ui.button("停用", on_click=lambda: change(active=False)).props("outline no-caps")
                ui.button("启用", on_click=lambda: change(active=True)).props("outline no-caps")
                ui.button("重设口令", on_click=reset).props("outline no-caps")

    @ui.refreshable_method
    def tokens(self) -> None:
        """One's own tokens."""
        html("<p class=soft>供本院其他系统以本人身份调用接口；令牌只在生成时显示一次。</p>")
        for t in self.view.tokens:
            with ui.row().classes("setting"):
                days = f"{when(t.created_at, day=True)} 生成，{when(t.expires_at, day=True)} 到期"
                html(f"{escape(t.name)}　<small>{days}</small>")
                ui.button(
                    "收回", on_click=lambda t=t: self.act(lambda w: self.visit.desk.revoke_token(w, t.id), "已收回")
                ).props("flat dense no-caps")
        with ui.row().classes("setting"):
            name = ui.input("用途").props("dense outlined")

            async def make() -> None:
                given = name.value or ""
                made = await self.act(lambda w: self.visit.desk.make_token(w, given), "已生成")
                if made is not None:
                    _secret("令牌", made[0][1])

            ui.button("生成令牌", on_click=make).props("outline dense no-caps")

    @ui.refreshable_method
    def log(self) -> None:
        """The newest lines of the audit log."""
        assert self.view.log is not None
        rows = "".join(
            f"<tr><td class=n>{a.seq}<td>{when(a.at)}<td>{escape(a.who)}<td>{escape(ACTS.get(a.act, a.act))}"
            f"<td>{escape(a.object)}"
            for a in self.view.log.rows
        )
        ui.button("核验记录是否被改动", on_click=self.verify).props("outline dense no-caps")
        html(f"<table class=list><tr><th>序号<th>时间<th>何人<th>何事<th>对象{rows}</table>")

    async def verify(self) -> None:
        """Prove the hash chain of the log."""
        found = await self.visit.do(self.visit.desk.verify_audit)
        if found is not None:
            count, faults = found
            words = (
                f"共 {count} 条，核验无误。" if not faults else f"共 {count} 条，有 {len(faults)} 处不符：{faults[0]}"
            )
            ui.notify(words, type="negative" if faults else "positive", position="top", timeout=8000)


def _secret(what: str, value: str) -> None:
    with ui.dialog(value=True) as dialog, ui.card().classes("sheet"):
        html(f"<h2>{escape(what)}</h2><p class=secret>{escape(value)}</p><p class=soft>只显示这一次，请当面交付。</p>")
        ui.button("已记下", on_click=dialog.close).props("no-caps unelevated")
