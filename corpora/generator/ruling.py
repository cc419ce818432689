"""One 终本 ruling from one draw, with its truth: one sentence, narrative, numbered measures, or four parts."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from corpora.generator.draw import Draw
from corpora.generator.model import Line, Paper
from corpora.generator.teller import Finding, Teller, amount
from corpora.generator.world import Party, arabic, chinese

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释"
_WRITTEN = {
    519: ["第五百一十九条", "第五百一十九条第一款", "第519条"],
    517: ["第五百一十七条", "第五百一十七条第一款", "第517条"],
}
_NUMERALS = "一二三四五六七八九"


def ruling(drawn: Draw, rng: Random) -> tuple[Paper, dict[str, Any], dict[str, Finding]]:
    """The paper, the fields and the findings that are certain."""
    teller = Teller(drawn, rng)
    lines = [*_head(drawn), *_body(drawn, teller, rng), *_close(drawn, teller, rng)]
    fields = _fields(drawn, teller)
    return Paper("执行裁定书", "termination_ruling", tuple(lines)), fields, _certain(drawn, teller)


def _head(drawn: Draw) -> list[Line]:
    title = "执 行 裁 定 书" if drawn.padded else "执行裁定书"
    lines = [Line(drawn.court.printed, "court"), Line(title, "title"), Line(drawn.number, "number")]
    for label, parties in (("申请执行人", drawn.creditors), ("被执行人", drawn.debtors)):
        for at, party in enumerate(parties):
            lines += [Line(text, "party") for text in f"{label}：{party.name}{party.rest}".split("\n")]
            if label == "申请执行人" and at == 0 and drawn.agent:
                lines.append(Line(f"委托诉讼代理人：{drawn.agent}，律师。", "party"))
    return lines


def _opening(drawn: Draw, teller: Teller, rng: Random) -> str:
    parties = f"申请执行人{_names(drawn.creditors)}与被执行人{_names(drawn.debtors)}{drawn.cause}一案"
    basis = f"本院{drawn.basis}民事{rng.choice(['判决书', '调解书'])}已经发生法律效力"
    claim = f"申请执行标的为{amount(drawn.claimed, rng)}元"
    if "no_filing" in drawn.defects:
        filed = rng.choice(["申请执行人向本院申请执行，本院依法受理", "申请执行人向本院申请强制执行"])
        teller.findings["three_months"] = "not_shown" if drawn.modern else ["na", "not_shown"]
    else:
        day = arabic(drawn.filed, drawn.padded)
        filed = rng.choice(
            [f"本院于{day}立案执行", f"本院于{day}依法立案执行", f"申请执行人申请执行，本院{day}立案执行"]
        )
    return f"{parties}，{basis}。{filed}{f'，{claim}' if drawn.sums != 'none' else ''}。"


def _names(parties: tuple[Party, ...]) -> str:
    return "、".join(p.name for p in parties)


def _body(drawn: Draw, teller: Teller, rng: Random) -> list[Line]:
    steps = _steps(drawn, teller, rng)
    opening = _opening(drawn, teller, rng)
    if drawn.shape == "a":
        lines = [opening + "".join(steps)]
    elif drawn.shape == "b":
        half = len(steps) // 2
        lines = [opening, "".join(steps[:half]), "".join(steps[half:])]
    elif drawn.shape == "c":
        style = rng.choice(["{}、", "（{}）"])
        arab = rng.random() < 0.5
        marks = [f"{n}、" if arab else style.format(_NUMERALS[n - 1]) for n in range(1, len(steps) + 1)]
        lines = [
            opening + "执行过程中，本院采取了以下措施：",
            *(mark + step for mark, step in zip(marks, steps, strict=True)),
        ]
    else:
        lines = [opening, *steps]
    reasons = rng.choice(teller.phrases["reasons"])
    last = _basis(drawn, teller, rng)
    tail = teller.fill(reasons) + last if rng.random() < 0.5 or not reasons else None
    return [Line(text) for text in (*lines, *([tail] if tail else [teller.fill(reasons), last])) if text]


def _steps(drawn: Draw, teller: Teller, rng: Random) -> list[str]:
    """The measures one after the other, each a sentence or two."""
    defects = drawn.defects
    after = drawn.filed + timedelta(rng.randint(2, 9))
    steps = []
    if "no_notice" in defects:
        teller.findings |= {"execution_notice": "not_shown", "asset_report_order": "not_shown"}
    elif "no_order" in defects:
        steps.append(teller.tell("notice_only", after, execution_notice="ok", asset_report_order="not_shown"))
    else:
        steps.append(teller.tell("notice_and_order", after, execution_notice="ok", asset_report_order="ok"))
    steps += _queries(drawn, teller, rng)
    steps += _story(drawn, teller)
    steps += _sanctions(drawn, teller, after)
    steps += _contact(drawn, teller, rng)
    steps += _sums(drawn, teller, rng)
    return steps


def _late(drawn: Draw, rng: Random) -> date:
    """A day between filing and ruling, near neither."""
    span = max((drawn.ruled - drawn.filed).days - 20, 2)
    return drawn.filed + timedelta(rng.randint(1, span))


def _queries(drawn: Draw, teller: Teller, rng: Random) -> list[str]:
    steps = []
    if "part_query" in drawn.defects:
        steps.append(teller.tell("query_core_part"))
    else:
        steps.append(teller.tell("query_core_all"))
    form = rng.choice(["all", "part", "none"])
    if form != "none":
        steps.append(teller.tell(f"query_more_{form}"))
    core = {"deposit", "vehicle", "real_estate", "securities"} <= teller.inquiries
    more = {"online_funds", "provident_fund", "insurance", "equity"} <= teller.inquiries
    teller.findings["online_inquiry_core"] = "ok" if core else _missing(drawn)
    teller.findings["extended_assets"] = "ok" if more else _missing(drawn)
    if "no_onsite" in drawn.defects:
        teller.findings["onsite_investigation"] = _missing(drawn)
    else:
        day = _late(drawn, rng)
        if "measure_after" in drawn.defects:
            day = drawn.ruled + timedelta(rng.randint(5, 40))
        step = teller.tell("onsite", day, onsite_investigation="ok")
        steps.append(step)
        if "measure_after" in drawn.defects and arabic(day, drawn.padded) in step:
            teller.findings["date_consistency"] = "violation"
    return steps


def _missing(drawn: Draw) -> Finding:
    """Silence about what 法〔2016〕373号 asks for: not_shown, and na besides for a ruling before it."""
    return "not_shown" if drawn.modern else ["not_shown", "na"]


def _story(drawn: Draw, teller: Teller) -> list[str]:
    na = {
        "vehicle_not_seized": "car_left",
        "waiting_seizure": "waiting",
        "failed_auction_followup": "failed_auction",
        "frozen_funds_not_transferred": "trifle",
    }
    teller.findings |= {check: "na" for check, story in na.items() if story != drawn.story}
    if drawn.story == "paid":
        del teller.findings["frozen_funds_not_transferred"]
    return [] if drawn.story == "none" else [teller.tell(drawn.story)]


def _sanctions(drawn: Draw, teller: Teller, day: date) -> list[str]:
    without = "no_restriction" in drawn.defects
    unlisted = without or "no_list" in drawn.defects
    teller.findings |= {
        "consumption_restriction": _missing(drawn) if without else "ok",
        "dishonesty_list": _missing(drawn) if unlisted else "ok",
    }
    if without:
        return []
    return [teller.tell("restriction" if unlisted else "restriction_and_list", day + timedelta(20))]


def _contact(drawn: Draw, teller: Teller, rng: Random) -> list[str]:
    steps = []
    if "no_clues" in drawn.defects:
        teller.findings["creditor_clues"] = "not_shown"
    else:
        steps.append(teller.tell("clues_none", creditor_clues="ok"))
    if "no_interview" in drawn.defects:
        teller.findings |= {"interview": "not_shown", "interview_substance": "na"}
    elif "bare_interview" in drawn.defects:
        steps.append(teller.tell("interview_bare"))
    elif drawn.contact == "written":
        # Consent says nothing of what the creditor was told.
        steps.append(teller.tell("interview_consent", drawn.told, interview="ok", interview_substance="not_shown"))
        teller.findings["panel_review"] = "ok"
    else:
        steps.append(teller.tell("interview_full", drawn.told, interview="ok", interview_substance="ok"))
    return steps


def _sums(drawn: Draw, teller: Teller, rng: Random) -> list[str]:
    left, got = drawn.outstanding, drawn.recovered
    if drawn.sums != "all":
        if drawn.story != "paid":
            teller.findings["proceeds_release"] = "na"
            teller.findings["amount_consistency"] = "na"
        return []
    if "wrong_sum" in drawn.defects:
        left += rng.choice([1000, -1000, 20000])
        teller.findings["amount_consistency"] = "violation"
    else:
        teller.findings["amount_consistency"] = "ok"
    if drawn.story != "paid":
        teller.findings["proceeds_release"] = "na"
        return [f"本案已执行到位0元，未执行到位{amount(left, rng)}元。"]
    return [f"本案已执行到位{amount(got, rng)}元，尚有{amount(left, rng)}元未执行到位。"]


def _basis(drawn: Draw, teller: Teller, rng: Random) -> str:
    if "no_article" in drawn.defects:
        teller.findings["legal_citation"] = "not_shown"
        return "据此，裁定如下："
    right = drawn.article
    wrong = "wrong_article" in drawn.defects and right == 517
    teller.findings["legal_citation"] = "violation" if wrong else "ok"
    title = rng.choice(["《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"] * 3 + [f"《{_nested()}》"])
    number = rng.choice(_WRITTEN[519 if wrong else right])
    cite, say = rng.choice(teller.phrases["cites"]), rng.choice(teller.phrases["says"])
    return f"{cite}{title}{number}{say}，裁定如下："


def _nested() -> str:
    return "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释"


def _close(drawn: Draw, teller: Teller, rng: Random) -> list[Line]:
    lines = [Line(teller.fill(rng.choice(teller.phrases["operative"])), "operative")]
    if "no_rights" in drawn.defects:
        teller.findings["rights_notice"] = "not_shown"
    elif "two_years" in drawn.defects:
        lines.append(Line("申请执行人发现被执行人有可供执行财产的，应当在二年内再次申请执行，逾期不予受理。"))
        teller.findings["rights_notice"] = "violation"
    else:
        parts = [rng.choice(teller.phrases[key]) for key in ("duty", "again")]
        lines += [Line(p) for p in parts] if rng.random() < 0.6 else [Line("".join(parts))]
        teller.findings["rights_notice"] = "ok"
    if effect := rng.choice(teller.phrases["effect"]):
        lines.append(Line(effect))
    gap = rng.choice(["　", "　　", " ", "  "])
    single = rng.choice(["审判员", "审判员", "代理审判员", "执行员"])
    roles = [single] if len(drawn.judges) == 1 else ["审判长", "审判员", rng.choice(["审判员", "人民陪审员"])]
    lines += [Line(f"{role}{gap}{name}", "sign") for role, name in zip(roles, drawn.judges, strict=True)]
    day = arabic(drawn.ruled) if drawn.signed_in_digits else chinese(drawn.ruled)
    lines.append(Line(day, "date"))
    lines.append(Line(f"书记员{gap}{drawn.clerk}", "sign"))
    return lines


def _fields(drawn: Draw, teller: Teller) -> dict[str, Any]:
    told = "interview_full" if not drawn.defects & {"no_interview", "bare_interview"} else ""
    cited = (
        []
        if "no_article" in drawn.defects
        else [519 if teller.findings["legal_citation"] == "violation" else drawn.article]
    )
    status = "outdated" if teller.findings["legal_citation"] == "violation" else "valid"
    fields: dict[str, Any] = {
        "document_type": "termination_ruling",
        "court": drawn.court.printed,
        "case_no": drawn.number,
        "ruling_date": drawn.ruled.isoformat(),
        "filing_date": None if "no_filing" in drawn.defects else drawn.filed.isoformat(),
        "cause": drawn.cause,
        "applicants": [p.name for p in drawn.creditors],
        "respondents": [p.name for p in drawn.debtors],
        "basis": [drawn.basis],
        "claimed": drawn.claimed,
        "recovered": drawn.recovered,
        "inquiries": sorted(teller.inquiries),
        "measures": sorted(teller.measures),
        "citations": [f"{INTERPRETATION}#{n}" for n in cited],
        "citation_status": [f"{INTERPRETATION}#{n}={status}" for n in cited],
        "judges": list(drawn.judges),
        "tags": sorted(drawn.tags),
    }
    if drawn.sums != "all":
        fields |= {"claimed": drawn.claimed if drawn.sums == "claim" else None, "outstanding": None}
        if drawn.story == "paid":
            del fields["recovered"]  # what was paid is told, but not as the whole of what was recovered
        else:
            fields["recovered"] = None
    elif "wrong_sum" not in drawn.defects:
        fields["outstanding"] = drawn.outstanding
    if told:
        fields |= {"interview_held": True, "interview_date": drawn.told.isoformat()}
    elif "no_interview" in drawn.defects:
        fields |= {"interview_held": None, "interview_date": None}
    return fields


_ORDER = ("ok", "not_shown", "violation", "na")


def _listed(finding: Finding) -> list[str]:
    return [finding] if isinstance(finding, str) else finding


def _certain(drawn: Draw, teller: Teller) -> dict[str, Finding]:
    found = dict(teller.findings)
    found |= {
        "all_respondents": "na" if len(drawn.debtors) == 1 else "ok",
        "signature_format": "ok",
        "party_consistency": "ok",
        "suitable_for_termination": "ok",
        "six_month_requery": "na",
        "requery_notice": "na",
        "resume_execution": "na",
        "queue_to_first": "na",
        "ruling_contradicts_file": "na",
    }
    found.setdefault("date_consistency", "ok")
    if drawn.modern and "no_filing" not in drawn.defects:
        found["three_months"] = ["violation", "not_shown"] if "early" in drawn.defects else "ok"
    if "measure_after" in drawn.defects or (len(drawn.debtors) > 1 and "part_query" in drawn.defects):
        found.pop("all_respondents", None)  # 被执行人 without 各 may mean one or all of them
    if len(drawn.judges) == 3:
        found["panel_review"] = "ok"
    if not drawn.modern and "interview_substance" in found:
        accepted = {*_listed(found["interview_substance"]), "na"}
        found["interview_substance"] = sorted(accepted, key=_ORDER.index)
    return found
