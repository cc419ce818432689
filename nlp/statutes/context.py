"""In what role a citation stands: in the basis clause, in a sentence that quotes the statute, in what a party says, or in
statute text appended after the signature; and what its sentence is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.statutes.mention import Role

_REACH = 400
_OPERATIVE = re.compile(
    r"(?:裁定|决定|判决|通知|建议|函告|答复)如下|作出?如下(?:裁定|决定|判决)|裁定[：:]|提出(?:如下)?(?:检察)?建议|建议(?:你|贵)院"
)
_CUE = re.compile(r"依照|依据|根据|按照|遵照|援引")
_QUOTING = re.compile(r"\s?(?:之|的)?\s?(?:明确)?(?:规定|指出|要求|载明|明确)(?:了)?\s?[：:，,“\"「]|\s?[：:]\s?[“\"「]")
_WHO = (
    r"(?:异议人|复议申请人|申请复议人|利害关系人|案外人|申请执行人|被执行人|申请监督人|申请人|被申请人|第三人|当事人|"
    r"委托诉讼代理人|代理律师|原告|被告|上诉人)"
)
_PARTY = re.compile(
    _WHO + r"(?:（[^）\n]{0,40}）)?[^。；，,\n]{0,24}?(?:辩称|诉称|述称|陈述|主张|认为|提出|答辩|要求|请求|称)(?!本次)"
    r"|(?:异议|申请|复议|请求)(?:的)?(?:事实和|事实与)?(?:理由|请求)(?:是|为|如下)?[：:]"
)
_COURT = re.compile(
    r"本院(?:经审查|经审理|审查|依法|经)?(?:认为|查明|另查明|审查|经查)|经(?:审理|审查)?查明|另查明|经查[，,：:]|本院经审查认为|综上|裁定如下"
)
_APPENDIX = re.compile(
    r"(?:^|\n)\s*(?:附录?[：:]|附[（(]?(?:本案|相关|法律|有关)|(?:附\s*)?(?:本案|本裁定)?(?:所)?(?:引用|适用|援引|涉及|相关)的?(?:相关|有关)?"
    r"(?:法律|法条|条文|规定)[^，。\n]{0,14}[：:\n]|附相关)"
)
_CLERK = re.compile(r"书\s{0,6}记\s{0,6}员")
_TITLES = re.compile(r"《[^》]{0,60}》(?:[^《》\n，。]{0,30}》)?")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is computed once for a text: where its signature ends and who speaks from where."""

    signature_end: int
    speakers: tuple[int, ...]
    is_party: tuple[bool, ...]

    def party_speaks(self, text: str, at: int) -> bool:
        """Whether the words at *at* are a party's: its marker is the nearest one before and its speech has not ended."""
        i = bisect_right(self.speakers, at) - 1
        if i < 0 or not self.is_party[i]:
            return False
        start = self.speakers[i]
        # A marker at the head of a paragraph opens a whole statement (异议人某某称，……); inside a sentence, that sentence.
        head = text.rfind("\n", 0, start) + 1
        opens = not text[head:start].strip()
        stop = text.find("\n" if opens else "。", start)
        return stop < 0 or at < stop


def survey(text: str, first: int) -> Scene:
    """Survey *text*, whose first citation stands at *first*."""
    marks: list[tuple[int, bool]] = []
    if _might_speak(text):
        marks = [(m.start(), True) for m in _PARTY.finditer(text)]
        marks += [(m.start(), False) for m in _COURT.finditer(text)] if marks else []
        marks.sort()
    return Scene(_signature_end(text, first), tuple(m[0] for m in marks), tuple(m[1] for m in marks))


def _might_speak(text: str) -> bool:
    return any(word in text for word in ("称", "主张", "认为", "陈述", "提出", "请求", "要求", "理由"))


def _signature_end(text: str, first: int) -> int:
    end = len(text)
    after = text.rfind("如下", 0)
    clerk = None
    if after >= 0:
        for clerk in _CLERK.finditer(text, after):
            break
    else:
        # A notice or a paper has no 裁定如下; the last clerk line closes it.
        for clerk in _CLERK.finditer(text, first):
            pass
    if clerk is not None:
        end = clerk.end()
    head = _APPENDIX.search(text, max(after, 0))
    return min(end, head.start()) if head else end


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence that holds ``text[start:end]``, at most some hundred characters each way."""
    floor = max(0, start - _REACH)
    left = text.rfind("。", floor, start)
    right = text.find("。", end, end + _REACH)
    return (left + 1 if left >= 0 else floor, right if right >= 0 else min(len(text), end + _REACH))


def role(text: str, start: int, end: int, stop: int) -> Role:
    """The role of a citation at ``text[start:end]`` in a sentence that ends at *stop*."""
    operative = _OPERATIVE.search(text, end, stop)
    if operative is not None:
        cue = None
        for cue in _CUE.finditer(text, end, operative.start()):
            pass
        # A later 依照 opens the basis clause anew, unless it only links two links of one chain (、依照…).
        if cue is None or cue.start() - end <= 4:
            return "basis"
    return "quoted" if _QUOTING.match(text, end) else "narrative"


@lru_cache(maxsize=1)
def _subjects() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = []
    for line in (Path(__file__).parent / "subjects.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, cues = line.partition("：")
            rows.append((name.strip(), tuple(c.strip() for c in cues.split("|") if c.strip())))
    return tuple(rows)


def subjects_in(words: str) -> tuple[str, ...]:
    """The subjects of law (names as in the renumbering table) that *words* speak of, titles of laws left out."""
    words = _TITLES.sub("", words)
    return tuple(name for name, cues in _subjects() if any(cue in words for cue in cues))
