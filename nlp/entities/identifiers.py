"""Numbers that name a person or a thing, whole or masked: plates (号牌), identity cards, credit codes, accounts.


A masked value is a value with holes: 湘DLR7** names some cars and not others (:func:`may_be_one`). Check digits are
those of GB 11643-1999 (公民身份号码) and GB 32100-2015 (统一社会信用代码). Only asked for where somebody wants to see
them; a review does not run this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.document import Span

MASK = "*"
_HOLES = "×＊*•●■＃#"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_H = f"[0-9A-Z{_HOLES}]"
_PLATE = re.compile(f"[{_PROVINCES}][A-HJ-Z][·]?{_H}{{4,6}}(?:挂|学|警|[{_HOLES}])?(?![0-9A-Za-z])")
_LABELLED = re.compile(
    r"(?P<id_card>身份证(?:号码?)?|公民身份号码?|身份号码)[：:为]?\s?(?P<id_value>[0-9Xx×＊*]{4,18})"
    r"|(?P<uscc>统一社会信用代码|信用代码)[：:为]?\s?(?P<uscc_value>[0-9A-Z×＊*]{8,18})"
    r"|(?P<account>账号|账户|帐号|卡号)[：:为]?\s?(?P<account_value>[0-9×＊*][0-9×＊* ]{7,24}[0-9×＊*])"
    r"|(?P<tail>尾号)[：:为]?(?P<tail_value>\d{3,6})"
)
_ID_CARD = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{5}(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d\d{3}[0-9Xx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z×*])1[3-9]\d[0-9×＊*]{8}(?![0-9A-Za-z×*])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(3**power % 31 for power in range(17))


class Identifier(NamedTuple):
    """One number. ``text`` is normalised: capitals, no blanks or dots, every hole a ``*``.

    ``kind`` is plate, id_card, uscc, account, tail (尾号 of an account) or phone; ``valid`` tells what the check digit
    says, None where the number has none or is masked.
    """

    span: Span
    kind: str
    text: str
    valid: bool | None = None

    @property
    def masked(self) -> bool:
        """Whether some of its signs are blotted out."""
        return MASK in self.text


def find_identifiers(clean: str) -> tuple[Identifier, ...]:
    """Every identifier of *clean* in order, none inside another; linear."""
    found: list[Identifier] = []
    for one in sorted(_candidates(clean), key=lambda i: (i.span.start, -i.span.end)):
        if not found or one.span.start >= found[-1].span.end:
            found.append(one)
    return tuple(found)


def _candidates(clean: str) -> Iterator[Identifier]:
    for match in _PLATE.finditer(clean):
        yield _made("plate", Span(*match.span()), match.group())
    for match in _LABELLED.finditer(clean):
        kind = next(k for k in ("id_card", "uscc", "account", "tail") if match[k])
        group = {"id_card": "id_value", "uscc": "uscc_value", "account": "account_value", "tail": "tail_value"}[kind]
        yield _made(kind, Span(*match.span(group)), match[group])
    for kind, pattern in (("id_card", _ID_CARD), ("phone", _PHONE)):
        for match in pattern.finditer(clean):
            yield _made(kind, Span(*match.span()), match.group())


def _made(kind: str, span: Span, written: str) -> Identifier:
    text = re.sub(f"[{_HOLES}]", MASK, written).replace("·", "").replace(" ", "").upper()
    if kind == "id_card" and set(text) <= {"X"}:
        text = MASK * len(text)  # XXXXXXXXXXXXXXXXXX is a blot, not a number
    valid = None
    if MASK not in text and len(text) == 18:
        valid = id_card_valid(text) if kind == "id_card" else uscc_valid(text) if kind == "uscc" else None
    return Identifier(span, kind, text, valid)


def id_card_valid(text: str) -> bool:
    """Whether the last sign of an 18-digit identity number is its check digit (GB 11643-1999)."""
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == text[17]


def uscc_valid(text: str) -> bool:
    """Whether the last sign of a credit code is its check sign (GB 32100-2015)."""
    if len(text) != 18 or any(sign not in _USCC for sign in text):
        return False
    total = sum(_USCC.index(sign) * weight for sign, weight in zip(text, _USCC_WEIGHTS, strict=False))
    return _USCC[(31 - total % 31) % 31] == text[17]


def may_be_one(left: str, right: str) -> bool | None:
    """Whether two normalised values can be the same: False if a sign differs, None if only holes leave it open."""
    if len(left) != len(right) or any(a != b and MASK not in (a, b) for a, b in zip(left, right, strict=True)):
        return False
    return True if MASK not in left + right else None
