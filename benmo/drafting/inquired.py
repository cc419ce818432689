"""What an inquiry of the review says: who was looked up, and whether it says plainly that nothing was found.

A review sums the rows of a feedback sheet up; a paper says only what each row says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: A row that says something else than none: a plate, a sum above nothing, an account, no answer yet.
_NOT_PLAIN = re.compile(
    r"未反馈|无反馈|反馈失败|查询失败|未控制|已控制|未冻结|已冻结|未查封|已查封"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{4,6}"
    r"|(?:余额|价值|金额)[^，。；\t]{0,6}[1-9]|不足[\d一二三四五六七八九十百千万]+元"
)


def _rows(inquiry: Mapping[str, Any]) -> list[str]:
    return [str(e["quote"]) for e in inquiry.get("evidence", ()) if "\t" in str(e["quote"])]


def inquired(inquiry: Mapping[str, Any]) -> tuple[str, ...]:
    """The respondents looked up; where a sheet tells them by row and the act has a day, only those with a row."""
    everyone = tuple(str(r) for r in inquiry.get("respondents") or ())
    named = tuple(r for r in everyone if any(r in row for row in _rows(inquiry)))
    return named if named and inquiry.get("date") else everyone


def plain_none(inquiry: Mapping[str, Any]) -> bool:
    """Whether no passage of the inquiry says anything else than that nothing was found."""
    return not any(_NOT_PLAIN.search(str(e["quote"])) for e in inquiry.get("evidence", ()))


def result_rows(inquiry: Mapping[str, Any]) -> list[str]:
    """The rows of a sheet that a bare 未查得 would hide, in its words; empty where there are none."""
    if plain_none(inquiry):
        return []
    rows = [[c.strip() for c in row.split("\t") if c.strip()] for row in _rows(inquiry)]
    return [f"“{' '.join(r)}”" for r in rows if _NOT_PLAIN.search(" ".join(r)) and not set("“”") & set("".join(r))][:3]
