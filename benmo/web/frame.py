"""The look that every page has: head, menu, who is logged in. The menu holds only what works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape

from nicegui import ui

from benmo.web.visit import Visit

MENU = (("/intake", "收件"), ("/admission", "受理"), ("/cases", "案件"), ("/papers", "督办"), ("/settings", "设置"))


def html(content: str, classes: str = "") -> ui.html:
    """Our own html: whatever came from a document or a person must have been escaped before."""
    return ui.html(content, sanitize=False).classes(classes)


@contextmanager
def frame(visit: Visit, here: str) -> Iterator[None]:
    """Everything around a page's own content; *here* is the menu's entry that it belongs to."""
    ui.colors(primary="#2c4a66", secondary="#5b6675", accent="#2c4a66", positive="#2f6b3a", negative="#a3201d")
    ui.add_head_html('<link rel="stylesheet" href="/static/desk.css"><script src="/static/desk.js" defer></script>')
    links = "".join(f'<a href="{path}"{" aria-current=page" if path == here else ""}>{name}</a>' for path, name in MENU)
    me = f"{escape(visit.who.display)}<small>{visit.who.role.value}　{escape(visit.who.office)}</small>"
    html(
        f'<a class=skip href="#main">跳到正文</a><b>本末</b><nav aria-label="菜单">{links}</nav>'
        f'<form method=get action="/cases" role=search>'
        '<input name=text aria-label="搜索案件" placeholder="搜索案号、当事人、正文"></form>'
        f'<span class=me>{me}</span><a href="/password">改口令</a>'
        f'<form method=post action="/logout"><input type=hidden name=csrf value="{visit.desk.csrf(visit.token)}">'
        "<button>退出</button></form>",
        "desk-head",
    )
    with ui.element("main").classes("desk-main").props("id=main"):
        yield


def when(moment: str, *, day: bool = False) -> str:
    """A stored moment (UTC) by this machine's clock, to the minute or the day."""
    try:
        local = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone()
    except ValueError:
        return escape(moment)
    return local.strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")


def chip(kind: str, words: str) -> str:
    """A small label; *words* are escaped."""
    return f'<span class="chip {kind}">{escape(words)}</span>'
