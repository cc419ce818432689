"""Sums of money: 10000元, 7万元, 400，000元, 1.73亿元, 壹佰贰拾万元整, 五万元, ×××元; values in yuan as Decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.document import Span, from_fields, span_from
from nlp.entities.model import Amount
from nlp.entities.numerals import number

_CN = "〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_NUM = r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_ANCHOR = re.compile("[元圆￥¥]")
_BEFORE = re.compile(
    rf"(?:(?P<num>{_NUM})[ \u3000]?(?P<more>[余多])?(?P<unit>[千百]?[万亿]|[千百])?"
    rf"|(?P<cn>[{_CN}万萬亿億]+)(?P<cmore>[余多])?(?P<cunit>[万亿])?|"
    rf"(?P<masked>[×*XＸ]{{1,10}})[万亿]?)(?P<more2>[余多])?[ \u3000]?$"
)
#: 12万3千元, 1亿2300万元: digits with a unit each, added up. Where a comma groups badly (1,2345元) no value is given.
_MIXED = re.compile(
    rf"(?:(?P<yi>{_NUM})(?P<yi_unit>[千百十]?亿)[零0]?)?(?:(?P<wan>{_NUM})(?P<wan_unit>[千百十]?万)[零]?)?"
    rf"(?:(?P<qian>{_NUM})千)?(?:(?P<bai>{_NUM})百)?(?P<rest>{_NUM})?[ \u3000]?$"
)
_UNIT_INSIDE = re.compile("[0-9][千百十]?[万亿千百]零?[0-9]")
_BAD_GROUP = re.compile(r"[0-9][0-9,]*,[0-9]+(?:\.[0-9]+)?$")
#: 68,350. 20元: no other reading than one number with a gap in it.
_GAPPED = re.compile(r"[0-9][0-9,]{2,}\.[ \u3000][0-9]{2}$")
#: 共61 850元: one number or two, nobody can tell for sure; no value is given. A serial number that opens a line
#: (1 200元) is a cell of its own.
_TORN = re.compile(r"(?<=[一-龥])[0-9]{1,3}[ \u3000\u00a0][0-9]{3}$")
_BLANKS = (" ", "\u3000", "\u00a0")
_AFTER = re.compile(rf"(?:零?(?P<jiao>[0-9{_CN}])角)?(?:零?(?P<fen>[0-9{_CN}])分(?!之))?")
_SIGNED = re.compile(rf"[ \u3000]?({_NUM})(?![0-9万亿元])")
_UNITS = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100, "十": 10}
_VAGUE = ("约", "近", "逾", "超", "不足", "超过", "数", "几", "不到")
_ABOUT = ("左右", "上下", "以上", "以下")
_SEPARATORS = str.maketrans("", "", ",，")
_BARE_UNITS = frozenset("十百千万亿")
_NO_MONEY = frozenset({"", "一", "零", "〇", "千万", "百万"})
_WINDOW = 24
_DIGITS_POINT = "0123456789."
_NOTHING = Decimal(0)
_amount = from_fields(Amount)
_SIMPLE = re.compile(r"[0-9]+(?:\.[0-9]+)?$")


def find_amounts(clean: str) -> tuple[Amount, ...]:
    """Every sum of *clean* in order; linear. Rates (12‰), counts and blanks (工程质量保证金元) are no sums."""
    found: list[Amount] = []
    end = 0
    for anchor in _ANCHOR.finditer(clean):
        at = anchor.start()
        if at < end:
            continue
        amount = _before(clean, at, end) if clean[at] in "元圆" else _signed(clean, at)
        if amount:
            found.append(amount)
            end = amount.span.end
    return tuple(found)


def _before(clean: str, at: int, floor: int) -> Amount | None:
    """The sum whose 元 stands at *at*."""
    low = max(at - _WINDOW, floor)
    written = clean[low:at]
    if written[-4:-3] in _BLANKS and (torn := _TORN.search(clean, low, at)):
        return Amount(Span(torn.start(), at + 1), None, approximate=True)
    if written[-3:-2] in _BLANKS and (gapped := _GAPPED.search(clean, low, at)):
        digits = gapped.group().translate(_SEPARATORS).replace(" ", "").replace("\u3000", "")
        return Amount(Span(gapped.start(), at + 1), Decimal(digits))
    start = at - len(written) + len(written.rstrip(_DIGITS_POINT))
    # Most sums are digits and nothing else; the whole grammar is for the others.
    if low < start < at and clean[start - 1] not in ",，万亿千百零" and _SIMPLE.match(clean, start, at):
        value: Decimal | None = Decimal(clean[start:at])
        vague, small = False, _AFTER.match(clean, at + 1)
    else:
        if mixed := _mixed(clean, low, at):
            return mixed
        match = _BEFORE.search(clean, low, at)
        if match is None:
            return None
        if (
            match["num"]
            and clean[match.start() - 1 : match.start()] == ","
            and (bad := _BAD_GROUP.search(clean, low, at))
        ):
            return Amount(Span(bad.start(), at + 1), None, approximate=True)
        start, small = match.start(), _AFTER.match(clean, at + 1)
        if match["masked"]:
            return Amount(Span(start, small.end() if small else at + 1), None, masked=True)
        if match["cn"] in _NO_MONEY:
            return None
        vague = bool(match["more"] or match["more2"] or match["cmore"])
        value, uncertain = _worth(match)
        vague = vague or uncertain
    assert small is not None  # both parts are optional
    span = span_from((start, small.end()))
    vague = vague or clean[max(start - 2, 0) : start].endswith(_VAGUE) or clean.startswith(_ABOUT, span.end)
    if value is not None:
        value += _small(small["jiao"], 1) + _small(small["fen"], 2)
    return _amount((span, value, vague, False))


def _mixed(clean: str, low: int, at: int) -> Amount | None:
    """A sum of digits with several units; None where there are not two of them."""
    inside = _UNIT_INSIDE.search(clean, low, at)
    match = _MIXED.search(clean, low, at) if inside else None
    if match is None or sum(match[key] is not None for key in ("yi", "wan", "qian", "bai", "rest")) < 2:
        return None
    value = _NOTHING
    for key, units in (
        ("yi", match["yi_unit"]),
        ("wan", match["wan_unit"]),
        ("qian", "千"),
        ("bai", "百"),
        ("rest", ""),
    ):
        if match[key] is not None:
            part = Decimal(match[key].translate(_SEPARATORS))
            for unit in units:
                part *= _UNITS[unit]
            value += part
    vague = clean[max(match.start() - 2, 0) : match.start()].endswith(_VAGUE) or clean.startswith(_ABOUT, at + 1)
    return Amount(Span(match.start(), at + 1), value, vague)


def _worth(match: re.Match[str]) -> tuple[Decimal | None, bool]:
    """The value that the words before 元 name, and whether they name it only roughly."""
    if not match["num"]:
        return _chinese(match["cn"], match["cunit"])
    value = Decimal(match["num"].translate(_SEPARATORS))
    for unit in match["unit"] or "":
        value *= _UNITS[unit]
    return value, False


def _chinese(word: str, unit: str | None) -> tuple[Decimal | None, bool]:
    """The value of a Chinese numeral; 几十元 and 二三百元 name no number and are vague."""
    whole = None if word in _BARE_UNITS else number(word)
    if whole is None:
        return None, True
    return Decimal(whole * _UNITS.get(unit or "", 1)), False


def _signed(clean: str, at: int) -> Amount | None:
    """￥50,000.00 with no 元 behind it."""
    match = _SIGNED.match(clean, at + 1)
    return Amount(Span(at, match.end()), Decimal(match[1].translate(_SEPARATORS))) if match else None


def _small(text: str | None, places: int) -> Decimal:
    return Decimal(number(text) or 0).scaleb(-places) if text else _NOTHING
