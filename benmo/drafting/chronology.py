"""What the court did, in order of time, as sentences: each act with its date, its objects and its evidence.

Only what the review holds is told, each as the material tells it; what has no date comes last, in one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benmo.drafting.assets import named_assets
from benmo.drafting.data import read_yaml
from benmo.drafting.form import Sentence
from benmo.drafting.plan import Plan
from benmo.drafting.words import category, cn_date, listed, parse_iso

#: Acts that a paper to a court does not tell of: clues of crime go another way.
_SILENT = frozenset({"crime_referral", "other"})
_COUNTS = ("", "", "二", "三", "四", "五", "六", "七", "八", "九")


@dataclass(frozen=True, slots=True)
class Act:
    """One act in words, without its subject (你院) and date."""

    on: str | None
    words: str
    evidence: tuple[dict[str, Any], ...]
    facts: tuple[str, ...]


def chronology(plan: Plan) -> list[Sentence]:
    """The sentences on measures, inquiries, assets and the hearing of the creditor; empty when nothing is recorded."""
    acts = [*_measures(plan), *_inquiries(plan), *_interview(plan)]
    ruled = plan.case["ruling_date"]
    dated: dict[str, list[Act]] = defaultdict(list)
    late: dict[str, list[Act]] = defaultdict(list)
    undated = []
    for act in acts:
        if act.on and parse_iso(act.on):
            (late if ruled and act.on > ruled else dated)[act.on].append(act)
        else:
            undated.append(act)
    told = [_sentence(f"{cn_date(on)}，你院", dated[on]) for on in sorted(dated)]
    if undated:
        told.append(_sentence("执行中，你院还" if told else "执行中，你院", undated))
    told += [_sentence(f"{cn_date(on)}（晚于裁定日期），你院", late[on]) for on in sorted(late)]
    told += _assets(plan)
    if told:
        source = "执行裁定书" if len(plan.documents) == 1 else "执行裁定书及卷宗材料"
        told.insert(0, Sentence(f"据你院{source}记载：", "form"))
    return told


def _sentence(lead: str, acts: list[Act]) -> Sentence:
    words = "，".join(_joined(list(dict.fromkeys(a.words for a in acts))))
    evidence = tuple(e for a in acts for e in a.evidence)
    return Sentence(f"{lead}{words}。", "fact", _once(evidence), tuple(dict.fromkeys(f for a in acts for f in a.facts)))


def _joined(words: list[str]) -> list[str]:
    """向甲发出X, 向甲发出Y → 向甲发出X、Y."""
    out: list[str] = []
    for one in words:
        lead, found, what = one.partition("发出")
        if found and out and out[-1].startswith(lead + found):
            out[-1] += f"、{what}"
        else:
            out.append(one)
    return out


def _once(evidence: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple({(e["document"], e["start"], e["end"]): e for e in evidence}.values())


def _measures(plan: Plan) -> list[Act]:
    words = read_yaml("words.yaml")["measures"]
    together: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for n, measure in enumerate(plan.case["measures"]):
        if measure["type"] not in _SILENT:
            together[(measure["type"], measure.get("date"))].append(n)
    acts = []
    for (kind, on), places in together.items():
        same = [plan.case["measures"][n] for n in places]
        targets = persons(plan, [t for m in same for t in m.get("targets", ())])
        evidence = tuple(e for m in same for e in m.get("evidence", ()))
        acts.append(Act(on, words[kind].format(t=targets), evidence, tuple(f"measures[{n}]" for n in places)))
    return acts


def persons(plan: Plan, targets: list[str]) -> str:
    """The persons concerned by an act: by name, or 被执行人 (二被执行人 …) when it is all of the respondents."""
    everyone = [p["name"] for p in plan.case["respondents"]]
    if targets and set(targets) != set(everyone):
        return listed(targets)
    return f"{_COUNTS[len(everyone)]}被执行人" if 1 < len(everyone) < len(_COUNTS) else "被执行人"


def _inquiries(plan: Plan) -> list[Act]:
    groups: dict[tuple[str | None, tuple[str, ...]], list[int]] = defaultdict(list)
    for n, inquiry in enumerate(plan.case["inquiries"]):
        groups[(inquiry.get("date"), tuple(inquiry.get("respondents") or ()))].append(n)
    return [_inquiry(plan, on, targets, places) for (on, targets), places in groups.items()]


def _inquiry(plan: Plan, on: str | None, targets: tuple[str, ...], places: list[int]) -> Act:
    made = [plan.case["inquiries"][n] for n in places]
    who = persons(plan, list(targets))
    words = f"查询了{who}的{_kinds(made)}情况"
    # 查得 only where the asset itself stands in the review: a list of searches is easily read as one of findings.
    held = {n.asset["category"] for n in named_assets(plan.case["assets"])}
    found = [i for i in made if i.get("result") == "found" and i["category"] in held]
    none = [i for i in made if i.get("result") == "none" and i["category"] not in held]
    if found:
        words += f"，查得{_kinds(found)}"
    if none and not found and len(none) == len(made):
        words += "，未查得可供执行的财产" if len(made) > 1 else "，未查得财产"
    elif none:
        words += f"，未查得{_kinds(none)}"
    evidence = tuple(e for i in made for e in i.get("evidence", ()))
    return Act(on, words, evidence, tuple(f"inquiries[{n}]" for n in places))


def _kinds(inquiries: Iterable[Mapping[str, Any]]) -> str:
    return listed(category(i["category"]) for i in inquiries)


def _interview(plan: Plan) -> list[Act]:
    talk = plan.case["interview"]
    if talk["held"] is not True:
        return []
    words = "就终结本次执行程序听取申请执行人意见"
    # A court must not read that the creditor agreed when the record also holds the opposite.
    against = any("不同意" in e["quote"] for f in plan.review["findings"] for e in f["evidence"])
    if talk.get("consent") is True and not against:
        words += "，申请执行人表示同意"
    return [Act(talk["date"], words, tuple(talk.get("evidence", ())), ("interview",))]


def _assets(plan: Plan) -> list[Sentence]:
    found = named_assets(plan.case["assets"])
    if not found:
        return []
    told = [f"{n.owner}{n.name}{f'（{n.state}）' if n.state else ''}" for n in found]
    evidence = _once(e for n in found for e in n.asset.get("evidence", ()))
    facts = tuple(f"assets[{n.place}]" for n in found)
    return [Sentence(f"执行中查明的财产有：{listed(told, '；')}。", "fact", evidence, facts)]
