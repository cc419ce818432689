"""The invented world: names, courts, numbers, dates, amounts, each drawn from a seeded source."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import yaml

from corpora import read_text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CN = "〇一二三四五六七八九"
_FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司")


@cache
def data(name: str) -> Any:
    """The word list *name* of this package."""
    return yaml.load(read_text("generator", name), Loader=_LOADER)


@dataclass(frozen=True, slots=True)
class Party:
    """A party: its name, what kind it is, and the rest of its line in the head (without the label)."""

    name: str
    kind: str
    rest: str


@dataclass(frozen=True, slots=True)
class Court:
    """A court: as printed, the sign of the province with a code, and the two glyphs used in old numbers."""

    printed: str
    code: str
    old: str
    place: str


class World:
    """Draws; every draw takes a name at most once."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.words: dict[str, Any] = data("words.yaml")
        self._used: set[str] = set()

    def pick(self, key: str) -> Any:
        return self.rng.choice(self.words[key])

    def court(self) -> Court:
        province, sign, code = self.pick("provinces")
        place = self.pick("places")
        printed = f"{province if self.rng.random() < 0.6 else ''}{place}人民法院"
        return Court(printed, f"{sign}{code}{self.rng.randint(1, 29):02d}", place[0] if place else sign, place)

    def person(self, masked: bool = False) -> str:
        """A name; *masked* as publishers blot it out (桑某甲)."""
        for _ in range(500):
            form = self.rng.random()
            name = self.pick("minority") if form < 0.04 else self.pick("surnames") + self.pick("given")
            if masked:
                name = self.pick("surnames") + self.rng.choice(["某", "某某", "某甲", "某乙", "某1", "×"])
            if name not in self._used:
                self._used.add(name)
                return str(name)
        raise AssertionError("more persons than names")

    def company(self, place: str, bank: bool = False) -> str:
        for _ in range(500):
            name = (
                f"{place}{self.pick('banks')}"
                if bank
                else f"{place}{self.pick('brands')}{self.pick('trades')}{self.rng.choice(_FORMS)}"
            )
            if name not in self._used:
                self._used.add(name)
                return name
        raise AssertionError("more companies than names")

    def party(self, place: str, company: bool, style: str, bank: bool = False) -> Party:
        """A party whose line is told in *style*: full, short, masked, bare."""
        if company:
            name = self.company(place, bank)
            head = self.person()
            code = "".join(self.rng.choice("0123456789ABCDEFGH") for _ in range(16))
            rest = {
                "full": f"，住所地{place}{self.pick('roads')}{self.rng.randint(1, 400)}号，统一社会信用代码91{code}。"
                f"\n法定代表人：{head}，{self.rng.choice(['总经理', '执行董事', '董事长'])}。",
                "short": f"，住所地{place}{self.pick('roads')}。\n法定代表人：{head}。",
                "masked": f"，住所地{place}。\n法定代表人：{head}。",
                "bare": "。",
            }[style]
            return Party(name, "organisation", rest)
        name, sex = self.person(style == "masked" and self.rng.random() < 0.6), self.rng.choice("男女")
        born = f"{self.rng.randint(1950, 1995)}年{self.rng.randint(1, 12)}月{self.rng.randint(1, 28)}日"
        where = f"{place}{self.pick('roads')}{self.rng.randint(1, 400)}号"
        rest = {
            "full": f"，{sex}，{born}出生，汉族，住{where}，公民身份号码{self.rng.randint(330000, 659999)}{'×' * 12}。",
            "short": f"，{sex}，{born}生，住{place}。",
            "masked": f"，{sex}，汉族，住{place}。",
            "bare": "。",
        }[style]
        return Party(name, "person", rest)

    def number(self, court: Court, year: int, kind: str, old: bool, suffix: str = "") -> str:
        """A case number; before 2016 with the old signs (字第)."""
        if old:
            sign = {"执": "执字第", "民初": "民初字第", "执恢": "执恢字第"}[kind]
            return f"（{year}）{court.old}{sign}{self.rng.randint(20, 3999)}{_suffixed(suffix)}"
        return f"（{year}）{court.code}{kind}{self.rng.randint(20, 6999)}{_suffixed(suffix)}"

    def between(self, first: date, last: date) -> date:
        """A working day between two dates (weekends are left out, feasts are not known here)."""
        days = max((last - first).days, 0)
        for _ in range(50):
            found = first + timedelta(self.rng.randint(0, days))
            if found.weekday() < 5:
                return found
        return first

    def money(self, low: int, high: int) -> int:
        """Whole hundreds mostly, odd yuan sometimes."""
        amount = self.rng.randint(low, high)
        return amount if self.rng.random() < 0.4 else amount // 100 * 100


def _suffixed(suffix: str) -> str:
    """号之一 and -2号: the sub-number stands behind 号 or, with a dash, before it."""
    return f"{suffix}号" if suffix.startswith("-") else f"号{suffix}"


def months_after(day: date, months: int) -> date:
    """The same day number *months* later, or the last of that month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def arabic(day: date, padded: bool = False) -> str:
    """2021年3月5日, or 2021年03月05日."""
    return f"{day.year}年{day.month:02d}月{day.day:02d}日" if padded else f"{day.year}年{day.month}月{day.day}日"


def chinese(day: date) -> str:
    """二〇二一年三月五日."""
    return f"{''.join(_CN[int(c)] for c in str(day.year))}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else _CN[tens]) + "十") + (_CN[ones] if ones else "")
