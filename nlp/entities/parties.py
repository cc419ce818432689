"""The parties (当事人) of the heading: names, sides, kinds, representatives, short forms.

Labels come with or without colon, several names may share a line (甲；乙 or 甲、乙), and what follows a name up to the
next label is about that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from nlp.document import Span, Value
from nlp.entities.dates import calendar_day
from nlp.entities.model import Party
from nlp.entities.text import squeeze, value
from nlp.sections.parties import REPRESENTATIVE, ROLES
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.entities", "parties.yaml")
_SIDE = {side: re.compile(f"(?:{alternation(words)})") for side, words in ROLES.items()}
_ALL_ROLES = alternation([word for words in ROLES.values() for word in words])
_REPS: dict[str, list[str]] = load_yaml("nlp.sections", "headings.yaml")["representatives"]
_REP_KIND = {kind: re.compile(alternation(words)) for kind, words in _REPS.items()}
# With a colon anywhere; without one only where the label opens a line or sentence and a name follows.
_LABEL = re.compile(
    f"(?:(?P<role>{_ALL_ROLES})|(?P<rep>{REPRESENTATIVE}))(?P<paren>[（(][^（）()\\n]{{1,24}}[)）])?[ \\u3000]*"
    # What somebody did on a day (申请人于2023年3月6日) is no name, but 于海波 is one.
    r"(?:(?P<colon>[：:])|(?!于(?:[\d一二三四五六七八九十〇零同当次]|本[日月])|[向在][本我该]院)(?=[^，。：:人的\n]{2,40}(?:[，,。；\n]|$)))"
)
_OPENS = frozenset("\n。；;.\u3000 ，")
_NAME = re.compile(r"[ \u3000]*(?P<name>[^，,。；;\n：:]{1,60})")
_SPLIT = re.compile(r"[、；;/／]")
_PAREN_TAIL = re.compile(r"[（(]([^（）()]*)[)）]")
_ALIAS_NOTE = re.compile(
    r"[（(](?:以下|下文|以下均)?(?:简称|统称|下称|称)(?:为|：|:)?[“\"‘「]?(?P<alias>[^）)”\"’」，,。]{1,20})[”\"’」]?(?:[，,][^）)]*)?[)）]"
)
_ENDINGS = tuple(_WORDS["organisation_endings"])
_LAST = frozenset(_WORDS["organisation_characters"])
_REMARK = re.compile(r"[（(][^（）()]*[)）]$")
_PERSONAL = re.compile(
    "[，,][ \\u3000]*(?:男|女)(?:[，,。性]|$)|(?:汉|回|满|彝|藏|壮|苗|[一-龥]{1,3})族[，,]|出生|公民身份|身份证"
)
_YMD = r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
_BIRTH = re.compile(f"{_YMD}[ \\u3000]?出?生|(?:生于|出生于|出生日期[：:]?|出生[：:])[ \\u3000]?{_YMD}")
_MORE_NAMES = re.compile("[；;][ \\u3000]*([一-龥·某×*]{2,30})(?=[；;。\\n]|$)")


@dataclass(slots=True)
class _Draft:
    """A party while its lines are being read."""

    name: Value[str]
    side: str
    role: str
    rest: str
    start: int
    end: int
    birth: Value[date] | None
    representative: Value[str] | None = None
    guardian: Value[str] | None = None
    agents: list[Value[str]] = field(default_factory=list)

    def done(self, on: date | None, aliases: tuple[Value[str], ...]) -> Party:
        minor = "未成年" in self.rest or bool(self.birth and on and _age(self.birth.value, on) < 18)
        kind = kind_of(self.name.value, self.rest, self.representative is not None)
        return Party(
            self.name.value,
            self.name.span,
            self.side,
            self.role,
            kind,
            Span(self.start, self.end),
            self.representative,
            self.guardian,
            tuple(self.agents),
            aliases,
            self.birth,
            minor,
        )


def find_parties(clean: str, zone: Span | None, on: date | None = None) -> tuple[tuple[Party, ...], dict[str, str]]:
    """The parties listed in *zone*, in order, and the short forms defined for them anywhere in *clean*.

    *on* (the ruling's date) tells who was a minor (未成年人) then.
    """
    if zone is None:
        return (), {}
    found = _LABEL.finditer(clean, zone.start, zone.end)
    marks = [mark for mark in found if mark["colon"] or mark.start() == zone.start or clean[mark.start() - 1] in _OPENS]
    ends = [*(mark.start() for mark in marks[1:]), zone.end]
    drafts: list[_Draft] = []
    for mark, end in zip(marks, ends, strict=bool(marks)):
        if mark["role"]:
            drafts.extend(_block(clean, mark, mark["role"], mark["paren"] or "", end))
        elif drafts:
            _represent(clean, drafts[-1], mark, end)
    aliases = _aliases(clean, {draft.name.value for draft in drafts})
    own: dict[str, list[Value[str]]] = {}
    for full, short in aliases:
        own.setdefault(full, []).append(short)
    parties = tuple(draft.done(on, tuple(own.get(draft.name.value, ()))) for draft in drafts)
    return parties, {short.value: full for full, short in reversed(aliases)}


def _aliases(clean: str, names: set[str]) -> list[tuple[str, Value[str]]]:
    """Short forms (以下简称宏途公司), each with the full name that stands right before the note."""
    if "称" not in clean or not names:
        return []
    longest = sorted(names, key=len, reverse=True)
    found = []
    for note in _ALIAS_NOTE.finditer(clean):
        before = squeeze(clean[max(note.start() - 60, 0) : note.start()])
        owner = next((name for name in longest if before.endswith(name)), None)
        if owner:
            found.append((owner, Value(squeeze(note["alias"]), Span(*note.span("alias")))))
    return found


def kind_of(name: str, rest: str = "", represented: bool = False) -> str:
    """person or organisation, by its ending, its data (男, 出生) or its 法定代表人."""
    bare = _REMARK.sub("", name) or name
    if bare.endswith(_ENDINGS) or (len(bare) > 3 and bare[-1] in _LAST and "·" not in bare):
        return "organisation"
    if represented and not _PERSONAL.search(rest):
        return "organisation"
    return "person" if len(name) <= 4 or "·" in name or "某" in name or _PERSONAL.search(rest) else "organisation"


@lru_cache(maxsize=256)
def _side(role: str, paren: str) -> str:
    # 异议人（申请执行人）: the side is the one in brackets.
    for text in (paren, role):
        for side in ("respondent", "applicant", "other"):
            if _SIDE[side].search(text):
                return side
    return "other"


def _block(clean: str, mark: re.Match[str], role: str, paren: str, end: int) -> list[_Draft]:
    """The party or parties that one label opens."""
    found = _NAME.match(clean, mark.end(), end)
    if found is None:
        return []
    side, rest = _side(role, paren), clean[found.end() : end]
    drafts = []
    at = found.start("name")
    for piece in _SPLIT.split(found["name"]):
        name = _clean_name(clean, at, at + len(piece))
        at += len(piece) + 1
        if name:
            birth = _birth(clean, found.end(), end) if "生" in rest else None
            drafts.append(_Draft(name, side, role, rest, mark.start(), end, birth))
    # 甲;乙;丙 on one line: the name pattern stops at the first ；, the rest are bare names.
    stop = found.end()
    while more := _MORE_NAMES.match(clean, stop, end):
        if name := _clean_name(clean, *more.span(1)):
            drafts.append(_Draft(name, side, role, "", mark.start(), end, None))
        stop = more.end()
    return drafts


def _clean_name(clean: str, start: int, end: int) -> Value[str] | None:
    """The name without remarks in brackets; brackets that belong to it (上海（集团）公司) stay."""
    name = value(clean, start, end)
    text = clean[name.span.start : name.span.end]
    tail = list(_PAREN_TAIL.finditer(text))
    if (
        tail
        and tail[-1].end() == len(text)
        and re.search(
            "简称|个人独资|曾用|原名|下称|又名|统称|反诉|个体|字号|别名|绰号|化名|称|经营者|代表人|代理人|员工|职工|之[父母夫妻子女]|未到庭|已故|死亡|身份|住|男|女",
            tail[-1][1],
        )
    ):
        return value(clean, name.span.start, name.span.start + tail[-1].start())
    return name if name.value and not name.value.isascii() else None


def _birth(clean: str, start: int, end: int) -> Value[date] | None:
    found = _BIRTH.search(clean, start, end)
    if found is None:
        return None
    first = 1 if found[1] else 4
    day = calendar_day(*(int(found[group]) for group in range(first, first + 3)))
    return Value(day, Span(found.start(first), found.end(first + 2) + 1)) if day else None


def _age(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _represent(clean: str, draft: _Draft, mark: re.Match[str], end: int) -> None:
    """Add a 法定代表人, 法定代理人 or agent to the party above."""
    draft.end = end
    found = _NAME.match(clean, mark.end(), end)
    name = _clean_name(clean, *found.span("name")) if found else None
    if name is None:
        return
    label = mark["rep"]
    if _REP_KIND["guardian"].match(label):
        draft.guardian = draft.guardian or name
    elif _REP_KIND["agent"].match(label):
        draft.agents.append(name)
    else:
        draft.representative = draft.representative or name
