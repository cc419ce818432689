"""协助查询: what a third party is asked about: by kind of unit, for each respondent, from filing to now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benmo.drafting.data import read_yaml
from benmo.drafting.plan import Plan
from benmo.drafting.words import category, cn_date, listed

#: The findings on property that a third party can be asked about.
INQUIRIES = (
    "online_inquiry_core",
    "extended_assets",
    "all_respondents",
    "vehicle_not_seized",
    "waiting_seizure",
    "seizure_renewal",
    "queue_to_first",
    "creditor_clues",
    "frozen_funds_not_transferred",
)
_UNITS = ("real_estate", "vehicle", "deposit", "securities", "online_funds", "provident_fund", "insurance", "equity")


def queries_of(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """What a third party is asked about: by kind of unit, for each respondent, from filing to now."""
    open_ = [f for f in plan.open if f["checkpoint"] in INQUIRIES]
    asked: dict[str, list[Mapping[str, Any]]] = {}
    done = _looked_up(plan)
    for finding in open_:
        for kind in _kinds(finding):
            if kind not in done or finding["checkpoint"] not in _LACKING:
                asked.setdefault(kind, []).append(finding)
    units = read_yaml("words.yaml")["units"]
    since = f"自{cn_date(plan.case['filing_date'])}起" if plan.case["filing_date"] else "自执行立案之日起"
    told = []
    for kind in sorted(asked, key=_UNITS.index):
        remark = (
            "银行存款等金融信息限于规定的情形方可查询，发出前核对条件并履行审批手续。"
            if units[kind].get("money")
            else ""
        )
        who = _whose(plan, kind)
        if not who:
            continue
        words = f"{units[kind]['unit']}：{who}名下{category(kind)}{since}至查询之日的{units[kind]['what']}"
        told.append(
            (
                words,
                {
                    "findings": tuple(str(f["id"]) for f in asked[kind]),
                    "facts": ("respondents", "filing_date"),
                    "remark": remark or "向不同单位查询的，分别制作通知书。",
                    "norms": ("jdgz-2021-art64",) if units[kind].get("money") else (),
                },
            )
        )
    return told


#: Findings on searches that were not made: they ask for nothing that was.
_LACKING = frozenset({"online_inquiry_core", "extended_assets", "all_respondents", "creditor_clues"})


_CORE = {"deposit", "vehicle", "real_estate", "securities"}


def _looked_up(plan: Plan) -> set[str]:
    """The kinds of property that the material shows to have been searched for every respondent, with a result."""
    everyone = {str(p["name"]) for p in plan.case["respondents"]}
    made = {
        str(i["category"])
        for i in plan.case["inquiries"]
        if i.get("result") in ("found", "none") and everyone <= set(i.get("respondents") or everyone)
    }
    core = any(f["checkpoint"] == "online_inquiry_core" and f["conclusion"] == "ok" for f in plan.review["findings"])
    return made | (_CORE if core else set())


def _whose(plan: Plan, kind: str) -> str:
    """Whose property of a kind is looked up: of living persons and of companies; a company has no 住房公积金."""
    found = [
        str(p["name"])
        for p in plan.case["respondents"]
        if p["name"] not in plan.dead and not (kind == "provident_fund" and p.get("kind") == "organisation")
    ]
    return listed(found) or ("" if plan.case["respondents"] else "被执行人")


def _kinds(finding: Mapping[str, Any]) -> list[str]:
    names = {category(kind): kind for kind in _UNITS}
    words = "、".join(map(str, finding.get("missing", ()))) + str(finding["reason"])
    found = [kind for name, kind in names.items() if name in words or kind in words or name[-2:] in words]
    return found or {"vehicle_not_seized": ["vehicle"], "waiting_seizure": ["real_estate"]}.get(
        finding["checkpoint"], ["real_estate", "vehicle"]
    )
