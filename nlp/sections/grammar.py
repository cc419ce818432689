"""The ordered grammar of a ruling.

Anchors are searched in the order in which they stand on paper, from the firmest outwards: first the words that open the
operative part (裁定如下), then what follows it, then what precedes it. Nothing depends on line breaks alone, because
web copies put a whole ruling on one line.
"""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.sections.model import Section, Sections
from nlp.sections.parties import party_zone
from nlp.sections.tail import appendix_start, closing_span, rights_sections, signature_span
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.sections", "headings.yaml")
_OPERATIVE = re.compile(f"(?:{alternation(_WORDS['operative'])})[：:，,。 ]?")
# No 裁定如下: the line itself, e.g. where a clipped copy shows only the operative part.
_BARE_OPERATIVE = re.compile(
    r"(?:^|[\n。])[ \u3000]*((?:本案)?终结[^。，\n]{0,60}本次执行(?:程序)?[。\n]|本次执行程序终结[。\n])"
)
_BASIS = re.compile(alternation(_WORDS["basis"]))
_STRONG = re.compile(f"[ \\u3000\\s]*((?:{alternation(_WORDS['reasons']['strong'])})[，,：:]?)")
_WEAK = re.compile(f"(?:^|[\\n。；])[ \\u3000]*((?:{alternation(_WORDS['reasons']['weak'])})[，,：:]?)")
_ITEM = re.compile(
    r"(?m)^[ \u3000]*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|"
    r"第[一二三四五六七八九十]部分)[ \u3000]*([^，。；：\n]{2,20})$"
)
_STOP = "。\n"
_PAPER_END = 200  # how far from its end a paper without an operative part may list its enclosures (附)


def find_sections(clean: str) -> Sections:
    """Cut *clean* into its parts. Pure and linear in its length; a missing part is simply not in the result."""
    parts: list[Section] = []
    length = len(clean)
    opening = _opening(clean)
    title = Span(opening.start(), opening.end()) if opening else None
    if opening is None and (bare := _BARE_OPERATIVE.search(clean)):
        start = end = bare.start(1)
    else:
        start, end = (opening.start(), opening.end()) if opening else (length, length)
    decided = end < length
    signature = signature_span(clean, end) if decided else closing_span(clean)
    behind = signature.end if signature else end if decided else max(0, length - _PAPER_END)
    tail = appendix_start(clean, behind, signed=decided and signature is not None)
    close = signature.start if signature else tail

    zone = party_zone(clean, min(start, close))
    head_end = zone.start if zone else _header_end(clean, min(start, close))
    if head_end:
        parts.append(
            Section("header", None, Span(0, head_end), None, "header.before-parties" if zone else "header.lines")
        )
    if zone:
        parts.append(Section("parties", None, zone, None, "parties.labels"))
    body_start = zone.end if zone else head_end
    parts.extend(_middle(clean, body_start, min(start, close)))
    if start < length:
        parts.extend(_operative(clean, title, start, end, close))
    if signature:
        parts.append(Section("signature", None, signature, None, "signature.roles"))
    if tail < length and clean[tail:].strip():
        parts.append(Section("appendix", None, Span(tail, length), None, "appendix.after-signature"))
    return Sections(tuple(parts), length)


def _opening(clean: str) -> re.Match[str] | None:
    """The last 裁定如下 or its kin; only the places of 如下 are looked at."""
    for word in ("如下", "如卞"):
        at = clean.rfind(word)
        while at >= 0:
            if found := _OPERATIVE.search(clean, max(at - 4, 0), at + 6):
                return found
            at = clean.rfind(word, 0, at)
    return None


def _header_end(clean: str, limit: int) -> int:
    """The header of a document without a party list: the short lines on top that end in no full stop."""
    at = 0
    while at < limit:
        stop = clean.find("\n", at, limit)
        line = clean[at : stop if stop >= 0 else limit]
        if len(line.strip()) > 45 or "。" in line or "：" in line[:40] or stop < 0:
            return at
        at = stop + 1
    return at


def _middle(clean: str, start: int, end: int) -> list[Section]:
    """Narrative, reasons and basis between the parties and the operative part."""
    parts: list[Section] = []
    basis = _basis_start(clean, start, end)
    reasons = _reasons(clean, start, basis if basis is not None else end)
    narrative_end = reasons.start(1) if reasons else basis if basis is not None else end
    if narrative_end > start:
        parts.append(Section("narrative", None, Span(start, narrative_end), None, "narrative.between"))
        parts.extend(_items(clean, start, narrative_end))
    if reasons:
        title = Span(reasons.start(1), reasons.end(1))
        rule = "reasons.strong" if reasons.re is _STRONG else "reasons.weak"
        parts.append(Section("reasons", title, Span(title.end, basis if basis is not None else end), None, rule))
    if basis is not None:
        word = _BASIS.match(clean, basis)
        title = Span(basis, word.end() if word else basis)
        parts.append(
            Section("basis", title, Span(title.end, end), "reasons" if reasons else None, "basis.before-operative")
        )
    return parts


def _basis_start(clean: str, start: int, end: int) -> int | None:
    """Where 依照… of the sentence that leads into 裁定如下 begins; None if that sentence names no law."""
    at = max(clean.rfind(stop, start, end) for stop in _STOP) + 1
    found = _BASIS.search(clean, max(at, start), end)
    return found.start() if found else None


def _reasons(clean: str, start: int, end: int) -> re.Match[str] | None:
    """The last 本院认为 that opens a paragraph; else the last that opens a sentence; else 综上 and the like."""
    best: re.Match[str] | None = None
    paragraphs = clean.find("\n", start, end) >= 0
    at = clean.rfind("认为", start, end)
    while at >= 0:
        stop = max(clean.rfind(mark, start, at) for mark in "。\n；")
        if found := _STRONG.match(clean, stop + 1 if stop >= 0 else start, end):
            if not paragraphs or found.start(1) == start or "\n" in clean[max(stop, 0) : found.start(1)]:
                return found
            best = best or found
        at = clean.rfind("认为", start, at)
    return best or next(iter(list(_WEAK.finditer(clean, max(start - 1, 0), end))[-1:]), None)


def _items(clean: str, start: int, end: int) -> list[Section]:
    """Titled, numbered parts of a structured narrative (一、申请执行的债权)."""
    marks = list(_ITEM.finditer(clean, start, end))
    ends = [*(mark.start() for mark in marks[1:]), end]
    return [
        Section("item", Span(mark.start(1), mark.end(1)), Span(mark.end(), stop), "narrative", "narrative.item")
        for mark, stop in zip(marks, ends, strict=bool(marks))
    ]


def _operative(clean: str, title: Span | None, start: int, end: int, close: int) -> list[Section]:
    """The operative part up to the first sentence about rights or effect, and those sentences."""
    rights = rights_sections(clean, end, max(close, end))
    stop = rights[0].span.start if rights else max(close, end)
    return [
        Section("operative", title, Span(end, stop), None, "operative.heading" if title else "operative.line"),
        *rights,
    ]
