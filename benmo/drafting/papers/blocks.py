"""Blocks of paragraphs that letters (data/letters.yaml) are put together from. Each is a function of the plan.

``to_court`` tells whether the paper speaks to the court (你院) or of it (该院).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from benmo.drafting.chronology import chronology
from benmo.drafting.data import read_yaml
from benmo.drafting.facts import formal_reason, quotations
from benmo.drafting.form import Paragraph, Sentence, line, third_person
from benmo.drafting.norms import Namer
from benmo.drafting.papers import followup
from benmo.drafting.papers.common import court, filing, reply_period, ruling
from benmo.drafting.papers.conditions import ended
from benmo.drafting.papers.points import asked_of_court, in_force, point_sentences, sayable
from benmo.drafting.papers.queries import queries_of
from benmo.drafting.papers.register import register
from benmo.drafting.plan import Plan, Point
from benmo.drafting.words import bare, listed, numeral


def _voice(sentences: list[Sentence], to_court: bool) -> tuple[Sentence, ...]:
    return tuple(s if to_court else third_person(s) for s in sentences)


def _rows(told: list[tuple[str, dict[str, Any]]], kind: str = "request") -> list[Paragraph]:
    """Numbered lines, divided by semicolons."""
    last = len(told)
    return [
        line(f"{f'{n}.' if last > 1 else ''}{words}{'；' if n < last else '。'}", kind, **rest)  # type: ignore[arg-type]
        for n, (words, rest) in enumerate(told, 1)
    ]


def case_facts(plan: Plan, to_court: bool) -> list[Paragraph]:
    """Title, filing, acts in order of time, ruling and state of payment."""
    if not plan.review["findings"]:
        return []
    lead = [Sentence("经查：", "form")]
    if not to_court:
        lead.append(Sentence(f"执行法院为{court(plan)}（以下简称该院）。", "form", facts=("court",)))
    told = chronology(plan)
    out = [Paragraph((*lead, *_voice(filing(plan), to_court)))]
    out += [Paragraph(_voice(told, to_court))] if told else []
    return [*out, Paragraph(_voice(ruling(plan), to_court))]


def told_facts(plan: Plan, to_court: bool) -> list[Paragraph]:
    """The case in short for somebody outside: title, filing, ruling."""
    lead = Sentence(f"执行法院为{court(plan)}（以下简称该院）。", "form", facts=("court",))
    return [Paragraph((lead, *_voice([*filing(plan), *ruling(plan)], to_court)))]


def explain(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """What the court is asked to explain: each open or proven point with the questions to the court."""
    points = read_yaml("points.yaml")
    found = [p.finding for p in (*plan.points, *plan.more)] + list(plan.open)
    told = []
    for finding in found:
        template = points[finding["checkpoint"]]
        asked = template["verify"]["ask"].get("court", ())
        if not asked or "barred" in template or template["class"] == "paper":
            continue
        reason = formal_reason(str(finding["reason"]))
        words = f"关于{template['name']}：{f'{reason}，' if reason else ''}请说明{'，'.join(asked)}"
        told.append((words, {"findings": (str(finding["id"]),), "evidence": tuple(finding["evidence"])}))
    return _rows(told)


def clue(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """What the material says that may point to the crime: quotations, and the finding in words."""
    out = []
    for n, finding in enumerate(plan.clues, 1):
        ids, where = (str(finding["id"]),), tuple(finding["evidence"])
        told = quotations(where, plan.documents)
        reason = str(finding["reason"]).rstrip("。")
        words = [Sentence(f"{told}。", "fact", where, findings=ids)] if told else []
        words.append(Sentence(f"案件材料反映：{reason}。", "fact", where, findings=ids))
        if len(plan.clues) > 1:
            words[0] = replace(words[0], text=f"{n}.{words[0].text}")
        out.append(Paragraph(tuple(words)))
    by = [d for d in plan.decisions if d.checkpoint == "refusal_crime_referral" and d.note]
    out += [line(f"承办人核实：{d.note.rstrip('。')}。", "fact", author="person") for d in by]
    return out


def own_faults(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """The faults of our own handling, numbered."""
    return [Paragraph((replace(s, text=f"{n}.{s.text}"),)) for n, s in enumerate(followup.own_faults(plan), 1)]


def earlier(plan: Plan, to_court: bool) -> list[Paragraph]:
    """The earlier suggestion, and what it raised."""
    told = [followup.earlier(plan, to_court=to_court)]
    raised = followup.raised_names(plan, read_yaml("points.yaml"))
    if raised:
        told.append(Sentence(f"该检察建议书指出的问题涉及：{raised}。", "fact", facts=("suggestion.raised",)))
    return [Paragraph(_voice(told, to_court))]


def reply_told(plan: Plan, to_court: bool) -> list[Paragraph]:
    """What the court answered."""
    told = _voice(followup.replied(plan), to_court)
    return [Paragraph(told)] if told else []


def opinion(plan: Plan, to_court: bool) -> list[Paragraph]:
    """Why the matter is not settled: a person's ground, then the points that the material proves."""
    out = []
    if plan.particulars.ground:
        out.append(line(f"本院认为，{plan.particulars.ground.rstrip('。')}。", "fact", author="person"))
    answers = followup.unsettled(plan)
    if answers:
        lead = "" if out else "本院认为，"
        out.append(line(f"{lead}原检察建议的下列事项，从回复看尚未落实：", "form"))
    for n, one in enumerate(answers, 1):
        words = _UNSETTLED[one.state].format(w=one.words)
        told = Sentence(f"{f'{numeral(n)}是' if len(answers) > 1 else ''}{words}。", "fact", one.evidence, one.facts)
        out.append(Paragraph(_voice([told], to_court)))
    points = _still_open(plan, answers)
    namer, said = Namer([n.law for p in points for n, _ in in_force(p)]), set[str]()
    if points:
        out.append(line("从现有材料看，原检察建议指出的下列问题尚未见纠正：", "form"))
    for n, point in enumerate(points, 1):
        told_ = list(_voice(point_sentences(plan, point, namer, said), to_court))
        if len(points) > 1:
            told_[0] = replace(told_[0], text=f"{numeral(n)}是{told_[0].text}")
        out.append(Paragraph(tuple(told_)))
    if not out:
        raised = followup.raised_names(plan, read_yaml("points.yaml"))
        what = f"原检察建议指出的{raised}等问题" if raised else "原检察建议指出的问题"
        out.append(line(f"本院认为，{what}尚未得到处理。", "defect", facts=("suggestion.raised", "reply.outcome")))
    return out


_UNSETTLED = {
    "refused": "你院答复{w}，对该项不予采纳，其理由是否成立由承办人对照案卷审查（此处写明审查意见）",
    "promised": "你院答复{w}，属拟办事项，回复未反映已经办理",
    "silent": "对{w}问题，回复未作答复",
}
_AGAIN = {
    "refused": "对答复中{w}一项重新审查，依法处理并说明理由、附有关材料",
    "promised": "对答复中{w}的事项及时办理，并将办理结果及有关法律文书书面告知",
    "silent": "对{w}问题依法审查处理并作出答复",
}


def _still_open(plan: Plan, answers: Sequence[followup.Unsettled]) -> list[Point]:
    """The points raised before and still unproven as mended, apart from those that the answers name already."""
    told = {t for a in answers for t in a.topics}
    points = followup.unanswered(plan, [p for p in plan.points if sayable(plan, p, [])])
    return [p for p in points if p.checkpoint not in told]


def again(plan: Plan, to_court: bool) -> list[Paragraph]:
    """What is asked, once more: by the answers left open and the points of the plan, else as the earlier suggestion."""
    answers = followup.unsettled(plan)
    told: list[tuple[str, dict[str, Any]]] = [
        (_AGAIN[a.state].format(w=a.words), {"facts": a.facts, "evidence": a.evidence}) for a in answers
    ]
    told += [(w, {"findings": of}) for w, of in asked_of_court(plan, _still_open(plan, answers))]
    if not told:
        for n, asked in enumerate(plan.suggestion.get("requests", ())):
            words = bare("".join(str(asked["text"]).split()))
            rest = {"evidence": tuple(asked.get("evidence", ())), "facts": (f"suggestion.requests[{n}]",)}
            told.append((words, rest))
    told = told or [("对原检察建议指出的问题重新审查，依法纠正并书面回复处理结果", {"facts": ("suggestion",)})]
    rows = _rows(told)
    return rows if to_court else [replace(p, sentences=_voice(list(p.sentences), False)) for p in rows]


def three_months(_plan: Plan, _to_court: bool) -> list[Paragraph]:
    """The period for the reply."""
    return [reply_period("监督意见")]


def met(plan: Plan, to_court: bool) -> list[Paragraph]:
    """The steps that the material shows to have been taken, those of one passage together, with the passage."""
    words = read_yaml("met.yaml")
    shown = [
        (f, *_met_words(words, f))
        for f in plan.review["findings"]
        if f["conclusion"] == "ok" and f["evidence"] and f["checkpoint"] in words
    ]
    together: dict[str, list[tuple[Mapping[str, Any], str, Any]]] = {}
    for finding, step, passage in shown:
        if step:
            quoted = _telling(str(finding["checkpoint"]), quotations([passage], plan.documents))
            together.setdefault(quoted, []).append((finding, step, passage))
    if not together:
        return []
    told: list[tuple[str, dict[str, Any]]] = []
    for quoted, steps in sorted(together.items(), key=lambda pair: not pair[0]):
        rest = {"findings": tuple(str(f["id"]) for f, _, _ in steps), "evidence": tuple(e for _, _, e in steps)}
        told.append((f"{listed(step for _, step, _ in steps)}{f'（{quoted}）' if quoted else ''}", rest))
    rows = _rows(told, "fact")
    what = "裁定书载明，该院" if plan.only_ruling else "本院认为，现有材料能够反映，该院"
    lead = line(f"{what}在裁定终结本次执行程序前履行了下列职责：", "form")
    return [lead, *(rows if to_court else [replace(p, sentences=_voice(list(p.sentences), False)) for p in rows])]


def _telling(checkpoint: str, quoted: str) -> str:
    """The quotation, where it speaks of the step; a passage that only stands near it proves nothing to a reader."""
    words = read_yaml("answered.yaml").get(checkpoint)
    return quoted if not words or re.search(words, quoted) else ""


def _met_words(words: Mapping[str, Any], finding: Mapping[str, Any]) -> tuple[str, Any]:
    """The step in words and the passage that tells it: of two ways only the one that a passage names, or nothing."""
    entry = words[finding["checkpoint"]]
    if isinstance(entry, str):
        return entry, finding["evidence"][0]
    for way in entry:
        for passage in finding["evidence"]:
            if re.search(str(way["when"]), str(passage["quote"])):
                return str(way["say"]), passage
    return "", None


def own_words(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """Where nothing of the file was read: the paper says so, and that a person has to look before it goes out."""
    if not plan.only_ruling:
        return []
    words = "（未调阅执行卷宗：以下内容仅据裁定书自述，发出前须阅卷核实，核实后删去本句。）"
    return [line(words, "form", remark="裁定书的自述不能证明已经依法履行职责，先制作调卷函。")]


def ended_(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """Why the review ends."""
    return [Paragraph((Sentence("经审查，", "form"), *ended(plan)))]


def queries(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """What a third party is asked about."""
    return _rows(queries_of(plan))


def ask_applicant(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """What the creditor is asked to tell."""
    points = read_yaml("points.yaml")
    asked: dict[str, tuple[str, ...]] = {}
    for finding in plan.open:
        for question in points[finding["checkpoint"]]["verify"]["ask"].get("applicant", ()):
            asked[question] = (*asked.get(question, ()), str(finding["id"]))
    told: list[tuple[str, dict[str, Any]]] = [(q, {"findings": ids}) for q, ids in asked.items()]
    return _rows(told or [("该案执行情况以及你（单位）收到的执行文书", {})])


def visit(plan: Plan, _to_court: bool) -> list[Paragraph]:
    """What the court is asked to report on: each measure it announced."""
    told: list[tuple[str, dict[str, Any]]] = []
    for n, measure in enumerate(plan.reply.get("measures", ())):
        words = str(measure).rstrip("。；")
        rest = {"facts": (f"reply.measures[{n}]",), "evidence": followup.passage(plan, "court_reply", words)}
        told.append((f"“{words}”的完成情况", rest))
    for n, promise in enumerate(plan.reply.get("promised", ())):
        words = str(promise).rstrip("。；")
        rest = {"facts": (f"reply.promised[{n}]",), "evidence": followup.passage(plan, "court_reply", words)}
        told.append((f"“{words}”（拟办事项）是否办理及办理结果", rest))
    told.append(("案件恢复执行后的财产调查、处置和案款发放情况", {}))
    return _rows(told)


BLOCKS: dict[str, Callable[[Plan, bool], list[Paragraph]]] = {
    "again": again,
    "ask_applicant": ask_applicant,
    "case_facts": case_facts,
    "clue": clue,
    "earlier": earlier,
    "ended": ended_,
    "explain": explain,
    "met": met,
    "opinion": opinion,
    "own_faults": own_faults,
    "own_words": own_words,
    "queries": queries,
    "register": register,
    "reply_told": reply_told,
    "three_months": three_months,
    "told_facts": told_facts,
    "visit": visit,
}
