"""The cause of action (案由): 甲与乙【买卖合同纠纷】一案, whatever stands between the names and 一案."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.document import Span, Value
from nlp.entities.text import squeeze
from nlp.sections.vocabulary import load_words
from nlp.triggers import Anchored

_CAUSES = load_words("nlp.entities", "causes.txt")
_LONGEST = max(map(len, _CAUSES))
_CASE = Anchored(r"(?:[（(]?[一-龥0-9（）()〔〕]{0,24}号[)）]?)?(?:执行)?(?:一案|两案|案件|案)(?!情|号|由|款|外|卷|涉)")
_STATED = re.compile(r"(?<![本该此])案由[：:]?[ \u3000]*(?:为|是)?[“\"]?([一-龥、]{2,24}?)(?=[”\"，。；\n ]|$)")
_CUT = re.compile(
    r"^.*(?:[，,。；：:“”\"）)\]】]|申请(?:强制)?执行(?:人)?|在执行|执行的|强制执行|受理的?|审理的?|被执行人|之间的?|等[0-9一二三四五六七八九十]*[人名]?的?|[0-9一二三四五六七八九十]+人)"
)
_LEADING = re.compile(r"^(?:的|因|为|等|关于|本院|执行|申请|与|和|及|系|其|间)+")
_SHAPE = re.compile(
    r"^[一-龥、/]{1,28}(?:纠纷|争议|处罚|罚金|罚款|退赔|没收财产|追缴|赔偿|仲裁|公证债权文书|支付令|征收|决定|给付|罪|费|执行)$"
)
_GLUED = re.compile("(?:公司|厂|社|行|店|部|中心|商行|企业|集团|学校|医院|合伙|）)$")
_WINDOW = 90


def find_cause(clean: str, story: Span, names: Iterable[str]) -> Value[str] | None:
    """The cause of *story*, as printed without 一案; None where none is named.

    *names* are the parties' names and short forms: what follows the last of them is the cause. Where a name is spelt
    differently, the longest known cause that ends there is taken.
    """
    known = sorted({name for name in names if len(name) > 1}, key=len, reverse=True)
    for case in _CASE.finditer(clean, story.start, min(story.end, story.start + 4000)):
        if found := _before(clean, max(case.start() - _WINDOW, story.start), case.start(), known):
            return found
    if stated := _STATED.search(clean, 0, story.end):
        return _trimmed(clean, stated.start(1), stated.end(1))
    return None


def _before(clean: str, start: int, end: int, names: list[str]) -> Value[str] | None:
    at = max(clean.rfind(stop, start, end) for stop in "。\n；") + 1
    start = max(start, at)
    named = False
    for name in names:
        place = clean.rfind(name, start, end)
        if place >= 0:
            start, named = place + len(name), True
    cut = _CUT.match(clean[start:end])
    if cut:
        start += cut.end()
        named = named or cut.group().endswith("执行人")
    # 甲与禾峰公司李四民间借贷纠纷: another name, unknown to the list, still stands in between.
    named = named and clean[start : start + 1] not in ("与", "和", "诉", "、", "及", "犯")
    lead = _LEADING.match(clean[start:end])
    if lead and clean[start:end] not in _CAUSES:
        start += lead.end()
    found = _trimmed(clean, start, end)
    if found is None:
        return None
    if found.value in _CAUSES:
        return found
    shorter = _known_suffix(clean, start, end)
    # A name that is not in the list of parties may still stick to the cause: 李四民间借贷纠纷.
    if shorter and not named and len(found.value) - len(shorter.value) > 1:
        return shorter
    # 与被执行人某某公司追索劳动报酬纠纷: behind the label comes a name, though no list holds it.
    if shorter and cut and cut.group().endswith("被执行人") and _GLUED.search(found.value[: -len(shorter.value)]):
        return shorter
    return found if _SHAPE.match(found.value) else shorter


def _known_suffix(clean: str, start: int, end: int) -> Value[str] | None:
    for at in range(max(start, end - _LONGEST), end - 1):
        if squeeze(clean[at:end]) in _CAUSES:
            return _trimmed(clean, at, end)
    return None


def _trimmed(clean: str, start: int, end: int) -> Value[str] | None:
    text = clean[start:end]
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    return Value(squeeze(text), Span(start + left, start + right)) if right > left else None
