"""调查核实方案与询问提纲 (verification plan with questions): follows from every finding that the material leaves open.

An internal paper: it names what is not known, where to look, whom to ask. Nothing in it accuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benmo.drafting import norms
from benmo.drafting.data import read_yaml
from benmo.drafting.facts import novelty
from benmo.drafting.form import Paragraph, Sentence, line, third_person
from benmo.drafting.papers.common import case_name, court, filing, handlers, head, ruling
from benmo.drafting.papers.conditions import require
from benmo.drafting.plan import Left, Plan
from benmo.drafting.words import category, listed, names, numeral

BLANKS = ("承办人", "日期", "审批")

_ASKED = {
    "applicant": "询问申请执行人",
    "respondent": "询问被执行人",
    "court": "听取执行法院说明",
    "third": "向有关单位和个人了解",
}


def compose(plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs of the paper; nothing is left out."""
    require(plan, "调查核实方案", ("ruling",))
    parts = [
        *head(plan, "调查核实方案与询问提纲", None),
        line(f"（{case_name(plan)}，内部工作文书）", "form", "subtitle"),
        _heading("一、案件基本情况"),
        Paragraph((_court(plan), *(third_person(s) for s in (*filing(plan), *ruling(plan))))),
        _heading("二、需要核实的问题"),
        *_questions_of_fact(plan),
        _heading("三、询问提纲"),
        *_interrogation(plan),
        _heading("四、工作要求"),
        *_rules(plan),
        *handlers(),
    ]
    return parts, []


def _heading(text: str) -> Paragraph:
    return line(text, "heading", "heading")


def _court(plan: Plan) -> Sentence:
    return Sentence(f"执行法院：{court(plan)}（以下简称该院）。", "form", facts=("court",))


def _questions_of_fact(plan: Plan) -> list[Paragraph]:
    """One paragraph per open finding, grouped by kind: what is not shown, where it would be, what to look for."""
    points = read_yaml("points.yaml")
    out: list[Paragraph] = []
    groups = [
        (words["head"], [f for f in plan.open if points[f["checkpoint"]]["class"] == name])
        for name, words in read_yaml("words.yaml")["classes"].items()
    ]
    for n, (title, findings) in enumerate(((t, f) for t, f in groups if f), 1):
        out.append(line(f"（{numeral(n)}）{title}", "heading", "heading"))
        out += [_question(plan, k, f, points[f["checkpoint"]]) for k, f in enumerate(findings, 1)]
    return out or [line("现有材料未见需要另行核实的问题。", "form")]


def _question(plan: Plan, n: int, finding: Mapping[str, Any], template: Mapping[str, Any]) -> Paragraph:
    verify, ids = template["verify"], (str(finding["id"]),)
    evidence = tuple(finding["evidence"])
    lacking = listed(category(str(m)) for m in finding.get("missing", ()) if not _vague(str(m)))
    if lacking == names(plan.case["respondents"]):
        lacking = ""
    reason = str(finding["reason"]).rstrip("。")
    told = [
        Sentence(f"{n}.{template['name']}：{reason}。", "fact", evidence, findings=ids),
        Sentence(f"查看{listed(verify['records'])}，核实{verify['look']}。", "request", findings=ids),
    ]
    if lacking and novelty(lacking, reason + template["name"]) > 0.5:
        told.append(Sentence(f"重点核实：{lacking}。", "request", findings=ids))
    step = str(finding.get("next_step") or "").rstrip("。")
    if step and novelty(step, "".join(s.text for s in told)) > 0.5:
        told.append(Sentence(f"下一步：{step}。", "request", findings=ids))
    if "barred" in template:
        told.append(Sentence(f"注意：{template['barred']}。", "form", findings=ids))
    return Paragraph(tuple(told))


def _vague(words: str) -> bool:
    """Whether a missing thing is named so generally (核实情况) that it tells nobody where to look."""
    return words.endswith("情况") and len(words) <= 6


def _interrogation(plan: Plan) -> list[Paragraph]:
    points = read_yaml("points.yaml")
    out: list[Paragraph] = []
    parties = {"applicant": names(plan.case["applicants"]), "respondent": names(plan.case["respondents"])}
    sections = 0
    for who, title in _ASKED.items():
        asked = _asked(plan.open, points, who)
        if not asked:
            continue
        sections += 1
        name = f"（{parties[who]}）" if parties.get(who) else ""
        out.append(line(f"（{numeral(sections)}）{title}{name}", "heading", "heading"))
        out += [line(f"{n}.{q}{_mark(q)}", "request", findings=ids) for n, (q, ids) in enumerate(asked.items(), 1)]
    return out or [line("无。", "form")]


def _mark(question: str) -> str:
    asks = ("是否", "何时", "如何", "哪些", "有无", "多少", "什么", "由谁", "何处", "何种")
    asked = any(word in question for word in asks) and not question.startswith("向")
    return "？" if asked else "。"


def _asked(findings: Iterable[Mapping[str, Any]], points: Mapping[str, Any], who: str) -> dict[str, tuple[str, ...]]:
    asked: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        for question in points[finding["checkpoint"]]["verify"]["ask"].get(who, ()):
            asked[question] = (*asked.get(question, ()), str(finding["id"]))
    return asked


def _rules(plan: Plan) -> list[Paragraph]:
    ways, money = norms.at("jdgz-2021-art62", plan.today), norms.at("jdgz-2021-art64", plan.today)
    rules = [
        ("调查核实由二人以上检察人员进行，询问应当制作笔录，由被询问人核对后签名。", ways),
        ("查询银行存款等金融信息限于规定的情形，查询前核对条件并履行审批手续。", money),
        ("调查核实不得采取限制人身自由和查封、扣押、冻结财产等强制性措施。", None),
        ("裁定书未载明不等于未做；阅卷应当包括电子卷宗和查控系统记录，确有必要时依规定查阅内卷并严格保密。", None),
        ("核实后逐项记明查阅的材料、卷页、核实人和日期；确认卷内未见或者查明未做的，方可写入检察建议书。", None),
    ]
    return [
        line(f"{n}.{words}{f'（{norm.full}）' if norm else ''}", "form", norms=(norm.id,) if norm else ())
        for n, (words, norm) in enumerate(rules, 1)
    ]
