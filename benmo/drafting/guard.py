"""Whether a model's rewrite of a paragraph may stand in its place.

The rewrite must carry every hard token of the template's paragraph and no other; acts keep their polarity, duties stay
duties, who says so stays who says so, the verdict keeps its strength, parties keep their parts, nothing new comes in.
The guard would rather lose a good rewrite than let a wrong word through: the template's paragraph is always right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from benmo.drafting.data import read_yaml
from benmo.drafting.guard_clauses import clause_faults
from benmo.drafting.guard_support import support
from benmo.drafting.guard_tokens import canonical, hard_tokens

_CLAUSE = re.compile(r"[，,；;。：:！？!?\n]")
_SENTENCE = re.compile(r"[。；;！？\n]")
_QUOTED = re.compile(r"“[^”]*”")
_ROLES = ("向", "对", "由", "经", "被", "将", "与", "申请执行人", "被执行人", "第三人", "申请执行", "责令", "要求")
_MONEY = re.compile(r"(\d[\d,.]*(?:万|亿)?元)")
_MONEY_WORDS = (
    "标的", "到位", "未执行", "尚有", "尚欠", "尚余", "余额", "存款", "冻结", "扣划",
    "评估", "起拍", "成交", "发还", "发放", "收到", "案款", "借款",
)  # fmt: skip
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the guard decided, and why not (Chinese, empty when kept)."""

    kept: bool
    reason: str = ""


def guard(template: str, rewrite: str, parties: Iterable[str] = ()) -> Ruling:
    """Compare *rewrite* with the paragraph *template*; *parties* are the full names that the case knows."""
    names = tuple(parties)
    template, rewrite = canonical(template), canonical(rewrite)
    # In this order: what is cheap and plain to a reader first.
    reason = (
        _shape(template, rewrite)
        or _tokens(template, rewrite)
        or _names(template, rewrite, names)
        or _new_words(template, rewrite)
        or _polarity(template, rewrite)
        or _modality(template, rewrite)
        or _attribution(template, rewrite)
        or _verdict(template, rewrite)
        or _bindings(template, rewrite, names)
        or clause_faults(template, rewrite, names)
        or _repeats(template, rewrite)
        or support(template, rewrite)
    )
    return Ruling(not reason, reason)


def _shape(template: str, rewrite: str) -> str:
    if not rewrite.strip():
        return "改写为空"
    if "\n" in rewrite.strip():
        return "改写不是一段文字"
    if not 0.5 <= len(rewrite) / len(template) <= 1.6:
        return "改写的篇幅相差过大"
    if re.search(r"[A-Za-z]{3,}", _foreign(template, rewrite)):
        return "改写夹有外文"
    if not rewrite.rstrip().endswith("。"):
        return "改写没有写完"
    return ""


def _foreign(template: str, rewrite: str) -> str:
    return " ".join(w for w in re.findall(r"[A-Za-z]+", rewrite) if w not in template)


def _tokens(template: str, rewrite: str) -> str:
    old, new = hard_tokens(template), hard_tokens(rewrite)
    added, lost = sorted(set(new) - set(old)), sorted(set(old) - set(new))
    if added:
        return f"多出{'、'.join(added[:3])}"
    if lost:
        return f"缺少{'、'.join(lost[:3])}"
    if any(new[t] > old[t] + 1 for t in new):
        return "同一数字或引文重复出现"
    return ""


#: Who is told of a fault; a sentence that loses the words blames nobody, or the wrong one.
_ADDRESSED = re.compile(r"你院|该院")


def _names(template: str, rewrite: str, parties: tuple[str, ...]) -> str:
    if _ADDRESSED.search(template) and not _ADDRESSED.search(rewrite):
        return "没有写明是你院的行为"
    for name in parties:
        if (name in template) != (name in rewrite):
            return f"{'缺少' if name in template else '多出'}当事人{name}"
    for found in re.findall(r"[\u4e00-\u9fff]{2,14}(?:公司|法院|检察院|银行|合作社|委员会|事务所|支行)", rewrite):
        tail = found[-6:]
        if tail not in template and found not in ("人民法院", "执行法院"):
            return f"多出单位名称“{found}”"
    return ""


def _new_words(template: str, rewrite: str) -> str:
    words = read_yaml("guard.yaml")
    for kind, told in (("loaded", "评价"), ("nouns", "事实")):
        for word in words[kind]:
            if word in rewrite and word not in template:
                return f"多出{told}词“{word}”"
    return ""


@cache
def _acts() -> tuple[tuple[str, str], ...]:
    """Verb → the act it stands for, longest first."""
    pairs = [(verb, group[0]) for group in read_yaml("guard.yaml")["verbs"] for verb in group]
    return tuple(sorted(pairs, key=lambda p: -len(p[0])))


@cache
def _act_pattern() -> re.Pattern[str]:
    return re.compile("|".join(verb for verb, _ in _acts()))


@cache
def _words(key: str) -> re.Pattern[str]:
    words = sorted(read_yaml("guard.yaml")[key], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def act_states(text: str) -> set[tuple[str, str]]:
    """Each act with its state in each clause: done, not, or ought."""
    acts = dict(_acts())
    states = set()
    for clause in _CLAUSE.split(_QUOTED.sub("", text)):
        clean = _words("not_negators").sub(lambda m: "□" * len(m.group()), clause)
        for verb in _act_pattern().finditer(clean):
            states.add((acts[verb.group()], _state(clean[: verb.start()])))
    return states


def _state(before: str) -> str:
    negations = [m.end() for m in _words("negators").finditer(before)]
    affirmed = [m.end() for m in _words("affirmers").finditer(before)]
    ought = _words("ought").search(before) is not None
    negated = bool(negations) and (not affirmed or max(negations) >= max(affirmed))
    return "not" if negated else "ought" if ought else "done"


def _polarity(template: str, rewrite: str) -> str:
    old, new = act_states(template), act_states(rewrite)
    for act, state in sorted(new - old):
        others = {s for a, s in old if a == act}
        if not others:
            continue  # a new act is a matter of support, checked there
        if "not" in (state, *others) and state not in others:
            return f"“{act}”的肯定、否定与原文不一致"
    for act, state in sorted(old - new):
        if state == "not" and {s for a, s in new if a == act}:
            return f"“{act}”的否定丢失"
    if _negations(template) and not _negations(rewrite):
        return "否定丢失"
    return ""


def _negations(text: str) -> int:
    clean = _words("not_negators").sub("", _QUOTED.sub("", text))
    return len(_words("negators").findall(clean))


def _modality(template: str, rewrite: str) -> str:
    def has(key: str, text: str) -> bool:
        words = [w for w in read_yaml("guard.yaml")[key] if len(w) > 1]
        return any(w in text for w in words)

    if has("ought", template) != has("ought", rewrite):
        return "“应当”的意思改变"
    if has("may", rewrite) != has("may", template):
        return "“可以”的意思改变"
    return ""


def _attribution(template: str, rewrite: str) -> str:
    for kind, words in read_yaml("guard.yaml")["sources"].items():
        old, new = any(w in template for w in words), any(w in rewrite for w in words)
        if old != new and kind in ("file_silent", "creditor"):
            return "材料来源的表述改变（未见、当事人称）"
        if new and not old:
            return "材料来源的表述改变"
        if old and not new and kind == "document":
            return "缺少材料出处"
    return ""


def _verdict(template: str, rewrite: str) -> str:
    def strongest(text: str) -> int:
        grades = read_yaml("guard.yaml")["verdicts"]
        return next((n for n, words in enumerate(grades) if any(w in text for w in words)), len(grades))

    return "" if strongest(template) == strongest(rewrite) else "结论的轻重改变"


def _bindings(template: str, rewrite: str, parties: tuple[str, ...]) -> str:
    """Who did what to whom, which sum is which, which day is whose: pairs that stand side by side must not be new."""
    for what, pairs in (
        ("当事人的地位或者关系", lambda t: _role_pairs(t, parties)),
        ("金额与项目的对应", _money_pairs),
        ("日期与事项的对应", _date_pairs),
        ("所述事项的肯定或者否定", lambda t: _stated(t, parties)),
    ):
        new = pairs(rewrite) - pairs(template)
        if new:
            return f"{what}改变：{'、'.join(''.join(p) for p in sorted(new)[:2])}"
    return ""


def _role_pairs(text: str, parties: tuple[str, ...]) -> set[tuple[str, str]]:
    text = _QUOTED.sub("", text)
    return {
        (role, name) for name in parties for role in _ROLES if re.search(re.escape(role) + re.escape(name), text)
    } | {(name, deed) for name in parties for deed in _deeds(text, name)}


def _deeds(text: str, name: str) -> set[str]:
    """What stands right after a party's name, a date between them left out: 申请, 名下, 提出 …"""
    after = re.finditer(
        re.escape(name) + r"(?:于?\d{4}年\d{1,2}月\d{1,2}日)?(申请执行(?!人)|申请|名下|提出|同意|反映|签字|收到|报告)",
        text,
    )
    return {m.group(1) for m in after}


def _stated(text: str, parties: tuple[str, ...]) -> set[tuple[str, str]]:
    """What each clause that names a sum, a day or a party says of acts, with its state (已, 未, 应当)."""
    found = set()
    for clause in _CLAUSE.split(_QUOTED.sub("", text)):
        about = [m.group() for m in (*_MONEY.finditer(clause), *_DAY.finditer(clause))]
        for thing in (*about, *(name for name in parties if name in clause)):
            found |= {(thing, f"{'未' if state == 'not' else '已'}{act}") for act, state in act_states(clause)}
    return found


def _money_pairs(text: str) -> set[tuple[str, str]]:
    pairs = set()
    for clause in _CLAUSE.split(_QUOTED.sub("", text)):
        for money in _MONEY.finditer(clause):
            before = clause[: money.start()]
            nearest = max(_MONEY_WORDS, key=before.rfind)
            if nearest in before:
                pairs.add((nearest, money.group()))
    return pairs


def _date_pairs(text: str) -> set[tuple[str, str]]:
    """Each date with the acts named between it and the next date of its sentence."""
    pairs = set()
    verbs = re.compile(f"立案|裁定|收到|到期|{_act_pattern().pattern}")
    for sentence in _SENTENCE.split(_QUOTED.sub("", text)):
        days = list(_DAY.finditer(sentence))
        for n, day in enumerate(days):
            end = days[n + 1].start() if n + 1 < len(days) else len(sentence)
            first = verbs.search(sentence, day.end(), end)
            if first:
                pairs.add((day.group(), first.group()))
    return pairs


def _repeats(template: str, rewrite: str) -> str:
    """Small models say a clause twice; the template does not."""
    said = Counter(c.strip() for c in _CLAUSE.split(rewrite) if len(c.strip()) >= 8)
    old = Counter(c.strip() for c in _CLAUSE.split(template))
    twice = [c for c, n in said.items() if n > max(1, old[c])]
    return f"重复“{twice[0]}”" if twice else ""
