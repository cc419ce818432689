"""强制与惩戒: restriction of consumption, dishonesty list, fines and detention, referral of crime."""

from __future__ import annotations

from benmo.cases.facts import CaseFacts
from benmo.law import LawIndex
from benmo.review.catalog import checkpoint
from benmo.review.checkpoints.initiation import reached
from benmo.review.checkpoints.rules import before_rule
from benmo.review.conclusion import Conclusion, Item, na, not_shown, ok, violation
from benmo.review.wording import short_of
from benmo.review.words import listed
from nlp.events.acts import DECIDED, REASONED


@checkpoint("consumption_restriction")
def consumption_restriction(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Issued to every respondent before the end."""
    if not facts.done("consumption_restriction") and before_rule(facts, law):
        return na("裁定早于终本规定施行，限制消费尚非终本条件。")
    return reached(facts, "consumption_restriction", "发出限制消费令")


@checkpoint("dishonesty_list")
def dishonesty_list(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Listed, or a reason told why the conditions are not met."""
    coverage = facts.coverage("dishonesty_list")
    spared = facts.done("dishonesty_excused") + facts.denied("dishonesty_list")
    excused = [t for t in spared if t.said.detail == REASONED]
    told = {n for t in facts.done("minor") for n in t.said.targets}
    minors = [p.name for p in facts.head.respondents if p.minor or p.name in told]
    listed_minors = [t for t in coverage.told if any(n in minors for n in t.said.targets)]
    if listed_minors:
        return violation(f"被执行人{listed(minors)}系未成年人，裁定书载明将其纳入失信被执行人名单。", listed_minors)
    due = facts.done("dishonesty_due")
    # 符合纳入失信名单的条件: the list is named there, nobody is put on it.
    named = {d.said.clause for d in due}
    bare = spared and (not excused or not coverage.told)
    if due and bare and all(t.said.clause in named for t in coverage.told):
        return violation("裁定书自述被执行人符合纳入失信名单的条件而未予纳入。", [*due, *spared])
    if not coverage.told and not excused:
        if before_rule(facts, law):
            return na("裁定早于终本规定施行，纳入失信名单尚非终本条件。")
        spoken = "裁定书未载明纳入失信被执行人名单或者不纳入的理由。"
        silent = spoken if spared or facts.said("dishonesty_list") else "裁定书未提及失信被执行人名单。"
        short, words = short_of(facts, "dishonesty_list", "纳入失信被执行人名单", silent)
        return not_shown(words, short, ["纳入失信名单或者不纳入的理由"])
    if not coverage.told:
        return ok("裁定书说明了不纳入失信被执行人名单的情形。", excused)
    spared_names = {n for t in excused for n in (t.said.targets or facts.respondents)} | set(minors)
    left = tuple(n for n in coverage.left_out if n not in spared_names)
    if left:
        items = [Item(f"失信:{n}", "not_shown", f"未见将{n}纳入失信名单或者不纳入的理由", respondent=n) for n in left]
        return not_shown(
            f"裁定书只载明将{listed(coverage.reached)}纳入失信名单，未说明{listed(left)}不纳入的理由。",
            coverage.told,
            left,
            items,
        )
    return ok("裁定书载明已纳入失信被执行人名单或者说明了不纳入的理由。", [*coverage.told, *excused])


#: 民事诉讼法 art. 114 and 110: what may be done to whoever obstructs.
_COERCION = (("罚款", "fine"), ("拘留", "detention"), ("训诫", "reprimand"))


@checkpoint("coercive_measures")
def coercive_measures(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Fine or detention where enforcement was obstructed or evaded."""
    taken = facts.done("fine") + facts.done("detention") + facts.done("reprimand")
    if taken:
        names = [w for w, act in _COERCION if facts.done(act)]
        return ok(f"裁定书载明已采取{listed(names)}措施。", taken)
    decided = [t for t in facts.denied("detention") if t.said.detail == DECIDED]
    if decided:
        return ok("裁定书载明已决定拘留，未实际收拘。", decided)
    reason = facts.done("obstruction") + facts.done("evasion") + facts.done("hiding")
    if reason:
        return not_shown(
            "裁定书记载有转移财产、妨害执行等情形，未见罚款、拘留等措施。", reason, ["强制措施或者不采取的理由"]
        )
    return na("材料没有妨害执行、转移隐匿财产的记载。")


@checkpoint("refusal_crime_referral")
def refusal_crime_referral(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Referral to the police where assets were moved or hidden."""
    referred = facts.done("crime_referral")
    if referred:
        return ok("裁定书载明已移送公安机关或者启动刑事追究。", referred)
    reason = facts.done("evasion") + facts.done("hiding")
    if reason:
        return not_shown("裁定书记载有转移、隐匿、无偿处分财产等情形，未见移送。", reason, ["是否移送的审查意见"])
    return na("材料没有转移、隐匿、无偿处分财产的记载。")
