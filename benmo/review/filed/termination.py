"""终本程序, on the file: the talk, the panel's minutes, the approval, dates, other cases' papers, service."""

from __future__ import annotations

from datetime import date

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told
from benmo.law import LawIndex
from benmo.review.checkpoints.rules import no_creditor
from benmo.review.conclusion import Conclusion, na, not_shown, ok, violation
from benmo.review.filed.investigation import checked, clues
from benmo.review.filed.registry import file_side
from benmo.review.words import day, listed
from nlp.document import Span

TALK, MINUTES = "interview_record", "panel_minutes"
TOLD_OBJECTS = 3
#: Since the provisions on settlement in enforcement (执行和解规定), a case under a settlement is not for ending so.
SETTLEMENT_FROM = date(2018, 3, 1)
#: Days by which an instalment may be late and the settlement still be called kept; and after which one says no more.
SETTLEMENT_GRACE, SETTLEMENT_STALE = 3, 62


def foreign_papers(facts: CaseFacts, file: Dossier, *types: str) -> list[Place]:
    """Papers of these types in the folder that bear another case's number."""
    found = []
    for i, paper in file.foreign:
        reading = facts.readings[i]
        if reading.type.type in types:
            number = next((n for n in reading.head.case_numbers if n.main == paper.own_number), None)
            found.append(Place(i, number.span if number else Span(0, min(20, len(reading.text)))))
    return found


def _ruling_day(facts: CaseFacts) -> list[Place]:
    return [Place(0, facts.head.ruling_date.span)] if facts.head.ruling_date else []


@file_side("interview")
def interview(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """The file's own record of the talk, or its word that there was none."""
    if no_creditor(facts):
        return answer
    talks = file.talks
    denied = file.said("interview", status="not_done")
    if denied and not talks and not file.said("interview"):
        return violation("案卷记录载明终本前未约谈申请执行人。", denied)
    own = [t for t in talks if t.record.with_whom in ("creditor", "agent", "unknown")]
    if answer.conclusion == "not_shown" and own:
        return ok("案卷载有告知申请执行人并听取意见的笔录。", [t.place for t in own])
    copied = foreign_papers(facts, file, TALK)
    if copied and not own and answer.conclusion == "ok":
        return answer.but("卷内约谈笔录系另一案件的，不能印证裁定书的记载")
    return answer


@file_side("interview_substance")
def interview_substance(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Before the ruling, with the right person, of this case, with the subjects told, objections and clues answered."""
    if no_creditor(facts) or facts.interview.held is False:
        return answer
    talks = file.talks
    copied = foreign_papers(facts, file, TALK)
    if copied and not talks:
        return violation("卷内的约谈笔录是另一案件的，不能证明本案约谈。", copied)
    made_up = [t for t in file.said("supplement_interview") if file.ruled and t.said.date and t.said.date > file.ruled]
    dated = [t for t in talks if t.record.date]
    late = [t for t in dated if file.ruled and t.record.date > file.ruled]
    if late and len(late) == len(dated) and file.ruled:
        words = f"约谈笔录的日期（{day(late[0].record.date)}）晚于裁定日期（{day(file.ruled)}）。"
        return violation(words, [late[0].place, *_ruling_day(facts), *made_up])
    if made_up:
        return violation("案卷记录显示约谈笔录系裁定之后补作。", [*made_up, *_ruling_day(facts)])
    if not talks:
        return answer
    talk = next((t for t in talks if t.record.objection or t.record.clue), talks[0])
    return _substance(facts, file, talk)


def _substance(facts: CaseFacts, file: Dossier, talk: Filed) -> Conclusion:
    r = talk.record
    if r.with_whom == "stranger" and r.name:
        return violation(f"约谈笔录的被约谈人{r.name}并非申请执行人，案卷未见其与申请执行人的关系。", [talk.place])
    if r.objection or r.clue:
        words = [*talk.at(r.objection), *talk.at(r.clue)]
        if not _handled(facts, file, talk):
            what = "异议" if r.objection else "具体财产线索"
            said = {"noted": "，法院仅称记录在案", "promised": "，法院仅称收下、核实或者以后答复"}.get(r.answer, "")
            return violation(f"约谈笔录载有申请执行人的{what}{said}，终本前未见处理与回应。", [*words, talk.place])
        return ok("约谈笔录载明申请执行人的意见和线索，法院已予核实、回应。", words)
    if len(r.objects) < TOLD_OBJECTS:
        evidence = [*talk.at(r.told), *talk.at(r.consent or r.mild), talk.place]
        return not_shown(
            "约谈笔录没有告知执行情况、调查措施、财产情况、终本依据和后果的具体内容。", evidence, ["告知的四项内容"]
        )
    if not (r.consent or r.mild or r.no_clue):
        return not_shown("约谈笔录载明告知内容，未记录申请执行人的意见。", [talk.place], ["申请执行人的意见"])
    found = ok(
        "约谈在裁定之前，笔录载明告知的内容和申请执行人的意见。",
        [talk.place, *talk.at(r.told), *talk.at(r.consent or r.mild)],
    )
    return found if r.with_whom != "unknown" or r.authorised else found.but("被约谈人的身份和授权待核对")


def _handled(facts: CaseFacts, file: Dossier, talk: Filed) -> bool:
    """Whether clue and objection were dealt with between talk and ruling, or the objection answered on the spot."""
    r = talk.record
    answered = r.answer == "answered" or any(
        o.said.detail.endswith("answered") for o in facts.alone.done("opinion", "objection")
    )
    spoken = [c for c in clues(file) if c.spoken]
    looked = all(checked(file, c)[0] is not None for c in spoken)
    if r.clue and not looked:
        return False
    return answered or not r.objection or (bool(r.clue) and looked) or file.agreed_after(talk) is not None


@file_side("panel_review")
def panel_review(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Minutes and approval, both before the ruling; or the creditor's signed consent."""
    minutes = file.of("minutes")
    ruled = file.ruled
    made_up = [t for t in file.said("supplement_panel_review") if ruled and t.said.date and t.said.date > ruled]
    late = [m for m in minutes if ruled and m.record.date and m.record.date > ruled]
    on_time = [m for m in minutes if m.record.date and ruled and m.record.date <= ruled]
    if late and not on_time:
        found = (
            violation(
                f"合议庭评议笔录的日期（{day(late[0].record.date)}）晚于裁定日期（{day(ruled)}）。",
                [late[0].place, *_ruling_day(facts), *made_up],
            )
            if ruled
            else answer
        )
        return _signers(facts, late[0], found)
    if made_up:
        return violation("案卷记录显示合议笔录系裁定之后补作。", [*made_up, *_ruling_day(facts)])
    approvals: list[tuple[date | None, Place]] = [
        (m.record.approved, Place(m.reading, m.record.approval)) for m in minutes if m.record.approval
    ]
    approvals += [(t.said.date, t.place) for t in file.said("president_approval")]
    after = [(d, p) for d, p in approvals if d and ruled and d > ruled]
    if after and len(after) == len(approvals) and ruled and after[0][0]:
        return violation(
            f"院长审批日期（{day(after[0][0])}）晚于裁定日期（{day(ruled)}）。",
            [p for _, p in after] + _ruling_day(facts),
        )
    logged = [t for t in file.said("panel_review") if t.said.date]
    after_all = [t for t in logged if ruled and t.said.date and t.said.date > ruled]
    if after_all and len(after_all) == len(logged) and not on_time:
        return violation("案卷记录的合议日期晚于裁定日期。", [*after_all, *_ruling_day(facts)])
    consents = [
        t
        for t in file.talks
        if t.record.consent and t.record.signed == "yes" and t.record.with_whom in ("creditor", "agent")
    ]
    debated: list[Place] = [m.place for m in minutes] + [t.place for t in file.said("panel_review")]
    refused = [m for m in minutes if m.record.agreed is False]
    if refused:
        return violation("合议庭评议笔录载明不同意终本或者审批未予同意。", [m.place for m in refused])
    if debated and approvals:
        found = ok("合议庭评议和院长审批均早于裁定日期。", [*debated, *(p for _, p in approvals)])
        return _signers(facts, minutes[0], found) if minutes else found
    if consents:
        return ok("案卷载有申请执行人签字同意终本的笔录。", [Place(t.reading, t.record.consent) for t in consents])
    if debated:
        return not_shown("案卷载有合议庭评议，未见院长（或者授权副院长）审批。", debated, ["院长审批"])
    return answer


def _signers(facts: CaseFacts, minutes: Filed, answer: Conclusion) -> Conclusion:
    """A caveat where those who debated are not those who signed."""
    judges = {j.value for j in facts.head.panel.judges}
    members = {m for m in minutes.record.members if len(m) > 1}
    strangers = judges - members
    if judges and len(members) >= len(judges) and strangers:
        return answer.but(f"裁定署名的{listed(sorted(strangers))}不在评议笔录所列成员之内，须核对")
    return answer


def late_papers(facts: CaseFacts, file: Dossier) -> list[tuple[str, list[Place]]]:
    """Steps that must come before the ruling and are dated after it; service dated before it."""
    ruled = file.ruled
    if ruled is None:
        return []
    wrong: list[tuple[str, list[Place]]] = []
    for name, records in (("合议庭评议笔录", file.of("minutes")), ("约谈笔录", file.talks)):
        dated = [r for r in records if r.record.date]
        late = [r for r in dated if r.record.date > ruled]
        if late and len(late) == len(dated):
            wrong.append((f"{name}的日期（{day(late[0].record.date)}）晚于裁定日期（{day(ruled)}）", [late[0].place]))
    early = [d for d in file.of("deliveries") if d.record.date and d.record.date < ruled and d.record.arrived]
    if early:
        wrong.append((f"裁定送达日期（{day(early[0].record.date)}）早于裁定日期（{day(ruled)}）", [early[0].place]))
    return wrong


@file_side("date_consistency")
def date_consistency(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """The order of talk, panel, ruling and service."""
    wrong = late_papers(facts, file)
    if not wrong:
        return answer
    before = answer.places if answer.conclusion == "violation" else ()
    words = [answer.reason.rstrip("。")] if answer.conclusion == "violation" else []
    places = [*before, *(p for _, ps in wrong for p in ps), *_ruling_day(facts)]
    return violation(f"{'；'.join([*words, *(w for w, _ in wrong)])}。", places)


@file_side("party_consistency")
def party_consistency(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Papers of another case that stand in for this one's."""
    own = {facts.readings[i].type.type for i, _ in file.papers}
    wrong = [p for kind in (TALK, MINUTES) if kind not in own for p in foreign_papers(facts, file, kind)]
    if wrong and answer.conclusion != "violation":
        return violation("卷内以另一案件的笔录、回证代替本案材料，案号与本案不符。", wrong)
    strays = [facts.readings[i].document.path for i, _ in file.foreign]
    return answer.but(f"卷内夹有另一案件的材料（{listed(strays)}），其内容未作为本案事实") if strays else answer


@file_side("suitable_for_termination")
def suitable_for_termination(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """A settlement that the file shows to be kept when the case was ended; a bankruptcy accepted before it."""
    ruled = file.ruled
    if answer.conclusion == "violation" or ruled is None:
        return answer
    insolvent = [
        i
        for i in file.of("insolvencies")
        if i.record.date and i.record.date < ruled and set(file.cast.named(i.record.who)) & set(facts.respondents)
    ]
    if insolvent:
        return violation(
            f"卷内{day(insolvent[0].record.date)}的裁定受理被执行企业破产申请，其后仍终本。",
            [i.place for i in insolvent] + _ruling_day(facts),
        )
    agreed = [s for s in file.of("settlements") if not s.record.signed or s.record.signed <= ruled]
    if not agreed or ruled < SETTLEMENT_FROM:
        return answer
    kept = _kept_settlement(file, agreed, ruled)
    if kept:
        return violation(
            "案卷显示双方已达成执行和解，终本时和解协议正在按期履行。", [*(s.place for s in agreed), *kept]
        )
    return answer.but("卷内有执行和解协议，终本时的履行情况待核实")


def _kept_settlement(file: Dossier, agreed: list[Filed], ruled: date) -> list[Place]:
    """Where the file shows a settlement kept on the day of the ruling; nothing where it may be broken."""
    words = [k for k in file.of("kept") if not k.record.date or k.record.date <= ruled or k.record.kept]
    if any(not k.record.kept for k in words):
        return []
    rows = [r for r in file.of("instalments") if r.record.due <= ruled]
    in_time = [r for r in rows if r.record.paid and (r.record.paid - r.record.due).days <= SETTLEMENT_GRACE]
    if len(in_time) < len(rows):
        return []
    running = any(s.record.until and s.record.until > ruled for s in agreed)
    said = [k.place for k in words if k.record.kept]
    if said:
        return [*said, *(r.place for r in in_time[-2:])]
    recent = bool(rows) and (ruled - max(r.record.due for r in rows)).days <= SETTLEMENT_STALE
    return [r.place for r in in_time[-3:]] if running and recent else []


@file_side("service_publication")
def service_publication(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Both sides served, before closing, after the ruling; published and entered."""
    served = [d for d in file.of("deliveries") if d.record.arrived]
    closed = [t for t in file.said("closed") if t.said.date and (file.ruled is None or t.said.date >= file.ruled)]
    public = file.said("publication", "database")
    ruled = file.ruled
    early = [d for d in served if d.record.date and ruled and d.record.date < ruled]
    if early and ruled:
        return violation(
            f"裁定送达日期（{day(early[0].record.date)}）早于裁定日期（{day(ruled)}）。",
            [early[0].place, *_ruling_day(facts)],
        )
    to_creditor = [d for d in served if d.record.creditor and d.record.date]
    if closed and to_creditor and closed[0].said.date:
        first = min(to_creditor, key=lambda d: d.record.date)
        if first.record.date > closed[0].said.date:
            words = f"报结日期（{day(closed[0].said.date)}）早于裁定送达申请执行人的日期（{day(first.record.date)}）。"
            return violation(words, [closed[0], first.place])
    if not served and not public:
        failed = [d.place for d in file.of("deliveries")]
        # A log that mails something to the parties after the ruling, and does not say what.
        failed += [t.place for t in file.said("mailing") if t.said.date and ruled and t.said.date >= ruled]
        if failed or closed:
            return not_shown("案卷未见终本裁定的有效送达记录。", [*failed, *closed], ["双方送达回证", "公开记录"])
        return na("材料没有终本裁定送达与公开的记录。").but("卷内未见送达回证，须另行调取")
    reached = {n for d in served for n in d.record.to}
    everyone = any(not d.record.to and not d.record.creditor for d in served)
    missing = [] if to_creditor or everyone else ["送达申请执行人"]
    missing += [f"送达{n}" for n in facts.respondents if n not in reached and not everyone]
    missing += [] if public else ["公开、录入终本库记录"]
    places: list[Place | Told] = [*(d.place for d in served[:4]), *public[:2]]
    if missing or everyone:
        return not_shown(f"有送达材料，未见{listed(missing or ['受送达人'])}。", places, missing or ["受送达人"])
    return ok("双方送达记录在卷，有公开或者录入记录。", places)
