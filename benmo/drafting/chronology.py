"""What the court did, in order of time, as sentences: each act with its date, its objects and its evidence.

Only what the review holds is told, each as the material tells it; what has no date comes last, in one sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benmo.drafting.assets import Named, named_assets
from benmo.drafting.form import Sentence
from benmo.drafting.inquired import inquired, plain_none, result_rows
from benmo.drafting.measures import measure_words, persons
from benmo.drafting.plan import Plan
from benmo.drafting.words import category, cn_date, listed, parse_iso

#: Acts that a paper to a court does not tell of: clues of crime go another way.
_SILENT = frozenset({"crime_referral", "other"})
_SENTENCE_END = re.compile(r"[。；\n]")
_NOT_BEGUN = re.compile(
    r"[^，。；\n]{0,20}(?:评估|拍卖|变卖|处置)[^，。；\n]{0,10}(?:尚未|暂未|还未|未)(?:启动|进行|开展|实施)"
    r"|(?:尚未|暂未|还未)(?:启动|进行|开展)?(?:评估|拍卖|变卖|处置)[^，。；\n]{0,8}"
)


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
    told += _assets(plan, [a.words for a in acts])
    if told:
        source = "执行裁定书" if plan.only_ruling else "执行裁定书及卷宗材料"
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
    together: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for n, measure in enumerate(plan.case["measures"]):
        if measure["type"] not in _SILENT:
            together[(measure["type"], measure.get("date"))].append(n)
    acts = []
    for (kind, on), places in together.items():
        same = [plan.case["measures"][n] for n in places]
        targets = list(dict.fromkeys(t for m in same for t in m.get("targets", ())))
        evidence = tuple(e for m in same for e in m.get("evidence", ()))
        words = measure_words(kind, targets, evidence, plan)
        acts.append(Act(on, words, evidence, tuple(f"measures[{n}]" for n in places)))
    return acts


def _inquiries(plan: Plan) -> list[Act]:
    groups: dict[tuple[str | None, tuple[str, ...]], list[int]] = defaultdict(list)
    for n, inquiry in enumerate(plan.case["inquiries"]):
        groups[(inquiry.get("date"), inquired(inquiry))].append(n)
    return [_inquiry(plan, on, targets, places) for (on, targets), places in groups.items()]


def _inquiry(plan: Plan, on: str | None, targets: tuple[str, ...], places: list[int]) -> Act:
    made = [plan.case["inquiries"][n] for n in places]
    who = persons(plan, list(targets))
    words = f"查询了{who}的{_kinds(made)}情况"
    # 查得 only where the asset itself stands in the review: a list of searches is easily read as one of findings.
    held = {n.asset["category"] for n in named_assets(plan.case["assets"])}
    found = [i for i in made if i.get("result") == "found" and i["category"] in held]
    none = [i for i in made if i.get("result") == "none" and i["category"] not in held and plain_none(i)]
    if found:
        words += f"，查得{_kinds(found)}"
    if none and not found and len(none) == len(made):
        words += "，未查得可供执行的财产" if len(made) > 1 else f"，未查得{_kinds(none)}"
    elif none:
        words += f"，未查得{_kinds(none)}"
    rows = [r for i in made if i not in found for r in result_rows(i)]
    if rows:
        words += f"，反馈记载：{'；'.join(rows)}"
    evidence = tuple(e for i in made for e in i.get("evidence", ()))
    return Act(on, words, evidence, tuple(f"inquiries[{n}]" for n in places))


def _kinds(inquiries: Iterable[Mapping[str, Any]]) -> str:
    return listed(category(i["category"]) for i in inquiries)


def _interview(plan: Plan) -> list[Act]:
    talk = plan.case["interview"]
    if talk["held"] is not True:
        return []
    words = "就终结本次执行程序听取申请执行人意见"
    evidence = tuple(talk.get("evidence", ()))
    refusal = _refusal(plan, evidence)
    # A court must not read that the creditor agreed when the record also holds the opposite.
    against = refusal or any(_against(str(e["quote"])) for f in plan.review["findings"] for e in f["evidence"])
    if refusal:
        words += f"，记载其意见为“{refusal}”"
    elif talk.get("consent") is True and not against:
        words += "，申请执行人表示同意"
    return [Act(talk["date"], words, evidence, ("interview",))]


def _against(words: str) -> bool:
    """Whether *words* refuse the ending; a refusal of another thing (移送破产、抵债) does not."""
    return "不同意" in words and not re.search(r"不同意[^，。；]{0,14}(?:破产|移送|抵债|和解|拍卖|变卖|延期)", words)


def _refusal(plan: Plan, evidence: Iterable[Mapping[str, Any]]) -> str:
    """The creditor's refusal and what is asked instead, to the end of the sentence; empty where nothing refuses."""
    for item in evidence:
        if _against(str(item["quote"])) and not set("“”") & set(str(item["quote"])):
            text = str((plan.documents.get(str(item["document"])) or {}).get("text") or "")
            stop = _SENTENCE_END.search(text, int(item["end"])) if text else None
            more = text[int(item["end"]) : stop.start()] if stop else ""
            more = "" if len(more) > 40 or set("“”") & set(more) else more
            return "".join((str(item["quote"]) + more).split()).strip("，。；")
    return ""


def _assets(plan: Plan, measures: Sequence[str]) -> list[Sentence]:
    named = named_assets(plan.case["assets"])
    found = [n for n in named if not _told_of(n, measures)]
    if not found:
        return _not_begun(plan) if named else []
    told = [f"{n.owner}{n.name}{f'（{n.state}）' if n.state else ''}" for n in found]
    evidence = _once(e for n in found for e in n.asset.get("evidence", ()))
    facts = tuple(f"assets[{n.place}]" for n in found)
    out = [Sentence(f"执行中查明的财产有：{listed(told, '；')}。", "fact", evidence, facts)]
    return out + _not_begun(plan)


def _told_of(named: Named, measures: Sequence[str]) -> bool:
    """Whether a measure named this thing and what was done with it."""
    done = named.state.removeprefix("已").removeprefix("首先")
    return any(f"{named.owner}{named.name}" in words and done in words for words in measures)


def _not_begun(plan: Plan) -> list[Sentence]:
    """What the ruling itself says was not begun with the assets, in its words."""
    for document in plan.documents.values():
        text = str(document.get("text") or "")
        if document["type"] != "termination_ruling" or not (found := _NOT_BEGUN.search(text)):
            continue
        hidden = any(h["start"] < found.end() and found.start() < h["end"] for h in document.get("hidden") or ())
        words = "".join(found.group().split())
        if not hidden and not set("“”") & set(words):
            where = {
                "document": document["id"], "start": found.start(), "end": found.end(), "quote": found.group(),
            }  # fmt: skip
            return [Sentence(f"裁定书另载明“{words}”。", "fact", (where,), ("assets",))]
    return []
