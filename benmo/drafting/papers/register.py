"""处理结果审查登记表 (register of what became of a suggestion): a table, filled as far as the material tells."""

from __future__ import annotations

from typing import Any

from benmo.drafting.form import Paragraph, row
from benmo.drafting.papers import followup
from benmo.drafting.papers.common import case_name, court
from benmo.drafting.plan import Plan
from benmo.drafting.words import BLANK, bare, case_stem, cn_date

_EMPTY = BLANK * 4


def register(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """The rows of the form."""
    made, reply = plan.suggestion, plan.reply
    due = followup.due(plan)
    asked = [bare(str(r["text"])) for r in made.get("requests", ())]
    measures = [bare(str(m)) for m in reply.get("measures", ())]
    promised = [bare(str(m)) for m in reply.get("promised", ())]
    refused = followup.refusals(plan)
    told: list[tuple[str, str, dict[str, Any]]] = [
        ("案件名称", case_name(plan) if plan.case["applicants"] else _EMPTY, {"facts": ("applicants", "respondents")}),
        ("执行法院", str(plan.case["court"] or reply.get("court") or court(plan)), {"facts": ("court", "reply.court")}),
        ("执行案号", case_stem(plan.case["case_no"] or made.get("case_no")), {"facts": ("case_no",)}),
        ("检察建议书文号", followup.number(plan), {"facts": ("suggestion.number", "reply.suggestion_number")}),
        ("检察建议书日期", cn_date(made.get("date")), {"facts": ("suggestion.date",)}),
        ("法院签收日期", followup.received(plan), {}),
        ("回复期限届满日", cn_date(due.isoformat() if due else None), {"norms": ("zxjd-2016-art13",)}),
        ("法院回复日期", cn_date(reply.get("date")), {"facts": ("reply.date",)}),
        (
            "建议事项",
            _numbered(asked),
            {
                "facts": ("suggestion.requests",),
                "evidence": tuple(e for r in made.get("requests", ()) for e in r["evidence"]),
            },
        ),
        (
            "处理结果",
            followup.OUTCOMES.get(str(reply.get("outcome")), followup.OUTCOMES["unclear"]),
            {"facts": ("reply.outcome",)},
        ),
        ("已采取的措施", _numbered(measures), _from_reply(plan, "reply.measures", measures)),
        ("拟办、尚未见办理的事项", _numbered(promised), _from_reply(plan, "reply.promised", promised)),
        ("未采纳的事项及理由", _numbered(refused), _from_reply(plan, "reply.items", refused)),
        ("是否附裁定、决定等文书", _EMPTY, {}),
        ("逐项审查意见", _EMPTY, {}),
        ("是否需要跟进监督", _EMPTY, {}),
        ("承办人意见", _EMPTY, {}),
        ("部门负责人意见", _EMPTY, {}),
        ("分管检察长意见", _EMPTY, {}),
    ]
    rows = [row(("项　　目", "内　　容"), "heading", "row_head")]
    for name, words, rest in told:
        filled = bool(rest) and bool(words.strip(f"{BLANK}年月日"))
        rows.append(row((name, words), "fact" if filled else "form", **rest))
    return rows


def _numbered(items: list[str]) -> str:
    return "；".join(f"{n}.{words}" for n, words in enumerate(items, 1)) or _EMPTY


def _from_reply(plan: Plan, fact: str, items: list[str]) -> dict[str, Any]:
    return {"facts": (fact,), "evidence": tuple(e for m in items for e in followup.passage(plan, "court_reply", m))}
