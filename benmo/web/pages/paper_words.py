"""Words for papers on their way to a court and back."""

from __future__ import annotations

from benmo.desk.model import PaperRow

STATES = {"sent": "待签收", "waiting": "等待回复", "near": "临近届满", "overdue": "逾期未回复", "answered": "已回复"}
OUTCOMES = {"adopted": "采纳", "partly_adopted": "部分采纳", "rejected": "不采纳", "unclear": "不明"}


def clock_words(p: PaperRow) -> str:
    """How the reply period stands."""
    if p.state == "answered":
        return p.replied_on or ""
    if p.days_left is None:
        return ""
    return f"逾期 {-p.days_left} 天" if p.days_left < 0 else f"还有 {p.days_left} 天"
