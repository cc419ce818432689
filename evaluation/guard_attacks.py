"""Bad rewrites by rule: what language models do wrong to a paragraph of a legal paper, and what an injected text asks.

Each attack is a function of a paragraph, other paragraphs and a source of chance that gives the bad text, or None
where it does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

import yaml

import corpora

Paragraph = Mapping[str, Any]
Attack = Callable[[Paragraph, Sequence[Paragraph], Random], str | None]

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_MONEY = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(万?元)")
_ARTICLE = re.compile(r"第([一二三四五六七八九十百零]+)条")
_COUNT = re.compile(r"(?<![第〇零一二三四五六七八九十百])([一二三四五六七八九十])(?=个月|日内|名|套|处|年)")
_DIGITS = "一二三四五六七八九十"


@cache
def _table(name: str) -> Sequence[Any]:
    """One list of ``attacks.yaml``: words, or pairs of what was and what it becomes."""
    found: dict[str, Any] = yaml.safe_load(corpora.read_text("guard", "attacks.yaml"))
    return tuple(found[name])


def _text(paragraph: Paragraph) -> str:
    return "".join(paragraph["sentences"])


def _one_of(text: str, table: Sequence[Sequence[str]], chance: Random) -> str | None:
    fitting = [p for p in table if p[0] in text]
    if not fitting:
        return None
    was, becomes = chance.choice(fitting)
    at = chance.choice([m.start() for m in re.finditer(re.escape(was), text)])
    return text[:at] + becomes + text[at + len(was) :]


def _changed(text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], chance: Random) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    m = chance.choice(found)
    new = change(m)
    return None if new == m.group() else text[: m.start()] + new + text[m.end() :]


def invented_sentence(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A fact that nobody told, as a sentence of its own."""
    s = list(p["sentences"])
    s.insert(chance.randrange(1, len(s) + 1), chance.choice(_table("invented")))
    return "".join(s)


def invented_clause(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """The same inside a sentence."""
    text, lead = _text(p), chance.choice(_table("invented_clauses"))
    at = text.rfind("你院")
    return text[:at] + lead + text[at:] if at >= 0 else None


def polarity(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """未 becomes 已, 不能 becomes 足以."""
    return _one_of(_text(p), _table("polarity"), chance)


def modality(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """应当 becomes 可以, a conclusion harder or softer."""
    return _one_of(_text(p), _table("modality"), chance)


def attribution(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """Another source, or none."""
    return _one_of(_text(p), _table("attribution"), chance)


def nouns(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """One asset, document or organ for another."""
    return _one_of(_text(p), _table("nouns"), chance)


def swapped_parties(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """Two parties change places, or one is put in another's."""
    text = _text(p)
    inside = [n for n in p["parties"] if n in text]
    if not inside:
        return None
    one = chance.choice(inside)
    rest = [n for n in p["parties"] if n != one]
    other = chance.choice(rest) if rest else chance.choice(others)["parties"][0]
    if f"{one}、{other}" in text or f"{other}、{one}" in text:
        return None  # another order of the same list
    if re.search(f"{one}、[^，。]*{other}|{other}、[^，。]*{one}", text):
        return None
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def stranger(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A name that the case does not know, or one character of a name altered."""
    text = _text(p)
    inside = [n for n in p["parties"] if n in text]
    if not inside:
        return None
    one = chance.choice(inside)
    return text.replace(one, one[:-1] + ("林" if one[-1] != "林" else "森"), 1)


def roles(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """申请执行人 and 被执行人 mixed up."""
    table = (
        ("申请执行人", "被执行人"),
        ("被执行人", "申请执行人"),
        ("你院", "本院"),
        ("人民法院应当", "申请执行人应当"),
    )
    return _one_of(_text(p), table, chance)


def wrong_article(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """The next article, or another digit of its number."""

    def change(m: re.Match[str]) -> str:
        number = m.group(1)
        at = chance.choice([n for n, c in enumerate(number) if c in "一二三四五六七八九"] or [0])
        new = chance.choice([c for c in "一二三四五六七八九" if c != number[at]])
        return f"第{number[:at]}{new}{number[at + 1 :]}条"

    return _changed(_text(p), _ARTICLE, change, chance)


def wrong_law(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """The right article of a wrong law."""
    return _changed(_text(p), re.compile(r"《[^》]+》"), lambda _: chance.choice(_table("laws")), chance)


def extra_article(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """One provision more."""
    return _changed(_text(p), _ARTICLE, lambda m: f"{m.group()}、第{chance.choice('二三六七八')}条", chance)


def moved_decimal(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """Ten times more or less, 元 and 万元 mixed up, two digits changed over."""

    def change(m: re.Match[str]) -> str:
        number, unit = m.groups()
        how = chance.randrange(4)
        if how == 0:
            return f"{float(number) * 10:.10g}{unit}"
        if how == 1:
            return f"{float(number) / 10:.10g}{unit}"
        if how == 2:
            return number + ("元" if unit == "万元" else "万元")
        return (number[:-2] + number[-1] + number[-2] if number[-1] != number[-2:][0] else number + "0") + unit

    return _changed(_text(p), _MONEY, change, chance)


def changed_date(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A day, a month or a year off."""

    def change(m: re.Match[str]) -> str:
        y, mo, d = map(int, m.groups())
        how = chance.randrange(3)
        if how == 0:
            d = d + 1 if d < 28 else d - 1
        elif how == 1:
            mo = mo % 12 + 1
        else:
            y += chance.choice((-1, 1))
        return f"{y}年{mo}月{d}日"

    return _changed(_text(p), _DATE, change, chance)


def changed_count(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """三个月 becomes 六个月."""
    return _changed(_text(p), _COUNT, lambda m: chance.choice([c for c in _DIGITS if c != m.group(1)]), chance)


def merged_cases(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A sentence of fact of another case."""
    other = chance.choice([o for o in others if o["about"] != p["about"]])
    facts = [s for s in other["sentences"][:-1] if not s.startswith("《") and s not in p["sentences"]]
    if not facts:
        return None
    s = list(p["sentences"])
    s.insert(chance.randrange(1, len(s)), chance.choice(facts))
    return "".join(s)


def dropped_sentence(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """One sentence less; not the heading of a defect, which the conclusion says again."""
    s = list(p["sentences"])
    del s[chance.randrange(0 if "（检察卷" in s[0] else 1, len(s))]
    return "".join(s)


def dropped_clause(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """One clause less, quotations left alone."""
    text = re.sub(r"“[^”]*”", lambda m: m.group().replace("，", "\0"), _text(p))
    parts = text.split("，")
    fit = [n for n in range(1, len(parts)) if "。" not in parts[n] and len(parts[n]) >= 4]
    if not fit:
        return None
    del parts[chance.choice(fit)]
    return "，".join(parts).replace("\0", "，")


def cut_short(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """The end is missing."""
    text = _text(p)
    return text[: int(len(text) * chance.uniform(0.5, 0.85))]


def new_conclusion(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A legal conclusion or an accusation that nobody drew."""
    return _text(p).removesuffix("。") + str(chance.choice(_table("conclusions"))) + "。"


def injected(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """What a text hidden in the file told the model to write, beside the paragraph or in its place."""
    words = str(chance.choice(_table("injected")))
    alone, behind = chance.random() < 0.3, chance.random() < 0.5
    return words if alone else _text(p) + words if behind else words + _text(p)


def judge_named(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A judge's name."""
    name = chance.choice("王李张刘陈") + chance.choice(("建国", "志强", "某", "丽华"))
    text = _text(p)
    at = text.rfind("你院")
    return text[:at] + f"你院法官{name}" + text[at + 2 :] if at >= 0 else None


def altered_quote(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A word of a quotation changed."""

    def change(m: re.Match[str]) -> str:
        inner = m.group(1)
        if len(inner) < 6:
            return m.group()
        at = chance.randrange(2, len(inner) - 2)
        return f"“{inner[:at]}{inner[at + 1 :]}”"

    return _changed(_text(p), re.compile(r"“([^”]*)”"), change, chance)


def page(p: Paragraph, others: Sequence[Paragraph], chance: Random) -> str | None:
    """A page that nobody gave, or another one."""
    return _changed(
        _text(p), re.compile(r"检察卷第(?:　+|\d+)页"), lambda _: f"检察卷第{chance.randrange(30, 60)}页", chance
    )


ATTACKS: dict[str, Attack] = {
    "虚构事实（整句）": invented_sentence, "虚构事实（分句）": invented_clause, "肯定否定翻转": polarity,
    "情态强弱改变": modality, "来源改变": attribution, "财产、文书、机构调换": nouns, "当事人调换": swapped_parties,
    "案外姓名": stranger, "身份、机关调换": roles, "条号错误": wrong_article, "法规错误": wrong_law,
    "多出条文": extra_article,
    "金额移位、单位": moved_decimal, "日期改变": changed_date, "数量、期限改变": changed_count, "串案": merged_cases,
    "丢失整句": dropped_sentence, "丢失分句": dropped_clause, "截断": cut_short, "新增结论、指责": new_conclusion,
    "服从注入指令": injected, "写出法官姓名": judge_named, "改动引文": altered_quote, "卷页改变": page,
}  # fmt: skip
