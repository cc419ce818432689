"""终本之后, on the file: re-inquiries and their notice, renewals, resumption, waiting seizures turned first."""

from __future__ import annotations

import re
from datetime import date, timedelta

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, na, not_shown, ok, violation
from benmo.review.filed.registry import file_side
from benmo.review.words import day, listed, yuan
from benmo.review.workdays import add_months
from nlp.lexicons import load

#: Characters of a record that a reason quotes.
QUOTED = 40
#: A refusal that says what was looked into or why; one without is no answer.
GROUNDED = re.compile(load("nodes")["grounded"])
END = "案卷材料止于终本裁定。"


def nodes(file: Dossier, law: LawIndex) -> list[date]:
    """The days by which an inquiry was due, as far as the file goes."""
    if file.ruled is None or file.latest is None:
        return []
    months, years = law.limit("requery_months"), law.limit("requery_years")
    found = [add_months(file.ruled, months * n) for n in range(1, years * 12 // months + 1)]
    return [d for d in found if d <= file.latest]


def requeries(file: Dossier) -> list[Filed]:
    """The lines of the register, and inquiries after the ruling that only the log tells."""
    return file.of("requeries")


def made(file: Dossier) -> list[tuple[date, Place]]:
    """When an inquiry was made after the ruling."""
    found = [(q.record.done, q.place) for q in requeries(file) if q.record.done]
    found += [(t.said.date, t.place) for t in file.said("system_inquiry") if t.said.date]
    return sorted((d, p) for d, p in found if file.ruled and d > file.ruled)


@file_side("six_month_requery")
def six_month_requery(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Every node up to the last day of the file: covered, skipped on record, or not shown."""
    due = nodes(file, law)
    if not due:
        return na("终本至案卷材料的最后日期未满六个月。" if file.ruled else "未能读出裁定日期。")
    done = made(file)
    skipped = [q for q in requeries(file) if q.record.skipped]
    skipped_told = [
        t
        for t in file.said("system_inquiry", status="not_done")
        if t.said.date and file.ruled and t.said.date > file.ruled
    ]
    if skipped or skipped_told:
        when = listed(day(q.record.due) for q in skipped if q.record.due)
        words = f"（应查日期{when}）" if when else ""
        return violation(
            f"定期查询登记载明有{len(skipped) or len(skipped_told)}个节点未发起查询{words}。",
            [*(q.place for q in skipped), *skipped_told],
        )
    if not done:
        return not_shown("终本已满六个月，案卷材料未见定期查询记录。", _last(facts, file), ["终本后的网络查询记录"])
    # Days by which an inquiry may miss its node and still count: so few are only a hint.
    grace = timedelta(days=law.limit("requery_grace_days"))
    missed, late, start = [], [], file.ruled
    for node in due:
        inside = [d for d, _ in done if start and start < d <= node + grace]
        if not inside:
            missed.append(node)
        elif min(inside) > node:
            late.append(node)
        start = node if not inside else max(min(inside), node - grace)
    places = [p for _, p in done]
    registered = any(q.record.done for q in requeries(file))
    last = done[-1][0]
    passed = [n for n in missed if last > n + grace]
    if passed and registered:
        return violation(f"定期查询登记显示应于{listed(day(n) for n in passed)}前的查询没有进行。", places)
    if missed:
        return not_shown(
            f"案卷未见{listed(day(n) for n in missed)}前的定期查询记录。", places, ["终本后的网络查询记录"]
        )
    found = ok("终本后每六个月一次的查询记录齐全。", places)
    return found.but("个别查询较应查日期迟数日") if late else found


def _last(facts: CaseFacts, file: Dossier) -> list[Place]:
    return [Place(0, facts.head.ruling_date.span)] if facts.head.ruling_date else []


@file_side("requery_notice")
def requery_notice(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Told of each result, expressly not told, or blank."""
    rows = [q for q in requeries(file) if q.record.done and (not file.ruled or q.record.done > file.ruled)]
    if not rows:
        return na("没有终本后查询的登记。")
    untold = [q for q in rows if q.record.told is False]
    if untold:
        return violation("定期查询登记载明查询结果未告知申请执行人。", [q.place for q in untold])
    blank = [q for q in rows if q.record.told is None]
    if blank:
        return not_shown("有终本后查询，未见将结果告知申请执行人。", [q.place for q in blank], ["查询结果的告知记录"])
    return ok("终本后每次查询的结果均有告知记录。", [q.place for q in rows])


def finds(facts: CaseFacts, file: Dossier, law: LawIndex) -> list[Filed]:
    """Re-inquiries that show money or a new asset worth enforcing."""
    found = []
    least = law.limit("substantial_yuan")
    for q in requeries(file):
        r = q.record
        if r.done and file.ruled and r.done > file.ruled and ((r.amount is not None and r.amount >= least) or r.new):
            found.append(q)
    return found


@file_side("resume_execution")
def resume_execution(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Applications and finds after the ruling, and whether they were acted upon."""
    asked = [
        a
        for a in file.of("applications")
        if a.record.kind == "resume" and _after_ruling(file, a.record.received or a.record.written)
    ]
    logged = [t for t in file.said("resume") if _after_ruling(file, t.said.date) and "申请" in t.said.detail]
    found = finds(facts, file, law)
    turned = turned_first(file)
    asked_places = [a.place for a in asked] or [t.place for t in logged]
    if not asked_places and not found and not turned:
        return na(
            "没有恢复执行的申请或者新发现财产的记载。"
            if file.latest and file.ruled and file.latest > file.ruled
            else END
        )
    resumed = [t for t in file.said("resume") if _after_ruling(file, t.said.date) and t not in logged]
    answers = [a for a in file.of("answers") if a.record.kind == "resume"]
    if asked and (answers or resumed):
        return ok(
            "恢复执行的申请已经核查答复或者恢复。", [*(a.place for a in asked), *(a.place for a in answers), *resumed]
        )
    if resumed:
        return ok("发现财产后已恢复执行。", [*(q.place for q in found), *resumed])
    told = file.said("resume", status="not_done")
    grounded = [t for t in told if GROUNDED.search(t.said.detail)]
    refused = [t for t in told if t not in grounded]
    if grounded and not refused:
        return ok("恢复执行的申请经核查不符合条件，案卷载有处理结果和理由。", [*asked_places, *grounded])
    evidence = [*asked_places, *(q.place for q in found), *(u.place for u in turned)]
    if refused:
        words = refused[0].said.detail.strip("，。； ")[:QUOTED]
        when = refused[0].said.date
        return violation(
            f"有恢复执行的申请或者财产，案卷{day(when) + '的' if when else ''}记录载明“{words}”，未恢复执行。",
            [*evidence, *refused],
        )
    idle = idle_rows(file, turned, law)
    start = min(
        (d for d in (*(a.record.received or a.record.written for a in asked), *(u.record.date for u in turned)) if d),
        default=None,
    )
    if asked and turned and idle and start and file.latest and (file.latest - start).days > law.limit("idle_days"):
        return violation(
            "轮候查封已转为首封、申请执行人申请恢复执行后，登记显示财产长期仍处于查封状态，未恢复、未处置。",
            [*evidence, *idle],
        )
    spent = [q for q in found if _gone(file, q)]
    if spent:
        sums = listed(yuan(q.record.amount) for q in spent)
        return violation(f"终本后查询查到存款{sums}，其后的查询显示款项已不在账，未见恢复执行、控制。", evidence)
    words = "终本后查到财产" if found else "有恢复执行的申请" if asked_places else "轮候查封已转为首封"
    return not_shown(f"{words}，处理情况不明。", evidence, ["恢复执行的审查处理情况"])


def _gone(file: Dossier, find: Filed) -> bool:
    """Whether a later line shows that the money found had left the account, and it was expressly not told."""
    later = [
        q for q in requeries(file) if q.record.done and q.record.done > find.record.done and q.record.amount is not None
    ]
    return (
        bool(later)
        and find.record.amount is not None
        and later[0].record.amount < find.record.amount / 10
        and find.record.told is False
    )


def _after_ruling(file: Dossier, when: date | None) -> bool:
    return bool(when and file.ruled and when > file.ruled)


def turned_first(file: Dossier) -> list[Filed]:
    """Releases of the first seizure after the ruling."""
    return [u for u in file.of("unsealed") if _after_ruling(file, u.record.date)]


def idle_rows(file: Dossier, turned: list[Filed], law: LawIndex) -> list[Place]:
    """Lines after the turn that show the asset still merely sealed."""
    start = min((u.record.date for u in turned if u.record.date), default=None)
    idle = timedelta(days=law.limit("idle_days"))
    return [
        q.place for q in requeries(file) if q.record.done and start and q.record.done - start > idle and q.record.sealed
    ]


@file_side("queue_to_first")
def queue_to_first(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A waiting seizure turned first: resumed and disposed of, or idle on record."""
    turned = turned_first(file)
    if not turned:
        return answer if answer.conclusion != "na" else na("材料没有轮候查封转为首封的记载。")
    when = turned[0].record.date
    acted = [t for t in file.said("resume", "auction", "valuation") if t.said.date and when and t.said.date >= when]
    if acted:
        return ok("轮候查封转为首封后已恢复执行或者启动处置。", [turned[0].place, *acted[:3]])
    idle = idle_rows(file, turned, law)
    if idle:
        return violation(
            f"首封已于{day(when)}解除、轮候查封转为首封，其后登记显示财产长期仍处于查封状态，未恢复、未处置。",
            [turned[0].place, *idle],
        )
    return not_shown(f"首封已于{day(when)}解除，其后恢复、处置情况不明。", [turned[0].place], ["恢复执行与处置情况"])


@file_side("seizure_renewal")
def seizure_renewal(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Each seizure whose end the file passes: renewed in time, lapsed though asked, lapsed unasked."""
    if answer.conclusion == "violation":
        return answer
    controls = [c for c in file.of("controls") if not c.record.waiting]
    ends = [c for c in controls if c.record.until and not c.record.renewal]
    lapses = file.of("lapses")
    asked = [a for a in file.of("applications") if a.record.kind == "renewal"]
    passed = [c for c in ends if file.latest and c.record.until < file.latest and not _disposed(facts, file, c)]
    early = [
        c
        for c in controls
        if c.record.renewal and c.record.start and (not ends or any(c.record.start <= e.record.until for e in ends))
    ]
    if not passed and not lapses and early:
        return ok("查封、冻结期限届满前已经续行。", [*(c.place for c in ends), *(c.place for c in early)])
    if not passed and not lapses:
        return na("材料止于查封、冻结的届满日之前。" if controls else "材料没有载明期限的查封、冻结。")
    renewals = [c.place for c in controls if c.record.renewal] + [
        t.place for t in file.said("renewal") if "申请" not in t.said.detail[:6]
    ]
    days = [c.record.start for c in controls if c.record.renewal] + [
        t.said.date for t in file.said("renewal") if "申请" not in t.said.detail[:6]
    ]
    open_ = [c for c in passed if not any(d and d <= c.record.until for d in days)]
    if not open_ and not lapses:
        return ok("查封、冻结期限届满前已经续行。", [*(c.place for c in passed), *renewals])
    until = lapses[0].record.until if lapses else open_[0].record.until
    in_time = [
        a
        for a in asked
        if (a.record.received or a.record.written)
        and (until is None or (a.record.received or a.record.written) <= until)
    ]
    evidence = [*(c.place for c in open_), *(x.place for x in lapses)]
    if in_time and lapses:
        return violation(
            f"申请执行人于届满前申请续行查封，登记显示查封{'于' + day(until) if until else ''}到期失效，未办理续封。",
            [*(a.place for a in in_time), *evidence],
        )
    refused = file.said("renewal", status="not_done")
    if in_time and refused:
        return violation(
            "申请执行人于届满前申请续行查封，案卷记录载明未办理。", [*(a.place for a in in_time), *evidence, *refused]
        )
    words = "申请执行人已于届满前申请续行，" if in_time else ""
    when = f"（{day(until)}届满）" if until else ""
    return not_shown(
        f"{words}案卷材料跨过查封、冻结届满日{when}，未见续行记录。",
        [*(a.place for a in in_time), *evidence],
        ["续行查封、冻结的裁定和登记"],
    )


def _disposed(facts: CaseFacts, file: Dossier, control: Filed) -> bool:
    """Whether the thing sealed was sold, transferred or released before its seizure ended."""
    category = control.record.category
    if control.record.kind == "freeze":
        return bool(file.said("transfer", "payout")) or any(
            "transferred" in f.record.flags for f in file.of("feedback") if f.record.category == category
        )
    return any(r.sold for s in file.of("sales") if s.record.category == category for r in s.record.rounds)
