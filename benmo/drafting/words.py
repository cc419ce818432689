"""Values as official papers write them: dates, amounts, lists of names, article numbers.

Nothing here knows a paper; every function is total for the values that a review may hold and never guesses: what is
absent comes back as a blank that a person fills in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from benmo.drafting.data import read_yaml

#: A place for a person to fill in, as wide as two characters; only ideographic spaces, so that it prints as white.
BLANK = "　　"
BLANK_DATE = "　　年　　月　　日"

#: What stands around the title of a document in a file name: 05-…….docx
_FILE_NAME = re.compile(r"^[\d\s.、_\-（）()]+|\.[A-Za-z0-9]+(?:#.*)?$")
_ITEM_NUMBER = re.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d))"
)
_STEM = re.compile(r"(号)之.*$")


def cn_date(iso: str | None) -> str:
    """``2020-03-05`` → ``2020年3月5日``; a blank date when it is absent or no date."""
    parsed = parse_iso(iso)
    return f"{parsed.year}年{parsed.month}月{parsed.day}日" if parsed else BLANK_DATE


def parse_iso(iso: str | None) -> date | None:
    """The date of an ISO string, None when it is absent or not one."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def months_later(day: date, months: int) -> date:
    """The corresponding day *months* later; the last day of a month that lacks it (民法典第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def yuan(amount: float | int | None) -> str:
    """``376347`` → ``376347元``, ``50872.1`` → ``50872.10元``; a blank when absent."""
    if amount is None:
        return f"{BLANK}元"
    value = Decimal(str(amount)).quantize(Decimal("0.01"))
    return f"{value:.0f}元" if value == value.to_integral_value() else f"{value}元"


def listed(names: Iterable[str], last: str = "、") -> str:
    """Names joined with the enumeration comma."""
    return last.join(dict.fromkeys(n for n in names if n))


def names(parties: Iterable[Mapping[str, Any]]) -> str:
    """The full names of parties, in the order of the ruling."""
    return listed(p["name"] for p in parties)


def bare(item: str) -> str:
    """An item of a list without its own number and closing mark: ``一、撤销裁定；`` → ``撤销裁定``."""
    return _ITEM_NUMBER.sub("", item).strip(" \u3000。；;")


def case_stem(case_no: str | None) -> str:
    """The number of the enforcement case behind that of a ruling: ``…执1129号之一`` → ``…执1129号``."""
    return _STEM.sub(r"\1", case_no) if case_no else "（20　　）　　执　　号"


def category(value: str) -> str:
    """A category of the review in Chinese; anything else is returned as it is (it is Chinese already)."""
    return str(read_yaml("words.yaml")["categories"].get(value, value))


def document_label(document: Mapping[str, Any] | None) -> str:
    """How a paper names a document of the file."""
    kind = document["type"] if document else "other"
    if document and kind != "termination_ruling":
        stem = _FILE_NAME.sub("", str(document["path"]).replace("\\", "/").rsplit("/", 1)[-1]).strip(" -_")
        if len(re.findall(r"[\u4e00-\u9fff]", stem)) >= 3:
            return stem
    return str(read_yaml("words.yaml")["documents"].get(kind, "卷内材料"))


def numeral(n: int) -> str:
    """A small number in Chinese: 1 → 一, 12 → 十二 (1 to 99)."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{digits[tens]}十")
    return head + (digits[ones] if ones or not tens else "")


def numeral_article(n: int) -> str:
    """An article number in Chinese, 1 to 1999: 519 → 五百一十九, 106 → 一百零六."""
    digits, out, zero = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if zero else "") + digits[digit] + name
            zero = False
        else:
            zero = bool(out)
    return out.removeprefix("一") if out.startswith("一十") else out


def procuratorate(court: str | None) -> str:
    """The procuratorate of the same level and place as *court*, by name; a blank where the name does not tell.

    This is the usual correspondence, not a certainty (railway or development-zone courts differ), so every draft lists
    the name among what a person has to check.
    """
    if court and court.endswith("人民法院") and not court.startswith("最高"):
        return court.removesuffix("人民法院") + "人民检察院"
    return f"{BLANK}{BLANK}人民检察院"
