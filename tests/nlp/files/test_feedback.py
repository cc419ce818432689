"""Control columns of feedback tables: what is controlled, from when, until when."""

import pytest

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from nlp.document import Document

RULING = (
    "江北县人民法院\n执行裁定书\n（2023）苏0999执123号\n申请执行人：张三，男。\n被执行人：李四，男。\n"
    "本院在执行张三与李四民间借贷纠纷一案中，于2023年1月5日立案执行。裁定如下：\n终结本次执行程序。\n"
    "审判员　王五\n二〇二三年五月十日\n书记员　孙八\n"
)
HEAD = "序号\t被执行人\t查询日期\t反馈单位\t查询结果\t控制情况\n"


def cells(row: str) -> dict[str, tuple[object, object]]:
    """Category → (until, whether reckoned)."""
    sheet = HEAD + f"1\t李四\t2023-01-10\t{row}\n"
    documents = tuple(Document(n, n, "", "txt", t) for n, t in (("执行裁定书.txt", RULING), ("查控反馈.txt", sheet)))
    found = review(CaseMaterial("a", documents, is_folder=True))["matrix"]
    return {c["category"]: (c["control_until"], c["control_reckoned"]) for c in found}


@pytest.mark.parametrize(
    ("row", "category", "until"),
    [
        ("车管所\t苏A12345小型轿车一辆\t已查封，至2025-01-31", "vehicle", ("2025-01-31", False)),
        ("不动产登记中心\t房产一套\t2023-02-01首封，期限三年", "real_estate", ("2026-02-01", True)),
        ("不动产登记中心\t房产一套\t2023-02-01查封，期限三年", "real_estate", ("2026-02-01", True)),
        ("中国建设银行\t余额1200.50元\t冻结至2024-01-09", "deposit", ("2024-01-09", False)),
        # whose first seizure it is, and what is none
        ("不动产登记中心\t房产一套\t首封法院为江南县法院，2023-02-01起，期限三年", "real_estate", (None, False)),
        ("不动产登记中心\t房产一套\t2023-02-01由江南县法院首封，期限三年", "real_estate", (None, False)),
        ("不动产登记中心\t房产一套\t非首封，2023-02-01，期限三年", "real_estate", (None, False)),
        ("车管所\t苏A12345小型轿车一辆\t未查封", "vehicle", (None, False)),
    ],
)
def test_until_when_an_asset_is_controlled(row: str, category: str, until: tuple[object, bool]) -> None:
    assert cells(row)[category] == until


LOG_HEAD = "节点\t完成时间\t备注\n立案\t2023-01-05\t\n合议\t2023-05-08\t\n"
MADE = RULING.replace("裁定如下", "2023年2月1日，本院对李四发出限制消费令。裁定如下")


def concluded(checkpoint: str, ruling: str, **papers: str) -> str:
    """What the review of the ruling and *papers* (name → text) says of *checkpoint*."""
    texts = {"执行裁定书.txt": ruling, **{f"{name}.txt": text for name, text in papers.items()}}
    documents = tuple(Document(n, n, "", "txt", t) for n, t in texts.items())
    found = review(CaseMaterial("a", documents, is_folder=True))["findings"]
    return str(next(f["conclusion"] for f in found if f["checkpoint"] == checkpoint))


def test_a_table_of_categories_whose_results_stand_under_another_head() -> None:
    sheet = (
        "案号\t反馈时间\t被查询人\t协查单位\t财产类型\t内容\t本院控制\n"
        "123\t2023-01-10\t李四\t公安部\t车辆\t苏A12345 轻型货车 2019-03注册 状态:正常 抵押:无 查封:无\t否\n"
        "123\t2023-01-10\t李四\t自然资源部\t不动产\t无\t—\n"
    )
    assert concluded("vehicle_not_seized", RULING, 查控反馈导出=sheet) == "violation"


def test_a_car_found_by_name_alone_is_nobodys_yet() -> None:
    sheet = HEAD + "1\t李四\t2023-01-10\t车管所（按姓名匹配）\t苏A12345小型轿车一辆，无抵押\t未控制（待核）\n"
    assert concluded("vehicle_not_seized", RULING, 查控反馈=sheet) != "violation"
    named = HEAD + "1\t李四\t2023-01-10\t车管所\t苏A12345小型轿车一辆，无抵押\t未控制\n"
    assert concluded("vehicle_not_seized", RULING, 查控反馈=named) == "violation"


@pytest.mark.parametrize(
    ("row", "conclusion"),
    [
        ("限制消费令\t2023-06-11\t补\n", "violation"),  # made up for after the ruling that claims it
        ("限制消费令\t2023-06-11\t再次送达\n", "ok"),  # served once more
        ("限制消费令\t2023-02-01\t\n", "ok"),
    ],
)
def test_an_order_that_the_log_makes_up_for_after_the_ruling(row: str, conclusion: str) -> None:
    log = LOG_HEAD + row + "裁定\t2023-05-10\t\n"
    assert concluded("consumption_restriction", MADE, 流程节点=log) == conclusion


def test_what_a_system_prints_out_is_no_order() -> None:
    printed = (
        "全国法院执行案件流程信息管理系统\n【惩戒措施查询】案号：（2023）苏0999执123号\n\n限制消费令\n"
        "  李四   起草 2023-06-11   审批 2023-06-11   发布 2023-06-11\n"
    )
    documents = (Document("a", "操作记录.txt", "", "txt", printed),)
    found = review(CaseMaterial("a", documents, is_folder=True))
    assert found["documents"][0]["type"] != "consumption_order"
