"""What only the office knows of a case and the material does not hold: printed as given, marked as a person's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Particulars:
    """Words of a person for one paper.

    Args:
        source: where the case came from (案件来源), as the paper should say it; empty = left blank.
        ground: why the review ends, or why the office follows up (事由); empty = taken from the material if it tells.
        served: the day on which the court received the earlier 检察建议书; None = unknown, no period is computed.
        extended: the court's period of reply was made longer by a month.
    """

    source: str = ""
    ground: str = ""
    served: date | None = None
    extended: bool = False
