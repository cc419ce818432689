"""The parts of a case's page as html: pure functions of the review; all text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

from benmo.desk.model import CaseView, DecisionRow, MarkRow
from benmo.render.model import Places, basis_words, deducted, short_quote
from benmo.render.views import SIGNS, sign
from benmo.render.words import checkpoint_name, word
from benmo.review.views import table
from benmo.web.frame import chip, when
from benmo.web.marking import Marks

Review = Mapping[str, Any]


def place(evidence: Mapping[str, Any], kind: str, places: Places, marks: Marks, *, quote: bool = True) -> str:
    """A button that shows a place in the text, with its words."""
    words = f"<q>{escape(short_quote(evidence['quote']))}</q>" if quote else ""
    where = escape(places.of(evidence) or "原文")
    return (
        f'<button type=button class=ev data-to="{marks.number(evidence, kind)}">{words}<small>{where}</small></button>'
    )


def kind_of(conclusion: str) -> str:
    """How places of a conclusion are marked."""
    return conclusion if conclusion in ("violation", "not_shown") else "other"


def finding(f: Mapping[str, Any], review: Review, marks: Marks, made: DecisionRow | None) -> str:
    """A finding: what, why, where, on which law, what next, and what was decided."""
    places, kind = Places(review), kind_of(f["conclusion"])
    evidence = "".join(place(e, kind, places, marks) for e in f["evidence"])
    items = "".join(
        f"<li>{word('conclusions', i['conclusion'])}：{escape(i['reason'])}"
        + "".join(place(e, kind, places, marks, quote=False) for e in (i.get("evidence") or ())[:2])
        for i in f.get("items") or ()
    )
    laws = "；".join(basis_words(f["basis"], review))
    more = f"<p class=soft>依据：{escape(laws)}</p>" if laws else ""
    more += f"<p>下一步：{escape(f['next_step'])}</p>" if f.get("next_step") else ""
    more += "".join(f"<p class=soft>注意：{escape(c)}</p>" for c in f.get("caveats") or ())
    return (
        f"<h3>{chip(f['conclusion'], word('conclusions', f['conclusion']))}{escape(checkpoint_name(f['checkpoint']))}"
        f" <small>{word('weights', f['weight'])}</small></h3><p>{escape(f['reason'])}</p>{evidence}"
        + (f"<details><summary>逐项（{len(f['items'])}）</summary><ul>{items}</ul></details>" if items else "")
        + (f"<details><summary>依据与下一步</summary>{more}</details>" if more else "")
        + decided(made)
    )


def decided(made: DecisionRow | None) -> str:
    """What a person decided, and whether the present review still concludes the same."""
    if made is None:
        return ""
    seen = f"，查阅{'、'.join(made.seen)}" if made.seen else ""
    pages = f"，卷页 {made.pages}" if made.pages else ""
    note = f"（{made.note}）" if made.note else ""
    changed = ""
    if made.changed:
        changed = f"<p class=wrong>作此决定时的结论是“{word('conclusions', made.conclusion)}”，现已不同，请复核。</p>"
    words = f"{made.by}于 {made.on}：{made.effect}{seen}{pages}{note}"
    return f"<p class=decision>{escape(words)}</p>{changed}"


def added(m: MarkRow, marks: Marks, names: Mapping[str, str], told: str) -> str:
    """A finding that a person added; *told* says whether it gets into papers."""
    at = "<p class=soft>所在文书已不在材料中</p>"
    if m.document is not None:
        number = marks.number({"document": m.document, "start": m.start, "end": m.end}, "mark")
        at = f'<button type=button class=ev data-to="{number}"><q>{escape(short_quote(m.quote))}</q></button>'
    about = f" <small>{escape(names.get(m.checkpoint, m.checkpoint))}</small>" if m.checkpoint else ""
    note = f"<p>{escape(m.note)}</p>" if m.note else ""
    head = f"<h3>{chip('mark', '人工添加')}{escape(m.name)}{about}</h3>"
    told = f"<p class=soft>{escape(told)}</p>"
    return f"{head}{note}{at}<p class=soft>{escape(m.by)} {when(m.at, day=True)}</p>{told}"


def mark_words(f: Mapping[str, Any] | None, made: DecisionRow | None) -> str:
    """Whether an added finding gets into papers, by the finding of its checkpoint and what was decided on that."""
    if f is None:
        return "没有归入监督要点，不自动写入文书；需要的，在文稿中增写。"
    name = word("conclusions", f["conclusion"])
    if f["conclusion"] not in ("violation", "not_shown"):
        return f"所归入的监督要点审查结论为{name}，不写入文书；需要的，在文稿中增写。"
    if made is None:
        return f"所归入的监督要点审查结论为{name}，采纳后连同所选文字写入文书。"
    if made.decision == "rejected":
        return "所归入的监督要点已不采纳，不写入文书。"
    return "已采纳，起草时连同所选文字写入文书。"


def warnings(review: Review) -> str:
    """What the reading warns of, and where the case belongs if not here."""
    rows = [*review["views"]["routing"], *review["warnings"]]
    return _list("提示", "notice", rows) if rows else ""


def _list(title: str, classes: str, rows: Iterable[str]) -> str:
    return f"<section class={classes}><h3>{title}</h3><ul>{''.join(f'<li>{escape(r)}' for r in rows)}</ul></section>"


def urgent(review: Review, marks: Marks) -> str:
    """What cannot wait."""
    places = Places(review)
    rows = "".join(
        f"<li>{escape(i['text'])}" + "".join(place(e, "other", places, marks) for e in i["evidence"][:1])
        for i in review["views"]["urgent"]
    )
    return f"<section class=urgent><h3>紧急</h3><ul>{rows}</ul></section>" if rows else ""


def conditions(review: Review, marks: Marks) -> str:
    """The conditions of a 终本 as a card, and the ruling's statements against the file."""
    places, rows = Places(review), ""
    for row in review["views"]["conditions"]:
        why = "；".join(r.rstrip("。") for r in row["reasons"]) + "。" if row["reasons"] else ""
        evidence = "".join(place(e, "other", places, marks) for e in row["evidence"][:3])
        rows += (
            f"<tr class={row['state']}><td>{SIGNS[sign(row)]}<td>{escape(row['name'])}"
            f"<br><small>{escape(why)}</small>"
            f"{evidence}<td>{table()['states'][sign(row)]}"
        )
    if not rows:
        return "<p class=empty>没有读到终本裁定。</p>"
    told = "".join(
        f"<li>{word('conclusions', i['conclusion'])}：{escape(i['reason'])}"
        + "".join(place(e, "other", places, marks, quote=False) for e in (i.get("evidence") or ())[:2])
        for i in review["views"]["statements"]
    )
    said = f"<h3>裁定书的陈述与案卷对照</h3><ul>{told}</ul>" if told else ""
    return f"<h3>终本条件</h3><table class=card>{rows}</table>{said}{_grounds(review)}"


def _grounds(review: Review) -> str:
    rows = ""
    for row in review.get("grounds") or ():
        answers = "".join(
            f"<li>{word('conclusions', a['conclusion'])}：{checkpoint_name(a['checkpoint'])}。{escape(a['reason'])}"
            for a in row["answers"]
        )
        rows += f"<li>{escape(row['ground'])}<ul>{answers or '<li>未能对应到监督要点，请人工核对。'}</ul>"
    return f"<h3>对监督申请理由的逐项对照</h3><ol>{rows}</ol>" if rows else ""


def matrix(review: Review, marks: Marks) -> str:
    """Who has what: asked, found, controlled, disposed of."""
    cells = review.get("matrix") or ()
    if not cells:
        return "<p class=empty>材料中没有读到财产查控的记载。</p>"
    places = Places(review)
    asked, found = {True: "已查", False: "未查", None: "未载明"}, {True: "有", False: "无", None: "—"}
    rows = "".join(
        f"<tr><td>{escape(c['respondent'])}<td>{word('categories', c['category'])}"
        f"<td>{asked[c.get('inquired')]}<br>{escape(c.get('inquired_on') or '')}<td>{found[c.get('found')]}"
        f"<td>{escape(c.get('control') or '')} {escape(c.get('control_until') or '')}"
        f"<td>{escape(c.get('disposal') or '')}<td>{escape(c.get('reason') or '')}"
        f"<td>{_places(c['evidence'], places, marks)}"
        for c in cells
    )
    heads = "<th>被执行人<th>类别<th>查询<th>结果<th>控制<th>处置<th>未处置的理由<th>出处"
    return f'<h3>财产矩阵</h3><table class="card assets"><tr>{heads}{rows}</table>'


def _places(evidence: Iterable[Mapping[str, Any]], places: Places, marks: Marks) -> str:
    """Buttons for at most two places that are told apart by their words."""
    told = {places.of(e): e for e in reversed(list(evidence))}
    return "".join(place(e, "other", places, marks, quote=False) for e in list(told.values())[::-1][:2])


def timeline(review: Review, marks: Marks) -> str:
    """The acts by their days, drawn as a line; a long pause is said."""
    events = review.get("timeline") or ()
    if not events:
        return "<p class=empty>没有读到可排列的日期。</p>"
    places, rows, before = Places(review), "", None
    for e in events:
        day = _day(e["date"])
        if day and before and (day - before).days >= 60:
            rows += f"<li class=pause>相隔 {(day - before).days} 天"
        before = day or before
        whom = f"<small>（{escape('、'.join(e['targets']))}）</small>" if e.get("targets") else ""
        at = _places(e.get("evidence") or (), places, marks)
        rows += f"<li><time>{escape(e['date'])}</time><span>{escape(e['act'])}{whom}{at}</span>"
    return f"<h3>时间线</h3><ol class=line>{rows}</ol>"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def grade(review: Review) -> str:
    """The grade as the sum of its reasons."""
    g = review["grade"]
    if not g["level"]:
        return "<p class=empty>没有评级：没有读到终本裁定。</p>"
    rows = "".join(
        f"<tr><td class=n>-{d['points']:g}<td>{escape(d['reason'])}<td>{escape(d['dimension'] or '')}"
        for d in deducted(g)
    )
    free = [d for d in g["deductions"] if not d["points"]]
    more = "".join(f"<li>{escape(d['reason'])}" for d in free)
    score = "" if g["score"] is None else f"{g['score']:g} 分"
    paper = f"<p>文书本身：{escape(g['paper_level'])}</p>" if g.get("paper_level") else ""
    follow = f"<p>跟进必要：{word('follow_up', g['follow_up'])}</p>" if g.get("follow_up") else ""
    return (
        f'<p><b class="level {escape(g["level"])}">{escape(g["level"])}</b> {score}　'
        f"<small>内部参考，不入卷、不送法院</small></p>{paper}{follow}"
        f"<table class=card><tr><th>扣分<th>事由<th>方面{rows}</table>"
        + (f"<details><summary>不计分的事项（{len(free)}）</summary><ul>{more}</ul></details>" if free else "")
    )


def files(case: CaseView) -> str:
    """The originals, to be saved; which of them lie in other cases too."""
    roles = {"material": "材料", "sent": "已发文书", "reply": "法院回复"}
    rows = ""
    for f in case.files:
        also = "".join(f' <a href="/cases/{escape(k)}">另案</a>' for k in f.also)
        also = f"同一文件还在：{also}" if also else ""
        rows += (
            f'<tr><td><a href="/cases/{escape(case.row.key)}/files/{f.id}">{escape(f.path)}</a>'
            f"<td>{roles.get(f.role, f.role)}<td class=n>{f.size / 1024:,.0f} KB<td>{also}"
        )
    told = "".join(
        f"<li class=unread>{escape(d['path'])}：{escape(str(u.get('reason', '')))}"
        for d in case.review["documents"]
        for u in d.get("unread") or ()
    )
    unread = f"<h3>未读出的部分</h3><ul>{told}</ul>" if told else ""
    return (
        f"{unread}<h3>原件</h3><table class=card><tr><th>文件<th>性质<th>大小<th>{rows}</table>"
        f"<p class=soft>审查所用程序版本 {escape(case.engine)}</p>"
    )
