"""Which categories of assets the court looked up (财产查询), and with what result."""

from __future__ import annotations

import re
from datetime import date

from nlp.context import Clause, Context
from nlp.context.clauses import COURT
from nlp.context.status import DONE, NOT_DONE, status_at
from nlp.document import Span
from nlp.events.acts import FirstDate
from nlp.events.categories import CategoryMention
from nlp.events.model import Assertion
from nlp.events.scope import scope_of
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan

_DATA = load("inquiry")
_VERB = re.compile(_DATA["verb"])
_OPENING = re.compile(_DATA["opening"])
_MEASURE_ONLY = re.compile(_DATA["measure_only"])
_FOUND = re.compile(_DATA["found"])
_NONE = re.compile(_DATA["none"])


def find_inquiries(
    context: Context, scan: Scan, mentions: list[CategoryMention], respondents: tuple[str, ...], first_date: FirstDate
) -> list[Assertion]:
    """One assertion ``inquire`` a category and clause; ``detail`` is ``category:result`` (none, found, unknown).

    A negative or positive result implies the inquiry; an asset that was merely seized does not. What parties say,
    what a rule demands and what happened in another case is not this court's inquiry.
    """
    found: list[Assertion] = []
    cued = _cued_sentences(context, scan)
    for mention in mentions:
        if not (mention.named or mention.pursued):
            continue
        clause = context.clause_at(mention.start)
        if clause.source_at(mention.start) != COURT or not (cued[clause.sentence] or mention.pursued):
            continue
        words = context.text_of(clause)
        found_here = _FOUND.search(words) is not None
        if _MEASURE_ONLY.match(words) and not _VERB.search(words) and not mention.pursued:
            continue
        status = status_at(context, clause, mention.start, mention.end)
        denied = _NONE.search(words) is not None
        if status not in (DONE, NOT_DONE):
            continue
        scope, targets = scope_of(context, clause, respondents)
        if _not_looked_up(context, clause, mention):
            found.append(
                Assertion(
                    "inquire",
                    NOT_DONE,
                    COURT,
                    Span(mention.start, mention.end),
                    Span(clause.start, clause.end),
                    scope,
                    targets,
                    detail=mention.category,
                )
            )
            continue
        result = "none" if denied else "found" if found_here else "unknown"
        sentence = context.sentence_of(clause)
        when: date | None = first_date(sentence.start, mention.end)
        found.append(
            Assertion(
                "inquire",
                DONE,
                COURT,
                Span(mention.start, mention.end),
                Span(clause.start, clause.end),
                scope,
                targets,
                when,
                f"{mention.category}:{result}",
            )
        )
    left_out = {(a.detail, context.clause_at(a.span.start).sentence) for a in found if a.status == NOT_DONE}
    return [
        a
        for a in found
        if a.status == NOT_DONE
        or (a.detail.partition(":")[0], context.clause_at(a.span.start).sentence) not in left_out
    ]


_NOT_LOOKED_UP = re.compile(
    r"(?:未|没有)(?:能|予|曾|经|再|向|对|到|进行|发起|通过)?[^，。；]{0,16}?(?:查询|查控|调查|核查|函询|发起)(?!到|得|出|有)"
)
_AFTERWARDS = re.compile(r"[^，。；]{0,10}(?:未|没有)(?:进行|予以|予|经|能|发起)?(?:查询|查控|调查)(?!到|得|出|有)")
_AGAINST = re.compile(r"(?:未|没有)(?:对|向|就)[^，。；]{0,12}$")
_LOOKING = re.compile(r"[^，。；]{0,8}?(?:进行|予以|作)?(?:查询|查控|调查)(?!到|得|出|有)")
_NEXT = re.compile(r"(?:将视情|拟|尚未|未予?|没有|将(?:另行|适时))(?:进行)?(?:查询|查控|调查)(?!到|得|出|有)")


def _not_looked_up(context: Context, clause: Clause, mention: CategoryMention) -> bool:
    """未查询不动产: the looking-up itself is denied, not its result."""
    before = context.text[clause.start : mention.start]
    after = context.text[mention.end : clause.end]
    if _NOT_LOOKED_UP.search(before) or _AFTERWARDS.match(after) or (_AGAINST.search(before) and _LOOKING.match(after)):
        return True
    # 公积金因其无固定单位，将视情查询: the next clause of the sentence says what became of it.
    sentence = context.sentence_of(clause)
    return clause.end + 1 < sentence.end and _NEXT.match(context.text, clause.end + 1, sentence.end) is not None


_PERSON_LEFT_OUT = re.compile(
    r"(?:未|没有)对(?:其|[^，。；]{2,20}?)(?:的)?(?:财产)?(?:进行|作)?(?:任何)?(?:财产)?(?:查询|调查|查控)|对[^，。；]{2,16}(?:未|没有)(?:予|进行|作)?(?:任何)?(?:财产)?(?:查询|调查|查控)"
)


def find_left_out(context: Context, respondents: tuple[str, ...]) -> list[Assertion]:
    """``inquire`` not done, without a category: the text itself says that a respondent was not looked into."""
    found = []
    if len(respondents) > 1 and ("未" in context.text or "没有" in context.text):
        for m in _PERSON_LEFT_OUT.finditer(context.text, context.region.start, context.region.end):
            clause = context.clause_at(m.start())
            if clause.source_at(m.start()) == COURT:
                sentence = context.sentence_of(clause)
                named = [n for n in context.names_in(clause.start, m.end()) if n in respondents]
                named = named or [n for n in context.names_in(sentence.start, m.end()) if n in respondents][-1:]
                found.append(
                    Assertion(
                        "inquire",
                        NOT_DONE,
                        COURT,
                        Span(m.start(), m.end()),
                        Span(clause.start, clause.end),
                        "some",
                        tuple(named),
                    )
                )
    return found


def _cued_sentences(context: Context, scan: Scan) -> list[bool]:
    """Per sentence: does it, or the opening of the list it belongs to, speak of looking up?"""
    text = context.text
    cued = [False] * len(context.sentences)
    for m in TRIGGERS.matches("inquiry.cue", scan, context.masked):
        cued[context.clause_at(m.start()).sentence] = True
    opened = False
    for i, sentence in enumerate(context.sentences):
        words_end = text[max(sentence.start, sentence.end - 12) : sentence.end + 1]
        if opened and not cued[i]:
            cued[i] = True
        if _OPENING.search(words_end.rstrip("。；\n")):
            opened = True
        elif "\n" in text[sentence.end : sentence.end + 2] and not _ITEM.match(text, sentence.end + 1):
            opened = False
    return cued


_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])")


def system_mentions(
    context: Context, scan: Scan, respondents: tuple[str, ...], first_date: FirstDate
) -> list[Assertion]:
    """Mentions of the online query system as such (总对总, 网络执行查控系统), for the first date of inquiry."""
    out = []
    for m in TRIGGERS.matches("inquiry.system", scan, context.masked):
        clause = context.clause_at(m.start())
        if clause.source != COURT or status_at(context, clause, m.start(), m.end()) != DONE:
            continue
        scope, targets = scope_of(context, clause, respondents)
        sentence = context.sentence_of(clause)
        out.append(
            Assertion(
                "system_inquiry",
                DONE,
                COURT,
                Span(m.start(), m.end()),
                Span(clause.start, clause.end),
                scope,
                targets,
                first_date(sentence.start, m.end()),
            )
        )
    return out
