"""Case and document numbers (案号, 文号) in all their forms, and their normal form.

（2020）鲁0704执1129号之一 · (2022)… · （2014）梨执字第285号 · （2021）甬慈执民字第12-2号 · 渝劳人仲案字〔2021〕第12号
"""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.entities.model import CaseNumber

_OPEN, _CLOSE = "（(〔\\[【﹝［", "）)〕\\]】﹞］"
_SUB = r"(?:[ \u3000]?之(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})|[-－—–][0-9]{1,3}(?![0-9]))?"
_CODE = r"[^，。；：、（）()《》〈〉“”\"\n\t〔〕\[\]【】]"
_NUMBER = re.compile(
    f"[{_OPEN}][ \\u3000]?(?P<year>[0-9０-９](?: ?[0-9０-９]){{3}})(?:年)?[ \\u3000]?[{_CLOSE}][ "
    f"\\u3000]?(?:第?(?P<plain>[0-9０-９]{{1,11}})号|(?P<code>{_CODE}{{2,28}}?)号)(?P<sub>{_SUB})"
)
_PREFIX = re.compile(r"[一-龥]{2,16}$")
_PREFIX_STOP = re.compile(
    r".*(?:本院|我院|贵院|你院|院|作出的?|根据|依据|依照|收到|关于|向|以|的|和|与|及|书|规定|通知|解释|委员会|仲裁委|公证处)(?=[一-龥]{2})"
)
_TYPES = re.compile("[执民刑行商破知认赔调诉保仲公证审督劳辖清协催财罚监司惩]")
_NO_CASE = re.compile("不动产权|房权|房产证|国用|土证|产权|权证|林证|他项|登记|户口|机动车|合同|保单|工商|发票")
_NORMS = re.compile("^(?:法|法释|法发|高检发|法办|法明传|法函|司法|国发|国办|主席令|银发|财)$")
_WIDTH = str.maketrans(
    {chr(ord("０") + i): str(i) for i in range(10)} | {"－": "-", "—": "-", "–": "-", " ": "", "\u3000": ""}
)
_EXECUTION = re.compile("执(?:恢|保|异|复|监|他|协|请|撤|督|字|行|民|商|刑|外|破|罚|财)*")


def find_case_numbers(clean: str) -> tuple[CaseNumber, ...]:
    """Every case or document number of *clean* in order; numbers of norms (法〔2016〕373号) are left out."""
    found = (_read(clean, match) for match in _NUMBER.finditer(clean))
    return tuple(number for number in found if number)


def normalise_case_number(text: str) -> str:
    """Full-width brackets, half-width digits, no spaces; the sub-number stays: (2020) 鲁0704执1129号之一 → （2020）…"""
    found = _NUMBER.search(text)
    return _normal(found) if found else text.translate(_WIDTH)


def normalise_paper_number(prefix: str, year: str, serial: str) -> str:
    """The number of an official paper: 衡石检民执监〔2026〕2号."""
    return f"{prefix.translate(_WIDTH)}〔{year.translate(_WIDTH)}〕{serial.translate(_WIDTH)}号"


def _normal(match: re.Match[str]) -> str:
    year, sub = match["year"].translate(_WIDTH), (match["sub"] or "").translate(_WIDTH)
    return (
        f"（{year}）{match['code'].translate(_WIDTH)}号{sub}" if match["code"] else f"〔{year}〕{match['plain']}号{sub}"
    )


def _read(clean: str, match: re.Match[str]) -> CaseNumber | None:
    year = int(match["year"].translate(_WIDTH))
    if not 1980 <= year <= 2100:
        return None
    if match["plain"]:
        return _paper(clean, match, year)
    code = match["code"]
    if not _TYPES.search(code) or _NO_CASE.search(code):
        return _paper(clean, match, year) if code.startswith("第") else None
    return CaseNumber(Span(*match.span()), _normal(match), year, _kind(code))


def _paper(clean: str, match: re.Match[str], year: int) -> CaseNumber | None:
    """A number whose code stands before the year: 渝劳人仲案字〔2021〕第12号, 衡石检民执监〔2026〕2号."""
    before = _PREFIX.search(clean, max(match.start() - 16, 0), match.start())
    if before is None:
        return None
    cut = _PREFIX_STOP.match(before.group())
    start = before.start() + (cut.end() if cut else 0)
    prefix = clean[start : match.start()]
    if _NORMS.match(prefix) or not _TYPES.search(prefix):
        return None
    serial = clean[match.end("year") + 1 : match.end()].translate(_WIDTH)
    # An arbitration award keeps the round brackets in which it is written; official papers have their own kind.
    round_ = clean[match.start()] in "（(" and "检" not in prefix
    number = f"{prefix}（{year}）{serial}" if round_ else f"{prefix}〔{year}〕{serial}"
    return CaseNumber(Span(start, match.end()), number, year, _kind(prefix))


def _kind(code: str) -> str:
    if "证" in code and ("执" in code or "公" in code):
        return "notary"
    if "仲" in code or "劳人" in code:
        return "arbitration"
    if "检" in code:
        return "procuratorate"
    if _EXECUTION.search(code):
        return "execution"
    return "trial" if re.search("[民刑行商知督破赔]", code) else "other"
