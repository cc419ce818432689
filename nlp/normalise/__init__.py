"""Raw text in, repaired text out, with the way back for every character.

The rounds, in order: hidden text is taken out; characters; page breaks; glyph-per-line signatures and wrapped lines;
blanks; letters for digits; punctuation, numbers and look-alike words; lost line ends. A first look
(:mod:`nlp.normalise.signs`) tells which rounds have anything to do, so that clean text costs next to nothing and comes
back without maps.

What comes out: ``\\n`` ends a paragraph and nothing else; no blank lines, no indentation; Chinese punctuation is
full-width, digits and letters are half-width; case numbers stand in （ ）; role and name of a signature are apart by
one space, each role on its own line. A change of a visible character is recorded as a :class:`~nlp.document.Repair`,
except the width of punctuation; a digit never changes without one. What is ambiguous stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.document import CleanText, Hidden
from nlp.normalise.breaks import breaks
from nlp.normalise.characters import characters
from nlp.normalise.digits import digits
from nlp.normalise.lines import glyph_lines, torn_dates, torn_numbers, wraps
from nlp.normalise.lookalikes import lookalikes, telltale
from nlp.normalise.pages import page_breaks
from nlp.normalise.punctuation import punctuation
from nlp.normalise.signs import unusual
from nlp.normalise.spaces import spaces
from nlp.normalise.work import Change, Work

__all__ = ["normalise", "normalise_each"]


def normalise(text: str, hidden: Sequence[Hidden] = ()) -> CleanText:
    """Repair *text*; *hidden* raw spans are taken out, since nobody who opens the file sees them.

    Never raises, for any text.
    """
    return normalise_each([(text, hidden)])[0]


def normalise_each(texts: Sequence[tuple[str, Sequence[Hidden]]]) -> list[CleanText]:
    """As :func:`normalise` for each of several texts, round by round."""
    works = [Work(text) for text, _ in texts]
    for work, (text, hidden) in zip(works, texts, strict=True):
        if hidden:
            work.apply(_taken_out(text, h) for h in _merged(hidden, len(text)))
    odd = [unusual(work.text) for work in works]
    for n, work in enumerate(works):
        if work.apply(characters(work.text, odd[n])):
            odd[n] = unusual(work.text)
    for work, signs in zip(works, odd, strict=True):
        work.apply(page_breaks(work.text, signs))
    for work in works:
        if "\n" in work.text:
            work.apply(glyph_lines(work.text))
            work.apply(torn_dates(work.text))
            work.apply(wraps(work.text))
            work.apply(torn_numbers(work.text))
    for work in works:
        work.apply(spaces(work.text))
    for work, signs in zip(works, odd, strict=True):
        _marks_and_words(work, signs)
    for work in works:
        if work.apply(breaks(work.text)):
            work.apply(spaces(work.text))  # the signature lines are lines only now
    return [work.done() for work in works]


def _marks_and_words(work: Work, odd: frozenset[str]) -> None:
    """Letters for digits, punctuation, numbers and look-alike words."""
    work.apply(digits(work.text, odd))
    hits = telltale(work.text)
    words = list(lookalikes(work.text, hits))
    work.apply(sorted([*punctuation(work.text, odd, hits), *words], key=_longest_first))
    if words:
        # 窜判长梅立 is a signature, and 冉次申请 in 冉次申清执行 a word, only now that the other letter is right.
        work.apply(lookalikes(work.text, telltale(work.text)))
        work.apply(spaces(work.text))


def _taken_out(text: str, hidden: Hidden) -> Change:
    joined = text[max(hidden.start - 1, 0) : hidden.start].isdigit() and text[hidden.end : hidden.end + 1].isdigit()
    return Change(hidden.start, hidden.end, "", "删去隐藏文字后，两边的数字相接，请核对原件" if joined else "")


def _longest_first(change: Change) -> tuple[int, int]:
    """At the same place the longer change (a whole number, a pair of brackets, a word) says more about itself."""
    return change.start, -change.end


def _merged(hidden: Sequence[Hidden], length: int) -> list[Hidden]:
    """*hidden* in order, inside the text and without empty ones; overlaps are cut off."""
    found: list[Hidden] = []
    at = 0
    for span in sorted(hidden, key=lambda h: (h.start, h.end)):
        start, end = max(span.start, at), min(span.end, length)
        if start < end:
            found.append(Hidden(start, end, span.reason))
            at = end
    return found
