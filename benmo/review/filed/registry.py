"""Which checkpoint has a file side, and on which facts its answer without the file is reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from benmo.cases.dossier import Dossier
    from benmo.cases.facts import CaseFacts
    from benmo.law import LawIndex
    from benmo.review.conclusion import Conclusion

    Side = Callable[[CaseFacts, Dossier, Conclusion, LawIndex], Conclusion]

STAGES = (
    "initiation",
    "investigation",
    "disposal",
    "proceeds",
    "coercion",
    "termination",
    "contradictions",
    "aftercare",
    "linkage",
)
#: Checkpoints whose own decision is taken on ruling and file together: they ask whether something was done at all.
BOTH = frozenset(
    {
        "execution_notice",
        "asset_report_order",
        "asset_report_followup",
        "online_inquiry_timing",
        "online_inquiry_core",
        "extended_assets",
        "onsite_investigation",
        "all_respondents",
        "locate_respondent",
        "search_audit_reward",
        "consumption_restriction",
        "dishonesty_list",
        "coercive_measures",
        "refusal_crime_referral",
        "three_months",
        "bankruptcy_referral",
    }
)
_SIDES: dict[str, Side] = {}
F = TypeVar("F", bound="Callable[..., Conclusion]")


def file_side(name: str) -> Callable[[F], F]:
    """Register the file side of checkpoint *name*.

    Raises:
        ValueError: it has one already.
    """

    def register(decide: F) -> F:
        if name in _SIDES:
            raise ValueError(f"{name} has two file sides")
        _SIDES[name] = decide
        return decide

    return register


@cache
def file_sides() -> dict[str, Side]:
    """Checkpoint id → its file side, for those that have one."""
    for stage in STAGES:
        import_module(f"benmo.review.filed.{stage}")
    return _SIDES
