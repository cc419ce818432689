"""Every review of everything shipped keeps the contract: valid, whole, and true to its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benmo.cases.intake import CaseMaterial
from benmo.review import review, review_all
from benmo.review.catalog import catalogue
from nlp.document import Document, UnreadFile

Review = dict[str, Any]
SCHEMA = json.loads((files("benmo.contract") / "review.schema.json").read_text("utf-8"))
IDS = [c.id for c in catalogue()]
#: What a review of no ruling at all says of a case.
NOTHING = {"level": None, "score": None}


def broken(found: Review) -> list[str]:
    """Where *found* breaks the schema."""
    return [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(found)]


def evidence(node: Any) -> Iterator[dict[str, Any]]:
    """Every evidence object, at whatever depth."""
    if isinstance(node, dict):
        if {"document", "start", "end", "quote"} <= node.keys():
            yield node
        for value in node.values():
            yield from evidence(value)
    elif isinstance(node, list):
        for value in node:
            yield from evidence(value)


def material(text: str, **more: Any) -> CaseMaterial:
    """A case of one text file."""
    return CaseMaterial("case", (Document("case", "case.txt", "0" * 64, "txt", text),), **more)


def test_there_is_something_to_test(reviews: list[Review], rulings: list[Review]) -> None:
    assert len(reviews) >= 40
    assert len(rulings) >= 20


def test_schema(reviews: list[Review]) -> None:
    assert {r["id"]: broken(r) for r in reviews if broken(r)} == {}


def test_reviews_are_json(reviews: list[Review]) -> None:
    for found in reviews:
        assert json.loads(json.dumps(found, ensure_ascii=False, allow_nan=False)) == found


def test_quotes_are_what_stands_there(reviews: list[Review]) -> None:
    count = 0
    for found in reviews:
        texts = {d["id"]: d["text"] for d in found["documents"]}
        for e in evidence(found):
            count += 1
            assert texts[e["document"]][e["start"] : e["end"]] == e["quote"], (found["id"], e)
            assert e["quote"].strip() == e["quote"] != ""
    assert count > 1000


def test_no_evidence_is_hidden_text(reviews: list[Review]) -> None:
    for found in reviews:
        hidden = {d["id"]: d["hidden"] for d in found["documents"]}
        for e in evidence(found):
            assert not any(h["start"] <= e["start"] and e["end"] <= h["end"] for h in hidden[e["document"]]), found[
                "id"
            ]


def test_every_violation_has_evidence_and_a_next_step(rulings: list[Review]) -> None:
    for found in rulings:
        for f in found["findings"]:
            if f["conclusion"] == "violation":
                assert f["evidence"] and f["next_step"], (found["id"], f["checkpoint"])
            if f["conclusion"] == "not_shown":
                assert f["next_step"], (found["id"], f["checkpoint"])
            assert f["reason"] and f["basis"], (found["id"], f["checkpoint"])


def test_a_ruling_answers_every_checkpoint_in_order(rulings: list[Review]) -> None:
    assert len(IDS) == 46
    for found in rulings:
        assert [f["checkpoint"] for f in found["findings"]] == IDS, found["id"]
        assert found["grade"]["level"] in ("A", "B", "C")


def test_without_a_ruling_nothing_is_found(reviews: list[Review], rulings: list[Review]) -> None:
    others = [r for r in reviews if r not in rulings]
    assert others
    for found in others:
        assert found["findings"] == [], found["id"]
        assert found["grade"].items() >= NOTHING.items()
        assert found["warnings"], found["id"]


def test_ids_are_unique_and_stable(reviews: list[Review]) -> None:
    for found in reviews:
        ids = [f["id"] for f in found["findings"]]
        assert len(ids) == len(set(ids)), found["id"]


def test_items_can_be_told_apart(reviews: list[Review]) -> None:
    for found in reviews:
        items = [i["id"] for f in found["findings"] for i in f.get("items", ())]
        assert len(items) == len(set(items)), found["id"]


def test_the_lone_ruling_is_asked_nothing_that_only_a_file_can_answer(rulings: list[Review]) -> None:
    dossier = {c.id for c in catalogue() if c.needs == "dossier"}
    for found in rulings:
        if len(found["documents"]) == 1:
            shown = [f for f in found["findings"] if f["checkpoint"] in dossier and f["conclusion"] not in ("na",)]
            # Only where the ruling itself speaks to it, and then it must show where.
            assert all(f["evidence"] for f in shown), (found["id"], [f["checkpoint"] for f in shown])


def test_the_same_material_gives_the_same_review(rulings: list[Review]) -> None:
    text = rulings[0]["documents"][0]["text"]
    assert review(material(text)) == review(material(text))


def test_text_is_shown_only_when_asked(rulings: list[Review]) -> None:
    text = rulings[0]["documents"][0]["text"]
    assert "text" not in review(material(text))["documents"][0]
    assert review(material(text), with_text=True)["documents"][0]["text"] == text


BARE = """江北县人民法院
执行裁定书
（2023）苏0999执1234号
申请执行人：赵立群，男，1970年1月1日出生，住江北县。
被执行人：孙大勇，男，1975年2月2日出生，住江北县。
申请执行人赵立群与被执行人孙大勇买卖合同纠纷一案，本院于2023年3月1日立案执行。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
审判长　吴一平
审判员　郑二安
审判员　王三和
二〇二三年九月十八日
书记员　冯四新
"""


def test_silence_is_never_a_violation() -> None:
    found = review(material(BARE))
    assert [f["checkpoint"] for f in found["findings"] if f["conclusion"] == "violation"] == []
    assert found["grade"]["level"] == "C"


@pytest.mark.parametrize(
    "story",
    [
        "申请执行人称本院未发出执行通知书、未约谈、未查询财产。",
        "如被执行人隐匿财产，本院将对其罚款、拘留。",
        "本院应当约谈申请执行人，应当责令被执行人报告财产。",
        "人民法院应当在三个月后方可终结本次执行程序。",
        "另案中，被执行人名下房屋未处置，存款未扣划。",
        "申请执行人称被执行人名下有房屋一套、存款五十万元。",
    ],
)
def test_what_others_say_accuses_nobody(story: str) -> None:
    found = review(material(BARE.replace("立案执行。", f"立案执行。\n{story}")))
    assert [f["checkpoint"] for f in found["findings"] if f["conclusion"] == "violation"] == []


@pytest.mark.parametrize(
    "text", ["", " ", "天气很好。", "裁定如下：\n终结本次执行程序。", "本院", "\n" * 50, "执行裁定书\n终结本次执行程序"]
)
def test_odd_texts_are_reviewed_or_said_to_be_none(text: str) -> None:
    for found in review_all(material(text)):
        assert broken(found) == []
        assert found["findings"] or found["warnings"]


def test_what_was_not_read_is_said() -> None:
    left = UnreadFile("扫描件.pdf", "第3页是图像", "请提供文字版")
    found = review(CaseMaterial("case", (), (left,), skipped=("~$a.docx",)))
    assert found["status"] == "unreadable" and broken(found) == []
    assert any("扫描件.pdf" in w and "第3页是图像" in w for w in found["warnings"])
    assert any("~$a.docx" in w for w in found["warnings"])


def test_two_rulings_in_one_folder_are_two_reviews() -> None:
    one, two = BARE, BARE.replace("1234号", "5678号")
    documents = tuple(Document(str(n), f"{n}.txt", str(n) * 64, "txt", t) for n, t in enumerate((one, two)))
    found = review_all(CaseMaterial("卷宗", documents, is_folder=True))
    assert [r["id"] for r in found] == ["卷宗#0001", "卷宗#0002"]
    assert [r["case"]["case_no"] for r in found] == ["（2023）苏0999执1234号", "（2023）苏0999执5678号"]


def test_repaired_words_beneath_a_finding_are_said(rulings: list[Review]) -> None:
    for found in rulings:
        for f in found["findings"]:
            assert all(isinstance(c, str) and c for c in f.get("caveats", [])), found["id"]
