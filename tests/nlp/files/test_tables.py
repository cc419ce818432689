"""Tables of case files: heads, roles, rows, and what is no head."""

from __future__ import annotations

import pytest

from nlp.files.tables import find_pairs, find_tables, role_of


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("查询日期", "done_on"),
        ("财务通知日期", "noticed"),
        ("发放日期", "released"),
        ("收款人", "payee"),
        ("反馈结果", "result"),
        ("控制措施", "control"),
        ("告知情况", "told"),
        ("应查截止日", "due"),
        ("不动产", "cat:real_estate"),
        ("支付宝/微信", "cat:online_funds"),
        ("受送达人", "addressee"),
        ("2021-05-01", ""),
        ("", ""),
    ],
)
def test_role(head: str, role: str) -> None:
    assert role_of(head) == role


@pytest.mark.parametrize("sign", ["\t", " | ", "　　"])
def test_rows_by_any_separator(sign: str) -> None:
    rows = [["日期", "事项", "经办人"], ["2021-06-07", "立案", "立案庭"], ["2021-06-09", "总对总查询", "文娟"]]
    text = "\n".join(sign.join(r) for r in rows)
    (table,) = find_tables(text)
    assert table.roles == ("date", "act", "actor")
    assert [r.get("act") for r in table.rows] == ["立案", "总对总查询"]
    for row in table.rows:
        for cell in row.cells:
            assert text[slice(*cell.span)] == cell.text


def test_a_row_with_a_date_is_no_head() -> None:
    text = "应查日期\t查询日期\t结果\t告知情况\n2022-06-20\t2022-06-10\t无财产\t未告知\n2022-12-20\t\t\t"
    (table,) = find_tables(text)
    assert len(table.rows) == 2


def test_two_tables_in_one_paper() -> None:
    text = "查控\n被执行人\t财产种类\t查询结果\n甲\t车辆\t无\n登记人：丙\n日期\t事项\n2021-01-01\t立案\n"
    assert [t.roles for t in find_tables(text)] == [("respondent", "category", "result"), ("date", "act")]


def test_pairs_of_a_form() -> None:
    text = "执行案款发放审批表\n收款人\t叶丽芳\n发放日期：2023年4月10日\n"
    assert {k: c.text for k, c in find_pairs(text)} == {"收款人": "叶丽芳", "发放日期": "2023年4月10日"}
