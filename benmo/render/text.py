"""A review for the terminal: what is wrong first, then what to verify, then in short what is in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benmo.render.casefile import ground_lines, matrix_lines, timeline_lines
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
    short_quote,
    yuan,
)
from benmo.render.opinions import opinion_lines
from benmo.render.papers import paper_lines
from benmo.render.views import urgent_lines, view_lines
from benmo.render.width import block, pad, width, wrap
from benmo.render.words import checkpoint_name, word, words

MAX_EVIDENCE = 3
#: How the reason of a checkpoint begins that the office switched off: such a one is told, not only listed.
SWITCHED_OFF = "本院规则已停用"


def render(review: Review, columns: int = 100) -> str:
    """The whole review as text of about *columns* cells a line, ending in a newline."""
    return "\n".join(_lines(review, max(50, min(columns, 120)))) + "\n"


def _lines(review: Review, columns: int) -> Iterator[str]:
    yield "═" * (columns // 2)
    yield f"{review['id']}　{word('status', review['status'])}"
    yield from _documents(review, columns)
    for file in review.get("unread") or ():
        yield from block("未能读取：", f"{file['reason']}。{file['hint']}", columns, 2)
    yield from urgent_lines(review, columns)
    if review["status"] == "reviewed" and case_told(review["case"]):
        yield from _case(review["case"], columns)
    yield from view_lines(review, columns)
    yield from ground_lines(review, columns)
    if review["findings"]:
        yield from _grade(review, columns)
        yield from _findings(review, columns)
        yield from _own(review, columns)
        yield from opinion_lines(review, columns)
    elif review["status"] == "reviewed":
        yield ""
        yield "材料中没有终结本次执行程序裁定书，未作 46 项核对。"
    yield from matrix_lines(review, columns)
    yield from timeline_lines(review, columns)
    yield from paper_lines(review, columns)
    if review["warnings"]:
        yield ""
        yield "提示"
        for warning in review["warnings"]:
            yield from block("· ", warning, columns, 2)


def _documents(review: Review, columns: int) -> Iterator[str]:
    for document in review["documents"]:
        kind = word("document_types", document["type"])
        yield from block("", f"{document['path']}（{kind}，{document['chars']:,}字）", columns, 2)
        for part in document.get("unread") or ():
            where = f"第{part['page']}页" if part.get("page") else part.get("part", "")
            yield from block("未读出：", f"{where} {part.get('reason', '')}", columns, 6)


def _case(case: dict[str, Any], columns: int) -> Iterator[str]:
    amounts = case["amounts"]
    interview = {True: "已告知并听取意见", False: "材料载明未约谈", None: "见“终本约谈”一项"}[case["interview"]["held"]]
    rows = [
        ("法院", case["court"] or "未读出"),
        ("案号", case["case_no"] or "未读出"),
        ("案由", case["cause"] or "未读出"),
        ("申请执行人", names(case["applicants"])),
        ("被执行人", names(case["respondents"])),
        ("立案／裁定", f"{case['filing_date'] or '未载明'} ／ {case['ruling_date'] or '未载明'}"),
        (
            "标的／到位／未到位",
            " ／ ".join(yuan(amounts[k]) for k in ("claimed", "recovered", "outstanding")),
        ),
        ("约谈", interview + (f"（{case['interview']['date']}）" if case["interview"]["date"] else "")),
    ]
    rows.append(("法条引用", citations_words(case)))
    if case["tags"]:
        rows.append(("标签", "、".join(word("tags", t) for t in case["tags"])))
    yield ""
    label_width = max(width(label) for label, _ in rows)
    for label, value in rows:
        yield from block(pad(label, label_width) + "  ", value, columns, 2)


def _grade(review: Review, columns: int) -> Iterator[str]:
    grade = review["grade"]
    yield ""
    score = "" if grade["score"] is None else f"，{grade['score']:g}分"
    yield f"评级：{grade['level'] or '—'}{score}（内部参考，不入卷、不送法院）"
    for deduction in deducted(grade):
        yield from block(f"-{deduction['points']:g}  ", deduction["reason"], columns, 2)
    if grade.get("follow_up"):
        yield f"  后续工作量：{word('follow_up', grade['follow_up'])}"
    counts = {c: sum(f["conclusion"] == c for f in review["findings"]) for c in words("conclusions")}
    yield "  " + "　".join(f"{word('conclusions', c)} {n} 项" for c, n in counts.items())


def _findings(review: Review, columns: int) -> Iterator[str]:
    places = Places(review)
    for conclusion in ("violation", "not_shown"):
        chosen = by_weight(review["findings"], conclusion)
        if chosen:
            yield ""
            yield f"【{word('conclusion_titles', conclusion)}】"
        for number, finding in enumerate(chosen, 1):
            laws = basis_words(finding["basis"], review)
            yield from _finding(number, finding, places, laws, columns)
    for conclusion in ("ok", "na"):
        chosen = by_weight(review["findings"], conclusion)
        if chosen:
            listed = "、".join(checkpoint_name(f["checkpoint"]) for f in chosen)
            yield ""
            yield from wrap(f"【{word('conclusion_titles', conclusion)}】{listed}", columns)
        for finding in chosen:
            if finding["reason"].startswith(SWITCHED_OFF):
                yield from block("· ", f"{checkpoint_name(finding['checkpoint'])}：{finding['reason']}", columns, 2)
            elif conclusion == "ok":  # what is in order may still hold a slip (六十日): it is not left to the json
                for caveat in finding.get("caveats") or ():
                    yield from block("· ", f"{checkpoint_name(finding['checkpoint'])}（注意）：{caveat}", columns, 2)


def _finding(number: int, finding: Finding, places: Places, laws: list[str], columns: int) -> Iterator[str]:
    title = f"{number}. {checkpoint_name(finding['checkpoint'])}（{word('weights', finding['weight'])}）"
    yield f"{title}  [{finding['checkpoint']}]"
    yield from block("", finding["reason"], columns)
    for evidence in finding["evidence"][:MAX_EVIDENCE]:
        yield from block("证据：", f"{places.of(evidence)}“{short_quote(evidence['quote'])}”", columns)
    if len(finding["evidence"]) > MAX_EVIDENCE:
        yield f"    （另有 {len(finding['evidence']) - MAX_EVIDENCE} 处，见 json 或 html）"
    for item in finding.get("items") or ():
        yield from block("· ", f"{word('conclusions', item['conclusion'])}：{item['reason']}", columns, 6)
    if laws:
        yield from block("依据：", "；".join(laws), columns)
    if finding.get("next_step"):
        yield from block("下一步：", finding["next_step"], columns)
    for caveat in finding.get("caveats") or ():
        yield from block("注意：", caveat, columns)
    if decision := finding.get("decision"):
        yield from block("决定：", decision_words(decision), columns)


def _own(review: Review, columns: int) -> Iterator[str]:
    """The office's own checks (本院自定要点)."""
    rows = review.get("office_findings") or ()
    if rows:
        yield ""
        yield "【本院自定要点（不是法定要求，不计入评级）】"
    for row in rows:
        yield from block("· ", f"{row['name']}：{word('conclusions', row['conclusion'])}。{row['reason']}", columns, 2)
