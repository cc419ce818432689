"""The whole way of a case over the desk, on both databases."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from docx import Document

from benmo.desk.model import CaseFilter, Upload
from benmo.desk.service import Desk
from benmo.errors import BenmoError, Conflict, NothingFirm, UsageError

REPLY = """江东市江北区人民法院
关于检察建议书的回复
江北区人民检察院：
你院江北检执监〔2026〕3号检察建议书收悉。经审查，你院检察建议成立，本院予以采纳。
现将有关情况回复如下：
一、已恢复对该案的执行，案号为（2026）浙0199执恢12号。
二、已对财产线索重新核查。
此复。
二〇二六年九月一日
"""


def body(data: bytes) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)


def test_from_intake_to_the_reply(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    view = desk.case(who, key)
    found = {f["checkpoint"]: f for f in view.review["findings"]}
    shown = [c for c, f in found.items() if f["conclusion"] == "violation"]
    silent = [c for c, f in found.items() if f["conclusion"] == "not_shown"]
    assert len(shown) >= 2 and silent

    with pytest.raises(Conflict, match="没有答复的项目：案件来源、是否民事执行"):
        desk.draft(who, key, "检察建议书")
    kit.admit(desk, who, key)
    with pytest.raises(NothingFirm, match="还没有采纳"):
        desk.draft(who, key, "检察建议书")
    with pytest.raises(UsageError, match="理由"):
        desk.decide(who, key, shown[0], "rejected")
    desk.decide(who, key, shown[0], "rejected", note="卷内另有材料")
    kept = desk.decide(who, key, shown[1], "confirmed")
    assert kept and "可以写入检察建议书" in kept.effect

    made = desk.draft(who, key, "检察建议书")
    ids = {i for s in made.draft["sentences"] for i in s["finding_ids"]}
    assert found[shown[1]]["id"] in ids
    # Neither what was rejected nor what nobody has decided on stands in the paper.
    assert not ids & {found[c]["id"] for c in (shown[0], *shown[2:])}
    assert {"text": found[shown[2]]["reason"], "reason": "尚未经人采纳，未写入"} in made.draft["dropped"]

    edited = desk.edit_sentence(who, made.row.id, 1, 4, "这一句由承办人改写。")
    assert edited.number == 2 and edited.draft["sentences"][4]["author"] == "person"
    with pytest.raises(Conflict, match="更新的一版"):
        desk.edit_sentence(who, made.row.id, 1, 4, "晚到的修改。")
    name, docx = desk.export_draft(who, made.row.id)
    assert name.endswith("检察建议书.docx") and "这一句由承办人改写。" in body(docx)

    paper = desk.register_sent(
        who, key, paper="检察建议书", court="江东市江北区人民法院", number="江北检执监〔2026〕3号",
        sent_on=date(2026, 6, 1), received_on=date(2026, 6, 3), draft_id=made.row.id,
    )  # fmt: skip
    assert paper.due_on == "2026-09-03"
    answered, reply = desk.read_reply(who, paper.id, Upload("复函.txt", REPLY.encode()))
    desk.runner.drain()
    assert (answered.state, answered.outcome, answered.replied_on) == ("answered", "adopted", "2026-09-01")
    assert reply["outcome"] == "adopted"
    after = desk.case(who, key)
    assert after.row.state == "answered" and after.review["reply"]["outcome"] == "adopted"
    # The reply says nothing about the case itself: the findings and the decisions are as they were.
    assert [(f["id"], f["conclusion"]) for f in after.review["findings"]] == [
        (f["id"], f["conclusion"]) for f in view.review["findings"]
    ]
    assert {d.checkpoint: d.decision for d in after.decisions} == {shown[0]: "rejected", shown[1]: "confirmed"}
    follow = desk.draft(who, key, "回访函")
    assert "江北检执监〔2026〕3号" in "".join(s["text"] for s in follow.draft["sentences"])
    count, faults = desk.verify_audit(who)
    assert count > 10 and not faults


def test_a_later_rejection_stops_the_export(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    kit.admit(desk, who, key)
    shown = [f["checkpoint"] for f in desk.case(who, key).review["findings"] if f["conclusion"] == "violation"]
    desk.decide(who, key, shown[0], "confirmed")
    made = desk.draft(who, key, "检察建议书")
    desk.decide(who, key, shown[0], "rejected", note="查明不属实")
    assert desk.draft_view(who, made.row.id).row.stale
    with pytest.raises(Conflict, match="不能导出"):
        desk.export_draft(who, made.row.id)
    desk.decide(who, key, shown[0], "withdrawn")
    with pytest.raises(Conflict, match="不能导出"):
        desk.export_draft(who, made.row.id)
    desk.decide(who, key, shown[0], "confirmed")
    assert desk.export_draft(who, made.row.id)[1]


def test_the_same_bytes_make_no_second_case(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    first = kit.take_in(desk, who, "03")
    (upload,) = kit.sample("03")
    job = desk.intake(who, [Upload("另一名称.txt", upload.data)])
    desk.runner.drain()
    (item,) = desk.items(who, job.id)
    assert (item.state, item.case) == ("duplicate", first[0])
    assert desk.cases(who).total == 1


def test_filters_and_search(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    keys = kit.take_in(desk, who, "02", "03", "05", "15")
    everything = desk.cases(who)
    assert everything.total == 4 and {r.key for r in everything.rows} == set(keys)
    assert [r.key for r in desk.cases(who, offset=1, limit=2).rows] == [r.key for r in everything.rows[1:3]]
    assert {r.level for r in desk.cases(who, CaseFilter(level=("A",))).rows} == {"A"}
    assert desk.cases(who, CaseFilter(text="约谈")).total >= 1
    assert desk.cases(who, CaseFilter(text="查无此词")).total == 0
    hits = desk.search(who, "查封")
    assert hits and all(h.passage[a:b] == "查封" for h in hits for a, b in h.spans)
    with_finding = desk.cases(who, CaseFilter(checkpoint="creditor_clues", conclusion="violation"))
    assert keys[3] in {r.key for r in with_finding.rows}
    accused, open_ones = (desk.cases(who, CaseFilter(conclusion=c)).rows for c in ("violation", "not_shown"))
    reviews = {key: [f["conclusion"] for f in desk.case(who, key).review["findings"]] for key in keys}
    assert {r.key for r in accused} == {key for key in keys if "violation" in reviews[key]} != set()
    assert {r.key for r in open_ones} == {key for key in keys if "not_shown" in reviews[key]} != set()
    assert desk.cases(who, CaseFilter(conclusion="ok")).total == 0


def test_marked_text_becomes_a_finding_of_ones_own(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "03")
    document = desk.case(who, key).review["documents"][0]
    mark = desk.add_mark(who, key, document["id"], 20, 40, name="另行发现的问题", note="见第一页")
    assert mark.quote == document["text"][20:40]
    desk.reread(who, [key])
    desk.runner.drain()
    (again,) = desk.case(who, key).marks
    assert (again.document, again.start, again.end) == (document["id"], 20, 40)
    desk.withdraw_mark(who, key, mark.id)
    assert desk.case(who, key).marks == ()


def test_passages_of_some_cases_and_pages_beyond_the_last(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    one, other = kit.take_in(desk, who, "15", "03")
    everywhere = {h.case for h in desk.search(who, "执行")}
    assert everywhere == {one, other}
    some = desk.search(who, "执行", within=[one])
    assert some and {h.case for h in some} == {one}
    assert desk.search(who, "执行", within=[]) == () and desk.search(who, "鲸鲨", within=[one]) == ()
    assert {r.key for r in desk.rows(who, [one, other, "c0"])} == {one, other}
    wanted = CaseFilter(text="执行")
    assert desk.cases(who, wanted, limit=1).total == 2
    beyond = desk.cases(who, wanted, offset=50)
    assert (beyond.rows, beyond.total) == ((), 2)


def test_a_long_word_is_proven_and_what_is_not_counted_is_said(
    desk: Desk, kit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evaluation.bench.desk import fill

    who = kit.administrator(desk)
    fill(desk, who, 60)
    reviews = {r.key: desk.case(who, r.key).review for r in desk.cases(who, limit=200).rows}
    for word in ("限制消费", "终结本次执行程序", "执行裁定书 财产"):
        texts = {k: "".join(r["documents"][0]["text"].split()) for k, r in reviews.items()}
        holds = {k for k, raw in texts.items() if all(w in raw for w in word.split())}
        assert len(holds) > 8
        for order in ("-updated", "score", "ruling"):
            wanted = CaseFilter(text=word, order=order)  # type: ignore[arg-type]
            everything = desk.cases(who, wanted, limit=200)
            keys = [r.key for r in everything.rows]
            assert set(keys) == holds and (everything.total, everything.above) == (len(holds), False)
            with monkeypatch.context() as few:
                few.setattr("benmo.desk.cases.COUNTED", 4)
                pages = [desk.cases(who, wanted, n, 3) for n in range(0, len(holds), 3)]
            assert [r.key for p in pages for r in p.rows] == keys
            assert [p.more for p in pages] == [True] * (len(pages) - 1) + [False]
            assert pages[-1].total == len(holds) and all(p.above or p.total == len(holds) for p in pages)
            assert pages[0].above is (not desk.store.sqlite)
            assert pages[0].counted == (f"{len(holds)} 件" if desk.store.sqlite else "超过 4 件")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_odd_characters_in_a_name_are_no_internal_error(desk: Desk, kit: Any, name: str) -> None:
    who = kit.administrator(desk)
    with pytest.raises(BenmoError):
        desk.login(name, "x")
    with pytest.raises(BenmoError):
        desk.case(who, name)
    assert desk.verify_audit(who)[1] == []


def test_a_sentence_with_unseen_characters_is_exported_without_them(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    shown = next(f["checkpoint"] for f in desk.case(who, key).review["findings"] if f["conclusion"] == "violation")
    desk.decide(who, key, shown, "confirmed")
    kit.admit(desk, who, key)
    made = desk.draft(who, key, "检察建议书")
    desk.edit_sentence(who, made.row.id, 1, 3, "从别处\x0c复制\x02来的\x00一句。")
    text = body(desk.export_draft(who, made.row.id)[1])
    assert "从别处复制来的一句。" in text.replace("\n", "")
