"""What an applicant complains of is not answered by the ruling's own word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benmo.cases.intake import gather
from benmo.review import review

RULING = """河南省鹿邑县人民法院
执行裁定书
（2021）豫1628执778号
申请执行人：鹿邑县顺和建材经营部，经营场所鹿邑县真源街道。
被执行人：曾广才，男，1979年3月3日出生，住鹿邑县谷阳街道。
鹿邑县顺和建材经营部与曾广才买卖合同纠纷一案，本院于2021年3月1日立案执行。
本院已向曾广才发出限制消费令。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条，裁定如下：
终结本次执行程序。
审判员 骆平
二〇二一年八月二十日
"""
REQUEST = """民事监督申请书
申请人：鹿邑县顺和建材经营部。
被申请人：曾广才。
申请事项：对鹿邑县人民法院（2021）豫1628执778号执行裁定进行监督。
事实与理由：
一、法院没有对曾广才限制消费。
二、执行员收受曾广才的好处。
2022年1月6日
"""


def _grounds(folder: Path, more: dict[str, str]) -> list[dict[str, Any]]:
    for name, text in {"裁定.txt": RULING, "申请书.txt": REQUEST, **more}.items():
        (folder / name).write_text(text, "utf-8")
    grounds: list[dict[str, Any]] = review(gather(folder)[0])["grounds"]
    return grounds


def test_the_rulings_own_word_leaves_a_ground_open(tmp_path: Path) -> None:
    restricted, _ = _grounds(tmp_path, {})
    (answer,) = [a for a in restricted["answers"] if a["checkpoint"] == "consumption_restriction"]
    assert answer["conclusion"] == "not_shown"
    assert "裁定书自述" in answer["reason"]


def test_a_paper_of_the_file_answers_a_ground(tmp_path: Path) -> None:
    order = "鹿邑县人民法院\n限制消费令\n（2021）豫1628执778号\n曾广才：\n本院对你限制消费。\n2021年4月6日\n"
    restricted, _ = _grounds(tmp_path, {"限制消费令.txt": order})
    (answer,) = [a for a in restricted["answers"] if a["checkpoint"] == "consumption_restriction"]
    assert answer["conclusion"] == "ok"


def test_a_ground_of_corruption_goes_elsewhere(tmp_path: Path) -> None:
    _, bribed = _grounds(tmp_path, {})
    assert bribed["answers"] == []
    assert "移送" in bribed["hints"][0]
