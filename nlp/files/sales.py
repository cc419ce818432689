"""Disposal of one thing (评估、拍卖、变卖、抵债征询), told in lines or in a table of steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from nlp.document import Span
from nlp.entities.model import Amount
from nlp.files.days import Days
from nlp.files.feedback import categories_in
from nlp.files.model import Round, Sale

_LINE = re.compile(r"[^\n]+")
_PRICE = re.compile(r"(?:起拍价|保留价|起拍价格|起始价)")
_VALUE = re.compile(r"评估(?:总)?价(?:值|格)?|评估结果|参考价|市场(?:价|价值)|询价结果|议价结果|出具报告")
_FAILED = re.compile(r"流拍|无人(?:报名|竞买|出价|应买|竞拍)|0人报名|未成交")
_SOLD = re.compile(r"(?<!未)成交(?!价格|确认)|竞得|买受人")
_SALE = re.compile(r"(?<!未组织)(?<!未进行)(?<!未)(?<!或)变卖(?!公告|亦未组织|的?情况|底价)")
_ASKED = re.compile(r"(?:征询|征求|询问)[^。\n]{0,40}(?:抵债|接受)|(?:以物)?抵债征询|征询抵债|征询[：:\t]")
_NOT_ASKED = re.compile(
    r"(?:未|没有)(?:向|就|对)?[^，。；\n]{0,16}(?:征询|征求|询问)[^，。；\n]{0,16}|未(?:组织|进行)变卖"
)
_DECLINED = re.compile(
    r"不(?:接受|同意|要求|愿)[^，。；\n]{0,14}(?:抵债|抵偿|以物)|不接受(?=。|”|，)|我(?:公司|方)?不接受|放弃抵债|拒绝抵债"
)
_KEPT = re.compile(r"(?:继续查封|不要求(?:解除|退还)|暂不(?:解除|处置))")
_UNDISCLOSED = re.compile(
    r"(?:公告|拍卖公告)[^。\n]{0,12}未(?:披露|公示|说明|载明)[^。\n]{0,30}(?:租赁|占用|瑕疵|抵押|欠费|查封|权属)|未(?:披露|公示)[^。\n]{0,20}(?:租赁|占用|瑕疵|欠费|权属)"
)
_UNQUALIFIED = re.compile(
    r"(?:评估机构|该机构)[^。\n]{0,16}(?:无|不具备|没有|已(?:被)?(?:吊销|注销))[^。\n]{0,10}(?:资质|资格)|资质已(?:过期|失效)"
)
_OFFSET = re.compile(
    r"(?:裁定(?:将|：)|(?<!是否)(?<!不)(?<!未)(?:同意|接受)(?:以)?)[^。，；\n]{0,30}抵(?:债|偿|付)(?!还要)|作价[^。\n]{0,20}抵(?:债|偿|付)|以物抵债裁定"
)
_OFFSET_PRICE = re.compile(r"(?:作价|抵债价(?:格|款)?|以)[^，。；\n\d]{0,10}$")
_OPENS = re.compile(r"(?:竞价|拍卖|时间|于|自)?[：: ]*$")
_PUBLIC = re.compile(r"公告|公示")


def read_sales(text: str, days: Days, money: tuple[Amount, ...], ours: bool = True) -> Iterator[Sale]:
    """The disposal that a paper tells; one paper is about one thing."""
    rounds = list(_rounds(text, days, money))
    value, valued = _valuation(text, money)
    private = _first(_SALE, text)
    asked, not_asked = _first(_ASKED, text), _first(_NOT_ASKED, text)
    if not_asked and asked and asked.start >= not_asked.start and asked.end <= not_asked.end + 40:
        asked = None
    offset = _first(_OFFSET, text)
    if not rounds and value is None and offset is None:
        return
    price = next(
        (
            a.value
            for a in money
            if offset
            and a.value
            and _OFFSET_PRICE.search(text[max(0, a.span.start - 16) : a.span.start])
            and a.span.start >= offset.start - 30
            and a.span.end <= offset.end + 40
        ),
        None,
    )
    categories = [c for c in categories_in(text[:300]) if c in ("real_estate", "vehicle", "movable", "equity")]
    end = text.find("\n")
    yield Sale(
        categories[0] if categories else "other",
        value,
        valued,
        tuple(rounds),
        private if private and not (not_asked and not_asked.start <= private.start < not_asked.end) else None,
        asked,
        not_asked,
        _first(_DECLINED, text),
        _first(_KEPT, text),
        _first(_UNDISCLOSED, text),
        _first(_UNQUALIFIED, text),
        price,
        offset if offset and not _DECLINED.search(text, max(0, offset.start - 4), offset.end + 10) else None,
        Span(0, end if end > 0 else len(text)),
    )


def _first(pattern: re.Pattern[str], text: str) -> Span | None:
    m = pattern.search(text)
    return Span(m.start(), m.end()) if m else None


def _amount_after(at: int, stop: int, money: tuple[Amount, ...]) -> Amount | None:
    return next((a for a in money if at <= a.span.start < stop and a.value is not None), None)


def _valuation(text: str, money: tuple[Amount, ...]) -> tuple[Decimal | None, Span | None]:
    for m in _VALUE.finditer(text):
        stop = text.find("\n", m.end())
        found = _amount_after(m.end(), min(m.end() + 20, stop if stop >= 0 else len(text)), money)
        if found and "起拍" not in text[m.start() : found.span.start]:
            return found.value, Span(m.start(), found.span.end)
    return None, None


def _rounds(text: str, days: Days, money: tuple[Amount, ...]) -> Iterator[Round]:
    number = 0
    for line in _LINE.finditer(text):
        priced = _PRICE.search(text, line.start(), line.end())
        if not priced or re.match(r"[^\n：:\t]{0,8}变卖", line.group()):
            continue
        for piece in _pieces(text, line.start(), line.end()):
            priced = _PRICE.search(text, piece.start, piece.end)
            if not priced:
                continue
            number += 1
            amount = _amount_after(priced.end(), piece.end, money)
            noticed = _notice(text, piece, days)
            later = [d for d in days.within(piece.start, piece.end) if noticed is None or d.date > noticed]
            opens = later[0].date if later else None
            words = text[piece.start : piece.end]
            yield Round(
                number,
                amount.value if amount else None,
                noticed,
                opens,
                _FAILED.search(words) is not None,
                _SOLD.search(words) is not None,
                piece,
            )


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A line may tell of both rounds (第一次拍卖…；第二次拍卖…)."""
    cuts = [m.start() for m in re.finditer(r"第[一二三]次(?:网络)?(?:司法)?拍卖|[一二三]拍(?![卖])", text[start:end])]
    bounds = [start, *(start + c for c in cuts if c > 2), end]
    for a, b in pairwise(bounds):
        yield Span(a, b)


def _notice(text: str, piece: Span, days: Days) -> date | None:
    for m in _PUBLIC.finditer(text, piece.start, piece.end):
        near = days.within(m.end(), min(m.end() + 8, piece.end))
        if near:
            return near[0].date
        before = days.within(piece.start, m.start())
        if before:
            return before[-1].date
    return None
