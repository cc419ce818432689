"""Chinese numerals: plain (二十三), formal (贰拾叁), and digit by digit (二〇二一)."""

from __future__ import annotations

_DIGITS = {
    c: str(v)
    for v, cs in enumerate(("〇零○◯ＯОOo", "一壹弌", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_DIGITS |= {chr(ord("０") + v): str(v) for v in range(10)} | {str(v): str(v) for v in range(10)} | {"元": "1"}
_UNITS = {"十": 10, "拾": 10, "廿": 20, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_SPELLED = str.maketrans(_DIGITS)


def digits(text: str) -> int | None:
    """The number spelled digit by digit (二〇二一, ２０２１, 二0二0); None if another character is in it."""
    plain = text if text.isascii() and text.isdigit() else text.translate(_SPELLED)
    return int(plain) if plain.isascii() and plain.isdigit() else None


def number(text: str) -> int | None:
    """The value of a Chinese or Arabic integer (十二, 二十, 贰佰万, 〇八, 12); None if ambiguous (二三百)."""
    if (plain := digits(text)) is not None:
        return plain
    total = section = current = 0
    seen = False
    for char in text:
        if char in _DIGITS:
            if seen:
                return None
            current, seen = int(_DIGITS[char]), char not in "〇零○"
            seen = seen and current > 0
        elif char in _UNITS:
            section += _UNITS[char] * (current or 1) if char != "廿" else 20
            current, seen = 0, False
        elif char in _BIG:
            total = (
                (total + section + current) * _BIG[char]
                if _BIG[char] > 10_000
                else total + (section + current) * _BIG[char]
            )
            section = current = 0
            seen = False
        else:
            return None
    return total + section + current
