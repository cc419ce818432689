"""What was told and answered: interview, opinion, clue, report, whereabouts, paying out, rights."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.pipeline import Reading

FOUR = (
    "本院将案件执行情况、采取的财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果等信息告知申请执行人"
)
TABLE: list[tuple[str, str, str | None, str]] = [
    # text, act, status (None: nothing of the kind by anybody), beginning of the detail
    (f"{FOUR}，申请执行人表示同意。", "interview", "done", "5"),
    ("本院约谈了申请执行人。", "interview", "done", ""),
    ("本院未约谈申请执行人。", "interview", "not_done", ""),
    ("本院没有告知申请执行人执行情况。", "interview", "not_done", ""),
    ("本院应当约谈申请执行人并听取其意见。", "interview", None, ""),
    ("本院拟约谈申请执行人。", "interview", None, ""),
    ("本院约谈了被执行人孙大勇。", "interview", None, ""),
    ("人民法院应当将执行情况告知申请执行人，听取其意见。", "interview", None, ""),
    ("申请执行人书面同意终结本次执行程序。", "opinion", "done", "consent:written"),
    ("申请执行人表示同意终结本次执行程序，并在笔录上签字。", "opinion", "done", "consent:written"),
    ("申请执行人电话中同意终结本次执行程序。", "opinion", "done", "consent"),
    (f"{FOUR}，申请执行人无异议。", "opinion", "done", "no_objection"),
    ("申请执行人不同意终结本次执行程序。", "opinion", "done", "objection"),
    (f"{FOUR}，申请执行人提出异议，认为应当继续拍卖。", "opinion", "done", "objection"),
    ("申请执行人如同意终结本次执行程序，应书面提出。", "opinion", None, ""),
    ("申请执行人未能提供被执行人的财产线索。", "clue", "done", "none"),
    ("申请执行人也没有提供可供执行的财产线索。", "clue", "done", "none"),
    ("申请执行人不能提供其他财产线索。", "clue", "done", "none"),
    ("申请执行人提供线索称被执行人在县城有一处门面。经本院核实，该门面系租赁。", "clue", "done", "checked"),
    ("申请执行人提供了财产线索，本院未予核实。", "clue", "done", "refused"),
    ("申请执行人提供了被执行人车辆的线索。", "clue", "done", "given"),
    ("如申请执行人提供财产线索，可申请恢复执行。", "clue", None, ""),
    ("本院要求申请执行人提供财产线索。", "clue", None, ""),
    ("2023年3月2日申请执行人提供线索称孙大勇有车。2023年5月20日，本院前往核实。", "clue", "done", "late"),
    ("被执行人未报告财产。", "report", "not_done", ""),
    ("被执行人逾期未申报财产情况。", "report", "not_done", ""),
    ("被执行人拒不报告财产状况。", "report", "not_done", ""),
    ("被执行人孙大勇已如实报告财产，经核实无误。", "report", "done", "verified"),
    ("本院责令被执行人报告财产。", "report", None, ""),
    ("经查，被执行人虚假报告财产。", "false_report", "done", ""),
    ("被执行人下落不明。", "missing_person", "done", ""),
    ("被执行人外出未归，无法联系。", "missing_person", "done", ""),
    ("该车辆下落不明。", "missing_person", None, ""),
    ("申请执行人赵立群下落不明。", "missing_person", None, ""),
    ("申请执行人称被执行人下落不明。", "missing_person", "done", ""),
    ("被执行人将其房屋低价转让给他人。", "evasion", "done", ""),
    ("未发现被执行人有转移财产的行为。", "evasion", None, ""),
    ("申请执行人怀疑被执行人转移财产。", "evasion", None, ""),
    ("本院已将案款5000元发还申请执行人。", "payout", "done", ""),
    ("案款5000元尚未发放。", "payout", "not_done", ""),
    ("判决书确定被执行人应当支付申请执行人货款52000元。", "payout", None, ""),
    ("双方达成执行和解协议，正在按期履行。", "settlement", "done", "performing"),
    ("双方达成和解协议，但被执行人未履行。", "settlement", None, ""),
    ("被执行人已被裁定宣告破产。", "insolvency", "done", ""),
    ("征询是否同意移送破产审查，申请执行人不同意。", "insolvency", None, ""),
    ("申请执行人申请追加股东为被执行人。", "add_party_request", "done", ""),
    ("申请执行人可以申请追加股东为被执行人。", "add_party_request", None, ""),
    ("未发现被执行人有可供执行的财产。", "nothing_found", "done", ""),
    ("申请执行人称没有可供执行的财产。", "nothing_found", None, ""),
]


def _rows() -> list[object]:
    return [
        pytest.param(
            *row,
            id=f"{n}-{row[1]}",
        )
        for n, row in enumerate(TABLE)
    ]


@pytest.mark.parametrize(("text", "act", "status", "detail"), _rows())
def test_statements(tell: Callable[..., Reading], text: str, act: str, status: str | None, detail: str) -> None:
    found = tell(text).narrative.of(act)
    if status is None:
        assert found == ()
    else:
        assert any(a.status == status and a.detail.startswith(detail) for a in found), found


RIGHTS = [
    ("被执行人应当继续履行义务。", {"duty"}),
    ("申请执行人发现被执行人有可供执行财产的，可以再次申请执行。", {"again"}),
    (
        "被执行人负有继续向申请执行人履行债务的义务；发现可供执行财产的，可以再次申请执行，不受申请执行时效期间的限制。",
        {"duty", "again"},
    ),
    ("申请执行人发现被执行人有可供执行财产的，应在二年内向本院申请恢复执行。", {"again", "limited"}),
    ("当事人、利害关系人认为违反法律规定的，可以自收到裁定书之日起六十日内提出异议。", {"sixty_days"}),
]


@pytest.mark.parametrize(("text", "details"), RIGHTS)
def test_rights(tell: Callable[..., Reading], text: str, details: set[str]) -> None:
    assert {a.detail for a in tell(text).rights if a.act == "rights"} == details
