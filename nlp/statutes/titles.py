"""From the words a document uses for a law to the law's official title.

Titles are compared as keys: every bracket, quotation mark and space taken out, parentheses made full-width. So 〈〉, <>, ＜＞,
doubled 《《 and marks closed too early are all the same title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DROPPED = "《》〈〉<>＜＞「」『』“”\"'‘’＂… \t\r\n\u3000\u00a0\u200b\ufeff"
_KEY = {ord(c): None for c in DROPPED} | {
    ord("("): "（", ord(")"): "）", ord("["): "〔", ord("]"): "〕", ord("［"): "〔", ord("］"): "〕",
    ord("【"): "〔", ord("】"): "〕", ord("﹝"): "〔", ord("﹞"): "〕",
}  # fmt: skip
# Look-alikes that scanning puts into titles; tried only where the title as printed is unknown.
_LOOKALIKE = str.maketrans({"拆": "诉", "栽": "裁", "囯": "国", "埋": "理", "捌": "执"})
_INNER = str.maketrans({"《": "〈", "<": "〈", "＜": "〈", "》": "〉", ">": "〉", "＞": "〉", "(": "（", ")": "）"})


@dataclass(frozen=True, slots=True)
class Title:
    """An official title as the lexicon has it; ``eaten`` for the remains of one that lost its middle in a web page."""

    law: str
    eaten: bool = False


def key(text: str) -> str:
    """*text* as titles are compared."""
    return text.translate(_KEY)


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
        else:
            eaten = name.startswith("~")
            table.setdefault(key(name.lstrip("~")), Title(law, eaten))
    return table


@lru_cache(maxsize=1)
def key_lengths() -> tuple[int, ...]:
    """The lengths of all keys, longest first: what a search for the longest title ending here has to try."""
    return tuple(sorted({len(k) for k in lexicon()}, reverse=True))


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
        found = table.get(stripped) or table.get(stripped.translate(_LOOKALIKE))
    return found


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
