"""The gate before every paper, on both databases: answered, stopped, overruled with a reason, entered in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from benmo.desk.model import CaseFilter, Role, Upload
from benmo.desk.service import Desk
from benmo.drafting.particulars import Particulars
from benmo.errors import Conflict, NoSuch, NotAllowed, UsageError

REQUEST = """监督申请书
申请人：博野县鑫旺建材经营部
请求事项：请求对（2022）冀0637执318号案件的执行活动进行监督。
事实与理由：
一、法院漏查被执行人名下车辆。
二、没有约谈申请执行人。
此致
博野县人民检察院
申请人：博野县鑫旺建材经营部
2023年2月1日
"""


def test_no_paper_before_the_gate_is_answered(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    assert desk.case(who, key).row.gate == "open"
    for paper in ("检察建议书", "调卷函"):
        with pytest.raises(Conflict, match="受理核对还有没有答复的项目"):
            desk.draft(who, key, paper)
        with pytest.raises(Conflict, match="受理"):
            desk.draft_with_model(who, key, paper)
    kit.admit(desk, who, key)
    assert desk.cases(who, CaseFilter(gate=("passed",))).total == 1
    assert desk.cases(who, CaseFilter(gate=("open", "stopped"))).total == 0
    made = desk.draft(who, key, "调卷函")
    assert made.versions[0].change == "起草"


def test_a_stop_is_overruled_only_with_a_reason_and_only_as_it_stands(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    kit.admit(desk, who, key, state="resumed")
    view = desk.admission(who, key)
    assert view.state == "stopped" and "终结审查决定书" in view.open
    with pytest.raises(Conflict, match="法院已经纠正"):
        desk.draft(who, key, "调卷函")
    assert desk.draft(who, key, "审查终结报告").row.id
    with pytest.raises(UsageError, match="理由"):
        desk.answer_admission(who, key, "gate", "overruled", note="  ")
    desk.answer_admission(who, key, "gate", "overruled", note="恢复后仍未处置车辆")
    assert desk.case(who, key).row.gate == "overruled"
    made = desk.draft(who, key, "调卷函")
    assert "越过受理核对：恢复后仍未处置车辆" in made.versions[0].change
    # A later answer is another matter: the reason was not given for it.
    desk.answer_admission(who, key, "level", "elsewhere")
    with pytest.raises(Conflict):
        desk.draft(who, key, "调卷函")
    assert [a.answer for a in desk.admission(who, key).history if a.item == "gate"] == ["overruled"]
    acts = [row.detail for row in desk.audit_log(who).rows if row.act == "admission"]
    assert {"item": "gate", "answer": "overruled"} in acts


def test_answers_are_checked(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "03")
    with pytest.raises(NoSuch, match="没有这一项"):
        desk.answer_admission(who, key, "objection", "decided")  # asked only of an application
    with pytest.raises(NoSuch, match="没有这种答复"):
        desk.answer_admission(who, key, "civil", "perhaps")
    with pytest.raises(UsageError, match="须附说明"):
        desk.answer_admission(who, key, "state", "ended")
    with pytest.raises(UsageError, match="今天之后"):
        desk.answer_admission(who, key, "civil", "civil", on=date.today() + timedelta(days=1))
    desk.answer_admission(who, key, "source", "application")
    with pytest.raises(UsageError, match="正当理由"):
        desk.answer_admission(who, key, "objection", "excused")
    assert desk.answer_admission(who, key, "objection", "excused", note="未收到裁定").items
    view = desk.answer_admission(who, key, "source", "withdrawn")
    assert "案件来源" in view.missing and "objection" not in {i.id for i in view.items}


def test_grounds_come_with_the_request_and_answers_survive_a_new_reading(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "15")
    kit.admit(desk, who, key)
    desk.add_material(who, key, [Upload("监督申请书.txt", REQUEST.encode())])
    desk.runner.drain()
    assert desk.case(who, key).row.gate == "open"
    view = desk.admission(who, key)
    grounds = [i for i in view.items if i.id.startswith("ground:")]
    assert len(grounds) == 2 and {i.answer for i in grounds} == {None} and all(i.evidence for i in grounds)
    assert next(i for i in view.items if i.id == "source").proposed == "application"
    assert next(i for i in view.items if i.id == "civil").answer
    for ground in grounds:
        desk.answer_admission(who, key, ground.id, "verify")
    desk.reread(who, [key])
    desk.runner.drain()
    assert desk.admission(who, key).state == "passed" == desk.case(who, key).row.gate


def test_the_registry_answers_and_does_not_overrule(lite: Desk, kit: Any) -> None:
    admin = kit.administrator(lite)
    (key,) = kit.take_in(lite, admin, "03")
    registry = kit.person(lite, admin, "anguan", Role.REGISTRY, admin.office)
    view = lite.answer_admission(registry, key, "civil", "civil")
    assert view.may_answer and not view.may_overrule
    with pytest.raises(NotAllowed):
        lite.answer_admission(registry, key, "gate", "overruled", note="x")


def test_papers_say_the_source_that_was_answered_unless_told_otherwise(desk: Desk, kit: Any) -> None:
    who = kit.administrator(desk)
    (key,) = kit.take_in(desk, who, "03")
    desk.answer_admission(who, key, "gate", "overruled", note="先行起草")
    blank = desk.draft(who, key, "审查终结报告")
    assert "案件来源" in blank.draft["blanks"]
    desk.answer_admission(who, key, "source", "ex_officio")
    desk.answer_admission(who, key, "gate", "overruled", note="先行起草")
    made = desk.draft(who, key, "审查终结报告")
    first = next(s for s in made.draft["sentences"] if s["text"].startswith("本院在履行职责中发现，"))
    assert first["author"] == "person"
    assert "案件来源" not in made.draft["blanks"]
    told = desk.draft(who, key, "审查终结报告", Particulars(source="某县人民检察院移送"))
    words = [s["text"] for s in told.draft["sentences"]]
    assert "某县人民检察院移送，" in words and "本院在履行职责中发现，" not in words
