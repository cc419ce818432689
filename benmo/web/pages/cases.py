"""案件清单: filters in the address, so that a list can be kept as a bookmark; search over texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from benmo.desk.model import CaseFilter, CaseRow, Page, SearchHit
from benmo.errors import UsageError
from benmo.web.frame import chip, html
from benmo.web.visit import Visit

STATES = {"new": "新收", "decided": "审查中", "drafted": "已起草", "sent": "已发出", "answered": "已回复"}
ORDERS = {
    "-updated": "最近变动", "-violations": "疑似违法多者在前", "score": "评分低者在前", "-ruling": "裁定日期近者在前"
}  # fmt: skip
STATUS = {"unsupported": "未见终本裁定", "unreadable": "无法读取"}
LIMIT = 25


@dataclass(frozen=True, slots=True)
class View:
    """One page of the list, what was asked for, and passages where words were searched."""

    page: Page[CaseRow]
    given: dict[str, str]
    checkpoints: dict[str, str]
    hits: dict[str, SearchHit]


def load(visit: Visit, given: Mapping[str, str]) -> View:
    """The view. Raises UsageError for a day that is none."""
    from benmo.review.catalog import catalogue

    wanted = CaseFilter(
        text=given.get("text", ""),
        level=tuple(given["level"]) if given.get("level") else (),
        state=(given["state"],) if given.get("state") in STATES else (),
        status=given.get("status", ""),
        checkpoint=given.get("checkpoint", ""),
        conclusion=given.get("conclusion", ""),
        court=given.get("court", ""),
        since=given.get("since", ""),
        until=given.get("until", ""),
        mine=given.get("mine") == "1",
        order=given.get("order") if given.get("order") in ORDERS else "-updated",  # type: ignore[arg-type]
    )
    offset = given.get("offset", "0")
    if not offset.isdecimal():
        raise UsageError("没有这一页。")
    page = visit.desk.cases(visit.who, wanted, int(offset), LIMIT)
    hits: dict[str, SearchHit] = {}
    if wanted.text.strip() and page.rows:
        for hit in visit.desk.search(visit.who, wanted.text, 200, within=[r.key for r in page.rows]):
            hits.setdefault(hit.case, hit)
    kept = {k: v for k, v in given.items() if v and k != "offset"}
    return View(page, kept, {c.id: c.name for c in catalogue()}, hits)


def show(visit: Visit, view: View) -> None:
    """Draw the page."""
    html(f"<h1>案件　<small>{view.page.counted}</small></h1>" + _filters(view))
    if not view.page.rows:
        words = "没有符合条件的案件。" if view.given else '还没有案件，请先<a href="/intake">收件</a>。'
        html(f"<p class=empty>{words}</p>")
        return
    html(_table(view) + _pages(view))


def _filters(view: View) -> str:
    g = view.given

    def one(name: str, label: str, choices: Mapping[str, str], none: str = "<option value=''>不限") -> str:
        rows = "".join(
            f'<option value="{escape(k)}"{" selected" if g.get(name) == k else ""}>{escape(v)}'
            for k, v in choices.items()
        )
        return f'<label>{label}<select name="{name}">{none}{rows}</select></label>'

    def word(name: str, label: str, kind: str = "text") -> str:
        return f'<label>{label}<input type={kind} name="{name}" value="{escape(g.get(name, ""))}"></label>'

    mine = " checked" if g.get("mine") == "1" else ""
    return (
        "<form class=filters method=get action=/cases>"
        + word("text", "搜索")
        + word("court", "法院")
        + one("level", "评级", {k: k for k in "ABCD"})
        + one("state", "进度", STATES)
        + one("status", "审查", {"reviewed": "已审查", **STATUS})
        + one("checkpoint", "监督要点", view.checkpoints)
        + one("conclusion", "结论", {"violation": "疑似违法", "not_shown": "待核实"})
        + word("since", "裁定日期从", "date")
        + word("until", "到", "date")
        + one("order", "排序", ORDERS, "")
        + f"<label class=check><input type=checkbox name=mine value=1{mine}>只看分给我的</label>"
        + "<button>查找</button><a href=/cases>清除</a></form>"
    )


def _table(view: View) -> str:
    head = "<tr><th>案号<th>法院<th>当事人<th>裁定日期<th>评级<th>疑似违法<th>待核实<th>已决定<th>进度<th>承办人"
    return f'<table class="list cases">{head}{"".join(_row(r, view.hits.get(r.key)) for r in view.page.rows)}</table>'


def _row(r: CaseRow, hit: SearchHit | None) -> str:
    name = escape(r.case_no or r.name)
    notes = ""
    if r.status != "reviewed":
        notes += chip("failed", STATUS.get(r.status, r.status))
    if r.unread:
        notes += chip("unread", f"{r.unread} 处未读出")
    if hit:
        notes += f"<br><small>…{_passage(hit)}…</small>"
    level = f'<b class="level {escape(r.level)}">{escape(r.level)}</b>' if r.level else "—"
    return (
        f'<tr><td><a href="/cases/{escape(r.key)}">{name}</a> {notes}<td>{escape(r.court or "")}'
        f"<td class=parties>{escape(r.parties)}<td>{escape(r.ruling_date or '')}<td>{level}"
        f"<td class=n>{r.violations or ''}<td class=n>{r.open_points or ''}<td class=n>{r.decided or ''}"
        f"<td>{STATES.get(r.state, r.state)}<td>{escape(r.assignee or '未分配')}"
    )


def _passage(hit: SearchHit) -> str:
    parts, at = [], 0
    for start, end in hit.spans:
        if start >= at:
            parts.append(f"{escape(hit.passage[at:start])}<mark>{escape(hit.passage[start:end])}</mark>")
            at = end
    return "".join(parts) + escape(hit.passage[at:])


def _pages(view: View) -> str:
    page, parts = view.page, []
    if page.offset:
        parts.append(_link(view, max(0, page.offset - LIMIT), "上一页"))
    parts.append(f"第 {page.offset + 1}—{page.offset + len(page.rows)} 件，{'' if page.above else '共 '}{page.counted}")
    if page.more:
        parts.append(_link(view, page.offset + LIMIT, "下一页"))
    return f"<p class=pages>{'　'.join(parts)}</p>"


def _link(view: View, offset: int, words: str) -> str:
    return f'<a href="/cases?{escape(urlencode({**view.given, "offset": offset}))}">{words}</a>'
