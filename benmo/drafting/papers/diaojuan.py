"""调卷函 (request for the court's file): which file, which parts of it, by which rule."""

from __future__ import annotations

from benmo.drafting import norms
from benmo.drafting.data import read_yaml
from benmo.drafting.form import Paragraph, Sentence, line
from benmo.drafting.papers.common import case_name, court, evidence, head, signature
from benmo.drafting.plan import Left, Plan
from benmo.drafting.words import BLANK, case_stem, listed

BLANKS = ("文号", "落款日期", "院印", "审批", "联系人", "联系电话")

_ALWAYS = ("执行卷宗正卷及对应的电子卷宗", "网络执行查控系统的查询发起和反馈记录", "执行流程管理系统的节点记录")


def compose(plan: Plan) -> tuple[list[Paragraph], list[Left]]:
    """The paragraphs of the paper; nothing is left out."""
    found = norms.at("jdgz-2021-art47", plan.today)
    basis = f"根据{found.full}的规定，" if found else ""
    opening = Paragraph(
        (
            Sentence(
                f"本院审查{case_name(plan)}的执行监督案件，因办案需要，{basis}"
                f"需调阅你院{case_stem(plan.case['case_no'])}执行案件的下列材料：",
                "form", evidence(plan, "case_no"), ("case_no",), (found.id,) if found else (),
            ),
        )
    )  # fmt: skip
    ending = line("以上材料能够以拷贝电子卷宗、查阅、复制、摘录等方式提供的，可以采取上述方式，请予配合。", "closing")
    contact = line(f"联系人：{BLANK * 2}　联系电话：{BLANK * 3}", "closing", "annex")
    address = line(f"{court(plan)}：", "form", "addressee", facts=("court",))
    parts = [*head(plan, "调阅案卷函", "检民执调"), address, opening, *_rows(plan), ending]
    return [*parts, *signature(plan, to=False), contact], []


def _rows(plan: Plan) -> list[Paragraph]:
    asked: list[tuple[str, tuple[str, ...]]] = [(words, ()) for words in _ALWAYS]
    points = read_yaml("points.yaml")
    classes = read_yaml("words.yaml")["classes"]
    named: set[str] = set()  # one record is asked for once, where it bears first
    for name, words in classes.items():
        of = [
            f for f in plan.open if points[f["checkpoint"]]["class"] == name and "barred" not in points[f["checkpoint"]]
        ]
        wanted = [str(r) for f in of for r in points[f["checkpoint"]]["verify"]["records"]]
        records = listed(r for r in wanted if r not in named)
        named.update(wanted)
        if records:
            asked.append((f"关于{words['head']}的材料：{records}", tuple(str(f["id"]) for f in of)))
    last = len(asked)
    return [
        line(f"{n}.{words}{'；' if n < last else '。'}", "request", findings=ids)
        for n, (words, ids) in enumerate(asked, 1)
    ]
