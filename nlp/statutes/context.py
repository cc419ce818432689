"""In what role a citation stands and what its sentence speaks of.

Roles: the basis clause (依照……裁定如下), a sentence that quotes the statute (第三条规定，……), narrative. Besides: what
a party says, and statute text appended after the signature.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from nlp.statutes.mention import Role

_REACH = 400  # characters
_OPERATIVE = re.compile(
    r"(?:裁\s{0,3}定|决定|判决|通知|建议|函告|答复)\s{0,3}如\s{0,3}下|作出?如下(?:裁定|决定|判决)|裁定[：:]|"
    # 裁定终结本次执行程序 right in the sentence orders; 可以裁定终结… tells what a rule allows.
    r"(?<![以应可得院])(?:(?<=本院)裁定|裁定)(?=终结|中止|驳回|冻结|查封|扣划|续行|解除|拍卖)|提出(?:如下)?(?:检察)?建议|建议(?:你|贵)院"
)
_CUE = re.compile(r"依照|依据|根据|按照|遵照|援引")
_QUOTING = re.compile(
    r"\s?(?:之|的)?\s?(?:明确)?(?:规定|指出|要求|载明|明确)(?:了)?\s?[：:，,“\"「]|\s?[：:]\s?[“\"「]"
)
_WHO = (
    r"(?:异议人|复议申请人|申请复议人|利害关系人|案外人|申请执行人|被执行人|申请监督人|申请人|被申请人|第三人|当事人|"
    r"委托诉讼代理人|代理律师|原告|被告|上诉人)"
)
_PARTY = re.compile(
    _WHO + r"(?:（[^）\n]{0,40}）)?[^。；，,\n]{0,24}?"
    r"(?:辩称|诉称|述称|陈述|主张|认为|提出(?!了?[一-龥]{0,6}申请)|答辩|要求|请求|称)(?!本次)"
    r"|(?:异议|申请|复议|请求)(?:的)?(?:事实和|事实与)?(?:理由|请求)(?:是|为|如下)?[：:]"
)
#: A party that asked for something has not said what follows.
_ASKED = re.compile(_WHO + r"[^。；，,\n]{0,24}?(?:提出|要求|请求)(?![：:])")
_WRONG = re.compile(r"，[^，。；]{0,20}(?:违反|违背|有违|不符合)[^，。；]{0,6}$")
_COURT = re.compile(
    r"本院(?:经审查|经审理|审查|依法|经)?(?:认为|查明|另查明|审查|经查)|经(?:审理|审查)?查明|另查明|经查[，,：:]|本院经审查认为|综上|裁定如下"
)
_APPENDIX = re.compile(
    r"(?:^|\n)\s*(?:附录?[：:]|附[（(]?(?:本案|相关|法律|有关)|(?:附\s*)?(?:本案|本裁定)?(?:所)?(?:引用|适用|援引|涉及|相关)的?(?:相关|有关)?"
    r"(?:法律|法条|条文|规定)[^，。\n]{0,14}[：:\n]|附相关)"
)
_CLERK = re.compile(r"书\s{0,6}记\s{0,6}员")
#: A short line that closes with the clerk; 应由审判人员、书记员署名 in a sentence signs nothing.
_CLERK_LINE = re.compile(r"(?:^|(?<=\n))[^\n。，]{0,24}?书\s{0,6}记\s{0,6}员[^\n。，]{0,16}(?=\n|$)")
_TITLES = re.compile(r"《[^》]{0,60}》(?:[^《》\n，。]{0,30}》)?")


class Scene:
    """Who speaks where in one text, and where its signature ends. Speakers are looked for only when first asked for."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._operative = _operative(text)
        self.signature_end = _signature_end(text, first, self._operative)
        self._marks: list[tuple[int, bool]] | None = None

    def party_speaks(self, at: int) -> bool:
        """Whether a party speaks at *at*: its marker is the nearest one before and its speech has not ended."""
        text = self._text
        # Behind 裁定如下 stand orders and notices of rights: the court speaks (当事人认为……可以依照……提出).
        if 0 <= self._operative < at:
            return False
        if self._marks is None:
            self._marks = _speech_marks(text)
        i = bisect_right(self._marks, (at, True)) - 1
        if i < 0 or not self._marks[i][1]:
            return False
        start = self._marks[i][0]
        # A marker at the head of a paragraph opens a whole statement (异议人某某称，……); inside a sentence, that
        # sentence.
        head = text.rfind("\n", max(0, start - _REACH), start) + 1
        if _ASKED.match(text, start) and _WRONG.search(text, start, at):
            return False  # 当事人要求撤销，仍拖延不理，违反该规定第十二条: the party asked, the paper finds the fault.
        opens = (head > 0 or start < _REACH) and not text[head:start].strip()
        stop = text.find("\n" if opens else "。", start)
        return stop < 0 or at < stop


def _speech_marks(text: str) -> list[tuple[int, bool]]:
    marks = [(m.start(), True) for m in _PARTY.finditer(text)]
    if marks:
        marks += [(m.start(), False) for m in _COURT.finditer(text)]
    return sorted(marks)


def _signature_end(text: str, first: int, after: int) -> int:
    end = len(text)
    # A notice or a paper has no 裁定如下; the last clerk line closes it.
    clerk = _CLERK.search(text, after) if after >= 0 else _last(_CLERK_LINE, text, first, len(text))
    if clerk is not None:
        end = clerk.end()
    head = _APPENDIX.search(text, max(after, first))
    return min(end, head.start()) if head else end


def _last(pattern: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text, start, stop):  # noqa: B007 - the last one is wanted
        pass
    return found


def _operative(text: str) -> int:
    """Where the operative part begins (the last 裁定如下 or the like); -1 where there is none."""
    return max(text.rfind(word) for word in ("裁定如下", "决定如下", "判决如下"))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence that holds ``text[start:end]``, at most some hundred characters each way."""
    floor = max(0, start - _REACH)
    left = text.rfind("。", floor, start)
    right = text.find("。", end, end + _REACH)
    return (left + 1 if left >= 0 else floor, right if right >= 0 else min(len(text), end + _REACH))


def orders(text: str, start: int, stop: int) -> tuple[int, ...]:
    """Where the sentence ``text[start:stop]`` orders (裁定如下, 裁定终结…)."""
    return tuple(m.start() for m in _OPERATIVE.finditer(text, start, stop))


def role(text: str, end: int, ordering: tuple[int, ...]) -> Role:
    """The role of a citation that ends at *end* in a sentence that orders at the places *ordering*."""
    operative = next((at for at in ordering if at >= end), None)
    if operative is not None:
        cue = _last(_CUE, text, end, operative)
        # A later 依照 opens the basis clause anew, unless it only links two links of one chain (、依照…).
        if cue is None or cue.start() - end <= 4:
            return "basis"
    return "quoted" if _QUOTING.match(text, end) else "narrative"


Cues = tuple[str, ...]


@lru_cache(maxsize=1)
def _subjects() -> dict[str, tuple[Cues, Cues]]:
    rows = {}
    for line in (Path(__file__).parent / "subjects.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, cues = line.partition("：")
            strong, _, weak = cues.partition("；")
            rows[name.strip()] = (_split(strong), _split(weak))
    return rows


def _split(cues: str) -> Cues:
    return tuple(c.strip() for c in cues.split("|") if c.strip())


def worded_subjects() -> frozenset[str]:
    """The subjects that have words by which a sentence about them could be told."""
    return frozenset(_subjects())


def strong_cues(subject: str) -> Cues:
    """The words any one of which settles that a sentence speaks of *subject*."""
    return _subjects().get(subject, ((), ()))[0]


def speaks_of(sentence: str, subject: str) -> bool:
    """Whether *sentence*, titles of laws left out, surely speaks of *subject* (a name of the renumbering table)."""
    words = without_titles(sentence)
    return any(cue in words for cue in strong_cues(subject))


def may_speak_of(sentence: str, subject: str) -> bool:
    """Whether *sentence* may speak of *subject*; True for a subject that has no words of its own."""
    cues = _subjects().get(subject)
    if cues is None:
        return True
    words = without_titles(sentence)
    return any(cue in words for part in cues for cue in part)


@lru_cache(maxsize=64)
def without_titles(sentence: str) -> str:
    """*sentence* without what stands in 《》: a title's words are not what the sentence is about."""
    return _TITLES.sub("", sentence)
