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
