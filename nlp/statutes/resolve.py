"""Finding the title that an article number belongs to; an antecedent that is not clear stays open, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nlp.document import Span
from nlp.statutes.anchors import Anchor
from nlp.statutes.mention import Source
from nlp.statutes.titles import Title, as_printed, edition, key, local_issuer, look_up, nearly, title_at_end

_REACH = 110
_ANTECEDENT_REACH = 1200
_REMEMBERED = 40
_CLOSERS = "》〉>＞≫»›"
_TAIL = re.compile(r"(?:(?<=号)文件?)?[\s，,：:]*(?:当中|之中|中的|中|里|的|之)?\s*$")
_NOTE = re.compile(r"\s*[（(﹝〔\[]([^（）()《》]{0,60}|[^（）()]{0,20}《[^》]{0,40}》[^（）()]{0,10})[）)﹞〕\]]$")
_BACK = re.compile(
    r"(?P<word>该|同一?|本|上述|前述|上列|上引|前引|此)(?:部|项|一)?(?P<kind>法律|司法解释|解释|规定|意见|规则|条例|办法|批复|通知|法)"
    r"(?P<trial>（(?:试行|暂行)）)?$"
)
_NOT_LAW = re.compile(
    r"(?:合同书?|协议书?|约定|契约|判决书?|调解书|裁定书?|决定书|裁决书|公证书|章程|判项|主文|方案|公约|笔录|申请书|清单|公告|条款|附件|"
    r"承诺书|通知书|证书|借条|欠条|收条|计划|须知|保函)[》”\"]?(?:的|之|中|中的)?$"
)
# 第一条　甲方为…: articles of a contract; 清单第一条: of a list.
_FOREIGN = re.compile(r"(?:甲方|乙方|双方|合同|协议|判决|清单|聊天记录|反馈|登记表|笔录|约定)[^。；\n]{0,20}$")
_SPEAKS = re.compile(r"\s?(?:之|的)?(?:明确)?(?:规定|指出|要求|所列|情形)")
_ENTITY = re.compile(r"&(?:amp;)?[lg]t;|\\u003[cCeE]")
# 民事诉讼法及其司法解释第…条: 其 is the law named right before.
_ITS = re.compile(r"[及和与、]?其(?:相关|有关)?(?:的)?(?:司法)?解释$")
_CODE = "中华人民共和国民事诉讼法"
_ITS_INTERPRETATION = "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释"
# Titles of one word name nothing by themselves: 《解释》, 《规定》.
_WORD = frozenset(("解释", "司法解释", "规定", "意见", "规则", "条例", "办法", "批复", "通知", "法"))
_NAMING = ("简称", "称", "均简称", "统称", "均称")
_SHORT = re.compile(r"下(?:均|统)?(?:简?称)(?:为|：|:)?\s?[《“\"〈]?([^（）()《》“”\"〈〉，。]{2,24})[》”\"〉]?")


@dataclass(frozen=True, slots=True)
class Found:
    """The title of an article number. ``start`` is where title and number together begin."""

    law: str | None
    title: str
    start: int
    span: Span | None
    source: Source
    known: bool = False
    edition: int | None = None
    reason: str = ""


class TitleFinder:
    """Titles for the article numbers of one text, asked in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: list[Found] = []
        self._last: Found | None = None
        self.local = local_names(text)

    def find(self, anchor: Anchor, floor: int, linked: bool) -> Found | None:
        """The title of *anchor*; None where it is no citation of law. *floor* is the end of the article before."""
        low = max(floor, anchor.start - _REACH)
        left = self._text[low : anchor.start]
        found = self._written(left, low, anchor)
        if found is not None:
            self._remember(found)
            return found
        if linked and self._last is not None:
            return self._again(self._last, anchor, "chain")
        back = _BACK.search(left.rstrip())
        if back is not None:
            return self._pointed(back, low, anchor)
        if anchor.bare or _NOT_LAW.search(left.rstrip()[-12:]):
            self._last = None if not anchor.bare else self._last
            return None
        return self._untitled(left, anchor)

    def _remember(self, found: Found) -> None:
        self._last = found
        self._seen.append(found)

    def _written(self, left: str, low: int, anchor: Anchor) -> Found | None:
        """The title written right before the number, with or without marks."""
        if "&" in left or "\\" in left:
            left = _ENTITY.sub(_bracket, left)
        tail = _TAIL.search(left, _tail_from(left))
        end = tail.start() if tail else len(left)
        found = self._ending_at(left, end, low)
        if found is not None:
            return found
        note = _NOTE.search(left[:end])
        if note is None:
            return None
        return self._ending_at(left, note.start(), low, note.group(1))

    def _ending_at(self, left: str, end: int, low: int, note: str = "") -> Found | None:
        found = self._title_before(left, end, low, note)
        if found is None or found.span is None or not found.known:
            return found
        issuer = local_issuer(left[: found.span.start - low], found.title)
        if issuer is None:
            return found
        return replace(found, law=issuer + as_printed(found.title), known=False, reason="")

    def _title_before(self, left: str, end: int, low: int, note: str) -> Found | None:
        marked = end > 0 and left[end - 1] in _CLOSERS
        if marked:
            found = self._marked(left, end, low, note)
            if found is not None:
                return found
        found = self._its(left, end, low) or self._unmarked(left, end, low, note)
        if found is not None or not marked:
            return found
        return self._unknown(left, end, low, note)

    def _marked(self, left: str, end: int, low: int, note: str) -> Found | None:
        at = left.find("《", 0, end)
        while at >= 0:
            title = look_up(left[at:end], self.local)
            if title is not None:
                return _found(title, left[at:end], low + at, low + end, "marked", note)
            at = left.find("《", at + 1, end)
        return None

    def _its(self, left: str, end: int, low: int) -> Found | None:
        """民事诉讼法及其司法解释: the interpretation, where the law that 其 means is the code of civil procedure."""
        if "其" not in left[max(0, end - 9) : end]:
            return None
        its = _ITS.search(left, max(0, end - 12), end)
        code = title_at_end(left, its.start(), self.local) if its else None
        if its is None or code is None or code[0].law != _CODE:
            return None
        at = Span(low + its.start(), low + end)
        return Found(_ITS_INTERPRETATION, left[its.start() : end], at.start, at, "antecedent", True)

    def _unmarked(self, left: str, end: int, low: int, note: str) -> Found | None:
        """A known title without marks, or with marks that do not close around it."""
        known = title_at_end(left, end, self.local)
        if known is None:
            return None
        title, start = known
        if _inside_longer_title(left, start):
            return None
        while start and left[start - 1] in "《〈<＜“":
            start -= 1
        return _found(title, left[start:end], low + start, low + end, "unmarked", note)

    def _unknown(self, left: str, end: int, low: int, note: str) -> Found | None:
        """A title in marks that the lexicon does not have: given as printed, unless it is no law (合同, 判决书)."""
        depth, at = 0, end - 1
        while at >= 0:
            if left[at] in "》〉":
                depth += 1
            elif left[at] in "《〈":
                depth -= 1
                if depth <= 0:
                    break
            at -= 1
        if at < 0:
            return None
        near = nearly(left[at:end])
        if near is not None:
            return _found(near, left[at:end], low + at, low + end, "marked", note)
        printed = as_printed(left[at:end])
        if _NOT_LAW.search(printed):
            return None
        if printed in _WORD:
            reason = f"《{printed}》所指的文件不明"
            return Found(None, "", low + at, Span(low + at, low + end), "none", reason=reason)
        return Found(printed, left[at:end], low + at, Span(low + at, low + end), "marked", False, edition(note))

    def _pointed(self, back: re.Match[str], low: int, anchor: Anchor) -> Found | None:
        """该解释, 同法, 同一规定: the nearest law of that kind; open where the nearest sentence offers two."""
        kind = back["kind"]
        ends = ("法", "民法典") if kind in ("法", "法律") else ("解释",) if kind == "司法解释" else (kind,)
        near = [f for f in self._seen[-_REMEMBERED:] if f.law and _plain(f.law).endswith(ends)]
        if back["trial"]:
            # 前述规定（试行）: of several rules it means the one on trial.
            near = [f for f in near if f.law and f.law.endswith(back["trial"])]
        start = low + back.start()
        if not near:
            return Found(
                None, "", start, Span(start, low + back.end()), "none", reason=f"“{back.group()}”所指的文件不明"
            )
        # 该 and 同 point to the last one named; 上述 may mean any of several.
        laws = {f.law for f in near}
        if back["word"] in ("上述", "前述", "上列", "上引", "前引") and len(laws) > 1:
            reason = f"“{back.group()}”之前有几个同类文件，所指不明"
            return Found(None, "", start, Span(start, low + back.end()), "none", reason=reason)
        target = near[-1]
        self._last = target
        return Found(
            target.law, target.title, start, target.span, "antecedent", target.known, target.edition, target.reason
        )

    def _untitled(self, left: str, anchor: Anchor) -> Found | None:
        """第五条规定 without any title: the law named last, where the number is used as a rule's."""
        text = self._text
        head = text.rfind("\n", max(0, anchor.start - _REACH), anchor.start)
        at_line_start = (head >= 0 or anchor.start < _REACH) and not text[head + 1 : anchor.start].strip()
        speaks = _SPEAKS.match(text, anchor.end) is not None
        if text.startswith("约定", anchor.end) or text.startswith("的约定", anchor.end):
            return None
        if at_line_start and not speaks:
            return None
        if _FOREIGN.search(text, max(0, anchor.start - 24), anchor.start):
            return None
        last = self._last
        near = last is not None and last.span is not None and anchor.start - last.span.end <= _ANTECEDENT_REACH
        if last is not None and near and (speaks or anchor.details or not at_line_start):
            return self._again(last, anchor, "antecedent")
        if not anchor.articles and not speaks:
            return None
        if speaks or anchor.details:
            return Found(None, "", anchor.start, None, "none", reason="条号之前没有写明文件名称")
        return None

    def _again(self, last: Found, anchor: Anchor, source: Source) -> Found:
        return Found(last.law, last.title, anchor.start, last.span, source, last.known, last.edition, last.reason)


def _tail_from(left: str) -> int:
    """An offset before which ``_TAIL`` cannot match: 文件, blanks and marks, a word of two characters, blanks."""
    at = len(left.rstrip()) - 2
    while at > 0 and (left[at - 1] in "，,：:" or left[at - 1].isspace()):
        at -= 1
    return max(at - 2, 0)


def _bracket(entity: re.Match[str]) -> str:
    """&lt; and \\u003c as the bracket they stand for, filled up so that every offset stays what it was."""
    written = entity.group().lower()
    return ("<" if written.endswith(("lt;", "3c")) else ">").ljust(len(written))


def _found(title: Title, words: str, start: int, end: int, source: Source, note: str) -> Found:
    reason = "名称中〈〉内的文字缺失，按民事执行文书的通常引用补认" if title.eaten else ""
    return Found(title.law, words, start, Span(start, end), source, True, edition(words) or edition(note), reason)


def _inside_longer_title(left: str, start: int) -> bool:
    """Whether the known words stand at the end of a longer title in marks (《某省实施民事诉讼法》)."""
    opened = left.rfind("《", 0, start)
    return opened >= 0 and "》" not in left[opened:start] and bool(key(left[opened:start]))


def _plain(law: str) -> str:
    return law.removesuffix("（试行）")


def local_names(text: str) -> dict[str, Title]:
    """The short names that the text itself gives: 《…规定》（以下简称《终本规定》)."""
    names: dict[str, Title] = {}
    if "称" not in text or ("以下" not in text and "下称" not in text):
        return names
    at = text.find("下")
    while at >= 0:
        if text.startswith(_NAMING, at + 1):
            short = _SHORT.match(text, at)
            known = _glossed(text, at) if short else None
            if short is not None and known is not None:
                names[key(short.group(1))] = known
        at = text.find("下", at + 1)
    return names


def _glossed(text: str, at: int) -> Title | None:
    """The title before the parenthesis in which the words at *at* give it a short name."""
    opened = max(text.rfind("（", max(0, at - 12), at), text.rfind("(", max(0, at - 12), at))
    if opened < 0:
        return None
    before = text[max(0, opened - 90) : opened]
    known = title_at_end(before, len(before))
    return known[0] if known else None
