"""The papers that can be drafted, by name (data/papers.yaml).

A letter is an entry of data/letters.yaml; any other paper is one module with one function and a line in ``_COMPOSERS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from benmo.drafting.data import read_yaml
from benmo.drafting.errors import UnknownPaper
from benmo.drafting.form import Paragraph
from benmo.drafting.papers import baogao, diaojuan, hecha, jianyi, leian
from benmo.drafting.papers.letter import composer, letters
from benmo.drafting.plan import Left, Plan

Compose = Callable[[Plan], tuple[list[Paragraph], list[Left]]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    Args:
        name: its name, as ``--paper`` takes it.
        about: whom it addresses and what it does, for ``--list``.
        needs: what must be there, for ``--list``.
        compose: writes it from a plan.
        audience: court, outside (police, banks, parties) or internal; tells which prohibitions apply.
        blanks: what is left for people.
        firm: needs a proven or confirmed point.
        several: is written from several cases (``compose`` is not used then).
    """

    name: str
    about: str
    needs: str
    compose: Compose
    audience: str
    blanks: tuple[str, ...]
    firm: bool = False
    several: bool = False

    @property
    def to_court(self) -> bool:
        """Whether a court reads it."""
        return self.audience == "court"


_COMPOSERS: dict[str, tuple[Compose, tuple[str, ...]]] = {
    "审查终结报告": (baogao.compose, baogao.BLANKS),
    "检察建议书": (jianyi.compose, jianyi.BLANKS),
    leian.NAME: (leian.no_single, leian.BLANKS),
    "调查核实方案": (hecha.compose, hecha.BLANKS),
    "调卷函": (diaojuan.compose, diaojuan.BLANKS),
}

#: What is drafted where nothing firm allows a suggestion.
INSTEAD = ("调卷函", "调查核实方案")


@cache
def papers() -> tuple[Paper, ...]:
    """All papers in the order of work: the report comes before the suggestion."""
    found = []
    for entry in read_yaml("papers.yaml"):
        name = str(entry["name"])
        compose, blanks = _COMPOSERS.get(name) or (composer(name), tuple(letters()[name]["blanks"]))
        found.append(
            Paper(
                name, entry["about"], entry["needs"], compose, entry["audience"], blanks,
                bool(entry.get("firm")), bool(entry.get("several")),
            )
        )  # fmt: skip
    return tuple(found)


def paper(name: str) -> Paper:
    """The paper of that name (a longer name such as 调查核实方案与询问提纲 is understood). Raises UnknownPaper."""
    for one in papers():
        if name == one.name or name.startswith(one.name):
            return one
    raise UnknownPaper(f"不能起草“{name}”。", f"可起草：{'、'.join(p.name for p in papers())}。")
