"""审查终结报告 (closing report of the review): internal, from which the 检察建议书 is derived; both rest on one plan.

Here uncertainty is written openly: what is not shown has a section of its own, each point is followed by what the court
may answer, and nothing is graded (the grade is an internal aid that does not go into the file).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from benmo.drafting import norms
from benmo.drafting.data import read_yaml
from benmo.drafting.facts import formal_reason, quotations
from benmo.drafting.form import Paragraph, Sentence, line, third_person
from benmo.drafting.norms import Namer
from benmo.drafting.papers import tables
from benmo.drafting.papers.common import case_name, court, evidence, filing, handlers, head, ruling, source
from benmo.drafting.papers.conditions import require
from benmo.drafting.papers.points import fillers, in_force, point_facts, point_norm, point_verdict, sayable
from benmo.drafting.plan import Left, Plan, Point
from benmo.drafting.words import BLANK, cn_date, document_label, listed, numeral

BLANKS = (
    "案件来源",
    "申请监督理由",
    "检察卷页码",
    "询问和调查经过",
    "承办人意见",
    "承办人、日期",
    "检察官联席会议意见",
    "检察长或者检察委员会意见",
)
#: A norm whose text was not compared is flagged in a comment, not in the body.
_UNCHECKED = re.compile(r"条号待核")
_PROOF = {
    "violation": "现有材料可以证明",
    "confirmed_absent": "承办人核实确未实施",
    "confirmed": "承办人阅卷确认卷内未见，尚不能排除已实施而未附卷",
}


def compose(plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs of the report; nothing is left out."""
    require(plan, "审查终结报告", ("ruling",))
    left: list[Left] = []
    points = [p for p in (*plan.points, *plan.more) if sayable(plan, p, left)]
    parts = [
        *head(plan, "审查终结报告", None),
        line(f"（{case_name(plan)}，内部工作文书）", "form", "subtitle", facts=("applicants", "respondents", "cause")),
        _head("一、案件来源"),
        Paragraph(
            (
                source(plan),
                Sentence(
                    f"本院对{court(plan)}（以下简称该院）执行的{case_name(plan)}进行了审查。", "form", (), ("court",)
                ),
            )
        ),
        _head("二、当事人和诉讼、执行过程"),
        *_parties(plan),
        Paragraph(tuple(third_person(s) for s in (*filing(plan, named=True), *ruling(plan)))),
        _head("三、申请监督的理由"),
        _grounds(plan),
        _head("四、审查过程"),
        *_course(plan),
        _head("五、查明的事实和证据"),
        *_facts(plan),
        _head("六、法律分析"),
        *_analysis(plan, points),
        _head("七、尚待核实的问题"),
        *_uncertain(plan),
        _head("八、处理意见"),
        *_opinion(plan, points),
        _head("九、需要说明的问题"),
        *_remarks(plan, left),
        *handlers(),
        line(f"检察官联席会议意见：{BLANK * 4}", "closing", "annex"),
        line(f"检察长或者检察委员会意见：{BLANK * 4}", "closing", "annex"),
    ]
    return parts, left


def _head(text: str) -> Paragraph:
    return line(text, "heading", "heading")


def _parties(plan: Plan) -> list[Paragraph]:
    out = []
    for side, title in (("applicants", "申请执行人"), ("respondents", "被执行人")):
        for n, party in enumerate(plan.case[side]):
            by = party.get("representative")
            words = f"{title}：{party['name']}{f'，法定代表人或者负责人：{by}' if by else ''}。"
            out.append(line(words, "fact", evidence=tuple(party.get("evidence", ())), facts=(f"{side}[{n}]",)))
    return out


def _grounds(plan: Plan) -> Paragraph:
    asked = [d for d in plan.documents.values() if d["type"] == "supervision_request"]
    if asked:
        words = f"见{listed(document_label(d) for d in asked)}（由承办人概括申请监督的理由和请求）。"
        return line(words, "form")
    return line("（当事人申请监督的，由承办人概括其理由和请求；依职权监督的，写明事由。）", "form")


def _course(plan: Plan) -> list[Paragraph]:
    """What was read and seen, by whom; what could not be read is said first."""
    read = listed(dict.fromkeys(document_label(d) for d in plan.documents.values()))
    told = [Sentence(f"本次审查的材料共{len(plan.documents)}份：{read}。", "form")]
    for document in plan.documents.values():
        unread = document.get("unread") or ()
        if unread:
            pages = listed(f"第{u['page']}页" if u.get("page") else str(u.get("reason", "")) for u in unread)
            told.append(Sentence(f"{document_label(document)}中{pages}未能读取，未纳入审查，须查看原件。", "form"))
    out = [Paragraph(tuple(told))]
    points = read_yaml("points.yaml")
    for by in plan.decisions:
        if by.checkpoint not in points:
            continue
        seen = f"查阅{listed(by.seen)}" if by.seen else "阅卷"
        verdict = {"confirmed": "予以确认", "confirmed_absent": "查明未实施", "rejected": "不予采纳"}[by.decision]
        page = f"（检察卷第{by.pages}页）" if by.pages else ""
        note = f"，备注：{by.note.rstrip('。')}" if by.note else ""
        name = points[by.checkpoint]["name"]
        if by.checkpoint in plan.idle:
            note += "（与现有材料的审查结论不一致，尚未据此认定，须核对）"
        words = f"{cn_date(by.on.isoformat())}，{by.by}{seen}，对“{name}”一项{verdict}{page}{note}。"
        out.append(line(words, "fact", author="person"))
    out.append(line(f"（询问当事人、听取执行法院说明、向有关单位查询的经过，由承办人填写。）{BLANK}", "form"))
    return out


def _facts(plan: Plan) -> list[Paragraph]:
    out = [_head("（一）执行经过")]
    out += tables.timeline(plan) or [line("材料未载明有日期的执行经过，待阅卷核实。", "form")]
    out.append(_head("（二）财产查询、控制和处置情况"))
    rows = tables.matrix(plan)
    if rows:
        out += rows
        out.append(line("表中“未载明”指材料没有写明，不等于没有实施。", "form"))
    else:
        out.append(line("材料未载明财产查询和处置的具体情况，待阅卷核实。", "form"))
    out.append(_head("（三）债权实现情况"))
    return out + tables.payment(plan)


def _analysis(plan: Plan, points: list[Point]) -> list[Paragraph]:
    if not points:
        return [line("现有材料未反映可以认定的违法情形，也没有经人确认的问题。", "form")]
    namer = Namer([n.law for p in points for n, _ in in_force(p)])
    answers = read_yaml("rebuttals.yaml")
    out = []
    for n, point in enumerate(points, 1):
        label = str(point.template["label"]["v" if point.proof == "violation" else "c"])
        out.append(_head(f"（{numeral(n)}）{label}"))
        out += _point(plan, point, namer, answers.get(point.checkpoint, {}))
    return out


def _point(plan: Plan, point: Point, namer: Namer, answer: Mapping[str, Any]) -> list[Paragraph]:
    slots, ids = fillers(plan, point), point.finding_ids
    norm, verdict = point_norm(point, Namer([])), point_verdict(point, slots)
    facts = [third_person(s) for s in point_facts(plan, point, slots)]
    pages = tables.where(plan, point.evidence)
    proof = f"证明程度：{_PROOF[point.proof]}{f'；证据见{pages}' if pages else ''}。"
    demands = "；".join(says for _, says in in_force(point))
    out = [
        Paragraph((Sentence(f"应当：{demands}。", "norm", (), (), norm.norms, ids),)),
        Paragraph((Sentence("实际：", "form"), *facts)),
        Paragraph((Sentence(f"差距：{third_person(verdict).text}", "defect", point.evidence, (), norm.norms, ids),)),
        Paragraph(
            (
                Sentence(
                    f"依据：{'；'.join(namer.name(n) for n, _ in in_force(point))}。",
                    "norm",
                    (),
                    (),
                    norm.norms,
                    ids,
                    unverified=norm.unverified,
                    remark=norm.remark,
                ),
                Sentence(proof, "fact", point.evidence, findings=ids),
            )
        ),
    ]
    if answer:
        out.append(
            Paragraph(
                (
                    Sentence(f"法院可能的解释：{answer['court']}。", "form", findings=ids),
                    Sentence(f"对此：{answer['answer']}。", "form", findings=ids),
                )
            )
        )
    caveats = [str(c).rstrip("。") for c in point.finding.get("caveats", ()) if not _UNCHECKED.match(str(c))]
    if caveats:
        out.append(line(f"影响证明力的因素：{'；'.join(caveats)}。", "form", findings=ids))
    return out


def _uncertain(plan: Plan) -> list[Paragraph]:
    """Every finding that nobody has decided: what the material does not say, and where to look."""
    if not plan.open:
        return [line("无。", "form")]
    points = read_yaml("points.yaml")
    which = f"下列{len(plan.open)}项" if len(plan.open) > 1 else "下列问题"
    words = "现有材料没有载明，既不能认定已经实施，也不能认定没有实施，须阅卷和调查核实后再作结论"
    out = [line(f"{which}，{words}：", "form")]
    for n, finding in enumerate(plan.open, 1):
        number = f"{n}." if len(plan.open) > 1 else ""
        ids, where_ = (str(finding["id"]),), tuple(finding["evidence"])
        verify = points[finding["checkpoint"]]["verify"]
        reason = formal_reason(str(finding["reason"])) or str(finding["reason"]).rstrip("。")
        told = [Sentence(f"{number}{points[finding['checkpoint']]['name']}：{reason}。", "fact", where_, findings=ids)]
        told.append(Sentence(f"核实途径：查看{listed(verify['records'])}。", "request", findings=ids))
        out.append(Paragraph(tuple(told)))
    return out


def _opinion(plan: Plan, points: list[Point]) -> list[Paragraph]:
    out = []
    if plan.points and "administrative" not in plan.case.get("tags", ()):
        article = norms.at("msf-2023-art246", plan.today)
        basis = [n for n in (article, norms.at("jdgz-2021-art106", plan.today)) if n]
        labels = [str(p.template["label"]["v" if p.proof == "violation" else "c"]) for p in plan.points if p in points]
        ids = tuple(i for p in plan.points for i in p.finding_ids)
        out.append(
            Paragraph(
                (
                    Sentence(
                        f"1.建议依据{listed(n.full for n in basis)}，就下列{len(labels)}项向{court(plan)}提出检察建议："
                        f"{'；'.join(labels)}。",
                        "request",
                        (),
                        ("court",),
                        tuple(n.id for n in basis),
                        ids,
                    ),
                    Sentence("检察建议书稿另附，须报检察长或者检察委员会决定。", "form", norms=("jdgz-2021-art108",)),
                )
            )
        )
    if plan.open:
        words = "在提出检察建议的同时继续调查核实" if out else "暂不作出监督结论，先行调卷和调查核实"
        out.append(
            line(
                f"{len(out) + 1}.对第七部分所列问题，{words}；核实确有违法情形的，再行补充提出。",
                "request",
                findings=tuple(str(f["id"]) for f in plan.open),
            )
        )
    if not out:
        law = norms.at("jdgz-2021-art109", plan.today)
        words = f"1.当事人申请监督的，依据{law.full}作出不支持监督申请决定；依职权监督的，终结审查。" if law else ""
        out.append(line(words or "1.终结审查。", "request", norms=("jdgz-2021-art109", "jdgz-2021-art73")))
    return out


def _remarks(plan: Plan, left: list[Left]) -> list[Paragraph]:
    told: list[Sentence] = []
    for finding in plan.clues:
        quoted = quotations(finding["evidence"], plan.documents)
        reason = str(finding["reason"]).rstrip("。") + (f"（{quoted}）" if quoted else "")
        words = f"被执行人涉嫌拒不执行判决、裁定的线索：{reason}，另行制作线索移送函。"
        told.append(Sentence(words, "fact", tuple(finding["evidence"]), findings=(str(finding["id"]),)))
    for one in (*plan.left, *left):
        told.append(Sentence(f"{one.text.rstrip('。')}：{one.reason.rstrip('。')}。", "form"))
    for warning in plan.review.get("warnings", ()):
        if "网页标题" in str(warning):  # a word on how the page was read, none on the case
            continue
        told.append(Sentence(f"材料方面：{str(warning).rstrip('。')}。", "form"))
    if "livelihood" in plan.case.get("tags", ()):
        told.append(
            Sentence("本案涉及民生权益，建议优先办理并做好释法说理。", "form", evidence(plan, "tags[0]"), ("tags",))
        )
    if plan.points:
        words = "同一法院存在同类问题的案件，可以汇总后制发类案检察建议。"
        told.append(Sentence(words, "form", norms=("jdgz-2021-art117",)))
    if not told:
        return [line("无。", "form")]
    return [
        Paragraph((Sentence(f"{n}.{s.text}", s.kind, s.evidence, s.facts, s.norms, s.findings),))
        for n, s in enumerate(told, 1)
    ]
