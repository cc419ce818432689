"""One draw: everything that a case's papers will tell, before a word is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from corpora.generator.world import Court, Party, World, months_after

#: 法〔2016〕373号 applies from here on; 民诉法解释 art. 519 became 517 on the other day.
RULES_FROM, RENUMBERED = date(2016, 12, 1), date(2022, 4, 10)
DEFECTS = (
    *("no_notice", "no_order", "no_restriction", "no_list", "part_query", "no_onsite", "no_clues", "no_interview"),
    *("bare_interview", "early", "wrong_article", "no_article", "no_rights", "wrong_sum", "one_judge", "no_filing"),
    *("measure_after", "two_years"),
)
STORIES = ("none", "none", "none", "paid", "trifle", "car_left", "waiting", "failed_auction")


@dataclass(frozen=True, slots=True)
class Draw:
    """The facts of one invented case."""

    court: Court
    number: str
    basis: str
    cause: str
    tags: frozenset[str]
    creditors: tuple[Party, ...]
    debtors: tuple[Party, ...]
    agent: str | None
    applied: date
    filed: date
    told: date
    ruled: date
    claimed: int
    recovered: int
    story: str
    shape: str
    defects: frozenset[str]
    judges: tuple[str, ...]
    clerk: str
    style: str
    padded: bool
    sums: str = "all"
    contact: str = "full"
    signed_in_digits: bool = False

    @property
    def modern(self) -> bool:
        """Whether 法〔2016〕373号 applied on the day of the ruling."""
        return self.ruled >= RULES_FROM

    @property
    def outstanding(self) -> int:
        return self.claimed - self.recovered

    @property
    def article(self) -> int:
        return 517 if self.ruled >= RENUMBERED else 519


def draw(rng: Random) -> Draw:
    """Draw the facts of one case; the order of the draws is part of the seed's meaning."""
    world = World(rng)
    court = world.court()
    cause = world.pick("causes")
    style = rng.choice(["full", "short", "masked", "bare"])
    bank, people = bool(cause.get("bank")), bool(cause.get("people"))
    creditors = tuple(
        world.party(court.place, bank or (not people and rng.random() < 0.4), style, bank)
        for _ in range(1 if bank or rng.random() < 0.85 else 2)
    )
    count = rng.choices([1, 2, 3, rng.randint(4, 20)], [60, 22, 13, 5])[0]
    owes = not cause.get("debtor_people")
    debtors = tuple(world.party(court.place, owes and rng.random() < 0.35, style) for _ in range(count))
    defects = frozenset(rng.sample(DEFECTS, rng.choice([0, 0, 1, 2, 3, 5])))
    applied, filed, told, ruled = _dates(world, rng, "early" in defects)
    story = rng.choice(STORIES)
    claimed = world.money(8_000, 3_000_000)
    recovered = world.money(500, claimed // 2) if story == "paid" else 0
    old = filed.year < 2016
    suffix = rng.choice(["", "", "", "之一", "之二", "-1"])
    tags = frozenset(cause["tags"]) | (
        {"enterprise"} if any(p.kind == "organisation" for p in (*debtors, *(() if bank else creditors))) else set()
    )
    judges = tuple(world.person() for _ in range(1 if "one_judge" in defects else 3))
    return Draw(
        court=court,
        number=world.number(court, filed.year, "执", old, suffix),
        basis=world.number(court, filed.year - rng.choice([0, 1, 1, 2]), "民初", old),
        cause=cause["name"],
        tags=tags,
        creditors=creditors,
        debtors=debtors,
        agent=world.person() if rng.random() < 0.2 else None,
        applied=applied,
        filed=filed,
        told=told,
        ruled=ruled,
        claimed=claimed,
        recovered=recovered,
        story=story,
        shape=rng.choice("abcd"),
        defects=defects,
        judges=judges,
        clerk=world.person(),
        style=style,
        padded=rng.random() < 0.2,
        sums=rng.choices(["all", "claim", "none"], [70, 18, 12])[0],
        contact=rng.choices(["full", "written"], [75, 25])[0],
        signed_in_digits=rng.random() < 0.1,
    )


def _dates(world: World, rng: Random, early: bool) -> tuple[date, date, date, date]:
    """Application, filing, telling the creditor, ruling; more than three calendar months unless *early*."""
    year = rng.randint(2014, 2026)
    filed = world.between(date(year, 1, 4), date(year, 2, 27) if year in (2014, 2026) else date(year, 12, 20))
    applied = world.between(months_after(filed, -1), filed)
    if early:
        ruled = world.between(months_after(filed, 1), months_after(filed, 2))
    else:
        # 民诉法解释 came into force on 4 February 2015; nothing earlier is ruled here.
        first = max(months_after(filed, 4), date(2015, 3, 2))
        ruled = world.between(first, months_after(first, 3))
    ruled = max(ruled, date(2015, 3, 2))
    return applied, filed, world.between(months_after(ruled, -1), ruled), ruled
