"""The papers of a case file around one ruling: orders, inquiry table, interview, minutes, log, service; with its truth.

A file agrees with its ruling except where a defect of the file is drawn; then the truth says which finding it makes.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from corpora.generator.draw import Draw
from corpora.generator.model import Line, Paper
from corpora.generator.teller import Finding
from corpora.generator.world import arabic, chinese

#: What may be wrong with a file though its ruling reads well.
FILE_DEFECTS = ("late_interview", "late_minutes", "asset_in_table", "late_service", "none", "none")
_KINDS = (
    ("银行存款", "金融机构"),
    ("车辆", "车辆登记部门"),
    ("不动产", "不动产登记机构"),
    ("证券", "证券登记结算机构"),
)


def case_file(drawn: Draw, ruling: Paper, rng: Random) -> tuple[tuple[Paper, ...], dict[str, Finding], str]:
    """The papers in order, the findings that the file adds or changes, and the defect drawn."""
    defect = rng.choice(FILE_DEFECTS)
    found: dict[str, Finding] = {}
    told = drawn.told
    if defect == "late_interview":
        told = drawn.ruled + timedelta(rng.randint(3, 20))
        found["interview_substance"] = "violation"
    asset = defect == "asset_in_table"
    if asset:
        found["ruling_contradicts_file"] = ["violation", "not_shown"]
    deliberated = drawn.ruled - timedelta(1)
    if defect == "late_minutes":
        deliberated = drawn.ruled + timedelta(rng.randint(2, 15))
        found["panel_review"] = ["violation", "not_shown"]
    served = drawn.ruled + timedelta(rng.randint(1, 6))
    if defect == "late_service":
        served = drawn.ruled - timedelta(rng.randint(2, 9))
        found["service_publication"] = "violation"
    papers = [
        _letter(drawn, "执行通知书", "execution_notice", "责令你自本通知书送达之日起立即履行生效法律文书确定的义务。"),
        _letter(drawn, "报告财产令", "asset_report_order", "责令你在收到本令后五日内如实报告财产情况。"),
        _letter(drawn, "限制消费令", "consumption_order", "不得实施高消费及非生活和工作必需的消费行为。"),
        _inquiries(drawn, rng, asset),
        _interview(drawn, told),
        _minutes(drawn, deliberated),
        ruling,
        _service(drawn, served),
    ]
    named = [Paper(f"{at:02d}-{p.name}", p.type, p.lines, p.rows) for at, p in enumerate(papers, 1)]
    return tuple(named), found, defect


def _letter(drawn: Draw, title: str, kind: str, order: str) -> Paper:
    day = drawn.filed + timedelta(3)
    names = "、".join(p.name for p in drawn.debtors)
    lines = (
        Line(drawn.court.printed, "court"),
        Line(title, "title"),
        Line(drawn.number, "number"),
        Line(f"{names}："),
        Line(f"你（单位）与{drawn.creditors[0].name}{drawn.cause}一案，{drawn.basis}民事判决书已发生法律效力。{order}"),
        Line(chinese(day), "date"),
    )
    return Paper(title, kind, lines)


def _inquiries(drawn: Draw, rng: Random, asset: bool) -> Paper:
    rows = [("查询日期", "被执行人", "查询项目", "协助单位", "反馈结果")]
    day = drawn.filed + timedelta(rng.randint(3, 6))
    for debtor in drawn.debtors:
        for at, (kind, office) in enumerate(_KINDS):
            result = "无"
            if asset and at == 2 and debtor is drawn.debtors[0]:
                result = f"{drawn.court.place}滨河大道{rng.randint(1, 99)}号房屋一套，无抵押，无查封"
            rows.append((day.isoformat(), debtor.name, kind, office, result))
    title = Line("网络查控反馈汇总表", "title")
    return Paper("网络查控反馈表", "inquiry_report", (title, Line(f"案号：{drawn.number}")), tuple(rows))


def _interview(drawn: Draw, day: date) -> Paper:
    who = drawn.creditors[0].name
    lines = (
        Line("谈话笔录", "title"),
        Line(f"时间：{arabic(day)}"),
        Line("地点：本院执行局"),
        Line(f"案号：{drawn.number}"),
        Line(f"谈话人：{drawn.judges[0]}　记录人：{drawn.clerk}"),
        Line(f"被谈话人：{who}（申请执行人）"),
        Line(
            "问：现将本案执行情况、已采取的财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果告知你，听清楚了吗？"
        ),
        Line("答：听清楚了。"),
        Line("问：你有无被执行人的其他财产线索？是否同意终结本次执行程序？"),
        Line("答：没有其他线索。同意终结本次执行程序。"),
        Line(f"以上笔录看过，属实。　{who}　{arabic(day)}", "sign"),
    )
    return Paper("谈话笔录", "interview_record", lines)


def _minutes(drawn: Draw, day: date) -> Paper:
    lines = (
        Line("合议庭评议笔录", "title"),
        Line(f"时间：{arabic(day)}"),
        Line(f"案号：{drawn.number}"),
        Line(f"合议庭成员：{'、'.join(drawn.judges)}　记录人：{drawn.clerk}"),
        Line("承办人汇报：已穷尽财产调查措施，未发现被执行人有可供执行的财产，申请执行人同意终结本次执行程序。"),
        Line("评议结果：一致同意终结本次执行程序，报院长批准。"),
        Line("　".join(drawn.judges), "sign"),
    )
    return Paper("合议庭评议笔录", "panel_minutes", lines)


def _service(drawn: Draw, day: date) -> Paper:
    lines = (
        Line(drawn.court.printed, "court"),
        Line("送达回证", "title"),
        Line(f"案号：{drawn.number}"),
        Line("送达文书：执行裁定书一份"),
        Line(f"受送达人：{drawn.creditors[0].name}　签收日期：{arabic(day)}"),
        Line(f"受送达人：{drawn.debtors[0].name}　签收日期：{arabic(day)}"),
    )
    return Paper("送达回证", "service_record", lines)
