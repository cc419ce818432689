"""What follows a suggestion: the papers that fit how it stands, and no word of silence where a reply is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benmo.desk.model import Upload
from benmo.desk.service import Desk
from benmo.errors import BenmoError, Conflict

NUMBER = "博检执监〔2025〕3号"
REFUSED = f"""河北省博野县人民法院
关于检察建议书的回复
博野县人民检察院：
你院{NUMBER}检察建议书收悉。经审查，本院认为财产线索已经核实，检察建议不予采纳。
此复。
二〇二五年三月一日
"""


@pytest.fixture
def sent(lite: Desk, kit: Any) -> tuple[Desk, Any, str, int]:
    """A suggestion that was registered as sent, long ago."""
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    kit.admit(lite, who, key)
    lite.decide(who, key, "creditor_clues", "confirmed")
    draft = lite.draft(who, key, "检察建议书").row.id
    paper = lite.register_sent(
        who, key, paper="检察建议书", court="河北省博野县人民法院", number=NUMBER, sent_on=date(2025, 1, 2),
        received_on=date(2025, 1, 3), draft_id=draft,
    )  # fmt: skip
    return lite, who, key, paper.id


def body(desk: Desk, who: Any, number: int) -> str:
    return "".join(s["text"] for s in desk.draft_view(who, number).draft["sentences"])


def test_an_overdue_reply_is_followed_up(sent: tuple[Desk, Any, str, int]) -> None:
    desk, who, _, paper = sent
    assert [name for name, _ in desk.follow_ups(who, paper)] == ["跟进监督意见", "提请上级监督报告"]
    with pytest.raises(Conflict, match="回访函"):
        desk.follow_up(who, paper, "回访函")
    made = desk.follow_up(who, paper, "跟进监督意见")
    text = body(desk, who, made.row.id)
    assert NUMBER in text and "2025年4月3日届满" in text and "未收到书面回复" in text
    # Only what the registered suggestion raised is asked for again.
    rests_on = {i.rpartition("-")[0] for s in made.draft["sentences"] for i in s["finding_ids"]}
    assert rests_on == {"creditor_clues"}


def test_an_extension_is_counted(sent: tuple[Desk, Any, str, int]) -> None:
    desk, who, _, paper = sent
    desk.change_paper(who, paper, extended=True)
    text = body(desk, who, desk.follow_up(who, paper, "跟进监督意见").row.id)
    assert "延长一个月后，于2025年5月3日届满" in text


def test_a_refusal_is_followed_up_item_by_item(sent: tuple[Desk, Any, str, int]) -> None:
    desk, who, _, paper = sent
    desk.read_reply(who, paper, Upload("复函.txt", REFUSED.encode()))
    desk.runner.drain()
    assert desk.paper(who, paper).outcome == "rejected"
    assert [name for name, _ in desk.follow_ups(who, paper)][-1] == "处理结果审查登记表"
    text = body(desk, who, desk.follow_up(who, paper, "跟进监督意见").row.id)
    assert "不采纳检察建议" in text and "未收到" not in text


def test_a_reply_that_only_the_register_knows_is_no_silence(sent: tuple[Desk, Any, str, int]) -> None:
    desk, who, _, paper = sent
    desk.change_paper(who, paper, replied_on=date(2025, 3, 1), outcome="partly_adopted")
    text = body(desk, who, desk.follow_up(who, paper, "跟进监督意见").row.id)
    assert "2025年3月1日作出书面回复" in text and "未收到" not in text


def test_a_reply_in_the_material_that_nobody_registered_stops_the_word_of_silence(
    sent: tuple[Desk, Any, str, int],
) -> None:
    desk, who, key, paper = sent
    desk.read_reply(who, paper, Upload("复函.txt", REFUSED.encode()))
    desk.runner.drain()
    with desk.store.write() as cx:
        from sqlalchemy import update

        from benmo.storage.schema import PAPERS

        cx.execute(update(PAPERS).where(PAPERS.c.id == paper).values(replied_on=None, outcome=None))
    assert desk.case(who, key).review["reply"]
    with pytest.raises(Conflict, match="已有法院回复"):
        desk.follow_up(who, paper, "跟进监督意见")


def test_an_evading_reply_needs_the_reason(sent: tuple[Desk, Any, str, int]) -> None:
    desk, who, _, paper = sent
    desk.change_paper(who, paper, replied_on=date(2025, 3, 1), outcome="unclear")
    with pytest.raises(BenmoError):
        desk.follow_up(who, paper, "跟进监督意见")
    text = body(desk, who, desk.follow_up(who, paper, "跟进监督意见", "回复未对财产线索作出答复").row.id)
    assert "未能判明是否采纳" in text


def test_while_the_court_has_time_nothing_follows(sent: tuple[Desk, Any, str, int]) -> None:
    desk, who, key, _ = sent
    other = desk.register_sent(
        who, key, paper="检察建议书", court="x", sent_on=date.today(), received_on=date.today()
    )  # fmt: skip
    letter = desk.register_sent(who, key, paper="调卷函", court="x", sent_on=date(2025, 1, 2))
    assert desk.follow_ups(who, other.id) == desk.follow_ups(who, letter.id) == ()
