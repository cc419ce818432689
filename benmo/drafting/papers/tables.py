"""The tables of the 审查终结报告: acts in order of time, and what became of each kind of property (asset matrix)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benmo.drafting.assets import Named, named_assets
from benmo.drafting.data import read_yaml
from benmo.drafting.form import Paragraph, line, row
from benmo.drafting.plan import Plan
from benmo.drafting.words import BLANK, category, cn_date, document_label, listed, yuan

_LONG, _SHORT = "终结本次执行程序裁定书", "终本裁定书"
_NOBODY = "（归属未载明）"
_SHOWN = {True: "已查询", False: "未查询", None: "未载明"}


def where(plan: Plan, evidence: Iterable[Mapping[str, Any]]) -> str:
    """The documents that *evidence* stands in, with their pages where known, else a place for the page."""
    pages: dict[str, list[str]] = {}
    for item in evidence:
        label = document_label(plan.documents.get(str(item["document"]))).replace(_LONG, _SHORT)
        found = pages.setdefault(label, [])
        if item.get("page"):
            found.append(str(item["page"]))
    return "；".join(
        f"{label}第{listed(dict.fromkeys(p))}页" if p else f"{label}（卷{BLANK}页）"
        for label, p in list(pages.items())[:3]
    )


def timeline(plan: Plan) -> list[Paragraph]:
    """Date, act, persons, source: as the review's timeline tells; empty when it has none."""
    found = []
    for act in plan.review.get("timeline", ()):
        who = listed(act.get("targets") or ()) or "—"
        source = tuple(act.get("evidence", ()))
        found.append(
            row(
                (cn_date(act["date"]), str(act["act"]), who, where(plan, source)),
                "fact",
                evidence=source,
                facts=("timeline",),
            )
        )
    return [row(("日　期", "事　项", "涉及的人", "出　处"), "heading", "row_head"), *found] if found else []


def matrix(plan: Plan) -> list[Paragraph]:
    """Respondent by kind of property: inquired, found, controlled, disposed of, source."""
    rows = _from_review(plan) if plan.review.get("matrix") else _from_case(plan)
    head = row(("被执行人", "财产类型", "查询", "查询结果", "控制和处置", "出　处"), "heading", "row_head")
    return [head, *rows] if rows else []


def _from_review(plan: Plan) -> list[Paragraph]:
    out = []
    for cell in plan.review["matrix"]:
        on = cell.get("inquired_on")
        asked = _SHOWN[cell.get("inquired")] + (f"（{cn_date(on)}）" if on else "")
        found = {True: "有", False: "无", None: "未载明"}[cell.get("found")]
        done = listed((_state(cell.get("control")), _state(cell.get("disposal"))), "，")
        until = cell.get("control_until")
        done += f"，期限至{cn_date(until)}" if until else ""
        reason = str(cell.get("reason") or "").rstrip("。")
        words = (done or ("未载明" if cell.get("found") else "—")) + (f"（{reason}）" if reason else "")
        source = tuple(cell.get("evidence", ()))
        cells = (cell["respondent"], category(cell["category"]), asked, found, words, where(plan, source) or "—")
        out.append(row(cells, "fact", evidence=source, facts=("matrix",)))
    return out


def _state(value: Any) -> str:
    return str(read_yaml("words.yaml")["states"].get(value, value)) if value else ""


def _from_case(plan: Plan) -> list[Paragraph]:
    """The matrix out of the case's inquiries and assets, where the review brings none."""
    everyone = [p["name"] for p in plan.case["respondents"]] or ["被执行人"]
    held = named_assets(plan.case["assets"])
    kinds = list(dict.fromkeys([i["category"] for i in plan.case["inquiries"]] + [n.asset["category"] for n in held]))
    out = []
    for who in (*everyone, _NOBODY):
        for kind in kinds:
            asked = [
                i
                for i in plan.case["inquiries"]
                if who != _NOBODY and i["category"] == kind and _concerns(i.get("respondents"), who)
            ]
            assets = [n for n in held if n.asset["category"] == kind and _holder(n.asset, everyone) == who]
            if asked or assets:
                out.append(_row(plan, who, kind, asked, assets))
    return out


def _row(plan: Plan, who: str, kind: str, asked: list[Mapping[str, Any]], assets: list[Named]) -> Paragraph:
    on = next((i["date"] for i in asked if i.get("date")), None)
    looked = ("已查询" if asked else "未载明") + (f"（{cn_date(on)}）" if on else "")
    result = "；".join(n.name for n in assets) or ("无" if any(i.get("result") == "none" for i in asked) else "未载明")
    done = listed(n.state for n in assets) or ("未载明" if assets else "—")
    source = tuple(e for i in asked for e in i.get("evidence", ()))
    source += tuple(e for n in assets for e in n.asset.get("evidence", ()))
    cells = (who, category(kind), looked, result, done, where(plan, source))
    return row(cells, "fact", evidence=source, facts=("inquiries", "assets"))


def _holder(asset: Mapping[str, Any], everyone: list[str]) -> str:
    """Whose row an asset stands in: its holder's, the only respondent's, else nobody's."""
    holder = asset.get("holder")
    return str(holder) if holder in everyone else everyone[0] if len(everyone) == 1 else _NOBODY


def _concerns(respondents: Any, who: str) -> bool:
    return not respondents or who in respondents


def payment(plan: Plan) -> list[Paragraph]:
    """What was claimed, recovered and is outstanding, and whether the sum adds up."""
    amounts, names = (
        plan.case["amounts"],
        {"claimed": "申请执行标的", "recovered": "已执行到位", "outstanding": "未执行到位"},
    )
    known = {k: v for k, v in amounts.items() if k in names and v is not None}
    if not known:
        return [line("裁定书未载明债权数额和实现情况，待阅卷核实。", "form")]
    where_ = tuple(e for k in known for e in plan.case["evidence"].get(f"amounts.{k}", ()))
    words = "，".join(f"{names[k]}{yuan(v)}" for k, v in known.items())
    lacking = listed(names[k] for k in names if k not in known)
    tail = f"；{lacking}未载明" if lacking else ""
    return [line(f"{words}{tail}。", "fact", evidence=where_, facts=tuple(f"amounts.{k}" for k in known))]
