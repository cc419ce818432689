"""What was told and answered: interview, opinions, clues, asset reports, whereabouts, evasion, paying out, rights."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.context import CREDITOR_SIGN, DEBTOR_SIGN, Clause, Context, Sentence, made_up_for, source_at, status_at
from nlp.context.clauses import COURT, CREDITOR, DEBTOR, OTHER_CASE, STATUTE
from nlp.context.cues import BIT, SAYING
from nlp.context.status import DONE, HYPOTHETICAL, INTENDED, NOT_DONE, REQUIRED
from nlp.document import Span, span_from
from nlp.events.acts import DateAt
from nlp.events.model import Assertion, assertion_from
from nlp.events.scope import scope_of
from nlp.events.triggers import GUARDS, RIGHTS, TRIGGERS
from nlp.triggers import Scan

_OBJECTS = tuple(p for k, p in GUARDS.items() if k.startswith("say.interview.objects."))


#: What the finders below ask for → its name among the triggers.
_NAMES = {name.removeprefix("say."): name for name in TRIGGERS.patterns if name.startswith("say.")}


def _static(key: str) -> re.Pattern[str]:
    return GUARDS[f"say.{key}"]


@dataclass(slots=True)
class Finder:
    """One narrative to be searched; holds what every small finder below needs.

    *creditors* and *debtors* are names and short names of the parties.
    """

    context: Context
    scan: Scan
    creditors: tuple[str, ...]
    debtors: tuple[str, ...]
    respondents: tuple[str, ...]
    date_at: DateAt
    #: Patterns that can match at all.
    possible: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.possible = frozenset(TRIGGERS.may_match(_NAMES.values(), self.scan))

    def pattern(self, key: str) -> re.Pattern[str]:
        name = f"say.{key}"
        return GUARDS[name] if name in GUARDS else TRIGGERS.patterns[name]

    def make(
        self, act: str, status: str, clause: Clause, start: int, end: int, detail: str = "", source: str | None = None
    ) -> Assertion:
        scope, targets = scope_of(self.context, clause, self.respondents)
        sentence = self.context.sentence_of(clause)
        by, when = source or source_at(self.context, clause, start), self.date_at(sentence.start, end)
        span, where = span_from((start, end)), span_from((clause.start, clause.end))
        return assertion_from((act, status, by, span, where, scope, targets, when, detail, None))

    def hits(self, key: str) -> list[tuple[Clause, re.Match[str]]]:
        name = _NAMES[key]
        if name not in self.possible:
            return []
        clause_at = self.context.clause_at
        return [(clause_at(m.start()), m) for m in TRIGGERS.matches(name, self.scan, self.context.masked)]

    def within(self, key: str, start: int, end: int) -> re.Match[str] | None:
        return self.pattern(key).search(self.context.masked, start, end)

    def by(self, clause: Clause, m: re.Match[str]) -> str:
        """Who vouches for what *m* tells."""
        return source_at(self.context, clause, m.start())

    def asserted(self, clause: Clause, m: re.Match[str]) -> bool:
        """Whether this court tells the words of *m* as a fact; for patterns that hold their own negation."""
        return self.by(clause, m) == COURT and status_at(self.context, clause, m.start(), m.start()) in (DONE, NOT_DONE)

    def court_says(self, key: str, start: int, end: int) -> re.Match[str] | None:
        """The first match between two offsets that stands in the court's own words as a fact."""
        for m in self.pattern(key).finditer(self.context.masked, start, end):
            clause = self.context.clause_at(m.start())
            # 以其应自行举证为由没有核查: the ground is no mood of what the court did.
            grounded = "为由" in self.context.masked[clause.start : m.start()] and self.by(clause, m) == COURT
            if grounded or self.asserted(clause, m):
                return m
        return None

    def court_does(self, key: str, start: int, end: int) -> re.Match[str] | None:
        """The first match between two offsets that tells an act of the court that was done."""
        for m in self.pattern(key).finditer(self.context.masked, start, end):
            clause = self.context.clause_at(m.start())
            if self.by(clause, m) == COURT and status_at(self.context, clause, m.start(), m.end()) == DONE:
                return m
        return None

    def following(self, sentence: Sentence, count: int) -> int:
        """The end of the *count*-th sentence after *sentence* (within the narrative)."""
        i = self.context.clauses[sentence.first].sentence
        return self.context.sentences[min(i + count, len(self.context.sentences) - 1)].end


def _interview(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("interview.denied"):
        # 也未就该房产是否抵债征询某某的意见: something else was not asked.
        if f.within("interview.not_to_creditor", m.start(), min(m.end() + 20, clause.end)):
            continue
        if f.asserted(clause, m) and not made_up_for(f.context, clause):
            found.append(f.make("interview", NOT_DONE, clause, m.start(), m.end()))
    for clause, m in f.hits("interview.told"):
        if f.by(clause, m) in (STATUTE, OTHER_CASE) or f.within(
            "interview.not_to_creditor", m.start(), min(m.end() + 20, clause.end + 20)
        ):
            continue
        sentence = f.context.sentence_of(clause)
        status = status_at(f.context, clause, m.start(), m.end())
        if status in (HYPOTHETICAL, INTENDED, REQUIRED, NOT_DONE):
            continue
        stop = f.following(sentence, 1)
        objects = sum(bool(p.search(f.context.masked, sentence.start, sentence.end)) for p in _OBJECTS)
        if objects < 4:  # 约谈……。告知其……: the objects may stand in the next sentence
            objects = max(
                objects,
                sum(bool(p.search(f.context.masked, sentence.start, stop)) for p in _OBJECTS)
                if _MEETING.search(m.group())
                else 0,
            )
        if not _to_creditor(f, sentence, m) or not (
            objects >= 2 or _MEETING.search(m.group()) or _about_ending(f, sentence)
        ):
            continue
        found.append(f.make("interview", DONE, clause, m.start(), m.end(), str(objects), COURT))
    return found


_MEETING = re.compile("约谈|谈话|听取|约见|面谈")
_ENDING = re.compile("终结本次|终本|结案|情况|意见")


def _about_ending(f: Finder, sentence: Sentence) -> bool:
    return _ENDING.search(f.context.masked, sentence.start, sentence.end) is not None


def _to_creditor(f: Finder, sentence: Sentence, m: re.Match[str]) -> bool:
    start = max(f.context.region.start, sentence.start)
    return f.within("interview.to_creditor", start, sentence.end) is not None


def _opinions(f: Finder) -> list[Assertion]:
    found = []
    for kind in ("consent", "no_objection", "objection"):
        for clause, m in f.hits(f"opinion.{kind}"):
            if f.by(clause, m) in (STATUTE, OTHER_CASE, DEBTOR):
                continue
            sentence = f.context.sentence_of(clause)
            if not f.within("opinion.subject", sentence.start, m.end()) and not _told_before(f, sentence):
                continue
            status = status_at(f.context, clause, m.start(), m.end())
            if status in (HYPOTHETICAL, REQUIRED, INTENDED) or (status == NOT_DONE and kind != "no_objection"):
                continue
            if kind == "consent" and (
                f.context.masked.endswith(("不", "未", "否"), m.start() - 1, m.start())
                or f.within("opinion.unsigned", m.start(), sentence.end)
            ):
                continue  # 不同意终结 holds the words 同意终结
            if kind == "objection" and (not _about_this_ending(f, sentence, clause, m) or _given_up(f, sentence, m)):
                continue
            if kind == "objection" and _BY_ANOTHER.search(f.context.masked, clause.start, m.end()):
                continue
            stop = f.following(sentence, 2)
            written = f.within("opinion.written", sentence.start, min(stop, sentence.end + 40)) is not None
            oral = f.within("opinion.oral", sentence.start, sentence.end) is not None
            detail = (
                kind
                + (":written" if written and not oral and (kind != "no_objection" or _signed_end(f, clause, m)) else "")
                + (_answer(f, m.end(), stop) if kind == "objection" else "")
            )
            if detail == "no_objection" and _THE_END.search(f.context.masked, clause.start, m.end()):
                detail = "no_objection:ending"
            found.append(f.make("opinion", DONE, clause, m.start(), m.end(), detail, CREDITOR))
    return found


#: 某公司在十五日内提出异议: a third debtor's objection, or an outsider's.
_BY_ANOTHER = re.compile(
    r"(?:公司|厂|银行|单位|中心|案外人|第三人|次债务人|第三债务人)(?:在|于|对|向|就|已|亦|也|收到)?[^，。；]{0,14}(?:提出|有|持)(?:了)?[^，。；]{0,4}异议"
)
_SIGNED = re.compile("签(?:字|名|署)|捺印|手印|按印")
_NOT_SIGNED = re.compile("(?:未|没有|拒绝|不愿|不肯|无法|不能)[^，。；]{0,6}$")


def _signed_end(f: Finder, clause: Clause, m: re.Match[str]) -> bool:
    """对终结本次执行程序没有意见，并在笔录上签字: what is signed for must be the ending itself."""
    text, end = f.context.masked, f.context.sentence_of(clause).end
    if not _THE_END.search(text, clause.start, m.end()):
        return False
    signed = _SIGNED.search(text, m.end(), end)
    return signed is not None and not _NOT_SIGNED.search(text[m.end() : signed.start()])


_AT_FIRST = re.compile(r"(?:原先?|本(?=不)|起初|最初|一度|开始时?|先前|曾)[^，。；]{0,4}$")
_CAME_ROUND = re.compile(r"(?:后|最终|遂|又|现)[^，。；]{0,8}(?:同意|认可|理解|无异议|没有异议|撤回)|不再坚持|表示同意")


def _given_up(f: Finder, sentence: Sentence, m: re.Match[str]) -> bool:
    """原不同意，经释明后同意: an objection that the same breath takes back."""
    text = f.context.masked
    return bool(_AT_FIRST.search(text[sentence.start : m.start()]) and _CAME_ROUND.search(text, m.end(), sentence.end))


def _answer(f: Finder, start: int, stop: int) -> str:
    """Whether an objection was answered, expressly ignored, or neither (empty)."""
    if f.court_says("opinion.ignored", start, stop):
        return ":ignored"
    return ":answered" if f.within("opinion.answered", start, stop) else ""


#: 就移送破产征询意见，申请执行人不同意: an answer to another question.
_OTHER_MATTER = re.compile("破产|抵债|抵偿|和解|分期|变卖|执转破")
#: 询问是否移送破产审查，其不同意: the question last asked is what is answered.
_ASKED_OTHER = re.compile(
    "(?:询问|征询|征求|问及|是否|意愿|释明)[^，。；]{0,24}(?:破产|抵债|抵偿|变卖|拍卖|评估|审计|悬赏|执转破|续封|解封|和解|分期)"
)
_THE_END = re.compile("终结|终本")
_CREDITOR_SPEAKS = re.compile(r"申请执行人|申请人|代理人|债权人|其")
_THIRD_SPEAKS = re.compile(r"第三人|案外人|被执行人|街道办|该公司|利害关系人|次债务人")


def _about_this_ending(f: Finder, sentence: Sentence, clause: Clause, m: re.Match[str]) -> bool:
    """An objection counts when the creditor makes it, not a third debtor or an outsider."""
    before = f.context.masked[sentence.start : m.start()]
    end = max((x.start() for x in _THE_END.finditer(before)), default=-1)
    asked = max((x.start() for x in _ASKED_OTHER.finditer(before)), default=-1)
    behind = _THE_END.search(f.context.masked, m.end(), min(m.end() + 20, sentence.end))
    if behind is None and (asked > end or (end < 0 and _OTHER_MATTER.search(before))):
        return False
    outsiders = [x.end() for x in _THIRD_SPEAKS.finditer(before)]
    names = set(f.context.names_in(sentence.start, m.start()))
    insiders = [x.end() for x in _CREDITOR_SPEAKS.finditer(before)]
    if names & set(f.creditors):
        return True
    if f.by(clause, m) == CREDITOR:
        return True
    return bool(insiders) and (not outsiders or insiders[-1] > outsiders[-1])


def _told_before(f: Finder, sentence: Sentence) -> bool:
    i = f.context.clauses[sentence.first].sentence
    start = f.context.sentences[max(0, i - 1)].start
    return f.within("interview.told", start, sentence.end) is not None


_ANSWERED = re.compile("线索，[^，。；]{0,12}?(?:称|答|回复|表示)")
#: Days within which a clear clue is to be checked (财产调查规定 art. 2).
CLUE_DAYS = 7


def _clues(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("clue.none"):
        # 询问是否有财产线索，其称没有: the answer tells, whatever mood the question is in.
        answered = m.group().startswith("线索，") and _ANSWERED.match(m.group())
        if f.by(clause, m) in (STATUTE, OTHER_CASE) or _debtors_own(f, clause, m):
            continue
        mood = status_at(f.context, clause, m.start(), m.start())
        if answered or mood in (DONE, NOT_DONE) or (mood == INTENDED and not clause.cues & _PLANNED):
            found.append(f.make("clue", DONE, clause, m.start(), m.end(), "none", CREDITOR))
    denied = [a.span for a in found]
    for clause, m in f.hits("clue.given"):
        if f.by(clause, m) in (STATUTE, OTHER_CASE) or any(d.overlaps(Span(m.start(), m.end())) for d in denied):
            continue
        if f.within("clue.not_given", max(clause.start, m.start() - 12), m.end()):
            continue
        if status_at(f.context, clause, m.start(), m.end()) != DONE:
            continue
        found.append(f.make("clue", DONE, clause, m.start(), m.end(), _clue_outcome(f, clause, m), CREDITOR))
    return found


#: A plan in an earlier clause (待甲法院分配后再说，没有别的线索) plans nothing of what the creditor has to offer.
_PLANNED = BIT["intended"]


def _debtors_own(f: Finder, clause: Clause, m: re.Match[str]) -> bool:
    """被执行人称自己没有线索可提供: who has to offer a clue is the creditor."""
    if clause.source_at(m.start()) != DEBTOR:
        return False
    named = [x.start for x in f.context.mentions(f.context.sentence_of(clause).start, m.start())]
    return _PEOPLE.search(f.context.masked, clause.start, m.start()) is not None or len(named) == 1


def _clue_outcome(f: Finder, clause: Clause, m: re.Match[str]) -> str:
    sentence = f.context.sentence_of(clause)
    stop = f.following(sentence, 3)
    # 反映甲有门面一间，本院核实，该门面登记在乙名下: what was told ends with its own clause.
    end = min(m.end(), clause.end)
    # What is done about a clue stands in its own paragraph; a later paragraph tells of something else.
    paragraph = f.context.masked.find("\n", end, stop)
    stop = paragraph if paragraph >= 0 else stop
    refused = f.court_says("clue.refused", end, stop)
    checked = f.court_does("clue.checked", end, stop)
    if checked is None and refused is None and not f.within("clue.vague", end, stop):
        refused = f.court_says("clue.unvisited", end, stop)
    # What was looked into in the same breath was not refused unchecked.
    if refused and (not checked or checked.start() > f.context.sentence_of(f.context.clause_at(refused.start())).end):
        return "refused"
    if checked is None:
        return "checked" if f.within("clue.disproved", end, stop) else "given"
    told, looked = f.date_at(sentence.start, end), f.date_at(end, checked.end())
    return "late" if told and looked and (looked - told).days > CLUE_DAYS else "checked"


def _reports(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("report.not_made"):
        if f.by(clause, m) not in (STATUTE, OTHER_CASE) and status_at(f.context, clause, m.start(), m.start()) not in (
            HYPOTHETICAL,
            REQUIRED,
        ):
            found.append(f.make("report", NOT_DONE, clause, m.start(), m.end()))
    denied = [a.span for a in found]
    for clause, m in f.hits("report.made"):
        if f.by(clause, m) in (STATUTE, OTHER_CASE, CREDITOR) or any(
            d.overlaps(Span(m.start(), m.end())) for d in denied
        ):
            continue
        if status_at(f.context, clause, m.start(), m.end()) == DONE and not _ORDERED.search(
            f.context.masked, clause.start, m.start() + 1
        ):
            stop = f.following(f.context.sentence_of(clause), 2)
            verified = _found_true(f, clause, m) or _verified(f, m.start(), stop)
            # 到庭称已停产，提交了报告表，本院核实属实: what the court checked was handed in, whoever speaks.
            source = COURT if verified else None
            found.append(f.make("report", DONE, clause, m.start(), m.end(), "verified" if verified else "", source))
    for clause, m in f.hits("report.claimed"):
        # 到庭称无财产: an oral report, if the court looked into it.
        if clause.source_at(m.end()) == DEBTOR and not found and not denied:
            stop = f.context.sentence_of(clause).end
            if _verified(f, m.end(), stop):
                found.append(f.make("report", DONE, clause, m.start(), m.end(), "verified"))
    for clause, m in f.hits("report.untrue"):
        if f.by(clause, m) == COURT and status_at(f.context, clause, m.start(), m.end()) == DONE:
            found.append(f.make("false_report", DONE, clause, m.start(), m.end()))
    for clause, m in f.hits("report.waived"):
        if f.asserted(clause, m):
            found.append(f.make("sanction_waived", DONE, clause, m.start(), m.end()))
    for clause, m in f.hits("report.bare"):
        if f.asserted(clause, m):
            found.append(f.make("sanction_waived", DONE, clause, m.start(), m.end(), "bare"))
    for clause, m in f.hits("report.excused"):
        if f.asserted(clause, m):
            found.append(f.make("sanction_excused", DONE, clause, m.start(), m.end()))
    return found


_VERIFIED = re.compile(
    "核实|核查|核对|比对|一致|属实|复核|核验|对照|比照|佐证|验证|(?:未见|没有|未发现|无)(?:发现)?(?:隐瞒|隐匿|不实|出入|异常|遗漏|虚假)|相符|未发现不[实符]|查对|查证|印证|吻合|(?:无|没有)出入|(?:未见|没有|未发现)隐瞒|清点|予以确认"
)


def _verified(f: Finder, start: int, stop: int) -> bool:
    """Whether the court tells between two offsets that it checked a report; 未作核查 is none."""
    for m in _VERIFIED.finditer(f.context.masked, start, stop):
        clause = f.context.clause_at(m.start())
        # 到院申报名下仅有旧手机，与查询反馈无出入: what has no verb of saying of its own is what the court found.
        theirs = clause.source_at(m.start()) in (DEBTOR, CREDITOR)
        own = theirs and SAYING.search(f.context.text, clause.start, m.start()) is not None
        if not own and (status_at(f.context, clause, m.start(), m.end()) == DONE):
            return True
    return False


#: 本院经审查认为其如实申报财产: to find a report true is to have checked it.
_FINDS = re.compile("(?:审查|核查|核实|调查|查控|比对)[^，。；]{0,8}(?:认为|认定|确认|查明)")


def _found_true(f: Finder, clause: Clause, m: re.Match[str]) -> bool:
    text = f.context.masked
    found = _FINDS.search(text, max(f.context.sentence_of(clause).start, m.start() - 24), m.end())
    return found is not None and "如实" in text[found.end() : m.end() + 2] and f.by(clause, m) == COURT


_ORDERED = re.compile("责令|限期|要求|命令|通知")


def _whereabouts(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("whereabouts"):
        before = f.context.masked[clause.start : m.start()]
        if f.by(clause, m) in (STATUTE, OTHER_CASE) or _static("whereabouts_not").search(before):
            continue
        sentence = f.context.sentence_of(clause)
        if _whose(f, sentence.start, m) == CREDITOR:
            continue
        if status_at(f.context, clause, m.start(), m.end()) in (DONE,):
            near = f.context.masked[sentence.start : m.start()]
            if not re.search(r"车|机|货", near[-30:]) or set(f.context.names_in(clause.start, m.start())):
                found.append(f.make("missing_person", DONE, clause, m.start(), m.end()))
    return found


def _minors(f: Finder) -> list[Assertion]:
    """某某系未成年人: told in words, where no day of birth tells it."""
    return [
        f.make("minor", DONE, clause, m.start(), m.end())
        for clause, m in f.hits("minor")
        if f.by(clause, m) == COURT and status_at(f.context, clause, m.start(), m.end()) == DONE
    ]


_PEOPLE = re.compile(f"(?P<creditor>申请执行人|{CREDITOR_SIGN})|(?P<debtor>被执行人|{DEBTOR_SIGN})")


def _whose(f: Finder, start: int, m: re.Match[str]) -> str | None:
    """Of whom *m* tells (联系不上…): the one named right behind it, else the last one named before it."""
    behind = _PEOPLE.match(f.context.masked, m.end())
    before = list(_PEOPLE.finditer(f.context.masked, start, m.end()))
    nearest = behind or (before[-1] if before else None)
    if nearest is None:
        return None
    return CREDITOR if nearest["creditor"] else DEBTOR


def _evasion(f: Finder) -> list[Assertion]:
    found = []
    for act in ("evasion", "obstruction", "hiding"):
        for clause, m in f.hits(act):
            sentence = f.context.sentence_of(clause)
            if f.by(clause, m) != COURT or _static("evasion_not").search(
                f.context.masked, clause.start, min(sentence.end, clause.end + 20)
            ):
                continue
            if status_at(f.context, clause, m.start(), m.end()) == DONE:
                found.append(f.make(act, DONE, clause, m.start(), m.end()))
    return found


def _requests(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("request_measure"):
        sentence = f.context.sentence_of(clause)
        if f.by(clause, m) in (STATUTE, OTHER_CASE) or not f.within("opinion.subject", sentence.start, m.end()):
            continue
        if status_at(f.context, clause, m.start(), m.end()) == DONE:
            stop = f.following(sentence, 1)
            detail = (
                "settled"
                if f.court_says("request_settled", m.end(), stop)
                else "ignored"
                if f.by(clause, m) == COURT and f.court_says("request_ignored", m.end(), stop)
                else ""
            )
            found.append(f.make("measure_request", DONE, clause, m.start(), m.end(), detail, CREDITOR))
    for clause, m in f.hits("add_party"):
        offered = _OFFERED.search(f.context.masked, clause.start, m.start() + 2)
        if f.by(clause, m) not in (STATUTE, OTHER_CASE) and not offered:
            settled = f.within("add_party_settled", m.end(), f.following(f.context.sentence_of(clause), 2)) is not None
            found.append(
                f.make("add_party_request", DONE, clause, m.start(), m.end(), "settled" if settled else "", CREDITOR)
            )
    for clause, m in f.hits("creditor_unreachable"):
        sentence = f.context.sentence_of(clause)
        if f.by(clause, m) == COURT and _whose(f, sentence.start, m) == CREDITOR:
            found.append(f.make("creditor_unreachable", DONE, clause, m.start(), m.end()))
    return found


_OFFERED = re.compile("可以|另行|暂不|不申请|未申请|如")


def _payouts(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("payout"):
        if f.by(clause, m) in (STATUTE, OTHER_CASE, DEBTOR) or _static("payout_not").search(
            f.context.masked, clause.start, m.end() + 8
        ):
            continue
        if f.context.masked[m.start() - 1] == "待":
            continue
        if status_at(f.context, clause, m.start(), m.end()) == DONE and not _ORIGIN.search(
            f.context.masked, clause.start, m.start()
        ):
            found.append(f.make("payout", DONE, clause, m.start(), m.end()))
    for clause, m in f.hits("renewal_refused"):
        if f.asserted(clause, m):
            found.append(f.make("renewal_refused", DONE, clause, m.start(), m.end(), source=COURT))
    for clause, m in f.hits("payout_wrong"):
        sentence = f.context.sentence_of(clause)
        # 因其未提供账号，案款至今未发放: a ground that the law knows for keeping it, told in the same breath.
        if _static("payout_excused_not").search(f.context.masked, sentence.start, sentence.end):
            continue
        if f.asserted(clause, m) and status_at(f.context, clause, m.start(), m.start()) == DONE:
            found.append(f.make("payout_wrong", DONE, clause, m.start(), m.end()))
    for clause, m in f.hits("paid_into_court"):
        if f.asserted(clause, m):
            found.append(f.make("payout", NOT_DONE, clause, m.start(), m.end()))
    return found


_ORIGIN = re.compile("判决|判令|调解书|确定|应当|应")


def _settlement(f: Finder) -> list[Assertion]:
    found = []
    for clause, m in f.hits("settlement"):
        if f.by(clause, m) in (STATUTE, OTHER_CASE):
            continue
        sentence = f.context.sentence_of(clause)
        stop = f.following(sentence, 1)
        if f.within("settlement_failed", sentence.start, stop):
            continue
        if status_at(f.context, clause, m.start(), m.end()) == DONE and f.within(
            "settlement_going", sentence.start, stop
        ):
            found.append(f.make("settlement", DONE, clause, m.start(), m.end(), "performing"))
    for clause, m in f.hits("insolvency"):
        if clause.source_at(m.start()) in (STATUTE, OTHER_CASE) or _static("insolvency_not").search(
            f.context.masked, clause.start, m.start() + 1
        ):
            continue
        end = f.context.sentence_of(clause).end
        if f.within("insolvency_pending", m.start(), min(end, m.end() + 30)):
            continue
        if status_at(f.context, clause, m.start(), m.end()) == DONE:
            found.append(f.make("insolvency", DONE, clause, m.start(), m.end(), source=clause.source_at(m.start())))
    for clause, m in f.hits("conduct"):
        sentence = f.context.sentence_of(clause)
        words = f.context.text_of(sentence)
        mood = status_at(f.context, clause, m.start(), m.end())
        told = f.by(clause, m) == COURT and mood not in (HYPOTHETICAL, INTENDED)
        if told and _JUDGED.search(words) and not _MONEY.search(words):
            found.append(f.make("conduct_duty", DONE, clause, m.start(), m.end()))
    return found


_JUDGED = re.compile("判令|判决|调解|主文|裁决")
_MONEY = re.compile(r"\d\s*(?:万|亿)?元|[欠借货工]款|费用|本金|报酬|赔偿")


def _nothing(f: Finder) -> list[Assertion]:
    interest = [
        f.make("running_interest", DONE, clause, m.start(), m.end()) for clause, m in f.hits("running_interest")[:1]
    ]
    return interest + [
        f.make("nothing_found", DONE, clause, m.start(), m.end())
        for clause, m in f.hits("nothing_found")
        if f.by(clause, m) == COURT
    ]


#: Of what stands before the operative part only this tells a duty that goes on; the rest is what was judged.
_GOES_ON = re.compile("继续|仍|免除|不影响|不因")


def find_rights(text: str, region: Span, ruled: int | None = None) -> list[Assertion]:
    """The notice of rights (权利告知) behind the operative part: continuing duty, applying again, wrong limits.

    *ruled* is where the operative part begins.
    """
    found = []
    for detail in ("duty", "again", "limited", "sixty_days"):
        for m in RIGHTS[f"say.rights.{detail}"].finditer(text, region.start, region.end):
            if detail == "duty" and ruled is not None and m.start() < ruled and not _GOES_ON.search(m.group()):
                continue
            if detail == "limited" and _static("rights.limited_not").search(
                text, max(region.start, m.start() - 30), min(m.end() + 4, region.end)
            ):
                continue
            where = Span(m.start(), m.end())
            found.append(Assertion("rights", DONE, COURT, where, where, detail=detail))
    return found


#: What looks for one kind of statement each, in the order in which their assertions are told.
FINDERS: tuple[Callable[[Finder], list[Assertion]], ...] = (
    _interview,
    _opinions,
    _clues,
    _reports,
    _whereabouts,
    _minors,
    _evasion,
    _requests,
    _payouts,
    _settlement,
    _nothing,
)
