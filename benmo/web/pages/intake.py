"""收件: files come in, their reading is followed, what could not be read stands out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from nicegui import ui

from benmo.desk.model import CaseRow, ItemRow, JobRow
from benmo.web.frame import chip, html, when
from benmo.web.visit import Visit

STATES = {"queued": "等待", "running": "进行中", "done": "已完成", "failed": "未完成", "cancelled": "已停止"}
SECONDS = 0.7


@dataclass(frozen=True, slots=True)
class View:
    """The job that is followed, if any, what became of its entries, and earlier jobs."""

    job: JobRow | None
    items: tuple[ItemRow, ...]
    rows: dict[str, CaseRow]
    jobs: tuple[JobRow, ...]


def load(visit: Visit, given: Mapping[str, str]) -> View:
    """The view; ``job`` names the job to follow."""
    number = int(given["job"]) if given.get("job", "").isdecimal() else None
    return followed(visit, number)


def followed(visit: Visit, number: int | None) -> View:
    """The view that follows job *number*. Raises NoSuch."""
    desk, who = visit.desk, visit.desk.session(visit.token)
    jobs = desk.jobs(who)
    if number is None:
        return View(None, (), {}, jobs)
    items = desk.items(who, number)
    return View(desk.job(who, number), items, rows_of(visit, {i.case for i in items if i.case}), jobs)


def rows_of(visit: Visit, wanted: set[str]) -> dict[str, CaseRow]:
    """The rows of the cases *wanted*."""
    return {r.key: r for r in visit.desk.rows(visit.who, wanted)}


def show(visit: Visit, view: View) -> None:
    """Draw the page."""
    html("<h1>收件</h1>")
    html(drop_zone(visit, many=True))
    if view.job is not None:
        _follow(visit, view)
    else:
        _recent(view)


def _recent(view: View) -> None:
    # Drafts that a model works on are followed in their case.
    taken = tuple(j for j in view.jobs if j.kind != "draft")
    if taken:
        html(f"<h2>近来的收件与审查</h2>{_earlier(taken)}")


def drop_zone(visit: Visit, *, many: bool, case: str = "") -> str:
    """Where files are dropped or chosen; ``case``: they belong to this case."""
    csrf, of = visit.desk.csrf(visit.token), f' data-case="{escape(case)}"' if case else ""
    each = (
        "<label class=check><input type=checkbox name=each>文件夹里每个文件或子文件夹各是一案（成批裁定书）</label>"
        if many
        else ""
    )
    about = "一个文件夹或压缩包为一案，一份裁定书为一案。" if many else "加入后本案重新审查，已作的决定不变。"
    return (
        f'<div class=drop data-csrf="{csrf}"{of}><p><b>把裁定书、卷宗文件夹或压缩包拖到这里</b></p>'
        f"<p class=soft>{about}可读 Word、WPS、PDF、扫描件、Excel、文本、zip。</p>"
        '<p><label class=pick>选择文件<input type=file multiple aria-label="选择文件"></label>'
        '<label class=pick>选择文件夹<input type=file webkitdirectory aria-label="选择文件夹"></label></p>'
        f"{each}<p role=status></p></div>"
    )


def _follow(visit: Visit, view: View) -> None:
    assert view.job is not None
    number = view.job.id

    @ui.refreshable
    def progress(now: View) -> None:
        assert now.job is not None
        html(_progress(now.job) + _items(now), "panel")
        if not now.job.over:
            ui.button("停止", on_click=stop).props("flat dense no-caps")
        _recent(now)  # the job stands there too, with its state of now

    async def stop() -> None:
        await visit.do(lambda who: visit.desk.cancel(who, number))

    async def look() -> None:
        now = await visit.do(lambda who: followed(visit, number))
        if now is None:
            timer.cancel()
            return
        progress.refresh(now)
        if now.job is not None and now.job.over:
            timer.cancel()

    progress(view)
    # A long list is heavier to draw, and its reading takes longer anyway.
    timer = ui.timer(SECONDS if view.job.total < 50 else 3 * SECONDS, look, active=not view.job.over)


def _progress(job: JobRow) -> str:
    bar = f"<progress max={max(job.total, 1)} value={job.done if job.total else 0}></progress>" if not job.over else ""
    count = f"　{job.done} / {job.total}" if job.total else ""
    return (
        f"<h2>{escape(job.title)}　{chip(job.state, STATES[job.state])}{count}</h2>{bar}"
        f"<p class=told>{escape(job.message)}</p>"
    )


def _items(view: View) -> str:
    if not view.items:
        return ""
    pairs = [(i, view.rows.get(i.case or "")) for i in view.items]
    # What needs a person comes first.
    body = "".join(_item(i, row) for i, row in sorted(pairs, key=lambda p: not needs_a_look(*p)))
    head = "<tr><th>材料<th>结果<th>认出的案件<th>疑似违法<th>待核实<th>未读出的部分"
    return f"<p>{_summary(pairs)}</p><table class=list>{head}{body}</table>"


def needs_a_look(item: ItemRow, row: CaseRow | None) -> bool:
    """Whether something of an entry could not be read or reviewed."""
    return item.state == "failed" or (row is not None and (row.unread > 0 or row.status != "reviewed"))


def _summary(pairs: list[tuple[ItemRow, CaseRow | None]]) -> str:
    look = sum(needs_a_look(*p) for p in pairs)
    twins = sum(i.state == "duplicate" for i, _ in pairs)
    told = f"　<span class=unread>其中 {look} 项有未读出或者未能审查的部分，列在前面</span>" if look else ""
    return f"已处理 {len(pairs)} 项，重复 {twins} 项{told}"


def _item(item: ItemRow, row: CaseRow | None) -> str:
    state = {"done": "已审查", "duplicate": "重复", "failed": "未能审查"}.get(item.state, item.state)
    if row is not None and row.status != "reviewed":
        state = {"unsupported": "未见终本裁定", "unreadable": "无法读取"}.get(row.status, state)
    kind = "failed" if item.state == "failed" or (row and row.status != "reviewed") else item.state
    name = (
        f'<a href="/cases/{escape(item.case)}">{escape((row and row.case_no) or "打开案件")}</a>' if item.case else ""
    )
    court = f"<br><small>{escape(row.court or '')}</small>" if row else ""
    counts = f"<td>{row.violations}<td>{row.open_points}" if row and row.status == "reviewed" else "<td><td>"
    unread = f"<td class=unread>{row.unread} 处未读出" if row and row.unread else "<td>"
    said = f"<br><small>{escape(item.message)}</small>" if item.message else ""
    return f"<tr><td>{escape(item.name)}{said}<td>{chip(kind, state)}<td>{name}{court}{counts}{unread}"


def _earlier(jobs: tuple[JobRow, ...]) -> str:
    body = "".join(
        f'<tr><td><a href="/intake?job={j.id}">{escape(j.title)}</a><td>{chip(j.state, STATES[j.state])}'
        f"<td>{f'{j.done} / {j.total}' if j.total else ''}<td>{when(j.made_at)}"
        for j in jobs[:15]
    )
    return f"<table class=list><tr><th>内容<th>状态<th>进度<th>时间{body}</table>"
