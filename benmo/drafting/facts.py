"""The fact of a defect in words: what the material says, with its place, and what follows from it.

For a violation the material speaks: short verbatim quotations by document, then the finding's reason where it is a
sentence fit for a court. For a point that a person confirmed, the template's sentence speaks of what the file lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from benmo.drafting.data import read_yaml
from benmo.drafting.form import Sentence
from benmo.drafting.words import cn_date, document_label, numeral_article

_MAX_QUOTE = 60
_MAX_QUOTES = 3
#: What lies in the court's inner file (副卷) is not named to it.
INNER = ("副卷", "内卷")
_LEFT_OUT = "……"
#: Where each thing counts (clues that were given), so many things are quoted.
_MOST_THINGS = 12
#: Below this share of new pairs of characters a sentence only repeats what was just said.
_REPEATS = 0.3
#: A reason that opens with no more news than this only says the label again.
_SAME_LABEL = 0.6
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
#: What announces or numbers a list item; a quotation starts after it.
_LEAD = re.compile(r"^(?:.{0,12}如下：)?(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）])?")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]{1,2}、|[①-⑨])")
#: What is not there cannot be quoted.
_LACKS = re.compile(r"^裁定书(?:缺少|没有|未)")
_HEADING = re.compile(r"^\s*[（(]?[一二三四五六七八九十]{1,3}[、.．)）][^，。；]{0,20}\s*$")
#: The line that names the case proves nothing.
_TITLE = re.compile(r"^(?:本院)?(?:在?执行)?申请执行人.{1,60}与被执行人.{1,120}一案$")
#: 案号：…… names the case, 时间：…… is a line of its own in a record: neither is run together with its neighbours.
_NUMBER_LINE = re.compile(r"^案\s*号[：:]")
_FIELD = re.compile(r"[ \u3000]*[\u4e00-\u9fff]{2,8}[：:][^\n]*")
_HEAD_LINE = re.compile(
    r"^[ \u3000]*(?:[^，。；\n]{2,24}人民法院|执[ \u3000]*行[ \u3000]*裁[ \u3000]*定[ \u3000]*书"
    r"|[（(]\d{4}[）)][^，。；\n]{4,24}号(?:之[一二三四五六七八九十]+)?"
    r"|(?:申请执行人|被执行人)[^，。；\n：:]{0,12}[：:][^\n]{2,80})[ \u3000]*\n",
    re.MULTILINE,
)
_STOPS = ("。", "；", "\n\n")
_STOP = re.compile(r"[。；\n\r]")
#: Findings about several things that somebody named: a paper names each of them.
NAMES_EACH = frozenset({"creditor_clues"})
#: A reason with one of these speaks to the office, not to a court.
_INTERNAL = re.compile(
    r"[a-z_]{4,}|待核|核对|核实后|建议|可能|疑似|提示|请(?:查|核|调|补|询|向)|需要?查|要点|未必|系统比对"
)
#: The reviewer's shorthand, and how a paper says it.
_FORMAL = (
    ("而自述未予", "而未予"),
    ("未载明法定障碍而未处置", "裁定书未载明依法不能处置的情形，亦未予处置"),
    ("裁定书自述", "裁定书载明"),
    ("材料显示", "材料载明"),
    ("终本裁定", "终结本次执行程序裁定"),
    ("即终本", "即裁定终结本次执行程序"),
    ("而终本", "而裁定终结本次执行程序"),
    ("终本", "终结本次执行程序"),
    ("约谈申请执行人", "告知申请执行人并听取意见"),
    ("约谈", "告知并听取意见"),
)


def quotations(
    evidence: Iterable[Mapping[str, Any]],
    documents: Mapping[str, Mapping[str, Any]],
    said: set[str] | None = None,
    hide: frozenset[str] = frozenset(),
    *,
    each: bool = False,
) -> str:
    """``终结本次执行程序裁定书载明“…”“…”；约谈笔录载明“…”``, or an empty text when nothing can be quoted.

    *said* holds what the paper has quoted already; it is not quoted again, and what is quoted here is added. *hide* are
    names (of judges) that must not be printed: a clause with one is not quoted, a row of a table loses the cell.
    With *each*, every sentence of a passage is quoted, not its first alone: a list of clues names several things.
    """
    said = set() if said is None else said
    by_document: dict[str, list[str]] = {}
    taken = 0
    for item in evidence:
        document = documents.get(str(item["document"]))
        label = document_label(document)
        if page := item.get("page"):
            label += f"（第{page}页）"
        whole = sentences_of(str(item["quote"]), hide) if each else []
        for words in whole if len(whole) > 1 else [fragment(item, document, hide)]:
            most = _MOST_THINGS if each else _MAX_QUOTES
            if not words or taken >= most or words in said or _said(words, by_document.get(label, [])):
                continue
            said.add(words)
            by_document.setdefault(label, []).append(words)
            taken += 1
    return "；".join(f"{label}载明{''.join(f'“{q}”' for q in quotes)}" for label, quotes in by_document.items())


def sentences_of(quote: str, hide: frozenset[str] = frozenset()) -> list[str]:
    """The sentences of a passage that may stand in quotation marks, without their numbers; rows of a table are none."""
    if "\t" in quote:
        return []
    pieces = [_LEAD.sub("", "".join(p.split())).strip("，、：；。") for p in _STOP.split(quote)]
    pieces = [_ITEM.sub("", p) for p in pieces]
    fit = [p for p in pieces if 4 <= len(p) <= _MAX_QUOTE * 1.5 and not set('“”"') & set(p)]
    return [p for p in fit if not any(name in p for name in hide) and not _TITLE.match(p)]


def _said(words: str, quotes: list[str]) -> bool:
    """Whether most of *words* stands in one of *quotes* already (evidence marks overlap when widened to clauses)."""
    return any(words in q or q in words or novelty(words, q) < 0.75 for q in quotes)


def fragment(item: Mapping[str, Any], document: Mapping[str, Any] | None, hide: frozenset[str] = frozenset()) -> str:
    """The piece of the source to print in quotation marks for one piece of evidence; empty when none is fit.

    Evidence often marks only the words that decided. Where the document's text is at hand the quotation is the whole
    clause around them, to the letter but for white space, which in rulings is layout. A piece with quotation marks of
    its own is not quoted: printed in marks it would read wrongly.
    """
    if "\t" in item["quote"]:
        return _table_row(str(item["quote"]), hide)
    text = document.get("text") if document else None
    start, end = int(item["start"]), int(item["end"])
    whole = (_field(str(text), start, end) or _around(str(text), start, end)) if text else _first(str(item["quote"]))
    piece = _LEAD.sub("", "".join(whole.split())).strip("，、：；。")
    if _TITLE.match(piece) or _NUMBER_LINE.match(piece) or any(name in piece for name in (*hide, *INNER)):
        return ""
    return piece if 4 <= len(piece) <= _MAX_QUOTE * 1.5 and not set('“”"') & set(piece) else ""


def _table_row(quote: str, hide: frozenset[str]) -> str:
    """The first row of a table, its cells divided by one space; cut at a cell when it is too long.

    A cell that may not be printed leaves a mark: what stands in quotation marks is the row to the letter.
    """
    cells = [c.strip() for c in quote.strip().splitlines()[0].split("\t") if c.strip()]
    cells = [_LEFT_OUT if any(name in c for name in (*hide, *INNER)) else c for c in cells]
    while cells and cells[-1] == _LEFT_OUT:
        cells.pop()
    while cells and len(" ".join(cells)) > _MAX_QUOTE * 1.5:
        cells.pop()
    return " ".join(cells) if not set('“”"') & set("".join(cells)) else ""


def _field(text: str, start: int, end: int) -> str:
    """The line of a form (时间：……) that holds ``text[start:end]``; empty when it is no such line."""
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", max(start, end - 1))
    line = text[left : right if right >= 0 else len(text)]
    return line if end <= left + len(line) and len(line) <= _MAX_QUOTE and _FIELD.fullmatch(line) else ""


def _around(text: str, start: int, end: int) -> str:
    """The sentence that holds ``text[start:end]``, cut at commas when it is long."""
    left = max((text.rfind(stop, 0, start) + len(stop) for stop in _STOPS if stop in text[:start]), default=0)
    left += len(text[left:start]) - len(text[left:start].lstrip())
    rights = [at for stop in _STOPS if (at := text.find(stop, max(start, end - 1))) >= 0]
    right = min(rights, default=len(text))
    if end > right or right - left <= _MAX_QUOTE:
        return _first(text[start:end]) if end > right else text[_past_heading(text, left, start) : right]
    left = _past_heading(text, left, start)
    while right - left > _MAX_QUOTE:
        after = text.rfind("，", end, right)
        before = text.find("，", left, start)
        if after >= 0:
            right = after
        elif before >= 0:
            left = before + 1
        else:
            break
    return text[left:right]


def _past_heading(text: str, left: int, start: int) -> int:
    """Where the clause begins when a heading in a line of its own stands before it."""
    at = text.find("\n", left, start)
    left = at + 1 if at >= 0 and _HEADING.match(text[left:at]) else left
    # The head of a ruling (court, title, number, parties) has no full stops: each of its lines stands alone.
    for line in _HEAD_LINE.finditer(text, left, start):
        left = line.end()
    return left


def _first(quote: str) -> str:
    """The first sentence of *quote* that is long enough, cut at a comma when it is too long."""
    for piece in _STOP.split(quote):
        if len(piece) > _MAX_QUOTE:
            cut = piece.rfind("，", 0, _MAX_QUOTE)
            piece = piece[:cut] if cut > 8 else ""
        if len(piece.strip()) >= 4 and not piece.rstrip().endswith(("：", ":")):  # an address, or 线索如下：
            return piece
    return ""


def formal_reason(reason: str) -> str:
    """The finding's reason as a paper may print it, without the full stop; empty when it is not fit for that."""
    words = _ISO.sub(lambda m: cn_date(m.group(1)), reason.strip()).rstrip("。.；; ")
    if not 6 <= len(words) <= 160 or _INTERNAL.search(words) or "\n" in words:
        return ""
    for short, full in _FORMAL:
        words = words.replace(short, full) if full not in words else words
    return words


def _beside(reason: str, label: str) -> str:
    """The reason as it stands after the label, to the court: what the label said is not said again, 本院 is theirs."""
    head, colon, rest = reason.partition("：")
    if colon and len(rest) >= 6 and novelty(head, label) <= _SAME_LABEL:
        reason = rest
    parts = re.split(r"(“[^”]*”)", reason)
    return "".join(p if p.startswith("“") else p.replace("本院", "你院") for p in parts)


def violation_facts(
    finding: Mapping[str, Any],
    documents: Mapping[str, Mapping[str, Any]],
    label: str,
    said: set[str] | None = None,
    hide: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """The fact sentences of a violation from its evidence and reason; *label* is the sentence that goes before."""
    evidence = tuple(finding["evidence"])
    reason = _beside(formal_reason(finding["reason"]), label)
    each = finding["checkpoint"] in NAMES_EACH
    skip = ("“" in reason and not each) or _LACKS.search(reason)
    quoted = "" if skip else quotations(evidence, documents, said, hide, each=each)
    ids = (str(finding["id"]),)
    told = []
    if quoted:
        told.append(Sentence(f"{quoted}。", "fact", evidence, findings=ids))
    if reason and (not quoted or novelty(reason, label + quoted) > _REPEATS):
        told.append(Sentence(f"{reason}。", "fact", evidence, findings=ids))
    return told


def wrong_citations(case: Mapping[str, Any], findings: tuple[str, ...]) -> list[Sentence]:
    """What is wrong with each article that the ruling cites, from the judged citations of the review."""
    words = read_yaml("words.yaml")["citations"]
    day = cn_date(case["ruling_date"])
    told = []
    for n, citation in enumerate(case["citations"]):
        if citation["status"] not in words or citation["article"] is None:
            continue
        right = citation.get("should_be") or ""
        mended = f"，应为{right}" if right and right.isascii() is False and "_" not in right else ""
        law = str(citation["law"]).strip("《》")
        told.append(
            Sentence(
                f"你院裁定书引用《{law}》第{numeral_article(citation['article'])}条，"
                f"{words[citation['status']].format(d=day)}{mended}。",
                "fact", tuple(citation.get("evidence", ())), (f"citations[{n}]", "ruling_date"), findings=findings,
            )
        )  # fmt: skip
    return told


def novelty(text: str, known: str) -> float:
    """The share of *text*'s pairs of neighbouring characters that *known* does not hold (0 = nothing new)."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    old = {known[i : i + 2] for i in range(len(known) - 1)}
    return len(pairs - old) / len(pairs) if pairs else 0.0
