"""No false accusation: what somebody claims, supposes, denies or tells of another case is no violation of this court.

Each sentence below tells a failing when the court itself says it. Wrapped into another's mouth, a condition, a question
or a denial, it must never become a violation. ``KNOWN`` holds the pairs that still do; it may only shrink.
"""

from __future__ import annotations

import pytest

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from nlp.document import Document

BARE = """江北县人民法院
执行裁定书
（2023）苏0999执1234号
申请执行人：赵立群，男，1970年1月1日出生，住江北县。
被执行人：孙大勇，男，1975年2月2日出生，住江北县。
申请执行人赵立群与被执行人孙大勇买卖合同纠纷一案，本院于2023年3月1日立案执行。
{story}
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
审判长　吴一平
审判员　郑二安
审判员　王三和
二〇二三年九月十八日
书记员　冯四新
"""
# Parties speak of 法院, the court of itself as 本院; {court} stands for either.
FAILINGS = (
    "{court}未约谈申请执行人",
    "{court}未告知终结本次执行程序的后果",
    "{court}未发出执行通知书",
    "{court}未责令被执行人报告财产",
    "{court}未查询被执行人的财产",
    "{court}对孙大勇的存款未予查询",
    "{court}已查封的房屋未处置",
    "孙大勇名下有房屋一套，{court}首先查封后未拍卖",
    "{court}冻结存款500000元未扣划",
    "{court}扣押的车辆未处置",
    "案款50000元未发放",
    "{court}将案款付给案外人",
    "{court}未采取限制消费措施",
    "{court}未将孙大勇纳入失信被执行人名单",
    "孙大勇转移财产",
    "孙大勇虚假报告财产，{court}未予处罚",
    "{court}对其提供的线索未予核实",
    "其提出的异议{court}未予理会",
    "其申请悬赏，{court}未作处理",
    "其申请续封，{court}未予办理",
    "本案未经合议庭评议",
    "孙大勇已被裁定宣告破产",
    "孙大勇抗拒执行",
    "流拍后{court}未征求其以物抵债的意见",
    "房屋两次流拍后{court}未变卖",
    "判决主文是腾退房屋",
    "其不同意终结本次执行程序",
)
WRAPPERS = {
    "creditor": "申请执行人称{}。",
    "creditor, comma": "申请执行人称，{}。",
    "creditor, quoted": "申请执行人称：“{}。”",
    "creditor, named": "赵立群认为{}。",
    "creditor, retold": "申请执行人称{own}。",
    "debtor": "被执行人辩称{}。",
    "outsider": "案外人钱某称{}。",
    "other case": "另案中，{}。",
    "condition": "如{own}，可向本院反映。",
    "whether": "是否存在{own}的情形，本院将依法核查。",
    "denied": "不存在{own}的情况。",
}


def accused(story: str) -> list[str]:
    """The checkpoints that a ruling which tells *story* is said to violate."""
    text = BARE.format(story=story)
    found = review(CaseMaterial("case", (Document("case", "case.txt", "0" * 64, "txt", text),)))
    return [f["checkpoint"] for f in found["findings"] if f["conclusion"] == "violation"]


def told(wrapper: str, failing: str) -> str:
    """*failing* in the words of *wrapper*."""
    return WRAPPERS[wrapper].format(failing.format(court="法院"), own=failing.format(court="本院"))


def _pairs() -> list[object]:
    return [
        pytest.param(wrapper, failing, id=f"{wrapper}-{n}")
        for wrapper in WRAPPERS
        for n, failing in enumerate(FAILINGS)
    ]


@pytest.mark.parametrize(("wrapper", "failing"), _pairs())
def test_nobody_is_accused_by_hearsay(wrapper: str, failing: str) -> None:
    assert accused(told(wrapper, failing)) == []


def test_what_the_court_admits_is_a_violation() -> None:
    admitted = [failing for failing in FAILINGS if accused(failing.format(court="本院") + "。")]
    # Not all alone: some need more of the case around them. But the sentences are no straw men.
    assert len(admitted) >= 10
