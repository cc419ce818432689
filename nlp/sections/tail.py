"""What follows the operative part: rights and effect, the signature block, and whatever is appended behind it."""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.sections.model import Section
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.sections", "headings.yaml")


def spaced(word: str) -> str:
    """A regex for *word* with layout spaces between its characters (审　判　长)."""
    return r"[ \u3000]*".join(word)


_SIGNER = alternation([spaced(word) for words in _WORDS["signers"].values() for word in words])
_DIGIT = "[〇零○◯ＯОOo0一二三四五六七八九十1-9]"
_DATE = f"{_DIGIT}{{4}}[ \\u3000]*年[ \\u3000]*{_DIGIT}{{1,3}}[ \\u3000]*月[ \\u3000]*{_DIGIT}{{1,3}}[ \\u3000]*日"
_SIGN = re.compile(
    f"(?:^|[\\n。.…\\u3000 ）)])[ \\u3000.…]*((?:{_SIGNER})(?!的|对|于|在|经|"
    f"根据|告知|应|将|说|电话)|{_DATE}(?=[ \\u3000）)（(]*(?:\\n|$|{_SIGNER})))"
)
_ROLE_OR_DATE = re.compile(f"(?:{_SIGNER})|{_DATE}")
_APPENDIX = re.compile(f"(?:^|[\\n。日）) \\u3000])[ \\u3000（(【]*({alternation(_WORDS['appendix'])})")
_SENTENCE = re.compile(r"[^。\n]+[。\n]*")
_RIGHTS = re.compile(alternation(_WORDS["rights"]))
_EFFECT = re.compile(alternation(_WORDS["effect"]))
_NAME_TAIL = re.compile(r"[^\n。]{0,24}")
_VISIBLE = re.compile(r"\S")
_APPENDED = re.compile("附[：:]|附件|附录|附相关|附法律")
_DENSE, _CLOSE = 40, 220
_CLOSERS = re.compile("附[：:相法有件录]|注[：:]|打印|校对|本件与|联系|[（(【]|\\d")


def signature_span(clean: str, start: int) -> Span | None:
    """The block of signing roles and the date behind *start*; None if nobody signs.

    The block is dense: it ends at an appendix heading, at a second date, and where no role or date follows closely.
    """
    first = _SIGN.search(clean, start)
    if first is None:
        return None
    begin = end = first.start(1)
    dated = False
    for mark in _ROLE_OR_DATE.finditer(clean, begin):
        is_date = clean[mark.end() - 1] == "日"
        between = clean[end : mark.start()]
        if mark.start() - end > _DENSE or (is_date and dated) or _APPENDED.search(between):
            break
        dated = dated or is_date
        end = mark.end()
    if clean[end - 1] == "日":
        return Span(begin, end)
    name = _NAME_TAIL.match(clean, end)
    stop = name.end() if name else end
    cut = _CLOSERS.search(clean, end, stop)
    return Span(begin, cut.start() if cut else stop)


def closing_span(clean: str) -> Span | None:
    """The signature of a document without an operative part: only one that stands at the very end counts, because
    records (笔录) name judge and clerk at their head."""
    length = len(clean.rstrip())
    found = signature_span(clean, max(0, length - _CLOSE))
    return found if found and length - found.end < _DENSE else None


def appendix_start(clean: str, start: int, signed: bool) -> int:
    """Where the words behind *start* stop being the document's own; the text's length if nothing is appended."""
    if signed:
        rest = _VISIBLE.search(clean, start)
        return rest.start() if rest else len(clean)
    found = _APPENDIX.search(clean, start)
    return found.start(1) if found else len(clean)


def rights_sections(clean: str, start: int, end: int) -> list[Section]:
    """The sentences about rights and effect behind the operative lines: one block, with the effect sentences inside."""
    begin: int | None = None
    effects: list[Section] = []
    for at, sentence in enumerate(_SENTENCE.finditer(clean, start, end)):
        text = sentence.group()
        effect = _EFFECT.search(text) is not None and ("裁定" in text or "本" in text[:3] or len(text) < 30)
        if begin is None and (effect or (at > 0 and _RIGHTS.search(text))):
            begin = sentence.start()
        if effect:
            effects.append(Section("effect", None, Span(sentence.start(), sentence.end()), "rights", "effect.words"))
    if begin is None:
        return []
    return [Section("rights", None, Span(begin, end), "operative", "rights.words"), *effects]
