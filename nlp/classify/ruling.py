"""What a ruling (裁定书) orders: 终结本次执行程序 or anything else.

The operative lines decide. 终结执行 (the case is over) differs from 终结本次执行程序 (no assets for now) in one word;
where the line only says 本次执行, loosely, the grounds decide between the two.
"""

from __future__ import annotations

import re

from nlp.classify.model import DocumentType
from nlp.document import Span
from nlp.entities.text import squeeze
from nlp.sections.model import Sections
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.classify", "types.yaml")
_SPACE = "[ \\u3000]*"
_THIS = f"本{_SPACE}次{_SPACE}执{_SPACE}行"
_TERMINATES = re.compile(
    f"(?:终{_SPACE}结(?P<object>[^。；]{{0,160}}?){_THIS}(?:{_SPACE}程{_SPACE}序)?|{_THIS}(?P<whole>{_SPACE}程{_SPACE}序)?(?:予以|依法|现予以|应予|裁定)?终{_SPACE}结)"
)
_PROGRAM = re.compile(f"程{_SPACE}序$|{_THIS}{_SPACE}程{_SPACE}序")
_ENDS = re.compile(f"终{_SPACE}结[^。；\n]{{0,120}}执{_SPACE}行")
_ITEM = re.compile(r"[^。；\n]+[。；\n]*")
#: The first sentence of the operative part, whatever line ends a bad copy put into it (终结…号案件 / 的本次执行程序).
_WRAPPED = re.compile("[^。；]+")
_NUMBERING = re.compile(r"^[ \u3000]*(?:[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．])?[ \u3000]*")
_ELSE = re.compile(f"(?:依法|予以|本案|本院|将|对)?(?:{alternation(_WORDS['other_operative'])})")
# Grounds of 终结执行 (撤回, 死亡, 履行完毕, 依据被撤销): with them 本次执行 is only loose speech.
_FINAL_GROUNDS = re.compile(
    "撤回(?:强制)?执行申请|撤销(?:执行)?申请|撤回申请|(?:全部)?(?:履行|执行)完毕|据以执行的[^，。]{2,20}被撤销|死亡[^。]{0,12}无遗产|免除"
)
#: 未全部履行完毕, 尚未执行完毕: the ground is denied.
_DENIED = re.compile("未|没有|不能|无法")
_TERMINATION_ARTICLE = re.compile("第(?:五百一十九|五百一十七|519|517)条|终结本次执行程序的规定")


def judge_ruling(clean: str, sections: Sections) -> DocumentType | None:
    """termination_ruling or other_ruling by the operative part; None where there is no operative part."""
    operative = sections.first("operative")
    if operative is None:
        return None
    rights = sections.span("rights")
    signature = sections.span("signature")
    # Some rulings put the operative line behind a sentence about rights, so all of it up to the signature is read.
    end = max(operative.body.end, rights.end if rights else 0)
    end = min(end, signature.start) if signature and signature.start > operative.body.start else end
    for at, item in enumerate(_ITEM.finditer(clean, operative.body.start, end)):
        if at > 30:
            break
        if found := _terminating(clean, item):
            span = Span(*found.span())
            if not _loose(clean, sections, found):
                return DocumentType(
                    "termination_ruling", f"主文为「{squeeze(found.group())}」，属终结本次执行程序裁定", span
                )
            return DocumentType(
                "other_ruling", "主文虽用「本次执行」字样，但理由和依据是终结执行，不是终结本次执行程序", span
            )
    if (found := _broken(clean, operative.body.start, end)) and not _loose(clean, sections, found):
        words = squeeze(found.group())
        return DocumentType("termination_ruling", f"主文为「{words}」，属终结本次执行程序裁定", Span(*found.span()))
    first = _ITEM.search(clean, operative.body.start, end)
    line = squeeze(first.group())[:40].rstrip("。；") if first else ""
    span = Span(first.start(), first.end()) if first and line else operative.span
    if ending := _ENDS.search(clean, operative.body.start, operative.body.end):
        return DocumentType("other_ruling", "主文为终结执行，不是终结本次执行程序", Span(*ending.span()))
    return DocumentType(
        "other_ruling",
        f"主文为「{line}」，不是终结本次执行程序" if line else "主文缺失，无法认定为终结本次执行程序",
        span,
    )


def _terminating(clean: str, item: re.Match[str]) -> re.Match[str] | None:
    """The words that end this round of execution, if that is what the operative line does."""
    start = item.start()
    lead = _NUMBERING.match(item.group())
    begin = start + (lead.end() if lead else 0)
    found = _TERMINATES.search(clean, begin, item.end())
    if found is None or _ELSE.match(clean, begin, found.start() + 1):
        return None
    tail = clean[found.end() : min(found.end() + 16, item.end())]
    # 终结本次执行程序的裁定 / 终结本次执行程序后 only mention it.
    if re.match(r"(?:的|之)?(?:裁定|行为|决定|条件|规定)|后|前|期间", tail) or found.start() - begin > 40:
        return None
    return found


def _broken(clean: str, start: int, end: int) -> re.Match[str] | None:
    """As :func:`_terminating`, for a first sentence whose deciding words a line end stands between."""
    spaced = clean[:end].replace("\n", " ")
    sentence = _WRAPPED.match(spaced, start)
    found = _terminating(spaced, sentence) if sentence else None
    return found if found and "\n" in clean[found.start() : found.end()].strip() else None


def _loose(clean: str, sections: Sections, found: re.Match[str]) -> bool:
    if _PROGRAM.search(found.group()):
        return False
    basis = sections.span("basis") or sections.span("reasons")
    cited = clean[basis.start : basis.end] if basis else ""
    if _TERMINATION_ARTICLE.search(cited):
        return False
    # The whole text before the order counts: a short ruling may have no paragraph of its own for its grounds.
    return any(
        not _DENIED.search(clean, max(ground.start() - 6, 0), ground.start())
        for ground in _FINAL_GROUNDS.finditer(clean, 0, found.start())
    )
