"""Whether a court's reply is to the paper that it is read in for."""

from __future__ import annotations

from typing import Any

import pytest

from benmo.desk.model import Upload
from benmo.desk.replies import foreign
from benmo.desk.service import Desk
from benmo.errors import Conflict

OURS = ("博检民执监〔2026〕3号", "博野县人民法院")
REPLY = """河北省博野县人民法院
关于检察建议的复函

博野县人民检察院：
你院博检民执监〔2026〕3号检察建议书收悉。经复查，情况属实，我院已裁定撤销终本裁定并恢复执行。
此复。
博野县人民法院
2026年6月20日
"""


@pytest.mark.parametrize(
    ("number", "court", "other"),
    [
        ("博检民执监〔2026〕3号", "河北省博野县人民法院", ""),
        ("博检民执监(2026)3号", "博野县人民法院", ""),
        (None, "博野县人民法院", ""),
        ("博检民执监〔2026〕3号", None, ""),
        ("博检民执监〔2026〕13号", "博野县人民法院", "回复答的是"),
        ("会检民执监〔2024〕3号", "博野县人民法院", "回复答的是"),
        (None, "会昌县人民法院", "作出回复的是"),
    ],
)
def test_number_and_court(number: str | None, court: str | None, other: str) -> None:
    why = foreign({"suggestion_number": number, "court": court}, *OURS)
    assert why.startswith(other) and bool(why) is bool(other)


def test_a_paper_without_a_number_yet_goes_by_its_court() -> None:
    assert foreign({"suggestion_number": "博检民执监〔2026〕3号", "court": "博野县人民法院"}, "", OURS[1]) == ""
    assert foreign({"suggestion_number": "博检民执监〔2026〕3号", "court": "会昌县人民法院"}, "", OURS[1])


def test_the_reply_of_another_court_is_not_taken(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "03")
    kit.admit(lite, who, key)
    sent = {"paper": "检察建议书", "court": OURS[1], "number": OURS[0]}
    paper = lite.register_sent(who, key, sent_on=kit_day("2026-06-01"), received_on=kit_day("2026-06-03"), **sent)
    wrong = REPLY.replace("博野", "会昌").replace("博检", "会检")
    with pytest.raises(Conflict, match="不是对这份文书的"):
        lite.read_reply(who, paper.id, Upload("复函.txt", wrong.encode()))
    assert lite.paper(who, paper.id).state != "answered"
    answered, _ = lite.read_reply(who, paper.id, Upload("复函.txt", REPLY.encode()))
    assert answered.outcome == "adopted"


def kit_day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


def test_naming_the_office_names_those_who_had_none(lite: Desk, kit: Any) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "03")
    lite.change_setting(who, "office", "name", "河北省博野县人民检察院")
    from benmo.desk.model import Role

    colleague = kit.person(lite, who, "同事", Role.HEAD, "河北省博野县人民检察院")
    assert lite.case(colleague, key).row.key == key
    assert {u.office for u in lite.users(None)} == {"河北省博野县人民检察院"}
    lite.change_setting(who, "office", "name", "")
