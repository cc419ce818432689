"""One matter in many wordings: whatever words a clerk chooses, the answer is the same (paraphrases.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from nlp.document import Document

TABLE: dict[str, dict[Any, list[str]]] = yaml.safe_load(Path(__file__).with_name("paraphrases.yaml").read_text("utf-8"))
BARE = """清河县人民法院
执行裁定书
（2023）冀0534执1200号
申请执行人：周启明，男，1970年1月1日出生，住清河县。
委托诉讼代理人：林晓，河北清远律师事务所律师。
被执行人：罗大有，男，1975年2月2日出生，住清河县。
周启明与罗大有买卖合同纠纷一案，本院（2022）冀0534民初900号民事判决书已经发生法律效力，{claim}
2023年3月3日，本院向罗大有送达执行通知书、报告财产令。{story}
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
罗大有应当继续履行债务；周启明发现罗大有有可供执行财产的，可以再次申请执行。
审判员　吴一平
二〇二三年九月十八日
书记员　冯四新
"""
CLAIM = "罗大有应支付货款50000元。周启明申请执行，本院于2023年3月1日立案执行，执行标的50000元。"
SETS = {"inquiries": "category", "measures": "type"}
CASES = [
    pytest.param(asked, str(wanted), story, id=f"{asked}-{wanted}-{n}")
    for asked, answers in TABLE.items()
    for wanted, stories in answers.items()
    for n, story in enumerate(stories)
]


def answer(asked: str, story: str) -> list[str]:
    """What the review of a bare ruling with *story* says of what is asked."""
    document = Document(
        "case", "case.txt", "0" * 64, "txt", BARE.format(story=story, claim="" if asked == "claimed" else CLAIM)
    )
    found = review(CaseMaterial("case", (document,)))
    if asked == "accused":
        return [f["checkpoint"] for f in found["findings"] if f["conclusion"] == "violation"] or ["nobody"]
    if asked in SETS:
        return [entry[SETS[asked]] for entry in found["case"][asked]]
    if asked in found["case"]["amounts"]:
        return [str(found["case"]["amounts"][asked])]
    return [next(f["conclusion"] for f in found["findings"] if f["checkpoint"] == asked)]


@pytest.mark.parametrize(("asked", "wanted", "story"), CASES)
def test_wording(asked: str, wanted: str, story: str) -> None:
    assert set(wanted.split("|")) & set(answer(asked, story)), answer(asked, story)
