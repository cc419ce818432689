"""Each checkpoint in many other words (wordings.yaml), and in near ones that say less."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from nlp.document import Document

TABLES: list[dict[str, dict[str, list[str]]]] = [
    yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8")) for name in ("wordings.yaml", "variations.yaml")
]
RULING = """清河县人民法院
执行裁定书
（2023）冀0534执1200号
申请执行人：{creditor}
委托诉讼代理人：林晓，河北清远律师事务所律师。
被执行人：{debtor}
{c}与{d}买卖合同纠纷一案，本院（2022）冀0534民初900号民事判决书已经发生法律效力，{d}应支付货款50000元。{c}申请执行，本院于2023年3月1日立案执行，执行标的50000元。
{notice}{story}
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
{operative}
{rights}审判员　吴一平
二〇二三年九月十八日
书记员　冯四新
"""
PERSON = {
    "creditor": "周启明，男，1970年1月1日出生，住清河县。",
    "debtor": "罗大有，男，1975年2月2日出生，住清河县。",
    "c": "周启明",
    "d": "罗大有",
}
#: Behind @ in a key: the parties, or the paragraph that the sentence takes the place of.
PARTIES = {
    "two": {
        **PERSON,
        "debtor": f"{PERSON['debtor']}\n被执行人：汪秀兰，女，住清河县。",
        "d": "罗大有、汪秀兰",
    },
    "company": {
        "creditor": "仙桃市沔阳饲料有限公司，住所地湖北省仙桃市。\n法定代表人：邓光，经理。",
        "debtor": "仙桃市丰益养殖有限公司（以下简称丰益公司），住所地清河县。\n法定代表人：程国栋，总经理。",
        "c": "仙桃市沔阳饲料有限公司（以下简称沔阳公司）",
        "d": "仙桃市丰益养殖有限公司",
    },
}
CASES = [
    pytest.param(key, answer, sentence, id=f"{part}{key}-{answer}-{n}")
    for part, table in zip(("", "more-"), TABLES, strict=True)
    for key, answers in table.items()
    for answer, sentences in answers.items()
    for n, sentence in enumerate(sentences)
]


def ruling(kind: str, sentence: str) -> str:
    """A bare ruling with *sentence* where *kind* puts it: into the story, or for the operative part or the rights."""
    parties = PARTIES.get(kind, PERSON)
    debtors = parties["d"]
    parts = {
        "notice": f"2023年3月3日，本院向{debtors}送达执行通知书、报告财产令。",
        "story": sentence,
        "operative": "终结本次执行程序。",
        "rights": f"{debtors}应当继续履行债务；申请执行人发现有可供执行财产的，可以再次申请执行。\n",
    }
    if kind == "silent":
        parts["notice"] = ""
    elif kind == "operative":
        parts |= {"operative": sentence, "story": ""}
    elif kind == "norights":
        parts |= {"rights": f"{sentence}\n", "story": ""}
    return RULING.format(**parties, **parts)


@pytest.mark.parametrize(("key", "answer", "sentence"), CASES)
def test_wording(key: str, answer: str, sentence: str) -> None:
    checkpoint, _, kind = key.partition("@")
    document = Document("case", "case.txt", "0" * 64, "txt", ruling(kind, sentence))
    findings = {f["checkpoint"]: f for f in review(CaseMaterial("case", (document,)))["findings"]}
    found = findings[checkpoint]
    assert found["conclusion"] in answer.split("|"), found["reason"]
    if "violation" not in answer:
        assert not [k for k, f in findings.items() if f["conclusion"] == "violation"]
