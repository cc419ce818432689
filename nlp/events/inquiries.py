"""Which categories of assets the court looked up (财产查询), and with what result."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from nlp.context import DEBTOR_SIGN, Clause, Context, made_up_for
from nlp.context.clauses import COURT
from nlp.context.status import DONE, NOT_DONE, status_at
from nlp.document import Span, span_from
from nlp.events.acts import FirstDate
from nlp.events.categories import CategoryMention
from nlp.events.model import Assertion, assertion_from
from nlp.events.scope import scope_of
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.literals import hint
from nlp.triggers import Scan

_DATA = load("inquiry")
_VERB = re.compile(_DATA["verb"])
_OPENING = re.compile(_DATA["opening"])
_OPENED = re.compile(_DATA["opened"])
_MAY_OPEN = hint(_DATA["opening"])
_MEASURE_ONLY = re.compile(_DATA["measure_only"])
_FOUND = re.compile(_DATA["found"])
_NONE = re.compile(_DATA["none"])
_ASKED = re.compile(_DATA["asked"])


def find_inquiries(
    context: Context, scan: Scan, mentions: list[CategoryMention], respondents: tuple[str, ...], first_date: FirstDate
) -> list[Assertion]:
    """One assertion ``inquire`` a category and clause; ``detail`` is ``category:result`` (none, found, unknown).

    A negative or positive result implies the inquiry; an asset that was merely seized does not. What parties say,
    what a rule demands and what happened in another case is not this court's inquiry.
    """
    found: list[Assertion] = []
    cued = _cued_sentences(context, scan)
    told: _Clause | None = None
    for mention in mentions:
        if not (mention.named or mention.pursued):
            continue
        clause = context.clause_at(mention.start)
        if not (cued[clause.sentence] or mention.pursued) or clause.source_at(mention.start) != COURT:
            continue
        # A list of categories stands in one clause: what the clause says is asked once.
        if told is None or told.clause is not clause:
            told = _Clause.of(context, clause)
        if told.measure_only and not mention.pursued:
            continue
        if status_at(context, clause, mention.start, mention.end) not in (DONE, NOT_DONE):
            continue
        scope, targets = scope_of(context, clause, respondents)
        span = span_from((mention.start, mention.end))
        if _not_looked_up(context, told, mention):
            found.append(
                Assertion("inquire", NOT_DONE, COURT, span, told.span, scope, targets, detail=mention.category)
            )
            continue
        when: date | None = first_date(context.sentences[clause.sentence].start, mention.end)
        detail = f"{mention.category}:{told.result}"
        found.append(assertion_from(("inquire", DONE, COURT, span, told.span, scope, targets, when, detail, None)))
    left_out = {(a.detail, context.clause_at(a.span.start).sentence) for a in found if a.status == NOT_DONE}
    if not left_out:
        return found
    return [
        a
        for a in found
        if a.status == NOT_DONE
        or (a.detail.partition(":")[0], context.clause_at(a.span.start).sentence) not in left_out
    ]


class _Clause(NamedTuple):
    """What a clause says about looking up, whichever category is asked for."""

    clause: Clause
    span: Span
    measure_only: bool
    denies: bool
    result: str
    #: Whether the next clause of the sentence says that nothing was looked up yet.
    postponed: bool

    @classmethod
    def of(cls, context: Context, clause: Clause) -> _Clause:
        words = context.text_of(clause)
        result = "none" if _NONE.search(words) else "found" if _found(words) else "unknown"
        # 公积金因其无固定单位，将视情查询: the next clause of the sentence says what became of it.
        end = context.sentences[clause.sentence].end
        return cls(
            clause,
            Span(clause.start, clause.end),
            _MEASURE_ONLY.match(words) is not None and not _VERB.search(words),
            "未" in words or "没有" in words,
            result,
            clause.end + 1 < end and _NEXT.match(context.text, clause.end + 1, end) is not None,
        )


def _found(words: str) -> bool:
    """查询被执行人名下银行存款 asks for what is under a name; it does not yet say that anything is."""
    return _FOUND.search(words) is not None and _FOUND.search(_ASKED.sub("", words)) is not None


_NOT_LOOKED_UP = re.compile(
    r"(?:未|没有)(?:能|予|曾|经|再|向|对|到|进行|发起|通过)?[^，。；]{0,16}?(?:查询|查控|调查|核查|函询|发起)(?!到|得|出|有)"
)
_AFTERWARDS = re.compile(
    r"[^，。；]{0,10}(?:未|没有)(?:进行|予以|予|经|能|发起|作|再|曾)?(?:查(?:询|控)?|调查)(?!询|控|到|得|出|有|明|见|实|获|封|扣|无|清)"
)
_AGAINST = re.compile(r"(?:未|没有)(?:对|向|就)[^，。；]{0,12}$")
_LOOKING = re.compile(r"[^，。；]{0,8}?(?:进行|予以|作)?(?:查询|查控|调查)(?!到|得|出|有)")
_NEXT = re.compile(r"(?:将视情|拟|尚未|未予?|没有|将(?:另行|适时))(?:进行)?(?:查询|查控|调查)(?!到|得|出|有)")


def _not_looked_up(context: Context, told: _Clause, mention: CategoryMention) -> bool:
    """未查询不动产: the looking-up itself is denied, not its result."""
    if told.postponed:
        return True
    if not told.denies or made_up_for(context, told.clause):  # every pattern below holds 未 or 没有
        return False
    before = context.text[told.span.start : mention.start]
    after = context.text[mention.end : told.span.end]
    return bool(
        _NOT_LOOKED_UP.search(before) or _AFTERWARDS.match(after) or (_AGAINST.search(before) and _LOOKING.match(after))
    )


_PERSON_LEFT_OUT = re.compile(
    r"(?:未|没有)对(?:其|[^，。；]{2,20}?)(?:的)?(?:财产)?(?:进行|作)?(?:任何)?(?:财产)?(?:查询|调查|查控)|对[^，。；]{2,16}(?:未|没有)(?:予|进行|作|发起|启动|开展)?(?:任何)?(?:财产)?(?:查询|调查|查控)"
    r"|(?:未|没有|不再)(?:予|再)?(?:查询|调查|查控)(?:其|[^，。；]{2,16}?的)(?:任何)?财产(?!线索)"
    r"|(?:没有必要|无必要|无需|不必)对[^，。；]{1,16}?财产[^，。；]{0,6}(?:查询|调查|查控)(?=，[^，。；]{0,4}未)"
    r"|[^，。；]{1,16}的财产(?:状况|情况|信息)?(?:均|则|也|亦|至今)?(?:未|没有)(?:予|进行|作|经|纳入|列入)?(?:查(?:询|控)|调查|查(?![^，。；]))"
)

#: Every alternative of the pattern above holds this within one clause.
_LEFT_OUT = re.compile(r"(?:未|没有|不再|无需|不必|必要)[^，。；]{0,40}?查")


def find_left_out(context: Context, respondents: tuple[str, ...]) -> list[Assertion]:
    """``inquire`` not done, without a category: the text itself says that a respondent was not looked into."""
    found = []
    if len(respondents) > 1 and _LEFT_OUT.search(context.text, context.region.start, context.region.end):
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


_NO_ASSETS = re.compile(
    r"名下(?:均|亦|也|都|皆)?(?:无|没有|未发现(?:有)?|未查到)(?:任何|其他|上述|该类|此类)?(?:可供执行的?)?财产"
    r"|对[^，。；]{1,30}?(?:亦|也|同样|一并)(?:作|进行|予以)?(?:了)?[^，。；]{0,6}(?:查询|查控|调查)"
    r"|对[^，。；]{1,30}(?:财产|资产)(?:状况|情况|信息)?[^，。；]{0,8}(?:查询|查控|调查|核查)"
    r"|(?:查询|查控|调查|核查)(?:了)?[^，。；]{1,30}(?:财产|资产)(?:状况|情况|信息)?(?![^，。；])"
    f"|(?:{DEBTOR_SIGN}|[二两]人|其)(?:的)?(?:情况|财产情况|结果)?(?:亦|也|与之|与前者|均)?(?:是)?(?:同上|亦同|相同|如此|一样|亦无|也没有)(?![^，。；])"
)


def find_looked_into(context: Context, respondents: tuple[str, ...]) -> list[Assertion]:
    """``looked_into``: 乙名下无财产 tells that a respondent was looked into, without a category."""
    if len(respondents) <= 1:
        return []
    found = []
    for m in _NO_ASSETS.finditer(context.masked, context.region.start, context.region.end):
        clause = context.clause_at(m.start())
        if clause.source_at(m.start()) == COURT and status_at(context, clause, m.start(), m.start()) == DONE:
            scope, targets = scope_of(context, clause, respondents)
            where = Span(clause.start, clause.end)
            found.append(Assertion("looked_into", DONE, COURT, Span(*m.span()), where, scope, targets))
    return found


def _cued_sentences(context: Context, scan: Scan) -> list[bool]:
    """Per sentence: does it, or the opening of the list it belongs to, speak of looking up?"""
    text = context.text
    cued = [False] * len(context.sentences)
    for number in TRIGGERS.ranges_of("inquiry.cue", scan, context.masked):
        cued[number] = True
    region = context.region
    _spread(context, cued)
    if not _MAY_OPEN.search(text, region.start, region.end):
        return cued
    opened = False
    for i, sentence in enumerate(context.sentences):
        if opened:
            cued[i] = True
        if _opens(text, sentence.start, sentence.end):
            opened = True
        elif opened and "\n" in text[sentence.end : sentence.end + 2] and not _ITEM.match(text, sentence.end + 1):
            opened = False
    return cued


def _spread(context: Context, cued: list[bool]) -> None:
    """What a search brought is told behind semicolons too (查询：无车辆；无股权投资；未开立公积金账户。)."""
    text, asked = context.text, False
    for i, sentence in enumerate(context.sentences):
        if cued[i]:
            asked = (
                asked
                or (_VERB.search(text, sentence.start, sentence.end) or _BROUGHT.match(text, sentence.start))
                is not None
            )
        elif asked and _RESULT.match(text, sentence.start, sentence.end):
            cued[i] = True
        if text[sentence.end : sentence.end + 1] != "；":
            asked = False


#: 反馈：…；无机动车；…: what the search of the sentence before brought.
_BROUGHT = re.compile("[ \u3000]*(?:经查|反馈|结果|查询结果|查控结果|查明|显示|查得)[^，。；]{0,6}[：:，]")
#: How an item of such a list begins.
_RESULT = re.compile(
    r"[ \u3000]*(?:[（(]?\d{1,2}[)）.．、])?[ \u3000]*(?:均|亦|也|另)?"
    r"(?:无|未|没有|[^，。；：]{2,16}(?:为零|为0|无余额|均无|[\d.,]+元))"
)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a list of what was looked up begins behind the sentence (查询结果如下：), or in it."""
    low = end - _TAIL if end - start > _TAIL else start
    if _MAY_OPEN.search(text, low, end) and _OPENING.search(text[low : end + 1].rstrip("。；\n")):
        return True
    return text.find("：", start, end) >= 0 and _OPENED.search(text, start, end) is not None


_TAIL = 12
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])")


#: 通过网络查控系统查询（2025年3月6日首次提起，…）: the date stands behind, in brackets.
_IN_BRACKETS = re.compile(r"（[^（）。]{0,4}\d{4}年[^（）。]{3,40}）")


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
        when = first_date(sentence.start, m.end())
        if when is None and (behind := _IN_BRACKETS.search(context.text, m.end(), sentence.end)):
            when = first_date(behind.start(), behind.end())
        out.append(
            Assertion(
                "system_inquiry",
                DONE,
                COURT,
                Span(m.start(), m.end()),
                Span(clause.start, clause.end),
                scope,
                targets,
                when,
            )
        )
    return out
