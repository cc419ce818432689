"""The first look: which unusual characters and telltale words a text has, so that only those rounds run that can apply.

Two passes in C stand for all the questions of the rounds: one over the characters, one for the words (Aho–Corasick,
built on first use). Both together cost less than making the set of the text's characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

BLANK = " \u3000\u00a0\u1680\u2002-\u200a\u202f\u205f"
ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
LINE_BREAKS = "\r\x0b\x85\u2028\u2029"
FORM_FEED = "\x0c"
WIDE = "０-９Ａ-Ｚａ-ｚ％．"
RADICALS = "\u2e80-\u2fdf\uf900-\ufaff"
PRIVATE = "\ue000-\uf8ff"
SURROGATES = "\ud800-\udfff"
#: What scanners and keyboards put for 〇 in a Chinese date, beside the Arabic 0.
ROUND = "ＯOoо○◯⚪０"
BRACKETS = "()[]【】〔〕﹝﹞"
MARKS = ":;,?!"
ANGLES = "<＜"
#: Letters and strokes that scanners put for the digits 0 and 1 (O and o stand above), and 曰 for 日.
STROKES = "lI丨|曰"

_UNUSUAL = re.compile(
    f"[{BLANK}\t{ZERO_WIDTH}{LINE_BREAKS}{FORM_FEED}{WIDE}{RADICALS}{PRIVATE}{SURROGATES}{ROUND}{MARKS}{ANGLES}{STROKES}&\\\\"
    f"{re.escape(BRACKETS)}]"
)


def unusual(text: str) -> frozenset[str]:
    """The characters of *text* that some round asks about; empty for most of a clean text."""
    return frozenset(_UNUSUAL.findall(text))


class Hit(NamedTuple):
    """A telltale word and where it stands."""

    start: int
    word: str


#: A full-width mark right behind a digit may belong to an amount (93，218.60元; 12。50元).
COMMAS = tuple(f"{digit}，" for digit in "0123456789")
STOPS = tuple(f"{digit}。" for digit in "0123456789")


class WordFinder:
    """Finds given words in a text, overlapping ones too; O(length + hits)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [*dict.fromkeys((*words, *COMMAS, *STOPS))]
        self._automaton = AhoCorasick(self._words, implementation=Implementation.DFA)

    def find(self, text: str) -> list[Hit]:
        """The words of *text* in order; *text* has no lone surrogates (round 1 takes them out)."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [Hit(start, self._words[number]) for number, start, _ in found]
