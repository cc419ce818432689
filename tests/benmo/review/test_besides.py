"""无其他线索 in a ruling that itself tells of a clue denies nothing; without one it does."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from benmo.cases.intake import gather
from benmo.review import review_all

BASE = yaml.safe_load((files("corpora") / "examples" / "files" / "cases.yaml").read_text("utf-8"))["bases"]["person"]
CLUE = """财产线索登记
提供人：贺建平　提供时间：2021年10月14日　方式：现场
线索内容：曹立新把120亩地租给邻村的吴某种，租地款没给曹立新，可能还有三万元。
"""


@pytest.mark.parametrize(
    ("told", "broken"),
    [
        ("其提供的租地款线索已经本院核实，无其他线索", False),
        ("申请执行人提供的租地款线索已核实，未提供其他财产线索", False),
        ("未提供其他财产线索", True),
        ("未提供财产线索", True),
    ],
)
def test_besides(told: str, broken: bool, tmp_path: Path) -> None:
    for name, text in BASE.items():
        (tmp_path / name).write_text(text.replace("未提供财产线索", told), "utf-8")
    (tmp_path / "线索.txt").write_text(CLUE, "utf-8")
    (case,) = gather(tmp_path)
    (review,) = review_all(case)
    found = next(f for f in review["findings"] if f["checkpoint"] == "ruling_contradicts_file")
    assert (found["conclusion"] == "violation") is broken, found["reason"]
