"""Why a checkpoint concluded what it did: what it asked the facts, what it got, and what was read but not counted.

A decision is a pure function of facts and law, so the chain is found by running it once more with facts that note every
question. What the text speaks of without having been counted (planned, demanded, denied, said by a party, quoted from a
statute, of another case) is listed with the reason: most surprises of a reader are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from benmo import law
from benmo.cases.dossier import Dossier
from benmo.cases.facts import CaseFacts, Coverage
from benmo.cases.places import Place, Told
from benmo.review import office
from benmo.review.catalog import Checkpoint, catalogue, decisions
from benmo.review.conclusion import Conclusion, switched_off
from benmo.review.filed import conclude_filed
from benmo.review.words import day

_ASKED = ("said", "done", "denied", "coverage")


@dataclass(frozen=True, slots=True)
class Step:
    """One question to the facts: ``name`` is the method or value asked for, ``act`` its subject."""

    name: str
    act: str
    told: tuple[Told, ...]
    value: Any = None


@dataclass(frozen=True, slots=True)
class Passed:
    """An assertion on the same subject that was not counted, and why."""

    told: Told
    why: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole way of one conclusion. ``others`` maps each other conclusion to what would support it."""

    checkpoint: Checkpoint
    conclusion: Conclusion
    steps: tuple[Step, ...]
    passed: tuple[Passed, ...]
    others: dict[str, str]


class _Noting:
    """Facts that remember what they were asked. Everything else is handed on."""

    def __init__(self, facts: CaseFacts, steps: list[Step] | None = None) -> None:
        self._facts = facts
        self.steps: list[Step] = [] if steps is None else steps

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._facts, name)
        if name == "alone" and value is not self._facts:
            return _Noting(value, self.steps)
        if name == "file" and value is not None:
            return _NotingFile(value, self)
        if name in _ASKED:
            return self._method(name, value)
        if name in _SCALARS:
            self._note(Step(name, "", (), value))
        elif name == "interview":
            self._note(Step(name, "interview", (), value))
        elif name == "inquiries":
            told = tuple(t for found in value.values() for t in found)
            self._note(Step(name, "inquire", told, tuple(value)))
        return value

    def _method(self, name: str, ask: Any) -> Any:
        def call(act: str, *rest: Any) -> Any:
            answer = ask(act, *rest)
            told = answer.told if isinstance(answer, Coverage) else tuple(answer)
            self._note(Step(name, act, told, rest[0] if rest else None))
            return answer

        return call

    def _note(self, step: Step) -> None:
        if not any((s.name, s.act, s.value) == (step.name, step.act, step.value) for s in self.steps):
            self.steps.append(step)


class _NotingFile:
    """The papers of a file, whose assertions are noted like those of the ruling; their records are handed on."""

    def __init__(self, file: Dossier, noting: _Noting) -> None:
        self._file = file
        self._noting = noting

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def said(self, *acts: str, status: str = "done") -> list[Told]:
        found = self._file.said(*acts, status=status)
        for act in acts:
            self._noting._note(Step("said", act, tuple(t for t in found if t.said.act == act), f"案卷:{status}"))
        return found


_SCALARS = ("ruling_date", "filing_date", "respondents", "companies", "dossier")


def explain(facts: CaseFacts, checkpoint: str) -> Chain:
    """The chain of *checkpoint* on *facts*.

    Raises:
        KeyError: there is no such checkpoint.
    """
    entry = {c.id: c for c in catalogue()}[checkpoint]
    noting = _Noting(facts)
    decide, rules = decisions()[checkpoint], office.load()
    index = law.load().under(rules.limits)
    answer = switched_off(checkpoint, rules)
    if answer is None and facts.file is None:
        answer = decide(cast(CaseFacts, noting), index)
    elif answer is None:
        answer = conclude_filed(checkpoint, decide, cast(CaseFacts, noting), index)
    others = {k: words for k, words in entry.meanings.items() if k != answer.conclusion}
    return Chain(entry, answer, tuple(noting.steps), tuple(_passed(facts, noting.steps)), others)


def _passed(facts: CaseFacts, steps: Sequence[Step]) -> Iterable[Passed]:
    acts = dict.fromkeys(s.act for s in steps if s.act)
    counted = {t for s in steps for t in s.told}
    for act in acts:
        for told in facts.said(act):
            if told not in counted and (why := _why_not(told)):
                yield Passed(told, why)


_STATUS = {
    "not_done": "载明未做",
    "intended": "只是打算或请求，未见已做",
    "required": "写的是应当怎样做，不是已做",
    "hypothetical": "是假设或告诫的后果",
}
_SOURCE = {
    "creditor": "是申请执行人的说法",
    "debtor": "是被执行人的说法",
    "third_party": "是案外人的说法",
    "statute": "是引用的条文",
    "other_case": "说的是另案",
    "hidden": "是隐藏文字",
}


def _why_not(told: Told) -> str:
    said = told.said
    return _SOURCE.get(said.source, "") or _STATUS.get(said.status, "")


def value_words(step: Step) -> str:
    """The value of a step that is no list of assertions, in Chinese; empty where there is nothing to say."""
    value = step.value
    match step.name:
        case "ruling_date":
            return f"裁定日期：{day(value)}" if value else "裁定日期：未读出"
        case "filing_date":
            return f"立案日期：{day(value)}" if value else "立案日期：未载明"
        case "respondents":
            return f"被执行人：{'、'.join(value) or '未读出'}"
        case "companies":
            return f"企业法人被执行人：{'、'.join(value) or '无'}"
        case "dossier":
            return f"材料范围：{'裁定书及案卷材料' if value else '只有裁定书'}"
    return ""


def places(step: Step) -> tuple[Place, ...]:
    """Where the answer of *step* was read."""
    if step.name == "interview":
        return tuple(step.value.places)
    return tuple(dict.fromkeys(t.place for t in step.told))
