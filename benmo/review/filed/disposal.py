"""财产控制与处置, on the file: money frozen and left, cars and houses found, auctions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, Item, na, not_shown, ok, violation
from benmo.review.filed.registry import file_side
from benmo.review.words import CATEGORY, day, listed, yuan

MONEY = ("deposit", "online_funds", "securities", "provident_fund")
_ACCOUNTS = ("deposit", "online_funds")
THINGS = ("real_estate", "equity", "movable")
NETWORK_FROM = date(2017, 1, 1)
#: The kind of notice that an auction of a category needs (网拍规定 arts. 12, 26).
NOTICE = {"real_estate": "realty", "vehicle": "goods", "movable": "goods"}


def frozen_money(file: Dossier, law: LawIndex) -> list[tuple[Filed, bool]]:
    """Substantial balances frozen and nowhere transferred, with whether a later record shows them still frozen."""
    rows = [f for f in file.of("feedback") if f.record.category in MONEY]
    moved = {f.record.category for f in rows if "transferred" in f.record.flags}
    taken = [t.said.amount for t in file.said("transfer", "arrival", "payout")]
    taken += [p.record.amount for p in file.of("payments")]
    sums = [a for a in taken if a is not None]
    out: list[tuple[Filed, bool]] = []
    for row in rows:
        r = row.record
        if (
            "frozen" not in r.flags
            or "waiting" in r.flags
            or r.amount is None
            or r.amount < law.limit("substantial_yuan")
        ):
            continue
        if r.category in moved or any(a >= r.amount * Decimal("0.9") for a in sums):
            continue
        if any(o is not row and o.record.category == r.category and o.record.amount == r.amount for o, _ in out):
            continue
        still = any(
            f.record.category == r.category
            and f.record.date
            and r.date
            and f.record.date > r.date
            and "frozen" in f.record.flags
            for f in rows
        )
        out.append((row, still))
    return [
        (r, s)
        for r, s in out
        if not any(
            o.record.date and r.record.date and o.record.date < r.record.date and o.record.category == r.record.category
            for o, _ in out
        )
    ]


@file_side("frozen_funds_not_transferred")
def frozen_funds_not_transferred(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A substantial balance that the feedback shows frozen: transferred, still frozen, or unknown."""
    left = frozen_money(file, law)
    broken = [f for f, still in left if still]
    if broken:
        sums = listed(yuan(f.record.amount) for f in broken)
        return violation(
            f"查控反馈显示冻结{sums}，其后的查询仍为冻结状态，未见扣划即终本。", [f.place for f in _again(file, broken)]
        )
    if left:
        sums = listed(yuan(f.record.amount) for f, _ in left)
        return not_shown(f"查控反馈显示冻结{sums}，未见扣划记录。", [f.place for f, _ in left], ["冻结款项的去向"])
    moved = [f.place for f in file.of("feedback") if f.record.category in MONEY and "transferred" in f.record.flags]
    moved += [t.place for t in file.said("transfer")]
    if moved and answer.conclusion != "violation":
        return ok("案卷载明冻结款项已扣划。", moved)
    return answer


def _again(file: Dossier, rows: list[Filed]) -> list[Filed]:
    """The rows themselves and the later ones that show the money still frozen."""
    later = [
        f
        for f in file.of("feedback")
        if "frozen" in f.record.flags and any(f.record.category == r.record.category for r in rows)
    ]
    return [*rows, *(f for f in later if f not in rows)]


def cars(file: Dossier) -> list[Filed]:
    """Cars that the feedback shows, one row for each."""
    seen: dict[str, Filed] = {}
    for f in file.of("feedback"):
        if f.record.category == "vehicle" and f.record.found:
            seen.setdefault((f.record.plates or (f.record.result[:12],))[0], f)
    return list(seen.values())


def car_sealed(file: Dossier, car: Filed) -> bool:
    """Whether any paper records that a car was sealed."""
    flags = set(car.record.flags)
    if flags & {"seized", "ours", "waiting"}:
        return True
    if any(c.record.category == "vehicle" for c in file.of("controls")):
        return True
    words = [t for t in file.said("seizure") if not t.said.detail]
    return bool(words) and "uncontrolled" not in flags


@file_side("vehicle_not_seized")
def vehicle_not_seized(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Cars in the feedback: sealed and looked for, sealed only, or left alone."""
    found = cars(file)
    if not found:
        return answer
    none_told = [t for t in facts.alone.done("inquire", "vehicle:none")]
    gone = [t for t in file.of("transfers") if t.record.category == "vehicle"]
    searched = file.said("locate") or [t for t in facts.done("locate")]
    items = []
    for car in found:
        name = car.record.plates[0] if car.record.plates else "所查得车辆"
        if "none_worth" in car.record.flags:
            items.append((car, "ok", f"{name}已报废或者无处置价值"))
        elif not car_sealed(file, car):
            bad = "uncontrolled" in car.record.flags or bool(none_told)
            items.append(
                (
                    car,
                    "violation" if bad else "not_shown",
                    f"{name}查得后未予查封" if bad else f"{name}查得后的查封情况未载明",
                )
            )
        elif answer.conclusion == "ok" or searched:
            items.append((car, "ok", f"{name}已查封并查找"))
        else:
            items.append((car, "not_shown", f"{name}仅查封档案，未见查找、扣押"))
    parts = [
        Item(f"vehicle:{i}", c, w, f.record.respondents[0] if f.record.respondents else None, None, (f.place,))
        for i, (f, c, w) in enumerate(items, 1)
    ]
    broken = [(f, w) for f, c, w in items if c == "violation"]
    if broken:
        moved = f"，其后已转移登记至{gone[0].record.new}名下" if gone else ""
        evidence = [*(f.place for f, _ in broken), *(g.place for g in gone), *(t.place for t in none_told[:1])]
        return violation(f"查控反馈显示{listed(w for _, w in broken)}{moved}。", evidence, items=parts)
    open_ = [(f, w) for f, c, w in items if c == "not_shown"]
    if open_:
        return not_shown(f"{listed(w for _, w in open_)}。", [f.place for f, _ in open_], ["车辆查找、扣押情况"], parts)
    return ok(
        "查得的车辆已查封并采取查找、协查措施，或者无处置价值。",
        [f.place for f, _, _ in items] + [t.place for t in searched[:2]],
    )


def unhandled(facts: CaseFacts, file: Dossier) -> list[Filed]:
    """Real estate, equity, goods and unsealed cars free of mortgage and seizure, under nobody's control."""
    out = []
    for f in file.of("feedback"):
        r = f.record
        flags = set(r.flags)
        if not r.found or r.category not in (*THINGS, "vehicle"):
            continue
        if flags & {"seized", "ours", "waiting", "mortgaged", "sealed_elsewhere", "none_worth", "transferred"}:
            continue
        if "unmortgaged" not in flags or "unsealed" not in flags:
            continue
        if any(c.record.category == r.category for c in file.of("controls")):
            continue
        if r.category == "vehicle" and car_sealed(file, f):
            continue
        if any(a.category == r.category and a.states for _, a in facts.assets):
            continue  # the ruling itself tells what became of it
        out.append(f)
    return list({(f.record.category, f.record.plates): f for f in reversed(out)}.values())[::-1]


def left_alone(facts: CaseFacts, file: Dossier, law: LawIndex) -> list[Filed]:
    """What the feedback shows and the ruling is silent about: sums frozen and not moved, cars left uncontrolled."""
    told = {a.category for _, a in facts.assets if a.states or a.reasons}
    if told & set(_ACCOUNTS):  # 账户余额较小 speaks of every account
        told |= set(_ACCOUNTS)
    free = [f for f in cars(file) if "uncontrolled" in f.record.flags and not car_sealed(file, f)]
    free = [f for f in free if not set(f.record.flags) & {"none_worth", "mortgaged", "sealed_elsewhere"}]
    return [f for f in (*(f for f, _ in frozen_money(file, law)), *free) if f.record.category not in told]


def exhausted(file: Dossier) -> list[Place]:
    """An auction that failed, after which settlement in kind was asked for and declined, or a private sale failed."""
    places: list[Place] = []
    for sale in file.of("sales"):
        s = sale.record
        if (
            s.rounds
            and all(r.failed for r in s.rounds)
            and not s.not_asked
            and (s.declined or (s.asked and s.private_sale))
        ):
            places += [Place(sale.reading, s.rounds[-1].span), *sale.at(s.declined or s.asked)]
    return places


@file_side("assets_left_undisposed")
def assets_left_undisposed(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """带财终本 on the file: what the feedback shows against what any paper did about it."""
    money = [f for f, still in frozen_money(file, law) if still]
    free = unhandled(facts, file)
    if money or free:
        words = [f"{CATEGORY[f.record.category]}{yuan(f.record.amount)}冻结未扣划" for f in money]
        words += [
            f"{'、'.join(f.record.respondents) or '被执行人'}的{CATEGORY[f.record.category]}无抵押无查封，未见处置"
            for f in free
        ]
        return violation(
            f"查控反馈显示有可供执行的财产而未处置即终本：{'；'.join(words)}。", [f.place for f in (*money, *free)]
        )
    left = left_alone(facts, file, law)
    if left and answer.conclusion in ("ok", "na"):
        words = [_what_left(f) for f in left]
        return not_shown(
            f"查控反馈载有{listed(words)}，未见处置情况或者不能处置的理由。",
            [f.place for f in left],
            ["财产的处置情况或者不能处置的理由"],
        )
    seen = [s for s in file.of("sightings") if not (file.ruled and s.record.date and s.record.date > file.ruled)]
    if seen and answer.conclusion in ("ok", "na"):
        told = listed(dict.fromkeys(f"{'、'.join(s.record.respondents)}{s.record.words}" for s in seen[:4]))
        return not_shown(
            f"走访笔录载有财产情况（{told}），权属、价值及处置情况或者不能处置的理由未见。",
            [s.place for s in seen],
            ["走访所知财产的核实、处置情况"],
        )
    done = exhausted(file)
    if answer.conclusion == "not_shown" and done:
        return ok("所载财产经拍卖、变卖未成交，申请执行人不接受抵债，案卷载有处置经过。", done)
    queue = file.said("queue_response", "queue_letter")
    if (
        answer.conclusion == "not_shown"
        and queue
        and all(i.conclusion == "ok" or "轮候" in i.reason for i in answer.items)
    ):
        return ok("所载财产系轮候查封，案卷载有向首封法院申请参与分配或者函询的材料。", queue)
    return answer


def _what_left(row: Filed) -> str:
    r = row.record
    who = "、".join(r.respondents) or "被执行人"
    if r.category in MONEY:
        return f"{who}的{CATEGORY[r.category]}{yuan(r.amount)}（已冻结）"
    return f"{who}的{CATEGORY[r.category]}{r.plates[0] if r.plates else ''}（未控制）"


@file_side("failed_auction_followup")
def failed_auction_followup(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """After the last failed round: asked, sold privately, or expressly neither."""
    failed = [s for s in file.of("sales") if s.record.rounds and s.record.rounds[-1].failed]
    if answer.conclusion != "ok" and (failed or answer.conclusion != "na") and (offered := _offer_ignored(file)):
        return violation(
            "约谈笔录记载申请执行人愿意接受以物抵债，案卷未见办理，亦未见变卖。", [*offered, *answer.places[:3]]
        )
    if not failed:
        return answer
    for sale in failed:
        s = sale.record
        if s.not_asked and not s.asked:
            return violation(
                "案卷材料载明流拍后未征询以物抵债、未变卖即终本。",
                [Place(sale.reading, s.rounds[-1].span), *sale.at(s.not_asked)],
            )
    handled = [s for s in failed if s.record.asked or s.record.declined or s.record.private_sale or s.record.offset]
    if len(handled) == len(failed):
        places = [
            p
            for s in handled
            for p in s.at(s.record.declined or s.record.asked or s.record.private_sale or s.record.offset)
        ]
        return ok("案卷载明流拍后已征询抵债或者变卖及其结果。", places)
    if answer.conclusion == "ok":
        return answer
    open_ = [Place(s.reading, s.record.rounds[-1].span) for s in failed if s not in handled]
    return not_shown("案卷载有流拍材料，未见征询以物抵债、变卖及其结果。", open_, ["抵债征询、变卖及其结果"])


def _offer_ignored(file: Dossier) -> list[Place]:
    """Where the creditor says that it takes the thing in settlement, and nothing was done about it."""
    done = any(
        s.record.offset or s.record.declined or (s.record.private_sale and s.record.asked) for s in file.of("sales")
    )
    if done:
        return []
    return [
        Place(talk.reading, span)
        for talk in file.of("talks")
        if talk.record.answer != "answered"
        for kind, span in talk.record.demands
        if kind == "offset"
    ]


@file_side("auction_appraisal")
def auction_appraisal(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Price against valuation, days of notice, disclosure, qualification of the valuer."""
    sales = [s for s in file.of("sales") if s.record.rounds or s.record.valuation]
    if not sales:
        tried = facts.alone.done("auction") or file.said("auction")
        if not tried:
            return na("材料中没有评估拍卖。")
        return not_shown(
            "有评估拍卖的记载，参考价依据、拍卖公告及成交或者流拍确认材料未见。",
            tried[:3],
            ["参考价依据", "拍卖公告", "成交或者流拍确认"],
        )
    wrong: list[tuple[str, list[Place]]] = []
    lacking: list[str] = []
    for sale in sales:
        wrong += _sale_faults(sale, law)
        s = sale.record
        lacking += ["参考价依据"] if s.valuation is None else []
        lacking += ["拍卖公告"] if s.rounds and not any(r.noticed for r in s.rounds) else []
        lacking += ["成交或者流拍确认"] if not s.rounds or not any(r.failed or r.sold for r in s.rounds) else []
    if wrong:
        return violation(f"{'；'.join(w for w, _ in wrong)}。", [p for _, ps in wrong for p in ps])
    places = [Place(s.reading, r.span) for s in sales for r in s.record.rounds] or [s.place for s in sales]
    if lacking:
        return not_shown(f"评估拍卖材料未见{listed(dict.fromkeys(lacking))}。", places, list(dict.fromkeys(lacking)))
    return ok("参考价、起拍价、公告期和竞价结果在卷，未见不合规定之处。", places)


def _sale_faults(sale: Filed, law: LawIndex) -> list[tuple[str, list[Place]]]:
    s = sale.record
    out: list[tuple[str, list[Place]]] = []
    lowest, drop = Decimal(law.limit("first_price_percent")) / 100, law.limit("price_drop_percent")
    before: Decimal | None = None
    for r in s.rounds:
        where = [Place(sale.reading, r.span)]
        if r.opens and r.opens < NETWORK_FROM:
            continue
        if r.price and r.number == 1 and s.valuation and r.price < s.valuation * lowest:
            out.append((f"首次拍卖起拍价{yuan(r.price)}低于评估价{yuan(s.valuation)}的百分之七十", where))
        if r.price and r.number > 1 and before and r.price < before * (100 - drop) / 100:
            out.append((f"再次拍卖起拍价{yuan(r.price)}较前次{yuan(before)}降幅超过百分之二十", where))
        need = NOTICE.get(s.category)
        if r.noticed and r.opens and need:
            days = (r.opens - r.noticed).days
            wanted = law.limit(f"{'' if r.number == 1 else 're'}notice_{need}_days")
            if days < wanted:
                out.append((f"{day(r.noticed)}公告、{day(r.opens)}开拍，公告{days}日，不足{wanted}日", where))
        before = r.price or before
    if s.undisclosed:
        out.append(("拍卖公告未披露已知瑕疵", sale.at(s.undisclosed)))
    if s.unqualified:
        out.append(("评估机构无相应资质", sale.at(s.unqualified)))
    return out


@file_side("waiting_seizure")
def waiting_seizure(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """The first court asked, shares applied for; or the first seizure already gone before the ruling."""
    rows = [f for f in file.of("feedback") if "waiting" in f.record.flags]
    queue = file.said("queue_response", "queue_letter")
    turned = [u for u in file.of("unsealed") if u.record.date and file.ruled and u.record.date < file.ruled]
    if answer.conclusion == "na" and not rows:
        return answer
    if turned and not file.said("auction", "valuation"):
        return violation(
            f"首封已于{day(turned[0].record.date)}解除、轮候查封转为首封，未见处置即终本。",
            [turned[0].place, *(r.place for r in rows)],
        )
    if queue:
        return ok(
            "案卷载有向首封法院申请参与分配、函询进展的材料。",
            [*(r.place for r in rows[:2]), *(t.place for t in queue[:3])],
        )
    if answer.conclusion == "na":
        return not_shown(
            "查控反馈显示轮候查封，未见首封案件进展及参与分配、移送处置权情况。",
            [r.place for r in rows],
            ["首封案件进展", "参与分配或者移送处置权"],
        )
    return answer
