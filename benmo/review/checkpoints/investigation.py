"""财产调查: online inquiry, other assets, clues, on-site, search, all respondents, finding the debtor."""

from __future__ import annotations

from benmo.cases.facts import CORE_CATEGORIES, EXTENDED_CATEGORIES, CaseFacts
from benmo.cases.places import Told
from benmo.law import LawIndex
from benmo.review.catalog import checkpoint
from benmo.review.checkpoints.rules import before_rule, no_creditor
from benmo.review.conclusion import Conclusion, Item, na, not_shown, ok, violation
from benmo.review.words import CATEGORY, listed


def _looked_up(facts: CaseFacts, wanted: tuple[str, ...]) -> tuple[list[Told], list[str]]:
    found = facts.inquiries
    return [found[c][0] for c in wanted if c in found], [CATEGORY[c] for c in wanted if c not in found]


def _denied(facts: CaseFacts, wanted: tuple[str, ...]) -> list[Told]:
    """Categories of which the text itself says that they were not looked up."""
    told = [t for t in facts.denied("inquire") if t.said.detail in wanted and t.said.detail not in facts.inquiries]
    return list({t.said.detail: t for t in told}.values())


@checkpoint("online_inquiry_core")
def online_inquiry_core(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """All four statutory categories itemised."""
    seen, missing = _looked_up(facts, CORE_CATEGORIES)
    denied = _denied(facts, CORE_CATEGORIES)
    if denied and missing and not before_rule(facts, law):
        names = listed(CATEGORY[t.said.detail] for t in denied)
        return violation(f"裁定书自述未查询{names}。", denied, missing)
    if not missing:
        return ok("裁定书载明已查询存款、车辆、不动产、有价证券四类财产。", seen)
    if before_rule(facts, law):
        return na("裁定早于终本规定施行，该规定关于四类财产查询的要求不适用。", seen)
    evidence = [*seen, *facts.done("system_inquiry")[:1]]
    if seen:
        return not_shown(f"裁定书列明的查询范围未见{listed(missing)}。", evidence, missing)
    return not_shown("裁定书未列明对存款、车辆、不动产、有价证券四类财产的查询。", evidence, missing)


def _people(facts: CaseFacts) -> bool:
    """Whether a natural person is among the respondents, or none could be read."""
    kinds = {p.kind for p in facts.head.respondents}
    return not kinds or kinds != {"organisation"}


@checkpoint("extended_assets")
def extended_assets(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Online funds, provident fund, insurance and equity; the rest depends on the case."""
    seen, missing = _looked_up(facts, EXTENDED_CATEGORIES)
    if not missing:
        return ok("裁定书载明已查询网络资金、公积金、保险、股权。", seen)
    if before_rule(facts, law):
        return na("裁定早于终本规定施行，不以该规定评价其他财产类型的查询。", seen)
    answer = not_shown(f"裁定书未见对{listed(missing)}的查询记载。", seen, missing)
    # A provident fund is a natural person's; a company that is the only kind of respondent has none of its own.
    fund = CATEGORY["provident_fund"] in missing and not _people(facts)
    return answer.but("被执行人均为单位，公积金归职工个人所有，一般无须查询") if fund else answer


@checkpoint("creditor_clues")
def creditor_clues(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Each clue checked with a result, or none given. A clear clue refused unchecked is a violation."""
    if no_creditor(facts):
        return na("本案没有申请执行人（移送执行）。")
    clues = facts.done("clue")
    given = [t for t in clues if t.said.detail in ("given", "checked", "refused", "late")]
    refused = [t for t in given if t.said.detail == "refused"]
    checked = [t for t in given if t.said.detail == "checked"]
    none = [t for t in clues if t.said.detail == "none"]
    if refused:
        return violation("申请执行人提供了财产线索，裁定书自述未予核实即不予采纳。", refused)
    open_clues = [t for t in given if t.said.detail == "given"]
    if open_clues:
        return not_shown("裁定书记载申请执行人提供财产线索，未见核实情况。", open_clues + checked[:1], ["线索核实情况"])
    late = [t for t in given if t.said.detail == "late"]
    if late:
        answer = not_shown("申请执行人提供财产线索后，裁定书所载核实日期超过七日。", late, ["核实期限"])
        return answer._replace(weight="ordinary").but("线索是否明确具体、收到线索的日期待核实")
    if checked:
        return ok("申请执行人提供的财产线索已经核实。", checked)
    if none:
        return ok("裁定书载明申请执行人未提供或者不能提供财产线索。", none)
    return not_shown("裁定书未提及财产线索及其核实情况。", missing=["财产线索及核实情况"])


@checkpoint("onsite_investigation")
def onsite_investigation(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """A visit to home, business or place of assets."""
    visits = facts.done("onsite")
    if not visits:
        visits = facts.done("search")
    if visits:
        return ok("裁定书载明已到现场调查。", visits)
    if before_rule(facts, law):
        return na("裁定早于终本规定施行，不以该规定评价现场调查。")
    return not_shown("裁定书未提及到住所地、经营场所等现场调查。", missing=["现场调查"])


@checkpoint("search_audit_reward")
def search_audit_reward(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Search, audit or reward notice where assets were hidden or the applicant asked."""
    measures = facts.done("search") + facts.done("audit") + facts.done("reward")
    asked = facts.done("measure_request")
    hidden = facts.done("hiding")
    ignored = [t for t in asked if t.said.detail == "ignored"]
    if ignored and not measures:
        return violation("申请执行人申请悬赏、审计或者搜查，裁定书自述未予处理。", ignored)
    if measures:
        return ok("裁定书载明已采取搜查、审计或者悬赏措施。", measures)
    if asked and all(t.said.detail == "settled" for t in asked):
        return ok("申请执行人申请悬赏、审计或者搜查，裁定书载明了处理结果或者不予准许的理由。", asked)
    if asked:
        return not_shown("申请执行人申请悬赏、审计或者搜查，裁定书未见处理。", asked, ["申请的处理"])
    if hidden:
        return not_shown("裁定书记载有隐匿财产或者拒不交出的情形，未见搜查、审计等措施。", hidden, ["搜查、审计等措施"])
    return na("材料没有隐匿财产或者申请搜查、审计、悬赏的记载。")


@checkpoint("all_respondents")
def all_respondents(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Every respondent looked into."""
    if len(facts.respondents) <= 1:
        return na("本案只有一个被执行人。")
    coverage = facts.inquiry_coverage()
    denied = [
        t
        for t in facts.denied("inquire")
        if not t.said.detail and t.said.targets and set(t.said.targets) <= set(coverage.left_out or t.said.targets)
    ]
    if denied:
        names = listed(dict.fromkeys(n for t in denied for n in t.said.targets))
        return violation(f"裁定书自述未对{names}进行财产调查。", denied, [names])
    if not coverage.told:
        return not_shown("裁定书未见对各被执行人的财产调查。", missing=facts.respondents)
    if coverage.left_out:
        items = [Item(f"respondent:{n}", "not_shown", f"未见对{n}的财产调查", respondent=n) for n in coverage.left_out]
        return not_shown(
            f"裁定书未见对{listed(coverage.left_out)}的财产调查。", coverage.told[:4], coverage.left_out, items
        )
    return ok("裁定书载明对各被执行人均作了财产调查。", coverage.told[:4])


@checkpoint("locate_respondent")
def locate_respondent(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Whereabouts unknown: was the debtor looked for?"""
    missing = facts.done("missing_person")
    if not missing:
        return na("材料没有被执行人下落不明的记载。")
    searched = facts.done("locate") + facts.done("onsite")
    if searched:
        return ok("裁定书载明对下落不明的被执行人采取了查找措施。", missing[:1] + searched)
    if before_rule(facts, law):
        return na("裁定早于终本规定施行。", missing)
    return not_shown("裁定书载明被执行人下落不明，未见依法查找。", missing, ["查找措施"])
