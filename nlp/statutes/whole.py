"""Laws named without an article number, and numbers from which the 条 was lost (…的解释》第五百一十九的规定)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.document import Span
from nlp.statutes.mention import CitationMention
from nlp.statutes.numerals import NUMERAL, read_number
from nlp.statutes.resolve import local_names
from nlp.statutes.titles import Title, as_printed, edition, local_issuer, look_up, nearly

_MARKED = re.compile(r"《[^《》\n]{1,60}(?:《[^《》\n]{1,40}》[^《》\n]{0,30})?》")
_DOC_NO = re.compile(r"(?:法释?发?|高检发\S{0,4})〔20\d\d〕\d{1,3}号")
_LOST_SIGN = re.compile(
    rf"\s?第([{NUMERAL}]{{1,9}})\s?(?=(?:的|之)?规定|款|，\s?裁定|,\s?裁定|第?[（(][{NUMERAL}]+[)）]项)"
)
_LAW_LIKE = re.compile(r"(?:法|法典|规定|解释|意见|条例|规则|办法|批复|纪要)(?:（[^（）]{1,12}）)?$")


def whole_laws(text: str, numbered: Sequence[CitationMention]) -> list[CitationMention]:
    """Every law named without a readable article, except in titles that a numbered citation already covers."""
    covered = sorted({(m.title_span.start, m.title_span.end) for m in numbered if m.title_span})
    found: list[CitationMention] = []
    if "《" in text:
        local = local_names(text)
        for match in _MARKED.finditer(text):
            mention = _mention(text, match, local)
            if mention is not None and not _gives_name(text, match.start()) and not _overlaps(covered, mention.span):
                found.append(mention)
    if "〕" in text:
        taken = sorted([*covered, *((m.span.start, m.span.end) for m in found)])
        for match in _DOC_NO.finditer(text):
            title = look_up(match.group())
            span = Span(match.start(), match.end())
            if title is not None and not _overlaps(taken, span) and not _glossed(text, match.start()):
                found.append(
                    CitationMention(span, match.group(), title.law, title_span=span, source="unmarked", known=True)
                )
    return found


def _gives_name(text: str, at: int) -> bool:
    """（以下简称《民诉法解释》): the title is named there, not cited."""
    return text[at - 1 : at] in ("称", "为", "：") and "称" in text[max(0, at - 6) : at]


def _mention(text: str, match: re.Match[str], local: dict[str, Title]) -> CitationMention | None:
    words = match.group()
    title = look_up(words, local) or nearly(words)
    span = Span(match.start(), match.end())
    issuer = local_issuer(text[max(0, match.start() - 24) : match.start()], words)
    if title is None or issuer is not None:
        printed = (issuer or "") + as_printed(words)
        if not _LAW_LIKE.search(printed):
            return None
        return CitationMention(span, words, printed, title_span=span, source="marked")
    lost = _LOST_SIGN.match(text, match.end())
    article = read_number(lost.group(1)) if lost else None
    if lost is not None and article is not None:
        span = Span(match.start(), lost.end(1))
    return CitationMention(
        span,
        words,
        title.law,
        article=article,
        title_span=Span(match.start(), match.end()),
        source="marked",
        known=True,
        edition=edition(words),
        reason="“条”字缺失" if article is not None else "",
    )


def _overlaps(taken: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether *span* shares text with one of *taken*, which are sorted and do not overlap each other."""
    i = bisect_left(taken, (span.end, 0))
    return i > 0 and span.start < taken[i - 1][1]


def _glossed(text: str, at: int) -> bool:
    """A document number in parentheses behind its own title is no second citation."""
    return text[at - 1 : at] in ("（", "(")
