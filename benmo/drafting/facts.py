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
_MAX_QUOTES = 4
#: Below this share of new pairs of characters a sentence only repeats what was just said.
_REPEATS = 0.3
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_PLURAL_STOP = re.compile(r"[。；\n\r]")
_SPACE = re.compile(r"[ \t\u3000\xa0]{2,}|[\r\n]")
#: A reason with one of these speaks to the office, not to a court.
_INTERNAL = re.compile(
    r"[a-z_]{4,}|待核|核对|核实后|建议|可能|疑似|提示|请(?:查|核|调|补|询|向)|需要?查|要点|未必|系统比对"
)
#: The reviewer's shorthand, and how a paper says it.
_FORMAL = (
    ("裁定书自述", "裁定书载明"),
    ("材料显示", "案卷材料载明"),
    ("终本裁定", "终结本次执行程序裁定"),
    ("即终本", "即裁定终结本次执行程序"),
    ("而终本", "而裁定终结本次执行程序"),
    ("终本", "终结本次执行程序"),
    ("约谈申请执行人", "告知申请执行人并听取意见"),
    ("约谈", "告知并听取意见"),
)


def quotations(evidence: Iterable[Mapping[str, Any]], documents: Mapping[str, Mapping[str, Any]]) -> str:
    """``终结本次执行程序裁定书载明“…”“…”；约谈笔录载明“…”``, or an empty text when nothing can be quoted."""
    by_document: dict[str, list[str]] = {}
    taken = 0
    for item in evidence:
        words = fragment(str(item["quote"]))
        label = document_label(documents.get(str(item["document"])))
        if page := item.get("page"):
            label += f"（第{page}页）"
        if not words or taken >= _MAX_QUOTES or any(words in q or q in words for q in by_document.get(label, ())):
            continue
        by_document.setdefault(label, []).append(words)
        taken += 1
    return "；".join(f"{label}载明{''.join(f'“{q}”' for q in quotes)}" for label, quotes in by_document.items())


def fragment(quote: str) -> str:
    """A short verbatim piece of *quote* for printing in quotation marks; empty when none is fit.

    Pieces end at a full stop, semicolon or line break, or, when still too long, at a comma. A piece with runs of
    spaces, or with quotation marks of its own, is not quoted: printed in marks it would read wrongly.
    """
    pieces = [p.strip(" \t\u3000，、：") for p in _PLURAL_STOP.split(quote)]
    for piece in pieces:
        if len(piece) > _MAX_QUOTE:
            cut = piece.rfind("，", 0, _MAX_QUOTE)
            piece = piece[:cut] if cut > 8 else ""
        if len(piece) >= 4 and not _SPACE.search(piece) and not set('“”"') & set(piece):
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


def violation_facts(
    finding: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]], label: str
) -> list[Sentence]:
    """The fact sentences of a violation from its evidence and reason; *label* is the sentence that goes before."""
    evidence = tuple(finding["evidence"])
    reason = formal_reason(finding["reason"])
    quoted = "" if "“" in reason else quotations(evidence, documents)
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
                f"裁定书引用《{law}》第{numeral_article(citation['article'])}条，"
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
