"""Good rewrites by rule: what a careful writer may do to a paragraph without touching what it says.

Each rule is a function of the sentences and a source of chance that gives new sentences, or None where it does not
apply. A rewrite is two or three rules one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Sentences = list[str]
Rule = Callable[[Sentences, Random], Sentences | None]

#: [was, becomes]: the same said otherwise.
WORDINGS = (
    ("违反上述规定。", "违反了上述规定。"),
    ("违反上述规定。", "上述行为违反上述规定。"),
    ("不符合上述规定。", "不符合上述规定的要求。"),
    ("，不符合上述规定。", "，因而不符合上述规定。"),
    ("即裁定终结本次执行程序", "便裁定终结本次执行程序"),
    ("即裁定终结本次执行程序", "就裁定终结本次执行程序"),
    ("经查阅执行卷宗，", "经查阅本案执行卷宗，"),
    ("现有卷宗材料不能证明", "现有卷宗材料尚不能证明"),
    ("现有卷宗材料不能证明", "本案现有卷宗材料不能证明"),
    ("是终结本次执行程序应当同时具备的条件之一", "系终结本次执行程序应当同时具备的条件之一"),
    ("，亦未", "，也未"),
    ("并核实，你院", "并核实，本案中你院"),
    ("你院裁定书", "你院的裁定书"),
    ("终结本次执行程序裁定书载明", "本案终结本次执行程序裁定书载明"),
    ("终结本次执行程序裁定书载明", "终结本次执行程序裁定书中载明"),
    ("对已查明的财产未予处置", "对于已查明的财产未予处置"),
    ("不能相互印证", "无法相互印证"),
    ("其间共", "期间共"),
)
OPENERS = ("据此，", "因此，", "综上，", "本案中，", "由此，", "可见，", "综上所述，")


def wording(sentences: Sentences, chance: Random) -> Sentences | None:
    """Another way of saying a set phrase."""
    text = "".join(sentences)
    fitting = [w for w in WORDINGS if w[0] in text]
    if not fitting:
        return None
    was, becomes = chance.choice(fitting)
    return [s.replace(was, becomes) for s in sentences]


def opener(sentences: Sentences, chance: Random) -> Sentences | None:
    """A word that leads on before the conclusion."""
    if sentences[-1].startswith(OPENERS):
        return None
    return [*sentences[:-1], chance.choice(OPENERS) + sentences[-1]]


def by_norm(sentences: Sentences, chance: Random) -> Sentences | None:
    """《…》第×条规定，… → 依照《…》第×条的规定，…"""
    at = next((n for n, s in enumerate(sentences) if re.match(r"《[^。]*第[^，。]{1,12}条规定，", s)), None)
    if at is None:
        return None
    lead = chance.choice(("依照", "根据", "按照"))
    changed = re.sub(r"(第[〇零一二三四五六七八九十百]+条)规定，", r"\1的规定，", sentences[at], count=1)
    return [*sentences[:at], lead + changed, *sentences[at + 1 :]]


def norm_first(sentences: Sentences, chance: Random) -> Sentences | None:
    """The provision before the facts."""
    at = next((n for n, s in enumerate(sentences) if s.startswith("《")), None)
    if at is None or at == 0 or "（以下简称" in sentences[at]:
        return None
    return [sentences[at], *sentences[:at], *sentences[at + 1 :]]


def joined(sentences: Sentences, chance: Random) -> Sentences | None:
    """Two sentences of fact made one."""
    at = [n for n in range(len(sentences) - 2) if not sentences[n + 1].startswith("《") and "：" not in sentences[n]]
    if not at:
        return None
    n = chance.choice(at)
    return [*sentences[:n], sentences[n].removesuffix("。") + "，" + sentences[n + 1], *sentences[n + 2 :]]


def numbers(sentences: Sentences, chance: Random) -> Sentences | None:
    """Dates and sums in the other form."""
    text = "".join(sentences)
    if not re.search(r"\d{4}年\d|\d{4,}元|[一二三四五六七八九十]+(?:日|个月)内", text):
        return None

    def money(m: re.Match[str]) -> str:
        value = int(m.group(1))
        return f"{value / 10000:g}万元" if value % 100 == 0 else m.group()

    def date(m: re.Match[str]) -> str:
        digits = "〇一二三四五六七八九"
        small = ["", *"一二三四五六七八九十", *(f"十{c}" for c in "一二三四五六七八九"), "二十"]
        small += [f"二十{c}" for c in "一二三四五六七八九"] + ["三十", "三十一"]
        year = "".join(digits[int(c)] for c in m.group(1))
        return f"{year}年{small[int(m.group(2))]}月{small[int(m.group(3))]}日"

    def one(sentence: str) -> str:
        parts = re.split(r"(“[^”]*”)", sentence)
        out = []
        for part in parts:
            if not part.startswith("“"):
                part = re.sub(r"(?<![\d.])(\d{4,})元", money, part)
                if chance.random() < 0.5:
                    part = re.sub(r"(\d{4})年(\d{1,2})月(\d{1,2})日", date, part)
            out.append(part)
        return "".join(out)

    changed = [one(s) for s in sentences]
    return changed if changed != sentences else None


RULES: tuple[Rule, ...] = (wording, opener, by_norm, norm_first, joined, numbers)


def paraphrase(sentences: Sequence[str], seed: str) -> str | None:
    """A good rewrite of *sentences* by two or three rules; None when nothing came of them."""
    chance = Random(f"benmo-paraphrase-{seed}")
    now, used = list(sentences), 0
    for rule in chance.sample(RULES, len(RULES)):
        if used == chance.choice((2, 3)):
            break
        changed = rule(list(now), chance)
        if changed is not None and changed != now:
            now, used = changed, used + 1
    return "".join(now) if now != list(sentences) else None
