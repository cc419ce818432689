"""Which defects a paper raises: a topic and its denial in one sentence part, by ``nlp/lexicons/defects.yaml``.

The words of others (申请人认为…), the demands of a rule (应当…) and points that the paper itself takes back
(该理由不成立) raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from nlp.document import Span
from nlp.lexicons import load


class Raised(NamedTuple):
    """A defect that a paper raises; ``defect`` is the id of a checkpoint, ``span`` the words."""

    defect: str
    span: Span
    #: Whether the words speak of the subject at large (财产调查不全面): a more exact point takes their place.
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Defect:
    name: str
    patterns: tuple[re.Pattern[str], ...]
    must: re.Pattern[str] | None
    topic: re.Pattern[str]
    over: tuple[str, ...]
    never: re.Pattern[str] | None
    weak: re.Pattern[str] | None
    unless: tuple[str, ...]
    instead: tuple[str, ...]
    beside: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    denial: re.Pattern[str]
    cancelled: re.Pattern[str]
    claimed: re.Pattern[str]
    demand: re.Pattern[str]


@cache
def _words() -> _Words:
    general = load("defects")["general"]
    return _Words(*(re.compile(general[k]) for k in ("denial", "cancelled", "claimed", "demand")))


def _optional(entry: dict[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(entry[key]) if key in entry else None


#: 未依照《…》第九条的规定…: the rule between the denial and what was not done.
_BY_RULE = r"(?:[依按根遵][照据循]《□+》[^。；，]{0,14}?规定(?:的要求)?)?"


#: Where the court's own deed begins after what another left undone (未履行，你院依法将其纳入失信名单).
_TURN = "，(?:你院|贵院|该院|法院)?(?:已|依法|遂|即)"


@cache
def _defects() -> tuple[_Defect, ...]:
    data = load("defects")
    general = data["general"]
    gap, behind = general["gap"], general["behind"]
    denial = general["denial"] + _BY_RULE
    found = []
    for entry in data["defects"]:
        patterns = []
        if near := entry.get("near"):
            patterns.append(f"{denial}(?:(?!{_TURN})[^。；]){{0,{gap}}}?(?:{near})")
            patterns.append(f"(?:{near})[^。；，]{{0,{behind}}}?(?:未(?!报告|申报|能查)|没有|缺失|缺少|阙如|未见|迟至)")
        if say := entry.get("say"):
            patterns.append(say.replace("{denial}", denial))
        found.append(
            _Defect(
                entry["id"],
                tuple(re.compile(p) for p in patterns),
                _optional(entry, "must"),
                re.compile(entry["topic"]),
                tuple(entry.get("over", ())),
                _optional(entry, "never"),
                _optional(entry, "weak"),
                tuple(entry.get("unless", ())),
                tuple(entry.get("instead", ())),
                tuple((name, re.compile(words)) for name, words in entry.get("beside", {}).items()),
            )
        )
    return tuple(found)


def topics_of(text: str) -> tuple[str, ...]:
    """The defects of whose subject *text* speaks, whatever it says of it."""
    return tuple(d.name for d in _defects() if d.topic.search(text))


_SENTENCE = re.compile(r"[^。\n]+")
#: One case told to illustrate a defect already named (其中（2025）…号案件…): it raises no further one.
_EXAMPLE = re.compile(r"[ \u3000]*(?:如|例如|比如|其中|以)[：:，,]?[（(〔]\d{4}")
_OWN_VIEW = re.compile(r"[本我]院[^，。；]{0,12}认为|审查认为|检察机关认为")
_HEARSAY_END = re.compile(r"经(?:本院)?(?:审查|调查|调卷|阅卷|查|核)|本院|卷(?:内|宗)")


#: Titles of norms; 《限制消费令》 or 《财产线索提供书》 is a paper of the case and speaks of it.
_TITLE = re.compile(r"《[^》\n]{2,60}(?<![书令表函单])(?<!笔录)(?<!回证)(?<!记录)(?<!材料)》")
#: What a rule says, from its number to where the paper returns to the case.
_RULE = re.compile(
    r"第[一二三四五六七八九十百零\d]+条[^。，；的]{0,14}?(?:规定|明确|要求|列为)(?!的)[^。；]*?"
    r"(?=[，；。]?(?:你院|贵院|该院|本案|但|而|[一-龥]{2,12}法院(?!应|可|在|对))|$|[。；])"
    # 根据…第十六条，流拍后以物抵债，应以保留价为准: told without a word of telling.
    r"|第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九]+[款项])*[^。；“]{0,12}“[^”\n]{4,80}”为[^，。；]{0,4}(?:条件|前提|要件)"
    r"|第[一二三四五六七八九十百零\d]+条(?:仅|只)?(?:将|把)[^。；]{0,16}(?:限定|界定|定义|规定|归|列)为[^。；]*"
    r"|第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九]款)?，(?!你院|贵院|该院|本案)[^。；]{2,60}?(?:应当|应以|应予|应按|不得)[^。；]*"
)


def find_raised(clean: str, where: Span) -> tuple[Raised, ...]:
    """The defects raised in *where*, each once at its first place, in order of the text."""
    found: dict[str, Raised] = {}
    text = blotted(clean)
    for start, stop in own_words(text, where):
        for raised in _strongest(_sentence(text, start, stop)):
            found.setdefault(raised.defect, raised)
    _add_weak(text, where, found)
    gone = displaced(clean, where, found)
    return tuple(sorted((r for r in found.values() if r.defect not in gone), key=lambda r: r.span))


def displaced(clean: str, where: Span, made: Collection[str]) -> frozenset[str]:
    """The points of which others that are *made* tell already (轮候转首封不处置 is no 带财终本 besides)."""
    defects = [d for d in _defects() if d.name in made]
    gone = {other for d in defects for other in d.instead}
    for defect in defects:
        told = (words.search(clean, where.start, where.end) for name, words in defect.beside if name in made)
        if any(found is None for found in told):
            gone.add(defect.name)
    return frozenset(gone)


def blotted(clean: str) -> str:
    """*clean* with titles of laws and quoted rules blotted out: they name subjects without raising them."""
    text = _TITLE.sub(lambda m: "《" + "□" * (len(m.group()) - 2) + "》", clean)
    return _RULE.sub(lambda m: "□" * len(m.group()), text)


def own_words(text: str, where: Span) -> Iterator[tuple[int, int]]:
    """The stretches in which the paper itself says what is wrong."""
    words = _words()
    for sentence in _SENTENCE.finditer(text, where.start, where.end):
        start, stop = sentence.start(), sentence.end()
        if words.cancelled.search(text, start, stop) or _EXAMPLE.match(text, start, stop):
            continue
        heard = words.claimed.search(text, start)
        if heard and heard.start() < min(start + 60, stop) and not _OWN_VIEW.search(text, start, heard.end()):
            again = _HEARSAY_END.search(text, heard.end(), stop)
            if again is None:
                continue
            start = again.start()
        yield start, stop


def _add_weak(text: str, where: Span, found: dict[str, Raised]) -> None:
    for defect in _defects():
        if defect.weak is None or defect.name in found or any(name in found for name in defect.unless):
            continue
        if "*" in defect.unless and found:
            continue
        for start, stop in own_words(text, where):
            if m := defect.weak.search(text, start, stop):
                found[defect.name] = Raised(defect.name, Span(*m.span()), weak=True)
                break


def _sentence(clean: str, start: int, stop: int) -> dict[str, Raised]:
    found = {}
    for defect in _defects():
        if span := _match(clean, defect, start, stop):
            found[defect.name] = Raised(defect.name, span)
    return found


def _strongest(found: dict[str, Raised]) -> list[Raised]:
    """Without the readings that give way to a more exact one of the same words."""
    gone = {
        weak
        for defect in _defects()
        if defect.name in found
        for weak in defect.over
        if weak in found and found[weak].span.overlaps(found[defect.name].span)
    }
    return [raised for name, raised in found.items() if name not in gone]


def _match(clean: str, defect: _Defect, start: int, stop: int) -> Span | None:
    if defect.never and defect.never.search(clean, start, stop):
        return None
    for pattern in defect.patterns:
        for m in pattern.finditer(clean, start, stop):
            if _demanded(clean, start, m):
                continue
            if defect.must and not defect.must.search(clean, start, stop):
                continue
            return Span(*m.span())
    return None


#: …的，不得 / 应当: the words before are the condition of a rule.
_NORM_CLAUSE = re.compile(r"[^。；，]{0,10}的，(?:不得|应当|应|可以|视为|属于|不属于)")


def _demanded(clean: str, start: int, m: re.Match[str]) -> bool:
    """Whether the match is what a rule forbids or demands (不得…未经…), not what was done."""
    before = clean[max(start, m.start() - 12) : m.start()]
    if _NORM_CLAUSE.match(clean, m.end()) or re.search(r"的，(?:不得|应当|必须)", m.group()):
        return True
    return re.search(r"(?:不得|应当|必须|禁止)[^，。；]{0,6}$", before) is not None
