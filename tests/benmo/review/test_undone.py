"""What a ruling tells of an act short of doing it: planned, done elsewhere, struck at another; the reason says so."""

from __future__ import annotations

import pytest

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from nlp.document import Document

RULING = """江北县人民法院
执行裁定书
（2023）苏0999执1234号
申请执行人：赵立群，男，1970年1月1日出生，住江北县。
被执行人：江北县恒通建材有限公司，住所地江北县。
法定代表人：周一鸣。
赵立群与江北县恒通建材有限公司买卖合同纠纷一案，本院于2023年3月1日立案执行，执行标的50000元。
本院向被执行人发出执行通知书、报告财产令。{story}
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
审判长　吴一平
审判员　郑二安
审判员　王三和
二〇二三年九月十八日
书记员　冯四新
"""


@pytest.mark.parametrize(
    ("story", "checkpoint", "conclusion", "words"),
    [
        ("本院拟对被执行人限制消费。", "consumption_restriction", "not_shown", "只载明拟发出限制消费令"),
        ("本院计划于近期对被执行人限制高消费。", "consumption_restriction", "not_shown", "只载明拟"),
        ("本院将依法将被执行人纳入失信被执行人名单。", "dishonesty_list", "not_shown", "只载明拟"),
        ("本院对其法定代表人周一鸣限制消费。", "consumption_restriction", "not_shown", "只载明对法定代表人等"),
        (
            "（2020）苏0999执70号案件中，本院已对被执行人限制消费。",
            "consumption_restriction",
            "not_shown",
            "只载明在另案中",
        ),
        ("本院对被执行人及其法定代表人限制消费。", "consumption_restriction", "ok", "已发出限制消费令"),
        ("被执行人未报告财产。", "asset_report_followup", "not_shown", "载明被执行人未报告财产，"),
        (
            "被执行人未报告财产，本院对其法定代表人决定拘留十日，因其患病未实际收拘。",
            "asset_report_followup",
            "ok",
            "未实际收拘",
        ),
        ("查明被执行人名下有货车一辆，已登记查封。", "vehicle_not_seized", "not_shown", "未见实际扣押车辆的记载"),
        ("查明被执行人名下有货车一辆，已查封但未能实际扣押。", "vehicle_not_seized", "not_shown", "未实际扣押"),
    ],
)
def test_reason(story: str, checkpoint: str, conclusion: str, words: str) -> None:
    document = Document("裁定书", "裁定书.txt", "0" * 64, "txt", RULING.format(story=story))
    answer = review(CaseMaterial("x", (document,)))
    (finding,) = (f for f in answer["findings"] if f["checkpoint"] == checkpoint)
    assert finding["conclusion"] == conclusion
    assert words in finding["reason"]
