"""衔接: bankruptcy, adding parties, protecting enterprises."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.law import LawIndex
from benmo.review.catalog import checkpoint
from benmo.review.conclusion import Conclusion, na, not_shown, ok
from benmo.review.words import listed


@checkpoint("bankruptcy_referral")
def bankruptcy_referral(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """A company without assets: were the parties asked whether to refer it for bankruptcy?"""
    companies = facts.companies
    if not companies:
        return na("被执行人均非企业法人。")
    asked = facts.done("bankruptcy_inquiry")
    if asked:
        return ok("裁定书载明已征询移送破产审查的意见。", asked)
    return not_shown(
        f"被执行人{listed(companies)}为企业法人，未见征询移送破产审查。",
        facts.done("nothing_found")[:2],
        ["移送破产审查的征询"],
    )


@checkpoint("add_party")
def add_party(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """变更追加."""
    asked = facts.done("add_party_request")
    open_ = [t for t in asked if t.said.detail != "settled"]
    if open_:
        return not_shown("裁定书记载有变更、追加被执行人的申请，未见处理。", open_, ["变更、追加申请的处理"])
    if asked:
        return ok("变更、追加被执行人的申请已有裁定。", asked)
    return na("材料没有变更、追加被执行人申请的记载。")


@checkpoint("enterprise_protection")
def enterprise_protection(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """涉企执行."""
    return na("材料没有涉企解封、信用修复等申请的记载。")
