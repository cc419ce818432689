"""启动: notice, order to report assets, its follow-up, start of the online inquiry."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Told
from benmo.law import LawIndex
from benmo.review.catalog import checkpoint
from benmo.review.conclusion import Conclusion, Item, na, not_shown, ok, violation
from benmo.review.wording import short_of
from benmo.review.words import day, listed
from benmo.review.workdays import working_days_between
from nlp.events.acts import DECIDED


def reached(facts: CaseFacts, act: str, what: str) -> Conclusion:
    """Conclusion for an act that must reach every respondent: ok, not shown for some, broken if the text denies it."""
    coverage = facts.coverage(act)
    denied = facts.denied(act)
    if denied and not coverage.told:
        return violation(f"裁定书自述未{what}。", denied)
    if not coverage.told:
        short, words = short_of(facts, act, what)
        return not_shown(words, short, [what])
    if coverage.left_out:
        left = listed(coverage.left_out)
        items = [Item(f"{what}:{n}", "not_shown", f"未见对{n}{what}的记载", respondent=n) for n in coverage.left_out]
        # Whoever was struck while no respondent was is an officer of one (法定代表人等).
        reason = f"裁定书只载明对{listed(coverage.reached) or '法定代表人等'}{what}，未见对{left}的记载。"
        return not_shown(reason, coverage.told, coverage.left_out, items)
    return ok(f"裁定书载明已{what}。", coverage.told)


@checkpoint("execution_notice")
def execution_notice(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """ok where the notice was issued to every respondent; a violation only where the text itself denies it."""
    dated = [t for t in facts.done("execution_notice") if t.said.date]
    late = [t for t in dated if facts.ruling_date and t.said.date and t.said.date > facts.ruling_date]
    if late and len(late) == len(dated):
        return violation("执行通知书发出日期晚于终本裁定日期。", late)
    return reached(facts, "execution_notice", "发出执行通知书")


@checkpoint("asset_report_order")
def asset_report_order(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """ok for 报告财产令, 责令报告财产 or 责令申报财产."""
    return reached(facts, "asset_report_order", "发出报告财产令（责令报告财产）")


@checkpoint("asset_report_followup")
def asset_report_followup(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Reported: was it checked? Not reported: was it sanctioned by fine or detention, or excused with a reason?"""
    if not facts.done("asset_report_order"):
        return na("未见责令报告财产的记载，由“责令报告财产”一项评价。")
    missing = facts.done("missing_person")
    made, refused = facts.done("report"), facts.denied("report")
    if missing and not made and not refused:
        return na("被执行人下落不明，无从报告财产。", missing)
    verified = [t for t in made if t.said.detail == "verified"]
    false = facts.done("false_report")
    sanctions = facts.done("fine") + facts.done("detention")
    if refused or false:
        bad = refused + false
        decided = [t for t in facts.denied("detention") if t.said.detail == DECIDED]
        if decided and not sanctions:
            what = "未如实报告财产" if false else "未报告财产"
            return ok(f"被执行人{what}，法院已决定拘留，裁定书载明未实际收拘。", bad[:2] + decided)
        if sanctions:
            what = "未如实报告财产" if false else "未报告财产"
            return ok(f"被执行人{what}，法院已予罚款或者拘留。", bad[:2] + sanctions)
        silent = [n for n in _names(refused, facts) if n not in _names(verified, facts)]
        if verified and silent:
            return not_shown("部分被执行人未报告财产，未见处罚或者不予处罚的理由。", bad[:3] + verified[:1], silent)
        waived = facts.done("sanction_waived")
        bare = any(t.said.detail == "bare" for t in waived)
        if waived and (bare or not facts.done("sanction_excused")):
            return violation("裁定书自述被执行人拒绝报告或者虚假报告而未作处理。", [*bad[:2], *waived])
        if facts.done("sanction_excused"):
            return ok("被执行人未报告财产，裁定书说明了不予处罚的理由。", bad[:2] + facts.done("sanction_excused"))
        if verified and not false:
            return ok("被执行人的财产报告已经核实。", verified)
        what = "未报告或者未如实报告财产" if refused and false else "未如实报告财产" if false else "未报告财产"
        return not_shown(f"裁定书载明被执行人{what}，未见罚款、拘留或者不予处罚的理由。", bad, ["核查与处罚"])
    if verified:
        return ok("被执行人已报告财产，法院予以核实。", verified)
    if facts.done("sanction_excused"):
        return ok("裁定书说明了未予处罚的理由。", facts.done("sanction_excused"))
    if made:
        return not_shown("裁定书载明被执行人已报告财产，未见法院核实。", made, ["核实情况"])
    return not_shown(
        "裁定书未载明被执行人是否报告财产及核查、处罚情况。",
        facts.done("asset_report_order")[:1],
        ["报告结果", "核查与处罚"],
    )


def _names(told: list[Told], facts: CaseFacts) -> list[str]:
    return [n for n in facts.respondents if any(n in t.said.targets for t in told)]


@checkpoint("online_inquiry_timing")
def online_inquiry_timing(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Working days from filing to the first dated inquiry; never a violation, its limit is no verified law."""
    dated = [t for t in facts.done("system_inquiry") + facts.done("inquire") if t.said.date]
    if facts.filing_date is None or not dated:
        return na("材料未同时给出立案日期与首次查控日期。")
    first = min(dated, key=lambda t: (t.said.date, t.said.span))
    start = first.said.date
    assert start is not None
    if start < facts.filing_date:
        return na("所载首次查控日期早于立案日期，无法推算。", [first])
    days = working_days_between(facts.filing_date, start)
    if days is None:
        return na("所涉年份的法定工作日历未收录，无法推算工作日。", [first])
    # 法〔2021〕322号: five working days; a policy line, never a violation.
    if days <= law.limit("inquiry_start_days"):
        return ok(f"立案后第{days}个工作日即发起查询。", [first])
    return not_shown(
        f"自立案（{day(facts.filing_date)}）至首次查控（{day(start)}）已超过{law.limit('inquiry_start_days')}个工作日（以立案日代替收案日推算）。",
        [first],
    ).but("依据为规范性文件且原文待核，只作类案线索")
