"""What a checkpoint answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from benmo.cases.places import Place, Told
from nlp.document import from_fields

if TYPE_CHECKING:
    from benmo.review.office import OfficeRules

VIOLATION, NOT_SHOWN, OK, NA = "violation", "not_shown", "ok", "na"


class Item(NamedTuple):
    """One part of a conclusion that a person may decide by itself: a car, a respondent, a missing content."""

    id: str
    conclusion: str
    reason: str
    respondent: str | None = None
    asset: str | None = None
    places: tuple[Place, ...] = ()


class Conclusion(NamedTuple):
    """The answer of one checkpoint. ``reason`` and the rest of the words are Chinese, for the prosecutor.

    ``weight`` and ``next_step`` override the catalogue's where the case differs from the usual.
    """

    conclusion: str
    reason: str
    places: tuple[Place, ...] = ()
    missing: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    caveats: tuple[str, ...] = ()
    weight: str | None = None
    next_step: str | None = None

    def but(self, *caveats: str) -> Conclusion:
        """The same with more caveats."""
        return self._replace(caveats=(*self.caveats, *caveats))


def _places(told: Iterable[Told | Place]) -> tuple[Place, ...]:
    if not told:
        return ()
    places = [t.place if isinstance(t, Told) else t for t in told]
    return tuple(places) if len(places) == 1 else tuple(dict.fromkeys(places))[:6]


_made = from_fields(Conclusion)


def ok(reason: str, evidence: Iterable[Told | Place] = ()) -> Conclusion:
    """已载明合规."""
    return _made((OK, reason, _places(evidence) if evidence else (), (), (), (), None, None))


def na(reason: str, evidence: Iterable[Told | Place] = ()) -> Conclusion:
    """不适用."""
    return _made((NA, reason, _places(evidence) if evidence else (), (), (), (), None, None))


def not_shown(
    reason: str, evidence: Iterable[Told | Place] = (), missing: Iterable[str] = (), items: Iterable[Item] = ()
) -> Conclusion:
    """未载明，待核实."""
    return Conclusion(NOT_SHOWN, reason, _places(evidence), tuple(missing), tuple(items))


def violation(
    reason: str, evidence: Iterable[Told | Place], missing: Iterable[str] = (), items: Iterable[Item] = ()
) -> Conclusion:
    """材料本身显示违反.

    Raises:
        ValueError: there is no evidence; nobody may be accused without a place in the text.
    """
    places = _places(evidence)
    if not places:
        raise ValueError("a violation needs evidence")
    return Conclusion(VIOLATION, reason, places, tuple(missing), tuple(items))


def switched_off(checkpoint: str, rules: OfficeRules) -> Conclusion | None:
    """The answer of a checkpoint that the office switched off: it stays in the list and says so; else None."""
    if checkpoint not in rules.off:
        return None
    why = rules.off[checkpoint]
    return na(f"本院规则已停用本项{f'（{why}）' if why else ''}，未作核对。")
