"""How well the guard tells bad rewrites from good ones: generated and hand-written outputs over template paragraphs.

A bad rewrite is the template's paragraph with one thing wrong; it is blocked when what would be printed is the
template's text again. A good one is kept when it would be printed as the model wrote it, to the letter. The paragraphs
have two halves: the guard was made with the dev half in sight; the held-out half was only counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import yaml

import corpora
from benmo.drafting.compare import Comparison, compare
from benmo.drafting.guard_tokens import canonical
from evaluation.guard_attacks import ATTACKS
from evaluation.guard_paraphrase import paraphrase

#: How many good rewrites by rule are made of each paragraph.
PARAPHRASES = 3
BY_HAND = "人工编写"
GOOD_RULE, GOOD_HAND = "正当改写（规则）", "正当改写（人工）"


@dataclass(frozen=True, slots=True)
class Item:
    """One output of a model: the paragraph it is for, what it is, whether it is bad."""

    paragraph: Mapping[str, Any]
    text: str
    kind: str
    bad: bool
    why: str = ""

    @property
    def half(self) -> str:
        """``dev`` or ``heldout``."""
        return str(self.paragraph["half"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the guard made of an item."""

    item: Item
    right: bool
    found: Comparison

    @property
    def told(self) -> str:
        """The first reason that was given for not keeping the model's wording."""
        reasons = [why for _, why in self.found.dropped]
        reasons += [p.reason for p in self.found.pieces if not p.model and p.reason]
        return next((r for r in reasons if "相同" not in r), "")


@cache
def paragraphs() -> tuple[dict[str, Any], ...]:
    """The template paragraphs."""
    return tuple(_read("paragraphs"))


def items() -> list[Item]:
    """Every item, the same each time."""
    return [*_attacked(), *_by_hand("bad"), *_paraphrased(), *_by_hand("good")]


def judge(item: Item) -> Outcome:
    """What becomes of *item*."""
    sentences = item.paragraph["sentences"]
    found = compare(sentences, item.text, item.paragraph["parties"])
    want = "".join(sentences) if item.bad else item.text
    return Outcome(item, canonical(found.text) == canonical(want), found)


def table(outcomes: Sequence[Outcome]) -> str:
    """Rows of kind, number and share by half."""
    kinds = dict.fromkeys(o.item.kind for o in outcomes)
    rows = [f"{'类别':<18}{'调试部分':>14}{'留出部分':>14}"]
    for bad, title in ((True, "不当改写，拦住"), (False, "正当改写，保留")):
        rows.append(f"—— {title}")
        for kind in kinds:
            mine = [o for o in outcomes if o.item.kind == kind and o.item.bad == bad]
            if mine:
                rows.append(_row(kind, mine))
        rows.append(_row("合计", [o for o in outcomes if o.item.bad == bad]))
    return "\n".join(rows)


def share(outcomes: Sequence[Outcome], bad: bool, half: str = "") -> float:
    """The share of bad items that were blocked, or of good ones that were kept."""
    mine = [o for o in outcomes if o.item.bad == bad and half in ("", o.item.half)]
    return sum(o.right for o in mine) / len(mine) if mine else 1.0


def _row(name: str, mine: Sequence[Outcome]) -> str:
    cells = []
    for half in ("dev", "heldout"):
        part = [o for o in mine if o.item.half == half]
        cells.append(f"{sum(o.right for o in part)}/{len(part)}")
    return f"{name:<18}{cells[0]:>14}{cells[1]:>14}"


def _attacked() -> Iterator[Item]:
    for paragraph in paragraphs():
        for kind, attack in ATTACKS.items():
            text = attack(paragraph, paragraphs(), Random(f"benmo-attack-{paragraph['id']}-{kind}"))
            if text is not None and text != "".join(paragraph["sentences"]):
                yield Item(paragraph, text, kind, True)


def _paraphrased() -> Iterator[Item]:
    for paragraph in paragraphs():
        made = {paraphrase(paragraph["sentences"], f"{paragraph['id']}-{n}") for n in range(PARAPHRASES)}
        yield from (Item(paragraph, text, GOOD_RULE, False) for text in sorted(filter(None, made)))


def _by_hand(name: str) -> Iterator[Item]:
    known = {p["id"]: p for p in paragraphs()}
    for row in _read(name):
        paragraph = known[row["of"]]
        sentences = [paragraph["sentences"][n] for n in row.get("order", range(len(paragraph["sentences"])))]
        text = row.get("all", "".join(sentences))
        for was, becomes in row.get("edits", ()):
            if was not in text:
                raise ValueError(f"{name}.yaml, {row}: {was!r} is not in the paragraph")
            text = text.replace(was, becomes, 1)
        bad = name == "bad"
        yield Item(paragraph, text, BY_HAND if bad else GOOD_HAND, bad, str(row.get("why", "")))


def _read(name: str) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[dict[str, Any]] = yaml.load(corpora.read_text("guard", f"{name}.yaml"), Loader=loader)
    return found
