"""Fills phrases and keeps what a careful reader takes from each: text and truth grow together."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from corpora.generator.draw import Draw
from corpora.generator.world import arabic, data

Finding = str | list[str]


class Teller:
    """Chooses a phrase of a group, fills it, and adds its truth."""

    def __init__(self, drawn: Draw, rng: Random) -> None:
        self.drawn = drawn
        self.rng = rng
        self.phrases: dict[str, Any] = data("phrases.yaml")
        self.inquiries: set[str] = set()
        self.measures: set[str] = set()
        self.findings: dict[str, Finding] = {}
        many = len(drawn.debtors) > 1
        names = "、".join(p.name for p in drawn.debtors)
        self.slots = {
            "debtor": ("各被执行人" if many else f"被执行人{names}"),
            "each": "各被执行人" if many else "被执行人",
            "creditor": "、".join(p.name for p in drawn.creditors),
            "one": rng.choice(drawn.debtors).name,
            "no": drawn.number,
            "recovered": amount(drawn.recovered, rng),
            "small": f"{rng.randint(1, 90)}.{rng.randint(10, 99)}",
            "asset": f"{drawn.court.code[0]}{rng.choice('ABCDE')}{rng.randint(10000, 99999)}号小型汽车",
            "place": f"{drawn.court.place}{rng.choice(['环城东路', '建设街', '滨河大道'])}{rng.randint(1, 99)}号",
        }

    def fill(self, text: str, day: date | None = None) -> str:
        """*text* with its slots filled; *day* stands for {d}."""
        when = arabic(day, self.drawn.padded) if day else ""
        return text.format(**self.slots, d=when)

    def tell(self, group: str, day: date | None = None, **findings: Finding) -> str:
        """A phrase of *group*, filled; its truth and *findings* are kept."""
        phrase = self.rng.choice(self.phrases[group])
        if isinstance(phrase, str):
            phrase = {"text": phrase}
        self.inquiries |= set(phrase.get("inquiries", ()))
        self.measures |= set(phrase.get("measures", ()))
        self.findings |= phrase.get("findings", {})
        self.findings |= findings
        return self.fill(phrase["text"], day)


def amount(yuan: int, rng: Random) -> str:
    """Digits as rulings write them: 12000, 12000.00, 12,000 (the unit follows)."""
    form = rng.random()
    if form < 0.7:
        return str(yuan)
    return f"{yuan}.00" if form < 0.85 else f"{yuan:,}"
