"""财产控制与处置: assets left, vehicles, failed auctions, waiting seizures, frozen money, proceeds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, place_from
from benmo.law import LawIndex
from benmo.review.catalog import checkpoint
from benmo.review.conclusion import Conclusion, Item, na, not_shown, ok, violation
from benmo.review.trifles import considerable
from benmo.review.words import CATEGORY, listed, yuan
from nlp.events.model import Asset

Found = tuple[int, Asset]
MONEY = ("deposit", "online_funds")


def places(found: Iterable[Found], most: int = 8) -> list[Place]:
    """Where the assets are told of, *most* places at most."""
    spans = ((i, s) for i, a in found for s in (a.spans or (a.span,)))
    return [place_from(where) for where in islice(spans, most)]


def item(found: Found, conclusion: str, reason: str) -> Item:
    """One asset as a part of a conclusion."""
    _, a = found
    name = f"{a.holder or '被执行人'}的{CATEGORY.get(a.category, '财产')}{f'（{a.mark}）' if a.mark else ''}"
    return Item(
        f"asset:{a.category}:{a.holder or ''}{f':{a.mark}' if a.mark else ''}",
        conclusion,
        f"{name}：{reason}",
        a.holder,
        CATEGORY.get(a.category),
        tuple(places([found], 3)),
    )


def _has(asset: Asset, *states: str) -> bool:
    return any(s in asset.states for s in states)


def _because(asset: Asset, *reasons: str) -> bool:
    return any(r in asset.reasons for r in reasons)


@checkpoint("assets_left_undisposed")
def assets_left_undisposed(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """带财终本: each asset found was disposed of, or could not lawfully be."""
    judged = [(found, *_left(facts, found, law)) for found in facts.assets]
    broken = [(f, why) for f, state, why in judged if state == "violation"]
    unclear = [(f, why) for f, state, why in judged if state == "not_shown"]
    items = [item(f, state, why) for f, state, why in judged]
    if broken:
        why = "；".join(dict.fromkeys(w for _, w in broken))
        return violation(f"材料显示有可供处置的财产而未处置即终本：{why}。", places(f for f, _ in broken), items=items)
    if unclear:
        why = "；".join(dict.fromkeys(w for _, w in unclear))
        return not_shown(
            f"裁定书载明发现财产，{why}。", places(f for f, _ in unclear), ["财产处置情况或者不能处置的理由"], items
        )
    if judged:
        return Conclusion(
            "ok",
            "所载财产已处置，或者载明了不能处置的情形。",
            tuple(places((f for f, _, _ in judged), 6)),
            items=tuple(items),
        )
    return ok("裁定书未载明发现可供执行的财产。", facts.done("nothing_found")[:2])


def _left(facts: CaseFacts, found: Found, law: LawIndex) -> tuple[str, str]:
    asset = found[1]
    if asset.category in MONEY:
        state, why = money_state(facts, asset, law)
        return ("ok", why) if state in ("ok", "na") else (state, why)
    if asset.category == "vehicle":
        if (_has(asset, "seized_waiting") or asset.first is False) and not _has(asset, "sold", "released"):
            return _left_thing(asset)
        # A sealed car that was not physically seized is vehicle_not_seized's matter (annotation rule).
        return "ok", "车辆由“车辆查而不扣”一项评价"
    if _has(asset, "sold", "offset", "transferred") and not _because(asset, "left_alone"):
        return "ok", "已处置"
    if asset.category in ("equity", "ip", "securities", "insurance", "provident_fund", "income", "receivable"):
        return _left_right(asset)
    return _left_thing(asset)


def _left_right(asset: Asset) -> tuple[str, str]:
    if asset.reasons or _has(asset, "released", "failed_auction"):
        return "ok", "载明了不能处置的情形"
    if _has(asset, "frozen", "seized"):
        return "not_shown", f"{CATEGORY[asset.category]}已控制，未载明处置情况"
    return "ok", "未载明有可供执行的价值"


def _left_thing(asset: Asset) -> tuple[str, str]:
    name = CATEGORY[asset.category]
    if _has(asset, "seized_waiting") or asset.first is False:
        if _because(asset, "queue_told", "no_surplus"):
            return "ok", f"{name}系轮候查封，已向首封法院主张或者查明进展"
        return "not_shown", f"{name}系轮候查封，未载明首封案件进展及参与分配、移送处置权情况"
    if _has(asset, "failed_auction"):
        if _because(asset, "left_alone") and asset.first and _has(asset, "unmortgaged"):
            return "violation", f"{name}由本院首先查封且未设抵押，部分财产未经拍卖"
        if _once_only(asset):
            return "violation", f"{name}由本院首先查封，一次流拍后自述未再拍卖，也未变卖、未征询抵债"
        if _because(asset, "no_asked_offset", "offset_ignored"):
            return "not_shown", f"{name}流拍后未征询抵债、未变卖"
        if _because(asset, "declined_offset", "kept_by_consent") or _has(asset, "released"):
            return "ok", f"{name}流拍后申请执行人不接受抵债"
        return "not_shown", f"{name}流拍后未载明抵债征询、变卖或者其他处置情况"
    if _because(asset, "no_value", "home", "collective", "third_party", "welfare", "kept_by_consent", "no_surplus"):
        return "ok", f"{name}载明了不宜或者不能处置的情形"
    if (
        asset.first
        and _has(asset, "seized")
        and not _because(asset, "in_progress", "obstacle")
        and (_because(asset, "left_alone", "favour") or _has(asset, "unmortgaged"))
    ):
        return "violation", f"{name}由本院首先查封，未载明法定障碍而未处置"
    if _has(asset, "seized", "held", "appraised") or asset.count:
        return "not_shown", f"{name}的处置情况或者不能处置的理由未载明"
    return "ok", "未载明有可供执行的价值"


#: Whoever tells one of these told of a further step, or of why none could be taken.
_FURTHER = ("declined_offset", "asked_offset", "sold_off_tried", "kept_by_consent", "offset_offered")
_HINDERED = ("obstacle", "in_progress", "no_value", "home", "collective", "third_party", "welfare", "no_surplus")


def _once_only(asset: Asset) -> bool:
    """Whether the court says that it sold no second time, nor privately, nor asked for 抵债, and tells no hindrance."""
    return (
        bool(asset.first)
        and _because(asset, "second_sale_skipped")
        and _because(asset, "no_asked_offset", "offset_ignored")
        and not _because(asset, *_FURTHER, *_HINDERED)
        and not _has(asset, "sold", "offset", "released")
    )


def money_state(facts: CaseFacts, asset: Asset, law: LawIndex) -> tuple[str, str]:
    """What became of a balance: ok, na (never frozen), not_shown or violation, with the reason."""
    name = CATEGORY[asset.category]
    called_small = _because(asset, "small") and not considerable(facts, asset.amount, law)
    small = (
        called_small
        or _because(asset, "welfare", "no_value")
        or (asset.amount is not None and asset.amount < law.limit("trifling_yuan"))
    )
    if _has(asset, "transferred"):
        return "ok", f"{name}已扣划"
    if not _has(asset, "frozen"):
        if small or asset.amount is None or not _has(asset, "seized"):
            return "na", f"未载明冻结{name}"
        return "not_shown", f"{name}{yuan(asset.amount)}的去向未载明"
    if _because(asset, "empty") and not asset.amount:
        return "na", f"{name}账户内没有款项"
    if small:
        return "ok", f"{name}余额极少或者属依法保留，载明了理由"
    if _has(asset, "seized_waiting") or asset.first is False:
        return "not_shown", f"{name}系轮候冻结，去向未载明"
    claimed = facts.amount("outstanding") or facts.amount("claimed")
    enough = asset.amount is not None and claimed is not None and claimed > 0 and asset.amount >= claimed
    excused = _because(asset, "third_party", "obstacle", "kept_by_consent")
    if enough and not excused and _because(asset, "favour", "left_alone", "not_transferred", "kept_in_account"):
        return "violation", f"已足额冻结{name}而未予扣划"
    sum_ = yuan(asset.amount) if asset.amount is not None else ""
    return "not_shown", f"冻结{name}{sum_}后是否扣划未载明"


@checkpoint("vehicle_not_seized")
def vehicle_not_seized(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """车辆查而不扣: found cars sealed, looked for, physically held, or worthless."""
    cars = facts.assets_of("vehicle")
    if not cars:
        return na("材料没有查得车辆的记载。")
    judged = [(c, *_car(c[1])) for c in cars]
    items = [item(c, state, why) for c, state, why in judged]
    for wanted in ("violation", "not_shown"):
        bad = [(c, why) for c, state, why in judged if state == wanted]
        if bad:
            make = violation if wanted == "violation" else not_shown
            return make(
                f"{'；'.join(dict.fromkeys(w for _, w in bad))}。",
                places(c for c, _ in bad),
                ["车辆查找、扣押情况"],
                items,
            )
    return Conclusion(
        "ok",
        "所载车辆已实际扣押处置，或者经查找协查未能扣押，或者无处置价值。",
        tuple(places(cars, 6)),
        items=tuple(items),
    )


def _car(asset: Asset) -> tuple[str, str]:
    if _has(asset, "sold", "offset", "released"):
        return "ok", "车辆已处置"
    if _because(asset, "no_value", "third_party"):
        return "ok", "车辆载明无处置价值或者权属有异议"
    if _because(asset, "could_hold") and _because(asset, "not_held"):
        return "violation", "车辆可以扣押而未予扣押"
    waiting = _has(asset, "seized_waiting") or asset.first is False
    reachable = _because(asset, "seen") and _because(asset, "not_taken") and not waiting
    if reachable and not _because(asset, "not_taken_why", "obstacle", "third_party", "kept_by_consent"):
        return "violation", "执行人员见到车辆而未予扣押"
    if _because(asset, "not_seized") and not _has(asset, "seized", "seized_waiting", "held"):
        return "violation", "查得车辆而自述未予查封"
    if _because(asset, "searched"):
        return "ok", "车辆经查找、协查未能扣押"
    if _has(asset, "held") and not _because(asset, "not_held", "not_taken"):
        return "ok", "车辆已实际扣押"
    if waiting:
        return "not_shown", "车辆系轮候查封，未载明查找、扣押及首封进展"
    if _because(asset, "not_held", "not_taken"):
        return "not_shown", "车辆未实际扣押，未载明查找、协助查控情况"
    return "not_shown", "未见实际扣押车辆的记载，未载明查找、协助查控情况"


@checkpoint("failed_auction_followup")
def failed_auction_followup(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """After a failed auction: offered in settlement, private sale tried, result told."""
    failed = [f for f in facts.assets if _has(f[1], "failed_auction")]
    if not failed:
        return na("材料没有流拍的记载。")
    refused = [
        f
        for f in failed
        if _because(f[1], "no_asked_offset", "offset_ignored")
        and not _because(f[1], "declined_offset", "asked_offset", "sold_off_tried")
    ]
    if refused:
        return violation("裁定书自述流拍后未征询抵债、未变卖即终本。", places(refused))
    offered = [
        f
        for f in failed
        if _because(f[1], "offset_offered")
        and _because(f[1], "offset_unanswered")
        and not _because(f[1], "declined_offset")
        and not _has(f[1], "sold", "offset")
    ]
    if offered:
        return violation("裁定书自述流拍后申请执行人愿意以物抵债而未予处理。", places(offered))
    open_ = [
        f
        for f in failed
        if not (
            _because(f[1], "declined_offset", "asked_offset", "sold_off_tried", "kept_by_consent")
            or _has(f[1], "sold", "offset")
        )
    ]
    if open_:
        return not_shown(
            "裁定书只载明流拍，未载明是否征询以物抵债、变卖及其结果。", places(open_), ["抵债征询、变卖及其结果"]
        )
    return ok("裁定书载明流拍后征询抵债或者变卖的结果。", places(failed))


@checkpoint("waiting_seizure")
def waiting_seizure(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """轮候查封: the first court's progress, sharing in the proceeds, transfer of the right to dispose."""
    waiting = [
        f for f in facts.assets if _has(f[1], "seized_waiting") or f[1].first is False or _because(f[1], "turned_first")
    ]
    if not waiting:
        return na("材料没有轮候查封的记载。")
    turned = [f for f in waiting if _because(f[1], "turned_first") and _because(f[1], "left_alone")]
    if turned:
        return violation("裁定书载明轮候查封已转为首先查封，未予处置即终本。", places(turned))
    called = [
        f
        for f in waiting
        if _because(f[1], "queue_called") and _because(f[1], "queue_ignored") and not _because(f[1], "queue_told")
    ]
    if called:
        return violation("裁定书自述首封法院已来函通知，未转告申请执行人、未答复即终本。", places(called))
    open_ = [f for f in waiting if not (_because(f[1], "queue_told", "no_surplus") or _has(f[1], "sold"))]
    if open_:
        return not_shown(
            "裁定书只载明轮候查封，未载明首封案件进展及参与分配、商请移送情况。",
            places(open_),
            ["首封案件进展", "参与分配或者商请移送处置权"],
        )
    return ok("裁定书载明首封法院情况及参与分配、函告等处理。", places(waiting))


@checkpoint("frozen_funds_not_transferred")
def frozen_funds_not_transferred(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Frozen balances transferred and paid out, or trifling."""
    judged = [(f, *money_state(facts, f[1], law)) for f in facts.assets_of(*MONEY, "insurance", "provident_fund")]
    live = [(f, state, why) for f, state, why in judged if state != "na"]
    if not live:
        return na("材料没有冻结到款项的记载。")
    for wanted in ("violation", "not_shown"):
        bad = [(f, why) for f, state, why in live if state == wanted]
        if bad:
            reason = f"{'；'.join(dict.fromkeys(w for _, w in bad))}。"
            make = violation if wanted == "violation" else not_shown
            return make(reason, places(f for f, _ in bad), ["冻结款项的去向"], [item(f, s, w) for f, s, w in live])
    return ok("冻结、扣划的款项去向已载明，或者余额极少。", places(f for f, _, _ in live))


@checkpoint("auction_appraisal")
def auction_appraisal(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Needs the file; a lone ruling shows too little of an auction to judge it."""
    return na("评估拍卖程序须凭案卷材料判断，本次材料只有裁定书。")


@checkpoint("over_seizure")
def over_seizure(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Plainly too much sealed: several separable, unmortgaged, first-sealed assets worth over twice the claim."""
    claimed = facts.amount("claimed")
    if not claimed:
        return na("材料没有可与执行标的比较的财产价值。")
    plain = [
        f
        for f in facts.assets
        if f[1].value
        and f[1].first is not False
        and f[1].count > 1
        and _has(f[1], "seized")
        and _has(f[1], "unmortgaged")
        and not _has(f[1], "seized_waiting", "released", "mortgaged")
    ]
    total = sum((f[1].value or Decimal(0) for f in plain), Decimal(0))
    if total > claimed * law.limit("over_seizure_times"):
        return violation(
            f"首先查封的可分财产评估价合计{yuan(total)}，明显超过执行标的{yuan(claimed)}，未见解除超出部分。",
            places(plain),
        )
    return na("材料没有显示查封财产价值明显超过执行标的。")


@checkpoint("proceeds_release")
def proceeds_release(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """Money that came in was paid out to the applicant."""
    recovered = facts.amount("recovered")
    paid = facts.done("payout")
    kept = [t for t in facts.said("payout") if t.said.status == "not_done" and t.said.source == "court"]
    wrong = facts.done("payout_wrong")
    if wrong:
        return violation("裁定书自述案款无故未发放或者错付。", wrong)
    taken = [
        f
        for f in facts.assets
        if _has(f[1], "transferred")
        or (_has(f[1], "sold") and f[1].first is not False and not _has(f[1], "seized_waiting"))
    ]
    if kept and (recovered or taken):
        return not_shown("执行到位款仍在法院账户，未载明发放。", kept, ["案款发放情况"])
    if paid and (recovered or taken or recovered is None):
        return ok("执行到位款载明已发还申请执行人。", paid)
    if not recovered and not taken:
        return na("材料没有到位案款的记载。")
    evidence: list[Place] = places(taken)
    if facts.head.amounts.recovered:
        evidence.append(Place(0, facts.head.amounts.recovered.span))
    return not_shown("裁定书载明有执行到位款，未载明发放给申请执行人。", evidence, ["案款发放情况"])


@checkpoint("debt_offset")
def debt_offset(facts: CaseFacts, law: LawIndex) -> Conclusion:
    """以物抵债 needs the file."""
    offset = [f for f in facts.assets if _has(f[1], "offset")]
    if not offset:
        return na("材料没有以物抵债的记载。")
    return not_shown("有以物抵债，价额、权属、顺位依据待核对。", places(offset), ["价额依据", "优先权审查"])


__all__ = ["listed", "places"]
