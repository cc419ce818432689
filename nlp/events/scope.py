"""Which respondents a clause is about."""

from __future__ import annotations

import re

from nlp.context import Clause, Context
from nlp.context.cues import watch
from nlp.events.model import ALL, SOME, UNSAID

_GROUP = re.compile(
    r"(?:[二两三四五六七八九十]+|\d+|各|上述|上列|全部|所有|全体|该|以上)(?:名|位|个)?被执行人|法定代表人[^，。；]{0,6}(?:及|和|与)被执行人(?![^，。；]{0,4}(?:的)?(?:配偶|妻|夫|亲属))|被执行人(?:均|都|各自)|被执行人(?:及|和|与|以及)其?(?:投资人|法定代表人|负责人|主要负责人|实际控制人|经营者)|[二两三四五六七]人(?:均|的|名下|分别|住|按|发|送|采|纳|一|未|收|就|报|到|在|没|无|、|，|$)"
)
_EXCEPT = re.compile(
    r"(?:除|排除)(?!上述|前述|此|已|了)[^，。；]{2,40}?(?:之?外|以外)(?:的)?(?=其余|其他|各|所有|余|被执行人)|(?:不包括|不含)[^，。；）]{2,40}|[^，。；（）]{2,20}除外"
)
#: Bits of the clauses that hold a word without which no exception is made and no group named.
_MAY_EXCEPT = watch("除", "不包括", "不含")
_MAY_GROUP = watch("被执行人", *(f"{count}人" for count in "二两三四五六七"))

_REST = re.compile(r"其余(?:[^，。；]{0,6})被执行人|其他(?:[^，。；]{0,4})被执行人")


def scope_of(context: Context, clause: Clause, respondents: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Scope and targets of *clause*: all, some (with names) or unsaid.

    Names in the clause decide; else those named earlier in the sentence; a group word means everyone. "除甲外" takes
    one out of everyone.
    """
    if len(respondents) <= 1:
        return ALL, respondents
    if clause.scope is None:
        clause.scope = _find_scope(context, clause, respondents)
    return clause.scope


def _find_scope(context: Context, clause: Clause, respondents: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    sentence = context.sentence_of(clause)
    held = context.held
    here = (_rest_of(context, sentence.start, clause, respondents) if held & _MAY_EXCEPT else None) or _scope(
        context, clause.start, clause.end, respondents, clause.cues
    )
    if here:
        return here
    # 2019年4月22日，本院作出限制消费令，对除曲某外的其余被执行人…: the target may stand in a neighbouring clause.
    before = _scope(context, sentence.start, clause.start, respondents, held) if clause.start > sentence.start else None
    if before:
        return before
    after = _scope(context, clause.end, sentence.end, respondents, held) if clause.end < sentence.end else None
    return after or (UNSAID, ())


_ALL_BUT = re.compile(r"(?:除|排除)(?!上述|前述|此|已|了)[^，。；]{2,40}?(?:之?外|以外)，")
_OTHERS = re.compile("其余|其他|均|各|所有|余")


def _rest_of(
    context: Context, start: int, clause: Clause, respondents: tuple[str, ...]
) -> tuple[str, tuple[str, ...]] | None:
    """除甲外，其余被执行人…: the exception stands in a clause of its own before."""
    left_out = _ALL_BUT.search(context.text, start, clause.start) if clause.start > start else None
    if left_out is None or not _OTHERS.search(context.text, clause.start, clause.end):
        return None
    out = set(context.names_in(left_out.start(), left_out.end())) & set(respondents)
    return (SOME, tuple(r for r in respondents if r not in out)) if out else None


def _scope(
    context: Context, start: int, end: int, respondents: tuple[str, ...], held: int
) -> tuple[str, tuple[str, ...]] | None:
    """What the words between two offsets say; *held* are the bits of the cues that may stand there."""
    words = context.text[start:end]
    left_out = _EXCEPT.search(words) if held & _MAY_EXCEPT and ("除" in words or "不" in words) else None
    if left_out:
        out = set(context.names_in(start + left_out.start(), start + left_out.end()))
        if out & set(respondents):
            return SOME, tuple(r for r in respondents if r not in out)
    if held & _MAY_GROUP and "人" in words and _GROUP.search(words):
        return ALL, respondents
    named = [n for n in dict.fromkeys(context.names_in(start, end)) if n in respondents]
    if not named:
        return None
    if len(named) == len(respondents):
        return ALL, respondents
    if "其" in words and _REST.search(words):
        return ALL, respondents
    return SOME, tuple(named)
