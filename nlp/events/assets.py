"""Assets that the text says were found, and what became of each (查得财产及其控制、处置)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from nlp.context import DEBTOR_SIGN, Clause, Context
from nlp.context.clauses import COURT, CREDITOR, DEBTOR, OTHER_CASE, THIRD
from nlp.context.cues import watch, watched
from nlp.context.status import DONE, NOT_DONE, status_at
from nlp.document import Span, span_from
from nlp.events.categories import CategoryMention
from nlp.events.inquiries import _FOUND, _NONE
from nlp.events.model import Asset
from nlp.events.triggers import TRIGGERS
from nlp.lexicons import load
from nlp.triggers import Scan

_DATA = load("assets")
_STATES = {k: f"asset.states.{k}" for k in _DATA["states"]}
_REASONS = {k: f"asset.reasons.{k}" for k in _DATA["reasons"]}
#: Reasons that are steps of the court: planned ones do not count, denied ones count as ``no_<step>``.
_STEPS = {"asked_offset", "queue_told", "searched", "sold_off_tried", "turned_first"}
_CUES = [*_STATES.values(), *_REASONS.values(), "asset.other_court", "asset.own_first", "asset.value"]
_CONTROLS = tuple(
    _STATES[s] for s in ("transferred", "frozen", "seized", "seized_waiting", "held", "sold", "failed_auction")
)
_POINTING = re.compile(_DATA["pointing"])
_NOT_THEIRS = re.compile(_DATA["not_theirs"])
_FORMER = re.compile(_DATA["former"])
_ACTUAL = re.compile("(?:实际|实)(?:冻结|控制|冻)(?:到|了)?(?:金额|存款|款项|人民币|为)*$")
_VALUE = re.compile(_DATA["value"])
#: 查询其名下存款、车辆: a list that is asked for; nothing is found by it unless the clause tells what is there.
_ASKED = re.compile(
    "(?:查询|查控|核查|函询|检索|调查)[^，。；]{0,30}(?:名下|登记)|名下[^，。；]{2,80}(?:查询|查控|核查|调查|检索)"
)
_THERE = re.compile(
    r"(?<!没)(?<!无)有[^，。；]{0,24}(?:\d|[一二两三四五六七八九十]+)(?:[套辆处间台份幢栋宗部元块批个亩艘条株头匹只股顷口座]|万股|余亩|平方米)|登记有|查(?:得|到|实|明)|发现|存款[^，。；]{0,8}\d"
    r"|余额[^，。；]{0,8}[1-9]"
)
_COUNT = re.compile(r"([一二两三四五六七八九十]+|\d+)(?=(?:余)?(?:套|辆|处|间|台|幢|栋|宗|部|个|批))")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_EXCEPTED = re.compile(r"[^，。；]{0,14}除(?:了)?[^，。；查]{2,30}?外(?=[^，。；]{0,6}(?:无|没有|未))")
_EVERY = re.compile("(?:[两二三四五六]|各)[项处宗]财产|财产均[系由为]")
_BALANCE = re.compile("存款|余额|面额|冻结|扣划|账户|现金价值|零钱|合计|微信|支付宝|财付通|公积金|提取")
_FIRST = re.compile("首|先行|在先|率先")
_NUMBERED = re.compile("[1-9]")
_ORIGIN = re.compile(r"判决书|调解书|裁决书|判令|判决|判处|执行依据")
# Institutions asked are no assets; of these categories only the thing itself can be found.
_THINGS = {
    "deposit",
    "real_estate",
    "vehicle",
    "securities",
    "online_funds",
    "provident_fund",
    "insurance",
    "equity",
    "ip",
    "receivable",
    "income",
    "movable",
}
_MONEY_CATEGORIES = {"deposit", "online_funds", "income", "provident_fund", "insurance"}
_STATE_KEYS, _REASON_KEYS = frozenset(_STATES.values()), frozenset(_REASONS.values())
_WELFARE = _REASONS["welfare"]
_SALE = {_STATES["auctioned"], _STATES["failed_auction"]}
_NAMES = {key: name for name, key in [*_STATES.items(), *_REASONS.items()]}
#: Literal of the automaton → the patterns of this module that wait on it.
_WAITING = TRIGGERS.owners(_CUES)
Amounts = list[tuple[int, int, Decimal]]
_PARTIES = frozenset((CREDITOR, DEBTOR, THIRD))
_MAY_POINT, _MAY_ORIGIN = watched(_POINTING.pattern), watched(_ORIGIN.pattern)
_NOTHING: list[CategoryMention] = []


@dataclass(slots=True)
class _Draft:
    category: str
    start: int
    end: int
    sentence: int
    holder: str | None = None
    states: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    first: bool | None = None
    amount: Decimal | None = None
    #: Whether ``amount`` is said to be what was really frozen.
    actual: bool = False
    value: Decimal | None = None
    count: int = 1
    mark: str = ""
    #: How many of ``count`` are told of one by one, each with a draft of its own.
    parts: int = 0
    spans: list[Span] = field(default_factory=list)

    def part(self, mark: str, where: Span, sentence: int) -> _Draft:
        """One of several that were told of together: what was told of all holds of it too."""
        self.parts += 1
        made = _Draft(self.category, where.start, where.end, sentence, self.holder, set(self.states))
        made.reasons, made.first, made.mark = set(self.reasons), self.first, mark
        made.spans = [*self.spans, where]
        return made

    def freeze(self) -> Asset:
        return Asset(
            self.category,
            Span(self.start, self.end),
            tuple(sorted(self.states)),
            tuple(sorted(self.reasons)),
            self.first,
            self.holder,
            self.amount,
            self.value,
            self.count,
            tuple(dict.fromkeys(self.spans)),
            self.mark,
        )


#: Category, holder and mark of an asset → what was read of it so far.
_Drafts = dict[tuple[str, "str | None", str], _Draft]


def find_assets(
    context: Context, scan: Scan, mentions: list[CategoryMention], amounts: Amounts, respondents: tuple[str, ...]
) -> list[Asset]:
    """The assets of the respondents, one for each category and holder, with states and reasons joined.

    Two cars of one holder are told apart by their plates, two houses by words like 另一套; else they are joined, which
    can hide a difference between them and never accuses for one of them.
    """
    named_in = _by_clause(context, mentions)
    amount_starts = [a[0] for a in amounts]
    drafts: _Drafts = {}
    current: list[_Draft] = []
    cues = _cues_by_clause(context, scan)
    parts = {c.index for c in context.clauses if c.cues & _MAY_PART} if context.held & _MAY_PART else set()
    # Most clauses say nothing about an asset and are not looked at.
    for index in sorted(cues.keys() | named_in.keys() | parts):
        clause, here, cue = context.clauses[index], named_in.get(index, _NOTHING), cues.get(index)
        opened: list[_Draft] = []
        source = clause.source
        if source != COURT and not (source == OTHER_CASE or (current and source in _PARTIES)):
            continue
        things = [m for m in here if m.thing and m.category in _THINGS] if here and source == COURT else _NOTHING
        if not things and not current:
            continue
        words = context.text_of(clause)
        if things and not (clause.cues & _MAY_ORIGIN and _ORIGIN.search(words)):
            opened = _open(context, clause, words, things, drafts, respondents, cue)
            if opened:
                current = opened
            elif drafts and (told := _subject(clause, words, things, drafts)):
                current = told
        if source == COURT and current and clause.cues & _MAY_PART and (part := _PART.match(words)):
            current = [_one_of(context, clause, part, current, drafts)] if len(current) == 1 else current
        if current and "财产" in words and _EVERY.search(words):
            current = [d for d in drafts.values() if d.category not in _MONEY_CATEGORIES] or current
        if here and current and clause.cues & _MAY_POINT and _POINTING.search(words):
            named = {m.category for m in here}
            if not (opened and _THIS.search(words)) and not (clause.cues & _MAY_PART and _PART.match(words)):
                current = [d for d in drafts.values() if d.category in named] or current
            for draft in current:
                draft.sentence = max(draft.sentence, clause.sentence)
        if not current or not _same_matter(clause, words, current, bool(here)):
            continue
        if cue:
            held = _attach(context, clause, words, current if _WELFARE in cue else _chosen(here, current), cue)
            if held & _SALE:  # the story of a sale goes on from sentence to sentence
                for draft in current:
                    draft.sentence = max(draft.sentence, clause.sentence)
        if source == COURT and amounts:
            _read_money(clause, words, context.text, amounts, amount_starts, here, current)
    found = [d for d in drafts.values() if not 0 < d.count <= d.parts]
    if cues:
        for state in _NEVER_LOST:
            if not any(state in d.states for d in found):
                found.extend(_unnamed(context, state, cues, mentions, respondents))
    return [d.freeze() for d in found]


#: What is told of assets as a whole (因系轮候查封，本院无处置权) is told even where no asset was read before it.
_NEVER_LOST = ("failed_auction", "seized_waiting")
_NEAR = 80


def _unnamed(
    context: Context,
    state: str,
    cues: dict[int, set[str]],
    mentions: list[CategoryMention],
    respondents: tuple[str, ...],
) -> list[_Draft]:
    """The asset that the first clause telling *state* speaks of: the nearest thing, else one of no known category."""
    key = _STATES[state]
    for index in sorted(i for i, cue in cues.items() if key in cue):
        clause, cue = context.clauses[index], cues[index]
        words = context.text_of(clause)
        m = _find(key, cue, words)
        if m is None or clause.source_at(clause.start + m.start()) != COURT or _find("asset.own_first", cue, words):
            continue
        if status_at(context, clause, clause.start + m.start(), clause.start + m.end()) != DONE:
            continue
        near = [t for t in mentions if t.thing and abs(t.start - clause.start) < _NEAR]
        category = min(near, key=lambda t: abs(t.start - clause.start)).category if near else "other"
        where = _whole(context, clause)
        draft = _Draft(category, where.start, where.end, clause.sentence, _holder(context, clause, respondents))
        draft.spans.append(where)
        last = min(clause.sentence + 2, len(context.sentences) - 1)
        for n in range(index, context.sentences[last].last):
            if (told := cues.get(n)) and context.clauses[n].source in (COURT, *_PARTIES):
                _attach(context, context.clauses[n], context.text_of(context.clauses[n]), [draft], told)
        return [draft]
    return []


def _by_clause(context: Context, mentions: list[CategoryMention]) -> dict[int, list[CategoryMention]]:
    """Clause index → the categories that it mentions, in order."""
    found: dict[int, list[CategoryMention]] = {}
    for mention in mentions:
        clause = context.clause_at(mention.start)
        if clause.start <= mention.start < clause.end:
            if clause.index in found:
                found[clause.index].append(mention)
            else:
                found[clause.index] = [mention]
    return found


def _cues_by_clause(context: Context, scan: Scan) -> dict[int, set[str]]:
    """Clause index → the asset patterns that may match in it; most clauses say nothing about an asset."""
    starts = context.clause_starts
    cues: dict[int, set[str]] = {}
    for literal, offsets in scan.hits.items():
        names = _WAITING.get(literal)
        if names is None:
            continue
        for offset in offsets:
            at = bisect_right(starts, offset) - 1
            if at < 0:
                continue
            if at in cues:
                cues[at].update(names)
            else:
                cues[at] = set(names)
    return cues


def _find(name: str, cue: set[str], words: str) -> re.Match[str] | None:
    return TRIGGERS.patterns[name].search(words) if name in cue else None


def _subject(clause: Clause, words: str, things: list[CategoryMention], drafts: _Drafts) -> list[_Draft]:
    """摩托车已报废: a clause that begins with a thing told of before speaks of that thing, until another is named."""
    first = things[0]
    if first.start - clause.start > _HEAD and not _is_topic(clause, words, things):
        return []
    same = [d for d in drafts.values() if d.category == first.category]
    for draft in same:
        draft.sentence = max(draft.sentence, clause.sentence)
    return same


#: 3-1-1102号房屋 as a whole clause: the thing by its number, of which the next clauses tell.
_BY_NUMBER = re.compile(r"\d[^，。；、]{0,4}(?:号|室|幢|栋|层)(?:的|之)?$")


def _is_topic(clause: Clause, words: str, things: list[CategoryMention]) -> bool:
    """Whether the clause is nothing but one thing named by its number."""
    only = things[0]
    return (
        len({m.category for m in things}) == 1
        and things[-1].end == clause.start + len(words.rstrip("，。；,;"))
        and _BY_NUMBER.search(words, 0, only.start - clause.start) is not None
    )


#: So many characters may stand before the subject of a clause (上述, 其中的, 另).
_HEAD = 4


def _chosen(here: list[CategoryMention], current: list[_Draft]) -> list[_Draft]:
    if not here:
        return current
    categories = {m.category for m in here}
    return [d for d in current if d.category in categories] or current


def _same_matter(clause: Clause, words: str, current: list[_Draft], named: bool) -> bool:
    """Whether the clause still speaks of the assets last opened: same sentence, or it names or points back to them."""
    latest = current[0].sentence
    for draft in current:
        if draft.sentence > latest:
            latest = draft.sentence
    near = clause.sentence - latest
    if near == 0:
        return True
    if named or (clause.cues & _MAY_POINT and _POINTING.search(words)):
        return near <= 8
    return near <= 2


def _open(
    context: Context,
    clause: Clause,
    words: str,
    things: list[CategoryMention],
    drafts: _Drafts,
    respondents: tuple[str, ...],
    cue: set[str] | None,
) -> list[_Draft]:
    found = _FOUND.search(words) or _counted(context, clause, words)
    pointing = _POINTING.search(words) if clause.cues & _MAY_POINT else None
    controlled = cue and not cue.isdisjoint(_CONTROLS) and any(_find(key, cue, words) for key in _CONTROLS)
    told = cue is not None and _told_of_own(context, clause, words, things, cue)
    if (
        not (found or controlled or pointing or told)
        or _FORMER.search(words)
        or _NOT_THEIRS.search(context.text, clause.start, context.sentence_of(clause).end)
    ):
        return []
    if found and not controlled and not pointing and _ASKED.search(words) and not _THERE.search(words):
        return []
    denied = _NONE.search(words)
    # 除轿车一辆外无其他财产: what is excepted from the denial is there.
    excepted = _EXCEPTED.match(words) if denied else None
    if excepted:
        denied, found = None, excepted
        things = [m for m in things if m.start - clause.start < excepted.end()]
    if denied and not controlled and not (found and _NUMBERED.search(words)):
        return []
    holder = _holder(context, clause, respondents)
    opened = []
    for mention in things:
        if clause.source_at(mention.start) != COURT:
            continue
        if status_at(context, clause, mention.start, mention.end) not in (DONE, NOT_DONE):
            continue
        if denied and denied.start() <= mention.start - clause.start and not controlled:
            continue
        # 上述股权本院已冻结: sealed, it is there, though only the respondent's own report told of it before.
        draft = _draft_for(context, mention, holder, drafts, clause, bool(pointing) and not controlled)
        if draft is None:
            continue
        counted = None if draft.mark else _COUNT.search(words)
        if counted:
            draft.count = max(draft.count, _number(counted.group(1)))
        draft.spans.append(_whole(context, clause))
        draft.sentence = clause.sentence
        opened.append(draft)
    return opened


_OWNED = re.compile(f"(?:{DEBTOR_SIGN}|被执行人|其|名下)(?:名下|所有|登记|现有|共有|自有)?的?[^，。；的]{{0,6}}$")
_FATES = (
    *(_REASONS[r] for r in ("no_value", "not_held", "home", "collective", "could_hold")),
    *(_STATES[s] for s in ("mortgaged", "seized_waiting")),
)


def _told_of_own(context: Context, clause: Clause, words: str, things: list[CategoryMention], cue: set[str]) -> bool:
    """被执行人的轿车已报废: what became of a thing of the respondent's tells that it is there."""
    if cue.isdisjoint(_FATES) or _NONE.search(words):
        return False
    owned = _OWNED.search(context.masked, clause.start, things[0].start)
    return owned is not None and any(_find(key, cue, words) for key in _FATES)


#: 小型轿车一辆，已查封档案: an item of a list of what was found, its state told right behind.
_ITEM = re.compile(r"(?:[一二两三四五六七八九十]|\d+)[辆台套处间幢栋艘宗部][^，。；]{0,2}$")
#: The last digit, the unit and two characters: so much of a clause's end tells whether it is an item.
_ITEM_LENGTH = 4
_ITEM_STATE = re.compile(
    "(?:均|现|已|未|由|系|被|为|去向|轮候|首先|办理){1,3}[^，。；]{0,14}(?:查封|扣押|抵押|不明|登记|控制)"
)


def _counted(context: Context, clause: Clause, words: str) -> re.Match[str] | None:
    item = _ITEM.search(words, max(len(words) - _ITEM_LENGTH, 0))
    if item is None or clause.index + 1 >= context.sentences[clause.sentence].last:
        return None
    behind = context.clauses[clause.index + 1]
    return item if _ITEM_STATE.match(context.text, behind.start, behind.end) else None


#: How far a bracket is followed that a comma cut in two.
_BRACKET = 60


def _whole(context: Context, clause: Clause) -> Span:
    """The clause without half a bracket: up to where the bracket closes, else up to where it opens."""
    opened = context.text.rfind("（", clause.start, clause.end)
    if opened < 0 or context.text.find("）", opened, clause.end) >= 0:
        return span_from((clause.start, clause.end))
    closed = context.text.find("）", clause.end, min(clause.end + _BRACKET, context.sentence_of(clause).end))
    return Span(clause.start, closed + 1 if closed >= 0 else max(opened, clause.start + 1))


def _draft_for(
    context: Context,
    mention: CategoryMention,
    holder: str | None,
    drafts: _Drafts,
    clause: Clause,
    pointing: bool,
) -> _Draft | None:
    mark = _plate(context, clause, mention) if mention.category == "vehicle" else ""
    key = (mention.category, holder, mark)
    same = [d for d in drafts.values() if d.category == mention.category]
    if key in drafts:
        return drafts[key]
    if mark:
        if told := next((d for d in same if d.mark == mark), None):
            return told
        plain = [d for d in same if not d.mark and d.holder in (None, holder)]
        if plain and plain[0].count > plain[0].parts + 1 - (plain[0].count == 1):
            return _marked(plain[0], mark, context, clause, drafts)
        same = []
    elif (marked := [d for d in same if d.mark]) and not pointing and holder in (None, *(d.holder for d in marked)):
        return marked[-1]
    if same and (holder is None or pointing):
        return same[-1]
    for d in same:
        if d.holder is None:  # first seen without a holder: it is the same thing
            d.holder = holder
            return d
    if pointing and not same:
        return None
    where = _whole(context, clause)
    draft = _Draft(mention.category, where.start, where.end, clause.sentence, holder, mark=mark)
    drafts[key] = draft
    return draft


_PLATE = re.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.\\-]?[A-Z0-9*×xX]{4,6}")
#: How far from the word for a car its number plate stands.
_PLATE_NEAR = 16


def _plate(context: Context, clause: Clause, mention: CategoryMention) -> str:
    """The number plate of the car that *mention* tells of: the one before it, else the one right behind."""
    text = context.text
    before = _PLATE.findall(text, max(clause.start, mention.start - _PLATE_NEAR), mention.start)
    behind = _PLATE.search(text, mention.start, min(mention.end + _PLATE_NEAR, clause.end))
    return before[-1] if before else behind.group() if behind else ""


def _marked(plain: _Draft, mark: str, context: Context, clause: Clause, drafts: _Drafts) -> _Draft:
    """The car with the plate *mark*, of which so far no plate was told: *plain* itself, or one of those it counts."""
    if plain.count > 1:
        made = plain.part(mark, _whole(context, clause), clause.sentence)
    else:
        made = plain
        del drafts[(plain.category, plain.holder, "")]
        made.mark = mark
    drafts[(made.category, made.holder, mark)] = made
    return made


#: 其中一辆已扣押，另一辆下落不明: of several told of together one is taken out.
_PART = re.compile(
    "^.{0,4}?(?:其中(?:的)?(?:[一1]|有一)|另(?:外)?(?:的)?[一1]|其余(?:的)?[一二两三四五\\d]?|剩余(?:的)?[一二两三四五\\d]?)[辆套处间台部宗]"
)
_MAY_PART = watch("其中", "另一", "另外一", "另外的", "其余", "剩余")
_THIS = re.compile("(?:该|此)(?:车|辆|房|套|处|屋|商铺|住|门面|厂房|小|轿|货|面|客)")


def _one_of(context: Context, clause: Clause, part: re.Match[str], current: list[_Draft], drafts: _Drafts) -> _Draft:
    """The draft of the one that *part* takes out of the several that were told of last."""
    whole = current[0]
    if whole.mark.startswith(_NUMBERED_PART):
        whole = drafts[(whole.category, whole.holder, "")]
    if whole.count < 2 or whole.mark or whole.parts >= whole.count:
        return current[0]
    mark = f"{_NUMBERED_PART}{whole.parts + 1}"
    made = whole.part(mark, _whole(context, clause), clause.sentence)
    if "其余" in part.group() or "剩余" in part.group():
        made.count, whole.parts = whole.count - whole.parts + 1, whole.count
    drafts[(whole.category, whole.holder, mark)] = made
    return made


_NUMBERED_PART = "之"


def _holder(context: Context, clause: Clause, respondents: tuple[str, ...]) -> str | None:
    sentence = context.sentence_of(clause)
    for start, end in ((clause.start, clause.end), (sentence.start, clause.start)):
        for name in context.names_in(start, end):
            if name in respondents:
                return name
    return respondents[0] if len(respondents) == 1 else None


def _attach(context: Context, clause: Clause, words: str, drafts: list[_Draft], cue: set[str]) -> set[str]:
    """What the clause tells of *drafts*; returned are those of the patterns *cue* that it really holds."""
    patterns = TRIGGERS.patterns
    told = {key: m for key in cue if (m := patterns[key].search(words))}
    if not told:
        return set()
    elsewhere, own_first = "asset.other_court" in told, "asset.own_first" in told
    for key in told.keys() & _STATE_KEYS:
        name = _NAMES[key]
        m = told[key]
        if own_first and name == "seized_waiting":
            continue
        if clause.source != COURT and name != "sold":
            continue
        if (
            elsewhere
            and not own_first
            and name in ("seized", "auctioned", "sold", "appraised", "frozen")
            and "本院" not in words
        ):
            continue
        status = status_at(context, clause, clause.start + m.start(), clause.start + m.end())
        if name == "seized" and status == NOT_DONE:
            for d in drafts:
                d.reasons.add("not_seized")
        if name not in ("mortgaged", "unmortgaged", "failed_auction") and status != DONE:
            continue
        for d in drafts:
            d.states.add(name)
    for key in told.keys() & _REASON_KEYS:
        name = _NAMES[key]
        if name in _STEPS:
            m = told[key]
            status = status_at(context, clause, clause.start + m.start(), clause.start + m.end())
            if status == NOT_DONE:
                name = f"no_{name}"
            elif status != DONE:
                continue
        if name == "kept_by_consent" and clause.source_at(clause.start + told[key].start()) == DEBTOR:
            name = "favour"  # it is the creditor whose wish to wait excuses, not the debtor's
        for d in drafts:
            d.reasons.add(name)
    where = _whole(context, clause)
    for d in drafts:
        if own_first:
            d.first = True
        elif elsewhere and d.first is None and _FIRST.search(words):
            d.first = False
        if where not in d.spans:
            d.spans.append(where)
    return set(told)


def _read_money(
    clause: Clause,
    words: str,
    text: str,
    amounts: Amounts,
    starts: list[int],
    here: list[CategoryMention],
    current: list[_Draft],
) -> None:
    first, last = bisect_left(starts, clause.start), bisect_left(starts, clause.end)
    if first == last:
        return
    drafts = _chosen(here, current)
    for i in range(first, last):
        start, _, yuan = amounts[i]
        before = text[clause.start : start]
        is_value = _VALUE.search(before)
        for d in drafts:
            if is_value and d.category not in ("deposit", "online_funds"):
                d.value = max(d.value or yuan, yuan)
            elif (
                d.category in _MONEY_CATEGORIES
                and (not is_value or d.category in ("deposit", "online_funds"))
                and _BALANCE.search(before + words)
            ):
                actual = _ACTUAL.search(before) is not None
                if actual or not d.actual:  # 限额冻结50000元，实际冻结320元: what is there counts
                    d.amount = yuan if actual else max(d.amount or yuan, yuan)
                d.actual = d.actual or actual


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    if words in _NUMERALS:
        return _NUMERALS[words]
    if words.startswith("十"):
        return 10 + _NUMERALS.get(words[1:], 0)
    tens, _, units = words.partition("十")
    return _NUMERALS.get(tens, 1) * 10 + (_NUMERALS.get(units, 0) if units else 0)
