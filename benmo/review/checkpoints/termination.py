"""终本程序与文书: time, interview, panel, contents, notice of rights, citations, consistency, form, scope."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told, place_from
from benmo.law import BAD, LawIndex, Verdict
from benmo.review.catalog import checkpoint
from benmo.review.checkpoints.rules import TERMINATION_BASIS, TERMINATION_RULE, before_rule, no_creditor
from benmo.review.conclusion import Conclusion, Item, na, not_shown, ok, violation
from benmo.review.words import day, listed, yuan
from benmo.review.workdays import add_months
from nlp.document import Span

#: 法〔2018〕141号 may excuse a ruling before three months; its text is not verified.
EXCEPTION_FROM = date(2018, 5, 28)
EXCEPTION = "核对法〔2018〕141号关于可不受三个月限制的规定（原文未核）"
#: No rule of national reach says that the three months begin anew when a resumed case is ended once more.
RESUMED = "恢复执行案件再次终本是否重新计满三个月，未见全国性明文，须人工判断"
#: Days by which a period reckoned from a mere application date must be short before it accuses anyone.
MARGIN = timedelta(days=2)


def _value_place(value: object) -> list[Place]:
    span = getattr(value, "span", None)
    return [place_from((0, span))] if span else []


@checkpoint("three_months")
def three_months(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """More than three calendar months from filing (执行立案) to ruling."""
    ruled, filed, applied = facts.ruling_date, facts.filing_date, facts.head.application_date
    if before_rule(facts, law):
        return na("裁定早于终本规定施行，立案满三个月尚非终本条件。")
    if ruled is None:
        return not_shown("未能读出裁定日期，无法核算立案是否满三个月。", missing=["裁定日期"])
    if filed is None:
        if applied and add_months(applied.value, law.limit("termination_months")) >= ruled + MARGIN:
            return _too_early(facts, applied.value, ruled, "申请执行之日", _value_place(applied))
        begun = _begun(facts, ruled)
        if begun and add_months(begun[0], law.limit("termination_months")) < ruled:
            words = f"裁定书未载明立案日期，但{day(begun[0])}已采取执行措施，至{day(ruled)}裁定已超过三个月。"
            return ok(words, [begun[1], *_value_place(facts.head.ruling_date)]).but("立案日期待核实")
        return not_shown("裁定书未载明执行立案日期。", _value_place(applied), ["立案日期"])
    evidence = _value_place(facts.head.filing_date) + _value_place(facts.head.ruling_date)
    if filed > ruled:
        return not_shown("所载立案日期晚于裁定日期，无法核算。", evidence, ["立案日期"])
    if add_months(filed, law.limit("termination_months")) < ruled:
        return ok(f"{day(filed)}立案，{day(ruled)}裁定，已超过三个月。", evidence)
    return _too_early(facts, filed, ruled, "立案", evidence)


#: 本院立案执行后，于…送达执行通知书: the text itself puts the filing before the act.
_FILED = re.compile("立案[^。；\n]{0,8}(?:后|以来|之后)[^。；\n]*$")
_AROUND = 40


def _begun(facts: CaseFacts, ruled: date) -> tuple[date, Place] | None:
    """The first dated notice or order of this case; the case cannot have been filed after it."""
    told = [*facts.done("execution_notice"), *facts.done("asset_report_order")]
    dated = [(t.said.date, t.place) for t in told if t.said.date and t.said.date < ruled]
    text = facts.ruling.text
    return min((d for d in dated if _FILED.search(text[: d[1].span.start][-_AROUND:])), default=None)


def _too_early(facts: CaseFacts, start: date, ruled: date, what: str, evidence: list[Place]) -> Conclusion:
    evidence = evidence + [p for p in _value_place(facts.head.ruling_date) if p not in evidence]
    words = f"{what}（{day(start)}）至裁定（{day(ruled)}）未超过三个月。"
    if facts.head.case_no is not None and "执恢" in facts.head.case_no.value:
        return not_shown(words, evidence).but(RESUMED)
    if ruled < EXCEPTION_FROM or _other_condition_missing(facts):
        return violation(words, evidence)
    return not_shown(words, evidence).but(EXCEPTION)


def _other_condition_missing(facts: CaseFacts) -> bool:
    """Whether another substantive condition of the ending is missing too, so that no exception can carry the ruling."""
    acts = ("execution_notice", "asset_report_order", "consumption_restriction")
    if any(not facts.done(a) for a in acts):
        return True
    return not facts.inquiries or not facts.interview.held


@checkpoint("interview")
def interview(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Told and heard before the ending, by whatever means."""
    if no_creditor(facts):
        return na("本案没有申请执行人（移送执行）。")
    talk = facts.interview
    if talk.held:
        return ok(
            "裁定书载明已告知申请执行人并听取意见。" if talk.heard else "裁定书载明已将有关情况告知申请执行人。",
            talk.places,
        )
    if talk.held is False:
        return violation("裁定书自述未约谈或者未告知申请执行人。", talk.places)
    bare = facts.done("interview")
    if bare:
        return ok("裁定书载明已告知申请执行人。", bare)
    unreachable = facts.done("creditor_unreachable")
    if unreachable:
        return ok("裁定书载明申请执行人无法联系，法院已尽联系义务。", unreachable).but("联系经过待核实")
    return not_shown("裁定书未载明终本前告知申请执行人并听取其意见。", missing=["约谈（告知并听取意见）"])


@checkpoint("interview_substance")
def interview_substance(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Before the ruling, with the statutory subjects, objections answered."""
    talk = facts.interview
    if no_creditor(facts):
        return na("本案没有申请执行人（移送执行）。")
    if talk.held is False or (not talk.held and not facts.done("interview")):
        return na("由“终本约谈”一项评价。")
    if before_rule(facts, law):
        return na("裁定早于终本规定施行，不以该规定评价约谈内容。")
    if talk.date and facts.ruling_date and talk.date > facts.ruling_date:
        return violation(f"约谈日期（{day(talk.date)}）晚于裁定日期（{day(facts.ruling_date)}）。", talk.places)
    refused = [t for t in facts.done("clue") if t.said.detail == "refused"]
    if refused:
        return violation("申请执行人提出明确线索，裁定书自述未予核实。", [*refused, *talk.places])
    ignored = [t for t in facts.done("opinion", "objection") if t.said.detail.endswith("ignored")]
    if ignored:
        return violation("申请执行人提出异议，裁定书自述不予理会。", ignored)
    if talk.objection and not talk.answered:
        return not_shown("申请执行人对终本提出异议，裁定书未见对异议的回应。", talk.places, ["对异议的回应"])
    if talk.objects < 3:
        return not_shown("裁定书只概括记载申请执行人的态度，看不出告知的具体内容。", talk.places, ["告知的四项内容"])
    if not talk.heard:
        return not_shown("裁定书载明已告知，未载明申请执行人的意见。", talk.places, ["申请执行人的意见"])
    return ok("裁定书载明告知了执行情况、调查措施、财产情况及终本依据、后果，并记录了意见。", talk.places)


@checkpoint("panel_review")
def panel_review(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Signed consent, or review by a panel; three signatures suffice on a lone ruling."""
    panel = facts.done("panel_review")
    judges = facts.head.panel.judges
    signed = [place_from((0, j.span)) for j in judges]
    if facts.interview.written:
        return ok("裁定书载明申请执行人书面（签字）同意终本。", facts.interview.places)
    if panel:
        return ok("裁定书载明经合议庭审查核实、评议。", panel)
    if len(judges) >= 3:
        return ok("裁定书由合议庭三人署名。", signed)
    denied = facts.denied("panel_review")
    if denied and len(judges) < 3 and not facts.interview.consent:
        return violation("裁定书自述未经合议庭审查，亦无申请执行人同意。", denied)
    if facts.interview.consent:
        return not_shown(
            "裁定书记载申请执行人同意，但未见书面记录或者签字，且由一人署名。",
            [*facts.interview.places, *signed],
            ["书面同意或者合议庭审查"],
        )
    return not_shown(
        "裁定书既未载明申请执行人书面同意，也未载明合议庭审查核实，且由一人署名。"
        if judges
        else "裁定书未载明申请执行人书面同意或者合议庭审查核实。",
        signed,
        ["书面同意或者合议庭审查"],
    )


@checkpoint("ruling_contents")
def ruling_contents(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Claim and basis, measures, inquiry with results, amounts recovered and outstanding."""
    missing = _missing_contents(facts)
    if not missing:
        return ok("债权情况、执行经过与措施、财产调查及结果、债权实现情况均有记载。")
    if before_rule(facts, law):
        return na("裁定早于终本规定施行，不以该规定评价记载事项。")
    items = [Item(f"content:{m}", "not_shown", f"未载明{m}") for m in missing]
    return not_shown(f"裁定书未载明{listed(missing)}。", missing=missing, items=items)


def _missing_contents(facts: CaseFacts) -> list[str]:
    claimed, recovered, outstanding = (facts.amount(a) for a in ("claimed", "recovered", "outstanding"))
    missing = []
    if claimed is None and not facts.head.money:
        missing.append("债权数额")
    if not facts.head.basis:
        missing.append("执行依据")
    measures = (
        "execution_notice",
        "asset_report_order",
        "consumption_restriction",
        "dishonesty_list",
        "seizure",
        "freeze",
        "onsite",
    )
    if not any(facts.done(m) for m in measures):
        missing.append("执行措施")
    if not facts.inquiries:
        missing.append("财产调查及结果")
    if not (
        (recovered is not None and outstanding is not None)
        or (claimed is not None and (recovered is not None or outstanding is not None))
    ):
        missing.append("已实现与未实现的债权数额")
    return missing


@checkpoint("rights_notice")
def rights_notice(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Continuing duty (or right) and applying again; a wrong limit is a violation."""
    limited = facts.said("rights", "limited")
    if limited:
        return violation("裁定书为申请恢复执行附加了没有依据的期限。", limited)
    duty, again = facts.said("rights", "duty"), facts.said("rights", "again")
    missing = [
        w
        for w, seen in (
            ("被执行人的继续履行义务（申请执行人要求继续履行的权利）", duty),
            ("发现财产可再次申请（恢复）执行", again),
        )
        if not seen
    ]
    if missing:
        return not_shown(f"裁定书未告知{listed(missing)}。", [*duty, *again], missing)
    answer = ok("裁定书载明继续履行义务和再次申请（恢复）执行的权利。", [*duty[:1], *again[:1]])
    sixty = facts.said("rights", "sixty_days")
    if sixty:
        return answer.but("裁定书写“六十日内可提出异议”，终本异议不适用六十日，属轻微误写")
    return answer


@checkpoint("legal_citation")
def legal_citation(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Every cited article valid on the ruling date and fit for the purpose; the direct basis cited."""
    judged = [(m, v) for m, v in facts.verdicts if m.article is not None]
    # A verdict that rests on an unchecked number is a hint, never an accusation.
    doubtful = [v for _, v in judged if v.status in BAD and not v.verified]
    bad = [(m, v) for m, v in judged if v.status in BAD and v.verified]
    unread = [m for m, _ in facts.verdicts if m.unread]
    caveats = [f"另有{len(unread)}处引用未能读出，须人工核对"] if unread else []
    caveats += [f"条号待核：{v.reason}" for v in doubtful]
    if bad:
        items = [
            Item(f"citation:{v.law}#{m.article}", "violation", v.reason, places=(place_from((0, m.span)),))
            for m, v in bad
        ]
        reason = f"裁定书引用条文有误：{'；'.join(v.reason.rstrip('。') for _, v in bad)}。"
        return violation(reason, [place_from((0, m.span)) for m, _ in bad], items=items).but(*caveats)
    direct = [(m, v) for m, v in judged if _direct(facts, v, law)]
    if direct:
        return ok(
            "裁定书引用了终本的直接依据，所引条文在裁定之日有效。", [place_from((0, m.span)) for m, _ in direct]
        ).but(*caveats)
    evidence = [place_from((0, m.span)) for m in (*unread, *(m for m, _ in judged))]
    words = "裁定书未引用终本的直接依据。"
    if unread:
        words = f"裁定书有{len(unread)}处引用未能读准，其余引用中未见终本的直接依据。"
    return not_shown(words, evidence, ["终本的直接依据条文"]).but(*caveats)


def _direct(facts: CaseFacts, verdict: Verdict, law: LawIndex) -> bool:
    """Whether a valid citation is the basis itself: the interpretation's article of the day, or 终本规定."""
    if verdict.status != "valid" or facts.ruling_date is None:
        return False
    norm, rule = law.norm_at(TERMINATION_BASIS, facts.ruling_date), law.law(TERMINATION_RULE)
    if norm is not None and (verdict.law, verdict.article) == (norm.law, norm.article):
        return True
    return rule is not None and verdict.law == rule.title


@checkpoint("amount_consistency")
def amount_consistency(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Claim = recovered + outstanding; a difference that interest or costs may explain accuses nobody."""
    slips = facts.said("amount_slip")
    if slips:
        return violation("同一金额的大写与小写不一致。", slips)
    claimed, recovered, outstanding = (facts.amount(a) for a in ("claimed", "recovered", "outstanding"))
    if claimed is None or recovered is None or outstanding is None:
        return na("材料未同时载明标的额、到位额与未到位额，不足以验算。")
    evidence = [
        place_from((0, v.span))
        for v in (facts.head.amounts.claimed, facts.head.amounts.recovered, facts.head.amounts.outstanding)
        if v
    ]
    gap = claimed - recovered - outstanding
    sum_ = f"标的{yuan(claimed)}、到位{yuan(recovered)}、未到位{yuan(outstanding)}"
    if abs(gap) < Decimal("0.01"):
        return ok(f"{sum_}，可以验算且相符。", evidence)
    if gap < 0 and facts.said("running_interest"):
        # More outstanding than claimed less recovered: running interest or costs may account for it.
        return na(f"{sum_}，差额{yuan(-gap)}可能系利息、费用另计，不足以认定矛盾。", evidence).but("金额差额待核算")
    if any(a.value == abs(gap) for a in facts.head.money):
        return na(f"{sum_}，差额{yuan(abs(gap))}与文中另一笔金额相同，不足以认定矛盾。", evidence).but("金额差额待核算")
    return violation(f"{sum_}，三者相差{yuan(abs(gap))}，前后不符。", evidence)


@checkpoint("date_consistency")
def date_consistency(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Order of filing, measures, interview and ruling; impossible dates; the year of the case number."""
    ruled, filed = facts.ruling_date, facts.filing_date
    wrong: list[tuple[str, list[Place]]] = []
    if ruled and filed and filed > ruled:
        wrong.append(
            (
                f"立案日期（{day(filed)}）晚于裁定日期（{day(ruled)}）",
                _value_place(facts.head.filing_date) + _value_place(facts.head.ruling_date),
            )
        )
    if ruled:
        wrong += [
            (f"所载日期（{day(t.said.date)}）晚于裁定日期（{day(ruled)}）", [t.place])
            for t in _dated_acts(facts)
            if t.said.date and t.said.date > ruled
        ][:3]
    wrong += [
        (f"“{facts.ruling.text[d.span.start : d.span.end]}”不是真实存在的日期", [place_from((0, d.span))])
        for d in facts.head.dates
        if d.invalid and _own_words(facts, d.span)
    ]
    wrong += _year_of_number(facts)
    if wrong:
        return violation(f"{'；'.join(w for w, _ in wrong)}。", [p for _, ps in wrong for p in ps])
    return ok(
        "立案、措施、约谈、裁定等日期未见矛盾。",
        _value_place(facts.head.filing_date) + _value_place(facts.head.ruling_date),
    )


_DATED = (
    "execution_notice",
    "asset_report_order",
    "consumption_restriction",
    "dishonesty_list",
    "fine",
    "detention",
    "interview",
    "system_inquiry",
    "onsite",
)


def _dated_acts(facts: CaseFacts) -> list[Told]:
    return [t for act in _DATED for t in facts.done(act)]


def _own_words(facts: CaseFacts, span: Span) -> bool:
    return facts.ruling.sections.ruling.covers(span)


def _year_of_number(facts: CaseFacts) -> list[tuple[str, list[Place]]]:
    head = facts.head
    if head.case_no is None or head.filing_date is None:
        return []
    year = next((n.year for n in head.case_numbers if n.span == head.case_no.span), None)
    if year is None or year == head.filing_date.value.year:
        return []
    return [
        (
            f"案号年份（{year}年）与立案年份（{head.filing_date.value.year}年）不符",
            [place_from((0, head.case_no.span)), place_from((0, head.filing_date.span))],
        )
    ]


@checkpoint("party_consistency")
def party_consistency(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Names and number in heading, body and operative part agree."""
    slips = [t for t in facts.said("name_slip")]
    if slips:
        return violation("正文所载当事人或者案号与首部不一致。", slips)
    return ok("首部与正文、主文的当事人和案号未见不一致。")


@checkpoint("signature_format")
def signature_format(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Court, title, number, signature and date present. A clipped copy accuses nobody."""
    head = facts.head
    lacking = [
        w
        for w, v in (
            ("法院名称", head.court),
            ("案号", head.case_no),
            ("署名", head.panel.judges),
            ("裁定日期", head.ruling_date),
        )
        if not v
    ]
    if head.title is not None and "判决" in head.title.value:
        return violation("裁定书标题写作判决书。", _value_place(head.title))
    if not lacking:
        return ok("首部、案号、署名、日期齐备。", _value_place(head.case_no) + _value_place(head.ruling_date))
    whole = (
        head.court is not None and bool(head.panel.judges) and head.ruling_date is not None and head.title is not None
    )
    traces = facts.said("number_trace")
    if whole and lacking == ["案号"] and not traces:
        return violation("裁定书缺少案号。", _value_place(head.title))
    if lacking == ["署名"] and head.title is not None and head.panel.clerk is not None:
        return violation("裁定书没有审判人员署名。", _value_place(head.panel.clerk))
    evidence = [*_value_place(head.title), *(t.place for t in traces)]
    return not_shown(f"本件未见{listed(lacking)}，可能系复制、转换时缺失。", evidence, lacking)


@checkpoint("service_publication")
def service_publication(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Needs the file."""
    return na("材料只有裁定书本身。")


@checkpoint("suitable_for_termination")
def suitable_for_termination(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Money claims only; no settlement under way, no bankruptcy accepted."""
    insolvent = facts.done("insolvency")
    if insolvent:
        return violation("裁定书记载被执行企业的破产申请已被受理，应当中止执行而非终本。", insolvent)
    settling = facts.done("settlement")
    if settling and facts.ruling_date and facts.ruling_date >= date(2018, 3, 1):
        return violation("裁定书记载和解协议正在按期履行而终本。", settling)
    duty = facts.done("conduct_duty")
    if duty and facts.amount("claimed") is None:
        return violation("执行内容为行为给付，不属于以无财产可供执行为由终本的对象。", duty)
    return ok("属于金钱给付执行，未见不应终本的情形。", _value_place(facts.head.amounts.claimed))


@checkpoint("ruling_contradicts_file")
def ruling_contradicts_file(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Needs the file."""
    return na("材料只有裁定书本身。")
