"""Papers that are letters, written from data/letters.yaml: head, paragraphs with places to fill, signature.

A sentence of the data carries what its places rest on: ``{案}`` brings the parties' evidence along, ``{@id}`` the
provision, in the edition of the day of drafting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from benmo.drafting import norms
from benmo.drafting.data import read_yaml
from benmo.drafting.form import Paragraph, Sentence, line
from benmo.drafting.papers import followup
from benmo.drafting.papers.blocks import BLOCKS
from benmo.drafting.papers.common import case_name, court, evidence, handlers, head, office, signature
from benmo.drafting.papers.conditions import holds, require
from benmo.drafting.plan import Left, Plan
from benmo.drafting.words import BLANK, case_stem, cn_date, names

_PLACE = re.compile(r"\{(@?)([^{}]+)\}")
_PARTIES = ("applicants", "respondents", "cause")


def letters() -> Mapping[str, Mapping[str, Any]]:
    """All letters by name."""
    found: Mapping[str, Mapping[str, Any]] = read_yaml("letters.yaml")
    return found


def composer(name: str) -> Callable[[Plan], tuple[list[Paragraph], list[Left]]]:
    """The function that writes the letter *name*; it raises Unfit where the case does not meet the letter's needs."""

    def compose(plan: Plan) -> tuple[list[Paragraph], list[Left]]:
        entry = letters()[name]
        require(plan, name, entry["needs"])
        parts = head(plan, str(entry.get("title", name)), entry.get("number"))
        parts += _addressee(plan, entry.get("to"))
        for item in entry["body"]:
            if "when" not in item or holds(item["when"], plan):
                parts += _item(plan, item, to_court=entry.get("to") == "court")
        parts = _no_empty_section(parts)
        parts += signature(plan, to=False) if entry["sign"] == "office" else handlers()
        parts += [Paragraph((_sentence(plan, words),), "annex") for words in entry.get("annex", ())]
        return parts, []

    return compose


def _no_empty_section(parts: list[Paragraph]) -> list[Paragraph]:
    """A heading under which the material tells nothing gets a place for a person to fill."""
    out: list[Paragraph] = []
    for n, part in enumerate(parts):
        out.append(part)
        if part.style == "heading" and (n + 1 == len(parts) or parts[n + 1].style == "heading"):
            out.append(line("（此处由承办人写明。）", "form"))
    return out


def _item(plan: Plan, item: Mapping[str, Any], *, to_court: bool) -> list[Paragraph]:
    if "head" in item:
        return [line(str(item["head"]), "heading", "heading")]
    if "block" in item:
        return BLOCKS[item["block"]](plan, to_court)
    return [Paragraph(tuple(_sentence(plan, words) for words in item["say"]))]


def _addressee(plan: Plan, to: Any) -> list[Paragraph]:
    if to is None:
        return []
    if to == "court":
        return [line(f"{court(plan)}：", "form", "addressee", facts=("court",))]
    if to == "superior":
        return [line(f"{BLANK * 2}人民检察院：", "form", "addressee")]
    if to == "applicant":
        who = names(plan.case["applicants"]) or BLANK * 2
        return [line(f"{who}：", "form", "addressee", facts=("applicants",), evidence=_of_parties(plan, "applicants"))]
    return [line(_PLACE.sub(BLANK, str(to["say"])) + "：", "form", "addressee")]


def _sentence(plan: Plan, told: Any) -> Sentence:
    entry = told if isinstance(told, Mapping) else {"text": told}
    found: dict[str, Any] = {"facts": [*entry.get("facts", ())], "evidence": [], "norms": [], "unverified": []}

    def fill(match: re.Match[str]) -> str:
        if match[1]:
            norm = norms.at(match[2], plan.today)
            if norm is None:
                return ""
            _add_norm(found, norm)
            return norm.full
        words, facts, where = _place(plan, match[2])
        found["facts"] += [f for f in facts if f not in found["facts"]]
        found["evidence"] += [e for e in where if e not in found["evidence"]]
        return words

    text = _PLACE.sub(fill, str(entry["text"]))
    for norm in filter(None, (norms.at(i, plan.today) for i in entry.get("norms", ()))):
        _add_norm(found, norm)
    doubt = "、".join(dict.fromkeys(found.pop("doubt", ())))
    remark = f"以下条文的原文或条号未核对，发出前请查对：{doubt}。" if doubt else str(entry.get("remark", ""))
    return Sentence(
        text,
        entry.get("kind", "form"),
        tuple(found["evidence"]),
        tuple(found["facts"]),
        tuple(dict.fromkeys(found["norms"])),
        unverified=tuple(dict.fromkeys(found["unverified"])),
        remark=remark,
    )


def _add_norm(found: dict[str, Any], norm: norms.Norm) -> None:
    found["norms"].append(norm.id)
    if not norm.verified:
        found["unverified"].append(norm.id)
        found.setdefault("doubt", []).append(norm.full)


def _of_parties(plan: Plan, *sides: str) -> tuple[dict[str, Any], ...]:
    return tuple(e for side in sides for p in plan.case[side] for e in p.get("evidence", ()))


def _place(plan: Plan, name: str) -> tuple[str, tuple[str, ...], tuple[dict[str, Any], ...]]:
    """What stands for a place: its words, the paths they come from, their evidence."""
    case, suggestion = plan.case, plan.suggestion
    number = f"{case['case_no']}执行裁定" if case["case_no"] else "终结本次执行程序裁定"
    table: dict[str, tuple[str, tuple[str, ...]]] = {
        "案": (case_name(plan), _PARTIES),
        "法院": (court(plan), ("court",)),
        "院": (office(plan), ("court",)),
        "案号": (case_stem(case["case_no"] or suggestion.get("case_no")), ("case_no",)),
        "裁定": (number, ("case_no",)),
        "立案日": (cn_date(case["filing_date"]), ("filing_date",)),
        "裁定日": (cn_date(case["ruling_date"]), ("ruling_date",)),
        "申请人": (names(case["applicants"]) or BLANK * 2, ("applicants",)),
        "被执行人": (names(case["respondents"]) or BLANK * 2, ("respondents",)),
        "建议": (followup.number(plan), ("suggestion.number",)),
        "留": (BLANK, ()),
    }
    words, facts = table[name]
    where = _of_parties(plan, *(f for f in facts if f in ("applicants", "respondents"))) + evidence(plan, *facts)
    return words, facts, where
