"""The documents on which the execution rests (执行依据): judgment, mediation, award, notarial deed, payment order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.document import Span, Value
from nlp.entities.model import Basis, CaseNumber
from nlp.entities.text import sentence, value

_KIND = re.compile(
    r"[”\"》〉]?(?:的|生效|作出的|已生效的|号|、|[（(][^）)]{0,20}[)）])*(?P<kind>(?:刑事附带民事|"
    r"刑事|民事|行政赔偿|行政|民商事|人事|劳动人事|劳动|仲裁)?(?:争议)?(?:仲裁)?"
    r"(?:判决书?|调解书?|裁决书?|裁定书?|支付令|公证债权文书|公证书|执行证书|赔偿决定书|处罚决定书|决定书|确认决定书))"
)
#: 判决书（案号为（2023）…号）: the kind stands before the number.
_KIND_BEFORE = re.compile(
    r"(?P<kind>(?:民事|刑事|行政|仲裁)?(?:判决书?|调解书?|裁决书?|裁定书?|支付令|公证书|执行证书|决定书))"
    r"[（(，]?(?:其)?(?:案号|文号|编号|案件号)(?:为|是|系|：|:)?$"
)
_ISSUER = re.compile(
    r"(?P<own>本院|我院)|(?P<name>[一-龥]{2,40}?(?:人民法院|法院|仲裁委员会|仲裁院|仲裁委|公证处|"
    r"局|政府|大队))[ \u3000]*(?:于[^，。；]{4,14})?(?:作出|出具|制作|"
    r"发出)?(?:的|已经?|生效|发生法律效力的?|[（(]以下[^）)]*[)）])*$"
)
_OWN = re.compile(
    r"(?:本院|我院)[ \u3000]*(?:于[^，。；]{4,14})?(?:依法)?(?:作出|制作|出具)"
    r"?(?:的)?(?:已经?)?(?:生效|发生法律效力)?(?:的)?(?:[^，。；]{0,14}纠纷一案)?$"
)
_LEAD = re.compile(r"^.*(?:不服|依据|根据|经|由|因|与|及|和|，|。|向|执行|对|于)(?=[一-龥]{4})")
_OTHER_CASE = re.compile("另案|他案|首先查封|首封|参与分配|轮候|另行|再审|撤销|追加")
_RESTS = re.compile("执行依据|据以执行|生效|法律效力|判令|判决|确定|确认|一案|申请执行|申请强制|准予|依据")


def find_basis(
    clean: str, numbers: Sequence[CaseNumber], story: Span, own: str | None, court: Value[str] | None
) -> tuple[Basis, ...]:
    """The numbered documents of the first sentences of *story* on which the case rests, in order, each once.

    The execution's own number and other execution cases never count; a number is a basis only where the words behind it
    say what kind of document it is.
    """
    found: list[Basis] = []
    reach = story.end
    for number in numbers:
        if (
            not story.start <= number.span.start < story.end
            or number.kind in ("execution", "procuratorate")
            or number.text == own
        ):
            continue
        if found and number.span.start > reach:
            break
        kind = _KIND.match(clean, number.span.end, min(number.span.end + 40, story.end))
        around = sentence(clean, number.span.start)
        kind = kind or _KIND_BEFORE.search(clean, max(number.span.start - 24, around.start), number.span.start)
        before = clean[max(number.span.start - 30, around.start) : number.span.start]
        if kind is None or _OTHER_CASE.search(before) or not _RESTS.search(clean, around.start, around.end):
            continue
        if any(basis.number == number.text for basis in found):
            continue
        # One case rests on documents that are named together; those of later paragraphs are other matters.
        stop = clean.find("\n", around.end)
        reach = around.end if found else (stop if 0 <= stop < around.end + 200 else around.end + 120)
        found.append(
            Basis(number.text, number.span, kind["kind"], _issuer(clean, around.start, number.span.start, court))
        )
    return tuple(found)


def _issuer(clean: str, start: int, end: int, court: Value[str] | None) -> Value[str] | None:
    """Who issued it: the court or commission named before the number; 本院 is the court of the heading."""
    window = clean[max(start, end - 70) : end]
    if own := _OWN.search(window):
        at = end - len(window) + own.start()
        return Value(court.value, Span(at, at + 2)) if court else None
    named = _ISSUER.search(window)
    if named is None or named["name"] is None:
        return None
    first, last = (end - len(window) + offset for offset in named.span("name"))
    lead = _LEAD.match(clean[first:last])
    return value(clean, first + (lead.end() if lead else 0), last)
