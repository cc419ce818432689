"""终本之后: what happens after the ruling needs the file, and its side answers then."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.law import LawIndex
from benmo.review.catalog import checkpoint
from benmo.review.checkpoints.disposal import places
from benmo.review.conclusion import Conclusion, na, not_shown, violation

LONE = "材料止于终本裁定，须另行调取终本后的材料判断。"


@checkpoint("six_month_requery")
def six_month_requery(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """每六个月查询."""
    return na(LONE)


@checkpoint("requery_notice")
def requery_notice(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """查询结果告知."""
    return na(LONE)


@checkpoint("resume_execution")
def resume_execution(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """恢复执行."""
    return na(LONE)


@checkpoint("seizure_renewal")
def seizure_renewal(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """续行查封."""
    refused = facts.done("renewal_refused")
    if refused:
        return violation("申请执行人申请续行查封、冻结，裁定书自述未予办理。", refused)
    if not (facts.done("seizure") or facts.done("freeze")):
        return na("材料没有查封、冻结的记载。")
    return na(LONE)


@checkpoint("queue_to_first")
def queue_to_first(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """轮候转首封: judged on a lone ruling only where it says itself that the first seizure ended."""
    turned = [(i, a) for i, a in facts.assets if "turned_first" in a.reasons]
    if turned:
        return not_shown(
            "裁定书载明轮候查封已转为首先查封，其后恢复、处置情况不明。", places(turned), ["恢复执行与处置情况"]
        )
    return na(LONE)
