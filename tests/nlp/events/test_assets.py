"""Assets found, and what the text says became of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.pipeline import Reading

WRONG: dict[str, str] = {}

TABLE: list[tuple[str, str, set[str], set[str], bool | None]] = [
    # text, category, states, reasons, sealed first
    ("查明孙大勇名下有房屋一套，本院已首先查封。", "real_estate", {"seized"}, set(), True),
    (
        "查明孙大勇名下有房屋一套，已被江南市人民法院首先查封，本院轮候查封。",
        "real_estate",
        {"seized_waiting"},
        set(),
        False,
    ),
    ("查明孙大勇名下有苏A12345号轿车一辆，本院已查封，未能实际扣押。", "vehicle", {"seized"}, {"not_held"}, None),
    ("经查，孙大勇有银行存款320元，余额较小，未予扣划。", "deposit", set(), {"small", "not_transferred"}, None),
    ("经查，孙大勇有银行存款8200元，本院已扣划。", "deposit", {"transferred"}, set(), None),
    (
        "查明孙大勇名下有房屋一套，经两次拍卖均流拍，申请执行人不接受以物抵债。",
        "real_estate",
        {"failed_auction"},
        {"declined_offset"},
        None,
    ),
    ("查明孙大勇名下有轿车一辆，该车已报废。", "vehicle", set(), {"no_value"}, None),
]
NONE = [
    "经查询，未发现孙大勇名下有房屋、车辆。",
    "申请执行人称孙大勇名下有房屋一套。",
    "如发现孙大勇名下有房屋，可申请恢复执行。",
    "孙大勇原有房屋一套，已于2020年过户给他人。",
    "判决书判令孙大勇返还车辆一辆。",
]


def _rows() -> list[object]:
    return [
        pytest.param(
            *row,
            id=f"{n}-{row[1]}",
            marks=[pytest.mark.xfail(strict=False, reason=WRONG[row[0]])] if row[0] in WRONG else [],
        )
        for n, row in enumerate(TABLE)
    ]


@pytest.mark.parametrize(("text", "category", "states", "reasons", "first"), _rows())
def test_assets(
    tell: Callable[..., Reading], text: str, category: str, states: set[str], reasons: set[str], first: bool | None
) -> None:
    found = [a for a in tell(text).narrative.assets if a.category == category]
    assert len(found) == 1
    asset = found[0]
    assert states <= set(asset.states) and reasons <= set(asset.reasons)
    assert asset.first is first


@pytest.mark.parametrize("text", NONE)
def test_no_asset(tell: Callable[..., Reading], text: str) -> None:
    assert tell(text).narrative.assets == ()


def test_sums_and_holders(tell: Callable[..., Reading]) -> None:
    story = "查明钱秀兰名下有银行存款1,200.50元；孙大勇名下有房屋一套，评估价为68万元。"
    found = {a.category: a for a in tell(story, ("孙大勇", "钱秀兰")).narrative.assets}
    assert (str(found["deposit"].amount), found["deposit"].holder) == ("1200.50", "钱秀兰")
    assert (found["real_estate"].value, found["real_estate"].holder) == (680000, "孙大勇")
