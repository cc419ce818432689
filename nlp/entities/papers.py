"""The heads of the papers between procuratorate and court: 检察建议书 and the court's answer (复函)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.document import Span, Value
from nlp.entities.case_numbers import find_case_numbers, normalise_paper_number
from nlp.entities.dates import find_dates
from nlp.entities.model import DateMention, ReplyHead, SuggestionHead
from nlp.entities.numerals import number
from nlp.entities.text import squeeze, value
from nlp.sections.model import Sections

_BLANK = "[ \\u3000]{0,6}"
_BRANCH = f"(?:{_BLANK}第?[一二三四五六]?{_BLANK}分{_BLANK}院)?"
_OFFICE = re.compile(f"(?:[一-龥]{_BLANK}){{1,40}}?(?:人{_BLANK}民{_BLANK}检{_BLANK}察{_BLANK}院|检察院){_BRANCH}")
_COURT = re.compile(
    f"(?:[一-龥]{_BLANK}){{1,40}}?(?:人{_BLANK}民{_BLANK}法{_BLANK}院|(?:海事|铁路运输|金融|互联网)法院)"
)
# 衡石检民执监〔2026〕2号; any bracket, leading zeros and 第 are met.
_NUMBER = re.compile(
    r"(?P<prefix>[一-龥]{1,8}检[一-龥]{0,8}(?:[（(][一-龥]{1,4}[）)][一-龥]{0,6})?)"
    r"[ \u3000]*[〔（(\[【][ \u3000]*(?P<year>[0-9０-９]{4})"
    r"[ \u3000]*[〕）)\]】][ \u3000]*(?P<nth>第?)[ \u3000]*(?P<serial>[0-9０-９]{1,11})[ \u3000]*号"
)
_PREFIX_LEAD = re.compile(r"^.*(?:关于|你院|贵院|收到|根据|对|的|来的?|以|就|书|院|[）)])(?=[一-龥]{1,6}检)")
_N_MONTHS = "(?P<n>[0-9一二三四五六七八九十两]{1,3})个?月"
_MONTHS = re.compile(f"{_N_MONTHS}(?:之|以)?内")
#: 回复期限为收到本建议书后三个月: the period named as such.
_PERIOD = re.compile(
    f"(?:回复|答复|反馈)(?:的)?(?:期限?|时限)[^。；]{{0,20}}?{_N_MONTHS}"
    f"|{_N_MONTHS.replace('<n>', '<m>')}为(?:书面)?(?:回复|答复|反馈)期"
)
_REPLY = re.compile(
    "回复|答复|反馈|函[复告知]|复函|告知(?:处理|我院|本院)|(?:处理|整改|办理)(?:结果|情况)|回函|报送|报告(?:本院|我院)"
    "|书面告(?:诉|知)"
)
_ADDRESSEE = re.compile(r"(?:^|\n)[ \u3000]*([一-龥]{2,40}?(?:人民法院|法院|人民检察院))[ \u3000]*[：:]")
_UNIT = re.compile(
    r"(?:^|\n)[ \u3000]*([一-龥（）()]{3,30}"
    r"(?:中心|局|委员会|银行|支行|公司|政府|街道办事处|支队|大队|协会))[ \u3000]*[：:][ \u3000]*\n"
)
_CLOSING = re.compile(
    r"此[ \u3000]*致[ \u3000\n]*(?P<to>[一-龥]{2,40}?(?:人民法院|法院))"
    # 某某市人民法院 收, alone on its line under the paper.
    r"|\n[ \u3000]*(?P<got>[一-龥]{2,30}(?:人民法院|法院))[ \u3000]*(?:收|启|台启)[ \u3000]*(?=\n|$)"
)
_BEFORE_DATE = re.compile(r"(?:^|\n|(?:法院|检察院)[一-龥]{0,5}|[印章][ \u3000]*[）)])[ \u3000]*$")
#: A date under the paper may be moved to the right by so many blanks.
_INDENT = 80
_AFTER_DATE = re.compile(r"[ \u3000]*(?:$|\n|院[ \u3000]*印|[（(][ \u3000]*(?:[院公印章]|[一-龥]{2,30}印)|附|抄送)")
#: An office alone on a line near the end: who signed.
_SIGNED = (
    r"\n[ \u3000]*[（(]?([一-龥]{{2,30}}?{0})(?:[一-龥]{{0,8}}(?:局|部|处|室))?[ \u3000]*"
    r"(?=\n|$|[印章公]|[（(〇零○0-9一二三四五六七八九十])"
)
_SIGNED_OFFICE = re.compile(_SIGNED.format("检察院(?:第?[一二三四五六]?分院)?"))
_SIGNED_COURT = re.compile(_SIGNED.format("法院"))
_LINE = re.compile("[^\\n]+")


def read_suggestion_head(clean: str, sections: Sections) -> SuggestionHead:
    """Issuer, addressee, number, first case, date and reply period of a 检察建议书; a blank number is None."""
    top = Span(0, min(len(clean), 400))
    issuer = _issuer(clean, top)
    addressee = next(
        (
            value(clean, *m.span(m.lastindex or 1))
            for m in (_CLOSING.search(clean), _ADDRESSEE.search(clean))
            if m and "法院" in m[m.lastindex or 1]
        ),
        None,
    )
    own = {m.end() for m in _NUMBER.finditer(clean)}
    numbers = [item for item in find_case_numbers(clean) if item.kind == "execution" and item.span.end not in own]
    case = numbers[0] if numbers else None
    return SuggestionHead(
        issuer=issuer,
        addressee=addressee or _other_addressee(clean, top) or _court_in_text(clean),
        number=_paper_number(clean, top),
        case_no=Value(case.text, case.span) if case else None,
        date=_last_date(clean, find_dates(clean), sections.ruling.end),
        reply_months=_reply_months(clean),
    )


def read_reply_head(clean: str, sections: Sections) -> ReplyHead:
    """Court, addressee, the number of the suggestion answered, and the date of a court's reply."""
    top = Span(0, min(len(clean), 300))
    addressee = _ADDRESSEE.search(clean)
    return ReplyHead(
        court=_in_heading(clean, _COURT, top) or _signature(clean, _SIGNED_COURT),
        addressee=value(clean, *addressee.span(1)) if addressee and "检察院" in addressee[1] else None,
        suggestion_number=_paper_number(clean, Span(0, len(clean))),
        date=_last_date(clean, find_dates(clean), sections.ruling.end),
    )


def _issuer(clean: str, top: Span) -> Value[str] | None:
    """The office of the heading, or its fuller name in the signature (福建省古田县…): the heading if they differ."""
    headed, signed = _headings(clean, _OFFICE, top), _signature(clean, _SIGNED_OFFICE)
    if not headed:
        return signed
    first, named = headed[0].value, [*headed[1:], *((signed,) if signed else ())]
    fuller = [o for o in named if len(o.value) > len(first) and (o.value.endswith(first) or o.value.startswith(first))]
    return max(fuller, key=lambda office: len(office.value), default=headed[0])


def _in_heading(clean: str, pattern: re.Pattern[str], top: Span) -> Value[str] | None:
    """The office whose name opens one of the first lines."""
    return next(iter(_headings(clean, pattern, top)), None)


#: What opens a sentence that names some other office (根据上级检察院统一安排).
_NO_OFFICE = re.compile("根据|按照|依照|依据|上级|本院|我院|今年|近[年期日]|收到")


def _headings(clean: str, pattern: re.Pattern[str], top: Span) -> list[Value[str]]:
    """The offices whose names open the first lines."""
    named = []
    for line in list(_LINE.finditer(clean, top.start, top.end))[:6]:
        found = pattern.search(clean, line.start(), line.end())
        if (
            found
            and not clean[line.start() : found.start()].strip()
            and len(squeeze(line.group())) < 60
            and not clean.startswith(("：", ":"), found.end())
            and not _NO_OFFICE.match(found.group())
        ):
            named.append(value(clean, *found.span()))
    return named


def _signature(clean: str, pattern: re.Pattern[str]) -> Value[str] | None:
    """The office under the paper, where no heading names it."""
    found = list(pattern.finditer(clean, len(clean) // 2))
    return value(clean, *found[-1].span(1)) if found else None


def _other_addressee(clean: str, top: Span) -> Value[str] | None:
    """Whom a suggestion in social governance addresses: a bureau, a registry, a company on a line of its own."""
    found = _UNIT.search(clean, top.start, top.end)
    return value(clean, *found.span(1)) if found else None


def _court_in_text(clean: str) -> Value[str] | None:
    found = _NAMED_COURT.search(clean)
    return value(clean, *found.span("court")) if found else None


#: A court in running text, without the words before its name (认为某县人民法院, 对某市人民法院).
_NAMED_COURT = re.compile(
    "(?:认为|发现|不服|反映|请求|建议|申请|对于|[对向由经致与及和因在就将])?(?P<court>[一-龥]{2,20}?人民法院)"
)


def _paper_number(clean: str, where: Span) -> Value[str] | None:
    found = _NUMBER.search(clean, where.start, where.end)
    if found is None:
        return None
    prefix = found["prefix"]
    lead = _PREFIX_LEAD.match(prefix)
    cut = lead.end() if lead else 0
    serial = found["nth"] + found["serial"]  # 〔2021〕第3号 is printed so
    return Value(normalise_paper_number(prefix[cut:], found["year"], serial), Span(found.start() + cut, found.end()))


def _reply_months(clean: str) -> Value[int] | None:
    """The period in a sentence that asks for an answer; other periods (六个月查询) do not count."""
    for found in reversed(list(_MONTHS.finditer(clean))):
        start = max(clean.rfind("。", 0, found.start()), clean.rfind("\n", 0, found.start())) + 1
        stop = clean.find("。", found.end())
        stop = stop if stop >= 0 else len(clean)
        months = number(found["n"])
        if months and _REPLY.search(clean, start, min(stop, found.end() + 60)):
            return Value(months, Span(*found.span()))
    named = _PERIOD.search(clean)
    if named is None:
        return None
    group = "n" if named["n"] else "m"
    months = number(named[group])
    return Value(months, Span(named.start(group), named.end())) if months else None


def _last_date(clean: str, dates: Sequence[DateMention], close: int) -> Value[date] | None:
    """The date under the paper: the last full date behind the issuer's name or a line break, with nothing but a seal
    or the enclosures behind it."""
    for limit in (close, len(clean)):
        for mention in reversed(dates):
            if mention.date is None or mention.precision != "day" or mention.span.start >= limit:
                continue
            # A date that ends the paper is its date, also where the line before it ran into it.
            ends = not clean[mention.span.end :].strip()
            alone = ends or _BEFORE_DATE.search(clean, max(mention.span.start - _INDENT, 0), mention.span.start)
            if alone and _AFTER_DATE.match(clean, mention.span.end):
                return Value(mention.date, mention.span)
    return None
