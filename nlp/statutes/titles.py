"""From the words a document uses for a law to the law's official title.

Titles are compared as keys: every bracket, quotation mark and space taken out, parentheses made full-width. So 〈〉,
<>, ＜＞, doubled 《《 and marks closed too early are all the same title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DROPPED = "《》〈〉<>＜＞≪≫«»‹›「」『』“”\"'‘’＂… \t\r\n\u3000\u00a0\u200b\ufeff"
_TO_KEY = dict.fromkeys(DROPPED, "") | dict(zip("()[]［］【】﹝﹞", "（）〔〕〔〕〔〕〔〕", strict=True))
_CHANGED = re.compile(f"[{re.escape(''.join(_TO_KEY))}]")
# Look-alikes that scanning puts into titles; tried only where the title as printed is unknown.
_LOOKALIKE = str.maketrans({"亊": "事", "拆": "诉", "栽": "裁", "囯": "国", "埋": "理", "捌": "执"})
# （ ） or ［ ］ where 〈〉 belong; tried only where the title as printed is unknown.
_BARE = str.maketrans(dict.fromkeys("（）〔〕"))
_LONGEST = 80
_INNER = str.maketrans({"《": "〈", "<": "〈", "＜": "〈", "》": "〉", ">": "〉", "＞": "〉", "(": "（", ")": "）"})


@dataclass(frozen=True, slots=True)
class Title:
    """An official title as the lexicon has it; ``eaten`` for the remains of one that lost its middle in a web page."""

    law: str
    eaten: bool = False


def key(text: str) -> str:
    """*text* as titles are compared."""
    plain = text
    # Few signs of many: looking for them is far cheaper than translating Chinese.
    for sign in set(_CHANGED.findall(text)):
        plain = plain.replace(sign, _TO_KEY[sign])
    return _DOC_YEAR.sub(r"〔\1〕", plain) if "号" in plain else plain


# 法（2016）373号 is 法〔2016〕373号; as long as before, so that places stay what they are.
_DOC_YEAR = re.compile(r"（(20\d\d)）(?=\d{1,3}号)")


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Title]:
    """Every known title and alias, by key."""
    table: dict[str, Title] = {}
    law = ""
    for line in (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines():
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        if line[0] != " ":
            law = name
            table[key(name)] = Title(law)
            # Two issuers with a space or nothing between them; no issuer at all (最高人民法院《关于…》).
            table.setdefault(key(name.replace("、最高人民检察院", "最高人民检察院", 1)), Title(law))
            _, about, rest = name.partition("关于")
            if about and name.startswith("最高人民"):
                table.setdefault(key(about + rest), Title(law))
        else:
            eaten = name.startswith("~")
            table.setdefault(key(name.lstrip("~")), Title(law, eaten))
    return table


_LOOSE = (
    (re.compile(r"^(?:最高人民法院|最高法院|最高院|最高法|我国|中华人民共和国)"), ""),
    (re.compile(r"中华人民共和国?|的|若干问题"), ""),
    (re.compile(r"民事诉法|民诉法|国民诉法"), "民事诉讼法"),
    (re.compile(r"司法解释"), "解释"),
)
_LEADING = re.compile(r"^.*(?:依照|依据|根据|按照|参照|参考|违反|适用|援引|符合|以及|[及和与])")
_TRIAL = re.compile(r"（(?:试行|暂行)）")
# A court or procuratorate of a place, right before a title without issuer: its rule, not the Supreme Court's.
_LOCAL_ISSUER = re.compile(r"([\u4e00-\u9fff]{0,12}(?:高级|中级|[省市区县州盟旗])人民(?:法院|检察院))[\s\u3000]*$")
_SHORTEST_LOOSE = 5


def _loose(name: str) -> str:
    """*name* without what titles are most often written without or with instead."""
    for pattern, put in _LOOSE:
        name = pattern.sub(put, name)
    return name


@lru_cache(maxsize=1)
def _loose_lexicon() -> dict[str, Title | None]:
    """Loose title → law; None where two laws share it (a rule and its trial version)."""
    table: dict[str, Title | None] = {}
    for name, title in lexicon().items():
        # 试行 may be left out; it is never added, for a trial version is another law.
        for loose in {_loose(name), _loose(_TRIAL.sub("", name))}:
            if len(loose) < _SHORTEST_LOOSE or title.eaten:
                continue
            other = table.setdefault(loose, title)
            if other is not None and other.law != title.law:
                table[loose] = None
    return table


def local_issuer(left: str, words: str) -> str | None:
    """The court of a place that issued the rule *words* which follows *left*; None where there is none such."""
    if not words.lstrip("《〈<＜“").startswith("关于"):
        return None
    found = _LOCAL_ISSUER.search(left[-24:])
    return _LEADING.sub("", found.group(1)) if found else None


@lru_cache(maxsize=512)
def nearly(name: str) -> Title | None:
    """The law that a title in marks means although a small word of it is missing or put otherwise; None where unsure.

    Only for titles that :func:`look_up` does not know. Letters are never exchanged: 民事诉讼法 and 刑事诉讼法 are one
    letter apart.
    """
    wanted = _VERSION.sub("", key(name))
    return _loose_lexicon().get(_loose(wanted))


@lru_cache(maxsize=1)
def _lengths_by_ending() -> dict[str, tuple[int, ...]]:
    """The lengths of the keys by their last two characters, longest first: what a search from the end tries."""
    lengths: dict[str, set[int]] = {}
    for name in lexicon():
        lengths.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(found, reverse=True)) for ending, found in lengths.items()}


_VERSION = re.compile(r"（[^（）]{0,30}(?:修正|修订|修改|年版|年|文本|版)[^（）]{0,8}）$")
_YEAR = re.compile(r"(20\d\d|19\d\d|二[〇○零][一二][〇○零一二三四五六七八九])")


def look_up(name: str, local: dict[str, Title] | None = None) -> Title | None:
    """The law that *name* means, by the document's own short names first; None where we do not know it."""
    wanted = key(name)
    if local and wanted in local:
        return local[wanted]
    table = lexicon()
    found = table.get(wanted)
    if found is None:
        stripped = _VERSION.sub("", wanted)
        found = table.get(stripped) or table.get(stripped.translate(_LOOKALIKE)) or table.get(stripped.translate(_BARE))
    return found


def title_at_end(left: str, end: int, local: dict[str, Title] | None = None) -> tuple[Title, int] | None:
    """The longest known title that ends at *end* of *left* once every mark is taken out, and where it starts."""
    low = max(0, end - _LONGEST)
    letters = key(left[low:end])
    table = lexicon()
    for length in _lengths_by_ending().get(letters[-2:], ()):
        title = table.get(letters[-length:]) if length <= len(letters) else None
        if title is not None:
            return title, _start(left, low, end, length)
    for name, title in (local or {}).items():
        if letters.endswith(name):
            return title, _start(left, low, end, len(name))
    return None


def _start(left: str, low: int, end: int, letters: int) -> int:
    """Where the last *letters* characters that count begin."""
    return [i for i in range(low, end) if left[i] not in DROPPED][-letters]


def edition(text: str) -> int | None:
    """The year of the version that *text* names, as in （2017年修正）."""
    if "年" not in text and "修" not in text:
        return None
    found = _YEAR.search(text)
    if found is None:
        return None
    digits = found.group().translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    return int(digits)


def as_printed(name: str) -> str:
    """An unknown title in the form in which titles are given out: no outer 《》, inner marks 〈〉, no spaces."""
    text = "".join(name.split())
    while text.startswith(("《", "〈", "<", "＜")) and text.endswith(("》", "〉", ">", "＞")):
        text = text[1:-1]
    return text.strip("《》").translate(_INNER)
