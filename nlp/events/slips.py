"""Names and numbers that differ from the heading's (当事人、案号前后不一)."""

from __future__ import annotations

import re

from nlp.context.clauses import COURT
from nlp.context.status import DONE
from nlp.document import Span
from nlp.entities import Head
from nlp.events.model import Assertion
from nlp.sections import Sections

_LABELLED = re.compile(r"(?:被执行人|申请执行人)(?=([\u4e00-\u9fff]{3,4}))")


def find_slips(text: str, head: Head, sections: Sections, region: Span) -> list[Assertion]:
    """``name_slip`` assertions: a labelled person some characters off, another case's number in the operative part.

    Cautious on purpose: a name counts only behind its label, with the same family name, length and at least one more
    character in common; a number only where the operative part ends another enforcement case than the heading's.
    """
    return [
        *(_names(text, head, region) or _somebody_else(text, head, region)),
        *_numbers(head, sections),
        *(_strangers(text, head, sections) or _other_debtor(text, head, sections)),
        *_capitals(text, head),
        *_number_trace(text, head, sections),
    ]


#: Something like a case number that could not be read as one (digits misread, brackets lost).
_LIKE_A_NUMBER = re.compile(
    r"[\d０-９〇○OＯoIl|]{2,4}[^\n，。；]{0,24}?[\d０-９OoIl|]{1,6}\s*号?|[^\n，。；]{0,12}执[^\n行，。；]{0,10}\d+"
)


def _number_trace(text: str, head: Head, sections: Sections) -> list[Assertion]:
    """``number_trace``: the heading holds what may be the case number, although none was read."""
    header = sections.span("header")
    m = _LIKE_A_NUMBER.search(text, header.start, header.end) if header and head.case_no is None else None
    where = Span(*m.span()) if m else None
    return [Assertion("number_trace", DONE, COURT, where, where)] if where else []


#: 终结甲与乙民间借贷纠纷一案: two people and no more; whom a mask or an abbreviation hides is nobody else.
_ENDS_A_PAIR = re.compile(
    r"终结[^，。；某×*Ｘ]{2,12}?(?:与|和|诉|申请(?:强制)?执行)(?:被执行人)?(?P<other>[^，。；某×*Ｘ]{4,40}?)(?:一案|案件|纠纷案)"
)
_BODY = re.compile("公司|集团|厂|社|行|店|部|中心|院|局|会|所|场|校|等|二|三|被执行人")
_CAUSE = re.compile("[^，。；]{2,20}?(?:纠纷|赔偿|争议|责任)")
_FAMILY = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗凤方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米明臧计成戴宋庞熊纪舒屈项祝董梁杜阮"
    "蓝闵席季麻强贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应宗丁邓洪包左石崔吉龚程邢裴陆荣翁甄曲封"
    "靳段巫焦侯宓全班秋仲伊宁仇甘武刘景詹束龙叶幸司黎薄白蒲鄂索赖卓屠蒙池乔翟谭申冉桑桂牛尚农温庄晏柴阎连艾容向古易廖"
    "耿匡文聂辛饶曾沙鞠丰关查荆游权盖公岳缪代伏税冷肖闫付邸党展兰"
)


def _other_debtor(text: str, head: Head, sections: Sections) -> list[Assertion]:
    """The operative part ends the case of the creditor against somebody who is no party."""
    operative = sections.span("operative")
    people = [p.name for p in head.parties]
    if operative is None or not people or any(p.kind != "person" or "某" in p.name for p in head.parties):
        return []
    m = _ENDS_A_PAIR.search(text, operative.start, operative.end)
    if m is None or _BODY.search(m["other"]) or any(n in m["other"] for n in (*people, *head.aliases)):
        return []
    other = m["other"]
    cause = head.cause.value if head.cause else ""
    name = other[: other.index(cause)] if cause and cause in other else other[:3]
    stated = cause in other if cause else False
    if not (2 <= len(name) <= 4 and name[0] in _FAMILY and (stated or _CAUSE.fullmatch(other[2:]))):
        return []
    where = Span(m.start("other"), m.start("other") + len(name))
    return [Assertion("name_slip", DONE, COURT, where, where, detail="主文当事人与首部不符")]


_ENDS_A_CASE = re.compile(r"(?:申请执行人)?([^，。；]{2,30})与被执行人([^，。；]{2,30})[^，。；]{0,14}一案")


def _strangers(text: str, head: Head, sections: Sections) -> list[Assertion]:
    """The operative part ends a case between people none of whom is a party."""
    operative = sections.span("operative")
    m = _ENDS_A_CASE.search(text, operative.start, operative.end) if operative else None
    names = [p.name for p in head.parties] + list(head.aliases)
    if m is None or not names or any(n in m.group() for n in names):
        return []
    where = Span(m.start(), m.end())
    return [Assertion("name_slip", DONE, COURT, where, where, detail="主文当事人与首部不符")]


def _capitals(text: str, head: Head) -> list[Assertion]:
    """A sum in digits and the same sum in capitals (大写) that differ."""
    found = []
    for first, second in zip(head.money, head.money[1:], strict=False):
        between = text[first.span.end : second.span.start]
        if (
            len(between) > 6
            or not ("大写" in between or _twice(text, first.span, between, second.span))
            or first.value is None
            or second.value is None
            or first.value == second.value
        ):
            continue
        where = Span(first.span.start, second.span.end)
        found.append(Assertion("amount_slip", DONE, COURT, where, where, detail="大小写不一致"))
    return found


_CAPITALS = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿元圆整角分]+")
_OPENS = re.compile(r"(?:人民币)?[（(](?:人民币|小写|即|￥|¥|[：:])*")


def _twice(text: str, first: Span, between: str, second: Span) -> bool:
    """伍仟元（6000元）: one sum in capitals and again in digits, one of them in brackets."""
    if _OPENS.fullmatch(between) is None:
        return False
    capitals = [_CAPITALS.fullmatch(text[s.start : s.end].removeprefix("人民币")) is not None for s in (first, second)]
    return capitals[0] != capitals[1]


def _names(text: str, head: Head, region: Span) -> list[Assertion]:
    known = {p.name for p in head.parties} | set(head.aliases) | {a.value for p in head.parties for a in p.agents}
    known |= {p.representative.value for p in head.parties if p.representative}
    found, openings = [], tuple(known)
    people = [p.name for p in head.parties if p.kind == "person" and 2 < len(p.name) <= 4 and "某" not in p.name]
    for m in _LABELLED.finditer(text, region.start, region.end) if people else ():
        if text.startswith(openings, m.end()):
            continue
        for name in people:
            other = m.group(1)[: len(name)]
            if other[0] != name[0] or len(other) != len(name):
                continue
            if other in known or not set(other[1:]) & set(name[1:]) or any(k in other or other in k for k in known):
                continue
            where = Span(m.start(1), m.start(1) + len(name))
            found.append(Assertion("name_slip", DONE, COURT, where, where, detail=f"{other}≠{name}"))
    return found


#: A debtor or creditor named behind the label, up to what is told of him.
_NAMED = re.compile(
    r"(?P<label>被执行人|申请执行人)(?P<name>[\u4e00-\u9fff]{2,3}?)"
    r"(?=(?:的)?财产|名下|告知|暂无|现无|未能?|下落|向本院|表示|无可供|的?存款|的?银行)"
)
#: Where others than the heading's parties may come in.
_MORE_PARTIES = re.compile("追加|变更|继承|遗产|原被执行人|另案|他案|系列案|曾用名|又名|更名|原名")


#: 申请执行人向本院…, 被执行人应当…: a family name that is a word here.
_NO_NAME = frozenset("本法其该应当此人院案执行方在已未均有无被")


def _somebody_else(text: str, head: Head, region: Span) -> list[Assertion]:
    """A person who is no party stands behind a party's label, and again alone: another case's text was left in.

    Only where the heading has one person, and no more, on that side, and nothing tells of parties that came or went.
    """
    if not head.parties or _MORE_PARTIES.search(text, region.start, region.end):
        return []
    known = {p.name for p in head.parties} | set(head.aliases) | {a.value for p in head.parties for a in p.agents}
    known |= {p.representative.value for p in head.parties if p.representative}
    for m in _NAMED.finditer(text, region.start, region.end):
        side = "respondent" if m["label"] == "被执行人" else "applicant"
        own = [p for p in head.parties if p.side == side]
        name = m["name"]
        if len(own) != 1 or own[0].kind != "person" or "某" in own[0].name:
            continue
        if name[0] not in _FAMILY or name[1] in _NO_NAME:
            continue
        if any(set(name) & set(k) for k in known if len(k) <= 4) or any(name in k for k in known):
            continue
        if text.count(name, region.start, region.end) < 2:
            continue
        where = Span(*m.span("name"))
        return [Assertion("name_slip", DONE, COURT, where, where, detail=f"{name}≠{own[0].name}")]
    return []


def _numbers(head: Head, sections: Sections) -> list[Assertion]:
    operative = sections.span("operative")
    if operative is None or head.case_no is None:
        return []
    own = next((n for n in head.case_numbers if n.span == head.case_no.span), None)
    if own is None:
        return []
    return [
        Assertion("name_slip", DONE, COURT, n.span, n.span, detail=f"{n.text}≠{own.text}")
        for n in head.case_numbers
        if operative.covers(n.span)
        and n.kind == "execution"
        and n.main != own.main
        and n.text.partition("号")[0] != own.text.partition("号")[0]
    ]
