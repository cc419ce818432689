"""Reading and judging citations of law: the labelled strings of ``corpora/citations`` against the program's answers.

A label is ``LAW#ARTICLE[-SUFFIX][.PARAGRAPH[.ITEM]]=STATUS`` (see the head of ``citations.yaml``). A citation is bad
where its status is a fault of the document. Recall is over bad labels; a false alarm is a citation called bad that is
not labelled so; its share is over the labelled citations that are good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

import corpora
from benmo.law import BAD, load
from benmo.law.lookup import Checked, check

#: File → what it is. The adversarial set was written to break the reader before it was run on any of it.
SETS = {"citations": "常见写法", "adversarial": "刁难写法", "heldout": "定稿后另写"}


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled string with the day it is judged on."""

    group: str
    day: date
    text: str
    want: tuple[str, ...]
    unread: int = 0


@dataclass(slots=True)
class Figures:
    """Counts that add up over rows."""

    rows: int = 0
    exact: int = 0
    bad: int = 0
    found: int = 0
    good: int = 0
    alarms: int = 0
    unread: int = 0
    unread_told: int = 0
    misses: list[tuple[Row, list[str]]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Bad citations that were called bad, with the right verdict."""
        return self.found / self.bad if self.bad else 1.0

    @property
    def alarm_rate(self) -> float:
        """Citations wrongly called bad, over the good ones."""
        return self.alarms / self.good if self.good else 0.0


def rows(name: str) -> list[Row]:
    """The rows of one set.

    Raises:
        FileNotFoundError: there is no such set.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: list[dict[str, Any]] = yaml.load(corpora.read_text("citations", f"{name}.yaml"), Loader=loader)
    return [Row(str(r["group"]), r["day"], r["text"], tuple(r["want"]), r.get("unread", 0)) for r in raw]


def label(checked: Checked) -> str:
    """What was read and judged, in the form of the labels."""
    mention, verdict = checked.mention, checked.verdict
    law = load().law(mention.law) if mention.law else None
    text = law.key if law else mention.law or "?"
    if mention.article or mention.unread:
        text += f"#{mention.article or '?'}"
    if mention.suffix:
        text += f"-{mention.suffix}"
    if mention.paragraph or mention.item:
        text += f".{mention.paragraph or 0}"
    if mention.item:
        text += f".{mention.item}"
    source = "!party" if mention.by_party else "!appendix" if mention.in_appendix else ""
    return f"{text}={verdict.status}{source}"


def score(given: Iterable[Row]) -> Figures:
    """Read and judge every row."""
    total = Figures()
    for row in given:
        checked = check(row.text, row.day)
        have = [label(c) for c in checked]
        unread = sum(c.mention.unread for c in checked)
        wanted, called = _bad(row.want), _bad(have)
        total.rows += 1
        total.bad += wanted.total()
        total.found += (wanted & called).total()
        total.good += len(row.want) - wanted.total()
        total.alarms += (called - wanted).total()
        total.unread += row.unread
        total.unread_told += min(unread, row.unread)
        if sorted(have) == sorted(row.want) and unread == row.unread:
            total.exact += 1
        else:
            total.misses.append((row, have))
    return total


def _bad(labels: Iterable[str]) -> Counter[str]:
    return Counter(one for one in labels if one.partition("=")[2].partition("!")[0] in BAD)
