"""The people of a case and every form in which its papers name them (简称、掩名、统称)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from nlp.entities import Head
from nlp.lexicons import load

_DATA = load("filed")["cast"]
_PLACE = re.compile(_DATA["place"])
_TAIL = re.compile(_DATA["tail"])
_KIND = "公司|集团|厂|店|银行|农商行|农商银行|中心|合作社|部|行|社|场|小贷|学校|医院|方"
_ALL = re.compile(_DATA["all"])
_SIDES = re.compile(_DATA["sides"])
_CREDITOR = re.compile(_DATA["creditor"])
_DEBTOR = re.compile(_DATA["debtor"])


#: A body by a short name: 信用联社, 顺捷公司.
_BODY = re.compile("[一-龥]{1,10}?(?:联社|银行|支行|公司|合作社|农场|工厂|饭店|中心)")


def within_order(short: str, full: str) -> bool:
    """Whether the characters of *short* stand in *full* in their order (信用联社 in 某县农村信用合作联社)."""
    at = 0
    for character in short:
        at = full.find(character, at) + 1
        if not at:
            return False
    return True


#: 公司签收: the company without its name.
_COMPANY = re.compile(r"(?<![\u4e00-\u9fff])公司(?=签|均|也|亦|[，,；;、。\s]|$)")


@dataclass(frozen=True)
class Cast:
    """Names of the two sides with all their short forms, who may speak for the creditor, and the case's own numbers.

    ``main`` is the number of the case without 之一, ``number`` that of the ruling with it; ``officials`` are the judges
    and the clerk who signed.
    """

    creditors: tuple[str, ...]
    respondents: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    spokesmen: tuple[str, ...]
    debtor_side: tuple[str, ...]
    officials: tuple[str, ...]
    court: str
    main: str | None
    numbers: tuple[str, ...]
    number: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = sorted({f for f, _ in self.forms}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words))) if words else None

    @cached_property
    def _full(self) -> dict[str, str]:
        return dict(self.forms)

    def named(self, words: str) -> tuple[str, ...]:
        """Full names of the parties whom *words* name in any form."""
        if self._pattern is None:
            return ()
        return tuple(dict.fromkeys(self._full[m.group()] for m in self._pattern.finditer(words)))

    def debtors_in(self, words: str) -> tuple[str, ...]:
        """The respondents whom *words* name; a group word (二被执行人, 三人) names all."""
        found = tuple(n for n in self.named(words) if n in self.respondents)
        if not found and self._lone_company and _COMPANY.search(words):
            found = self._lone_company
        if _ALL.search(words) or (not found and _DEBTOR.search(words)):
            return self.respondents
        return found

    @cached_property
    def _lone_company(self) -> tuple[str, ...]:
        """The one respondent whom 公司 alone can mean; none where a creditor is a company too."""
        companies = tuple(n for n in self.respondents if "公司" in n)
        return companies if len(companies) == 1 and not any("公司" in n for n in self.creditors) else ()

    def creditor_in(self, words: str) -> bool:
        """Whether *words* name the creditor, one who speaks for it, or both sides."""
        return (
            any(n in self.creditors for n in self.named(words))
            or any(s in words for s in self.spokesmen)
            or _CREDITOR.search(words) is not None
            or self._shortened(words)
            or _SIDES.search(words) is not None
        )

    def _shortened(self, words: str) -> bool:
        """Whether *words* give a body's short name (信用联社) that is a creditor's and could be no respondent's."""
        for m in _BODY.finditer(words):
            mine = any(within_order(m.group(), n) for n in self.creditors)
            if mine and not any(within_order(m.group(), n) for n in self.respondents):
                return True
        return False

    def both_in(self, words: str) -> bool:
        """Whether *words* speak of both sides at once (双方当事人)."""
        return _SIDES.search(words) is not None

    def knows(self, words: str) -> bool:
        """Whether *words* name anyone of this case."""
        return bool(self.named(words)) or any(s in words for s in (*self.spokesmen, *self.debtor_side))


def cast_of(head: Head) -> Cast:
    """The cast of a case, from the head of its termination ruling."""
    forms: list[tuple[str, str]] = []
    for party in head.parties:
        if party.name:
            forms.append((party.name, party.name))
    forms += [(short, full) for short, full in head.aliases.items() if short]
    taken = {f for f, _ in forms}
    for party in head.parties:
        if not party.name:
            continue
        for short in _short_forms(party.name, party.kind):
            if short not in taken:
                others = [p.name for p in head.parties if p.name != party.name and short in p.name]
                if not others:
                    forms.append((short, party.name))
                    taken.add(short)
    forms += _masked(head, taken)
    creditors, respondents = (tuple(dict.fromkeys(p.name for p in ps)) for ps in (head.applicants, head.respondents))
    spokesmen = [v.value for p in head.applicants for v in (p.representative, *p.agents) if v]
    others = [p.representative.value for p in head.respondents if p.representative]
    panel = head.panel
    officials = [v.value for v in (*panel.judges, *panel.assistants, panel.clerk) if v]
    own = next((n for n in head.case_numbers if head.case_no and n.span == head.case_no.span), None)
    return Cast(
        creditors,
        respondents,
        tuple(forms),
        tuple(dict.fromkeys(s for s in spokesmen if len(s) > 1)),
        tuple(dict.fromkeys(s for s in others if len(s) > 1)),
        tuple(dict.fromkeys(o for o in officials if len(o) > 1)),
        head.court.value if head.court else "",
        own.main if own else None,
        tuple(dict.fromkeys(n.main for n in head.case_numbers)),
        head.case_no.value if head.case_no else "",
    )


def _short_forms(name: str, kind: str) -> list[str]:
    """瑞田公司, 瑞田 for 苏州瑞田精密塑胶有限公司; nothing for a person."""
    if kind == "person" or len(name) < 6:
        return []
    core = name[_place_end(name) :]
    if len(core) < 3:
        return []
    short = core[:2]
    forms = [f"{short}{k}" for k in _KIND.split("|")]
    if len(core) > 4:
        forms += [f"{core[:4]}公司", f"{core[:3]}公司"]
    if not _PLACE_WORD.search(short):
        forms.append(short)
    bare = _TAIL.sub("", core)
    if len(bare) >= 4:
        forms.append(bare)
    rest = name[_place_end(name) :]
    if len(rest) >= 4:
        forms.append(rest)
    return list(dict.fromkeys(forms))


_PLACE_WORD = re.compile(_DATA["place_word"])
_CITY = re.compile(_DATA["city"])


def _place_end(name: str) -> int:
    m = _PLACE.match(name)
    end = m.end() if m else 0
    while end and end < len(name):
        more = re.compile(r"[\u4e00-\u9fff]{1,3}?[市县区镇乡]").match(name, end)
        if not more or len(name) - more.end() < 6:
            break
        end = more.end()
    if end == 0:
        city = _CITY.match(name)
        end = city.end() if city else 0
    return end if len(name) - end >= 4 else 0


def _masked(head: Head, taken: set[str]) -> list[tuple[str, str]]:
    """张某, 张某某 for the only person of that family name; and the other way round nothing is guessed."""
    people = [p.name for p in head.parties if p.kind == "person" and 1 < len(p.name) <= 4]
    forms = []
    for name in people:
        if sum(other[0] == name[0] for other in people) == 1 and "某" not in name:
            forms += [(f"{name[0]}{m}", name) for m in ("某某", "某") if f"{name[0]}{m}" not in taken]
    return forms
