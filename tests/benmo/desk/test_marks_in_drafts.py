"""Findings that a person added: in a paper as evidence of what was adopted, else listed with why not."""

from __future__ import annotations

from typing import Any

from benmo.desk.drafts import LONGEST_QUOTE
from benmo.desk.service import Desk


def marked(desk: Desk, who: Any, key: str, words: str, checkpoint: str) -> str:
    document = next(d for d in desk.case(who, key).review["documents"] if words in str(d["text"]))
    at = document["text"].index(words)
    desk.add_mark(who, key, document["id"], at, at + len(words), name="另行发现", checkpoint=checkpoint)
    return words


def dropped(draft: dict[str, Any]) -> dict[str, str]:
    return {d["text"]: d["reason"] for d in draft["dropped"] if d["text"].startswith("另行发现")}


def test_a_mark_goes_in_with_its_checkpoint_once_that_is_adopted(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    kit.admit(lite, who, key)
    findings = {f["checkpoint"]: f["conclusion"] for f in lite.case(who, key).review["findings"]}
    fine = next(c for c, v in findings.items() if v in ("ok", "na"))
    silent = next(c for c, v in findings.items() if v == "not_shown")
    words = marked(lite, who, key, "账户余额为16.20元", "creditor_clues")
    marked(lite, who, key, "赵二强报告无财产", silent)
    marked(lite, who, key, "经营者：周占奎", "")
    marked(lite, who, key, "买卖合同纠纷", fine)
    lite.decide(who, key, "creditor_clues", "confirmed")
    view = lite.draft(who, key, "检察建议书")
    evidence = {e["quote"] for s in view.draft["sentences"] if s["finding_ids"] for e in s["evidence"]}
    assert words in evidence
    assert not evidence & {"赵二强报告无财产", "经营者：周占奎", "买卖合同纠纷"}
    told = dropped(view.draft)
    assert "尚未采纳" in told["另行发现：“赵二强报告无财产”"]
    assert "没有归入监督要点" in told["另行发现：“经营者：周占奎”"]
    assert "合规或者不适用" in told["另行发现：“买卖合同纠纷”"]
    # The finding itself is as it was: the mark is a person's, not the engine's.
    after = next(f for f in lite.case(who, key).review["findings"] if f["checkpoint"] == "creditor_clues")
    assert words not in {e["quote"] for e in after["evidence"]}


def test_what_was_not_shown_goes_in_only_as_a_person_verified_it(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "05")
    kit.admit(lite, who, key)
    silent = next(f["checkpoint"] for f in lite.case(who, key).review["findings"] if f["conclusion"] == "not_shown")
    text = lite.case(who, key).review["documents"][0]["text"]
    words = marked(lite, who, key, text.strip().split("\n")[0][:12], silent)
    lite.decide(who, key, silent, "confirmed_absent", seen=("执行正卷",), pages="3-5")
    view = lite.draft(who, key, "检察建议书")
    assert words in {e["quote"] for s in view.draft["sentences"] for e in s["evidence"]}
    assert any(c["checkpoint"] == silent and c["seen"] == ["执行正卷"] for c in view.draft["confirmed"])


def test_a_rejected_or_overlong_mark_stays_out(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    kit.admit(lite, who, key)
    text = next(d for d in lite.case(who, key).review["documents"] if d["type"] == "termination_ruling")["text"]
    shown = [f["checkpoint"] for f in lite.case(who, key).review["findings"] if f["conclusion"] == "violation"]
    marked(lite, who, key, text[: LONGEST_QUOTE + 1], shown[0])
    marked(lite, who, key, "账户余额为16.20元", shown[1])
    lite.decide(who, key, shown[0], "confirmed")
    lite.decide(who, key, shown[1], "rejected", note="不属实")
    reasons = " ".join(dropped(lite.draft(who, key, "检察建议书").draft).values())
    assert "不宜引入文书" in reasons and "尚未采纳" in reasons
