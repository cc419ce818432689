"""Numbers of articles: Chinese, positional (五一九), Arabic and full-width digits, both ways."""

from __future__ import annotations

_DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {
        "〇": 0,
        "○": 0,
        "Ｏ": 0,
        "O": 0,
        "o": 0,
        "两": 2,
    }
    | {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
)
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_FULL_WIDTH = {ord("０") + i: ord("0") + i for i in range(10)}
_CHINESE = "零一二三四五六七八九"

NUMERAL = "0-9０-９〇○零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
"""The characters of a number, for use inside a regular expression's brackets."""


def read_number(text: str) -> int | None:
    """The value of *text*, or None where it is not a well-formed number (五百一百九, 百十, empty)."""
    text = "".join(text.split()).translate(_FULL_WIDTH)
    if not text:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(c in _UNITS for c in text):
        return _positional(text)
    return _by_units(text)


def _positional(text: str) -> int | None:
    value = 0
    for char in text:
        digit = int(char) if char.isascii() and char.isdigit() else _DIGITS.get(char)
        if digit is None:
            return None
        value = value * 10 + digit
    return value or None


def _by_units(text: str) -> int | None:
    value, digit, last_unit, zero = 0, None, 10_000, False
    for char in text:
        unit = _UNITS.get(char)
        if unit is not None:
            if unit >= last_unit or (digit is None and (unit != 10 or (value and not zero))):
                return None
            value += (1 if digit is None else digit) * unit
            digit, last_unit, zero = None, unit, False
            continue
        number = _DIGITS.get(char)
        if number is None or digit is not None:
            return None
        if number == 0:
            zero = True
        else:
            digit = number
    # 五百一 would be 510 in speech but never in a citation: a digit behind 百 without 零 is taken as misread.
    if digit is not None and last_unit > 10 and not zero:
        return None
    return value + (digit or 0)


def write_number(value: int) -> str:
    """*value* (1 to 9999) in Chinese, as articles are numbered: 519 → 五百一十九, 15 → 十五, 110 → 一百一十.

    Raises:
        ValueError: *value* is out of range.
    """
    if not 0 < value < 10_000:
        raise ValueError(f"article numbers run from 1 to 9999, not {value}")
    out, pending_zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit == 0:
            pending_zero = bool(out) and value > 0
            continue
        out += ("零" if pending_zero else "") + _CHINESE[digit] + sign
        pending_zero = False
    return out[1:] if out.startswith("一十") else out


def article_text(article: int, suffix: int | None = None) -> str:
    """第五百一十九条, 第十二条之一."""
    return f"第{write_number(article)}条" + (f"之{write_number(suffix)}" if suffix else "")
