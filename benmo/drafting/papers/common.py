"""Parts that several papers share: head, signature, the sentences on the case itself."""

from __future__ import annotations

from typing import Any

from benmo.drafting.form import Paragraph, Sentence, line
from benmo.drafting.plan import Plan
from benmo.drafting.words import BLANK, case_stem, cn_date, names, procuratorate, yuan

#: Where the page of the procurator's file goes.
PAGE_BLANK = f"（检察卷第{BLANK}页）"

_OFFICE_REMARK = "院名按执行法院名称推定，请核对。"


def office(plan: Plan) -> str:
    """The procuratorate that writes: as set by the office, else by the court's name."""
    return plan.office or str(plan.suggestion.get("issuer") or procuratorate(_court_name(plan)))


def court(plan: Plan) -> str:
    """The court written to, or a blank."""
    return _court_name(plan) or f"{BLANK}{BLANK}人民法院"


def _court_name(plan: Plan) -> str | None:
    """The executing court, as the ruling, the earlier suggestion or the court's reply names it."""
    found = plan.case["court"] or plan.suggestion.get("addressee") or plan.reply.get("court")
    return str(found) if found else None


def head(plan: Plan, title: str, number: str | None) -> list[Paragraph]:
    """Name of the office, title of the paper, blank number."""
    remark = "" if plan.office else _OFFICE_REMARK
    found = [line(office(plan), "heading", "title", facts=("court",), remark=remark), line(title, "heading", "title")]
    if number:
        found.append(line(f"{BLANK}{number}〔20{BLANK}〕{BLANK}号", "form", "number"))
    return found


def signature(plan: Plan, *, to: bool) -> list[Paragraph]:
    """此致, the court, office, blank date and seal."""
    address = [line("此致", "closing"), line(court(plan), "closing", "court", facts=("court",))] if to else []
    return [
        *address,
        line(office(plan), "closing", "signature", facts=("court",)),
        line(f"20{BLANK}年{BLANK}月{BLANK}日", "closing", "signature"),
        line("（院　　印）", "closing", "signature"),
    ]


def source(plan: Plan) -> Sentence:
    """Where the case came from, as a person told it, else a place to fill in."""
    told = plan.particulars.source.strip().rstrip("。，,")
    if told:
        return Sentence(f"{told}，", "form", author="person")
    return Sentence("（此处写明案件来源：当事人申请监督，或者本院依职权监督及其事由），", "form")


def reply_period(paper: str) -> Paragraph:
    """Three months to reply in writing (两高 rules, art. 13), and the time for an objection."""
    reply = Sentence(
        f"请你院在收到本{paper}后三个月内将处理结果书面回复本院，并附送作出的裁定、决定等法律文书或者有关凭证。",
        "closing",
        norms=("zxjd-2016-art13",),
    )
    objection = Sentence(
        f"如有异议，请在收到本{paper}之日起十五日内书面向本院提出，本院将依法复核。",
        "closing",
        norms=("jcjy-2019-art16", "jcjy-2019-art23"),
        remark="异议期限没有统一规定，此处按十五日拟写，可按本院做法调整。",
    )
    return Paragraph((reply, objection))


def handlers() -> list[Paragraph]:
    """Who worked on an internal paper, and when: blank."""
    return [
        line(f"承办人：{BLANK * 2}", "closing", "signature"),
        line(f"20{BLANK}年{BLANK}月{BLANK}日", "closing", "signature"),
    ]


def case_name(plan: Plan) -> str:
    """甲申请执行乙、丙买卖合同纠纷一案."""
    case = plan.case
    applicants = names(case["applicants"])
    respondents = names(case["respondents"]) or BLANK * 2
    if not applicants and case["respondents"]:  # handed over for enforcement by the court itself (移送执行)
        return f"被执行人{respondents}{case['cause'] or ''}执行一案"
    applicants = applicants or BLANK * 2
    return f"{applicants}申请执行{respondents}{case['cause'] or ''}一案"


def evidence(plan: Plan, *paths: str) -> tuple[dict[str, Any], ...]:
    """The evidence of scalar fields, in order."""
    where = plan.case["evidence"]
    return tuple(e for path in paths for e in where.get(path, ()))


def filing(plan: Plan, *, named: bool = False) -> list[Sentence]:
    """Title, sum and filing: the first sentences on the facts. ``named``: the paper has named the case already."""
    case = plan.case
    titles = "、".join(t for t in (_title(b, case["court"]) for b in case["basis"]) if t) or BLANK * 4
    sum_ = case["amounts"]["claimed"]
    what = "申请执行标的" if case["applicants"] else "执行标的"
    claimed = f"，{what}{yuan(sum_)}" if sum_ is not None else ""
    paths = ["applicants", "respondents", "cause", *(f"basis[{n}]" for n in range(len(case["basis"])))]
    paths += ["amounts.claimed"] if claimed else []
    parties = tuple(e for p in (*case["applicants"], *case["respondents"]) for e in p.get("evidence", ()))
    subject = "该案" if named else f"{case_name(plan)}，"
    return [
        Sentence(
            f"{subject}执行依据为{titles}{claimed}。", "fact", parties + evidence(plan, *paths), tuple(paths)
        ),
        Sentence(
            f"你院于{cn_date(case['filing_date'])}立案执行，案号为{case_stem(case['case_no'])}。", "fact",
            evidence(plan, "filing_date", "case_no"), ("filing_date", "case_no"),
        ),
    ]  # fmt: skip


def ruling(plan: Plan) -> list[Sentence]:
    """The ruling that closed the case for now, and the state of payment."""
    case, amounts = plan.case, plan.case["amounts"]
    number = f"作出{case['case_no']}执行裁定，" if case["case_no"] else "裁定"
    told = [
        Sentence(
            f"{cn_date(case['ruling_date'])}，你院{number}终结本次执行程序。", "fact",
            evidence(plan, "ruling_date", "case_no"), ("ruling_date", "case_no"),
        )
    ]  # fmt: skip
    parts = [
        (f"已执行到位{yuan(amounts['recovered'])}" if amounts["recovered"] else "未执行到位任何款项", "recovered"),
        (f"尚有{yuan(amounts['outstanding'])}未执行到位", "outstanding"),
    ]
    known = [(words, f"amounts.{key}") for words, key in parts if amounts[key] is not None]
    if known:
        paths = tuple(path for _, path in known)
        words = "，".join(words for words, _ in known)
        told.append(Sentence(f"据裁定书载明，本案{words}。", "fact", evidence(plan, *paths), paths))
    return told


def _title(basis: dict[str, Any], court: str | None) -> str:
    issuer = basis.get("issuer") or ""
    issuer = "你院" if issuer in ("本院", court) else issuer
    kind = basis.get("kind") or ""
    number = basis.get("doc_no") or ""
    # A coded kind (judgment, mediation) is for programs; only Chinese is printed.
    return f"{issuer}{number}{'' if kind.isascii() else kind}" if number or issuer else ""
