"""Small helpers that every checkpoint's reason needs: names of categories, lists, dates and sums in Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

CATEGORY = {
    "deposit": "银行存款",
    "real_estate": "不动产",
    "vehicle": "车辆等交通工具",
    "securities": "有价证券",
    "online_funds": "网络资金",
    "provident_fund": "住房公积金",
    "insurance": "保险",
    "equity": "股权（对外投资）",
    "ip": "知识产权",
    "virtual": "虚拟财产",
    "receivable": "到期债权",
    "income": "收入",
    "movable": "其他动产",
    "other": "其他财产",
}
DIGITS = "零一二三四五六七八九十"


def listed(words: Iterable[str]) -> str:
    """甲、乙、丙."""
    return "、".join(words)


def day(when: date) -> str:
    """2024年3月1日."""
    return f"{when.year}年{when.month}月{when.day}日"


def yuan(amount: Decimal) -> str:
    """1863.90元 (no trailing zeros beyond cents)."""
    words = f"{amount:f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return f"{words}元"
