"""The parties (当事人) of the heading: names, sides, kinds, representatives, short forms.

Labels come with or without colon, several names may share a line (甲；乙 or 甲、乙), and what follows a name up to the
next label is about that name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.document import Span, Value
from nlp.entities.dates import find_dates
from nlp.entities.model import Party
from nlp.entities.text import squeeze, value
from nlp.sections.parties import REPRESENTATIVE, ROLES
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.entities", "parties.yaml")
_SIDE = {side: re.compile(f"(?:{alternation(words)})") for side, words in ROLES.items()}
_ALL_ROLES = alternation([word for words in ROLES.values() for word in words])
_REPS: dict[str, list[str]] = load_yaml("nlp.sections", "headings.yaml")["representatives"]
_REP_KIND = {kind: re.compile(alternation(words)) for kind, words in _REPS.items()}
_LABEL = re.compile(
    f"(?P<role>{_ALL_ROLES})(?P<paren>[（(][^（）()\\n]{{1,24}}[)）])?[ \\u3000]*(?P<colon>[：:])"
    f"|(?P<rep>{REPRESENTATIVE})(?P<rparen>[（(][^（）()\\n]{{1,24}}[)）])?[ \\u3000]*[：:]"
    f"|(?:^|(?<=[\\n。；\\u3000 ]))(?:(?P<brole>{_ALL_ROLES})|(?P<brep>{REPRESENTATIVE}))(?P<bparen>[（(][^（）()\\n]{{1,24}}[)）])?(?=[ \\u3000]*[^，。：:人的\\n]{{2,40}}(?:[，,。；\\n]|$))"
)
_NAME = re.compile(r"[ \u3000]*(?P<name>[^，,。；;\n：:]{1,60})")
_SPLIT = re.compile(r"[、；;/／]")
_PAREN_TAIL = re.compile(r"[（(]([^（）()]*)[)）]")
_ALIAS_NOTE = re.compile(r"[（(](?:以下|下文|以下均)?(?:简称|统称|下称|称)(?:为|：|:)?[“\"‘「]?(?P<alias>[^）)”\"’」，,。]{1,20})[”\"’」]?(?:[，,][^）)]*)?[)）]")
_ORGANISATION = re.compile(f"(?:{alternation(_WORDS['organisation_endings'])})(?:[（(][^）)]*[)）])?$")
_PERSONAL = re.compile("[，,][ \\u3000]*(?:男|女)(?:[，,。性]|$)|(?:汉|回|满|彝|藏|壮|苗|[一-龥]{1,3})族[，,]|出生|公民身份|身份证")
_UNDERAGE = re.compile("未成年")


def find_parties(clean: str, zone: Span | None, on: date | None = None) -> tuple[Party, ...]:
    """The parties listed in *zone*, in order. *on* (the ruling's date) tells who was a minor (未成年人) then."""
    if zone is None:
        return ()
    marks = list(_LABEL.finditer(clean, zone.start, zone.end))
    ends = [*(mark.start() for mark in marks[1:]), zone.end]
    parties: list[Party] = []
    first_of_block = 0
    for mark, end in zip(marks, ends, strict=bool(marks)):
        role = mark["role"] or mark["brole"]
        if role:
            first_of_block = len(parties)
            parties.extend(_block(clean, mark, role, mark["paren"] or mark["bparen"] or "", end, on))
        elif parties and len(parties) > first_of_block:
            parties[-1] = _represented(clean, parties[-1], mark, end)
    return tuple(parties)


def find_aliases(clean: str, parties: tuple[Party, ...]) -> dict[str, Value[str]]:
    """Short forms defined anywhere (以下简称宏途公司), each with the full name that stands before the note."""
    found: dict[str, Value[str]] = {}
    names = sorted({party.name for party in parties}, key=len, reverse=True)
    if "称" not in clean:
        return found
    for note in _ALIAS_NOTE.finditer(clean):
        before = squeeze(clean[max(note.start() - 60, 0) : note.start()])
        owner = next((name for name in names if before.endswith(name)), None)
        if owner:
            found.setdefault(squeeze(note["alias"]), Value(owner, Span(*note.span("alias"))))
    return found


def with_aliases(parties: tuple[Party, ...], aliases: dict[str, Value[str]]) -> tuple[Party, ...]:
    """The parties, each with its own short forms."""
    if not aliases:
        return parties
    own: dict[str, list[Value[str]]] = {}
    for short, full in aliases.items():
        own.setdefault(full.value, []).append(Value(short, full.span))
    return tuple(replace(party, aliases=tuple(own[party.name])) if party.name in own else party for party in parties)


def kind_of(name: str, rest: str = "", represented: bool = False) -> str:
    """person or organisation, by its ending, its data (男, 出生) or its 法定代表人."""
    if _ORGANISATION.search(name):
        return "organisation"
    if represented and not _PERSONAL.search(rest):
        return "organisation"
    return "person" if len(name) <= 4 or "·" in name or "某" in name or _PERSONAL.search(rest) else "organisation"


def _side(role: str, paren: str) -> str:
    # 异议人（申请执行人）: the side is the one in brackets.
    for text in (paren, role):
        for side in ("respondent", "applicant", "other"):
            if _SIDE[side].search(text):
                return side
    return "other"


def _block(clean: str, mark: re.Match[str], role: str, paren: str, end: int, on: date | None) -> list[Party]:
    """The party or parties that one label opens."""
    found = _NAME.match(clean, mark.end(), end)
    if found is None:
        return []
    side = _side(role, paren)
    segment = Span(mark.start(), end)
    parties = []
    at = found.start("name")
    for piece in _SPLIT.split(found["name"]):
        name = _clean_name(clean, at, at + len(piece))
        at += len(piece) + 1
        if name:
            rest = clean[found.end() : end]
            parties.append(_party(clean, name, side, role, rest, segment, found.end(), on))
    # 甲;乙;丙 on one line: the name pattern stops at the first ；, the rest are bare names.
    tail = re.compile("[；;][ \\u3000]*([一-龥·某×*]{2,30})(?=[；;。\\n]|$)")
    stop = found.end()
    while more := tail.match(clean, stop, end):
        name = _clean_name(clean, *more.span(1))
        if name:
            parties.append(_party(clean, name, side, role, "", segment, more.end(), on))
        stop = more.end()
    return parties


def _clean_name(clean: str, start: int, end: int) -> Value[str] | None:
    """The name without remarks in brackets; brackets that belong to it (上海（集团）公司) stay."""
    name = value(clean, start, end)
    text = clean[name.span.start : name.span.end]
    tail = list(_PAREN_TAIL.finditer(text))
    if tail and tail[-1].end() == len(text) and re.search("简称|曾用|原名|下称|又名|统称|反诉|个体|字号|别名|绰号|化名|称", tail[-1][1]):
        return value(clean, name.span.start, name.span.start + tail[-1].start())
    return name if name.value and not name.value.isascii() else None


def _party(clean: str, name: Value[str], side: str, role: str, rest: str, segment: Span, after: int, on: date | None) -> Party:
    birth = _birth(rest, after) if "生" in rest else None
    minor = bool(_UNDERAGE.search(rest)) or bool(birth and on and _age(birth.value, on) < 18)
    return Party(name.value, name.span, side, role, kind_of(name.value, rest), segment, birth=birth, minor=minor)


def _birth(rest: str, after: int) -> Value[date] | None:
    for mention in find_dates(rest):
        near = rest[max(mention.span.start - 3, 0) : mention.span.start] + rest[mention.span.end : mention.span.end + 3]
        if mention.date and mention.precision == "day" and "生" in near:
            return Value(mention.date, Span(mention.span.start + after, mention.span.end + after))
    return None


def _age(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _represented(clean: str, party: Party, mark: re.Match[str], end: int) -> Party:
    found = _NAME.match(clean, mark.end(), end)
    name = _clean_name(clean, *found.span("name")) if found else None
    party = replace(party, segment=Span(party.segment.start, end))
    if name is None:
        return party
    label = mark["rep"] or mark["brep"]
    if _REP_KIND["guardian"].match(label):
        return replace(party, guardian=party.guardian or name)
    if _REP_KIND["agent"].match(label):
        return replace(party, agents=(*party.agents, name))
    kind = "organisation" if party.birth is None and len(party.name) > 4 else party.kind
    return replace(party, representative=party.representative or name, kind=kind)
