"""Which provision applied on a day, and how a paper names it.

A provision id of the review is one edition of a rule; :func:`at` walks back to the edition in force on a day, so that a
ruling of 2020 is measured by 民诉法解释第五百一十九条 and one of 2023 by 第五百一十七条.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from benmo.drafting.data import read_yaml


@dataclass(frozen=True, slots=True)
class Norm:
    """One article in one edition. ``verified`` is False when number or content was not compared with a sure text."""

    id: str
    law: str
    short: str
    article: str
    verified: bool

    @property
    def full(self) -> str:
        """The citation with the official title: 《…》第×条."""
        return f"《{self.law}》{self.article}"


@cache
def _table() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in read_yaml("norms.yaml")}


def known_ids() -> frozenset[str]:
    """The ids of all provisions that papers may name."""
    return frozenset(_table())


def at(norm_id: str, on: date) -> Norm | None:
    """The edition of the rule *norm_id* that was in force on the day *on*; None when there was no such rule yet."""
    entry = _table()[norm_id]
    start = date.fromisoformat(entry["from"])
    if on >= start:
        return _norm(entry, entry["article"], bool(entry["verified"]))
    for before in entry.get("before", ()):
        found = at(before, on)
        if found:
            return found
    first = entry.get("first")
    if first and on >= date.fromisoformat(first):
        return _norm(entry, entry.get("first_article", entry["article"]), False)
    return None


def _norm(entry: dict[str, Any], article: str, verified: bool) -> Norm:
    return Norm(entry["id"], entry["law"], entry["short"], article, verified)


class Namer:
    """Names provisions in one paper: the official title at the first mention, the short title afterwards.

    Args:
        laws: the titles in the order of the paper; a title that comes once only gets no short form.
    """

    def __init__(self, laws: list[str]) -> None:
        self._often = {law for law in laws if laws.count(law) > 1}
        self._named: set[str] = set()

    def name(self, norm: Norm) -> str:
        """The citation of *norm* at this place of the paper."""
        if norm.law in self._named:
            return f"《{norm.short}》{norm.article}"
        if norm.law not in self._often or norm.law.startswith("中华人民共和国") or norm.short == norm.law:
            return norm.full
        self._named.add(norm.law)
        return f"《{norm.law}》（以下简称《{norm.short}》）{norm.article}"
