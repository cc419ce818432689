"""The papers that can be drafted, by name. A letter is an entry of data/letters.yaml and a line here; any other paper is
one module with one function and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benmo.drafting.errors import UnknownPaper
from benmo.drafting.form import Paragraph
from benmo.drafting.papers import baogao, diaojuan, hecha, jianyi, leian
from benmo.drafting.papers.letter import composer, letters
from benmo.drafting.plan import Left, Plan

Composed = tuple[list[Paragraph], list[Left]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    Args:
        name: its name, as ``--paper`` takes it.
        about: whom it addresses and what it does, for ``--list``.
        needs: what must be there, for ``--list``.
        compose: writes it from a plan.
        audience: court, outside (police, banks, parties) or internal; tells which prohibitions apply.
        firm: needs a proven or confirmed point.
        own_blanks: what is left for people; for a letter its data tells.
        several: is written from several cases (``compose`` is not used then).
    """

    name: str
    about: str
    needs: str
    compose: Callable[[Plan], Composed]
    audience: str
    firm: bool = False
    own_blanks: tuple[str, ...] = ()
    several: bool = False

    @property
    def to_court(self) -> bool:
        """Whether a court reads it."""
        return self.audience == "court"

    @property
    def blanks(self) -> tuple[str, ...]:
        """What is left for people to fill in."""
        return self.own_blanks or tuple(letters()[self.name]["blanks"])


def _letter(name: str, about: str, needs: str, audience: str) -> Paper:
    return Paper(name, about, needs, composer(name), audience)


_ALL = (
    Paper("审查终结报告", "内部：事实、财产矩阵、逐项法律分析、待核实问题和处理意见", "终本裁定书", baogao.compose, "internal",
          own_blanks=baogao.BLANKS),
    Paper("检察建议书", "致法院：指出查实或经人确认的违法情形，提出建议", "查实的违法，或者经人确认的问题", jianyi.compose, "court", True,
          jianyi.BLANKS),
    Paper(leian.NAME, "致法院：多起案件的同类问题", "同一法院两件以上案件有同一项查实或确认的问题", leian.no_single, "court", True,
          leian.BLANKS, several=True),
    Paper("调查核实方案", "内部：每项待核实问题看什么、问谁，附询问提纲", "终本裁定书", hecha.compose, "internal", own_blanks=hecha.BLANKS),
    Paper("调卷函", "致法院：调阅执行卷宗和有关材料", "案号", diaojuan.compose, "court", own_blanks=diaojuan.BLANKS),
    _letter("说明案件执行情况通知书", "致法院：要求书面说明可能怠于执行的情况", "待核实或者查实的执行事项", "court"),
    _letter("协助查询通知书", "致有关单位：查询财产登记和账户情况", "待核实的财产查询事项", "outside"),
    _letter("线索移送函", "致公安机关：移送涉嫌拒不执行判决、裁定的线索", "材料反映或者经人确认的线索", "police"),
    _letter("致申请人通知书", "致申请人：告知审查情况、检察建议或者处理结果", "有申请执行人", "outside"),
    _letter("不支持监督申请决定书", "致申请人：执行活动没有违法情形", "没有查实的违法，也没有待核实的重要事项", "outside"),
    _letter("终结审查决定书", "致申请人：法院已纠正、撤回申请等", "法院已纠正的材料，或者 --ground 写明事由", "outside"),
    _letter("处理结果审查登记表", "内部：登记法院对检察建议的处理结果", "法院回复", "internal"),
    _letter("跟进监督意见", "致法院：不采纳、部分采纳或者逾期未回复的再次监督", "原检察建议和法院回复；逾期的用 --served 写签收日期", "court"),
    _letter("提请上级监督报告", "致上级检察院：提请监督", "原检察建议和法院回复；逾期的用 --served 写签收日期", "internal"),
    _letter("回访函", "致法院：了解采纳建议后的落实情况", "法院采纳或者部分采纳的回复", "court"),
    _letter("流程监控通知书", "内部（案管部门致办案部门）：期限、条文、文书质量问题", "已制发的检察建议书中有问题，或者逾期未跟进", "internal"),
)  # fmt: skip

#: What is drafted where nothing firm allows a suggestion.
INSTEAD = ("调卷函", "调查核实方案")


def papers() -> tuple[Paper, ...]:
    """All papers in the order of work: the report comes before the suggestion."""
    return _ALL


def paper(name: str) -> Paper:
    """The paper of that name (a longer name such as 调查核实方案与询问提纲 is understood). Raises UnknownPaper."""
    for one in _ALL:
        if name == one.name or name.startswith(one.name):
            return one
    raise UnknownPaper(f"不能起草“{name}”。", f"可起草：{'、'.join(p.name for p in _ALL)}。")
