"""The same people under short, masked and group names; other cases' papers."""

from __future__ import annotations

import pytest

from nlp.document import Document
from nlp.files import cast_of, read_papers
from nlp.pipeline import Reading, read_document

RULING = """江苏省昆山市人民法院
执行裁定书
（2024）苏0583执3092号之三
申请执行人：苏州瑞田精密塑胶有限公司，住所地江苏省昆山市。
法定代表人：钮振华，总经理。
被执行人：昝立群，男，1977年12月9日生，汉族，住江苏省昆山市。
被执行人：姚凤琴，女，1979年8月27日生，汉族，住江苏省昆山市。
苏州瑞田精密塑胶有限公司与昝立群、姚凤琴买卖合同纠纷一案，本院于2024年3月11日立案。裁定如下：
终结本次执行程序。
审判长 顾雪峰
审判员 闵洁
审判员 戈志明
二〇二四年九月二十一日
书记员 翁玉莹
"""


def _read(text: str, name: str = "a.txt") -> Reading:
    return read_document(Document(name, name, "0" * 64, "txt", text))


@pytest.fixture(scope="module")
def ruling() -> Reading:
    return _read(RULING)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("昝立群", ("昝立群",)),
        ("昝某", ("昝立群",)),
        ("二被执行人", ("昝立群", "姚凤琴")),
        ("姚凤琴（邮寄签收）", ("姚凤琴",)),
        ("瑞田公司", ()),
    ],
)
def test_debtors(ruling: Reading, words: str, who: tuple[str, ...]) -> None:
    assert cast_of(ruling.head).debtors_in(words) == who


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("瑞田公司（电话）", True),
        ("钮振华", True),
        ("申请人", True),
        ("双方", True),
        ("叶丽芳", False),
        ("昝立群", False),
    ],
)
def test_creditor(ruling: Reading, words: str, known: bool) -> None:
    assert cast_of(ruling.head).creditor_in(words) is known


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("约谈笔录\n案号：（2024）苏0583执986号\n被约谈人：何登科\n问：同意终本吗？\n答：同意。\n", True),
        ("约谈笔录\n案号：（2024）苏0583执3092号\n被约谈人：何登科\n答：同意。\n", False),
        ("苏州工业园区人民法院\n复函\n江苏省昆山市人民法院：\n我院（2024）苏0591执1107号案已评估。\n", False),
        ("查控反馈（2024）苏0583执986号\n被执行人昝立群无车辆。\n", False),
        ("江苏省昆山市人民法院\n执行裁定书\n（2024）苏0583执恢12号\n恢复执行。\n", False),
    ],
)
def test_papers_of_another_case(ruling: Reading, text: str, foreign: bool) -> None:
    assert read_papers(_read(text), cast_of(ruling.head), None).foreign is foreign
