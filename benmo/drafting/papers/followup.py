"""What became of an earlier 检察建议书: number, reply, the day it was due, faults of our own handling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benmo.drafting.data import read_yaml
from benmo.drafting.form import Sentence
from benmo.drafting.papers.common import case_name, court
from benmo.drafting.plan import Plan, Point
from benmo.drafting.words import BLANK, cn_date, listed, months_later, parse_iso

#: 两高执行监督规定第十三条
REPLY_MONTHS = 3
OUTCOMES = {
    "adopted": "采纳检察建议",
    "partly_adopted": "部分采纳检察建议",
    "rejected": "不采纳检察建议",
    "unclear": "从回复中未能判明是否采纳",
}


def number(plan: Plan) -> str:
    """The number of the earlier suggestion, or a blank."""
    return str(plan.suggestion.get("number") or plan.reply.get("suggestion_number") or f"{BLANK}号")


def due(plan: Plan) -> date | None:
    """The last day for the reply: three months after the court received the suggestion, four where the period was made
    longer; None when the day of receipt is unknown."""
    asked = plan.particulars
    return months_later(asked.served, REPLY_MONTHS + asked.extended) if asked.served else None


def overdue(plan: Plan) -> bool:
    """Whether the period has run out without a reply in the material."""
    last = due(plan)
    return bool(last and not plan.reply and plan.today > last and plan.suggestion)


def passage(plan: Plan, kind: str, words: str) -> tuple[dict[str, Any], ...]:
    """Where *words* stand in the document of that kind; empty when they do not stand there to the letter."""
    for document in plan.documents.values():
        text = str(document.get("text") or "")
        if document["type"] == kind and words and (at := text.find(words)) >= 0:
            return ({"document": document["id"], "start": at, "end": at + len(words), "quote": words},)
    return ()


def unanswered(plan: Plan, points: Sequence[Point]) -> list[Point]:
    """The points of the earlier suggestion of which the court's reply does not say that they were dealt with.

    What that suggestion did not raise is no matter for a follow-up: the court has not been asked about it yet.
    """
    words = read_yaml("answered.yaml")
    raised = set(plan.suggestion.get("raised", ()))
    done = "；".join(map(str, plan.reply.get("measures", ())))
    return [
        p
        for p in points
        if (not raised or p.checkpoint in raised)
        and (p.checkpoint not in words or not re.search(words[p.checkpoint], done))
    ]


def earlier(plan: Plan, *, to_court: bool) -> Sentence:
    """When and by which paper the office made its suggestion, in which case, to whom."""
    on = cn_date(plan.suggestion.get("date")) if plan.suggestion.get("date") else ""
    when = f"于{on}" if on else ""
    where = passage(plan, "procuratorial_suggestion", number(plan)) or passage(plan, "court_reply", number(plan))
    case = case_name(plan) if plan.case["applicants"] and plan.case["respondents"] else "所办理的执行案件"
    whom = "你院" if to_court else court(plan)
    words = f"本院{when}以{number(plan)}检察建议书，就{case}向{whom}提出检察建议。"
    return Sentence(words, "fact", where, ("suggestion", "applicants", "respondents"))


def replied(plan: Plan) -> list[Sentence]:
    """What the court answered, or that its time has run out."""
    if not plan.reply:
        served, last = plan.particulars.served, due(plan)
        if not served or not last:
            return []
        words = (
            f"你院于{cn_date(served.isoformat())}签收检察建议书，三个月的回复期限"
            f"{'延长一个月后，' if plan.particulars.extended else ''}于{cn_date(last.isoformat())}届满，"
            f"至{cn_date(plan.today.isoformat())}本院未收到书面回复。"
        )
        return [Sentence(words, "fact", author="template", norms=("zxjd-2016-art13",), facts=("particulars.served",))]
    outcome = str(plan.reply.get("outcome"))
    on = plan.reply.get("date")
    when = f"于{cn_date(on)}" if on else ""
    told = [
        Sentence(
            f"你院{when}作出书面回复，{OUTCOMES.get(outcome, OUTCOMES['unclear'])}。",
            "fact",
            passage(plan, "court_reply", "回复") or passage(plan, "court_reply", "复函"),
            ("reply",),
        )
    ]
    for lead, key in (("据回复，你院已采取的措施有", "measures"), ("回复称拟办、尚未见办理的事项有", "promised")):
        said = [str(m).rstrip("。；") for m in plan.reply.get(key, ())]
        if said:
            where = tuple(e for m in said for e in passage(plan, "court_reply", m))
            told.append(Sentence(f"{lead}：{quoted(said)}。", "fact", where, (f"reply.{key}",)))
    refused = refusals(plan)
    if refused:
        where = tuple(e for m in refused for e in passage(plan, "court_reply", m))
        told.append(Sentence(f"不予采纳的事项及其理由：{quoted(refused)}。", "fact", where, ("reply.items",)))
    return told


def quoted(words: Sequence[str]) -> str:
    """The court's words in quotation marks, those with marks of their own without."""
    return "；".join(w if set("“”") & set(w) else f"“{w}”" for w in words)


def refusals(plan: Plan) -> list[str]:
    """What the court refuses, with its reason, in its words."""
    return [_bare(str(w)) for i in plan.reply.get("items", ()) for w in i.get("refused", ())]


def _bare(words: str) -> str:
    """The court's words without the stop behind and the 故 before them, which point to what is not quoted."""
    return re.sub(r"^(?:故(?!意)|因此|据此|综上(?:所述)?|所以)，?", "", words.rstrip("。；"))


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One point of the earlier suggestion that the reply leaves undone: what of it, and the court's words."""

    state: str
    topics: tuple[str, ...]
    words: str
    evidence: tuple[dict[str, Any], ...]
    facts: tuple[str, ...]


def unsettled(plan: Plan) -> list[Unsettled]:
    """The points that the reply refuses, only promises, or does not answer, in the order of the reply."""
    out = []
    for n, item in enumerate(plan.reply.get("items", ())):
        topics, facts = tuple(item["topics"]), (f"reply.items[{n}]",)
        for state in ("refused", "promised"):
            words = [_bare(str(w)) for w in item.get(state, ())]
            if words:
                where = tuple(e for w in words for e in passage(plan, "court_reply", w)) or tuple(item["evidence"])
                out.append(Unsettled(state, topics, quoted(words), where, facts))
    names = read_yaml("points.yaml")
    for answer in plan.reply.get("compared", ()) if out else ():
        checkpoint = str(answer["checkpoint"])
        if answer["answer"] == "not_answered" and checkpoint in names:
            out.append(Unsettled("silent", (checkpoint,), said_to_court(names[checkpoint]), (), ("suggestion.raised",)))
    return out


def own_faults(plan: Plan) -> list[Sentence]:
    """What a look at our own handling finds: period, articles and form of the suggestion, the period of the reply."""
    made, out = plan.suggestion, []
    name = f"检察建议书（{number(plan)}）"
    months = made.get("reply_months")
    if months and months != REPLY_MONTHS:
        out.append(
            Sentence(
                f"{name}写明的回复期限为{months:g}个月，与对人民法院执行活动提出检察建议的三个月回复期限不符。",
                "fact",
                (),
                ("suggestion.reply_months",),
                ("zxjd-2016-art13",),
            )
        )
    for n, cited in enumerate(made.get("citations") or ()):
        if cited["status"] in ("outdated", "nonexistent", "not_yet", "mismatched") and cited.get("evidence"):
            quote = "".join(str(cited["evidence"][0]["quote"]).split())
            out.append(
                Sentence(
                    f"{name}引用的“{quote}”，在制发之日不是有效的依据条文。",
                    "fact",
                    tuple(cited["evidence"]),
                    (f"suggestion.citations[{n}]",),
                )
            )
    for taken in (made.get("grade") or {}).get("deductions", ()):
        # The bounds of our own scoring are no fault of anybody and belong in no paper.
        if str(taken.get("dimension", "")).startswith("等级"):
            continue
        reason = str(taken["reason"]).rstrip("。")
        if not any(reason[:8] in s.text for s in out):
            out.append(Sentence(f"{name}：{reason}。", "fact", (), ("suggestion.grade",)))
    if overdue(plan):
        out.append(replace_court(replied(plan)[0]))
    return out


def replace_court(sentence: Sentence) -> Sentence:
    """The sentence as one says it to others than the court."""
    from dataclasses import replace

    return replace(sentence, text=sentence.text.replace("你院", "人民法院"))


def raised_names(plan: Plan, points: dict[str, Any]) -> str:
    """What the earlier suggestion raised, as one says it to a court."""
    return listed(said_to_court(points[c]) for c in plan.suggestion.get("raised", ()) if c in points)


def said_to_court(point: Mapping[str, Any]) -> str:
    """What a point is about, without saying how it stands; some names are the reviewer's shorthand (约谈实质化)."""
    return str(point.get("subject") or point["name"])


def received(plan: Plan) -> str:
    """The day of receipt in words, or a blank."""
    return cn_date(plan.particulars.served.isoformat()) if plan.particulars.served else cn_date(None)


def reply_day(plan: Plan) -> date | None:
    """The day of the court's reply."""
    return parse_iso(plan.reply.get("date"))
