"""The file side of the checkpoints: what the papers of a case file add to, or change in, what the ruling alone shows.

Every function here is registered for one checkpoint and gets the facts, the file, and the answer reached without it. It
returns the answer of the whole material. A violation rests on a positive record; what a folder lacks shows nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benmo.review.filed.registry import BOTH, file_sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from benmo.cases.facts import CaseFacts
    from benmo.law import LawIndex
    from benmo.review.conclusion import Conclusion

__all__ = ["conclude_filed"]

_TELLS = tuple(f"裁定书{verb}" for verb in ("载明", "记载", "自述", "说明", "列明"))


def conclude_filed(
    name: str, decide: Callable[[CaseFacts, LawIndex], Conclusion], facts: CaseFacts, law: LawIndex
) -> Conclusion:
    """The answer of checkpoint *name* on ruling and file."""
    answer = decide(facts if name in BOTH else facts.alone, law)
    side = file_sides().get(name)
    if side is not None and facts.file is not None:
        answer = side(facts, facts.file, answer, law)
    # A reason that rests on the papers alone must not say that the ruling tells it.
    if answer.places and all(p.reading for p in answer.places) and answer.reason.startswith(_TELLS):
        answer = answer._replace(reason="案卷材料" + answer.reason.removeprefix("裁定书"))
    return answer
