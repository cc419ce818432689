"""A review as one self-contained page: no script, no request to anywhere, every text escaped.

Where the documents' texts are in the review, they follow the findings with the evidence marked, and each quote links
to its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from benmo.render.casefile import sections
from benmo.render.model import (
    Finding,
    Places,
    Review,
    basis_words,
    by_weight,
    case_told,
    citations_words,
    decision_words,
    deducted,
    names,
    yuan,
)
from benmo.render.opinions import opinion_section
from benmo.render.papers import paper_sections
from benmo.render.views import urgent_section, view_sections
from benmo.render.words import checkpoint_name, word

#: Nothing may be loaded from anywhere, whatever a document's text holds.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(reviews: Sequence[Review]) -> str:
    """One page for *reviews* (usually one)."""
    style = (files("benmo.render") / "page.css").read_text("utf-8")
    title = escape("、".join(r["id"] for r in reviews[:3]))
    body = "\n".join(part for n, review in enumerate(reviews) for part in _review(review, f"r{n}"))
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{title} 审查结果</title>\n'
        f"<style>{style}</style></head><body><main>\n{body}\n</main></body></html>\n"
    )


def _review(review: Review, prefix: str) -> Iterator[str]:
    anchors = Anchors(review, prefix)
    yield f"<h1>{escape(review['id'])}</h1><p class=soft>{word('status', review['status'])}</p>"
    if review["warnings"]:
        yield "<section><h2>提示</h2><ul>" + "".join(f"<li>{escape(w)}" for w in review["warnings"]) + "</ul></section>"
    yield urgent_section(review)
    if review["status"] == "reviewed" and case_told(review["case"]):
        yield _case(review["case"])
    yield view_sections(review)
    if review["findings"]:
        yield _grade(review["grade"])
        yield from _findings(review, anchors)
    yield opinion_section(review)
    yield sections(review)
    yield paper_sections(review)
    yield from _documents(review, anchors)


def _case(case: dict[str, Any]) -> str:
    amounts = case["amounts"]
    rows = {
        "法院": case["court"] or "未读出",
        "案号": case["case_no"] or "未读出",
        "案由": case["cause"] or "未读出",
        "申请执行人": names(case["applicants"]),
        "被执行人": names(case["respondents"]),
        "立案／裁定": f"{case['filing_date'] or '未载明'} ／ {case['ruling_date'] or '未载明'}",
        "标的／到位／未到位": " ／ ".join(yuan(amounts[k]) for k in ("claimed", "recovered", "outstanding")),
        "法条引用": citations_words(case),
        "标签": "、".join(word("tags", t) for t in case["tags"]) or "—",
    }
    return "<section><dl>" + "".join(f"<dt>{k}<dd>{escape(v)}" for k, v in rows.items()) + "</dl></section>"


def _grade(grade: dict[str, Any]) -> str:
    score = "" if grade["score"] is None else f" {grade['score']:g}分"
    rows = "".join(f"<li>-{d['points']:g} {escape(d['reason'])}" for d in deducted(grade))
    return (
        f"<section><span class=level>{grade['level'] or '—'}{score}</span> "
        f"<small>内部参考，不入卷、不送法院</small><ul>{rows}</ul></section>"
    )


def _findings(review: Review, anchors: Anchors) -> Iterator[str]:
    places = Places(review)
    for conclusion in ("violation", "not_shown"):
        chosen = by_weight(review["findings"], conclusion)
        if chosen:
            yield f"<h2>{word('conclusion_titles', conclusion)}（{len(chosen)} 项）</h2>"
        yield from (_finding(f, places, anchors, basis_words(f["basis"], review)) for f in chosen)
    for conclusion in ("ok", "na"):
        chosen = by_weight(review["findings"], conclusion)
        if chosen:
            rows = "".join(f"<li>{checkpoint_name(f['checkpoint'])}：{escape(f['reason'])}" for f in chosen)
            title = f"{word('conclusion_titles', conclusion)}（{len(chosen)} 项）"
            yield f"<section><details><summary>{title}</summary><ul>{rows}</ul></details></section>"
    own = review.get("office_findings") or ()
    if own:
        rows = "".join(
            f"<li>{escape(f['name'])}：{word('conclusions', f['conclusion'])}。{escape(f['reason'])}" for f in own
        )
        yield f"<section><h2>本院自定要点（不是法定要求，不计入评级）</h2><ul>{rows}</ul></section>"


def _finding(finding: Finding, places: Places, anchors: Anchors, laws: list[str]) -> str:
    parts = [
        f"<article class={finding['conclusion']}><h3>{checkpoint_name(finding['checkpoint'])} "
        f"<small>{word('weights', finding['weight'])}</small></h3><p>{escape(finding['reason'])}</p>"
    ]
    for evidence in finding["evidence"]:
        place = escape(places.of(evidence))
        name = anchors.name(evidence)
        link = f'<a href="#{name}">{place or "原文"}</a>' if name else place
        parts.append(f"<blockquote>{escape(evidence['quote'])} <small>{link}</small></blockquote>")
    parts += [
        f"<p>· {word('conclusions', i['conclusion'])}：{escape(i['reason'])}</p>" for i in finding.get("items") or ()
    ]
    if laws:
        parts.append(f"<p class=soft>依据：{escape('；'.join(laws))}</p>")
    if finding.get("next_step"):
        parts.append(f"<p>下一步：{escape(finding['next_step'])}</p>")
    parts += [f"<p class=soft>注意：{escape(c)}</p>" for c in finding.get("caveats") or ()]
    if decision := finding.get("decision"):
        parts.append(f"<p class=decision>决定：{escape(decision_words(decision))}</p>")
    return "".join(parts) + "</article>"


def _documents(review: Review, anchors: Anchors) -> Iterator[str]:
    yield "<h2>材料</h2>"
    for document in review["documents"]:
        kind = word("document_types", document["type"])
        title = f"{escape(document['path'])} <small>{kind}，{document['chars']:,}字</small>"
        unread = "".join(f"<li>未读出：{escape(str(u.get('reason', '')))}" for u in document.get("unread") or ())
        text = anchors.marked(document)
        inner = f"<details open><summary>{title}</summary><div class=source>{text}</div></details>" if text else title
        yield f"<section>{inner}{'<ul>' + unread + '</ul>' if unread else ''}</section>"


class Anchors:
    """The marked places of a review's texts: overlapping evidence shares one mark."""

    def __init__(self, review: Review, prefix: str) -> None:
        self._names: dict[tuple[str, int, int], str] = {}
        self._marks: dict[str, list[tuple[int, int, str, str]]] = {}
        texts = {d["id"] for d in review["documents"] if d.get("text")}
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for finding in review["findings"]:
            if finding["conclusion"] in ("violation", "not_shown"):
                for e in finding["evidence"]:
                    if e["document"] in texts:
                        spans.setdefault(e["document"], []).append((e["start"], e["end"], finding["conclusion"]))
        for number, (document, found) in enumerate(spans.items()):
            self._merge(document, sorted(found), f"{prefix}d{number}")

    def _merge(self, document: str, found: list[tuple[int, int, str]], prefix: str) -> None:
        marks: list[tuple[int, int, str, str]] = []
        for start, end, conclusion in found:
            if marks and start < marks[-1][1]:
                first, last, kind, name = marks[-1]
                kind = "violation" if "violation" in (kind, conclusion) else kind
                marks[-1] = (first, max(last, end), kind, name)
            else:
                marks.append((start, end, conclusion, f"{prefix}m{len(marks)}"))
            self._names[document, start, end] = marks[-1][3]
        self._marks[document] = marks

    def name(self, evidence: dict[str, Any]) -> str | None:
        """The anchor of *evidence*, or None where its text is not in the page."""
        return self._names.get((evidence["document"], evidence["start"], evidence["end"]))

    def marked(self, document: dict[str, Any]) -> str:
        """The escaped text of *document* with its marks, or "" where the review carries no text."""
        text: str = document.get("text") or ""
        parts, at = [], 0
        for start, end, kind, name in self._marks.get(document["id"], ()):
            parts.append(escape(text[at:start]))
            parts.append(f'<mark class={kind} id="{name}">{escape(text[start:end])}</mark>')
            at = end
        return "".join(parts) + escape(text[at:])
