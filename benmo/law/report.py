"""The citations of whole documents: place, verdict, what it should be, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from benmo.law.checking import Checked, check
from nlp.entities import read_reply_head, read_suggestion_head
from nlp.pipeline import Reading
from nlp.statutes.numerals import article_text, write_number

STATUS = {
    "valid": "有效", "outdated": "旧条号", "not_yet": "尚未施行", "nonexistent": "不存在", "mismatched": "内容不对应",
    "unknown": "未能核对",
}  # fmt: skip
UNREAD = "未能读准"


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document's citations; ``dated`` says whether *on* is the document's own day."""

    path: str
    type: str
    on: date
    dated: bool
    rows: tuple[dict[str, Any], ...]

    @property
    def counts(self) -> dict[str, int]:
        """Citations by verdict, unread ones apart, besides ``total`` and ``unread``."""
        by = Counter(UNREAD if r["unread"] else STATUS[r["status"]] for r in self.rows)
        return {"total": len(self.rows), "unread": by.pop(UNREAD, 0), **by}


def report(reading: Reading, on: date | None, today: date) -> DocumentReport:
    """The citations of one document, judged on *on*, else on its own day, else *today*."""
    own = own_day(reading)
    day = on or own or today
    rows = tuple(_row(reading, c) for c in check(reading.clean.text, day))
    return DocumentReport(reading.document.path, reading.type.type, day, on is not None or own is not None, rows)


def own_day(reading: Reading) -> date | None:
    """The day that a document bears: a ruling's or notice's date, a paper's date."""
    value = reading.head.ruling_date
    if reading.type.type == "procuratorial_suggestion":
        value = read_suggestion_head(reading.text, reading.sections).date or value
    elif reading.type.type == "court_reply":
        value = read_reply_head(reading.text, reading.sections).date or value
    return value.value if value is not None else None


def _row(reading: Reading, checked: Checked) -> dict[str, Any]:
    mention, verdict = checked.mention, checked.verdict
    place = reading.clean.raw(mention.span)
    return {
        "law": verdict.law or mention.law or (mention.title.strip("《》") or None),
        "article": mention.article,
        "suffix": mention.suffix,
        "paragraph": mention.paragraph,
        "item": mention.item,
        "status": verdict.status,
        "should_be": verdict.should_be,
        "reason": "；".join(dict.fromkeys(filter(None, (verdict.reason, mention.reason)))),
        "verified": verdict.verified,
        "unread": mention.unread,
        "speaker": "当事人" if mention.by_party else "附录" if mention.in_appendix else "本文书",
        "page": reading.document.page_of(place.start),
        "line": reading.document.text.count("\n", 0, place.start) + 1,
        "start": place.start,
        "end": place.end,
        "quote": reading.document.text[place.start : place.end],
    }


def lines(done: DocumentReport) -> Iterable[str]:
    """The report in Chinese, one line for a citation."""
    day = f"{done.on.year}年{done.on.month}月{done.on.day}日"
    yield f"{done.path}（按{day}核对{'' if done.dated else '：文书日期未读出，按今天'}）"
    for row in done.rows:
        words = UNREAD if row["unread"] else STATUS[row["status"]]
        place = f"第{row['page']}页" if row["page"] else f"第{row['line']}行"
        said = "" if row["speaker"] == "本文书" else f"（{row['speaker']}所引）"
        should = f"应为{row['should_be']}" if row["should_be"] else ""
        doubt = "条号待核" if row["status"] not in ("unknown",) and not row["verified"] else ""
        quote = " ".join(row["quote"].split())
        more = "；".join(filter(None, (row["reason"], should, doubt)))
        yield f"  {words}  {place}  {quote}{said}  {_named(row, quote)}{more}"
    counts = done.counts
    kinds = "、".join(f"{k}{n}处" for k, n in counts.items() if k not in ("total", "unread") and n)
    if not done.rows:
        yield "  没有读到法条引用"
    else:
        unread = f"；未能读准 {counts['unread']} 处，须人工核对" if counts["unread"] else "；没有未能读准的"
        yield f"  共 {counts['total']} 处{'：' + kinds if kinds else ''}{unread}"


def _named(row: dict[str, Any], quote: str) -> str:
    """The law and number where the quote itself does not hold the title (第五条, 该解释第五条)."""
    if row["law"] is None or "《" in quote or row["article"] is None or row["unread"]:
        return ""
    text = f"《{row['law']}》{article_text(row['article'], row['suffix'])}"
    if row["paragraph"]:
        text += f"第{write_number(row['paragraph'])}款"
    return text + (f"第{write_number(row['item'])}项" if row["item"] else "") + "；"
