"""One file, several documents: a crawl of many rulings, a scan or a typed copy of a whole case file.

A cut is made only in front of a heading of its own (court, title, case number, each at the start of a line), and only
where the document before it is closed by a signature or a date, and the one behind it too. A ruling quoted in another,
or copied into an appendix, stays where it is. A record of a case file (谈话笔录, 送达回证 …) begins with its title
alone on a line and labelled lines (时间：) or a table below it; on top of a page the title alone is enough. Records
of a crawler (marks of kind ``record``) are cut where the reader says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.document import Document, Hidden, Mark, Unread

_B = "[ \u3000\u00a0\u2002-\u200a\t\x0c]"
_TITLE_END = re.compile(rf"[书令函录证表单告果执志览笔]{_B}*(?:[（(][^（）()\n]{{1,12}}[)）]{_B}*)?(?=\n|$)")
_TITLE = re.compile(
    r"(?:(?P<court>[\u4e00-\u9fff]{2,30}?(?:人民)?(?:法院|检察院)))?"
    r"(?P<title>[\u4e00-\u9fff]{0,10}(?:裁定书|判决书|调解书|决定书|通知书|报告财产令|限制消费令|搜查令|支付令|建议书|回执书|复函"
    r"|谈话笔录|询问笔录|评议笔录|约谈笔录))"
    r"(?:[（(](?:副本|正本|存根)[)）])?$"
)
_COURT = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:人民法院|海事法院|铁路运输法院|知识产权法院|金融法院|互联网法院|人民检察院)(?:（执行局）)?$"
)
_NUMBER = re.compile(
    r"[（(〔\[【]\d{4}[)）〕\]】][^，。；、]{2,24}号(?:之[一二三四五六七八九十]{1,3}|-\d+)?(?:$|[一-鿿])"
)
_FUSED = re.compile(
    rf"(?:^|\n){_B}*(?P<start>[\u4e00-\u9fff]{{4,30}}法院{_B}*(?:[\u4e00-\u9fff]{_B}*){{2,6}}(?:裁{_B}*定|判{_B}*决|决{_B}*定|通{_B}*知)"
    rf"{_B}*书{_B}*[（(〔\[]\d{{4}}[)）〕\]][^\n，。；、]{{2,24}}号)"
)
#: Where the title and the number of a fused heading meet: no heading without it, and far faster to look for.
_FUSED_SEAM = re.compile(rf"书{_B}*[（(〔\[]\d{{4}}[)）〕\]]")
_CLOSED = re.compile(
    r"[二12][〇零○OＯ0-9][〇零一二三四五六七八九○OＯ\d ]{2,4}年"
    r"[一二三四五六七八九十\d ]{1,4}月[一二三四五六七八九十\d ]{1,4}日"
    rf"|书{_B}*记{_B}*员|审{_B}*判{_B}*[员长]|执{_B}*行{_B}*员|（{_B}*院{_B}*印{_B}*）"
)
_FURNITURE = re.compile(
    rf"{_B}*(?:(?:发布日期|发布时间|标题|案号|来源|浏览|文书ID|URL)[：:].*|[-=*_#~]{{3,}}|第{_B}*\d+{_B}*[篇份件])?{_B}*"
)
_APPENDIX = re.compile(rf"{_B}*附(?:件|录)?{_B}*\d*{_B}*[：:]")
#: The papers of a case file that bear no case number in their heading.
_RECORD = re.compile(
    r"(?P<court>[\u4e00-\u9fff]{2,30}法院)?[\u4e00-\u9fff“”]{0,14}(?:"
    r"(?:谈话|询问|约谈|调查|评议|合议|勘验|搜查|查封|扣押|过付|听证|执行|工作)笔录|电话记录"
    r"|送达回证|送达证明|送达地址确认书|(?:查控|查询|反馈)[\u4e00-\u9fff]{0,8}(?:表|单|结果|回执)"
    r"|执行日志|节点(?:信息)?(?:表|一览表?)|财产(?:情况)?(?:申报|报告|调查)表|案款[\u4e00-\u9fff]{0,8}(?:表|单)"
    r"|领款单|成交确认书|拍卖公告|询价报告|评估报告|结案审批表|立案(?:审批|登记)表"
    r"|(?:执行|恢复执行|续行查封|参与分配|财产线索|监督)[\u4e00-\u9fff]{0,4}(?:申请书|提供书|清单)"
    r")(?:[（(][^（）()]{1,12}[)）])?"
)
_LABELLED = re.compile(r"[\u4e00-\u9fff（）]{2,10}[：:]|[^\t\n]+\t")
_SHORTEST_RECORD = 20
_SHORTEST = 100
_TAIL = 600
#: A note on one record of several, as the reader of records writes it.
_RECORD_NOTE = re.compile(r"第(\d+)条记录")


def starts(text: str, pages: Sequence[int] = ()) -> list[int]:
    """The offsets at which a document with a heading of its own begins; fewer than two mean a single document.

    *pages* are the offsets at which pages begin, where the source has pages.
    """
    ends = [match.end() for match in _TITLE_END.finditer(text)]
    fused = len(text) > _TAIL and "\n" in text and _FUSED_SEAM.search(text) is not None
    found = {match.start("start") for match in _FUSED.finditer(text)} if fused else set()
    if len(ends) + len(found) < 2:
        return sorted(found)
    found |= _headings(text, ends)
    records = set(_records(text, ends, pages))
    return _closed(text, sorted({_behind_furniture(text, start) for start in found} | records), records)


def _records(text: str, ends: Sequence[int], pages: Sequence[int]) -> Iterator[int]:
    """Where the records of a case file begin; they bear no number in their heading."""
    tops = {_line_after(text, page - 1)[1] for page in pages}
    for end in ends:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        title = None if len(line) > 60 or "\t" in line else _RECORD.fullmatch(_compact(line))
        if title is None:
            continue
        start = begin
        above, above_at = _line_before(text, start)
        if not title["court"] and _COURT.fullmatch(above):
            start = above_at
            above, _ = _line_before(text, start)
        labels = _labels_below(text, end)
        on_top = end in tops or (start != begin and text.find("\n", start) in tops)
        if labels >= 2 or on_top or (labels and (not above or _CLOSED.search(above))):
            yield _behind_furniture(text, start)


def _labels_below(text: str, at: int) -> int:
    """How many of the four written lines below offset *at* are labelled or rows of a table."""
    count = 0
    for _ in range(4):
        line, at = _line_after(text, at)
        raw = text[text.rfind("\n", 0, at) + 1 : at]
        count += bool(line) and _LABELLED.match(raw.strip(" \u3000")) is not None
    return count


def _headings(text: str, ends: Sequence[int]) -> set[int]:
    """Where a heading of court, title and number begins, each on a line of its own."""
    return {start for end in ends if (start := _heading(text, end)) is not None}


def _heading(text: str, end: int) -> int | None:
    """Where the heading begins whose title line ends at *end*, if the lines around it make it a heading."""
    begin = text.rfind("\n", 0, end) + 1
    title = _TITLE.fullmatch(_compact(text[begin:end]))
    if title is None or len(text[begin:end]) > 60:
        return None
    above, above_at = _line_before(text, begin)
    highest, highest_at = _line_before(text, above_at)
    below, below_at = _line_after(text, end)
    if title["court"]:
        return begin if _NUMBER.match(below) else None
    number_below = _NUMBER.match(below) or _NUMBER.match(_line_after(text, below_at)[0])
    if _COURT.fullmatch(above):
        return above_at if number_below else None
    if _NUMBER.match(above) and _COURT.fullmatch(highest):
        return highest_at
    return None


def _compact(line: str) -> str:
    return re.sub(_B, "", line)


def _line_before(text: str, at: int) -> tuple[str, int]:
    """The nearest written line before offset *at* (a line start), without blanks, and where it begins."""
    while at > 0:
        begin = text.rfind("\n", 0, at - 1) + 1
        line = _compact(text[begin : at - 1]) if at - begin <= 80 else text[begin : at - 1]
        if line:
            return line, begin
        at = begin
    return "", 0


def _line_after(text: str, at: int) -> tuple[str, int]:
    """The nearest written line behind offset *at* (a line end), without blanks, and where it ends."""
    while at < len(text):
        end = text.find("\n", at + 1)
        end = len(text) if end < 0 else end
        line = _compact(text[at + 1 : min(end, at + 81)])
        if line:
            return line, end
        at = end
    return "", len(text)


def _behind_furniture(text: str, start: int) -> int:
    """Move *start* up over a publisher's lines, so that they stay with the document that they announce."""
    while start > 0:
        begin = text.rfind("\n", 0, start - 1) + 1
        if start - begin > 200 or not _FURNITURE.fullmatch(text, begin, start - 1):
            break
        start = begin
    return start


def _closed(text: str, found: list[int], records: set[int]) -> list[int]:
    """Those of *found* between documents that are both closed; the first document begins at the first heading.

    Where a record of a case file begins, and what follows one, needs no such proof: records end in many ways.
    """
    kept: list[int] = []
    for index, start in enumerate(found):
        end = found[index + 1] if index + 1 < len(found) else len(text)
        if start in records:
            if end - start >= _SHORTEST_RECORD and (not kept or start - kept[-1] >= _SHORTEST_RECORD):
                kept.append(start)
            continue
        if end - start < _SHORTEST or not _CLOSED.search(text, max(start + 40, end - _TAIL), end):
            continue
        before = text[max(0, start - 120) : start].rstrip().rpartition("\n")[2]
        open_before = kept and kept[-1] not in records and not _closes(text, kept[-1], start)
        if kept and (_APPENDIX.match(before) or open_before):
            continue
        kept.append(start)
    return kept


def _closes(text: str, first: int, end: int) -> bool:
    return _CLOSED.search(text, max(first + 40, end - _TAIL), end) is not None


def split(document: Document) -> tuple[Document, ...]:
    """The documents that *document* holds, in order; a single one comes back unchanged.

    Parts are named ``<id>#0001`` and so on. What stands before the first heading stays with the first part; nothing is
    left out: the parts' texts, one after the other, are the whole text.
    """
    records = [mark.start for mark in document.marks if mark.kind == "record"]
    pages = [mark.start for mark in document.marks if mark.kind == "page"]
    cuts = records or starts(document.text, pages)
    if len(cuts) < 2:
        return (document,)
    bounds = [0, *cuts[1:], len(document.text)]
    parts = range(len(bounds) - 1)
    unread = _unread_by_part(document, bounds)
    return tuple(_part(document, index, bounds[index], bounds[index + 1], unread[index]) for index in parts)


def _part(document: Document, index: int, start: int, end: int, unread: tuple[Unread, ...]) -> Document:
    inside = [mark for mark in document.marks if mark.start < end and start < max(mark.end, mark.start + 1)]
    hidden = [h for h in document.hidden if h.start < end and start < h.end]
    return replace(
        document,
        id=f"{document.id}#{index + 1:04d}",
        text=document.text[start:end],
        marks=tuple(
            Mark(m.kind, max(m.start, start) - start, min(m.end, end) - start, m.label)
            for m in inside
            if m.kind != "record"
        ),
        hidden=tuple(Hidden(max(h.start, start) - start, min(h.end, end) - start, h.reason) for h in hidden),
        unread=unread,
        notes=tuple(note for note in document.notes if _concerns(note, inside)),
    )


def _concerns(note: str, inside: list[Mark]) -> bool:
    """Whether *note* is about the file as a whole or about a record that the part holds."""
    record = _RECORD_NOTE.match(note)
    return record is None or any(mark.kind == "record" and mark.label == record[1] for mark in inside)


def _unread_by_part(document: Document, bounds: list[int]) -> list[tuple[Unread, ...]]:
    """What was not read, each with the part on whose pages it stood; the rest with the first part."""
    found: list[list[Unread]] = [[] for _ in bounds[1:]]
    pages = {int(mark.label): mark.start for mark in document.marks if mark.kind == "page" and mark.label.isdigit()}
    for unread in document.unread:
        at = pages.get(unread.page, 0) if unread.page is not None else 0
        index = sum(at >= bound for bound in bounds[1:-1])
        found[index].append(unread)
    return [tuple(part) for part in found]
