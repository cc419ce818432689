"""Which categories of assets a text says were looked up, and with what result."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.pipeline import Reading

WRONG: dict[str, str] = {}

LOOKED_UP: list[tuple[str, set[str]]] = [
    ("经网络执行查控系统查询，未发现被执行人有存款、房产、车辆。", {"deposit", "real_estate", "vehicle"}),
    (
        "本院向银行、车辆登记部门、不动产登记部门、证券机构查询被执行人的财产。",
        {"deposit", "vehicle", "real_estate", "securities"},
    ),
    ("本院通过总对总查控系统进行查询。", set()),
    ("本院进行了四查。", set()),
    ("经查询，被执行人名下无支付宝、微信、财付通余额。", {"online_funds"}),
    ("本院向市场监督管理部门查询其对外投资情况，无股权登记。", {"equity"}),
    ("经查，被执行人无住房公积金。", {"provident_fund"}),
    ("经查询，被执行人名下没有保险。", {"insurance"}),
    ("经查，被执行人名下有苏A12345号小型轿车一辆。", {"vehicle"}),
    ("查明孙大勇在农业银行有存款320元。", {"deposit"}),
    ("本院提取了被执行人的工资。", {"income"}),
    ("本院向次债务人发出履行到期债务通知书。", {"receivable"}),
    ("本院未查询被执行人的不动产。", set()),
    ("本院没有对证券进行查询。", set()),
    ("本院应当查询被执行人的存款、房产。", set()),
    ("申请执行人称被执行人名下有房产。", set()),
    ("申请执行人请求查询被执行人的保险。", set()),
    ("人民法院应当通过网络执行查控系统对被执行人的存款、车辆、不动产、有价证券等财产情况进行查询。", set()),
    ("另案中查明被执行人有车辆。", set()),
    ("本院拟查询被执行人的住房公积金。", set()),
    ("如发现被执行人有房产、车辆，可申请恢复执行。", set()),
    ("查询结果如下：\n1.银行存款：无；\n2.车辆：无；\n3.不动产：无。", {"deposit", "vehicle", "real_estate"}),
    ("经查询：房产、车辆、证券、工商登记均无记录。", {"real_estate", "vehicle", "securities", "equity"}),
    ("本院向江北县自然资源和规划局、江北县公安局交警大队车管所函询，均回复无登记。", {"real_estate", "vehicle"}),
    ("经向互联网银行查询，账户余额为0元。", {"deposit"}),
    ("未查询到被执行人有不动产登记信息。", {"real_estate"}),
]
RESULTS = [
    ("经查询，未发现被执行人有车辆。", "vehicle", "none"),
    ("经查，被执行人名下有房屋一套。", "real_estate", "found"),
    ("本院向证券机构进行了查询。", "securities", "unknown"),
    ("经查询，银行账户余额均为0元。", "deposit", "none"),
    ("本院未查询被执行人的保险。", "insurance", "not_done"),
    ("本院通过网络查控系统查询被执行人名下银行存款、车辆、不动产，未发现可供执行的财产。", "deposit", "unknown"),
    ("本院向登记机构调查被执行人张三名下的不动产。", "real_estate", "unknown"),
    ("经查询被执行人名下有房屋一套。", "real_estate", "found"),
    ("经查询，被执行人名下登记车辆一辆。", "vehicle", "found"),
    ("本院查询被执行人名下银行存款余额1200元。", "deposit", "found"),
    ("查询到被执行人名下不动产。", "real_estate", "found"),
]


def _rows(table: list[tuple[str, set[str]]]) -> list[object]:
    return [
        pytest.param(
            *row, id=str(n), marks=[pytest.mark.xfail(strict=False, reason=WRONG[row[0]])] if row[0] in WRONG else []
        )
        for n, row in enumerate(table)
    ]


@pytest.mark.parametrize(("text", "categories"), _rows(LOOKED_UP))
def test_categories(tell: Callable[..., Reading], text: str, categories: set[str]) -> None:
    found = tell(text).narrative.of("inquire")
    assert {a.detail.partition(":")[0] for a in found if a.status == "done"} == categories


@pytest.mark.parametrize(("text", "category", "result"), RESULTS)
def test_results(tell: Callable[..., Reading], text: str, category: str, result: str) -> None:
    found = [a for a in tell(text).narrative.of("inquire") if a.detail.partition(":")[0] == category]
    assert {a.status if a.status != "done" else a.detail.partition(":")[2] for a in found} == {result}


def test_the_query_system_alone_is_a_mention_of_the_system(tell: Callable[..., Reading]) -> None:
    found = tell("2023年3月6日，本院通过网络执行查控系统发起查询。").narrative.of("system_inquiry")
    assert [str(a.date) for a in found] == ["2023-03-06"]


def test_a_date_of_filing_is_no_date_of_inquiry(tell: Callable[..., Reading]) -> None:
    found = tell("2023年3月1日立案后，本院于2023年3月20日通过网络执行查控系统查询。").narrative.of("system_inquiry")
    assert [str(a.date) for a in found] == ["2023-03-20"]
