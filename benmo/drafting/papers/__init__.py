"""The papers that can be drafted, by name. A further paper is one module with one function and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benmo.drafting.errors import UnknownPaper
from benmo.drafting.form import Paragraph
from benmo.drafting.papers import diaojuan, hecha, jianyi
from benmo.drafting.plan import Left, Plan

Composed = tuple[list[Paragraph], list[Left]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: ``to_court`` papers pass the checks of what a court must not read; ``firm`` needs a point."""

    name: str
    about: str
    compose: Callable[[Plan], Composed]
    to_court: bool
    firm: bool
    blanks: tuple[str, ...]


_ALL = (
    Paper("检察建议书", "致法院：指出查实或经人确认的违法情形，提出建议", jianyi.compose, True, True, jianyi.BLANKS),
    Paper("调卷函", "致法院：调阅执行卷宗和有关材料", diaojuan.compose, True, False, diaojuan.BLANKS),
    Paper("调查核实方案", "内部：每项待核实问题看什么、问谁，附询问提纲", hecha.compose, False, False, hecha.BLANKS),
)

#: What is drafted where nothing firm allows a suggestion.
INSTEAD = ("调卷函", "调查核实方案")


def papers() -> tuple[Paper, ...]:
    """All papers, the main one first."""
    return _ALL


def paper(name: str) -> Paper:
    """The paper of that name (a longer name such as 调查核实方案与询问提纲 is understood). Raises UnknownPaper."""
    for one in _ALL:
        if name == one.name or name.startswith(one.name):
            return one
    raise UnknownPaper(f"不能起草“{name}”。", f"可起草：{'、'.join(p.name for p in _ALL)}。")
