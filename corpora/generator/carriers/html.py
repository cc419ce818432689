"""Web pages as crawlers of court sites bring them home."""

from __future__ import annotations

import re
from html import escape
from random import Random

from corpora.generator.model import Line, Paper

_ALIGN = {"court": "center", "title": "center", "number": "right", "sign": "right", "date": "right"}


def _page(body: str, title: str = "") -> bytes:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(title)}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _rows(paper: Paper) -> str:
    if not paper.rows:
        return ""
    cells = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in paper.rows)
    return f"<table border=1>{cells}</table>"


def paragraphs(paper: Paper, rng: Random) -> bytes:
    """One <p> a line, aligned as printed."""
    body = "".join(
        f'<p style="text-align:{_ALIGN.get(line.role, "left")}">{escape(line.text)}</p>\n' for line in paper.lines
    )
    return _page(body + _rows(paper), paper.name)


def entities(paper: Paper, rng: Random) -> bytes:
    """&nbsp; for indentation, &#12295; for 〇, &times; for ×, &lt;…&gt; for 〈…〉, lines ended by <br>."""
    lines = []
    for line in paper.lines:
        text = escape(line.text).replace("〇", "&#12295;").replace("×", "&times;")
        text = text.replace("〈", "&lt;").replace("〉", "&gt;").replace("　", "&nbsp;&nbsp;")
        lines.append("&nbsp;&nbsp;&nbsp;&nbsp;" + text + "<br>")
    return _page('<div id="DivContent">' + "\n".join(lines) + _rows(paper) + "</div>", paper.name)


def spans(paper: Paper, rng: Random) -> bytes:
    """Nested FONT and SPAN that tear numbers from their units."""

    def torn(line: Line) -> str:
        parts = re.split(r"(\d+|[（）])", line.text)
        inner = "".join(
            f'<span lang="EN-US"><font face="Times">{p}</font></span>' if p.isdigit() else escape(p) for p in parts
        )
        return f'<p class="MsoNormal"><span style="font-family:仿宋">{inner}<o:p></o:p></span></p>'

    return _page(
        '<div class="WordSection1">\n' + "\n".join(torn(line) for line in paper.lines) + _rows(paper) + "</div>"
    )


def sections(paper: Paper, rng: Random) -> bytes:
    """Anchors of a judgment site between the parts, one <div> a line."""
    anchors = {"court": "WBSB", "party": "DSRXX", "body": "SSJL", "operative": "PJJG", "sign": "WBWB"}
    seen, parts = set(), []
    for line in paper.lines:
        name = anchors.get(line.role)
        if name and name not in seen:
            seen.add(name)
            parts.append(f"<a type='dir' name='{name}'></a>")
        align = _ALIGN.get(line.role)
        style = f"TEXT-ALIGN: {align};" if align else "TEXT-INDENT: 30pt;"
        parts.append(
            f"<div style='LINE-HEIGHT: 25pt;{style}FONT-SIZE: 15pt; FONT-FAMILY: 仿宋;'>{escape(line.text)}</div>"
        )
    return _page("".join(parts) + _rows(paper), paper.name)


def one_line(paper: Paper, rng: Random) -> bytes:
    """The whole ruling in one node, all line ends lost."""
    return _page("<div>" + escape("".join(line.text for line in paper.lines)) + _rows(paper) + "</div>")


def eaten(paper: Paper, rng: Random) -> bytes:
    """〈…〉 was taken for a tag: 关于适用的解释."""
    lines = (escape(re.sub(r"〈[^〈〉]{1,40}〉", "", line.text)) for line in paper.lines)
    return _page("".join(f"<p>{line}</p>" for line in lines) + _rows(paper), paper.name)
